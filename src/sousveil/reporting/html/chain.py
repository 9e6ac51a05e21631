"""The chain of a finding: the order of its places, the picture (always 360 units wide), the same in words."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from sousveil.model.report import ChainLink, Evidence, Finding
from sousveil.reporting import places
from sousveil.reporting.measure import cut
from sousveil.reporting.projection import STORY, shows, telling, what
from sousveil.reporting.visible import visible
from sousveil.reporting.words import Words

MOST_BOXES = 9
_BOX, _GAP, _HEAD, _FOOT, _BETWEEN = 64, 36, 29, 13, 26
_TITLE_COLUMNS, _NAME_COLUMNS, _FILE_COLUMNS = 36, 38, 46


class Box(msgspec.Struct, frozen=True):
    """A place in the picture: its number, its top, a plain name, the name in the code."""

    number: int
    y: int
    title: str
    name: str


class FileFrame(msgspec.Struct, frozen=True):
    """A grey frame around the boxes of one file."""

    y: int
    height: int
    name: str


class Arrow(msgspec.Struct, frozen=True):
    """From one box to the next, with its verb."""

    start: int
    end: int
    verb: str
    label_y: int


class Picture(msgspec.Struct, frozen=True):
    """What the template draws."""

    height: int
    frames: tuple[FileFrame, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    more: int


class Step(msgspec.Struct, frozen=True):
    """A step in words: which evidence, what it is, where, and how it is joined to the step before."""

    number: int
    index: int
    says: str
    what: str
    name: str
    where: str
    how: str


class ChainView(msgspec.Struct, frozen=True):
    """``order`` are the indexes of all evidence, the path first; ``picture`` is ``None`` where nothing is joined."""

    order: tuple[int, ...]
    path: int
    picture: Picture | None
    steps: tuple[Step, ...]


def chain_view(finding: Finding, target: str, words: Words) -> ChainView:
    """The chain of ``finding``: the strongest path through its links, then the places beside it."""
    path = _path(finding)
    others = [index for index in telling(finding.evidence) if index not in path]
    drawn = path[:MOST_BOXES]
    picture = _picture(finding, drawn, len(path) - len(drawn), target, words) if len(path) > 1 else None
    steps = tuple(_steps(finding, path, target, words))
    return ChainView((*path, *others), len(path), picture, steps)


def _links(finding: Finding) -> dict[int, list[int]]:
    count = len(finding.evidence)
    joined: dict[int, list[int]] = defaultdict(list)
    for link in finding.chain:
        if 0 <= link.from_ < count and 0 <= link.to < count and link.from_ != link.to:
            joined[link.from_].append(link.to)
            joined[link.to].append(link.from_)
    return joined


def _path(finding: Finding) -> list[int]:
    """From the place that shows the lowest stage to the one that shows the highest, by the fewest links."""
    joined = _links(finding)
    if not joined:
        return list(range(min(len(finding.evidence), 1)))
    first = min(joined, key=lambda index: (_rank(finding.evidence[index], last=False), index))
    before: dict[int, int] = {first: first}
    queue = [first]
    for index in queue:
        for other in sorted(joined[index]):
            if other not in before:
                before[other] = index
                queue.append(other)
    last = max(queue, key=lambda index: (_rank(finding.evidence[index], last=True), -len(_back(before, index)), -index))
    return _back(before, last)[::-1]


def _rank(evidence: Evidence, *, last: bool) -> int:
    """A scheme begins a chain, a field follows it; the later a stage, the better it ends one."""
    ranks = [STORY.index(stage) for stage in evidence.shows if stage in STORY]
    if not ranks:
        return -1 if last else len(STORY)
    return max(ranks) if last else min(ranks)


def _back(before: dict[int, int], index: int) -> list[int]:
    way = [index]
    while before[way[-1]] != way[-1]:
        way.append(before[way[-1]])
    return way


def _link(finding: Finding, a: int, b: int) -> tuple[ChainLink | None, bool]:
    """The link between two places, and whether it runs from ``b`` to ``a``."""
    for link in finding.chain:
        if (link.from_, link.to) == (a, b):
            return link, False
        if (link.from_, link.to) == (b, a):
            return link, True
    return None, False


def _verb(link: ChainLink | None, words: Words, *, back: bool) -> str:
    by = link.by if link else ""
    return words.either(f"edge.{by}.back" if back else f"edge.{by}", words.say("edge.other"))


def _label(text: str, columns: int) -> str:
    """A label of the picture: on one line, cut, and nothing that runs from right to left."""
    text = visible(text[: columns * 2])
    if any(unicodedata.bidirectional(character) in {"R", "AL"} for character in text):
        return "…"
    return cut(text, columns)


def _picture(finding: Finding, path: Sequence[int], more: int, target: str, words: Words) -> Picture:
    boxes: list[Box] = []
    frames: list[FileFrame] = []
    arrows: list[Arrow] = []
    y = 1
    for number, index in enumerate(path, 1):
        evidence = finding.evidence[index]
        name = places.file_of(evidence.layers, target)
        same = number > 1 and name == places.file_of(finding.evidence[path[number - 2]].layers, target)
        top = y + _GAP if same else y + (_FOOT + _BETWEEN if number > 1 else 0) + _HEAD
        if same:
            frame = frames[-1]
            frames[-1] = FileFrame(frame.y, top + _BOX + _FOOT - frame.y, frame.name)
        else:
            shown = _label(words.say("chain.file", file=places.short(name)), _FILE_COLUMNS)
            frames.append(FileFrame(top - _HEAD, _HEAD + _BOX + _FOOT, shown))
        if number > 1:
            link, back = _link(finding, path[number - 2], index)
            verb = _label(_verb(link, words, back=back), _FILE_COLUMNS)
            arrows.append(Arrow(y, top - 3, verb, y + 22 if same else y + _FOOT + 17))
        title = shows(evidence, words) or what(evidence, words)
        code = _label(evidence.name or evidence.text, _NAME_COLUMNS)
        boxes.append(Box(number, top, _label(title, _TITLE_COLUMNS), code))
        y = top + _BOX
    height = y + _FOOT + 2 + (20 if more else 0)
    return Picture(height, tuple(frames), tuple(boxes), tuple(arrows), more)


def _steps(finding: Finding, path: Sequence[int], target: str, words: Words) -> list[Step]:
    hows = [""]
    for number, (a, b) in enumerate(pairwise(path), 1):
        link, back = _link(finding, a, b)
        if link is not None and link.why:
            hows.append(words.say("chain.joined", n=number, why=link.why))
        else:
            hows.append(words.say("chain.joined.by", n=number, verb=_verb(link, words, back=back)))
    steps = []
    for number, (index, how) in enumerate(zip(path, hows, strict=True), 1):
        evidence = finding.evidence[index]
        name = cut(evidence.name or evidence.text, 80)
        where = places.label(evidence, target)
        steps.append(Step(number, index, shows(evidence, words), what(evidence, words), name, where, how))
    return steps
