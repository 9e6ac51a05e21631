"""The tables of a PE file: exports, imports, names of .NET, the strings of its version.

Sources: Microsoft PE Format (export directory, import directory, delay-load, .rsrc), "VS_VERSIONINFO" in Microsoft's
documentation of menus and resources, and ECMA-335 partition II, 24.2 (metadata root, stream ``#Strings``).
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.words import Role
from sousveil.reading.native.coff_image import Layout, sections_of
from sousveil.reading.native.objects import Section

_MOST = 200_000
"""Names of exports or imports that are looked up; the largest system libraries have some 30,000."""
_VERSION = 16
_DEBUG, _CODEVIEW = 28, 2
"""Bytes of an entry of the debug directory, and its kind that names a database."""
_CODE = 0x20000020
_STRINGS = "StringFileInfo".encode("utf-16-le")


class VersionString(NamedTuple):
    """A key and its value in the version of a file: (offset, bytes) of each, in UTF-16."""

    key: tuple[int, int]
    value: tuple[int, int]


class PeImage:
    """The headers of one PE file. Raises ``struct.error`` where they are cut short."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        (start,) = struct.unpack_from("<I", data, 0x3C)
        if bytes(data[start : start + 4]) != b"PE\0\0":
            raise struct.error("no PE header")
        count, symbols_at, symbols, optional_size = struct.unpack_from("<H4xIIH", data, start + 6)
        (magic,) = struct.unpack_from("<H", data, start + 24)
        self.wide = magic == 0x20B
        (self.base,) = struct.unpack_from("<Q", data, start + 48) if self.wide else (0,)
        directories = start + 24 + (112 if self.wide else 96)
        self.directories = [struct.unpack_from("<II", data, directories + 8 * index) for index in range(15)]
        table = start + 24 + optional_size
        self.layout = Layout(table, min(count, 96), symbols_at, symbols, 18)
        self._ranges: list[tuple[int, int, int, bool]] = []
        for index in range(self.layout.sections):
            _, address, size, offset = struct.unpack_from("<IIII", data, table + 40 * index + 8)
            (flags,) = struct.unpack_from("<I", data, table + 40 * index + 36)
            self._ranges.append((address, size, offset, bool(flags & _CODE)))

    @property
    def sections(self) -> list[Section]:
        """The sections with their long names."""
        return sections_of(self.data, self.layout)

    @property
    def has_symbols(self) -> bool:
        """Whether the symbols of its objects are still there."""
        layout = self.layout
        return bool(layout.symbols_at and layout.symbols) and layout.strings_at + 4 <= len(self.data)

    def offset(self, address: int) -> int:
        """The file offset of a relative virtual address. Raises ``struct.error`` where no section holds it."""
        for start, size, offset, _ in self._ranges:
            if start <= address < start + size:
                return address - start + offset
        raise struct.error(f"address {address:#x} lies in no section")

    def database(self) -> tuple[int, tuple[int, int]] | None:
        """Where the number of its database of debug information stands, and where the path of that; ``None``: none."""
        address, size = self.directories[6]
        at = self.offset(address) if size else 0
        for entry in range(at, at + min(size, _DEBUG * 64) // _DEBUG * _DEBUG, _DEBUG):
            kind, length, _, where = struct.unpack_from("<IIII", self.data, entry + 12)
            if kind == _CODEVIEW and length > 24 and bytes(self.data[where : where + 4]) == b"RSDS":
                path = bytes(self.data[where + 24 : where + length]).split(b"\0", 1)[0]
                return where + 4, (where + 24, len(path))
        return None

    def exported(self) -> dict[int, bool]:
        """File offsets of the names of exports, and whether each is data."""
        address, size = self.directories[0]
        if not size:
            return {}
        at = self.offset(address)
        functions, count, addresses, names, ordinals = struct.unpack_from("<IIIII", self.data, at + 20)
        table = self.offset(names) if count else 0
        found: dict[int, bool] = {}
        for index in range(min(count, _MOST)):
            name = self.offset(*struct.unpack_from("<I", self.data, table + 4 * index))
            found[name] = self._is_data(addresses, ordinals, index, functions, (address, size))
        return found

    def _is_data(self, addresses: int, ordinals: int, index: int, functions: int, own: tuple[int, int]) -> bool:
        """Whether the export with this name lies in no code; what leads on to another library counts as code."""
        try:
            (ordinal,) = struct.unpack_from("<H", self.data, self.offset(ordinals) + 2 * index)
            if ordinal >= functions:
                return False
            (target,) = struct.unpack_from("<I", self.data, self.offset(addresses) + 4 * ordinal)
        except struct.error:
            return False
        if own[0] <= target < own[0] + own[1]:
            return False
        return any(start <= target < start + size and not code for start, size, _, code in self._ranges)

    def imported(self) -> set[int]:
        """File offsets of the names of imports, those that are only loaded when they are needed too."""
        found: set[int] = set()
        entry, by_number = ("<Q", 1 << 63) if self.wide else ("<I", 1 << 31)
        step = struct.calcsize(entry)
        for lookups in (self._lookups(), self._delayed()):
            for lookup in lookups:
                here = self.offset(lookup)
                while len(found) < _MOST:
                    (value,) = struct.unpack_from(entry, self.data, here)
                    here += step
                    if not value:
                        break
                    if not value & by_number:
                        found.add(self.offset(value & 0x7FFFFFFF) + 2)
        return found

    def _lookups(self) -> Iterator[int]:
        address, size = self.directories[1]
        for index in range(4096 if size else 0):
            lookup, _, _, library, thunks = struct.unpack_from("<IIIII", self.data, self.offset(address) + 20 * index)
            if not library:
                return
            yield lookup or thunks

    def _delayed(self) -> Iterator[int]:
        address, size = self.directories[13]
        for index in range(4096 if size else 0):
            at = self.offset(address) + 32 * index
            attributes, library, _, _, names = struct.unpack_from("<IIIII", self.data, at)
            if not library:
                return
            if attributes & 1:  # addresses count from the start of the image
                yield names

    def names_of_net(self) -> list[tuple[int, int, Role]]:
        """The ``#Strings`` heap of a .NET assembly: names of types, members and parameters."""
        address, size = self.directories[14]
        if not size:
            return []
        (metadata,) = struct.unpack_from("<I", self.data, self.offset(address) + 8)
        root = self.offset(metadata)
        if bytes(self.data[root : root + 4]) != b"BSJB":
            return []
        (version,) = struct.unpack_from("<I", self.data, root + 12)
        at = root + 16 + version
        (streams,) = struct.unpack_from("<H", self.data, at + 2)
        at += 4
        found: list[tuple[int, int, Role]] = []
        for _ in range(min(streams, 16)):
            offset, length = struct.unpack_from("<II", self.data, at)
            name = bytes(self.data[at + 8 : at + 40]).split(b"\0", 1)[0]
            if name == b"#Strings":
                found.append((root + offset, root + offset + length, Role.IDENTIFIER))
            at += 8 + (len(name) // 4 + 1) * 4
        return found

    # the version of the file

    def version(self) -> list[VersionString]:
        """The strings of the version: the maker, the product, what the file is for."""
        address, size = self.directories[2]
        if not size:
            return []
        root = self.offset(address)
        found: list[VersionString] = []
        for kind, names in self._entries(root):
            for _, languages in self._entries(root, names) if kind == _VERSION else ():
                for _, leaf in self._entries(root, languages):
                    if not leaf >> 31:
                        start, length = struct.unpack_from("<II", self.data, root + leaf)
                        at = self.offset(start)
                        found += _strings(self.data, at, at, min(at + length, len(self.data)))
        return found

    def _entries(self, root: int, below: int = 1 << 31) -> list[tuple[int, int]]:
        """What is in a directory of resources: numbers, and offsets with the top bit set for a directory."""
        if not below >> 31:
            return []
        at = root + (below & 0x7FFFFFFF)
        named, numbered = struct.unpack_from("<HH", self.data, at + 12)
        return [struct.unpack_from("<II", self.data, at + 16 + 8 * index) for index in range(min(named + numbered, 64))]


def _strings(data: memoryview, base: int, at: int, end: int, depth: int = 0) -> Iterator[VersionString]:
    """The strings in the blocks from ``at`` on: each block a length, a key, a value and further blocks.

    Blocks and values are aligned to four bytes from ``base``. At the top is the version, then its tables of strings,
    one for each language, then the strings.
    """
    while at + 6 <= end:
        length, value_length, kind = struct.unpack_from("<HHH", data, at)
        stop = at + length
        if length < 8 or stop > end:
            return
        key_end = at + 6
        while key_end + 2 <= stop and data[key_end] | data[key_end + 1]:
            key_end += 2
        value = base + (key_end + 2 - base + 3) // 4 * 4
        if depth == 3:
            raw = bytes(data[value : min(value + 2 * value_length, stop)])
            size = next((i for i in range(0, len(raw) - 1, 2) if not raw[i] | raw[i + 1]), len(raw) // 2 * 2)
            if size and kind == 1:
                yield VersionString((at + 6, key_end - at - 6), (value, size))
        elif depth != 1 or bytes(data[at + 6 : key_end]) == _STRINGS:
            inner = value + (value_length if depth == 0 else 0)
            yield from _strings(data, base, base + (inner - base + 3) // 4 * 4, stop, depth + 1)
        at = base + (stop - base + 3) // 4 * 4
