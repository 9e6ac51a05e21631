"""An image for U-Boot that holds several parts, as its image.h has it."""

import struct
import zlib

from tests.samples.opening.payload import FILES

MULTI = 4


def image(payload: bytes, kind: int = 2, name: bytes = b"Linux-4.9.37") -> bytes:
    fields = (0, 1_600_000_000, len(payload), 0x80008000, 0x80008000, zlib.crc32(payload), 5, 2, kind, 0)
    head = struct.pack(">7I4B32s", 0x27051956, *fields, name)
    return head[:4] + struct.pack(">I", zlib.crc32(head)) + head[8:] + payload


def several(parts: list[bytes]) -> bytes:
    table = b"".join(struct.pack(">I", len(part)) for part in [*parts, b""])
    return image(table + b"".join(part.ljust(-(-len(part) // 4) * 4, b"\0") for part in parts), MULTI)


def build() -> bytes:
    return several(list(FILES.values()))
