"""The chain of a finding: the order of its places, the picture (always 360 units wide), the same in words."""

import unicodedata
from collections.abc import Sequence

import msgspec

from sousveil.model.report import Finding
from sousveil.reporting import places
from sousveil.reporting.measure import cut
from sousveil.reporting.path import Step, link_between, steps_of, verb
from sousveil.reporting.projection import shows, what
from sousveil.reporting.story import beside, path_of, told
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


class ChainView(msgspec.Struct, frozen=True):
    """``order`` are the indexes of all evidence, the path first, the first ``full`` of them to be shown in full.

    ``picture`` is ``None`` where nothing is joined.
    """

    order: tuple[int, ...]
    full: int
    path: int
    picture: Picture | None
    steps: tuple[Step, ...]


def chain_view(finding: Finding, target: str, words: Words) -> ChainView:
    """The chain of ``finding``: the strongest path through its links, then the places beside it."""
    path = path_of(finding)
    full = dict.fromkeys(told(finding))
    order = tuple(full | dict.fromkeys(path) | dict.fromkeys(beside(finding, path)))
    drawn = path[:MOST_BOXES]
    picture = _picture(finding, drawn, len(path) - len(drawn), target, words) if len(path) > 1 else None
    steps = tuple(steps_of(finding, path, target, words))
    return ChainView(order, len(full), len(path), picture, steps)


def label(text: str, columns: int) -> str:
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
            shown = label(words.say("chain.file", file=places.short(name)), _FILE_COLUMNS)
            frames.append(FileFrame(top - _HEAD, _HEAD + _BOX + _FOOT, shown))
        if number > 1:
            link, back = link_between(finding, path[number - 2], index)
            said = label(verb(link, words, back=back), _FILE_COLUMNS)
            arrows.append(Arrow(y, top - 3, said, y + 22 if same else y + _FOOT + 17))
        title = shows(evidence, words) or what(evidence, words)
        code = label(evidence.name or evidence.text, _NAME_COLUMNS)
        boxes.append(Box(number, top, label(title, _TITLE_COLUMNS), code))
        y = top + _BOX
    height = y + _FOOT + 2 + (20 if more else 0)
    return Picture(height, tuple(frames), tuple(boxes), tuple(arrows), more)
