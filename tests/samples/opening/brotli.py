"""A brotli stream."""

import brotli

from tests.samples.opening.payload import JOINED


def build(data: bytes = JOINED) -> bytes:
    return brotli.compress(data * 3)
