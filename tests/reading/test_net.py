"""Assemblies of .NET: built table by table, and by a compiler where there is one."""

import shutil
import subprocess

import pytest

from sousveil.model.limits import Limits
from sousveil.model.text import Reading
from sousveil.model.words import Role
from sousveil.reading.net import Net
from sousveil.reading.registry import recognise
from tests.reading.looking import outline, place_of, read, said
from tests.samples.reading import net, net_mixed

_WHOLE = [
    "enum NVX_NATION",
    "  enum-member UNKNOWN = 0",
    "  enum-member HAN = 1",
    "  enum-member UYGUR = 2  @ 维吾尔族",
    "  enum-member OTHER = 9",
    "record FaceAttributes",
    "  field Age : int",
    "  field bySkin : byte",
    "  constant Label : string = 民族",
    "  field Nation : NVX_NATION",
    "record FaceAlarmInfo",
    "  field stuFace : FaceAttributes",
    "  field dwChannel : uint",
    "function FaceAlarmCallback",
    "  parameter handle : int",
    "  parameter info : FaceAlarmInfo",
    "record NvxSdk",
    "  field Races : string",
    "  function SetAlarm : int",
    "    parameter call : FaceAlarmCallback",
    "  array Races",
    "    item Black",
    "    item White",
    "    item Uyghur",
]


@pytest.mark.parametrize("heaps", [0, 1, 4, 5])
def test_types_with_what_holds_them(heaps):
    data = net.product(heaps=heaps)
    reading, gaps = read(data, net.NAME, net.places(data))
    assert outline(reading) == _WHOLE
    assert gaps == []
    (key,) = [unit for unit in reading.units if unit.role is Role.KEY]
    assert (key.text, reading.symbols[key.symbol].name) == ("skinColor", "bySkin")


def test_one_place_leads_to_all_that_holds_its_type_and_to_nothing_else():
    reading, _ = read(net.build(), net.NAME, [place_of(net.build(), "UYGUR")])
    records = [symbol.name for symbol in reading.symbols if symbol.kind in {"enum", "record"}]
    assert records == ["NVX_NATION", "FaceAttributes", "FaceAlarmInfo"]
    reading, _ = read(net.build(), net.NAME, [place_of(net.build(), "Volume")])
    assert outline(reading) == ["record Unrelated", "  field Volume : int"]


def test_a_method_of_a_native_library_names_its_entry():
    reading, _ = read(net.build(), net.NAME, net.places())
    (reference,) = [one for one in reading.references if one.how == "native"]
    assert reference.name == reading.units[reference.unit].text == "NVX_SetFaceAlarm"
    assert reading.symbols[reference.within].name == "SetAlarm"


def test_a_text_that_code_uses_belongs_to_its_method():
    make = net.Builder()
    make.type("Painter", "class")
    make.method("Draw", "void", {}, make.load("Uyghur") + b"\x26\x2a")
    make.method("Other", "void", {}, make.load("tea") + b"\x26\x2a")
    data = make.build()
    reading, _ = read(data, net.NAME, [place_of(data, "Uyghur", "utf-16-le")])
    draw = next(index for index, symbol in enumerate(reading.symbols) if symbol.name == "Draw")
    assert said(reading, draw, Role.STRING) == ["Uyghur"]
    assert "tea" not in [unit.text for unit in reading.units]


def test_named_arguments_of_attributes():
    make = net.Builder()
    make.type("Face", "class")
    field = make.field("kind", "int")
    make.attribute(field << 5 | 1, "DataMemberAttribute", "ethnicity", named="Name")
    make.attribute(field << 5 | 1, "CompilerGeneratedAttribute", "nothing")
    data = make.build()
    reading, _ = read(data, net.NAME, [place_of(data, "ethnicity")])
    assert [unit.text for unit in reading.units if unit.role is Role.KEY] == ["ethnicity"]
    assert "nothing" not in [unit.text for unit in reading.units]


def test_generic_lists_are_typed_with_what_they_hold():
    make = net.Builder()
    make.enum("Race", {"BLACK": 0, "WHITE": 1})
    make.type("Face", "class")
    make.field("many", "list of Race")
    make.field("more", "Race[]")
    data = make.build()
    reading, _ = read(data, net.NAME, [place_of(data, "BLACK")])
    assert [symbol.type for symbol in reading.symbols if symbol.kind == "field"] == ["Object", "Race"]


def test_types_in_types_without_end_are_followed_to_a_depth():
    make = net.Builder()
    for number in range(3000):
        make.type(f"Type{number}", "class")
        if number:
            make.rows[0x29].append((number + 1, number + 2))
    make.field("race", "int")
    data = make.build()
    reading, gaps = read(data, net.NAME, [place_of(data, "race"), place_of(data, "Type1\0")])
    assert "Type2999" in [symbol.name for symbol in reading.symbols]
    assert gaps == []


def test_mixed_code_is_another_reader_and_not_understood():
    reader = recognise(net_mixed.build(), net_mixed.NAME)
    assert (reader.name, reader.structured) == ("net-mixed", False)
    reading, _ = read(net_mixed.build(), net_mixed.NAME, net_mixed.places())
    assert outline(reading) == _WHOLE


def test_other_programs_are_none():
    from tests.samples.reading import pe

    assert not Net().accepts(memoryview(pe.build().ljust(1024, b"\0")), pe.NAME)


def test_tables_that_are_cut_short_give_their_strings():
    data = bytearray(net.build())
    at = data.index(b"BSJB")
    data[data.index(b"#~", at) - 4 : data.index(b"#~", at)] = (24).to_bytes(4, "little")
    assert recognise(bytes(data), net.NAME).name == "pe"
    out = list(Net().read(memoryview(bytes(data)), net.NAME, net.places(), Limits()))
    assert [one.code for one in out if not isinstance(one, Reading)] == ["unparsed"]
    assert any(isinstance(one, Reading) and one.reader == "pe" for one in out)


def test_what_a_compiler_writes(tmp_path):
    if shutil.which("mcs") is None:
        pytest.skip("no mcs on this machine: assemblies of a real compiler are not tried")
    source = tmp_path / "Face.cs"
    source.write_text(
        "using System.ComponentModel; using System.Runtime.InteropServices;\n"
        'public enum Race : byte { Black = 1, [Description("维族")] Uyghur = 7 }\n'
        "public class Face { public Race Race { get; set; } public System.Collections.Generic.List<Race> all;\n"
        '  static string[] Names = { "Uyghur", "Han" };\n'
        '  [DllImport("x.dll", EntryPoint="X_Face")] public static extern int Get(ref Face face); }\n'
        "public delegate void OnFace(Face face);\n"
    )
    subprocess.run(["mcs", "-target:library", "-out:Face.dll", str(source)], check=True, cwd=tmp_path)
    data = (tmp_path / "Face.dll").read_bytes()
    places = [place_of(data, "Uyghur"), place_of(data, "Uyghur", "utf-16-le"), place_of(data, "维族")]
    reading, gaps = read(data, "Face.dll", places)
    assert outline(reading) == [
        "enum Race",
        "  enum-member Black = 1",
        "  enum-member Uyghur = 7  @ 维族",
        "record Face",
        "  field all : Race",
        "  field Names : string",
        "  field Race : Race",
        "  function Get : int",
        "    parameter face : Face",
        "  array Names",
        "    item Uyghur",
        "    item Han",
        "function OnFace",
        "  parameter face : Face",
    ]
    assert [one.name for one in reading.references if one.how == "native"] == ["X_Face"]
    assert gaps == []
