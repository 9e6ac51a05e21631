"""The tree of parts: whose bytes lie where, what stays apart, what is put together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.judging import parts as making
from sousveil.judging.coverage import coverage_of
from sousveil.judging.parts import DEEPEST, MOST, parts_of
from sousveil.model.place import BlobRecord, BlobState
from sousveil.model.report import GapEntry
from sousveil.model.words import Stage, Step

STATES = list(BlobState)


def record(number: int, size: int, state: BlobState = BlobState.UNDERSTOOD, digest: str = "") -> BlobRecord:
    return BlobRecord(number=number, parent=-1, layer=None, size=size, digest=digest or f"d{number}", state=state)


def gap(*layers: str) -> GapEntry:
    return GapEntry(layers=layers, step=Step.OPENING, code="encrypted", bytes=1, could_hide=(Stage.FIELD,), remedy="")


def tree(files: dict[str, tuple[int, BlobState]], quoted=(), gaps=()):
    names = list(files)
    records = [record(n, *files[name]) for n, name in enumerate(names)]
    layers = [tuple(name.split("!")) for name in names]
    return parts_of("target", records, layers.__getitem__, frozenset(names.index(q) for q in quoted), gaps)


@given(
    st.dictionaries(
        st.lists(st.sampled_from(["a", "b", "c/d", "e/f/g", "<gzip>", "x.zip"]), min_size=1, max_size=6).map("!".join),
        st.tuples(st.integers(0, 10_000), st.sampled_from(STATES)),
        max_size=80,
    )
)
def test_every_byte_lies_in_the_target_once_and_in_parts_that_hold_it(files) -> None:
    records = [record(n, *files[name]) for n, name in enumerate(files)]
    parts = tree(files)
    cover = coverage_of(records)
    assert parts[0].bytes == cover.bytes
    assert len(parts) <= MOST
    for index, part in enumerate(parts):
        inside = [child for child in parts if child.parent == index]
        assert sum(child.bytes for child in inside) <= part.bytes
        assert part.parent is None if not index else part.parent < index
        depth, at = 1, part.parent
        while at is not None:
            depth, at = depth + 1, parts[at].parent
        assert depth <= DEEPEST


def test_what_only_leads_on_is_joined() -> None:
    parts = tree({"outer.zip!lib/a.jar!com/example/A.class": (10, STATES[0]), "top.txt": (5, STATES[0])})
    assert [part.name for part in parts] == ["target", "outer.zip › lib/a.jar › com/example/A.class", "top.txt"]


def test_a_small_part_has_a_box_of_its_own_only_where_it_tells() -> None:
    files = {f"dir/f{n}": (1, STATES[0]) for n in range(50)} | {"dir/big": (100_000, STATES[0])}
    assert [part.merged for part in tree(files)] == [1, 1, 1, 50]
    named = {part.name for part in tree(files, quoted=["dir/f7"], gaps=[gap("dir/f9")])}
    assert {"dir/", "f7", "f9", "big"} <= named


def test_equal_files_count_once_and_a_quoted_copy_is_still_marked() -> None:
    records = [record(0, 7, digest="same"), record(1, 7, digest="same")]
    parts = parts_of("target", records, [("a",), ("b",)].__getitem__, frozenset({1}), ())
    assert parts[0].bytes == 7
    assert [(part.name, part.bytes, part.quoted) for part in parts[1:]] == [("a", 7, False), ("b", 0, True)]


@pytest.mark.parametrize("deep", [1_000, 10_000])
def test_ten_thousand_layers_are_a_few_parts(deep: int) -> None:
    parts = parts_of("target", [record(0, 1)], lambda _: ("x",) * deep, frozenset(), ())
    assert len(parts) == 2


def test_a_million_files_take_little_room(monkeypatch) -> None:
    monkeypatch.setattr(making, "MOST_NODES", 50)
    names = [f"d{n % 7}/f{n}" for n in range(2_000)]
    made = parts_of("target", [record(n, 1) for n in range(2_000)], lambda n: (names[n],), frozenset({1_999}), ())
    assert made[0].bytes == 2_000
    assert sum(part.bytes for part in made if part.parent == 0) == 2_000
    assert any(part.quoted for part in made[1:])
