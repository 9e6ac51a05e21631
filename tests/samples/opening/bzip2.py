"""A bzip2 file of two streams."""

import bz2

from tests.samples.opening.payload import JOINED


def build(data: bytes = JOINED) -> bytes:
    half = len(data) // 2
    return bz2.compress(data[:half], 1) + bz2.compress(data[half:], 1)
