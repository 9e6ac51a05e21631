"""The headers and the tree of resources of a Windows program or library, as far as they tell what is packed in it.

Source: Microsoft's PE format specification: MS-DOS stub, COFF file header, optional header and its data directories,
section table, COFF symbol table, the attribute certificate table, the .rsrc section.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_MOST_SECTIONS = 96
_MOST_ENTRIES = 20_000
"""Of a tree of resources; the largest libraries of languages have some thousands."""
_TYPES = {
    1: b"CURSOR", 2: b"BITMAP", 3: b"ICON", 4: b"MENU", 5: b"DIALOG", 6: b"STRINGTABLE", 7: b"FONTDIR", 8: b"FONT",
    9: b"ACCELERATORS", 10: b"RCDATA", 11: b"MESSAGETABLE", 12: b"GROUP_CURSOR", 14: b"GROUP_ICON", 16: b"VERSIONINFO",
    17: b"DLGINCLUDE", 19: b"PLUGPLAY", 20: b"VXD", 21: b"ANICURSOR", 22: b"ANIICON", 23: b"HTML", 24: b"MANIFEST",
    240: b"DLGINIT",
}  # fmt: skip
PICTURES = frozenset({1, 2, 3, 7, 8, 9, 12, 14, 17, 19, 20, 21, 22})
"""Types that hold pictures, fonts, keys and numbers: they stay in the image."""
COMMON = PICTURES | {16, 24}
"""Types that almost every program has; without others it is not worth being opened."""
STRINGS = 6


class Resource(NamedTuple):
    """A resource: its type (a number, or the name of one of the maker's own), its path as raw bytes, its run."""

    type: int | bytes
    path: bytes
    start: int
    end: int

    @property
    def language(self) -> bytes:
        """The last part of the path."""
        return self.path.rpartition(b"/")[2]


class Image:
    """What the headers say. Raises ``ValueError`` or ``struct.error`` where they are no PE headers or are cut short.

    packed        its sections are those of UPX: addresses lead to what is not there
    first         the address of the first section, 0 without any
    end           where the bytes end that headers, sections and the symbol table take
    certificates  (start, end) of the attribute certificates, (0, 0) without any
    """

    __slots__ = ("_data", "_directories", "certificates", "end", "first", "packed", "sections")

    def __init__(self, data: memoryview) -> None:
        self._data = data
        (start,) = struct.unpack_from("<I", data, 0x3C)
        if bytes(data[start : start + 4]) != b"PE\0\0":
            raise ValueError("no PE header")
        _, count, _, symbols, number, optional = struct.unpack_from("<HHIIIH", data, start + 4)
        (magic,) = struct.unpack_from("<H", data, start + 24)
        first = 112 if magic == 0x20B else 96
        if magic not in {0x10B, 0x20B} or optional < first:
            raise ValueError("no PE image")
        (header,) = struct.unpack_from("<I", data, start + 24 + 60)
        (directories,) = struct.unpack_from("<I", data, start + 24 + first - 4)
        directories = min(directories, 16, (optional - first) // 8)
        self._directories: list[tuple[int, int]] = [
            struct.unpack_from("<II", data, start + 24 + first + 8 * at) for at in range(directories)
        ]
        table = start + 24 + optional
        self.sections: list[tuple[int, int, int]] = []
        self.packed = False
        self.first = int.from_bytes(data[table + 12 : table + 16], "little") if count else 0
        self.end = min(max(header, table + 40 * min(count, _MOST_SECTIONS)), len(data))
        for index in range(min(count, _MOST_SECTIONS)):
            name, _, address, size, offset = struct.unpack_from("<8sIIII", data, table + 40 * index)
            self.packed = self.packed or name[:4] in {b"UPX0", b"UPX1"}
            if size and offset:
                offset &= ~0x1FF  # as the loader rounds it
                self.sections.append((address, size, offset))
                self.end = max(self.end, offset + size)
        if symbols and symbols >= self.end and number < 1 << 24:
            strings = symbols + 18 * number
            self.end = strings + max(int.from_bytes(data[strings : strings + 4], "little"), 4)
        self.certificates = self._certificates()

    def _certificates(self) -> tuple[int, int]:
        """The one directory that holds an offset in the file instead of an address."""
        start, size = self.directory(4)
        end = start + size
        return (start, end) if self.end <= start < end <= len(self._data) else (0, 0)

    def overlays(self) -> list[tuple[int, int]]:
        """(start, end) of what stands after the image, certificates left out."""
        size = len(self._data)
        start, end = self.certificates
        runs = [(self.end, start), (end, size)] if end else [(self.end, size)]
        return [(at, stop) for at, stop in runs if at < stop]

    def directory(self, index: int) -> tuple[int, int]:
        """Address and size of a data directory, (0, 0) where there is none."""
        return self._directories[index] if index < len(self._directories) else (0, 0)

    def offset(self, address: int) -> int:
        """The file offset of a relative virtual address. Raises ``ValueError`` where no section holds it."""
        for start, size, offset in self.sections:
            if start <= address < start + size:
                return address - start + offset
        raise ValueError("an address outside all sections")

    def root(self) -> int:
        """Where the tree of resources begins in the file, -1 without one."""
        address, size = self.directory(2)
        if not size:
            return -1
        try:
            return self.offset(address)
        except ValueError:
            return -1

    def resources(self, passed: frozenset[int] = PICTURES) -> Iterator[Resource]:
        """The resources that lie in the file whole, a type after the other, but for types that are ``passed`` over.

        Damaged branches are left out.
        """
        root = self.root()
        left = [_MOST_ENTRIES]
        if root < 0 or self.packed:
            return
        for kind, at in self._entries(root, root, left):
            if kind in passed or not at & 1 << 31:
                continue
            word = _TYPES.get(kind, b"%d" % kind) if isinstance(kind, int) else kind
            for name, below in self._entries(root, root + (at & 0x7FFFFFFF), left):
                path = word + b"/" + (b"%d" % name if isinstance(name, int) else name)
                if not below & 1 << 31:
                    yield from self._leaf(root, kind, path, below)
                    continue
                for language, leaf in self._entries(root, root + (below & 0x7FFFFFFF), left):
                    last = b"%d" % language if isinstance(language, int) else language
                    if not leaf & 1 << 31:
                        yield from self._leaf(root, kind, path + b"/" + last, leaf)

    def types(self) -> set[int | bytes]:
        """The types at the top of the tree."""
        root = self.root()
        return set() if root < 0 else {kind for kind, _ in self._entries(root, root, [1000])}

    def _entries(self, root: int, at: int, left: list[int]) -> list[tuple[int | bytes, int]]:
        """(number or name, offset with its top bit set for a branch) of one level; ``left`` bounds all of them."""
        if at + 16 > len(self._data):
            return []
        named, numbered = struct.unpack_from("<HH", self._data, at + 12)
        count = min(named + numbered, left[0], (len(self._data) - at - 16) // 8)
        left[0] -= count
        found: list[tuple[int | bytes, int]] = []
        for key, below in struct.iter_unpack("<II", self._data[at + 16 : at + 16 + 8 * count]):
            found.append((self._name(root + (key & 0x7FFFFFFF)) if key & 1 << 31 else key, below))
        return found

    def _name(self, at: int) -> bytes:
        """A counted UTF-16 string, as UTF-8."""
        length = int.from_bytes(self._data[at : at + 2], "little")
        raw = bytes(self._data[at + 2 : at + 2 + 2 * min(length, 256)])
        return raw.decode("utf-16-le", "replace").replace("/", "_").encode("utf-8", "replace")

    def _leaf(self, root: int, kind: int | bytes, path: bytes, at: int) -> Iterator[Resource]:
        if root + at + 16 > len(self._data):
            return
        address, size = struct.unpack_from("<II", self._data, root + at)
        try:
            start = self.offset(address)
        except ValueError:
            return
        if size and start + size <= len(self._data):
            yield Resource(kind, path, start, start + size)
