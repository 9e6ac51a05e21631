"""Lzop, the file format of LZO. Source: the layout that lzop 1.04 writes (its manual page; libmagic's ``compress``)."""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.blocks import LZOP, LzopHeader
from sousveil.opening.formats.format import Desk, suffix_off


class Lzop:
    """See the module."""

    name = "lzop"
    also: tuple[str, ...] = ("lzo", "tzo")
    first = b"\x89"
    recognised = "its nine magic bytes and a method of LZO1X"
    limits: tuple[str, ...] = ("Raw LZO without this frame is not recognised.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The magic number and a header that can be read."""
        if start[:9] != LZOP:
            return False
        try:
            LzopHeader(data)
        except (ValueError, IndexError, struct.error):
            return False
        return True

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of all blocks."""
        yield from desk.stream(self.name, suffix_off(desk.blob.name, b".lzo"))
