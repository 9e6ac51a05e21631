"""Chunks of compiled Android resources: string pools, tables of resources, trees of elements.

Sources: Android's ``ResourceTypes.h`` (ResChunk_header, ResStringPool_header, ResTable_type, ResXMLTree_node).
"""

import struct
import sys
from array import array
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from sousveil.reading.interface.found import LONGEST, Piece, Pieces
from sousveil.reading.strings import Run, exact

POOL, TABLE, XML, PACKAGE, TYPE, START_ELEMENT, END_ELEMENT = 0x0001, 0x0002, 0x0003, 0x0200, 0x0201, 0x0102, 0x0103
_UTF8 = 0x100
RESOURCE_MAP = 0x0180
NONE = 0xFFFFFFFF
STRING, REFERENCE = 0x03, 0x01
_MOST = 100_000


class Chunk(NamedTuple):
    """One chunk: its kind, where it begins, where its body begins, where it ends."""

    kind: int
    start: int
    body: int
    end: int


def chunks(data: memoryview, at: int, end: int) -> Iterator[Chunk]:
    """The chunks one behind the other from ``at``; ends where one does not fit."""
    count = 0
    while at + 8 <= end and count < _MOST:
        kind, head, size = struct.unpack_from("<HHI", data, at)
        if head < 8 or size < head or at + size > end:
            return
        yield Chunk(kind, at, at + head, at + size)
        at += size
        count += 1


def numbers(data: memoryview, start: int, count: int, code: str = "I") -> "array[int]":
    """So many little-endian numbers; fewer where the data end."""
    found = array(code)
    size = found.itemsize * max(count, 0)
    part = bytes(data[start : start + size])
    found.frombytes(part[: len(part) // found.itemsize * found.itemsize])
    if sys.byteorder == "big":
        found.byteswap()
    return found


class Pool:
    """A string pool. Raises ``struct.error`` where it is cut short."""

    def __init__(self, data: memoryview, chunk: Chunk) -> None:
        count, _, flags, start, _ = struct.unpack_from("<5I", data, chunk.start + 8)
        self._data, self._end = data, chunk.end
        self._utf8 = bool(flags & _UTF8)
        self.codec = "utf-8" if self._utf8 else "utf-16-le"
        self._first = chunk.start + start
        self._offsets = numbers(data, chunk.body, min(count, (chunk.end - chunk.body) // 4))

    def __len__(self) -> int:
        return len(self._offsets)

    def bounds(self, number: int) -> tuple[int, int]:
        """Where the letters of a string lie; an empty stretch where it does not lie in the pool."""
        if not 0 <= number < len(self._offsets):
            return 0, 0
        at = self._first + self._offsets[number]
        size = 1 if self._utf8 else 2
        if self._utf8:  # its length in UTF-16 comes first
            at += 2 if at < self._end and self._data[at] & 0x80 else 1
        if at + 2 * size > self._end:
            return 0, 0
        length = int.from_bytes(self._data[at : at + size], "little")
        top = 0x80 << 8 * (size - 1)
        at += size
        if length & top:
            length = (length & (top - 1)) << 8 * size | int.from_bytes(self._data[at : at + size], "little")
            at += size
        end = at + length * size
        return (at, end) if end <= self._end else (0, 0)

    def run(self, number: int) -> Run | None:
        """A string; ``None`` for one that is empty, very long or no text."""
        low, high = self.bounds(number)
        text = exact(bytes(self._data[low:high]), self.codec) if high - low <= 4 * LONGEST else None
        return Run(low, high, text, self.codec) if text else None

    def text(self, number: int) -> str:
        """What a string says, ``""`` where there is none."""
        run = self.run(number)
        return run.text if run else ""

    @cached_property
    def pieces(self) -> Pieces:
        """All strings, to be looked up by place."""
        return Pieces(Piece(*self.bounds(number), number) for number in range(len(self._offsets)))
