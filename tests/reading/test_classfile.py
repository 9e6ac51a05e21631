"""Class files: built byte by byte, and by a compiler where there is one."""

import shutil
import subprocess

import pytest

from sousveil.model.limits import Limits
from sousveil.model.words import Role
from sousveil.reading.classfile import ClassFile
from sousveil.reading.java_text import generic_type, parameters, written_type
from tests.reading.looking import outline, place_of, read, said
from tests.samples.kinds.java_class_decision import code_class
from tests.samples.reading import java_class
from tests.samples.reading.java_class import member


def test_a_record_with_its_fields():
    reading, gaps = read(java_class.build(), java_class.NAME)
    assert outline(reading) == [
        "record NVX_FACE : Structure",
        "  field emRace : EM_RACE_KIND",
        "  field byEthnic : byte",
        "  constant LABEL : String = 民族",
        "  function getRace : int",
    ]
    assert said(reading, 1, Role.KEY) == ["RaceKind"]
    assert said(reading, 3, Role.VALUE) == ["民族"]
    assert said(reading, 0, Role.STRING) == ["维族提示"]
    assert gaps == []


def test_an_enum():
    reading, _ = read(java_class.build_enum(), "Race.class")
    assert outline(reading) == ["enum Race", "  enum-member UNKNOWN : Race", "  enum-member UYGUR : Race"]


def test_numbers_are_an_enum_too():
    reading, _ = read(java_class.build_numbers(), "RaceKind.class")
    assert outline(reading) == [
        "enum RaceKind",
        "  enum-member NVX_RACE_UNKNOWN : int = 0",
        "  enum-member NVX_RACE_BLACK : int = 1",
        "  enum-member NVX_RACE_WHITE : int = 2",
    ]


def test_what_java_writes_in_its_own_way_is_left_out_of_a_text():
    pool = java_class.Pool()
    pool.named(8, b"a\xc0\x80race\xed\xa0\xbd\xed\xb8\x80 x")
    data = java_class.class_file(pool, 1, "A", "java/lang/Object", [], [])
    reading, gaps = read(data, "A.class")
    assert [unit.text for unit in reading.units] == ["A", "arace x"]
    assert gaps == []


def test_what_is_no_text_is_a_gap():
    pool = java_class.Pool()
    pool.named(8, b"race\xff")
    _, gaps = read(java_class.class_file(pool, 1, "A", "java/lang/Object", [], []), "A.class")
    assert [(gap.code, gap.size) for gap in gaps] == [("undecodable", 5)]


def test_a_class_that_is_cut_short_gives_its_strings():
    data = java_class.build()
    reading, gaps = read(data[:-30], java_class.NAME, [place_of(data, "emRace")])
    assert [gap.code for gap in gaps] == ["unparsed"]
    assert "emRace" in reading.units[0].text


@pytest.mark.parametrize(
    ("descriptor", "name"),
    [("I", "int"), ("[[Lcom/x/A$B;", "B"), ("(IJ)Lcom/x/Race;", "Race"), ("()V", "void"), ("", ""), ("Q", "")],
)
def test_types(descriptor, name):
    assert written_type(descriptor) == name


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("Ljava/util/List<Lcom/x/Race;>;", "Race"), ("Ljava/util/Map<Ljava/lang/String;Lcom/x/A$Race;>;", "Race"),
        ("Lcom/x/Box<TT;>;", "Box"), ("()Ljava/util/List<+Lcom/x/Race;>;", "Race"), ("[Lcom/x/Race;", "Race"),
    ],
)  # fmt: skip
def test_types_with_their_arguments(signature, name):
    assert generic_type(signature) == name


def test_what_a_method_takes():
    assert parameters("(I[Lcom/x/A$Face;J)V") == [("int", -1, -1), ("Face", 12, 16), ("long", -1, -1)]


def test_a_native_method_is_said_to_be_one():
    pool = java_class.Pool()
    methods = [member(pool, 0x101, "getRace", "(Lcom/x/Face;)I")]
    reading, _ = read(java_class.class_file(pool, 1, "A", "java/lang/Object", [], methods), "A.class")
    assert [(one.name, one.how) for one in reading.references] == [("getRace", "native")]
    assert outline(reading) == ["record A", "  function getRace : int", "    parameter : Face"]


def test_a_fat_program_of_another_system_is_no_class():
    assert not ClassFile().accepts(memoryview(b"\xca\xfe\xba\xbe\0\0\0\x02" + bytes(40)), "a")


def test_what_a_compiler_writes(tmp_path):
    if shutil.which("javac") is None:
        pytest.skip("no javac on this machine: class files of a real compiler are not tried")
    source = tmp_path / "Face.java"
    source.write_text('enum Race { BLACK, UYGUR; String label = "维族"; }\nclass Face { Race[] race; byte ethnic; }\n')
    subprocess.run(["javac", "-encoding", "UTF-8", "-d", str(tmp_path), str(source)], check=True, capture_output=True)
    reading, gaps = read((tmp_path / "Face.class").read_bytes(), "Face.class")
    assert outline(reading) == ["record Face", "  field race : Race", "  field ethnic : byte"]
    reading, more = read((tmp_path / "Race.class").read_bytes(), "Race.class")
    assert outline(reading)[:3] == ["enum Race", "  enum-member BLACK : Race", "  enum-member UYGUR : Race"]
    assert "维族" in said(reading, 0, Role.STRING)
    assert gaps == more == []


def test_what_a_compiler_makes_of_code(tmp_path):
    if shutil.which("javac") is None:
        pytest.skip("no javac on this machine: class files of a real compiler are not tried")
    source = tmp_path / "Face.java"
    source.write_text(
        'enum Race { NONE(0, "无"), UYGUR(5, "维族"); Race(int code, String label) {} }\n'
        "class Face { java.util.List<Race> all; native void read(Race out);\n"
        '  static final String[] NAMES = {"Black", "White"};\n'
        '  String show(Race race) { return race == Race.UYGUR ? "Uyghur seen" : "-"; } }\n'
    )
    subprocess.run(["javac", "-encoding", "UTF-8", "-d", str(tmp_path), str(source)], check=True, capture_output=True)
    reading, _ = read((tmp_path / "Race.class").read_bytes(), "Race.class")
    assert outline(reading)[:3] == ["enum Race", "  enum-member NONE : Race = 0", "  enum-member UYGUR : Race = 5"]
    assert said(reading, 2, Role.VALUE) == ["维族"]
    reading, _ = read((tmp_path / "Face.class").read_bytes(), "Face.class")
    assert outline(reading) == [
        "record Face", "  field all : Race", "  field NAMES : String", "  function read : void", "    parameter : Race",
        "  function show : String", "    parameter : Race", "  array NAMES", "    item Black", "    item White",
    ]  # fmt: skip
    assert said(reading, 5, Role.STRING) == ["Uyghur seen", "-"]


def test_the_limit_of_units_is_a_gap():
    _, gaps = read(java_class.build(), java_class.NAME, (), Limits(units=2))
    assert [gap.code for gap in gaps] == ["budget-spent"]


def _conditions(data: bytes, *words: str) -> list[tuple[list[str], str, list[str]]]:
    reading, _ = read(data, "A.class", [place_of(data, word) for word in words])
    return [
        (
            [reading.units[unit].text for unit in one.on],
            one.number,
            [reading.units[deed.unit].text for deed in one.does],
        )
        for one in reading.conditions
    ]


def test_what_is_called_where_a_comparison_holds_is_noted():
    parts = (("a/Face", "race"), ("a/Race", "UYGHUR"), ("a/Siren", "raiseAlarm"))
    assert _conditions(code_class("a/Gate", *parts), "UYGHUR") == [(["race", "UYGHUR"], "", ["raiseAlarm"])]
    assert _conditions(code_class("a/Gate", *parts, jump=0xA5), "UYGHUR") == []
    assert _conditions(code_class("a/Gate", *parts), "raiseAlarm") == []


def test_comparisons_of_a_real_compiler(tmp_path):
    if shutil.which("javac") is None:
        pytest.skip("no javac on this machine: class files of a real compiler are not tried")
    source = tmp_path / "Gate.java"
    source.write_text(
        """
        class Face { String race; int code; long seen; }
        class Gate {
            void alarm(int n) {}
            void log(String text) {}
            void on(Face face) {
                long twice = face.seen * 2L;
                if ("uyghur".equals(face.race) && twice > 18) { alarm(3); }
                if (face.code == 3) alarm(face.code);
                if (!face.race.equals("uyghur")) { log("no"); }
                if (face.code > 3) alarm(4);
                if (face.code % 7 == 3) alarm(5);
                if (face.race == "uyghur" || face.code == 5) { log(face.race); }
                log("uyghur".equals(face.race) ? "yes" : "no");
            }
        }
        """
    )
    subprocess.run(["javac", "-d", str(tmp_path), str(source)], check=True, capture_output=True)
    assert _conditions((tmp_path / "Gate.class").read_bytes(), "uyghur", "code") == [
        (["uyghur", "race"], "", ["alarm"]),
        (["code"], "3", ["alarm"]),
        (["code"], "5", ["log"]),
    ]
