"""A superblock of squashfs, and what a file system without compression would show behind it."""

import struct

from tests.samples.opening.payload import JOINED


def superblock(used: int) -> bytes:
    head = struct.pack("<4sIIIIHHHHHHQQ", b"hsqs", 1, 0, 1 << 17, 0, 1, 17, 0, 1, 4, 0, 0, used)
    return head.ljust(96, b"\xff")


def build() -> bytes:
    return superblock(96 + len(JOINED)) + JOINED
