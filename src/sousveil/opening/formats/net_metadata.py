"""The metadata of a .NET assembly: its streams and tables, and where its resources lie.

Source: ECMA-335, partition II: CLI header 25.3.3, metadata root 24.2.1, stream ``#~`` 24.2.6, tables 22.
"""

import struct
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sousveil.opening.formats.pe_image import Image

_HEADER = 14
"""Index of the CLI header among the data directories."""
_MANIFEST_RESOURCE = 0x28
_MOST_STREAMS = 16
_MOST = 100_000

# The columns of each table: 2 and 4 are numbers of so many bytes; s, g and b indices into the heaps of strings, GUIDs
# and blobs; two digits in hex the index of a row of that table; a capital one of the coded indices below.
_COLUMNS = {
    0x00: "2 s g g g", 0x01: "R s s", 0x02: "4 s s T 04 06", 0x03: "04", 0x04: "2 s b", 0x05: "06",
    0x06: "4 2 2 s b 08", 0x07: "08", 0x08: "2 2 s", 0x09: "02 T", 0x0A: "P s b", 0x0B: "2 C b", 0x0C: "A Y b",
    0x0D: "F b", 0x0E: "2 D b", 0x0F: "2 4 02", 0x10: "4 04", 0x11: "b", 0x12: "02 14", 0x13: "14", 0x14: "2 s T",
    0x15: "02 17", 0x16: "17", 0x17: "2 s b", 0x18: "2 06 S", 0x19: "02 M M", 0x1A: "s", 0x1B: "b", 0x1C: "2 W s 1A",
    0x1D: "4 04", 0x1E: "4 4", 0x1F: "4", 0x20: "4 2 2 2 2 4 b s s", 0x21: "4", 0x22: "4 4 4",
    0x23: "2 2 2 2 4 b s s b", 0x24: "4 23", 0x25: "4 4 4 23", 0x26: "4 s b", 0x27: "4 4 s s I", 0x28: "4 4 s I",
    0x29: "02 02",
}  # fmt: skip
_CODED = {
    "T": (2, "02 01 1B"), "C": (2, "04 08 17"), "F": (1, "04 08"), "D": (2, "02 06 20"), "P": (3, "02 01 1A 06 1B"),
    "A": (5, "06 04 01 02 08 09 0A 00 0E 17 14 11 1A 1B 20 23 26 27 28 2A 2C 2B"), "S": (1, "14 17"),
    "M": (1, "06 0A"), "W": (1, "04 06"), "I": (2, "26 23 27"), "Y": (3, "FF FF 06 0A"), "R": (2, "00 1A 23 01"),
}  # fmt: skip


class NetResource(NamedTuple):
    """A resource that lies in the assembly itself: its name, and the run of its bytes without their length."""

    name: bytes
    start: int
    end: int


class Metadata:
    """Streams and tables. Raises ``ValueError``, ``KeyError`` or ``struct.error`` where they cannot be followed.

    root      where the metadata begin in the file
    streams   (start, end) of each stream by its name
    counts    rows of each table that there is
    """

    def __init__(self, data: memoryview, root: int) -> None:
        self._data, self.root = data, root
        self.streams = _streams(data, root)
        tables, end = self.streams[b"#~"]
        heaps, valid = struct.unpack_from("<BxQ", data, tables + 6)
        self._heaps = {"s": heaps & 1, "g": heaps & 2, "b": heaps & 4}
        at = tables + 24
        self.counts: dict[int, int] = {}
        for number in range(64):
            if valid >> number & 1:
                (self.counts[number],) = struct.unpack_from("<I", data, at)
                at += 4
        at += 4 * (heaps >> 6 & 1)  # a word more, in files of the compilers that can edit and continue
        self._tables: dict[int, tuple[int, struct.Struct]] = {}
        for number, count in self.counts.items():
            if number not in _COLUMNS:
                break
            row = struct.Struct("<" + "".join("H" if self.width(c) == 2 else "I" for c in _COLUMNS[number].split()))
            self._tables[number] = at, row
            at += count * row.size
            if at > min(end, len(data)):
                raise ValueError("tables that are cut short")

    def width(self, column: str) -> int:
        """Bytes of a column."""
        if column in {"2", "4"}:
            return int(column)
        if column in self._heaps:
            return 4 if self._heaps[column] else 2
        bits, tables = _CODED.get(column, (0, column))
        most = max(self.counts.get(int(table, 16), 0) for table in tables.split())
        return 2 if most < 1 << (16 - bits) else 4

    def rows(self, table: int) -> Iterator[tuple[int, ...]]:
        """The rows of a table, in their order."""
        if table not in self._tables:
            return iter(())
        at, row = self._tables[table]
        return row.iter_unpack(self._data[at : at + self.counts[table] * row.size])

    def row(self, table: int, number: int) -> tuple[int, ...]:
        """A row by its number, which counts from 1. Raises ``ValueError`` where there is none."""
        if table not in self._tables or not 0 < number <= self.counts[table]:
            raise ValueError(f"no row {number} in table {table:#x}")
        at, row = self._tables[table]
        return row.unpack_from(self._data, at + (number - 1) * row.size)

    def place(self, table: int, number: int) -> int:
        """Where a row lies in the file. Raises ``ValueError`` where there is none."""
        self.row(table, number)
        at, row = self._tables[table]
        return at + (number - 1) * row.size

    @staticmethod
    def coded(column: str, value: int) -> tuple[int, int]:
        """Table and row of a coded index, ``column`` naming its kind; table -1 where there is none of that tag."""
        bits, tables = _CODED[column]
        known = tables.split()
        tag = value & ((1 << bits) - 1)
        return (int(known[tag], 16) if tag < len(known) else -1), value >> bits


def metadata(data: memoryview, image: Image) -> Metadata:
    """The metadata of an assembly. Raises as :class:`Metadata` does, and ``ValueError`` for other programs."""
    return Metadata(data, _cli(data, image)[0])


def net_resources(data: memoryview, image: Image) -> list[NetResource]:
    """The resources in an assembly; none for other programs and for what cannot be followed."""
    try:
        return list(_resources(data, image))
    except (ValueError, KeyError, struct.error):
        return []


def has_net_resources(data: memoryview, image: Image) -> bool:
    """Whether the CLI header names resources. Cheap."""
    try:
        return _cli(data, image)[2] > 0
    except (ValueError, struct.error):
        return False


def _cli(data: memoryview, image: Image) -> tuple[int, int, int]:
    """Offset of the metadata, offset and size of the resources. Raises ``ValueError`` where there is no CLI header."""
    address, size = image.directory(_HEADER)
    if not size:
        raise ValueError("no CLI header")
    at = image.offset(address)
    metadata, _, _, _, resources, length = struct.unpack_from("<6I", data, at + 8)
    return image.offset(metadata), image.offset(resources) if length else 0, length


def _resources(data: memoryview, image: Image) -> Iterator[NetResource]:
    root, base, size = _cli(data, image)
    if not size:
        return
    meta = Metadata(data, root)
    strings, _ = meta.streams[b"#Strings"]
    for offset, _, name, elsewhere in islice(meta.rows(_MANIFEST_RESOURCE), _MOST):
        if elsewhere or offset + 4 > size:
            continue
        start = base + offset + 4
        end = start + int.from_bytes(data[start - 4 : start], "little")
        if end <= base + size and end <= len(data):
            yield NetResource(bytes(data[strings + name : strings + name + 1024]).split(b"\0", 1)[0], start, end)


def _streams(data: memoryview, root: int) -> dict[bytes, tuple[int, int]]:
    """Start and end of each stream by its name."""
    if bytes(data[root : root + 4]) != b"BSJB":
        raise ValueError("no metadata")
    (version,) = struct.unpack_from("<I", data, root + 12)
    at = root + 16 + version
    (count,) = struct.unpack_from("<H", data, at + 2)
    at += 4
    found: dict[bytes, tuple[int, int]] = {}
    for _ in range(min(count, _MOST_STREAMS)):
        offset, length = struct.unpack_from("<II", data, at)
        name = bytes(data[at + 8 : at + 40]).split(b"\0", 1)[0]
        found[name] = root + offset, min(root + offset + length, len(data))
        at += 8 + (len(name) // 4 + 1) * 4
    return found
