"""What stands in the place of a quoted line in another edition, found by the lines around it.

Lines are compared without their comments and blanks, so that an edition without comments is seen for what it is. Of the
neighbours that the older report quotes, half must stand where they stood, one before and one after the line at least,
and in one place only; braces and blank lines count for nothing. Where records look alike nothing is told. Where
comments keep the neighbours out of the quote, they are taken from the older edition itself, if it is at hand.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from sousveil.judging.identity import file_name
from sousveil.model.comparison import Fate, Trail
from sousveil.model.late import late
from sousveil.model.report import ContextLine, Evidence
from sousveil.model.words import Role

LEAST = 2
"""Neighbours that must stand where they stood."""
SURE = 4
"""Neighbours from which a line is taken for the same thing even where every word of it differs."""
WIDE = 3
"""Lines with code that are taken on each side where the quote has none; so many lines away at most:"""
FAR = 40
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
    """Looks for the successors of places in the texts of another edition.

    ``before`` gives the texts of the edition that the places are of; it is asked only where a quote is not enough.
    """

    def __init__(self, texts: Iterable[Text], before: Callable[[], Iterable[Text]] | None = None) -> None:
        self._texts = list(texts)
        self._before = before
        self._whole: dict[tuple[str, ...], Text] | None = None
        self._bare: dict[int, list[int]] = {}
        self._at: dict[int, Mapping[str, list[int]]] = {}

    def of(self, place: Evidence) -> Trail | None:
        """What stands in the place of ``place``; ``None`` where the lines around it are not found."""
        quoted = next((i for i, line in enumerate(place.context) if line.quoted), -1)
        if quoted < 0:
            return None
        was = place.context[quoted].text
        context, quoted = self._context(place, quoted)
        found: list[tuple[int, int, int, bool]] = []
        for number in self._likely(place):
            for at, votes, between in self._aligned(number, context, quoted):
                found.append((votes, number, at, between))
        found.sort(reverse=True)
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None  # nowhere, or in two places as likely
        votes, number, at, between = found[0]
        if not bare(was) and place.role == Role.COMMENT:
            return self._without_comment(place, was, number, at)
        return self._trail(place, was, number, at, votes, between=between)

    def _context(self, place: Evidence, quoted: int) -> tuple[Sequence[ContextLine], int]:
        """The lines around a place: those of the report, or where these are comments alone, those of the edition."""
        coded = [bool(_WORD.search(bare(line.text))) for line in place.context]
        if (any(coded[:quoted]) and any(coded[quoted + 1 :])) or place.line is None or self._before is None:
            return place.context, quoted
        if self._whole is None:
            self._whole = {text.layers: text for text in self._before()}
        text = self._whole.get(place.layers)
        at = place.line - text.first if text is not None else -1
        if text is None or not 0 <= at < len(text.lines):
            return place.context, quoted
        above = _with_code(text.lines, range(at - 1, max(at - FAR, -1), -1))[::-1]
        below = _with_code(text.lines, range(at + 1, min(at + FAR, len(text.lines))))
        around = [*above, at, *below]
        wide = [ContextLine(index + text.first, text.lines[index], index == at) for index in around]
        return wide, len(above)

    def called(self, layers: Sequence[str]) -> list[Text]:
        """The parts that are called like the last of ``layers``, numbers apart."""
        name = file_name(layers)
        return [text for text in self._texts if file_name(text.layers) == name]

    def _likely(self, place: Evidence) -> list[int]:
        """The texts to look in: those of files of the same name, else all."""
        name = file_name(place.layers)
        same = [number for number, text in enumerate(self._texts) if file_name(text.layers) == name]
        return same or list(range(len(self._texts)))

    def _aligned(self, number: int, context: Sequence[ContextLine], quoted: int) -> Iterable[tuple[int, int, bool]]:
        """Where the quoted line would stand in a text, how many of its neighbours do, and whether the nearest two do.

        Of a line that is nothing but a comment, the next line with code: the comment stands before that, or is gone.
        """
        code, at = self._code(number)
        only_comment = not bare(context[quoted].text)
        around = [(index, text) for index, line in enumerate(context) if _WORD.search(text := bare(line.text))]
        places = {index: place for place, (index, _) in enumerate(around)}
        if only_comment:
            here = sum(index < quoted for index, _ in around)
        else:
            if quoted not in places:
                return []
            here = places[quoted]
        votes: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        close: dict[int, set[int]] = defaultdict(set)
        neighbours = 0
        for place, (index, text) in enumerate(around):
            if index != quoted:
                neighbours += 1
                for there in at.get(text, ()):
                    votes[there + here - place][index > quoted] += 1
                    if abs(place - here) == 1:
                        close[there + here - place].add(place - here)
        least = max(LEAST, (neighbours + 1) // 2)
        return [
            (position, sum(found), len(close[position]) == 2)
            for position, found in votes.items()
            # A line that was taken out has its neighbours before it at one distance, those after it at another.
            if 0 <= position < len(code) and all(found) and sum(found) >= least
        ]

    def _code(self, number: int) -> tuple[list[int], Mapping[str, list[int]]]:
        """The lines of a text with code on them, by their index; and where among those each stands."""
        if number not in self._bare:
            lines = [bare(line) for line in self._texts[number].lines]
            code = [index for index, line in enumerate(lines) if _WORD.search(line)]
            at: dict[str, list[int]] = defaultdict(list)
            for place, index in enumerate(code):
                at[lines[index]].append(place)
            self._bare[number], self._at[number] = code, at
        return self._bare[number], self._at[number]

    def _without_comment(self, place: Evidence, was: str, number: int, at: int) -> Trail:
        """What stands between the code before a comment and the code after it."""
        text, code = self._texts[number], self._bare[number]
        first = code[at - 1] if at else -1
        between = "\n".join(text.lines[first : code[at] + 1] if first >= 0 else text.lines[: code[at] + 1])
        fate = Fate.UNCHANGED if place.text in between else Fate.SCRUBBED
        return self._told(place, fate, was, number, code[at])

    def _trail(self, place: Evidence, was: str, number: int, at: int, votes: int, *, between: bool) -> Trail | None:
        at = self._bare[number][at]
        now = self._texts[number].lines[at]
        there, comment = place.text in now, place.role == Role.COMMENT
        if bare(now) == bare(was):
            fate = Fate.UNCHANGED if there else Fate.SCRUBBED
        elif there and not comment:
            fate = Fate.UNCHANGED
        elif not _alike(bare(was), bare(now), sure=votes >= SURE) and not (between and votes >= SURE):
            return None
        elif there:  # the same comment, on something of another name
            fate = Fate.RENAMED
        else:
            fate = Fate.REPLACED if place.role in _LISTED or comment else Fate.RENAMED
        return self._told(place, fate, was, number, at)

    def _told(self, place: Evidence, fate: Fate, was: str, number: int, at: int) -> Trail:
        text = self._texts[number]
        line = place.line if place.line is not None else place.offset
        before, now = f"{'/'.join(place.layers)}:{line}", f"{'/'.join(text.layers)}:{at + text.first}"
        return Trail(fate, before, _short(was), now, _short(text.lines[at]))


def _alike(was: str, now: str, *, sure: bool) -> bool:
    """Whether two lines can be the same thing under another name: all words but one or two are the same."""
    a, b = _WORD.findall(was), _WORD.findall(now)
    differ = sum(one != other for one, other in zip(a, b, strict=False))
    return len(a) == len(b) > 0 and differ <= 2 and (differ < len(a) or sure or len(a) == 1)


def _with_code(lines: Sequence[str], indexes: Iterable[int]) -> list[int]:
    """The first of these lines that hold code."""
    return list(islice((index for index in indexes if _WORD.search(bare(lines[index]))), WIDE))


def bare(line: str) -> str:
    """A line without comments, its blanks closed up."""
    return " ".join(_COMMENT.sub(" ", line).split())


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= SHOWN else re.sub(r"\s+\S*$", "", line[:SHOWN]) + " …"
