"""No telling word of a program is lost, whatever is around it: plain uses, broken code, comments that nobody closes."""

from functools import lru_cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.knowledge import load
from sousveil.model.limits import Limits
from sousveil.model.text import Reading
from sousveil.reading.registry import recognise
from sousveil.reading.source.leftovers import names_left
from sousveil.sifting import Sifter

ENDINGS = [
    "c", "h", "cpp", "mm", "py", "js", "jsx", "ts", "java", "cs", "go", "kt", "swift", "rs", "php", "rb", "lua", "vb",
]  # fmt: skip
PIECES = [
    "/*", "*/", "//", "#", '"', "'", "`", '"""', "{", "}", "(", ")", "[", "]", ";", "\n", "\n", " ", " = ", ",", "0",
    "=>", "::", "\\", "class Foo", "def f", "enum A", "if ", "return ", "x", "y1", "@", "$z", "#if 0\n", "<b>", "->",
    "word " * 900,
]  # fmt: skip


@lru_cache(maxsize=1)
def sifter() -> Sifter:
    return Sifter(load())


def lost(name: str, data: bytes) -> list[int]:
    """Where telling words begin that stand in no unit of any reading, where no gap is told either."""
    places = sifter().sift(data)
    reader = recognise(memoryview(data), name)
    assert reader is not None
    told = list(reader.read(memoryview(data), name, places, Limits()))
    stretches = [
        (span.offset, span.offset + span.length)
        for one in told
        if isinstance(one, Reading)
        for unit in one.units
        for span in unit.spans
    ]
    if any(not isinstance(one, Reading) for one in told):
        return []
    return [
        place.start
        for place in places
        if not place.weak and not any(start <= place.start and place.end <= end for start, end in stretches)
    ]


@pytest.mark.parametrize("ending", ENDINGS)
@settings(deadline=None, max_examples=30)
@given(before=st.lists(st.sampled_from(PIECES), max_size=40), behind=st.lists(st.sampled_from(PIECES), max_size=20))
def test_no_word_is_lost(ending: str, before: list[str], behind: list[str]) -> None:
    data = f"{''.join(before)} ethnicity {''.join(behind)}".encode()
    assert lost(f"told.{ending}", data) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.c", "int told(void) { return ethnicity + 2; }"),
        ("a.py", "def told(it):\n    return [ethnicity, it]\n"),
        ("a.java", "class A { void b() { c.d(e, ethnicity); } }"),
        (
            "note.sql",
            "-- zip -d x.jar META-INF/*.RSA\nzip -d x.jar META-INF/*.RSA\n" + "select 1;\n" * 900 + "\nethnicity",
        ),
        ("a.kt", 'val long = "' + "word " * 2000 + 'ethnicity"'),
        ("b.kt", "/* " + "word " * 2000 + "ethnicity */ val a = 1"),
    ],
)
def test_uses_and_what_lies_far_behind_an_opening_are_told(name: str, code: str) -> None:
    assert lost(name, code.encode()) == []


def test_names_in_what_is_told_are_left_alone() -> None:
    source = b"one two_three four.five"
    assert list(names_left(source, [(0, 3)], [1, 6, 15, 18])) == [(4, 13), (14, 18)]
    assert list(names_left(source, [(0, 23)], [1, 6])) == []


def test_an_open_comment_hides_nothing_that_is_declared_behind_it() -> None:
    data = b"cp META-INF/*.SF x\ncreate table seen_faces (id int, ethnicity varchar(9));\ninsert into a values (1);\n"
    reader = recognise(memoryview(data), "seen.sql")
    assert reader is not None
    told = list(reader.read(memoryview(data), "seen.sql", sifter().sift(data), Limits()))
    names = {symbol.name for one in told if isinstance(one, Reading) for symbol in one.symbols}
    assert {"seen_faces", "ethnicity"} <= names


def test_what_is_told_already_is_told_once() -> None:
    data = (
        "/* race, ethnicity */\nconst a = <b title='ethnicity'>Ethnicity race</b>;\nlet ethnicity = `x ${ethnicity}`;\n"
    )
    reader = recognise(memoryview(data.encode()), "told.jsx")
    assert reader is not None
    (told,) = reader.read(memoryview(data.encode()), "told.jsx", sifter().sift(data.encode()), Limits())
    assert isinstance(told, Reading)
    spans = sorted((span.offset, span.offset + span.length) for unit in told.units for span in unit.spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans)), spans
