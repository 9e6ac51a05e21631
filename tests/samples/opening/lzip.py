"""An lzip file of two members."""

import lzma
import struct
import zlib

from tests.samples.opening.payload import JOINED


def member(data: bytes) -> bytes:
    # The encoder behind .lzma marks the end, which the one for raw streams does not.
    alone = lzma.compress(data, lzma.FORMAT_ALONE, filters=[{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}])
    out = b"LZIP\x01\x10" + alone[13:]
    return out + struct.pack("<IQQ", zlib.crc32(data), len(data), len(out) + 20)


def build(data: bytes = JOINED) -> bytes:
    half = len(data) // 2
    return member(data[:half]) + member(data[half:])
