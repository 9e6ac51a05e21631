r"""Text that stands in pieces of another text: a program in the strings of a notebook, escapes undone.

A parser is given the text as its author wrote it, and every name in it still stands at the bytes of the file. An escape
(``\n``, ``\"``, ``\u65cf``) is one piece, so that no unit can begin in the middle of one. Between stretches that do not
follow each other is a line break that stands nowhere; a unit ends before it.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from sousveil.model.encodings import backslash
from sousveil.model.late import late
from sousveil.model.place import Place
from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.exact import Segment

BETWEEN = "\n\n"
"""What stands between two stretches: an empty line, so that no comment goes with what follows."""
_ESCAPE = late(
    r"\\(?:[\"\\/bfnrt]|u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})",
)
_NOWHERE = -1


def pieces_of(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The pieces of a string of JSON whose content is ``text[start:end]``.

    Of each its characters, where they start in ``text``, and how many there they are if they are an escape (else 0).
    """
    reached = start
    if text.find("\\", start, end) >= 0:
        for match in _ESCAPE.finditer(text, start, end):
            if match.start() > reached:
                yield text[reached : match.start()], reached, 0
            yield backslash(match[0]), match.start(), match.end() - match.start()
            reached = match.end()
    if reached < end:
        yield text[reached:end], reached, 0


class Weaving:
    """A woven text in the making."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.size = 0
        self.at, self.raw, self.escaped = array("q"), array("q"), array("i")
        self.parts: list[tuple[int, int]] = []
        """Start and end of each stretch."""

    def stretch(self, pieces: Sequence[tuple[str, int, int]]) -> None:
        """One more stretch, on a line of its own."""
        if not pieces:
            return
        if self.parts:
            self._piece(BETWEEN, self.raw[-1], _NOWHERE)
        start = self.size
        for piece in pieces:
            self._piece(*piece)
        self.parts.append((start, self.size))

    def _piece(self, text: str, raw: int, escaped: int) -> None:
        self.texts.append(text)
        self.at.append(self.size)
        self.raw.append(raw)
        self.escaped.append(escaped)
        self.size += len(text)


class Woven(Decoded):
    """The text of a weaving, whose units stand in ``base``, the text of the file.

    Lines and columns are those of the woven text, as if the program stood in a file of its own; ``rows`` says in which
    line of the file each of them stands.
    """

    def __init__(self, base: Decoded, weaving: Weaving) -> None:
        text = "".join(weaving.texts)
        data = text.encode()
        super().__init__(data, (Segment(text, 0, len(data), "utf-8"),))
        self.base, self.parts = base, weaving.parts
        self._at, self._raw, self._escaped = weaving.at, weaving.raw, weaving.escaped

    def _end(self, index: int) -> int:
        return self._at[index + 1] if index + 1 < len(self._at) else len(self.text)

    def _until(self, index: int) -> int:
        """The character of the file's text behind a piece."""
        escaped = self._escaped[index]
        if escaped == _NOWHERE:
            return self._raw[index]
        return self._raw[index] + (escaped or self._end(index) - self._at[index])

    def _of_raw(self, raw: int) -> int:
        """The character of a character of the file's text: of the next one that is in here, where it is not."""
        index = bisect_right(self._raw, raw) - 1
        while index >= 0 and self._escaped[index] == _NOWHERE:
            index -= 1
        if index < 0:
            return 0
        if raw < (until := self._until(index)):
            return self._at[index] if self._escaped[index] else self._at[index] + raw - self._raw[index]
        following = index + 1
        if raw == until or following == len(self._at):
            return self._end(index)
        return self._end(following) if self._escaped[following] == _NOWHERE else self._at[following]

    def u8_of_byte(self, offset: int) -> int:
        """The ``u8`` offset of a byte of the file (of the next character that is in the text, where it is in none)."""
        return self.u8_of_char(self._of_raw(self.base.char(self.base.u8_of_byte(offset))))

    def inside(self, places: Sequence[Place]) -> list[Place]:
        """The places that begin in one of the pieces."""
        base = self.base
        out: list[Place] = []
        for place in places:
            raw = base.char(base.u8_of_byte(place.start))
            index = bisect_right(self._raw, raw) - 1
            while index >= 0 and self._escaped[index] == _NOWHERE:
                index -= 1
            if index >= 0 and raw < self._until(index):
                out.append(place)
        return out

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans of ``text[start:end]``, up to the end of its stretch."""
        out: list[Span] = []
        index = bisect_right(self._at, start) - 1
        while start < end and 0 <= index < len(self._at) and self._escaped[index] != _NOWHERE:
            first, last = self._at[index], self._end(index)
            low, high = max(start, first), min(end, last)
            raw = self._raw[index]
            if escaped := self._escaped[index]:
                (span,) = self.base.spans(raw, raw + escaped)
                out.append(Span(low - start, high - start, span.offset, span.length, (*span.encoding, "backslash")))
            else:
                for span in self.base.spans(raw + low - first, raw + high - first):
                    shift = low - start
                    out.append(Span(span.start + shift, span.end + shift, span.offset, span.length, span.encoding))
            if last >= end:
                break
            index += 1
        return tuple(out)

    def unit(self, start: int, end: int, role: Role, *, symbol: int = -1, language: str = "") -> TextUnit:
        """A unit of ``text[start:end]`` (code points), up to the end of its stretch."""
        return self._cut(super().unit(start, end, role, symbol=symbol, language=language), start, end)

    def unit_u8(self, start: int, end: int, role: Role, *, symbol: int = -1) -> TextUnit:
        """A unit of ``utf8[start:end]``; both must lie between characters."""
        return self._cut(super().unit_u8(start, end, role, symbol=symbol), self.char(start), self.char(end))

    def _cut(self, unit: TextUnit, start: int, end: int) -> TextUnit:
        spans = self.spans(start, end)
        text = unit.text[: spans[-1].end] if spans else ""
        return TextUnit(text, unit.role, spans, unit.line, unit.column, unit.symbol, unit.language)

    def stands(self, draft: Draft) -> None:
        """Says in a draft of this text where its lines and units stand in the file."""
        base, starts, columns = self.base, self._line_starts, []
        for unit in draft.units:
            raw = base.char(base.u8_of_byte(unit.spans[0].offset))
            columns.append(raw - starts[bisect_right(starts, raw) - 1] + 1)
        draft.rows, draft.columns = self.rows, tuple(columns)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.base.text))]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The line of the file in which each line stands; 0 where it is not the only one, or stands in several."""
        starts = self._line_starts
        breaks = [0, *(match.end() for match in re.finditer("\n", self.text))]
        rows = [0] * len(breaks)
        mixed = bytearray(len(breaks))
        at = -1
        for index, (first, raw) in enumerate(zip(self._at, self._raw, strict=True)):
            if self._escaped[index] == _NOWHERE:
                continue
            row = bisect_right(starts, raw)
            while at + 1 < len(breaks) and breaks[at + 1] <= first:
                at += 1
            mixed[at] |= rows[at] not in (0, row)
            rows[at] = row
            if not self._escaped[index]:  # a line break that is not escaped is no JSON, and one of the file
                while at + 1 < len(breaks) and breaks[at + 1] < self._end(index):
                    at += 1
                    rows[at] = bisect_right(starts, raw + breaks[at] - first)
        return tuple(_own(rows, mixed))


def _own(rows: list[int], mixed: bytearray) -> Iterator[int]:
    """Rows without those that are not the own one of a line; an empty line has the one after that before it."""
    counts = Counter(rows)
    last = 0
    """The line of the file before, where that is known."""
    for row, several in zip(rows, mixed, strict=True):
        if row:
            last = row if counts[row] == 1 and not several else 0
        elif last and not counts[last + 1]:
            last += 1
            counts[last] = 1
        else:
            last = 0
        yield last
