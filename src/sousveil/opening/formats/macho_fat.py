"""Mach-O for several processors: programs, libraries and static libraries of macOS and iOS, one part for each.

Source: Apple's ``<mach-o/fat.h>``.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk

_NARROW, _WIDE = b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf"
_MOST = 43
"""As many parts as no class file of Java, which begins alike, has: its version is at least 45."""
_BEGINS = (b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"!<ar", b"BC\xc0\xde")
_PROCESSORS = {
    7: b"i386", 0x01000007: b"x86_64", 12: b"arm", 0x0100000C: b"arm64", 0x0200000C: b"arm64_32", 18: b"ppc",
    0x01000012: b"ppc64",
}  # fmt: skip


class _Part(NamedTuple):
    processor: int
    variant: int
    offset: int
    size: int


def _parts(data: memoryview, start: bytes) -> list[_Part]:
    layout = struct.Struct(">IIQQII" if start[:4] == _WIDE else ">IIIII")
    count = int.from_bytes(start[4:8], "big")
    if start[:4] not in {_NARROW, _WIDE} or not 0 < count <= _MOST or len(data) < 8 + count * layout.size:
        return []
    return [_Part(*fields[:4]) for fields in layout.iter_unpack(data[8 : 8 + count * layout.size])]


class MachOFat:
    """See the module."""

    name = "mach-o-fat"
    also: tuple[str, ...] = ("dylib", "frameworks", "static libraries of iOS")
    first = b"\xca"
    recognised = "CA FE BA BE or CA FE BA BF, a short table of processors, and a Mach-O file or an archive at the first"
    limits: tuple[str, ...] = ("LLVM bitcode among the parts is a part that is not read.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The table, and what begins at the offset that it gives first."""
        found = _parts(data, start)
        return bool(found) and any(bytes(data[part.offset : part.offset + 4]) in _BEGINS for part in found[:1])

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """A part for each processor; what lies between them is alignment."""
        start = bytes(desk.data[:8])
        found = _parts(desk.data, start)
        desk.account.claim(0, 8 + len(found) * (32 if start[:4] == _WIDE else 20))
        for index, part in enumerate(found):
            name = _PROCESSORS.get(part.processor, b"processor-%d" % part.processor)
            end = part.offset + part.size
            if end > len(desk.data):
                layer = Layer(kind="mach-o-part", name=name, index=index)
                yield desk.gap("truncated", size=end - len(desk.data), inner=layer)
            end = min(end, len(desk.data))
            if part.offset < end:
                yield desk.stored("mach-o-part", part.offset, end, name=name, index=index)
                desk.account.claim(part.offset, end)
