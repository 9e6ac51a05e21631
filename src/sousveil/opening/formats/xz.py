"""XZ, one stream or several that follow each other. Source: the .xz file format, version 1.2.1."""

import zlib
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk, suffix_off


class Xz:
    """See the module."""

    name = "xz"
    also: tuple[str, ...] = ("xz", "txz")
    first = b"\xfd"
    recognised = "its six magic bytes and the checksum of its first header"
    limits: tuple[str, ...] = ("Streams that need a window of more than 1 GiB are a gap.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """FD 37 7A 58 5A 00, then stream flags with their checksum."""
        if start[:6] != b"\xfd7zXZ\x00" or len(data) < 12:
            return False
        return zlib.crc32(start[6:8]) == int.from_bytes(start[8:12], "little")

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of all streams."""
        yield from desk.stream(self.name, suffix_off(desk.blob.name, b".xz"))
