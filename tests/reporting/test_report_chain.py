"""The chain of a finding as a tree: what its branches lead to, and where the picture draws them."""

import itertools
import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.report import ChainLink, Evidence, Finding
from sousveil.model.words import Stage
from sousveil.reporting import places, to_html
from sousveil.reporting.html.chain import MOST_BOXES, Arrow, chain_view
from sousveil.reporting.story import DEEPEST, MOST_KNOTS, path_of, tree_of
from sousveil.reporting.words import ENGLISH
from tests.reporting.invented import CASES, capability, evidence, report


def link(a: int, b: int) -> ChainLink:
    return ChainLink(from_=a, to=b, by="contained-in", why="it holds that record")


def place(text: str, stage: Stage, role: str, file: str) -> Evidence:
    return evidence(text, (stage,), role, lines=(text,), layers=(file,))


def branched() -> Finding:
    """A list, its slot, a record with it; of the record an alarm rule, beside the slot a search in another file."""
    parts = (
        place("Kinds", Stage.SCHEME, "enum", "a.h"),
        place("kind", Stage.FIELD, "field", "a.h"),
        place("Alarm", Stage.TRIGGER, "record", "a.h"),
        place("Query", Stage.EXPOSURE, "record", "search.h"),
        place("First", Stage.SCHEME, "enum-member", "a.h"),
        place("Second", Stage.SCHEME, "enum-member", "a.h"),
    )
    stages = (Stage.FIELD, Stage.SCHEME, Stage.EXPOSURE, Stage.TRIGGER)
    chain = (link(0, 1), link(1, 2), link(1, 3), link(0, 4), link(0, 5))
    return capability(evidence=parts, chain=chain, stages=stages)


def test_a_branch_hangs_on_the_place_that_it_is_joined_to() -> None:
    knots = tree_of(branched())
    assert [(knot.index, knot.parent, knot.lane) for knot in knots] == [(0, -1, 0), (1, 0, 0), (3, 1, 1), (2, 1, 0)]
    view = chain_view(branched(), "x.zip", ENGLISH)
    assert [step.index for step in view.steps] == [0, 1, 3, 2]
    assert view.steps[3].how.startswith("Joined to 2")
    assert view.steps[2].how.startswith("Joined to 2")


def test_the_picture_says_what_a_list_lists_and_is_told_in_words_too() -> None:
    view = chain_view(branched(), "x.zip", ENGLISH)
    assert view.picture
    assert view.picture.branched
    assert view.picture.boxes[0].holds == "First, Second"
    page = to_html(report(msgspec.structs.replace(CASES["found"].target(), findings=(branched(),))))
    assert "A chain of 4 places with branches" in page
    assert page.count("class=ar ") == 3


def long_chain(count: int):
    """Places one below the other, each in a file of its own."""
    stages = (Stage.SCHEME, *(Stage.FIELD,) * (count - 2), Stage.TRIGGER)
    places_ = tuple(place(f"place{n}", stage, "field", f"f{n}.h") for n, stage in enumerate(stages))
    return capability(evidence=places_, chain=tuple(link(n, n + 1) for n in range(count - 1)))


def test_a_tall_picture_is_laid_out_in_pieces_that_are_cut_between_boxes() -> None:
    picture = chain_view(long_chain(9), "x.zip", ENGLISH).picture
    assert picture
    pieces = picture.slices
    assert len(pieces) > 1
    assert [0, *(top + high for top, high in pieces)] == [*(top for top, _ in pieces), picture.height]
    for top, _ in pieces[1:]:
        assert not any(box.y <= top <= box.y + box.height for box in picture.boxes)
    page = to_html(report(msgspec.structs.replace(CASES["found"].target(), findings=(long_chain(9),))))
    assert page.count("<svg class=chain") == len(pieces)
    short = chain_view(long_chain(2), "x.zip", ENGLISH).picture
    assert short
    assert short.slices == ((0, short.height),)


def ends_of(arrow: Arrow) -> tuple[int, int, int, int]:
    match = re.fullmatch(r"M(\d+) (\d+)V(\d+)(?:H(\d+))?", arrow.path)
    assert match
    return int(match[1]), int(match[2]), int(match[4] or match[1]), int(match[3])


@given(st.data())
def test_no_box_lies_on_another_and_every_arrow_ends_at_one(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 24))
    stages = st.sampled_from((Stage.SCHEME, Stage.FIELD, Stage.EXPOSURE, Stage.EVENT, Stage.TRIGGER))
    shown = data.draw(st.lists(stages, min_size=count, max_size=count))
    ends = st.integers(0, count - 1)
    links = data.draw(st.lists(st.builds(link, ends, ends), max_size=40))
    found = capability(
        evidence=tuple(place(f"place{n}", stage, "field", f"f{n % 3}.h") for n, stage in enumerate(shown)),
        chain=tuple(links),
        stages=tuple(dict.fromkeys(shown)),
    )
    knots = tree_of(found)
    walk = [knot.index for knot in knots]
    assert len(set(walk)) == len(walk) <= max(MOST_KNOTS, len(path_of(found)))
    assert set(path_of(found)[:16]) <= set(walk)
    assert all(-1 <= knot.parent < at and knot.lane <= DEEPEST for at, knot in enumerate(knots))
    joined = {frozenset((one.from_, one.to)) for one in links}
    assert all(frozenset((knot.index, walk[knot.parent])) in joined for knot in knots if knot.parent >= 0)
    view = chain_view(found, "x.zip", ENGLISH)
    assert sorted(view.order) == list(range(count))
    if view.picture is None:
        assert len(walk) == 1
        return
    boxes, arrows = view.picture.boxes, view.picture.arrows
    assert len(arrows) == len(boxes) - 1 <= MOST_BOXES - 1
    assert all(upper.y + upper.height < lower.y for upper, lower in itertools.pairwise(boxes))
    for box, arrow in zip(boxes[1:], arrows, strict=True):
        x, start, to, end = ends_of(arrow)
        assert start < end <= box.y + box.height
        assert (to, end) in {(box.rail, box.y - 3), (box.x - 3, box.y + box.height // 2)}
        crossed = [other for other in boxes if other.x <= x <= other.x + other.width and start < other.y < end - 3]
        assert crossed in ([], [box])
    assert boxes[-1].y + boxes[-1].height < view.picture.height


def test_rows_of_one_table_are_one_figure_and_of_two_tables_two() -> None:
    first = evidence("Black", (Stage.SCHEME,), "item", lines=("Kinds", "Black", "White"), first=0)
    first = msgspec.structs.replace(first, line=None, column=None)
    second = msgspec.structs.replace(first, text="White", name="White", offset=first.offset + 6)
    other = msgspec.structs.replace(
        second, context=tuple(msgspec.structs.replace(line, text=f"{line.text}s") for line in second.context)
    )
    assert places.neighbours(first, second)
    assert not places.neighbours(first, other)
