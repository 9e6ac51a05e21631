"""An xz file of two streams with padding between them."""

import lzma

from tests.samples.opening.payload import JOINED


def build(data: bytes = JOINED) -> bytes:
    half = len(data) // 2
    return lzma.compress(data[:half]) + bytes(8) + lzma.compress(data[half:])
