"""The image that U-Boot starts: a header of 64 bytes, and kernel, ramdisk or file system behind it.

Source: U-Boot's ``include/image.h`` (legacy image format).
"""

import struct
import zlib
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk

_HEADER = struct.Struct(">7I4B32s")
_MAGIC = 0x27051956
_MULTI, _SCRIPT = 4, 6
_MOST = 64  # images in one


class UImage:
    """See the module."""

    name = "uimage"
    also: tuple[str, ...] = ("uImage", "boot.scr", "uInitrd")
    first = b"\x27"
    recognised = "its magic number and the checksum of its header"
    limits: tuple[str, ...] = (
        "Images in the form of a device tree (FIT) have no reader: what lies in them is carved.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:  # noqa: ARG002 - as the face has it
        """The checksum of the header holds."""
        return length_of(data, cut=True) > 0

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The images that are in it, under the name that the header gives."""
        _, _, _, size, _, _, crc, _, _, kind, _, title = _HEADER.unpack_from(desk.data)
        end = min(_HEADER.size + size, len(desk.data))
        desk.account.claim(0, _HEADER.size)
        name = title.rstrip(b"\0") or None
        runs = _several(desk.data, end) if kind in {_MULTI, _SCRIPT} else []
        if runs:
            desk.account.claim(_HEADER.size, runs[0][0])
        for index, (start, stop) in enumerate(runs or [(_HEADER.size, end)]):
            member = desk.stored("uimage-part", start, stop, name=name, index=index)
            desk.account.claim(start, stop)
            yield member
        layer = Layer(kind="uimage-part", name=name, index=0)
        if end < _HEADER.size + size:
            yield desk.gap("truncated", size=_HEADER.size + size - end, inner=layer)
        elif zlib.crc32(desk.data[_HEADER.size : end]) != crc:
            yield desk.gap("checksum-differs", inner=layer)


def length_of(data: memoryview, *, cut: bool = False) -> int:
    """The length of the image that begins here, 0 where there is none; ``cut``: also where not all of it is there."""
    head = bytes(data[: _HEADER.size])
    if len(head) < _HEADER.size:
        return 0
    magic, said, _, size, *_ = _HEADER.unpack(head)
    if magic != _MAGIC or zlib.crc32(head[:4] + bytes(4) + head[8:]) != said:
        return 0
    return _HEADER.size + size if cut or _HEADER.size + size <= len(data) else 0


def _several(data: memoryview, end: int) -> list[tuple[int, int]]:
    """The images of one that holds several: sizes up to a zero, then each, four bytes aligned. Empty: no such table."""
    sizes: list[int] = []
    at = _HEADER.size
    while at + 4 <= end and len(sizes) < _MOST:
        size = int.from_bytes(data[at : at + 4], "big")
        at += 4
        if not size:
            break
        sizes.append(size)
    runs: list[tuple[int, int]] = []
    for size in sizes:
        if at + size > end:
            return []
        runs.append((at, at + size))
        at += -(-size // 4) * 4
    return runs
