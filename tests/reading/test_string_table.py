"""String tables of Windows programs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.words import Role
from sousveil.reading.string_table import StringTable
from tests.reading.looking import outline, place_of, read
from tests.samples.reading.string_table import NAME, WORDS, build, places


def test_strings_and_their_neighbours():
    reading, gaps = read(build(), NAME, places())
    assert outline(reading) == ["array", *(f"  item {word}" for word in WORDS if word)]
    assert {unit.role for unit in reading.units} == {Role.UI_LABEL}
    assert not gaps


def test_far_strings_are_lists_of_their_own():
    data = build() + b"\1\0x\0" * 60 + build()
    second = data.index("维吾尔族".encode("utf-16-le"), 200)
    reading, _ = read(data, NAME, [*places(), Place(second, second + 8, 0, "utf-16-le")])
    assert sum(symbol.kind == "array" for symbol in reading.symbols) == 2


def test_a_match_across_strings_is_no_text():
    place = place_of(build(), "年龄", "utf-16-le")
    across = Place(place.start, place.end + 4, 0, "utf-16-le")
    _, gaps = read(build(), NAME, [*places(), across])
    assert [gap.code for gap in gaps] == ["no-string"]


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=200))
def test_only_what_fits_to_the_end_is_one(data):
    reader = StringTable()
    assert not reader.accepts(memoryview(build() + b"\1"), NAME)
    assert not reader.accepts(memoryview(build()), "table")
    if reader.accepts(memoryview(data), NAME):
        list(reader.read(memoryview(data), NAME, [Place(0, len(data), 0, "ascii")], Limits()))
