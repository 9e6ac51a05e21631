"""Compiled code for Android as text: told as the same code in its bytes is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.words import Role
from sousveil.reading.registry import recognise
from tests.reading.looking import outline, place_of, read, said
from tests.reading.test_dex import SMALI, SMALI_OUTLINE
from tests.samples.reading import dex
from tests.samples.smali import smali

_APP = smali(dex.product())


def _outline(name):
    data = _APP[f"smali/nvx/{name}.smali"]
    reading, gaps = read(data, f"{name}.smali", [place_of(data, name)])
    assert gaps == []
    return outline(reading), reading


def _by_class(lines):
    classes, name = {}, ""
    for line in lines:
        if not line.startswith(" "):
            name = line
        classes.setdefault(name, set()).add(line)
    return classes


def test_the_same_app_says_the_same():
    compiled, _ = read(dex.build(), dex.NAME, [place_of(dex.build(), word) for word in (
        "UYGUR", "faceEthnic", "channel", "onFace", "show", "level")])  # fmt: skip
    text = [
        line for name in ("Ethnic", "FaceAttrs", "FaceEvent", "Sdk", "Painter", "Volume") for line in _outline(name)[0]
    ]
    assert _by_class(text) == _by_class(outline(compiled))
    for role in (Role.VALUE, Role.KEY, Role.ATTRIBUTE, Role.STRING, Role.TYPE, Role.ITEM):
        told = {unit.text for name in _APP for unit in read(_APP[name], name)[0].units if unit.role is role}
        assert told == {unit.text for unit in compiled.units if unit.role is role}


def test_members_have_what_they_are_made_with():
    _, reading = _outline("Ethnic")
    member = next(index for index, symbol in enumerate(reading.symbols) if symbol.name == "UYGUR")
    assert said(reading, member, Role.VALUE) == ["维吾尔族"]
    (unit,) = [unit for unit in reading.units if unit.text == "维吾尔族"]
    assert unit.spans[0].encoding == ("utf-8", "backslash")
    assert reading.text.split("\n")[unit.line - 1].strip() == 'const-string v4, "\\u7ef4\\u543e\\u5c14\\u65cf"'


def test_annotations_and_native_methods():
    _, reading = _outline("FaceAttrs")
    (key,) = [unit for unit in reading.units if unit.role is Role.KEY]
    assert (key.text, reading.symbols[key.symbol].name) == ("faceEthnic", "ethnic")
    _, reading = _outline("Sdk")
    assert [(one.name, one.how) for one in reading.references] == [("onFace", "native")]


def test_what_an_assembler_takes():
    reading, _ = read(SMALI.encode(), "Race.smali", [place_of(SMALI.encode(), "UYGHUR")])
    assert _by_class(outline(reading)) == _by_class(SMALI_OUTLINE)


_MORE = """\
.class public Lnvx/Filter;
.super Lnvx/Base;
.annotation system Ldalvik/annotation/MemberClasses;
    value = { Lnvx/Filter$A; }
.end annotation
.field public static final KIND_OAK:I = 0x1
.field public static final KIND_ASH:I = 0x2
.field private trees:Ljava/util/List;
    .annotation system Ldalvik/annotation/Signature;
        value = {
            "Ljava/util/List<",
            "Lnvx/Tree;",
            ">;"
        }
    .end annotation
.end field
.field static synthetic other:I
.method public static find(JLnvx/Tree;Ljava/lang/String;)Lnvx/Tree;
    .locals 2
    .param p2, "tree"    # Lnvx/Tree;
        .annotation build Lx/Named;
            value = "shown"
        .end annotation
    .end param
    filled-new-array/range {v0 .. v1}, [Ljava/lang/String;
    const-string v0, "oak"
    const-string/jumbo v1, "a \\"b\\""
    filled-new-array {v0, v1}, [Ljava/lang/String;
    move-result-object v2
    const v3, 0x7f0b0012
    invoke-virtual {p2, v3}, Lnvx/Tree;->paint(I)V
    iget-object v0, p2, Lnvx/Tree;->bark:I
    return-object v0
.end method
"""


def test_constants_generic_types_parameters_lists_uses_and_numbers():
    reading, _ = read(_MORE.encode(), "Filter.smali")
    assert outline(reading) == [
        "record Filter : Base",
        "  constant KIND_OAK : int = 1",
        "  constant KIND_ASH : int = 2",
        "  field trees : Tree",
        "  function find : Tree",
        "    parameter tree : Tree",
        "    array",
        "      item oak",
        '      item a "b"',
    ]
    assert [(one.name, one.how) for one in reading.references] == [("paint", "call"), ("bark", "access")]
    assert [unit.text for unit in reading.units if unit.role is Role.CONSTANT] == ["KIND_OAK", "KIND_ASH", "0x7f0b0012"]


def test_a_class_of_numbers_is_a_list():
    source = ".class La/K;\n.field public static final OAK:I = 0x1\n.field public static final ASH:I = -0x2\n"
    reading, _ = read(source.encode(), "K")
    assert outline(reading) == ["enum K", "  enum-member OAK : int = 1", "  enum-member ASH : int = -2"]


def test_a_piece_of_a_class_is_called_after_the_type_of_its_members():
    source = "al enum OAK:La/Tree$Kind;\n\n.field public static final enum ASH:La/Tree$Kind;\n"
    source += ".field public static final enum ELM:La/Tree$Kind;\n"
    reading, _ = read(source.encode(), "x.smali")
    assert outline(reading) == ["enum Kind", "  enum-member ASH : Kind", "  enum-member ELM : Kind"]


def test_by_name_or_by_the_first_line():
    assert recognise(b".class public La/B;\n.super La/C;\n", "x").name == "smali"
    assert recognise(b"# virtual methods\n.method a()V\n.end method\n", "x.smali").name == "smali"
    assert recognise(b".class is a word of CSS too\n", "x").name != "smali"


@pytest.mark.parametrize(
    "source",
    [
        ".class public La/B;\n" + ".method a(" + "[" * 50_000 + "I)V\n.end method\n",
        ".class public La/B;\n" + ".annotation runtime La/C;\n" * 20_000,
        ".class public La/B;\n.method a()V\n" + "const-string v0, " + '"' + "\\" * 100_000 + "\n",
        ".class public La/B;\n.method a()V\ninvoke-static/range {v0 .. v999999999}, La/B;->a()V\n",
        ".class public La/B;\n.field " + "public " * 50_000 + "\n",
        ".class\n.super\n.field\n.method\n.param\n.annotation\n.end\n",
        ".class public La/B;\n.method a()V\ninvoke-static {}, " + "L" * 500_000 + "\n.end method\n",
        ".class public La/B;\n.method a()V\nconst-string v0, " + '"' + '\\"' * 200_000 + "\n.end method\n",
        ".class public La/B;\n.source a" + " " * 500_000 + "b\n.method " + " " * 200_000 + "b\n",
        ".class public La/B;\n.method a(" + "[" * 400_000 + ")V\n.end method\n",
        ".class " + "L" * 300_000 + "\n",
        ".method static " + "x " * 20_000 + "\n" + ".end method\n" * 10,
    ],
)
def test_hostile_text(source):
    read(source.encode(), "a.smali")


_WORDS = st.sampled_from([
    ".class", " public", " enum", " La/B;", "\n", ".field", " x", ":I", " = ", '"a', '"', "0x1", ".method", " m()V",
    ".end method", ".annotation runtime La/C;", ".end annotation", ".end field", "const-string v0, ", "\\u65cf",
    "sput-object v0, ", "La/B;->x:I", "invoke-direct {v0, v1}, ", "La/B;-><init>()V", "aput-object v0, v1, v2",
    ".param p1, ",
])  # fmt: skip


@given(st.lists(_WORDS, max_size=40).map("".join))
def test_anything_reads_and_holds(source):
    reader = recognise(source.encode(), "a.smali")
    if reader is not None and reader.name == "smali" and source.strip():
        read(source.encode(), "a.smali")
