"""A buffer, slice by slice, through an automaton: every match once, with its borders checked."""

from collections.abc import Iterator
from typing import Any

from sousveil.model.mapped import HELD, give_back
from sousveil.model.place import Place
from sousveil.sifting.automaton import Row, Scanner
from sousveil.sifting.borders import Data, holds

_HEAD, _TAIL = b"\n", b"\n\n"
"""Patterns ask for a neighbour before and up to two after; at the ends of the data these stand in for them."""


def small(scanner: Scanner, data: Data) -> list[tuple[int, int, Row]]:
    """As ``matches``, for what is one slice: most of what a scan sees, so that each step counts."""
    hits: list[tuple[int, int]] = []

    def seen(number: int, _start: int, end: int, _flags: int, _context: Any) -> None:  # noqa: ANN401
        hits.append((number, end))

    scanner.scan(b"".join((_HEAD, data, _TAIL)), seen)
    found = []
    for number, to in hits:
        row = scanner.row(number)
        end = to - len(_HEAD) - row.trail
        start = end - row.length
        if not row.check or holds(data, start, end, row.encoding, row.check):
            found.append((start, end, row))
    return found


def slices(data: memoryview, size: int, overlap: int) -> Iterator[tuple[bytes | memoryview, int, int]]:
    """Stretches to scan: the bytes, the offset of the first of them, the offset after which a match is a new one."""
    total = len(data)
    for start in range(0, total, size):
        low, high = max(0, start - overlap), min(total, start + size)
        if low == 0 or high == total:
            head, tail = _HEAD if low == 0 else b"", _TAIL if high == total else b""
            yield head + bytes(data[low:high]) + tail, low - len(head), start
        else:
            yield data[low:high], low, start


def matches(scanner: Scanner, data: Data, size: int) -> Iterator[tuple[int, int, Row]]:
    """Start, end and row of every match in ``data`` whose check holds, in no particular order within a slice."""
    if len(data) <= size:
        yield from small(scanner, data)
        return
    view = memoryview(data)
    held = 0
    for piece, origin, fresh in slices(view, size, scanner.longest):
        held += len(piece)
        if held >= HELD:
            held = 0
            give_back(view)
        hits: list[tuple[int, int]] = []

        def seen(number: int, _start: int, end: int, _flags: int, _context: Any, hits: list[Any] = hits) -> None:  # noqa: ANN401
            hits.append((number, end))

        scanner.scan(piece, seen)
        for number, to in hits:
            if origin + to <= fresh:
                continue
            row = scanner.row(number)
            end = origin + to - row.trail
            start = end - row.length
            if not row.check or holds(view, start, end, row.encoding, row.check):
                yield start, end, row


def places(scanner: Scanner, data: Data, size: int) -> Iterator[Place]:
    """The matches as places, one for each term."""
    for start, end, row in matches(scanner, data, size):
        for term in row.terms:
            yield Place(start, end, term, row.encoding)
