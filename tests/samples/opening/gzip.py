"""A gzip file of two members, with a name, a comment and an extra field in its first header."""

import struct
import zlib

from tests.samples.opening.payload import JOINED


def member(data: bytes, name: bytes = b"", comment: bytes = b"", extra: bytes = b"") -> bytes:
    flags = (8 if name else 0) | (16 if comment else 0) | (4 if extra else 0)
    head = b"\x1f\x8b\x08" + bytes([flags]) + bytes(4) + b"\x00\x03"
    if extra:
        head += struct.pack("<H", len(extra)) + extra
    head += (name + b"\0" if name else b"") + (comment + b"\0" if comment else b"")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(data) + packer.flush()
    return head + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def build(data: bytes = JOINED) -> bytes:
    half = len(data) // 2
    return member(data[:half], b"marker.bin", b"a comment", b"XX\x04\x00more") + member(data[half:])
