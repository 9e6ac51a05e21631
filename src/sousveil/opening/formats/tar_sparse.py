"""Sparse members of tar: where the runs of data that are stored belong in the file.

Source: the GNU tar manual, "Storing Sparse Files": the old format (header type S), and pax formats 0.0, 0.1 and 1.0.
"""

import re
from collections.abc import Mapping

from sousveil.opening.transforms import HOLE

SPARSE = {b"GNU.sparse." + key for key in (b"major", b"minor", b"map", b"name", b"numblocks", b"realsize", b"size")}
"""Keys of pax headers that tell of a sparse member."""
_MOST = 4096
_LINE = re.compile(rb"([0-9]{1,18})\n")
_BLOCK = 512

_Runs = list[tuple[int, int]]


class OldMap:
    """The map in a header of type S and in the blocks behind it. Numbers that are none count as an end."""

    def __init__(self, header: bytes) -> None:
        self._entries: _Runs = []
        self._take(header[386:482])
        self._size = _number(header[483:495])

    def more(self, block: bytes) -> None:
        """Another block: 21 entries."""
        self._take(block[:504])

    def _take(self, entries: bytes) -> None:
        for at in range(0, len(entries) - 23, 24):
            offset, length = _number(entries[at : at + 12]), _number(entries[at + 12 : at + 24])
            if entries[at + 12] == 0 or offset is None or length is None:
                return
            self._entries.append((offset, length))

    def runs(self, stored: int) -> _Runs:
        """As for ``pieces``. Raises ``ValueError``."""
        if self._size is None:
            raise ValueError("no size")
        return _layout(self._entries, self._size, 0, stored)


def _number(field: bytes) -> int | None:
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    return int(digits, 8) if digits.isdigit() and not set(digits) & set(b"89") else None


def pax_runs(said: Mapping[bytes, bytes], stored: memoryview) -> _Runs:
    """As for ``pieces``, from what pax headers say and, in format 1.0, from the beginning of what is stored.

    Raises ``ValueError``.
    """
    size = _decimal(said.get(b"GNU.sparse.realsize") or said.get(b"GNU.sparse.size", b""))
    if said.get(b"GNU.sparse.major") == b"1":
        entries, skip = _stored_map(bytes(stored[: _MOST * 40]))
        return _layout(entries, size, skip, len(stored))
    told = said.get(b"GNU.sparse.map", b"")
    numbers = [_decimal(number) for number in told.split(b",")[: 2 * _MOST + 2]] if told else []
    return _layout(list(zip(numbers[::2], numbers[1::2], strict=False)), size, 0, len(stored))


def _decimal(text: bytes) -> int:
    if not text.isdigit() or len(text) > 18:
        raise ValueError("not a number in the map")
    return int(text)


def _stored_map(data: bytes) -> tuple[_Runs, int]:
    """The map of format 1.0: how many runs, then offset and length of each, a line each, up to a whole block."""
    numbers: list[int] = []
    at = 0
    while not numbers or len(numbers) < 1 + 2 * numbers[0]:
        found = _LINE.match(data, at)
        if found is None or len(numbers) > 2 * _MOST:
            raise ValueError("the map does not end where it should")
        numbers.append(int(found[1]))
        at = found.end()
    return list(zip(numbers[1::2], numbers[2::2], strict=True)), at + -at % _BLOCK


def _layout(entries: _Runs, size: int, skip: int, stored: int) -> _Runs:
    """Runs of data and holes in turn, from entries of (offset in the file, length)."""
    if len(entries) > _MOST:
        raise ValueError(f"more than {_MOST} runs")
    runs: _Runs = []
    reached, at = 0, skip
    for offset, length in entries:
        if offset < reached or at + length > stored or offset + length > size:
            raise ValueError("runs that do not fit")
        if offset > reached:
            runs.append((HOLE, offset - reached))
        if length:
            runs.append((at, length))
        reached, at = offset + length, at + length
    if size > reached:
        runs.append((HOLE, size - reached))
    if not runs:
        raise ValueError("no runs")
    return runs
