"""Databases: tables and columns, settings, rules and kinds are read; rows about people are not."""

import pytest

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role
from sousveil.reading.registry import recognise
from sousveil.reading.tables import Content, content
from tests.reading.looking import outline, place_of, read, said
from tests.robust.steps import steps
from tests.samples.kinds.sqlite import written
from tests.samples.reading import sqlite


def test_a_database():
    data = sqlite.build()
    reading, gaps = read(data, sqlite.NAME)
    assert outline(reading) == [
        "table race_type",
        "  column id : integer",
        "  column name : text",
        "array race_type",
        "  item Black",
        "  item White",
        "table captures  # which",
        "  column t : text",
        "  column face_image : text",
        "  column race : text",
        "table settings",
        "  column name : text",
        "  column value",
        "map settings",
        "  entry race = 1",
        "  map rule",
        "    array race",
        "      item Black",
        "      item true",
        "  entry text = 维族",
    ]
    assert gaps == []
    assert reading.kept == ()


def test_rows_of_a_telling_table_are_counted_and_not_given():
    data = sqlite.build()
    at = data.index(b"race text -- which")
    reading, gaps = read(data, sqlite.NAME, [Place(at, at + 4, 0, "utf-8"), place_of(data, "b.jpg")])
    assert {reading.symbols[kept.symbol].name: kept.rows for kept in reading.kept} == {
        "t": 3, "face_image": 2, "race": 2
    }  # fmt: skip
    assert [(gap.code, gap.count) for gap in gaps] == [("rows-left-closed", 1)]
    assert not any("jpg" in unit.text for unit in reading.units)


def test_text_in_utf_16():
    data = written(
        "pragma encoding = 'UTF-16be'",
        "create table face_settings (key text, value text)",
        rows=[("insert into face_settings values (?, ?)", [("race", "维族"), ("on", "true")])],
    )
    reading, _ = read(data, "a")
    assert outline(reading)[-3:] == ["map face_settings", "  entry race = 维族", "  entry on = true"]
    assert {span.encoding for unit in reading.units for span in unit.spans} == {("utf-16-be",)}


def test_a_value_over_several_pages():
    long = '{"race": ["Black", "White"], "pad": "' + "x" * 9000 + '", "last": "维族"}'
    data = written(
        "create table settings (key text, value text)",
        rows=[("insert into settings values (?, ?)", [("rule", long)])],
    )
    reading, _ = read(data, "a")
    assert [unit.text for unit in reading.units if unit.role is Role.ITEM] == ["Black", "White"]
    assert "维族" in [unit.text for unit in reading.units if unit.role is Role.VALUE]


def test_logs_beside_a_database_stay_closed():
    for start in (b"\x37\x7f\x06\x82", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"):
        data = start + bytes(40) + b"Somebody Uyghur" + bytes(40)
        reader = recognise(data, "a.db-wal")
        assert reader is not None
        assert reader.name == "sqlite"
        out = list(reader.read(memoryview(data), "a.db-wal", [place_of(data, "Uyghur")], Limits()))
        assert [one.code for one in out if isinstance(one, Gap)] == ["rows-left-closed"]
        assert not any(isinstance(one, Reading) for one in out)


def test_a_damaged_database_is_a_gap():
    data = bytearray(sqlite.build())
    data[16:18] = b"\0\7"
    reader = recognise(bytes(data), "a")
    assert reader is not None
    assert [one.code for one in reader.read(memoryview(bytes(data)), "a", [], Limits())] == ["unparsed"]


@pytest.mark.parametrize(
    ("table", "columns", "expected"),
    [
        ("settings", "key value", Content.PAIRS),
        ("SysConfig", "id configName configValue remark", Content.PAIRS),
        ("t_param", "param_key param_value updated_at", Content.PAIRS),
        ("alarm_rule", "id name race enabled", Content.RULES),
        ("FaceAlarmLinkage", "id channel race enable create_user_id", Content.RULES),
        ("detect_profile", "id name ethnicity threshold", Content.RULES),
        ("alarm_channel", "id race enabled", Content.RULES),
        ("sys_dict", "dict_code dict_label sort", Content.KINDS),
        ("ethnicity", "id code name_en name_zh", Content.KINDS),
        ("person_type", "id name", Content.KINDS),
        ("person", "id name", Content.CLOSED),
        ("users", "key value", Content.CLOSED),
        ("face_capture", "id time race", Content.CLOSED),
        ("alarm_log", "id race enabled", Content.CLOSED),
        ("t1", "id name", Content.CLOSED),
        ("whitelist", "id name enabled", Content.CLOSED),
        ("face_attribute", "id face_id race age", Content.CLOSED),
        ("nation", "person_id name", Content.CLOSED),
        ("", "key value", Content.CLOSED),
    ],
)
def test_which_tables_are_read(table, columns, expected):
    assert content(table, columns.split()) is expected


def test_free_words_and_identifiers_in_rules_are_not_given():
    data = written(
        "create table alarm_rule (id integer, name text, race text, phone text, created_at text, enabled int)",
        rows=[
            (
                "insert into alarm_rule values (?, ?, ?, ?, ?, ?)",
                [(1, "Zq", "Uyghur", "Zq", "Zq", 1), (2, "Zq", "4111 1111 1111", "Zq", "Zq", 0)],
            )
        ],
    )
    reading, _ = read(data, "a.db", [place_of(data, "Uyghur")])
    assert not any("Zq" in unit.text or "4111" in unit.text for unit in reading.units)
    assert outline(reading)[-5:] == [
        "    entry race = Uyghur",
        "    entry enabled = 1",
        "  map",
        "    entry race",
        "    entry enabled = 0",
    ]


def test_a_large_table_of_captures_costs_little():
    def work(rows: int) -> None:
        data = written(
            "create table captures (t text, face_image text, race text)",
            "create table settings (key text, value text)",
            rows=[
                ("insert into captures values (?, ?, ?)", [(str(n), "a" * 200, "Black") for n in range(rows)]),
                ("insert into settings values ('race', 'on')", [()]),
            ],
        )
        at = data.index(b"race text")
        reading, gaps = read(data, "a", [Place(at, at + 4, 0, "ascii")])
        assert [gap.code for gap in gaps if gap.code == "rows-not-counted"] == ["rows-not-counted"] * (rows > 20_000)
        assert said(reading, len(reading.symbols) - 1, Role.VALUE) == ["on"]
        assert {kept.rows for kept in reading.kept} == {20_000}

    assert steps(lambda: work(60_000)) < 1.1 * steps(lambda: work(20_000))
