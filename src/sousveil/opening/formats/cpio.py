"""Cpio: new ASCII with and without checksums, old ASCII, old binary of both byte orders.

Sources: ``cpio(5)`` of FreeBSD; POSIX.1-1997 (octet-oriented cpio); the kernel's ``buffer-format`` of initramfs.
"""

import re
import stat
import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState, Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.cpio_stripped import STRIPPED, stripped
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.links import told

_NEW = re.compile(rb"07070[12][0-9A-Fa-f]{104}")
_OLD = re.compile(rb"070707[0-7]{70}")
_BINARY = {b"\xc7\x71": "<", b"\x71\xc7": ">"}
_LAST = b"TRAILER!!!"
_LONGEST = 1 << 16
_BLOCK = 512


class _Header:
    """One header. ``length``: bytes of it; ``align``: what name and data are padded to; ``sum``: of its data, or -1."""

    __slots__ = ("align", "length", "links", "mode", "named", "size", "sum")

    def __init__(self, block: bytes) -> None:
        """Parse the header that ``block`` begins with. Raises ``ValueError`` where there is none."""
        self.sum = -1
        if _NEW.match(block):
            fields = [int(block[at : at + 8], 16) for at in range(6, 110, 8)]
            _, self.mode, _, _, self.links, _, self.size, _, _, _, _, self.named, checksum = fields
            self.length, self.align = 110, 4
            self.sum = checksum if block[5:6] == b"2" else -1
        elif _OLD.match(block):
            self.mode, self.links = int(block[18:24], 8), int(block[36:42], 8)
            self.named, self.size = int(block[59:65], 8), int(block[65:76], 8)
            self.length, self.align = 76, 1
        elif (order := _BINARY.get(block[:2])) and len(block) >= 26:
            numbers = struct.unpack_from(order + "13H", block)
            self.mode, self.links, self.named = numbers[3], numbers[6], numbers[10]
            self.size = numbers[11] << 16 | numbers[12]
            self.length, self.align = 26, 2
        else:
            raise ValueError("no header")
        if not 0 < self.named <= _LONGEST:
            raise ValueError("no name")


class Cpio:
    """See the module."""

    name = "cpio"
    also: tuple[str, ...] = ("cpio", "the payload of rpm", "initramfs")
    first = b"0\xc7\x71"
    recognised = "the magic number of its first header, whose fields are numbers and whose name ends where it should"
    limits: tuple[str, ...] = (
        "Links, devices and pipes are recorded, not followed.",
        "The stripped form (07070X), which leaves sizes and names to the rpm around it, is a gap without that rpm.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """A first header, and a name with its zero byte at the end."""
        if start[:6] == b"07070X":
            return STRIPPED.match(start) is not None
        try:
            header = _Header(start)
        except ValueError:
            return False
        end = header.length + header.named
        name = bytes(data[header.length : end])
        return name.find(0) == header.named - 1 and stat.S_IFMT(header.mode) in _KINDS

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The members in their order; what stands behind the last is left to be opened on its own."""
        if bytes(desk.data[:6]) == b"07070X":
            files = desk.blob.listing() if desk.blob.listing is not None else []
            if not files:
                detail = "stripped cpio: sizes and names stand in the rpm around it"
                yield desk.gap("unsupported-method", size=len(desk.data), detail=detail)
                return
            yield from stripped(desk, files)
        at, index, size = desk.index, 0, len(desk.data)
        while at < size:
            try:
                header = _Header(bytes(desk.data[at : at + 110]))
            except ValueError:
                code = "truncated" if size - at < 110 else "damaged"
                yield desk.gap(code, detail=f"no header at byte {at}", size=size - at)
                return
            named = at + header.length
            name = bytes(desk.data[named : named + header.named]).rstrip(b"\0")
            start = named + header.named
            start += -start % header.align
            stop = start + header.size
            after = stop + -stop % header.align
            desk.account.claim(at, start)
            if name == _LAST and not header.size:
                self._claim_rest(desk, start)
                return
            yield from self._member(desk, header, name, index, start)
            at, index = after, index + 1
        yield desk.gap("truncated", detail="no end of the archive")

    @staticmethod
    def _claim_rest(desk: Desk, end: int) -> None:
        """Zero bytes up to a whole block are of the archive."""
        stop = min(end + -end % _BLOCK, len(desk.data))
        if not any(desk.data[end:stop]):
            desk.account.claim(end, stop, ExtentState.PADDING)

    @staticmethod
    def _member(desk: Desk, header: _Header, name: bytes, index: int, start: int) -> Iterator[Blob | Gap]:
        layer = Layer(kind="cpio-member", name=name, index=index)
        desk.budget.member()
        stop = min(start + header.size, len(desk.data))
        kind = stat.S_IFMT(header.mode)
        if kind == stat.S_IFLNK and header.size <= _LONGEST:
            link = bytes(desk.data[start:stop])
            desk.account.claim(start, stop)
            code, detail = told(name, link)
            yield desk.gap(code, inner=layer, detail=detail)
        elif kind in _SPECIAL and not header.size:
            yield desk.gap("special-file", inner=layer)
        elif kind == stat.S_IFREG and not header.size and header.links > 1:
            yield desk.gap("link", inner=layer, detail="its bytes stand with another of its names")
        elif kind != stat.S_IFDIR or header.size:
            member = desk.stored(layer.kind, start, stop, name=name, index=index)
            desk.account.claim(start, stop)
            yield member
            if stop == start + header.size and header.sum >= 0 and _sum(member.data) != header.sum:
                yield desk.gap("checksum-differs", inner=layer)
        if stop < start + header.size:
            yield desk.gap("truncated", size=start + header.size - stop, inner=layer)


_SPECIAL = {stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK}
_KINDS = _SPECIAL | {stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK, 0o110000, 0}
"""Also the network special files of HP-UX, and none at all, as in the last header."""


def _sum(data: memoryview) -> int:
    return sum(data) & 0xFFFFFFFF
