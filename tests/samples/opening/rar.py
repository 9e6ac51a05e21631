"""RAR archives whose members are stored, of both versions, block by block."""

import struct
import zlib
from collections.abc import Mapping

from tests.samples.opening.payload import FILES

SIGNATURE4, SIGNATURE5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"


def number(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


def block5(kind: int, body: bytes, flags: int = 0, extra: bytes = b"", size: int | None = None) -> bytes:
    flags |= (1 if extra else 0) | (2 if size is not None else 0)
    inner = number(kind) + number(flags) + (number(len(extra)) if extra else b"")
    inner += (number(size) if size is not None else b"") + body + extra
    inner = number(len(inner)) + inner
    return struct.pack("<I", zlib.crc32(inner)) + inner


def file5(name: bytes, data: bytes, method: int = 0, flags: int = 0, extra: bytes = b"", kind: int = 2) -> bytes:
    body = number(4) + number(len(data)) + number(0o644) + struct.pack("<I", zlib.crc32(data))
    body += number(method << 7) + number(1) + number(len(name)) + name
    return block5(kind, body, flags, extra, len(data)) + data


def archive5(*blocks: bytes, main: int = 0, end: int = 0) -> bytes:
    return SIGNATURE5 + block5(1, number(main)) + b"".join(blocks) + block5(5, number(end))


def block4(kind: int, flags: int, body: bytes) -> bytes:
    inner = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(inner) & 0xFFFF) + inner


def file4(name: bytes, data: bytes, method: int = 0x30, flags: int = 0, kind: int = 0x74) -> bytes:
    crc = zlib.crc32(data)
    body = struct.pack("<IIBIIBBHI", len(data), len(data), 3, crc, 0, 29, method, len(name), 0o100644)
    return block4(kind, 0x8000 | flags, body + name) + data


def archive4(*blocks: bytes, main: int = 0, end: int = 0) -> bytes:
    return SIGNATURE4 + block4(0x73, main, bytes(6)) + b"".join(blocks) + block4(0x7B, 0x4000 | end, b"")


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    return archive5(*(file5(name, data) for name, data in files.items()))
