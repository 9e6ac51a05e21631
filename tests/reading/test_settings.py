"""Settings in TOML, Lua, property lists, exports of the registry: paths, values, switches, rows that stay closed."""

import plistlib

import pytest

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.text import Reading
from sousveil.model.words import Role
from sousveil.reading.registry import recognise
from tests.reading.looking import outline, place_of, read, said
from tests.samples.kinds.plist_binary import archive
from tests.samples.reading import lua_table, plist, registry_export, toml


def test_toml():
    reading, gaps = read(toml.build(), toml.NAME)
    assert outline(reading) == [
        "map face  # 人种 of a face",
        "  entry race = true  # which",
        "  entry age.from = 18",
        "  array kinds",
        "    item Black",
        "    item White  # the first two",
        "    item 维族",
        "  map rule",
        "    entry text = \nminority",
        "array alarm",
        "  map",
        "    map when",
        "      entry attribute = Race",
        "      array in",
        "        item 维族",
        "    map to",
        "      entry mail = a民",
        "  map",
        "    map when",
        "      entry attribute = Age",
    ]
    assert said(reading, 1, Role.VALUE) == ["true"]
    assert said(reading, 2, Role.VALUE) == []
    assert gaps == []


def test_lua():
    reading, gaps = read(lua_table.build(), lua_table.NAME)
    assert outline(reading) == [
        "map face",
        "  entry race = true  # which",
        "  entry age from = 18",
        "  entry 3 = x",
        "array kinds",
        "  item Black",
        "  item White",
        "  item 维族",
        "map mixed",
        "  item one",
        "  entry two = Asian",
    ]
    assert [unit.text for unit in reading.units if unit.role is Role.COMMENT] == ["which", "人种\nof a face"]
    assert gaps == []


def test_lua_with_functions_is_source():
    data = b"return {\n  race = true,\n" + b"  -- nothing\n" * 900 + b"}, function(x) return x end\n"
    reading, _ = read(data, "a.lua", [place_of(data, "race")])
    assert reading.reader == "lines"
    reader = recognise(b"local x = require('y')\nreturn { race = 1 }\n", "a.lua")
    assert reader is not None
    assert reader.name == "lines"


_PLIST = [
    "map FaceAnalysis",
    "  entry Race = true",
    "  entry Age = 3",
    "  entry Mask = false",
    "  array Names",
    "    item Black",
    "    item White & Asian",
    "    item 维族",
    "array Rules",
    "  map",
    "    entry Attribute = Race",
    "    entry Value = 维族",
]


def test_property_lists_in_xml_and_binary_say_the_same():
    reading, gaps = read(plist.build(), plist.NAME)
    assert outline(reading) == _PLIST
    assert [unit.text for unit in reading.units if unit.role is Role.COMMENT] == ["of a face"]
    assert gaps == []
    binary = plistlib.dumps(plist.TOLD, fmt=plistlib.FMT_BINARY, sort_keys=False)
    reading, gaps = read(binary, "anything")
    assert outline(reading) == _PLIST
    assert gaps == []
    assert all(unit.line is None for unit in reading.units)


def test_an_archive_of_objects_is_followed():
    reading, gaps = read(archive("faceGroups", ["维吾尔族", "Black"]), "a")
    assert outline(reading) == ["map root", "  array faceGroups", "    item 维吾尔族", "    item Black"]
    assert gaps == []


def test_a_binary_list_that_holds_itself_ends():
    data = bytearray(plistlib.dumps({"a": [["race"]]}, fmt=plistlib.FMT_BINARY))
    at = data.index(b"\xa1\x03")
    data[at + 1] = 2  # the list is in itself
    reading, gaps = read(bytes(data), "a")
    assert outline(reading)[0] == "array a"
    assert [gap.code for gap in gaps] == ["unparsed"]


def test_a_binary_list_cut_short_is_a_gap():
    data = plistlib.dumps(plist.TOLD, fmt=plistlib.FMT_BINARY)
    reader = recognise(data, "a")
    assert reader is not None
    out = list(reader.read(memoryview(data[:-3]), "a", [], Limits()))
    assert [one.code for one in out if isinstance(one, Gap)] == ["unparsed"]


def test_an_export_of_the_registry():
    reading, gaps = read(registry_export.build(), registry_export.NAME)
    assert outline(reading) == [
        "map HKEY_CURRENT_USER\\Software\\Fara\\Face  # of a face",
        '  entry @ = Race \\ "x"',
        "  entry Race = 1",
        '  entry Empty = ""',
        "  entry Bytes = hex:01,02,\\",
        "  entry Wide = 2",
        "  map Kinds",
        "    entry 1 = 维族",
    ]
    assert gaps == []


@pytest.mark.parametrize("name", ["a.toml", "a.lua", "a.plist"])
def test_rows_about_people_stay_closed(name):
    people = [
        {"captureTime": f"2024-01-0{n}", "facePicture": f"{n}.jpg", "race": "uyghur", "who": f"Somebody{n}"}
        for n in range(1, 6)
    ]
    if name == "a.plist":
        data = plistlib.dumps({"captures": people})
    elif name == "a.lua":
        rows = ",\n".join("{" + ", ".join(f'{key} = "{value}"' for key, value in one.items()) + "}" for one in people)
        data = f"return {{ captures = {{\n{rows}\n}} }}\n".encode()
    else:
        data = "".join(
            "[[captures]]\n" + "".join(f'{key} = "{value}"\n' for key, value in one.items()) for one in people
        ).encode()
    reading, gaps = read(data, name, [place_of(data, "uyghur")])
    assert not any("Somebody" in unit.text or "uyghur" in unit.text for unit in reading.units)
    assert not any("Somebody" in symbol.name + symbol.value for symbol in reading.symbols)
    assert reading.text == ""
    assert {reading.symbols[kept.symbol].name: kept.rows for kept in reading.kept}["race"] == 5
    assert [(gap.code, gap.count) for gap in gaps] == [("rows-left-closed", 1)]


def test_lines_further_in_are_elements_of_the_key_above():
    data = b"[face]\ngroups =\n    uyghur\n    tibetan,\nafter = 1\n\n  text in between\n"
    reading, _ = read(data, "a.cfg")
    assert outline(reading) == [
        "map face",
        "  array groups",
        "    item uyghur",
        "    item tibetan",
        "  entry after = 1",
    ]


def test_sections_in_brackets_one_behind_the_other():
    reading, _ = read(b"[Face][Attributes]\nRace=1\n[Other]\nx=y\n", "a.ini")
    assert outline(reading) == [
        "map Face", "  map Attributes", "    entry Race = 1", "map Other", "  entry x = y"
    ]  # fmt: skip


def test_indices_make_lists():
    reading, _ = read(b"t.F[0].Kind[0]=a\nt.F[0].Kind[1]='b'\nt.F[0].N=3\n", "a.cfg")
    assert outline(reading) == [
        "map t", "  map t.F[0]", "    array t.F[0].Kind", "      item a", "      item b", "    entry t.F[0].N = 3"
    ]  # fmt: skip


def test_text_too_large_for_structure_is_read_by_lines():
    for module in (toml, lua_table, plist, registry_export):
        data = module.build()
        reader = recognise(data, module.NAME)
        assert reader is not None
        out = list(reader.read(memoryview(data), module.NAME, [], Limits(read_source=50)))
        assert all(one.reader == "lines" for one in out if isinstance(one, Reading))
