"""The headers of an ELF file, its symbols and its relocations, each looked up where it is needed.

Source: Tool Interface Standard ELF 1.2 and the System V gABI (headers, program headers, dynamic section, symbol table,
relocations), and the processor supplements for the numbers of relocations.
"""

import struct
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sousveil.reading.native.dwarf import Part
from sousveil.reading.native.objects import Section, Symbol, debug_parts

SYMTAB, STRTAB, RELA, DYNSYM = 2, 3, 4, 11
_COMPRESSED = 0x800
_RELOCATABLE, _NO_BITS = 1, 8
_PT_LOAD, _PT_DYNAMIC = 1, 2
_DT_STRTAB, _DT_SYMTAB, _DT_STRSZ = 5, 6, 10
_HEADERS = 65_536
"""Section headers that are looked at: an object of C++ has one or more for each function."""
_ENTRIES = 4096
_CHUNK = 1 << 16
"""Symbols looked at together."""
_RELOCATED = 64 << 20
"""Bytes of debug information of an object file up to which its relocations are applied."""
_FOUR_BYTES = {62: {10, 11}, 183: {258}, 243: {1}, 21: {1}, 22: {4}, 258: {1}, 8: {2}}
"""By machine, the relocations that write four bytes of symbol and addend."""


class Header(NamedTuple):
    """A section header; ``link`` and ``info`` are numbers of other sections, or what the kind says."""

    name: str
    kind: int
    flags: int
    address: int
    offset: int
    size: int
    link: int
    info: int


class Symbols(NamedTuple):
    """A symbol table: where its entries and its strings lie, and whether it is what the file offers to others."""

    offset: int
    size: int
    strings: int
    strings_size: int
    dynamic: bool = True


class ElfImage:
    """One ELF file. Raises ``struct.error`` or ``IndexError`` where its header is cut short.

    Offsets that lie outside are passed over: what is broken has no tables.
    """

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.wide = data[4] == 2
        self.order = ">" if data[5] == 2 else "<"
        head = self.unpack("HHIQQQIHHHHHH" if self.wide else "HHIIIIIHHHHHH", 16)
        self._section_format = "IIQQQQIIQQ" if self.wide else "IIIIIIIIII"
        self._program_format = "IIQQQQQQ" if self.wide else "IIIIIIII"
        self.kind, self.machine = head[0], head[1]
        self._program_at, self._section_at, self._programs, self._names_index = head[4], head[5], head[9], head[12]
        self.headers = self._headers(head[11])

    def unpack(self, layout: str, offset: int) -> tuple[int, ...]:
        """Reads a structure. Raises ``struct.error`` outside of the file."""
        if not 0 <= offset < len(self.data):
            raise struct.error(offset)
        return struct.unpack_from(self.order + layout, self.data, offset)

    def _headers(self, count: int) -> list[Header]:
        """The section table, as far as it can be read."""
        found: list[tuple[int, ...]] = []
        step = struct.calcsize("<" + self._section_format)
        names_index = self._names_index
        try:
            if self._section_at and (count == 0 or names_index == 0xFFFF):  # more than fit: the first header has them
                first = self.unpack(self._section_format, self._section_at)
                count, names_index = (
                    first[5] if count == 0 else count,
                    first[6] if names_index == 0xFFFF else names_index,
                )
            for index in range(min(count, _HEADERS) if self._section_at else 0):
                found += [self.unpack(self._section_format, self._section_at + index * step)]
        except struct.error:
            pass
        base = found[names_index][4] if names_index < len(found) else 0
        headers: list[Header] = []
        for name, kind, flags, address, offset, size, link, info, *_ in found:
            raw = bytes(self.data[base + name : base + name + 64]).split(b"\0", 1)[0] if base else b""
            headers.append(Header(raw.decode("latin-1"), kind, flags, address, offset, size, link, info))
        return headers

    @property
    def sections(self) -> list[Section]:
        """The sections that have bytes in the file."""
        return [Section(h.name, h.offset, h.size, h.address) for h in self.headers if h.kind != _NO_BITS]

    @property
    def relocations(self) -> tuple[int, int]:
        """Offset and size of what the dynamic linker fills in; ``(0, 0)`` where there is nothing such."""
        return next(((h.offset, h.size) for h in self.headers if h.name == ".rela.dyn"), (0, 0))

    @property
    def labelled(self) -> bool:
        """Whether there is debug information, or a symbol table besides that of the dynamic linker."""
        return any((header.kind == SYMTAB and header.size) or header.name == ".debug_info" for header in self.headers)

    def tables(self) -> Iterator[Symbols]:
        """The symbol tables; those of the dynamic linker by way of the program headers where there are no sections."""
        found = False
        for header in self.headers:
            if header.kind in {DYNSYM, SYMTAB} and header.link < len(self.headers):
                names = self.headers[header.link]
                found = True
                dynamic = header.kind == DYNSYM or self.kind == _RELOCATABLE
                yield Symbols(header.offset, header.size, names.offset, names.size, dynamic)
        if not found and (dynamic_table := self._dynamic()) is not None:
            yield dynamic_table

    def _dynamic(self) -> Symbols | None:
        loads: list[tuple[int, int, int]] = []
        table: tuple[int, int] | None = None
        step = struct.calcsize("<" + self._program_format)
        try:
            for index in range(min(self._programs, _ENTRIES)):
                head = self.unpack(self._program_format, self._program_at + index * step)
                offset, address, size = (head[2], head[3], head[5]) if self.wide else (head[1], head[2], head[4])
                if head[0] == _PT_LOAD:
                    loads.append((address, offset, size))
                elif head[0] == _PT_DYNAMIC:
                    table = (offset, size)
            if table is None:
                return None
            tags: dict[int, int] = {}
            entry = 16 if self.wide else 8
            for index in range(min(table[1] // entry, _ENTRIES)):
                tag, value = self.unpack("QQ" if self.wide else "II", table[0] + index * entry)
                if not tag:
                    break
                tags.setdefault(tag, value)
        except struct.error:
            return None
        symbols, names = _file_offset(loads, tags.get(_DT_SYMTAB)), _file_offset(loads, tags.get(_DT_STRTAB))
        if symbols is None or names is None:
            return None
        # The table has no written length; linkers put its strings right behind it.
        return Symbols(symbols, max(0, names - symbols), names, tags.get(_DT_STRSZ, 0))

    def look_up(self, table: Symbols, wanted: Collection[int]) -> dict[int, Symbol]:
        """The symbols whose names begin at file offsets that are ``wanted``, by that offset."""
        names = frozenset(offset - table.strings for offset in wanted)
        layout = struct.Struct(self.order + ("IBBHQQ" if self.wide else "IIIBBH"))
        end = min(table.offset + table.size, len(self.data))
        found: dict[int, Symbol] = {}
        step = _CHUNK * layout.size
        for low in range(table.offset, end, step):
            high = min(low + step, end)
            high -= (high - low) % layout.size
            for fields in layout.iter_unpack(self.data[low:high]):
                if fields[0] in names:
                    info, section = (fields[1], fields[3]) if self.wide else (fields[3], fields[5])
                    public = table.dynamic and info >> 4 != 0
                    found[table.strings + fields[0]] = Symbol(section != 0, public, info & 15 in {1, 5, 6})
        return found

    # debug information

    def debug_parts(self) -> dict[str, Part]:
        """The sections of debug information; of object files with their relocations applied."""
        plain = [
            Section(h.name, h.offset, h.size, h.address)
            for h in self.headers
            if h.kind != 8 and not h.flags & _COMPRESSED
        ]
        parts = debug_parts(self.data, plain)
        if self.kind != _RELOCATABLE:
            return parts
        for header in self.headers:
            if header.kind != RELA or not header.name.startswith(".rela.debug_") or header.info >= len(self.headers):
                continue
            for name, part in parts.items():
                if part.base == self.headers[header.info].offset and len(part.data) <= _RELOCATED:
                    parts[name] = Part(memoryview(self._relocated(part, header)), part.base)
        return parts

    def _relocated(self, part: Part, header: Header) -> bytearray:
        data = bytearray(part.data)
        kinds: Collection[int] = _FOUR_BYTES.get(self.machine, ())
        layout = struct.Struct(self.order + ("QQq" if self.wide else "IIi"))
        values = self.headers[header.link] if header.link < len(self.headers) else None
        end = min(header.offset + header.size, len(self.data))
        end -= (end - header.offset) % layout.size
        for offset, info, addend in layout.iter_unpack(self.data[header.offset : end]) if header.offset < end else ():
            number, kind = (info >> 32, info & 0xFFFFFFFF) if self.wide else (info >> 8, info & 0xFF)
            if kind in kinds and offset + 4 <= len(data):
                value = (addend + self._value(values, number)) & 0xFFFFFFFF
                data[offset : offset + 4] = value.to_bytes(4, "big" if self.order == ">" else "little")
        return data

    def _value(self, table: Header | None, number: int) -> int:
        """The value of a symbol by its number: 0 for that of a section, which relocations of debug information name."""
        try:
            if table is None or table.kind != SYMTAB:
                return 0
            if self.wide:
                return self.unpack("Q", table.offset + 24 * number + 8)[0]
            return self.unpack("I", table.offset + 16 * number + 4)[0]
        except struct.error:
            return 0


def _file_offset(loads: list[tuple[int, int, int]], address: int | None) -> int | None:
    for start, offset, size in loads:
        if address is not None and start <= address < start + size:
            return address - start + offset
    return None
