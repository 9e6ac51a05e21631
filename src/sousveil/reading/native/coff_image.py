"""Symbols and sections of COFF: object files of Windows, and programs of Windows that keep their symbols.

Source: Microsoft PE Format, "COFF File Header", "Section Table", "COFF Symbol Table", "Import Library Format"; of large
objects the layout as ``ANON_OBJECT_HEADER_BIGOBJ`` in the Windows SDK has it.
"""

import struct
from collections.abc import Collection
from typing import NamedTuple

from sousveil.reading.native.objects import Section, Symbol

MACHINES = frozenset({0x14C, 0x8664, 0x1C0, 0x1C2, 0x1C4, 0xAA64, 0xA641, 0x200, 0x5032, 0x5064})
_BIG = bytes.fromhex("c7a1bad1eebaa94baf20faf66aa4dcb8")
_SECTIONS = 65_536
_CHUNK = 1 << 14
_EXTERNAL, _WEAK = 2, 105


class Layout(NamedTuple):
    """Where the tables of a COFF file lie."""

    sections_at: int
    sections: int
    symbols_at: int
    symbols: int
    entry: int

    @property
    def strings_at(self) -> int:
        """Where the string table begins: right behind the symbols."""
        return self.symbols_at + self.symbols * self.entry


def layout_of(data: memoryview) -> Layout | None:
    """The layout of an object file; ``None`` for what is none."""
    if len(data) < 60:
        return None
    machine, count, _, symbols_at, symbols, optional, _ = struct.unpack_from("<HHIIIHH", data)
    if machine == 0 and count == 0xFFFF:
        if bytes(data[12:28]) != _BIG:
            return None
        sections, symbols_at, symbols = struct.unpack_from("<III", data, 44)
        found = Layout(56, sections, symbols_at, symbols, 20)
    elif machine in MACHINES and not optional:
        found = Layout(20, count, symbols_at, symbols, 18)
    else:
        return None
    tables = found.sections_at + 40 * found.sections
    whole = 0 < found.sections <= _SECTIONS and tables <= len(data) and tables <= found.symbols_at
    return found if whole and found.symbols > 0 and found.strings_at + 4 <= len(data) else None


def sections_of(data: memoryview, layout: Layout) -> list[Section]:
    """The sections with their long names."""
    found: list[Section] = []
    for index in range(min(layout.sections, _SECTIONS)):
        at = layout.sections_at + 40 * index
        if at + 40 > len(data):
            break
        raw = bytes(data[at : at + 8]).rstrip(b"\0")
        if raw[:1] == b"/" and raw[1:].isdigit() and layout.symbols_at:
            start = layout.strings_at + int(raw[1:])
            raw = bytes(data[start : start + 64]).split(b"\0", 1)[0]
        virtual, address, size, offset = struct.unpack_from("<IIII", data, at + 8)
        if virtual and virtual < size:
            size = virtual
        found.append(Section(raw.decode("latin-1"), offset, size, address))
    return found


def look_up(data: memoryview, layout: Layout, wanted: Collection[int]) -> dict[int, Symbol]:
    """The symbols whose names begin at file offsets that are ``wanted``, by that offset."""
    found: dict[int, Symbol] = {}
    strings_at, entry = layout.strings_at, layout.entry
    table = struct.Struct("<IIIhHBB" if entry == 18 else "<IIIiHBB")
    end = min(strings_at, len(data))
    passed = 0
    for low in range(layout.symbols_at, end, _CHUNK * entry):
        high = min(low + _CHUNK * entry, end)
        high -= (high - low) % entry
        rows = table.iter_unpack(data[low:high])
        for at, (zero, offset, _, section, type_, storage, more) in zip(range(low, high, entry), rows, strict=True):
            if passed:
                passed -= 1
                continue
            passed = more
            name = at if zero else strings_at + offset
            if name in wanted and storage in {_EXTERNAL, _WEAK, 3} and not (storage == 3 and more):
                public = storage != 3
                found[name] = Symbol(section != 0 or storage == _WEAK, public, type_ >> 4 != 2)
    return found


class Import(NamedTuple):
    """A member of an import library: where the name of the symbol and that of the library stand, whether it is data."""

    symbol: tuple[int, int]
    library: tuple[int, int]
    data: bool


def import_of(data: memoryview) -> Import | None:
    """A short import object; ``None`` for what is none."""
    if len(data) < 24 or bytes(data[:4]) != b"\0\0\xff\xff":
        return None
    version, machine, _, size, _, kind = struct.unpack_from("<HHIIHH", data, 4)
    if version or machine not in MACHINES or 20 + size > len(data):
        return None
    first = bytes(data[20 : 20 + size])
    end = first.find(b"\0")
    stop = first.find(b"\0", end + 1)
    if end <= 0 or stop <= end + 1:
        return None
    return Import((20, 20 + end), (21 + end, 20 + stop), kind & 3 == 1)
