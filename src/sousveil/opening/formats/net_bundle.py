"""Programs of .NET in a single file. Source: "Single-file Publish" and "Bundler" in the repository dotnet/designs.

The program that starts the others holds a mark, and before it the offset of the header of the bundle. Numbers have the
lowest byte first, strings are UTF-8 behind a length of seven bits a byte. Header: version (major, minor), number of
files, an id; since version 2 offset and length of two of the files, and flags. A file: offset, length, since version 6
the length as stored (0 where it is not packed with deflate), a kind, its path.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.elf_headers import headers
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.pe_image import Image

_MARK = bytes.fromhex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae")
"""SHA-256 of ".net core bundle" and a line break."""
_PIECE = 4 << 20
_MOST = 100_000
_LONGEST = 4096
_KIND = "net-bundle-member"
_MACH = (b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


class _File(NamedTuple):
    start: int
    stored: int
    size: int
    packed: bool
    path: bytes


class _Header:
    """The header of a bundle at ``at``. Raises ``ValueError`` or ``struct.error`` where it makes no sense."""

    def __init__(self, data: memoryview, at: int) -> None:
        self._data = data
        self.start = self.end = at
        self.major, _, self.count = self._take("<III")
        if self.major not in {1, 2, 6} or not 0 < self.count <= _MOST:
            raise ValueError("no such version")
        self._string()
        if self.major >= 2:
            self._take("<5q")

    def _take(self, layout: str) -> tuple[int, ...]:
        fields = struct.unpack_from(layout, self._data, self.end)
        self.end += struct.calcsize(layout)
        return fields

    def _string(self) -> bytes:
        length = shift = 0
        while True:
            (byte,) = self._take("<B")
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
            if shift > 28:
                raise ValueError("a length that long is none")
        if length > _LONGEST:
            raise ValueError("no path is that long")
        text = bytes(self._data[self.end : self.end + length])
        self.end += length
        return text

    def files(self) -> Iterator[_File]:
        """The files in their order; ``end`` is behind them afterwards."""
        for _ in range(self.count):
            start, size = self._take("<qq")
            stored = self._take("<q")[0] if self.major >= 6 else 0
            self._take("<B")
            yield _File(start, stored or size, size, stored > 0, self._string())


class NetBundle:
    """See the module."""

    name = "net-bundle"
    also: tuple[str, ...] = ("exe and programs of .NET in a single file",)
    first = b"M\x7f\xcf\xca"
    recognised = "a program with bytes behind its end, and in it the mark of a bundle with the offset of a header"
    limits: tuple[str, ...] = ("Versions 1, 2 and 6 of the header.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The mark, looked for only where something is behind the program."""
        return _find(data, start) is not None

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files; the program that starts them is what is left."""
        header = _find(desk.data, bytes(desk.data[:512]))
        if header is None:
            return
        try:
            files = list(header.files())
        except (ValueError, struct.error) as error:
            yield desk.gap("damaged", detail=f"the list of files: {error}")
            return
        desk.account.claim(header.start, header.end)
        for index, file in enumerate(files):
            stop = min(file.start + file.stored, len(desk.data))
            layer = Layer(kind=_KIND, name=file.path, index=index)
            if file.start < 0 or file.stored < 0 or file.start > stop:
                yield desk.gap("damaged", inner=layer, detail="no place that makes sense")
                continue
            if file.packed:
                yield from desk.unpacked(
                    _KIND, file.start, stop, "deflate", name=file.path, index=index, size=file.size
                )
            else:
                desk.account.claim(file.start, stop)
                yield desk.stored(_KIND, file.start, stop, name=file.path, index=index)
            if stop < file.start + file.stored:
                yield desk.gap("truncated", size=file.start + file.stored - stop, inner=layer)


def _find(data: memoryview, start: bytes) -> _Header | None:
    end = _program(data, start)
    for at in range(0, end, _PIECE):
        found = bytes(data[at : min(at + _PIECE + len(_MARK), end)]).find(_MARK)
        if found >= 0 and at + found >= 8:
            return _header(data, at + found)
    return None


def _header(data: memoryview, mark: int) -> _Header | None:
    (offset,) = struct.unpack_from("<q", data, mark - 8)
    try:
        return _Header(data, offset) if 0 < offset < len(data) else None
    except (ValueError, struct.error):
        return None


def _program(data: memoryview, start: bytes) -> int:
    """Where a program with something behind it ends; 0 for everything else."""
    if start[:2] == b"MZ" and len(start) >= 64:
        try:
            image = Image(data)
        except (ValueError, struct.error):
            return 0
        return image.end if image.overlays() else 0
    if start[:4] == b"\x7fELF":
        found = headers(data)
        return found.end if found is not None and found.end < len(data) else 0
    return len(data) if start[:4] in _MACH and len(data) > _PIECE else 0
