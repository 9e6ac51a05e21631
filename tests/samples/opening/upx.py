"""A program that looks as if UPX had packed it."""

from tests.samples.opening.payload import JOINED
from tests.samples.opening.pe import image


def packed(overlay: bytes = b"") -> bytes:
    return image({(10, "TABLE", 0): b"where it was" * 9}, {b"UPX0": b"\0", b"UPX1": b"UPX!" + JOINED}, overlay=overlay)


def build() -> bytes:
    return packed()
