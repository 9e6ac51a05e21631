"""Compiled code for Android: built list by list, and by an assembler where there is one."""

import shutil
import subprocess
from pathlib import Path

import pytest

from sousveil.model.words import Role
from sousveil.reading.reader import OfNumbers
from sousveil.reading.registry import recognise
from tests.reading.looking import outline, place_of, read, said
from tests.samples.reading import dex

_LIST = [
    "enum Ethnic",
    "  enum-member HAN : Ethnic = 1",
    "  enum-member UNKNOWN : Ethnic = 0",
    "  enum-member UYGUR : Ethnic = 5",
]
_FACE = [
    "record FaceAttrs",
    "  constant LABEL : String = 民族",
    "  field age : int",
    "  field ethnic : Ethnic",
]
_EVENT = ["record FaceEvent", "  field channel : int", "  field face : FaceAttrs"]
_SDK = ["record Sdk", "  function onFace : int", "    parameter : FaceEvent"]


def test_classes_with_what_holds_them():
    reading, gaps = read(dex.build(), dex.NAME, dex.places())
    assert outline(reading) == [*_LIST, *_FACE, *_EVENT, "record Painter", "  function show : void", *_SDK]
    assert gaps == []
    member = next(index for index, symbol in enumerate(reading.symbols) if symbol.name == "UYGUR")
    assert said(reading, member, Role.VALUE) == ["维吾尔族"]
    (key,) = [unit for unit in reading.units if unit.role is Role.KEY]
    assert (key.text, reading.symbols[key.symbol].name) == ("faceEthnic", "ethnic")
    assert [(one.name, one.how) for one in reading.references if one.how == "native"] == [("onFace", "native")]


@pytest.mark.parametrize(
    ("word", "first"),
    [("UYGUR", "Ethnic"), ("维吾尔族", "Ethnic"), ("faceEthnic", "FaceAttrs"), ("民族", "FaceAttrs"),
     ("Uyghur seen", "Painter"), ("onFace", "Sdk"), ("level", "Volume")],
)  # fmt: skip
def test_one_place_leads_to_its_class(word, first):
    data = dex.build()
    reading, _ = read(data, dex.NAME, [place_of(data, word)])
    names = [symbol.name for symbol in reading.symbols if symbol.parent < 0]
    assert first in names
    assert ("Volume" in names) == (first == "Volume")


def test_code_is_found_by_a_number_of_a_resource():
    make = dex.Builder()
    one = make.add("Lnvx/Filter;")
    one.methods.append(("show", "V", (), 1, lambda _: [0x0014, 7, 0x7F02, 0x0114, 9, 0x0001, 0x000E]))
    two = make.add("Lnvx/Clock;")
    two.methods.append(("tick", "V", (), 1, lambda _: [0x0014, 8, 0x7F02, 0x000E]))
    data = make.build()
    reader = recognise(data, dex.NAME)
    assert isinstance(reader, OfNumbers)
    places = reader.numbered(memoryview(data), {"0x7f020007"})
    reading, gaps = read(data, dex.NAME, places)
    assert (outline(reading), gaps) == (["record Filter", "  function show : void"], [])
    assert [unit.text for unit in reading.units if unit.role is Role.CONSTANT] == ["0x7f020007"]
    assert reader.numbered(memoryview(data)[:90], {"0x7f020007"}) == []


def test_what_is_cut_short_gives_its_strings():
    data = dex.build()
    reading, gaps = read(data[: len(data) // 3], dex.NAME, [place_of(data, "dex")])
    assert [gap.code for gap in gaps][:1] == ["unparsed"]
    assert reading.units


SMALI = """\
.class public final enum Lnvx/Race;
.super Ljava/lang/Enum;
.field public static final enum BLACK:Lnvx/Race;
.field public static final enum UYGHUR:Lnvx/Race;
.field static final NAMES:[Ljava/lang/String;
.method static constructor <clinit>()V
    .registers 6
    new-instance v0, Lnvx/Race;
    const-string v1, "UYGHUR"
    const/4 v2, 0x1
    const/16 v3, 0x12c
    invoke-direct {v0, v1, v2, v3}, Lnvx/Race;-><init>(Ljava/lang/String;II)V
    sput-object v0, Lnvx/Race;->UYGHUR:Lnvx/Race;
    const/4 v1, 0x2
    new-array v0, v1, [Ljava/lang/String;
    const/4 v1, 0x0
    const-string v2, "one"
    aput-object v2, v0, v1
    const-string v2, "two"
    aput-object v2, v0, v1
    sput-object v0, Lnvx/Race;->NAMES:[Ljava/lang/String;
    return-void
.end method
.method public show(Lnvx/Race;)V
    .registers 3
    .param p1, "race"
    return-void
.end method
"""

SMALI_OUTLINE = [
    "enum Race",
    "  enum-member BLACK : Race",
    "  field NAMES : String",
    "  enum-member UYGHUR : Race = 300",
    "  array NAMES",
    "    item one",
    "    item two",
    "  function show : void",
    "    parameter race : Race",
]


def test_what_an_assembler_writes(tmp_path):
    jars = sorted(Path("/usr/share/java").glob("smali*.jar")) if Path("/usr/share/java").is_dir() else []
    if not jars or shutil.which("java") is None:
        pytest.skip("no smali on this machine: compiled code of a real tool is not tried")
    (tmp_path / "Race.smali").write_text(SMALI)
    path = ":".join(map(str, Path("/usr/share/java").glob("*.jar")))
    command = ["java", "-cp", path, "org.jf.smali.Main", "assemble", "-o", "a.dex", "Race.smali"]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    data = (tmp_path / "a.dex").read_bytes()
    reading, gaps = read(data, "a.dex", [place_of(data, "UYGHUR")])
    assert outline(reading) == SMALI_OUTLINE
    assert gaps == []
