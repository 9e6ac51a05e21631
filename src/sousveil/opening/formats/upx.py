"""Programs packed by UPX: their code and data are only there once they run. Source: the documentation of UPX.

The program stays a part of its own; where UPX is there, what it was before is another.
"""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.pe_image import Image
from sousveil.opening.formats.tooled import by_tool
from sousveil.opening.tools import UPX

_HEAD = 4096  # the mark stands behind the headers


class Upx:
    """See the module."""

    name = "upx"
    also: tuple[str, ...] = ("programs packed by UPX",)
    first = b"M\x7f"
    recognised = "UPX! behind the headers of a program of Windows or Unix"
    limits: tuple[str, ...] = ("Without UPX itself (Debian: upx-ucl) the packed part is a gap.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The mark; of a Windows program with something behind it, that is taken off first."""
        if start[:4] == b"\x7fELF":
            return b"UPX!" in start
        if start[:2] != b"MZ" or b"UPX!" not in bytes(data[:_HEAD]):
            return False
        try:
            return not Image(data).overlays()
        except (ValueError, struct.error):
            return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What UPX makes of it."""
        desk.leaf = True
        came = False
        for part in by_tool(desk, UPX, self.name, "upx", 0, len(desk.data)):
            came = came or isinstance(part, Blob)
            yield part
        if not came:
            yield desk.gap("packed", size=len(desk.data), detail="UPX")
