"""ELF: strings around places, and which of them are names of functions that it offers or needs.

Source: Tool Interface Standard ELF 1.2 and the System V gABI (headers, program headers, dynamic section, symbol table).
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role
from sousveil.reading import strings
from sousveil.reading.draft import Draft
from sousveil.reading.strings import Regions, Run

_SHT_SYMTAB, _SHT_STRTAB, _SHT_DYNSYM = 2, 3, 11
_PT_LOAD, _PT_DYNAMIC = 1, 2
_DT_STRTAB, _DT_SYMTAB, _DT_STRSZ = 5, 6, 10
_HEADERS = 4096
"""Section and program headers that are looked at; objects of ordinary compilers have under a hundred."""


class _Section(NamedTuple):
    name: bytes
    kind: int
    flags: int
    offset: int
    size: int
    link: int


class _Symbols(NamedTuple):
    """A symbol table: where its entries and its strings lie."""

    offset: int
    size: int
    strings: int
    strings_size: int


class _Image:
    """The headers of one ELF file. Offsets that lie outside are passed over: what is broken has no tables."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.wide = data[4] == 2
        self.order = ">" if data[5] == 2 else "<"
        if self.wide:
            head = self.unpack("HHIQQQIHHHHHH", 16)
            self.section_format, self.program_format = "IIQQQQIIQQ", "IIQQQQQQ"
        else:
            head = self.unpack("HHIIIIIHHHHHH", 16)
            self.section_format, self.program_format = "IIIIIIIIII", "IIIIIIII"
        self.program_at, self.section_at, self.programs, self.section_count = head[4], head[5], head[9], head[11]
        self.names_index = head[12]

    def unpack(self, layout: str, offset: int) -> tuple[int, ...]:
        """Reads a structure. Raises ``struct.error`` outside of the file."""
        if not 0 <= offset < len(self.data):
            raise struct.error(offset)
        return struct.unpack_from(self.order + layout, self.data, offset)

    def sections(self) -> list[_Section]:
        """The section table, as far as it can be read."""
        found: list[tuple[int, ...]] = []
        step = struct.calcsize("<" + self.section_format)
        try:
            for index in range(min(self.section_count, _HEADERS) if self.section_at else 0):
                found += [self.unpack(self.section_format, self.section_at + index * step)]
        except struct.error:
            pass
        base = found[self.names_index][4] if self.names_index < len(found) else 0
        named = []
        for name, kind, flags, _, offset, size, link, *_ in found:
            raw = bytes(self.data[base + name : base + name + 64]).split(b"\0", 1)[0] if base else b""
            named.append(_Section(raw, kind, flags, offset, size, link))
        return named

    def dynamic(self) -> _Symbols | None:
        """The dynamic symbols by way of the program headers, for files without section headers."""
        loads: list[tuple[int, int, int]] = []
        table: tuple[int, int] | None = None
        step = struct.calcsize("<" + self.program_format)
        try:
            for index in range(min(self.programs, _HEADERS)):
                head = self.unpack(self.program_format, self.program_at + index * step)
                offset, address, size = (head[2], head[3], head[5]) if self.wide else (head[1], head[2], head[4])
                if head[0] == _PT_LOAD:
                    loads.append((address, offset, size))
                elif head[0] == _PT_DYNAMIC:
                    table = (offset, size)
            if table is None:
                return None
            tags: dict[int, int] = {}
            entry = 16 if self.wide else 8
            for index in range(min(table[1] // entry, _HEADERS)):
                tag, value = self.unpack("QQ" if self.wide else "II", table[0] + index * entry)
                if not tag:
                    break
                tags.setdefault(tag, value)
        except struct.error:
            return None
        symbols, names = self._file_offset(loads, tags.get(_DT_SYMTAB)), self._file_offset(loads, tags.get(_DT_STRTAB))
        if symbols is None or names is None:
            return None
        # The table has no written length; linkers put its strings right behind it.
        return _Symbols(symbols, max(0, names - symbols), names, tags.get(_DT_STRSZ, 0))

    @staticmethod
    def _file_offset(loads: list[tuple[int, int, int]], address: int | None) -> int | None:
        for start, offset, size in loads:
            if address is not None and start <= address < start + size:
                return address - start + offset
        return None

    def imported(self, symbols: _Symbols) -> dict[int, bool]:
        """For each file offset at which the name of a symbol starts: whether the symbol is imported."""
        layout, section_at = ("IBBHQQ", 3) if self.wide else ("IIIBBH", 5)
        entry = struct.calcsize("<" + layout)
        end = min(symbols.offset + symbols.size, len(self.data))
        end -= (end - symbols.offset) % entry
        found: dict[int, bool] = {}
        if symbols.offset >= end or symbols.offset < 0:
            return found
        for fields in struct.iter_unpack(self.order + layout, self.data[symbols.offset : end]):
            found[symbols.strings + fields[0]] = fields[section_at] == 0
        return found


class Elf:
    """Native code of Linux, Android and most devices."""

    name: ClassVar[str] = "elf"
    kinds: ClassVar[tuple[str, ...]] = ("elf",)
    structured: ClassVar[bool] = False
    limits: ClassVar[tuple[str, ...]] = (
        "Machine code is not understood: strings and names of functions are read, not what is done with them.",
        "C++ and Rust names are given as they are written, not demangled.",
        "Debug information gives names in the order of its string table, not types and members.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the four bytes of the mark and a class and byte order that exist."""
        return len(data) >= 52 and bytes(data[:4]) == b"\x7fELF" and data[4] in {1, 2} and data[5] in {1, 2}

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The strings that hold ``places`` with their neighbours; names of symbols as such."""
        draft = Draft(self.name, "", limits)
        try:
            image = _Image(data)
        except (struct.error, IndexError):
            draft.gap("unparsed", detail="the ELF header is cut short", remedy="Ask the maker for a whole file.")
            strings.write(draft, data, places, lambda _: Role.STRING)
            yield from draft.finish()
            return
        sections = image.sections()
        strings.write(draft, data, places, _Roles(image, sections, places).of)
        yield from draft.finish()


class _Roles:
    """Which role a string has by the section that it lies in."""

    def __init__(self, image: _Image, sections: list[_Section], places: Sequence[Place]) -> None:
        tables: list[_Symbols] = []
        regions: list[tuple[int, int, Role]] = []
        for section in sections:
            if section.kind in {_SHT_DYNSYM, _SHT_SYMTAB} and section.link < len(sections):
                names = sections[section.link]
                tables.append(_Symbols(section.offset, section.size, names.offset, names.size))
            elif section.name == b".debug_str":
                regions.append((section.offset, section.offset + section.size, Role.IDENTIFIER))
        if not tables and (dynamic := image.dynamic()) is not None:
            tables.append(dynamic)
        regions += [(table.strings, table.strings + table.strings_size, Role.EXPORTED) for table in tables]
        self._regions = Regions(regions)
        self._imported: dict[int, bool] = {}
        for table in tables:
            if any(table.strings <= place.start < table.strings + table.strings_size for place in places):
                self._imported |= image.imported(table)

    def of(self, run: Run) -> Role:
        """The role of one string."""
        role = self._regions.role(run.start)
        if role is not Role.EXPORTED:
            return role
        imported = self._imported.get(run.start)
        if imported is None:
            return Role.IDENTIFIER
        return Role.IMPORT if imported else Role.EXPORTED
