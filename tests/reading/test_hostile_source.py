"""Source that nobody wrote in good faith: readers give gaps, not exceptions, and are done in time."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sousveil.model.limits import Limits
from sousveil.reading.registry import recognise
from tests.reading.looking import place_of, read, sample
from tests.robust.steps import growth

_LANGUAGES = ("c", "cpp", "java", "csharp", "python", "go", "javascript", "typescript", "swift")


@pytest.mark.parametrize("language", _LANGUAGES)
@given(draw=st.data())
@settings(max_examples=40, deadline=None)
def test_broken_samples_are_read(language, draw):
    whole, name = sample(language)
    data = bytearray(whole)
    for _ in range(draw.draw(st.integers(1, 6))):
        at = draw.draw(st.integers(0, len(data)))
        gone = draw.draw(st.integers(0, 40))
        data[at : at + gone] = draw.draw(
            st.one_of(
                st.binary(max_size=4), st.sampled_from([b"{", b"}", b"(", b'"', b"'''", b"/*", b"<", b"\n#if\n", b"["])
            )
        )
    assume(recognise(bytes(data), name) is recognise(whole, name))  # it may begin with the mark of something else now
    read(bytes(data), name)


@pytest.mark.parametrize("name", ["a.c", "a.cpp", "a.java", "a.cs", "a.py", "a.go", "a.js", "a.ts", "a.tsx", "a.swift"])
@pytest.mark.parametrize(
    "unit",
    [
        b"{",
        b"(",
        b"[",
        b"a<",
        b"x={a:",
        b"class A{",
        b"if(x){",
        b"f(",
        b"a.",
        b'["a",',
        b"!",
        b"func f()\n",
        b"switch a\n",
    ],
)
def test_deep_nesting_ends_in_a_gap_or_a_reading(name, unit):
    assert growth(lambda times: read(unit * times, name), 750) < 2


@pytest.mark.parametrize("name", ["a.py", "a.swift"])
def test_too_deep_lists_are_a_gap(name):
    _, gaps = read(b"x = " + b'["a",' * 500 + b"]" * 500, name)
    assert [gap.code for gap in gaps] == ["nested-too-deep"]


def test_brackets_that_cost_too_much_are_read_by_lines():
    data = b"class Race {}\n" + b"a<" * 2000
    reading, gaps = read(data, "a.java", [place_of(data, "Race")])
    assert reading.reader == "lines"
    assert [gap.code for gap in gaps] == ["nested-too-deep"]


def test_a_huge_file_is_read_by_lines():
    data, name = sample("c")
    reading, gaps = read(data, name, [place_of(data, "NVX_FACE")], Limits(read_source=100))
    assert reading.reader == "lines"
    assert "read-by-lines" in [gap.code for gap in gaps]


def test_what_is_no_source_at_all_is_a_parse_error():
    _, gaps = read(b"]] } ) => .. ;; ?? " * 400, "a.java")
    assert "parse-error" in [gap.code for gap in gaps]


def test_very_many_scripts_in_one_page_are_read_in_time():
    def work(scripts: int) -> None:
        page = b"<p>race of a face</p>" + b"<script>let race = 1</script>" * scripts
        read(page, "a.html", [place_of(page, "race")])

    assert growth(work, 500) < 2
