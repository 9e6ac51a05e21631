"""The fast sifter and the obvious one find the same, whatever stands where."""

import random
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sousveil.sifting import Sifter
from sousveil.sifting.variants import variants
from tests.sifting import reference
from tests.sifting.packs import PACK, TERMS


@cache
def sifter(slice_size: int) -> Sifter:
    return Sifter(PACK, slice_size=slice_size, cached=False)


NEEDLES = [variant for term in TERMS for variant in variants(term)]


@st.composite
def written(draw: st.DrawFn) -> bytes:
    """A word in one of its forms, in some mixture of cases where case is folded, sometimes cut short."""
    variant = draw(st.sampled_from(NEEDLES))
    needle = variant.needle
    if variant.fold:
        upper = draw(st.sampled_from(("lower", "upper", "title", "mixed")))
        if upper == "upper":
            needle = needle.upper()
        elif upper == "title":
            needle = needle.title()
        elif upper == "mixed":
            needle = bytes(b ^ 0x20 if chr(b).isalpha() and i % 2 else b for i, b in enumerate(needle))
    return needle[: draw(st.sampled_from((len(needle), len(needle), len(needle), len(needle) - 1)))]


PIECES = st.one_of(
    written(),
    st.sampled_from(
        [
            b"",
            b" ",
            b"_",
            b"\0",
            b"\n",
            b"em",
            b"BY",
            b"s",
            b"T",
            b"Ty",
            b"z\x04",
            b"Z\x1f",
            b"r\x05\0\0\0",
            b"1",
            b"\xff",
            b"face",
            b"Gender",
            b"surface",
            b"camera",
            "é".encode(),
            "а".encode(),
            "а".encode("cp1251"),
            "族".encode("gbk"),
            "、".encode("utf-16-le"),
            b"a\0",
            b"\0a",
            b" \0",
            b"\0 ",
            b"\0\0",
            b"\xfe\xff",
            b"\x05",
            b"\x01",
        ]
    ),
    st.integers(0, 300).map(lambda n: b" " * n),
    st.integers(0, 300).map(lambda n: b". \0" * n),
    st.binary(max_size=8),
)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=14).map(b"".join), st.sampled_from((1, 7, 64, 1 << 20)))
def test_same_places(data: bytes, slice_size: int) -> None:
    assert sifter(slice_size).sift(data) == reference.sift(PACK, data)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=6).map(b"".join))
def test_same_answer_about_people(data: bytes) -> None:
    assert sifter(64).about_people(data) == reference.about_people(PACK, data)


def test_every_variant_at_every_slice_border() -> None:
    """Each form on its own, so that none is left to luck; the slices are shorter than the words."""
    chance = random.Random(20201208)  # noqa: S311
    for term in TERMS:
        for variant in variants(term):
            data = b" " * chance.randrange(12) + variant.needle + b" face " * 2
            assert sifter(5).sift(data) == reference.sift(PACK, data), (term.text, variant)


def test_any_buffer_will_do() -> None:
    data = b"byEthnic emRace face"
    expected = sifter(1 << 20).sift(data)
    assert expected
    assert sifter(1 << 20).sift(bytearray(data)) == expected
    assert sifter(1 << 20).sift(memoryview(b"x" + data)[1:]) == expected
    assert sifter(1 << 20).sift(b"") == []


@pytest.mark.parametrize(
    "word", ["race", "Race", "RACE", "raCE", "ethnic", "Ethnic", "ETHNIC", "etHNIC", "uyghur", "UYGHUR"]
)
def test_same_borders(word: str) -> None:
    """The borders in the patterns are those of the predicate, for every kind of neighbour."""
    befores = ("", " ", "_", "a", "A", "aA", "é", "1", "\0")
    afters = ("", " ", "a", "A", "Aa", "AA", "A1", "a\x05", "A\x05", "a\n", "é", "1")
    data = "".join(f" {before}{word}{after} face\n" for before in befores for after in afters).encode()
    found = sifter(1 << 20).sift(data)
    assert found == reference.sift(PACK, data)
