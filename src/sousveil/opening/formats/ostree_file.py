"""A file as an archive of OSTree keeps it (``objects/ab/cdef.filez``): a header, and its bytes packed.

Sources: OSTree's "Data formats", "The archive format"; ``ostree-core-private.h`` (type of the header) and, for its
length before it, the padding and the order of bytes (the highest first), ``ostree-core.c``; GLib's GVariant
specification, 2.4 (tuples).
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk, suffix_off

_FIXED = struct.Struct(">IIQIIII")
"""Length of the header, padding; size, user, group, mode, device."""
_BEFORE = 8
_SHORTEST = _FIXED.size - _BEFORE + 2  # an empty target of a link with its end, and where that is
_LONGEST = 64 << 10
_REGULAR = 0o10
_TYPE = 12


class _Header(NamedTuple):
    end: int
    size: int
    mode: int


class OstreeFile:
    """See the module."""

    name = "ostree-file"
    also: tuple[str, ...] = ("filez", "objects in an archive of OSTree")
    first = b"\0"
    recognised = "the length of its header, the mode of a regular file, and no device"
    limits: tuple[str, ...] = (
        "What a file is called stands in an object of its folder, elsewhere in the archive: it is named by its digest.",
        "Links have no content; their objects are looked at as they are stored.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """A header of a sensible length that is that of a regular file, and something behind it."""
        head = _header(start)
        return head is not None and head.end < len(data) and bool(head.size or len(data) <= head.end + 2)

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The file."""
        head = _header(bytes(desk.data[: _FIXED.size]))
        if head is None:
            return
        desk.account.claim(0, head.end)
        size, well = -1, True
        for part in desk.stream("deflate", suffix_off(desk.blob.name, b".filez"), head.end):
            size, well = (part.size, well) if isinstance(part, Blob) else (size, False)
            yield part
        if well and size not in (head.size, -1):
            yield desk.gap("damaged", size=abs(size - head.size), detail=f"{size} bytes of {head.size}")


def _header(start: bytes) -> _Header | None:
    if len(start) < _FIXED.size:
        return None
    length, padding, size, _, _, mode, device = _FIXED.unpack_from(start)
    if padding or device or not _SHORTEST <= length <= _LONGEST or mode >> _TYPE != _REGULAR:
        return None
    return _Header(_BEFORE + length, size, mode)
