"""Stores of LevelDB: keys and settings are given, from the very bytes; rows are not."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, holds
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink
from sousveil.opening.snappy import snappy
from sousveil.reading.leveldb import Leveldb
from tests.reading.looking import outline, place_of, read
from tests.samples.opening.leveldb import block, log, packed
from tests.samples.reading import leveldb


def test_a_log():
    data = leveldb.build()
    reading, gaps = read(data, leveldb.NAME)
    assert outline(reading) == [
        "map face",
        "  array race",
        "    item Black",
        "    item true",
        "entry kind = 维族",
        "entry plain = on",
        "map long",
        "  entry pad = " + "x" * 200,
        "  entry race = White",
        "map visit",
        "  entry face_id",
        "  entry race",
        "  entry person_name",
    ]
    assert gaps == []


def test_places_in_rows_are_counted():
    data = leveldb.build()
    reading, gaps = read(
        data, leveldb.NAME, [place_of(data, "Uyghur"), place_of(data, "Somebody"), place_of(data, "on")]
    )
    assert [(gap.code, gap.count) for gap in gaps] == [("rows-left-closed", 2)]
    assert not any("Somebody" in unit.text or "Uyghur" in unit.text for unit in reading.units)


def test_keys_of_a_block_that_share_their_beginning():
    data = block([(b"face_race_on" + b"\1" + bytes(7), b"true"), (b"face_race_level" + b"\1" + bytes(7), b"3")])
    reader = Leveldb()
    assert reader.accepts(memoryview(data), "leveldb-block/0")
    (reading,) = reader.read(memoryview(data), "leveldb-block/0", [], Limits())
    assert isinstance(reading, Reading)
    assert outline(reading) == ["entry face_race_on = true", "entry face_race_level = 3"]
    assert all(holds(unit, data) for unit in reading.units)
    assert len(reading.units[2].spans) == 2


def test_a_damaged_log_is_a_gap():
    data = bytearray(leveldb.build())
    data[32_768 + 6] = 9
    out = list(Leveldb().read(memoryview(bytes(data)), leveldb.NAME, [], Limits()))
    assert [one.code for one in out if isinstance(one, Gap)] == ["unparsed"]


@settings(deadline=None)
@given(st.lists(st.sampled_from([b"race", b"face of a man ", b"\0", b"x" * 70, b"0123456789"]), max_size=60))
def test_what_snappy_packs_comes_out(parts):
    data = b"".join(parts)
    out = snappy(memoryview(packed(data)), 1 << 20, Sink(1 << 20))
    assert (bytes(out.data), out.state) == (data, State.WHOLE)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_snappy_ends(seed):
    rnd = random.Random(seed)  # noqa: S311
    raw = bytearray(packed(b"face race " * 300 + bytes(range(256))))
    for _ in range(3):
        raw[rnd.randrange(len(raw))] = rnd.randrange(256)
    out = snappy(memoryview(bytes(raw[: rnd.randrange(1, len(raw))])), 1 << 16, Sink(1 << 20))
    assert len(out.data) <= 1 << 16


@pytest.mark.parametrize("seed", range(40))
def test_damaged_blocks_are_read_as_far_as_they_go(seed):
    rnd = random.Random(seed)  # noqa: S311
    raw = bytearray(block([(f"face/race{n}".encode() + bytes(8), b'{"race": "x"}') for n in range(20)]))
    for _ in range(4):
        raw[rnd.randrange(len(raw))] = rnd.randrange(256)
    data = bytes(raw)
    for one in Leveldb().read(memoryview(data), "leveldb-block/1", [Place(3, 9, 0, "ascii")], Limits()):
        if isinstance(one, Reading):
            assert all(holds(unit, data) for unit in one.units)


def test_a_log_of_text_is_none():
    assert not Leveldb().accepts(memoryview(b"2026-01-02 a line of text and more of it\n"), "000003.log")
    assert not Leveldb().accepts(memoryview(log([(b"a", b"b")])), "server.log")
