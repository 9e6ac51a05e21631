r"""Bytes to text and back: which bytes of a blob every character came from.

Line numbers count ``\n`` only, as ``grep -n`` and common editors do (a lone ``\r`` ends no line); columns count code
points; both start at 1. A byte order mark is no part of the text.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, count
from operator import add

from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.place import Place
from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role, Step
from sousveil.reading.exact import Segment
from sousveil.reading.guessing import segments

_BLOCK = 128
_MANY = 64
_ONE_BYTE = ("cp1", "cp866", "koi8", "iso8859", "latin-1", "ascii")


class _Ruler:
    """Offsets of the characters of a text in one codec: exact at every block of characters, counted in between."""

    def __init__(self, text: str, codec: str) -> None:
        self._text, self._codec = text, codec
        self._width = 1 if codec.startswith(_ONE_BYTE) or (codec == "utf-8" and text.isascii()) else 0
        blocks = () if self._width else (text[i : i + _BLOCK].encode(codec) for i in range(0, len(text), _BLOCK))
        self._marks = [0, *accumulate(map(len, blocks))]

    def to_byte(self, char: int) -> int:
        """The offset in bytes of a character."""
        if self._width:
            return char
        block = char // _BLOCK
        return self._marks[block] + len(self._text[block * _BLOCK : char].encode(self._codec))

    def to_char(self, offset: int) -> int:
        """The character that holds a byte."""
        if self._width:
            return offset
        block = min(bisect_right(self._marks, offset), len(self._marks) - 1) - 1
        if block < 0:
            return 0
        start = block * _BLOCK
        head = self._text[start : start + _BLOCK].encode(self._codec)[: offset - self._marks[block]]
        return start + len(head.decode(self._codec, "ignore"))


class Decoded:
    """The text of a blob, with the way back.

    text      all characters, without a byte order mark
    utf8      the same in UTF-8, for parsers that want it; offsets in it are called ``u8``
    encoding  the codec of most of it
    unknown   how many bytes fitted no encoding and stand in the text as Latin-1
    """

    def __init__(self, data: bytes, parts: Sequence[Segment], unknown: int = 0) -> None:
        self.data = data
        self._parts = tuple(part for part in parts if part.text)
        self._starts = [0, *accumulate(len(part.text) for part in self._parts)]
        self.text = self._parts[0].text if len(self._parts) == 1 else "".join(part.text for part in self._parts)
        self.unknown = unknown
        sizes: dict[str, int] = {}
        for part in self._parts:
            sizes[part.codec] = sizes.get(part.codec, 0) + part.length
        self.encoding = max(sizes, key=lambda codec: sizes[codec], default="utf-8")
        if len(self._parts) == 1 and self.encoding == "utf-8":
            first = self._parts[0]
            whole = first.length == len(data)
            self.utf8 = data if whole else data[first.offset : first.offset + first.length]
        else:
            self.utf8 = self.text.encode("utf-8")
        self._u8 = _Ruler(self.text, "utf-8")
        self._rulers: list[_Ruler | None] = [None] * len(self._parts)
        self._only = self._parts[0] if len(self._parts) == 1 and self.encoding == "utf-8" else None
        """The part that is all of the text, where offsets in it and ``u8`` ones are the same."""
        if self._only is not None:
            self._rulers[0] = self._u8
        self._head = (-1, 0)
        """The line of the last unit, and its first character."""

    @cached_property
    def lines(self) -> list[int]:
        """The ``u8`` offset of the start of each line."""
        return [0, *map(add, accumulate(map(len, self.utf8.split(b"\n")[:-1])), count(1))]

    def char(self, u8: int) -> int:
        """The index in ``text`` of a ``u8`` offset."""
        return self._u8.to_char(u8)

    def u8_of_char(self, char: int) -> int:
        """The ``u8`` offset of a character of ``text``."""
        return self._u8.to_byte(char)

    def row(self, u8: int) -> int:
        """The line of a ``u8`` offset, from 0."""
        return bisect_right(self.lines, u8) - 1

    def u8_of_byte(self, offset: int) -> int:
        """The ``u8`` offset of a byte of the blob (of the next character that is in the text, where it is in none)."""
        for index, part in enumerate(self._parts):
            if offset < part.offset + part.length:
                inside = self._ruler(index).to_char(max(offset - part.offset, 0))
                return self._u8.to_byte(self._starts[index] + inside)
        return len(self.utf8)

    def _ruler(self, index: int) -> _Ruler:
        ruler = self._rulers[index]
        if ruler is None:
            part = self._parts[index]
            ruler = self._rulers[index] = _Ruler(part.text, part.codec)
        return ruler

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans of ``text[start:end]``, counted from the start of that stretch."""
        out: list[Span] = []
        index = max(bisect_right(self._starts, start) - 1, 0)
        while start < end and index < len(self._parts):
            part, first = self._parts[index], self._starts[index]
            low, high = max(start, first) - first, min(end - first, len(part.text))
            if low < high:
                if (low, high) == (0, len(part.text)):
                    at, to = 0, part.length
                else:
                    ruler = self._ruler(index)
                    at, to = ruler.to_byte(low), ruler.to_byte(high)
                out.append(Span(low + first - start, high + first - start, part.offset + at, to - at, part.encoding))
            if first + len(part.text) >= end:
                break
            index += 1
        return tuple(out)

    def unit(self, start: int, end: int, role: Role, *, symbol: int = -1, language: str = "") -> TextUnit:
        """A unit of ``text[start:end]`` (code points)."""
        u8 = self._u8.to_byte(start)
        line = bisect_right(self.lines, u8) - 1
        if self._head[0] != line:
            self._head = line, self._u8.to_char(self.lines[line])
        text = self.text[start:end]
        only = self._only
        if only is not None and text and len(text) < len(self.text):
            length = len(text) if text.isascii() else len(text.encode())
            spans: tuple[Span, ...] = (Span(0, len(text), only.offset + u8, length, only.encoding),)
        else:
            spans = self.spans(start, end)
        return TextUnit(text, role, spans, line + 1, start - self._head[1] + 1, symbol, language)

    def unit_u8(self, start: int, end: int, role: Role, *, symbol: int = -1) -> TextUnit:
        """A unit of ``utf8[start:end]``; both must lie between characters."""
        line = bisect_right(self.lines, start) - 1
        head = self.lines[line]
        text = self.utf8[start:end].decode("utf-8")
        first = -1
        if start - head < 2 * _BLOCK:
            column = len(self.utf8[head:start].decode("utf-8")) + 1
        else:
            first = self.char(start)
            column = first - self.char(head) + 1
        if self._only is not None:
            where = self._only.offset + start
            spans: tuple[Span, ...] = (Span(0, len(text), where, end - start, self._only.encoding),)
        else:
            first = self.char(start) if first < 0 else first
            spans = self.spans(first, first + len(text))
        return TextUnit(text, role, spans if text else (), line + 1, column, symbol)

    def gaps(self) -> Iterator[Gap]:
        """A gap where many bytes fitted no encoding."""
        if self.unknown > _MANY:
            yield Gap(
                step=Step.READING,
                code="undecodable",
                size=self.unknown,
                could_hide=ALL_STAGES,
                remedy="Find out in which encoding the file was written.",
            )


def decode(data: bytes | memoryview, places: Sequence[Place] = ()) -> Decoded:
    """Decode a whole blob. Never fails: what fits no encoding becomes Latin-1 and is counted."""
    raw = data if isinstance(data, bytes) else bytes(data)
    parts, unknown = segments(raw, places)
    return Decoded(raw, parts, unknown)
