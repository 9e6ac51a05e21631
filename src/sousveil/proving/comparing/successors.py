"""What stands in the place of a quoted line in another edition, found by the lines around it.

Lines are compared without their comments and blanks, so that an edition without comments is seen for what it is. Of the
neighbours that the older report quotes, two must stand where they stood; braces and blank lines count for nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sousveil.judging.identity import file_name
from sousveil.model.comparison import Fate, Trail
from sousveil.model.late import late
from sousveil.model.report import ContextLine, Evidence
from sousveil.model.words import Role

LEAST = 2
"""Neighbours that must stand where they stood."""
SHOWN = 120
_COMMENT = late(r"/\*.*?(?:\*/|$)|//.*|<!--.*?(?:-->|$)|^\s*\*.*|(?<!\S)#(?!\s*(?:define|include|if|el|end|pragma)).*")
_WORD = late(r"\w{2,}")
_LISTED = frozenset({
    Role.ENUM_MEMBER, Role.ITEM, Role.OPTION, Role.UI_LABEL, Role.MODEL_LABEL, Role.STRING, Role.VALUE, Role.DOCUMENT,
    Role.CONSTANT,
})  # fmt: skip
"""What is a word of a list, a label or a text; all else is the name of a slot, a record or a function."""


class Text(NamedTuple):
    """A part of an edition: its layers, its lines (of a binary the units of its table), numbered from ``first``."""

    layers: tuple[str, ...]
    lines: Sequence[str]
    first: int = 1


class Successors:
    """Looks for the successors of places in the texts of another edition."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = list(texts)
        self._bare: dict[int, list[str]] = {}
        self._at: dict[int, Mapping[str, list[int]]] = {}

    def of(self, place: Evidence) -> Trail | None:
        """What stands in the place of ``place``; ``None`` where the lines around it are not found."""
        quoted = next((i for i, line in enumerate(place.context) if line.quoted), -1)
        if quoted < 0:
            return None
        best: tuple[int, int, int] | None = None
        for number in self._likely(place):
            for at, found in self._aligned(number, place.context, quoted, one_side=place.role == Role.COMMENT):
                if found >= LEAST and (best is None or found > best[0]):
                    best = (found, number, at)
        return self._trail(place, place.context[quoted].text, best) if best else None

    def _likely(self, place: Evidence) -> list[int]:
        """The texts to look in: those of files of the same name, else all."""
        name = file_name(place.layers)
        same = [number for number, text in enumerate(self._texts) if file_name(text.layers) == name]
        return same or list(range(len(self._texts)))

    def _aligned(
        self, number: int, context: Sequence[ContextLine], quoted: int, *, one_side: bool
    ) -> Iterable[tuple[int, int]]:
        """Where the quoted line would stand in a text, and how many of its neighbours stand around that."""
        if number not in self._bare:
            self._bare[number] = [bare(line) for line in self._texts[number].lines]
            at: dict[str, list[int]] = defaultdict(list)
            for index, written in enumerate(self._bare[number]):
                if _WORD.search(written):
                    at[written].append(index)
            self._at[number] = at
        votes: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        sides = [False, False]
        for index, line in enumerate(context):
            if index != quoted and _WORD.search(text := bare(line.text)):
                sides[index > quoted] = True
                for there in self._at[number].get(text, ()):
                    votes[there + quoted - index][index > quoted] += 1
        return [
            (at, sum(found))
            for at, found in votes.items()
            # A line that was taken out has its neighbours before it at one distance, those after it at another.
            if 0 <= at < len(self._bare[number]) and (one_side or all(map(bool, found)) or not all(sides))
        ]

    def _trail(self, place: Evidence, was: str, best: tuple[int, int, int]) -> Trail | None:
        _, number, at = best
        text = self._texts[number]
        now = text.lines[at]
        if now.strip() == was.strip() or place.text in now:
            fate = Fate.UNCHANGED
        elif bare(now) == bare(was) or (place.role == Role.COMMENT and not bare(was)):
            fate = Fate.SCRUBBED
        elif place.role in _LISTED or place.role == Role.COMMENT:
            fate = Fate.REPLACED
        elif _alike(bare(was), bare(now)):
            fate = Fate.RENAMED
        else:
            return None
        where = "/".join(text.layers)
        line = place.line if place.line is not None else place.offset
        return Trail(fate, f"{'/'.join(place.layers)}:{line}", _short(was), f"{where}:{at + text.first}", _short(now))


def _alike(was: str, now: str) -> bool:
    """Whether two lines can be the same thing under another name: as many words, or one in common."""
    a, b = _WORD.findall(was), _WORD.findall(now)
    return bool(b) and (len(a) == len(b) or bool(set(a) & set(b)))


def bare(line: str) -> str:
    """A line without comments, its blanks closed up."""
    return " ".join(_COMMENT.sub(" ", line).split())


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= SHOWN else re.sub(r"\s+\S*$", "", line[:SHOWN]) + " …"
