"""A file as mkzftree packs it."""

import struct
import zlib

from sousveil.opening.zisofs import MAGIC, MAGIC2
from tests.samples.opening.payload import JOINED


def packed(data: bytes, power: int = 15, *, wide: bool = False, method: int = 1) -> bytes:
    blocks = [data[at : at + (1 << power)] for at in range(0, len(data), 1 << power)]
    stored = [zlib.compress(block) if any(block) else b"" for block in blocks]
    head = MAGIC + struct.pack("<IBBH", len(data), 4, power, 0)
    if wide:
        head = MAGIC2 + struct.pack("<BBBBQI", 0, 6, method, power, len(data), 0)
    width = 8 if wide else 4
    at = len(head) + width * (len(blocks) + 1)
    table = b""
    for block in [*stored, b""]:
        table += at.to_bytes(width, "little")
        at += len(block)
    return head + table + b"".join(stored)


def build() -> bytes:
    return packed(JOINED + bytes(70_000) + JOINED)
