"""The header of a 7z archive: its packed streams, its folders and their coders, its files.

Source: ``7zFormat.txt`` of the LZMA SDK (public domain). Raises ``ValueError`` for whatever does not fit that layout.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

END, HEADER, PROPERTIES, MORE_STREAMS, STREAMS, FILES = 0, 1, 2, 3, 4, 5
_PACK, _UNPACK, _SUBSTREAMS, _SIZE, _CRC, _FOLDER, _SIZES, _COUNT = 6, 7, 8, 9, 10, 11, 12, 13
_EMPTY_STREAM, _EMPTY_FILE, _ANTI, _NAMES, _ATTRIBUTES = 14, 15, 16, 17, 21
ENCODED = 23
_CODERS = 32
"""Coders and streams in one folder; 7-Zip takes no more."""
_FOLDER_ATTRIBUTE, _UNIX = 0x10, 0x8000


class Coder(NamedTuple):
    """One coder: its ``method`` as stored, how many streams go in and come out, its properties."""

    method: bytes
    ins: int
    outs: int
    properties: bytes


class Folder:
    """Coders, how they are tied together, and what comes out.

    binds    (stream that goes in, stream that comes out) of coders tied to each other
    packed   streams that go in from the archive, in its order
    sizes    bytes of each stream that comes out; ``crc`` of the last
    """

    __slots__ = ("binds", "coders", "crc", "packed", "sizes")

    def __init__(self, coders: list[Coder], binds: list[tuple[int, int]], packed: list[int]) -> None:
        self.coders = coders
        self.binds = binds
        self.packed = packed
        self.sizes: list[int] = []
        self.crc: int | None = None

    @property
    def main(self) -> int:
        """The stream that comes out and that no other coder takes. Raises ``ValueError``."""
        bound = {out for _, out in self.binds}
        return next((n for n in range(sum(coder.outs for coder in self.coders)) if n not in bound), -1)

    @property
    def size(self) -> int:
        """Bytes that come out in the end."""
        return self.sizes[self.main]


class File(NamedTuple):
    """A file: its name, UTF-8 made of UTF-16; whether it has a stream, is a folder, or a link."""

    name: bytes | None
    stream: bool
    folder: bool
    link: bool


class Streams:
    """What a StreamsInfo says. ``parts``: for each folder the (size, CRC) of the files in it."""

    __slots__ = ("at", "folders", "packed", "parts")

    def __init__(self) -> None:
        self.at = 0
        self.packed: list[int] = []
        self.folders: list[Folder] = []
        self.parts: list[list[tuple[int, int | None]]] = []


class Reader:
    """Reads numbers and lists from the bytes of a header."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        if not 0 <= size <= len(self._data) - self._at:
            raise ValueError("the header ends too early")
        self._at += size
        return self._data[self._at - size : self._at]

    def byte(self) -> int:
        """The next byte."""
        return self.take(1)[0]

    def number(self) -> int:
        """A number of one to nine bytes: the first byte's high bits tell how many follow."""
        first, value = self.byte(), 0
        for place in range(8):
            mask = 0x80 >> place
            if not first & mask:
                return value | (first & (mask - 1)) << (8 * place)
            value |= self.byte() << (8 * place)
        return value

    def count(self) -> int:
        """A number of things, each of which takes room in the header."""
        number = self.number()
        if number > len(self._data):
            raise ValueError("more than the header could hold")
        return number

    def bits(self, count: int) -> list[bool]:
        """``count`` bits, the highest of a byte first."""
        raw = self.take((count + 7) // 8)
        return [bool(raw[n >> 3] & 0x80 >> (n & 7)) for n in range(count)]

    def defined(self, count: int) -> list[bool]:
        """Bits as before, or one byte for all of them."""
        return [True] * count if self.byte() else self.bits(count)

    def checksums(self, count: int) -> list[int | None]:
        """CRC-32 of those of ``count`` that have one."""
        return [struct.unpack("<I", self.take(4))[0] if there else None for there in self.defined(count)]

    def expect(self, kind: int) -> None:
        """The next byte is ``kind``."""
        if self.byte() != kind:
            raise ValueError("another part of the header was due")

    def streams(self) -> Streams:
        """A StreamsInfo, up to its end mark."""
        found = Streams()
        kind = self.byte()
        if kind == _PACK:
            self._packed(found)
            kind = self.byte()
        if kind == _UNPACK:
            self._folders(found)
            kind = self.byte()
        found.parts = [[(folder.size, folder.crc)] for folder in found.folders]
        if kind == _SUBSTREAMS:
            self._substreams(found)
            kind = self.byte()
        if kind != END:
            raise ValueError("no end of the streams")
        return found

    def _packed(self, found: Streams) -> None:
        found.at, count = self.number(), self.count()
        while (kind := self.byte()) != END:
            if kind == _SIZE:
                found.packed = [self.number() for _ in range(count)]
            elif kind == _CRC:
                self.checksums(count)
            else:
                raise ValueError("an unknown part of the packed streams")

    def _folders(self, found: Streams) -> None:
        self.expect(_FOLDER)
        count = self.count()
        if self.byte():
            raise ValueError("folders in another stream")
        found.folders = [self._folder() for _ in range(count)]
        self.expect(_SIZES)
        for folder in found.folders:
            folder.sizes = [self.number() for _ in range(sum(coder.outs for coder in folder.coders))]
        while (kind := self.byte()) != END:
            if kind != _CRC:
                raise ValueError("an unknown part of the folders")
            for folder, crc in zip(found.folders, self.checksums(count), strict=True):
                folder.crc = crc

    def _folder(self) -> Folder:
        count = self.number()
        if not 0 < count <= _CODERS:
            raise ValueError("too many coders")
        coders = []
        for _ in range(count):
            flags = self.byte()
            method = self.take(flags & 0xF)
            ins, outs = (self.number(), self.number()) if flags & 0x10 else (1, 1)
            if ins > _CODERS or outs != 1 or flags & 0xC0:
                raise ValueError("a coder with too many streams")
            coders.append(Coder(method, ins, outs, self.take(self.number()) if flags & 0x20 else b""))
        ins = sum(coder.ins for coder in coders)
        binds = [(self.number(), self.number()) for _ in range(count - 1)]
        left = ins - len(binds)
        bound = {into for into, _ in binds}
        free = [n for n in range(ins) if n not in bound]
        packed = free if left == 1 else [self.number() for _ in range(left)]
        ends = {out for _, out in binds}
        if sorted(packed) != free or left < 1 or len(ends) < len(binds) or max(ends, default=0) >= count:
            raise ValueError("streams that are tied to nothing")
        return Folder(coders, binds, packed)

    def _substreams(self, found: Streams) -> None:
        counts = [1] * len(found.folders)
        kind = self.byte()
        if kind == _COUNT:
            counts = [self.count() for _ in found.folders]
            kind = self.byte()
        sizes: list[list[int]] = []
        for folder, count in zip(found.folders, counts, strict=True):
            some = [self.number() for _ in range(count - 1)] if kind == _SIZE and count else []
            sizes.append([*some, max(folder.size - sum(some), 0)] if count else [])
            if len(sizes[-1]) != count:
                raise ValueError("files without a size")
        if kind == _SIZE:
            kind = self.byte()
        missing = sum(
            count
            for folder, count in zip(found.folders, counts, strict=True)
            if not (count == 1 and folder.crc is not None)
        )
        sums: Iterator[int | None] = iter(())
        while kind != END:
            if kind != _CRC:
                raise ValueError("an unknown part of the substreams")
            sums = iter(self.checksums(missing))
            kind = self.byte()
        found.parts = [
            [(size, folder.crc if len(part) == 1 and folder.crc is not None else next(sums, None)) for size in part]
            for folder, part in zip(found.folders, sizes, strict=True)
        ]

    def files(self) -> list[File]:
        """A FilesInfo."""
        count = self.count()
        names: list[bytes | None] = [None] * count
        empty, attributes = [False] * count, [0] * count
        blank: list[bool] = []
        while (kind := self.byte()) != END:
            part = Reader(self.take(self.number()))
            if kind == _EMPTY_STREAM:
                empty = part.bits(count)
            elif kind == _EMPTY_FILE:
                blank = part.bits(sum(empty))
            elif kind == _NAMES:
                names = part.names(count)
            elif kind == _ATTRIBUTES:
                there = part.defined(count)
                if not part.byte():
                    attributes = [struct.unpack("<I", part.take(4))[0] if one else 0 for one in there]
        files, blanks = [], iter(blank)
        for name, nothing, attribute in zip(names, empty, attributes, strict=True):
            folder = (nothing and not next(blanks, False)) or bool(attribute & _FOLDER_ATTRIBUTE)
            link = bool(attribute & _UNIX) and attribute >> 28 == 0o12
            files.append(File(name, not nothing, folder, link))
        return files

    def names(self, count: int) -> list[bytes | None]:
        """``count`` names in UTF-16, each with a zero behind it."""
        if self.byte():
            raise ValueError("names in another stream")
        raw = self.take(len(self._data) - self._at)
        texts = raw.decode("utf-16-le", "surrogatepass").split("\0")[:count]
        return [*(text.encode("utf-8", "surrogatepass") for text in texts), *[None] * (count - len(texts))]
