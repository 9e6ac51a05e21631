"""Cabinets, field by field: folders of one packing each, cut into blocks."""

import struct
import zlib
from collections.abc import Mapping, Sequence

from tests.samples.opening.payload import FILES

STORED, MSZIP, QUANTUM, LZX = 0, 1, 2, 3


def blocks(data: bytes, packing: int, reserved: int = 0, block: int = 32768) -> list[bytes]:
    out, window = [], b""
    for start in range(0, len(data), block):
        piece = packed = data[start : start + block]
        if packing == MSZIP:
            pack = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=window) if window else zlib.compressobj(9, 8, -15)
            packed = b"CK" + pack.compress(piece) + pack.flush()
            window = (window + piece)[-32768:]
        out.append(struct.pack("<IHH", 0, len(packed), len(piece)) + b"r" * reserved + packed)
    return out


def cabinet(
    folders: Sequence[tuple[Mapping[bytes, bytes], int]],
    *,
    reserve: bytes = b"",
    reserved: int = 0,
    before: Sequence[bytes] = (),
    after: Sequence[bytes] = (),
    broken: Sequence[tuple[bytes, int]] = (),
    block: int = 32768,
) -> bytes:
    """``before`` and ``after``: names of the neighbours; ``broken``: (name, folder) of files not whole here."""
    flags = (1 if before else 0) | (2 if after else 0) | (4 if reserve or reserved else 0)
    head = struct.pack("<HBB", len(reserve), 0, reserved) + reserve if flags & 4 else b""
    head += b"".join(name + b"\0" for name in (*before, *after))
    names, count = b"", 0
    for number, (files, _) in enumerate(folders):
        offset = 0
        for name, data in files.items():
            names += struct.pack("<IIHHHH", len(data), offset, number, 0, 0, 0xA0) + name + b"\0"
            offset += len(data)
            count += 1
    for name, number in broken:
        names += struct.pack("<IIHHHH", 9, 0, number, 0, 0, 0xA0) + name + b"\0"
        count += 1
    at_files = 36 + len(head) + 8 * len(folders)
    at, body, listed = at_files + len(names), b"", b""
    for files, packing in folders:
        parts = blocks(b"".join(files.values()), packing, reserved, block)
        listed += struct.pack("<IHH", at + len(body), len(parts), packing)
        body += b"".join(parts)
    size = at + len(body)
    fields = (b"MSCF", 0, size, 0, at_files, 0, 3, 1, len(folders), count, flags, 7, 0)
    return struct.pack("<4sIIIIIBBHHHHH", *fields) + head + listed + names + body


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    (name, data), *others = files.items()
    return cabinet([(dict(others), MSZIP), ({name: data}, STORED)], reserve=b"kept", reserved=3, block=100)
