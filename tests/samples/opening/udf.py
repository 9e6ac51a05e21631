"""A UDF volume, block by block, with files in embedded, short and long allocation, as UDF 2.01 or with metadata."""

import struct
from collections.abc import Mapping, Sequence

from tests.samples.opening.iso9660 import SECTOR, Disc
from tests.samples.opening.payload import FILES

START = 300
"""First block of the partition."""
EMBEDDED, SHORT, LONG = 3, 0, 1


def tagged(kind: int, body: bytes, at: int) -> bytes:
    head = struct.pack("<HHBBHHHI", kind, 2, 0, 0, 1, 0, 0, at)
    return head[:4] + bytes([(sum(head)) & 0xFF]) + head[5:] + body


def long_run(length: int, block: int, partition: int = 0) -> bytes:
    return struct.pack("<IIH6x", length, block, partition)


def name(text: str) -> bytes:
    try:
        return b"\x08" + text.encode("latin-1")
    except UnicodeEncodeError:
        return b"\x10" + text.encode("utf-16-be")


def entry(kind: int, size: int, runs: bytes, allocation: int, at: int, *, extended: bool = False) -> bytes:
    icb = struct.pack("<IHHHBBIHH", 0, 4, 0, 1, 0, kind, 0, 0, allocation)
    body = icb + bytes(20) + struct.pack("<Q", size)
    body = body.ljust((216 if extended else 176) - 16 - 8, b"\0") + struct.pack("<II", 0, len(runs)) + runs
    return tagged(266 if extended else 261, body, at)


def identifier(text: str, block: int, flags: int, partition: int) -> bytes:
    raw = name(text) if text else b""
    body = struct.pack("<HBB", 1, flags, len(raw)) + long_run(SECTOR, block, partition) + struct.pack("<H", 0) + raw
    whole = tagged(257, body, 0)
    return whole + bytes(-len(whole) % 4)


def volume(maps: bytes, count: int, sectors: int, file_set: int, partition: int, disc: Disc) -> None:
    """Marks, anchor and the sequence of descriptors."""
    for at, mark in ((16, b"BEA01"), (17, b"NSR03"), (18, b"TEA01")):
        disc.put(b"\0" + mark + b"\1", at)
    disc.put(tagged(2, struct.pack("<IIII", 4 * SECTOR, 257, 0, 0), 256), 256)
    disc.put(
        tagged(5, struct.pack("<IHH", 0, 1, 0).ljust(188 - 16, b"\0") + struct.pack("<II", START, sectors), 257), 257
    )
    logical = bytes(212 - 16) + struct.pack("<I", SECTOR) + bytes(32) + long_run(SECTOR, file_set, partition)
    logical += struct.pack("<II", len(maps), count) + bytes(440 - 272) + maps
    disc.put(tagged(6, logical, 258), 258)
    disc.put(tagged(8, b"", 259), 259)


def build(
    files: Mapping[bytes, bytes] = FILES,
    allocations: Sequence[int] = (EMBEDDED, SHORT, LONG),
    *,
    metadata: bool = False,
    holes: bool = False,
) -> bytes:
    """``files`` in a folder of their own; with ``metadata`` their entries lie in a partition that is a file."""
    disc = Disc(START)
    base = 40 if metadata else 0
    own = 1 if metadata else 0

    def put(data: bytes, block: int) -> None:
        disc.put(data, START + base + block)

    def place(data: bytes) -> int:
        disc.next = max(disc.next, START + 100)
        return disc.put(data) - START

    root = identifier("", 1, 0xA, own)
    for number, (path, data) in enumerate(files.items()):
        folder, _, last = path.decode("utf-8", "replace").partition("/")
        at = 3 + 2 * number
        allocation = allocations[number % len(allocations)]
        half = len(data) // 2 // SECTOR * SECTOR
        if allocation == EMBEDDED:
            runs = data
        elif allocation == SHORT and not metadata:
            runs = struct.pack("<II", len(data), place(data))
        else:
            allocation = LONG
            pieces = [data[half:], data[:half]] if half else [data] if data else []
            blocks = [place(piece) for piece in pieces][::-1]
            runs = b"".join(long_run(len(p), block) for p, block in zip(pieces[::-1], blocks, strict=True))
            runs += long_run(1 << 30 | 4096, 0) if holes else b""
        size = len(data) + (4096 if holes and allocation == LONG else 0)
        put(entry(5, size, runs, allocation, at, extended=bool(number & 1)), at)
        inside = identifier("", 1, 0xA, own) + identifier(last, at, 0, own) + identifier("gone", 9, 4, own)
        put(entry(4, len(inside), inside, EMBEDDED, at + 1), at + 1)
        root += identifier(folder, at + 1, 2, own)
    put(tagged(256, bytes(400 - 16) + long_run(SECTOR, 1, own), 0), 0)
    put(entry(4, len(root), struct.pack("<II", len(root), 2), SHORT, 1), 1)
    put(root, 2)
    maps = struct.pack("<BBHH", 1, 6, 1, 0)
    if metadata:
        disc.put(entry(250, 60 * SECTOR, struct.pack("<II", 60 * SECTOR, base), SHORT, 10), START + 10)
        maps += (
            struct.pack("<BBH", 2, 64, 0)
            + b"\0*UDF Metadata Partition".ljust(32, b"\0")
            + struct.pack("<HHI", 1, 0, 10)
        ).ljust(64, b"\0")
    disc.next = max(disc.next, START + 110)
    volume(maps, 2 if metadata else 1, disc.next - START, 0, own, disc)
    return disc.whole()
