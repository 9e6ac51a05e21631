"""A zstd file: a skippable frame, then two frames."""

import struct

import zstandard

from tests.samples.opening.payload import JOINED


def build(data: bytes = JOINED) -> bytes:
    half = len(data) // 2
    pack = zstandard.ZstdCompressor(write_checksum=True).compress
    aside = b"kept aside"
    return struct.pack("<II", 0x184D2A53, len(aside)) + aside + pack(data[:half]) + pack(data[half:])
