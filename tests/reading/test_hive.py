"""Registry hives: what holds a place is looked up, not the whole hive listed."""

import pytest

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.reading.registry import recognise
from tests.reading.looking import outline, read
from tests.robust.steps import growth
from tests.samples.kinds.registry_hive import Builder
from tests.samples.reading import registry_hive

_FACE = [
    "map Fara",
    "  map Face",
    "    entry Race = 1",
    "    entry @ = Race of a face",
    "    array Kinds",
    "      item Black",
    "      item White",
    "    map Rule",
    "      array race",
    "        item 维族",
    "      entry on = true",
    "    entry Model",
    "    map 民族",
    "      entry Text = 藏族",
    "  map Far",
    "    entry Away = Race",
]


@pytest.mark.parametrize(
    ("word", "codec"),
    [("Black", "utf-16-le"), ("Kinds", "ascii"), ("Face", "ascii"), ("维族", "utf-16-le"), ("Race\0\0\0", "ascii")],
)
def test_a_place_leads_to_its_key(word, codec):
    data = registry_hive.build()
    at = data.index(word.encode(codec))
    reading, gaps = read(data, "anything", [Place(at, at + 4, 0, codec)])
    assert sorted(outline(reading)) == sorted(_FACE)
    assert gaps == []


def test_keys_far_away_are_not_given():
    data = registry_hive.build()
    at = data.index("藏族".encode("utf-16-le"))
    reading, _ = read(data, "a", [Place(at, at + 4, 0, "utf-16-le")])
    assert "Other" not in " ".join(outline(reading))
    assert "    map 民族" in outline(reading)


def test_bytes_of_no_key_are_said():
    data = registry_hive.build() + bytes(4096)
    reader = recognise(data, "a")
    assert reader is not None
    out = list(reader.read(memoryview(data), "a", [Place(len(data) - 8, len(data) - 4, 0, "ascii")], Limits()))
    assert [one.code for one in out if not isinstance(one, Reading)] == ["no-string"]


def test_damaged_cells_are_said():
    data = bytearray(registry_hive.build())
    at = data.index(b"vk\x04\x00")  # the value Race, or Rule: its list still names it
    data[at : at + 2] = b"xx"
    place = registry_hive.places()
    _, gaps = read(bytes(data), "a", place)
    assert [gap.code for gap in gaps] == ["unparsed"]


def test_a_large_hive_costs_little():
    def work(keys: int) -> None:
        data = Builder().hive(
            {"Fara": {f"Key{n}": {"Race": "Black", "Number": n} for n in range(keys)}, "Face": {"Race": "White"}}
        )
        at = data.index("White".encode("utf-16-le"))
        reading, _ = read(data, "a", [Place(at, at + 10, 0, "utf-16-le")])
        assert outline(reading) == ["map Face", "  entry Race = White"]

    assert growth(work, 1000) < 1.5
