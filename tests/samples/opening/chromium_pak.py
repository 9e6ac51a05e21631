"""A pack of resources: strings of an interface, and files that are longer."""

import struct
from collections.abc import Sequence

from tests.samples.opening.payload import FILES


def pack(resources: Sequence[bytes], version: int = 5, encoding: int = 1) -> bytes:
    count = len(resources)
    head = struct.pack("<IIB", 4, count, encoding) if version == 4 else struct.pack("<IIHH", 5, encoding, count, 0)
    at = len(head) + 6 * (count + 1)
    table = b""
    for number, data in enumerate(resources):
        table += struct.pack("<HI", number * 3 + 1, at)
        at += len(data)
    return head + table + struct.pack("<HI", 0, at) + b"".join(resources)


def build() -> bytes:
    first, second, third = FILES.values()
    return pack([b"Cancel", first, b"OK", third * 60, second, b"Close"])
