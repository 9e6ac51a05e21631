"""Class files: built byte by byte, and by a compiler where there is one."""

import shutil
import subprocess

import pytest

from sousveil.model.limits import Limits
from sousveil.model.words import Role
from sousveil.reading.classfile import ClassFile, written_type
from tests.reading.looking import outline, place_of, read, said
from tests.samples.reading import java_class


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


def test_what_java_writes_in_its_own_way_is_a_gap():
    pool = java_class.Pool()
    pool.named(8, b"a\xc0\x80race")
    reading, gaps = read(java_class.class_file(pool, 1, "A", "java/lang/Object", [], []), "A.class")
    assert [unit.text for unit in reading.units] == ["A"]
    assert [(gap.code, gap.size) for gap in gaps] == [("undecodable", 7)]


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


def test_the_limit_of_units_is_a_gap():
    _, gaps = read(java_class.build(), java_class.NAME, (), Limits(units=2))
    assert [gap.code for gap in gaps] == ["budget-spent"]
