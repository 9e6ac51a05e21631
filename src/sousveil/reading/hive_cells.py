"""The layout of a registry hive of Windows: cells, keys, values, found from any byte in them.

A hive is not walked from its root: what holds a byte is looked up, upwards by the references that cells have, and
downwards by looking for the number of a cell among all bytes. Source: the format specification "Windows registry file
format" by Maxim Suhanov (regf.md), and the "Windows NT Registry File (REGF) format" of libregf.
"""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

MAGIC = b"regf"
BASE = 4096
"""Where the bins begin; numbers of cells count from there."""
NONE = 0xFFFFFFFF
_BIN = 4096
_MOST = 10_000
_KEY, _VALUE = b"nk", b"vk"
_LISTS = frozenset({b"lf", b"lh", b"li", b"ri"})
_COMPACT_KEY, _COMPACT_VALUE = 0x20, 1
_DEEP = 512
_LOOKED_AT = 2 << 30
"""Bytes that are looked through for numbers of cells, the same ones again counted again."""


class Key(NamedTuple):
    """A key: the number of its cell, its parent's, where its name is, and its lists of keys and values."""

    cell: int
    parent: int
    name: tuple[int, int]
    codec: str
    subkeys: int
    subkey_list: int
    values: int
    value_list: int
    root: bool


class Value(NamedTuple):
    """A value: where its name and its data are (length 0: none), its type, and whether the data is all there."""

    cell: int
    name: tuple[int, int]
    codec: str
    type: int
    data: tuple[int, int]
    whole: bool


class Hive:
    """A hive, whose cells are looked at on demand. ``odd`` counts what did not follow the layout."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.odd = 0
        self.spent = False
        """Whether numbers of cells were looked for so often that no more are."""
        self._found: dict[int, list[int]] = {}

    def content(self, cell: int) -> tuple[int, int]:
        """Where the content of a cell begins and how long it is; (0, 0) where there is no cell."""
        at = BASE + cell
        if cell == NONE or cell % 8 or at + 8 > len(self.data):
            return 0, 0
        size = -int.from_bytes(self.data[at : at + 4], "little", signed=True)
        if size < 8 or at + size > len(self.data):
            return 0, 0  # a free cell, or none
        return at + 4, size - 4

    def _is(self, cell: int, mark: bytes, least: int) -> int:
        at, size = self.content(cell)
        return at if size >= least and bytes(self.data[at : at + 2]) == mark else 0

    def key(self, cell: int) -> Key | None:
        """The key in a cell, where there is one."""
        at = self._is(cell, _KEY, 0x4C)
        if not at:
            return None
        flags = int.from_bytes(self.data[at + 2 : at + 4], "little")
        parent, subkeys, _, subkey_list, _, values, value_list = struct.unpack_from("<7I", self.data, at + 0x10)
        length = int.from_bytes(self.data[at + 0x48 : at + 0x4A], "little")
        _, size = self.content(cell)
        codec = "latin-1" if flags & _COMPACT_KEY else "utf-16-le"
        name = (at + 0x4C, min(length, size - 0x4C))
        return Key(cell, parent, name, codec, subkeys, subkey_list, values, value_list, bool(flags & 4))

    def value(self, cell: int) -> Value | None:
        """The value in a cell, where there is one."""
        at = self._is(cell, _VALUE, 0x14)
        if not at:
            return None
        length, size, where, type_, flags = struct.unpack_from("<HIIIH", self.data, at + 2)
        _, room = self.content(cell)
        codec = "latin-1" if flags & _COMPACT_VALUE else "utf-16-le"
        name = (at + 0x14, min(length, room - 0x14))
        if size & 0x80000000:
            return Value(cell, name, codec, type_, (at + 8, min(size & 0x7FFFFFFF, 4)), whole=True)
        start, there = self.content(where)
        if not size or not there:
            return Value(cell, name, codec, type_, (0, 0), whole=not size)
        large = size > there and bytes(self.data[start : start + 2]) == b"db"
        return Value(cell, name, codec, type_, (0, 0) if large else (start, min(size, there)), whole=size <= there)

    def values(self, key: Key) -> Iterator[Value]:
        """The values of a key."""
        start, size = self.content(key.value_list)
        for number in range(min(key.values, size // 4, _MOST)):
            cell = int.from_bytes(self.data[start + 4 * number : start + 4 * number + 4], "little")
            found = self.value(cell)
            if found is None:
                self.odd += 1
            else:
                yield found

    def subkeys(self, key: Key) -> Iterator[Key]:
        """The keys directly in a key."""
        for cell in self._listed(key.subkey_list, 0) if key.subkeys else ():
            found = self.key(cell)
            if found is None:
                self.odd += 1
            else:
                yield found

    def _listed(self, cell: int, depth: int) -> Iterator[int]:
        start, size = self.content(cell)
        mark = bytes(self.data[start : start + 2]) if size >= 4 else b""
        if mark not in _LISTS or depth > 2:
            self.odd += 1
            return
        step = 8 if mark in (b"lf", b"lh") else 4
        count = int.from_bytes(self.data[start + 2 : start + 4], "little")
        for number in range(min(count, (size - 4) // step)):
            at = start + 4 + number * step
            each = int.from_bytes(self.data[at : at + 4], "little")
            if mark == b"ri":
                yield from self._listed(each, depth + 1)
            else:
                yield each

    def above(self, key: Key) -> list[Key]:
        """The keys that a key lies in, outermost first, without the root."""
        found: list[Key] = []
        seen = {key.cell}
        while not key.root and key.parent not in seen and len(found) < _DEEP:
            seen.add(key.parent)
            parent = self.key(key.parent)
            if parent is None:
                self.odd += 1
                break
            if not parent.root:
                found.append(parent)
            key = parent
        return found[::-1]

    def holding(self, offset: int) -> int:
        """The number of the cell that holds a byte; ``NONE`` where it lies in none.

        The cells of a bin follow each other from its head, which stands at the start of a page.
        """
        page = BASE + (offset - BASE) // _BIN * _BIN
        while page >= BASE and bytes(self.data[page : page + 4]) != b"hbin":
            page -= _BIN
        at = page + 32
        while page >= BASE and at + 4 <= len(self.data) and at <= offset:
            size = abs(int.from_bytes(self.data[at : at + 4], "little", signed=True))
            if size < 8 or size % 8:
                break
            if offset < at + size:
                return at - BASE
            at += size
        return NONE

    def owner(self, offset: int) -> Key | None:
        """The key that a byte belongs to: it stands in its name, in the name of a value, or in the data of one."""
        cell = self.holding(offset)
        if (key := self.key(cell)) is not None:
            return key
        values = [cell] if self.value(cell) is not None else list(self._pointing(cell, 8, _VALUE))
        for value in values:
            for at in self._numbers(value):
                listing = self.holding(at)
                for key_cell in self._pointing(listing, 0x28, _KEY):
                    key = self.key(key_cell)
                    if key is not None and any(one.cell == value for one in self.values(key)):
                        return key
        return None

    def _pointing(self, cell: int, at: int, mark: bytes) -> Iterator[int]:
        """The cells with a mark that have the number of ``cell`` at an offset in their content."""
        if cell == NONE:
            return
        for found in self._numbers(cell):
            start = found - at
            if start > BASE and bytes(self.data[start : start + 2]) == mark:
                yield start - 4 - BASE

    def _numbers(self, cell: int) -> list[int]:
        """Where the number of a cell is written."""
        if cell not in self._found:
            if (len(self._found) + 1) * len(self.data) > _LOOKED_AT:
                self.spent = True
                return []
            pattern = re.compile(re.escape(struct.pack("<I", cell)))
            self._found[cell] = [
                match.start() for _, match in zip(range(_MOST), pattern.finditer(self.data, BASE), strict=False)
                if match.start() % 4 == 0
            ]  # fmt: skip
        return self._found[cell]
