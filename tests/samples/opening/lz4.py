"""LZ4: a skippable frame, a frame, a legacy frame."""

import struct

import lz4.block
import lz4.frame

from tests.samples.opening.payload import JOINED


def legacy(data: bytes) -> bytes:
    out = b"\x02\x21\x4c\x18"
    for start in range(0, len(data), 8 << 20):
        block = lz4.block.compress(data[start : start + (8 << 20)], store_size=False)
        out += struct.pack("<I", len(block)) + block
    return out


def build(data: bytes = JOINED) -> bytes:
    half, aside = len(data) // 2, b"kept aside"
    frame = lz4.frame.compress(data[:half], content_checksum=True)
    return frame + struct.pack("<2I", 0x184D2A53, len(aside)) + aside + legacy(data[half:])
