"""Where the streams of a compound file lie: sector chains and the tree of names.

Source: [MS-CFB] 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.5 (DIFAT), 2.6 (directory entries). The names of streams in
installer databases are packed two characters in one; that mapping is public from many readers of them.
"""

import struct
import sys
from array import array
from typing import NamedTuple

_HEADER = 512
_ENTRY = struct.Struct("<64sHBBIII16sIQQIQ")
_LAST = 0xFFFFFFFA  # numbers from here on are marks, not sectors
_NOTHING = 0xFFFFFFFF
_MOST_ENTRIES = 1 << 20
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_PACKED = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"
MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_Entry = tuple[bytes, int, int, int, int, int, int, bytes, int, int, int, int, int]
Run = tuple[int, int]
"""(start, end) in bytes."""


class Stream(NamedTuple):
    """A stream: its path as UTF-8 bytes, its ordinal in the directory, first sector, size; whether it is small."""

    path: bytes
    ordinal: int
    first: int
    size: int
    mini: bool


class Compound:
    """The tables of a compound file. Raises ``ValueError`` where the header makes no sense.

    claims    runs that header and tables take
    mini      the runs that hold the small streams, one behind the other
    streams   in the order of the directory
    wrong     what is broken in the tables, in words; empty for nothing
    """

    __slots__ = ("_data", "_fat", "_left", "_mini_fat", "_mini_size", "_size", "claims", "clsid", "mini", "streams",
                 "wrong")  # fmt: skip

    def __init__(self, data: memoryview) -> None:
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if not 7 <= shift <= 16 or not 3 <= mini_shift < shift:
            raise ValueError("sizes of sectors")
        directory, cutoff, mini_first = struct.unpack_from("<I4xII", data, 48)
        self._data = data
        self._size = 1 << shift
        self._mini_size = 1 << mini_shift
        count = (len(data) + self._size - 1) // self._size
        self._left = 4 * count + 4096  # steps along all chains; an honest file needs one a sector
        self.wrong: set[str] = set()
        self.claims: list[Run] = [(0, max(_HEADER, self._size))]
        self._fat = self._numbers(self._fat_sectors(data, count))
        self._mini_fat = self._numbers(self._sectors(mini_first))
        self.clsid = b""
        self.mini: list[Run] = []
        self.streams: list[Stream] = []
        self._read_directory(directory, cutoff)

    def _fat_sectors(self, data: memoryview, count: int) -> list[int]:
        """The sectors of the FAT: 109 of them in the header, more in a chain of tables of their own."""
        next_, _ = struct.unpack_from("<II", data, 68)
        found = list(struct.unpack_from("<109I", data, 76))
        seen: set[int] = set()
        while next_ < _LAST and next_ not in seen and len(seen) <= count:
            seen.add(next_)
            table = self._numbers([next_])
            found += table[:-1]
            next_ = table[-1] if table else _NOTHING
        return [sector for sector in found if sector < _LAST][:count]

    def _numbers(self, sectors: list[int]) -> "array[int]":
        """The 32-bit numbers that these sectors hold; claims them."""
        table = array("I")
        for sector in sectors:
            start = (sector + 1) * self._size
            piece = bytes(self._data[start : start + self._size])
            table.frombytes(piece[: len(piece) & ~3])
            if len(piece) < self._size:
                self.wrong.add("a table beyond the end")
            self.claims.append((start, start + self._size))
        if sys.byteorder == "big":
            table.byteswap()
        return table

    def _chain(self, first: int, table: "array[int]", most: int) -> list[list[int]]:
        """[first sector, sectors] of the runs of a chain, ``most`` sectors at most."""
        runs: list[list[int]] = []
        sector, count, expected = first, 0, -1
        while sector < _LAST and count < most:
            if self._left <= 0:
                self.wrong.add("chains of sectors without end")
                break
            self._left -= 1
            count += 1
            if sector == expected:
                runs[-1][1] += 1
            else:
                runs.append([sector, 1])
            expected = sector + 1
            if sector >= len(table):
                self.wrong.add("a sector that does not exist")
                break
            sector = table[sector]
        return runs

    def _sectors(self, first: int) -> list[int]:
        """A chain as single sectors."""
        most = len(self._data) // self._size + 1
        return [at for start, count in self._chain(first, self._fat, most) for at in range(start, start + count)]

    def runs(self, stream: Stream) -> tuple[list[Run], int]:
        """Where a stream lies, in the file or, for a small one, in the mini stream; and how many bytes are missing."""
        unit, table = (self._mini_size, self._mini_fat) if stream.mini else (self._size, self._fat)
        shift = 0 if stream.mini else 1
        end = sum(stop - start for start, stop in self.mini) if stream.mini else len(self._data)
        return self._cut(self._chain(stream.first, table, -(-stream.size // unit)), unit, shift, end, stream.size)

    @staticmethod
    def _cut(chain: list[list[int]], unit: int, shift: int, end: int, size: int) -> tuple[list[Run], int]:
        runs: list[Run] = []
        for sector, count in chain:
            start = min((sector + shift) * unit, end)
            stop = min((sector + shift + count) * unit, end, start + size)
            if stop > start:
                runs.append((start, stop))
                size -= stop - start
        return runs, size

    def _length(self, entry: _Entry) -> int:
        """Bytes of a stream; version 3 leaves the upper half of the field to chance."""
        return entry[12] & 0xFFFFFFFF if self._size == 512 else entry[12]

    def _read_directory(self, first: int, cutoff: int) -> None:
        raw = bytearray()
        for sector in self._sectors(first)[: _MOST_ENTRIES * _ENTRY.size // self._size]:
            start = (sector + 1) * self._size
            raw += self._data[start : start + self._size]
            self.claims.append((start, start + self._size))
        entries = list(_ENTRY.iter_unpack(raw[: len(raw) // _ENTRY.size * _ENTRY.size]))
        if not entries or entries[0][2] != _ROOT:
            self.wrong.add("no root of the directory")
            return
        self.clsid = entries[0][7]
        size = self._length(entries[0])
        self.mini, _ = self._cut(
            self._chain(entries[0][11], self._fat, -(-size // self._size)), self._size, 1, len(self._data), size
        )
        paths = _paths(entries)
        for ordinal, entry in enumerate(entries):
            size = (
                entry[12] & 0xFFFFFFFF if self._size == 512 else entry[12]
            )  # version 3 leaves the upper half to chance
            if entry[2] == _STREAM and size:
                path = paths.get(ordinal, _name(entry))  # an entry in no folder is one that was taken out
                self.streams.append(Stream(path, ordinal, entry[11], size, size < cutoff))


def _paths(
    entries: list[_Entry],
) -> dict[int, bytes]:
    """By ordinal: the path of each entry that the tree of names leads to."""
    found: dict[int, bytes] = {0: b""}
    waiting = [(entries[0][6], b"")]
    while waiting:
        ordinal, above = waiting.pop()
        if ordinal >= len(entries) or ordinal in found:
            continue
        entry = entries[ordinal]
        found[ordinal] = path = above + _name(entry)
        waiting += [(entry[4], above), (entry[5], above)]
        if entry[2] == _STORAGE and len(path) < 4096:
            waiting.append((entry[6], path + b"/"))
    return found


def _name(entry: _Entry) -> bytes:
    raw = entry[0][: max(min(entry[1], 64) - 2, 0)]
    return unpacked(raw.decode("utf-16-le", "replace")).replace("/", "_").encode()


def unpacked(name: str) -> str:
    """The name of a stream of an installer database, ``!`` before those of tables; any other name as it is."""
    if not any("\u3800" <= letter <= "\u4840" for letter in name):
        return name
    out = []
    for letter in name:
        code = ord(letter) - 0x3800
        if 0 <= code < 0x1000:
            out.append(_PACKED[code & 0x3F] + _PACKED[code >> 6])
        elif 0x1000 <= code < 0x1040:
            out.append(_PACKED[code - 0x1000])
        else:
            out.append("!" if code == 0x1040 else letter)
    return "".join(out)
