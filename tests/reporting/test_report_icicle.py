"""The picture of the tree of parts: nothing sticks out, nothing lies over another, what was not read can be seen."""

from itertools import pairwise
from random import Random

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from sousveil.model.report import Coverage, Part
from sousveil.reporting import to_html
from sousveil.reporting.html.icicle import icicle
from sousveil.reporting.projection import project
from sousveil.reporting.words import ENGLISH
from tests.reporting.invented import CASES, ENCRYPTED, PART, case, parts_of, report


def tree(seed: int) -> tuple[Part, ...]:
    """A tree in which a part holds what its children do and may hold more."""
    random = Random(seed)  # noqa: S311 - a picture is no secret
    count = random.randint(1, 59)
    parents = [None, *(random.randint(0, index) for index in range(count))]
    total = [[random.choice([0, 0, 1, 900, 10**9]) for _ in range(4)] for _ in parents]
    for index in range(count, 0, -1):
        for at in range(4):
            total[parents[index]][at] += total[index][at]
    names = ("understood", "sifted", "padding", "opaque")
    return tuple(
        Part(
            parent=parent, name=f"part{index}", kind="", blobs=1, merged=1, quoted=random.random() < 0.5,
            **dict(zip(names, shares, strict=True)),
        )
        for index, (parent, shares) in enumerate(zip(parents, total, strict=True))
    )  # fmt: skip


@given(st.integers(0).map(tree))
def test_no_box_sticks_out_or_lies_over_another(parts) -> None:
    target = msgspec.structs.replace(CASES["found"].target(), parts=parts)
    picture = icicle(project(target, ENGLISH), ENGLISH)
    if picture is None:
        assert not parts[0].bytes
        return
    assert len(picture.boxes) <= 60
    columns: dict[int, list] = {}
    for box in picture.boxes:
        assert box.x >= 0
        assert box.x + box.width <= 360
        assert box.y >= -0.2
        assert box.y + box.height <= picture.height + 0.2
        columns.setdefault(box.x, []).append(box)
        for one, other in pairwise(box.bands):
            assert abs(one.y + one.height - other.y) < 0.2
    assert len(columns) <= 4
    for column in columns.values():
        for one, other in pairwise(column):
            assert one.y + one.height <= other.y + 0.2


def test_what_was_not_read_is_high_enough_to_be_seen_however_small() -> None:
    cover = Coverage(bytes=10**9 + 1, understood=10**9, opaque=1)
    target = msgspec.structs.replace(CASES["found"].target(), parts=parts_of(cover), gaps=(ENCRYPTED,))
    picture = icicle(project(target, ENGLISH), ENGLISH)
    hatched = [band for box in picture.boxes[1:] for band in box.bands if band.name == "opaque"]
    assert hatched
    assert all(band.height >= 3 for band in hatched)


def test_the_table_says_what_the_picture_shows_and_leads_to_the_gap() -> None:
    page = to_html(case("found"))
    table = page[page.index('<table class="t stack parts">') :]
    table = table[: table.index("</table>")]
    assert "engine/models.dat" in table
    assert '<a href="#g' in table
    for box in ("face_attr.h", "models.dat", "NvrClient.dll"):
        assert box in page[page.index("<svg class=tree") : page.index('<table class="t stack parts">')]


def test_what_was_not_read_comes_first_where_nothing_was_found() -> None:
    plain = tuple(msgspec.structs.replace(part, quoted=False) for part in parts_of(PART))
    target = msgspec.structs.replace(CASES["nothing-inconclusive"].target(), parts=plain)
    lines = icicle(project(target, ENGLISH), ENGLISH).lines
    assert [line.name for line in lines[:2]] == ["engine/models.dat", "bin/NvrClient.dll"]


def test_what_is_not_in_the_files_stands_outside() -> None:
    fetched = msgspec.structs.replace(ENCRYPTED, code="fetched-at-run-time", bytes=0)
    target = msgspec.structs.replace(CASES["found"].target(), gaps=(fetched,))
    assert "outside, not in the file: fetched while running" in to_html(report(target))
