"""Squashfs, as AppImages, snaps and cameras carry it: unpacked by ``unsquashfs`` until there is a reader of our own.

Source: the superblock in ``Documentation/filesystems/squashfs.rst`` of the Linux kernel.
"""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.tooled import by_tool
from sousveil.opening.tools import UNSQUASHFS

_SUPER = struct.Struct("<4sIIIIHHHHHHQQ")


class Squashfs:
    """See the module."""

    name = "squashfs"
    also: tuple[str, ...] = ("AppImage", "snap", "sqsh")
    first = b"h"
    recognised = "hsqs, version 4, a block size that fits itself, a length that lies inside"
    limits: tuple[str, ...] = (
        "Without unsquashfs (Debian: squashfs-tools) the file system is a gap.",
        "Versions before 4 and images with the highest byte first are not recognised.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """By its superblock."""
        return _length(data, start) > 0

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files, in the order in which the tool writes them."""
        end = _length(desk.data, bytes(desk.data[:512]))
        came = False
        for part in by_tool(desk, UNSQUASHFS, self.name, "squashfs-member", 0, end):
            came = came or isinstance(part, Blob)
            yield part
        if came:
            desk.account.claim(0, end)


def _length(data: memoryview, start: bytes) -> int:
    """The length that the superblock gives, 0 where there is none."""
    if len(start) < 96:
        return 0
    magic, _, _, block, _, _, log, _, _, major, minor, _, used = _SUPER.unpack_from(start)
    fits = magic == b"hsqs" and (major, minor) == (4, 0) and 12 <= log <= 20 and block == 1 << log
    return used if fits and 96 <= used <= len(data) else 0
