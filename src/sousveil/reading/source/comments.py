"""Which declaration a comment speaks about.

A comment behind a declaration on its line belongs to it; so do the lines below it that go on in the same column, or
that say so (``///<``). Comments on lines of their own belong to the declaration that follows without a blank line;
all others to what they stand in.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.reading.decoding import Decoded

_BACKWARD = (b"///<", b"//!<", b"/**<", b"/*!<", b"//<")
_TAB = 4


class Extent(NamedTuple):
    """Where a declaration stands, in ``u8`` offsets, and its symbol."""

    start: int
    end: int
    symbol: int


class Lines:
    """What ends, starts and lies around on each line. A line can be a whole file (minified scripts)."""

    def __init__(self, decoded: Decoded, extents: list[Extent]) -> None:
        self._row = decoded.row
        self._by_end = sorted(extents, key=lambda extent: (extent.end, -extent.start, -extent.symbol))
        self._ends = [extent.end for extent in self._by_end]
        self._by_start = sorted(extents, key=lambda extent: (extent.start, -extent.end))
        self._starts = [extent.start for extent in self._by_start]
        self._around: list[int] = []
        stack: list[int] = []
        for index, extent in enumerate(self._by_start):
            while stack and self._by_start[stack[-1]].end <= extent.start:
                stack.pop()
            self._around.append(stack[-1] if stack else -1)
            stack.append(index)

    def _innermost(self, offset: int) -> Extent | None:
        index = bisect_right(self._starts, offset) - 1
        while index >= 0 and self._by_start[index].end <= offset:
            index = self._around[index]
        return self._by_start[index] if index >= 0 else None

    def around(self, offset: int) -> int:
        """The innermost symbol around an offset, or -1."""
        extent = self._innermost(offset)
        return extent.symbol if extent else -1

    def before(self, row: int, offset: int) -> Extent | None:
        """The declaration that ends last before ``offset`` on its line; else one that has begun there."""
        index = bisect_right(self._ends, offset) - 1
        if index >= 0 and self._row(self._ends[index] - 1) == row:
            return self._by_end[index]
        extent = self._innermost(offset)
        return extent if extent and extent.start < offset and self._row(extent.start) == row else None

    def after(self, row: int, offset: int) -> Extent | None:
        """The outermost declaration that starts first behind ``offset`` on a line."""
        index = bisect_left(self._starts, offset)
        if index < len(self._starts) and self._row(self._starts[index]) == row:
            return self._by_start[index]
        return None


def attach(decoded: Decoded, comments: list[tuple[int, int]], extents: list[Extent]) -> Iterator[tuple[int, int, int]]:
    """Each comment (start and end in ``u8``), with the index of the symbol that it documents, or -1."""
    source, lines = decoded.utf8, Lines(decoded, extents)
    trailing: tuple[int, Extent] | None = None
    pending: list[tuple[int, int]] = []
    last = -1
    for start, end in comments:
        row, until = decoded.row(start), decoded.row(max(end - 1, start))
        head = source[decoded.lines[row] : start]
        alone = not head.strip()
        if pending and (not alone or row > last + 1):
            for low, high in pending:
                yield low, high, lines.around(low)
            pending = []
        if not alone:
            following = (
                lines.after(row, end)
                if source.startswith(b"/**", start) and not source.startswith(_BACKWARD, start)
                else None
            )
            extent = following or lines.before(row, start) or lines.after(row, end)
            yield start, end, extent.symbol if extent else lines.around(start)
            trailing = (until, extent) if extent else None
        elif trailing and row <= trailing[0] + 1 and _goes_on(decoded, source, start, head, trailing[1]):
            yield start, end, trailing[1].symbol
            trailing = (until, trailing[1])
        elif source.startswith(_BACKWARD, start):
            previous = _previous(decoded, lines, row)
            yield start, end, previous.symbol if previous else lines.around(start)
        else:
            trailing = None
            pending.append((start, end))
            following = lines.after(until, end) or lines.after(until + 1, end)
            if following:
                for low, high in pending:
                    yield low, high, following.symbol
                pending = []
        last = until
    for low, high in pending:
        yield low, high, lines.around(low)


def _goes_on(decoded: Decoded, source: bytes, start: int, head: bytes, extent: Extent) -> bool:
    """Whether a comment alone on its line stands well to the right of the declaration before it."""
    if source.startswith(_BACKWARD, start):
        return True
    indent = source[decoded.lines[decoded.row(extent.start)] : extent.start]
    return _width(head) > _width(indent) + 2 * _TAB


def _width(head: bytes) -> int:
    return (
        len(head.expandtabs(_TAB)) if not head.strip() else len(head[: len(head) - len(head.lstrip())].expandtabs(_TAB))
    )


def _previous(decoded: Decoded, lines: Lines, row: int) -> Extent | None:
    """The last declaration that ends on the nearest line above, at most a few lines up."""
    for above in range(row - 1, max(row - 8, -1), -1):
        if found := lines.before(above, decoded.lines[above + 1]):
            return found
    return None
