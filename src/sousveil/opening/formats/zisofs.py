"""A file as a disc keeps it packed, or a tool for making such discs. Source: see ``sousveil.opening.zisofs``."""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.zisofs import MAGIC, MAGIC2, header


class Zisofs:
    """See the module."""

    name = "zisofs"
    also: tuple[str, ...] = ("files in an iso made with mkzftree or xorriso -zisofs",)
    first = b"\x37\xef"
    recognised = "one of its two magic numbers, and a size of blocks that exists"
    limits: tuple[str, ...] = ("Blocks packed by another method than zlib are a gap.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The magic number, and more than the header."""
        return start[:8] in {MAGIC, MAGIC2} and len(data) > 24

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The file."""
        try:
            head = header(desk.data)
        except (ValueError, struct.error):
            yield desk.gap("unsupported-method", size=len(desk.data), detail="zisofs")
            return
        yield from desk.stream("zisofs2" if head.wide else "zisofs", desk.blob.name)
