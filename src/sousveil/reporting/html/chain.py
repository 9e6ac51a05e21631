"""The chain of a finding: the order of its places, the picture (always 360 units wide), the same in words."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from sousveil.matching.slurs import slur
from sousveil.model.report import Evidence, Finding
from sousveil.model.words import Stage
from sousveil.reporting import places
from sousveil.reporting.measure import cut
from sousveil.reporting.path import Step, link_between, name_of, steps_of, verb
from sousveil.reporting.projection import shows, what
from sousveil.reporting.story import Knot, beside, told, tree_of
from sousveil.reporting.visible import visible
from sousveil.reporting.words import Words

MOST_BOXES = 12
_WIDE, _EDGE, _INDENT, _RAIL = 360, 12, 34, 17
_BOX, _LINE, _GAP, _HEAD, _FOOT, _BETWEEN = 50, 17, 34, 27, 11, 25
_TITLE_UNIT, _NAME_UNIT, _FILE_COLUMNS = 7.7, 7.3, 40
_ENTRIES = frozenset({"enum-member", "option", "item", "model-label", "ui-label", "constant", "value", "string"})


_SLICE = 400
"""Units after which a picture is laid out as a further piece: about 7 cm on paper."""


class Box(msgspec.Struct, frozen=True):
    """A place in the picture: its number, where it stands, a plain name, the name in the code, what it lists."""

    number: int
    x: int
    y: int
    height: int
    title: str
    name: str
    holds: str

    @property
    def width(self) -> int:
        """All the width that is left of its indent."""
        return _WIDE - _EDGE - self.x

    @property
    def rail(self) -> int:
        """Where the line leaves it."""
        return self.x + _RAIL


class FileFrame(msgspec.Struct, frozen=True):
    """A grey frame around the boxes of one file that follow each other; ``x`` is where its name begins."""

    y: int
    height: int
    name: str
    x: int


class Arrow(msgspec.Struct, frozen=True):
    """From one box to another below it: ``path`` in SVG's words, and its verb, which stands above the other."""

    path: str
    verb: str
    x: int
    y: int


class Picture(msgspec.Struct, frozen=True):
    """What the template draws."""

    height: int
    frames: tuple[FileFrame, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    more: int
    branched: bool

    @property
    def slices(self) -> tuple[tuple[int, int], ...]:
        """(top, height) of the pieces between boxes in which a tall one is laid out, so that paper can break there."""
        cuts = [0]
        for above, below in pairwise(self.boxes):
            if below.y + below.height - cuts[-1] > _SLICE and above.y > cuts[-1]:
                cuts.append((above.y + above.height + below.y) // 2)
        return tuple((top, bottom - top) for top, bottom in pairwise([*cuts, self.height]))


class ChainView(msgspec.Struct, frozen=True):
    """``order`` are the indexes of all evidence, the tree first, the first ``full`` of them to be shown in full.

    ``picture`` is ``None`` where nothing is joined.
    """

    order: tuple[int, ...]
    full: int
    path: int
    picture: Picture | None
    steps: tuple[Step, ...]


def chain_view(finding: Finding, target: str, words: Words) -> ChainView:
    """The chain of ``finding``: the strongest path through its links with its branches, then the places beside it."""
    knots = tree_of(finding)
    walk = [knot.index for knot in knots]
    full = dict.fromkeys([*walk, *told(finding)])
    order = tuple(full | dict.fromkeys(beside(finding, walk)))
    picture = _Drawing(finding, target, words).draw(knots) if len(knots) > 1 else None
    steps = tuple(steps_of(finding, walk, target, words, [knot.parent for knot in knots]))
    return ChainView(order, len(full), len(walk), picture, steps)


def label(text: str, columns: int) -> str:
    """A label of the picture: on one line, cut, and nothing that runs from right to left."""
    text = visible(text[: columns * 2])
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text):
        return "…"
    return cut(text, columns)


class _Drawing:
    def __init__(self, finding: Finding, target: str, words: Words) -> None:
        self.finding, self.target, self.words = finding, target, words
        self.boxes: list[Box] = []
        self.frames: list[FileFrame] = []
        self.arrows: list[Arrow] = []

    def draw(self, knots: Sequence[Knot]) -> Picture:
        """The boxes from the top down, a branch further in than what it leaves."""
        drawn = knots[:MOST_BOXES]
        kept = {knot.index for knot in drawn}
        y, last = 1, ""
        for number, knot in enumerate(drawn, 1):
            evidence = self.finding.evidence[knot.index]
            name = places.file_of(evidence.layers, self.target)
            same = number > 1 and name == last
            top = y + _GAP if same else y + (_FOOT + _BETWEEN if number > 1 else 0) + _HEAD
            box = self._box(number, knot, evidence, top, kept)
            straight = knot.parent >= 0 and drawn[knot.parent].lane == knot.lane
            self._frame(box, name, same=same, straight=straight)
            if knot.parent >= 0:
                self._arrow(drawn[knot.parent], knot, box, above=_HEAD + 7 if not same else 9, straight=straight)
            self.boxes.append(box)
            y, last = top + box.height, name
        more = len(knots) - len(drawn)
        height = y + _FOOT + 2 + (20 if more else 0)
        branched = any(knot.lane for knot in drawn)
        return Picture(height, tuple(self.frames), tuple(self.boxes), tuple(self.arrows), more, branched)

    def _box(self, number: int, knot: Knot, evidence: Evidence, top: int, kept: set[int]) -> Box:
        x = _EDGE + _INDENT * knot.lane
        room = _WIDE - _EDGE - x - 42
        title = shows(evidence, self.words) or what(evidence, self.words)
        name = label(name_of(evidence, self.words), int(room / _NAME_UNIT))
        holds = label(", ".join(self._entries(knot.index, kept)), int(room / _NAME_UNIT))
        height = _BOX + _LINE * bool(holds)
        return Box(number, x, top, height, label(title, int(room / _TITLE_UNIT)), name, holds)

    def _entries(self, index: int, kept: set[int]) -> list[str]:
        """What a list lists, as written: the places for groups that are joined to it and have no box of their own."""
        evidence = self.finding.evidence
        if Stage.SCHEME not in evidence[index].shows or evidence[index].role in _ENTRIES:
            return []
        links = (link for link in self.finding.chain if index in (link.from_, link.to))
        joined = {link.from_ if link.to == index else link.to for link in links}
        entries = (evidence[at] for at in sorted(joined) if at not in kept and at < len(evidence))
        return list(
            dict.fromkeys(
                one.text for one in entries if Stage.SCHEME in one.shows and one.role in _ENTRIES and not slur(one.text)
            )
        )

    def _frame(self, box: Box, name: str, *, same: bool, straight: bool) -> None:
        if same:
            frame = self.frames[-1]
            height = box.y + box.height + _FOOT - frame.y
            self.frames[-1] = FileFrame(frame.y, height, frame.name, frame.x)
            return
        x = 14 if not self.frames else box.rail + 14 if straight else box.x + 2
        shown = label(self.words.say("chain.file", file=places.short(name)), _FILE_COLUMNS - (x - 14) // 7)
        self.frames.append(FileFrame(box.y - _HEAD, _HEAD + box.height + _FOOT, shown, x))

    def _arrow(self, parent: Knot, knot: Knot, box: Box, *, above: int, straight: bool) -> None:
        upper = self.boxes[knot.parent]
        link, back = link_between(self.finding, parent.index, knot.index)
        said = label(verb(link, self.words, back=back), _FILE_COLUMNS)
        start = upper.y + upper.height
        if straight:
            self.arrows.append(Arrow(f"M{box.rail} {start}V{box.y - 3}", said, box.rail + 14, box.y - above))
        else:
            middle = box.y + box.height // 2
            self.arrows.append(Arrow(f"M{upper.rail} {start}V{middle}H{box.x - 3}", said, box.x + 2, box.y - above))
