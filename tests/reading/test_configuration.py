"""JSON, YAML, keys and values."""

from sousveil.model.limits import Limits
from sousveil.model.words import Role
from sousveil.reading.registry import recognise
from tests.reading.looking import outline, place_of, read, said
from tests.samples.reading import json, keys, yaml


def test_json():
    reading, gaps = read(json.build(), json.NAME)
    assert outline(reading) == [
        "map",
        "  map face  # what is looked for",
        "    array kinds",
        "      item Black",
        "      item Uygur",
        "    entry ethnic = true  # 0: no",
        "    entry 民族 = x 维族",
        "  map none",
    ]
    (unit,) = [unit for unit in reading.units if unit.text == "Uygur"]
    assert [span.encoding for span in unit.spans] == [("utf-8",), ("utf-8", "backslash"), ("utf-8",)]
    assert gaps == []


def test_records_are_not_quoted():
    data = json.build_records(100)
    reading, gaps = read(data, "people.json", [place_of(data, "Uygur")])
    assert [unit.text for unit in reading.units if unit.role is not Role.KEY] == ["Uygur"]
    assert {unit.text for unit in reading.units if unit.role is Role.KEY} == {"id", "family", "nation"}
    assert reading.text == ""
    assert not any("person" in symbol.value for symbol in reading.symbols)
    assert [gap.code for gap in gaps] == ["rows-left-out"]


def test_a_few_records_are_a_list():
    data = json.build_records(3)
    reading, _ = read(data, "kinds.json", [place_of(data, "Han")])
    assert [unit.text for unit in reading.units].count("Han") == 3


def test_of_a_long_json_only_what_is_near():
    data = (
        '{"a": {' + ",".join(f'"word{index}": "said {index}"' for index in range(60_000)) + '}, "race": "x"}'
    ).encode()
    reading, _ = read(data, "settings.json", [place_of(data, "word30000")])
    words = {unit.text for unit in reading.units}
    assert {"a", "word29999", "word30000", "word30001"} <= words
    assert len(words) < 2000


def test_yaml():
    reading, gaps = read(yaml.build(), yaml.NAME)
    assert outline(reading) == [
        "array rules  # alarms",
        "  map",
        "    entry name = face  # by kind",
        "    array kinds",
        "      item Black",
        "      item White",
        "    array groups",
        "      item 维族",
        "      item Han",
        "  map",
        "    entry name = 民族",
        "entry note = looked at",
    ]
    assert said(reading, len(reading.symbols) - 1, Role.STRING) == ["race is", "looked at"]
    assert gaps == []


def test_ini():
    reading, gaps = read(keys.build(), keys.NAME)
    assert outline(reading) == [
        "map FaceAttr  # 人种 of a face",
        "  entry Race = Black  # which",
        "  map table",
        "    map table.All",
        "      map table.All.Rule[0]",
        "        map table.All.Rule[0].Config",
        "          entry table.All.Rule[0].Config.Race = 1",
        "          entry table.All.Rule[0].Config.Nation = Uygur",
        "  array kinds",
        "    item Black",
        "    item White",
        "  entry label = 民族",
        "  entry long = first",
    ]
    assert said(reading, len(reading.symbols) - 1, Role.VALUE) == ["first", "second"]
    assert gaps == []


def test_a_translation():
    reading, _ = read(keys.build_po(), "zh.po")
    assert outline(reading) == ["entry Race  # shown | face.c:10"]
    assert said(reading, 0, Role.UI_LABEL) == ["种", "族"]


def test_properties_of_a_user_interface_are_labels():
    reading, _ = read(b"face.race=\\u6c11\\u65cf\n", "messages_zh.properties")
    assert said(reading, 1, Role.UI_LABEL) == ["民族"]


def test_device_tables_are_known_without_a_name():
    data = b"table.Face[0].Race=1\ntable.Face[0].Age=2\ntable.Face[0].Nation=3\ntable.X=1\n"
    reader = recognise(data, "dump")
    assert reader is not None
    assert reader.name == "keys"


def test_text_too_large_for_structure_is_read_by_lines():
    for data, name in ((json.build(), json.NAME), (yaml.build(), yaml.NAME), (keys.build(), keys.NAME)):
        reader = recognise(data, name)
        assert reader is not None
        out = list(reader.read(memoryview(data), name, [place_of(data, "Black")], Limits(read_source=50)))
        assert out[0].reader == "lines"
