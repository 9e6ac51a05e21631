"""An lzma file of the old kind."""

import lzma

from tests.samples.opening.payload import JOINED


def build(data: bytes = JOINED) -> bytes:
    return lzma.compress(data, lzma.FORMAT_ALONE)
