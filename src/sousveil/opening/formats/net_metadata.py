"""Where the resources of a .NET assembly lie: the table ``ManifestResource`` of its metadata.

Source: ECMA-335, partition II: CLI header 25.3.3, metadata root 24.2.1, stream ``#~`` 24.2.6, tables 22.
"""

import struct
from collections.abc import Iterator
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
}  # fmt: skip
_CODED = {
    "T": (2, "02 01 1B"), "C": (2, "04 08 17"), "F": (1, "04 08"), "D": (2, "02 06 20"), "P": (3, "02 01 1A 06 1B"),
    "A": (5, "06 04 01 02 08 09 0A 00 0E 17 14 11 1A 1B 20 23 26 27 28 2A 2C 2B"), "S": (1, "14 17"),
    "M": (1, "06 0A"), "W": (1, "04 06"), "I": (2, "26 23 27"), "Y": (3, "06 0A"), "R": (2, "00 1A 23 01"),
}  # fmt: skip


class NetResource(NamedTuple):
    """A resource that lies in the assembly itself: its name, and the run of its bytes without their length."""

    name: bytes
    start: int
    end: int


class _Rows:
    """How many rows each table has, and so how wide each column is."""

    def __init__(self, counts: dict[int, int], heaps: int) -> None:
        self._counts = counts
        self._heaps = {"s": heaps & 1, "g": heaps & 2, "b": heaps & 4}

    def width(self, column: str) -> int:
        """Bytes of a column."""
        if column in {"2", "4"}:
            return int(column)
        if column in self._heaps:
            return 4 if self._heaps[column] else 2
        bits, tables = _CODED.get(column, (0, column))
        most = max(self._counts.get(int(table, 16), 0) for table in tables.split())
        return 2 if most < 1 << (16 - bits) else 4

    def offset(self, table: int) -> int:
        """Bytes of rows before those of ``table``."""
        return sum(
            count * sum(map(self.width, _COLUMNS[number].split()))
            for number, count in self._counts.items()
            if number < table
        )


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
    streams = _streams(data, root)
    tables, strings = streams[b"#~"], streams[b"#Strings"]
    heaps, valid = data[tables + 6], struct.unpack_from("<Q", data, tables + 8)[0]
    at = tables + 24
    counts: dict[int, int] = {}
    for number in range(64):
        if valid >> number & 1:
            (counts[number],) = struct.unpack_from("<I", data, at)
            at += 4
    rows = _Rows(counts, heaps)
    at += rows.offset(_MANIFEST_RESOURCE)
    wide = [rows.width(column) for column in _COLUMNS[_MANIFEST_RESOURCE].split()]
    for _ in range(min(counts.get(_MANIFEST_RESOURCE, 0), _MOST)):
        fields = []
        for width in wide:
            fields.append(int.from_bytes(data[at : at + width], "little"))
            at += width
        offset, _, name, elsewhere = fields
        if elsewhere or offset + 4 > size:
            continue
        start = base + offset + 4
        end = start + int.from_bytes(data[start - 4 : start], "little")
        if end <= base + size and end <= len(data):
            yield NetResource(bytes(data[strings + name : strings + name + 1024]).split(b"\0", 1)[0], start, end)


def _streams(data: memoryview, root: int) -> dict[bytes, int]:
    """The offset of each stream by its name."""
    if bytes(data[root : root + 4]) != b"BSJB":
        raise ValueError("no metadata")
    (version,) = struct.unpack_from("<I", data, root + 12)
    at = root + 16 + version
    (count,) = struct.unpack_from("<H", data, at + 2)
    at += 4
    found: dict[bytes, int] = {}
    for _ in range(min(count, _MOST_STREAMS)):
        (offset,) = struct.unpack_from("<I", data, at)
        name = bytes(data[at + 8 : at + 40]).split(b"\0", 1)[0]
        found[name] = root + offset
        at += 8 + (len(name) // 4 + 1) * 4
    return found
