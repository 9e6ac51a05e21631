"""Lzop files, block by block."""

import struct
import zlib

from lzallright import LZOCompressor

from tests.samples.opening.payload import JOINED


def build(data: bytes = JOINED, name: bytes = b"marker.bin", block: int = 64, extra: bytes = b"") -> bytes:
    flags = 0x3 | 0x300 | (0x40 if extra else 0)
    head = struct.pack(">3HBBI", 0x1040, 0x20A0, 0x940, 1, 5, flags) + struct.pack(">3I", 0o644, 0, 0)
    head += bytes([len(name)]) + name
    out = b"\x89LZO\0\r\n\x1a\n" + head + struct.pack(">I", zlib.adler32(head))
    if extra:
        out += struct.pack(">I", len(extra)) + extra + struct.pack(">I", 0)
    for start in range(0, len(data), block):
        piece = data[start : start + block]
        packed = LZOCompressor().compress(piece)
        packed = packed if len(packed) < len(piece) else piece
        sums = [zlib.adler32(piece), zlib.crc32(piece)]
        sums += [zlib.adler32(packed), zlib.crc32(packed)] if packed is not piece else []
        out += struct.pack(f">{2 + len(sums)}I", len(piece), len(packed), *sums) + packed
    return out + bytes(4)
