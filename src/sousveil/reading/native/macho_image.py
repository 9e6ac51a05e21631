"""The headers, sections and symbols of one Mach-O file.

Source: Apple's ``<mach-o/loader.h>`` and ``<mach-o/nlist.h>``; the names of sections of Objective-C are those of its
open runtime.
"""

import struct
from collections.abc import Collection
from typing import NamedTuple

from sousveil.reading.native.objects import Section, Symbol

MAGICS = {b"\xfe\xed\xfa\xce": (">", False), b"\xfe\xed\xfa\xcf": (">", True),
           b"\xce\xfa\xed\xfe": ("<", False), b"\xcf\xfa\xed\xfe": ("<", True)}  # fmt: skip
_SEGMENT, _SYMTAB, _SEGMENT_64, _ENCRYPTED, _ENCRYPTED_64 = 0x1, 0x2, 0x19, 0x21, 0x2C
_COMMANDS, _SECTIONS = 4096, 4096
_CHUNK = 1 << 16
OBJECT = 1


class Table(NamedTuple):
    """The symbol table: where its entries and its strings lie."""

    at: int
    number: int
    strings: int
    strings_size: int


class MachO:
    """One Mach-O file. Raises ``struct.error`` where its header is cut short or is none.

    ``sections`` in their order, ``code`` which of them hold code; ``encrypted`` (offset, size) of what is.
    """

    def __init__(self, data: memoryview) -> None:
        self.data = data
        known = MAGICS.get(bytes(data[:4]))
        if known is None:
            raise struct.error("no Mach-O")
        self.order, self.wide = known
        self.kind, count, _ = struct.unpack_from(self.order + "III", data, 12)
        self.sections: list[Section] = []
        self.code: list[bool] = []
        self.table: Table | None = None
        self.encrypted = (0, 0)
        at = 32 if self.wide else 28
        for _ in range(min(count, _COMMANDS)):
            if at + 8 > len(data):
                break
            command, size = struct.unpack_from(self.order + "II", data, at)
            if size < 8:
                break
            try:
                self._command(command & 0x7FFFFFFF, at)
            except struct.error:
                break
            at += size

    def _command(self, command: int, at: int) -> None:
        if command in {_SEGMENT, _SEGMENT_64}:
            self._segment(at, wide=command == _SEGMENT_64)
        elif command == _SYMTAB:
            self.table = Table(*struct.unpack_from(self.order + "IIII", self.data, at + 8))
        elif command in {_ENCRYPTED, _ENCRYPTED_64}:
            offset, size, method = struct.unpack_from(self.order + "III", self.data, at + 8)
            if method:
                self.encrypted = (offset, size)

    def _segment(self, at: int, *, wide: bool) -> None:
        (count,) = struct.unpack_from(self.order + "I", self.data, at + (64 if wide else 48))
        step, first = (80, 72) if wide else (68, 56)
        for index in range(min(count, _SECTIONS)):
            here = at + first + index * step
            name = bytes(self.data[here : here + 16]).split(b"\0", 1)[0].decode("latin-1")
            layout = "QQII" if wide else "IIII"
            address, size, offset, _ = struct.unpack_from(self.order + layout, self.data, here + 32)
            (flags,) = struct.unpack_from(self.order + "I", self.data, here + (64 if wide else 56))
            self.sections.append(Section(name, 0 if flags & 0xFF == 1 else offset, size, address))
            self.code.append(bool(flags & 0x80000400))

    @property
    def labelled(self) -> bool:
        """Whether there is debug information, or symbols that are not those for others."""
        if any(section.name == "__debug_info" for section in self.sections):
            return True
        return any(kind & 0xE0 or (kind & 0x0E == 0x0E and not kind & 1) for _, kind, *_ in self._entries(limit=_CHUNK))

    def _entries(self, limit: int) -> list[tuple[int, ...]]:
        if self.table is None:
            return []
        layout = struct.Struct(self.order + ("IBBHQ" if self.wide else "IBBHI"))
        end = min(self.table.at + min(self.table.number, limit) * layout.size, len(self.data))
        end -= (end - self.table.at) % layout.size
        return list(layout.iter_unpack(self.data[self.table.at : end])) if end > self.table.at else []

    def look_up(self, wanted: Collection[int]) -> dict[int, Symbol]:
        """The symbols whose names begin at file offsets that are ``wanted``, by that offset."""
        found: dict[int, Symbol] = {}
        if self.table is None:
            return found
        names = frozenset(offset - self.table.strings for offset in wanted)
        layout = struct.Struct(self.order + ("IBBHQ" if self.wide else "IBBHI"))
        end = min(self.table.at + self.table.number * layout.size, len(self.data))
        for low in range(self.table.at, end, _CHUNK * layout.size):
            high = min(low + _CHUNK * layout.size, end)
            high -= (high - low) % layout.size
            for name, kind, section, *_ in layout.iter_unpack(self.data[low:high]):
                if name in names and not kind & 0xE0:
                    defined = kind & 0x0E != 0
                    code = 0 < section <= len(self.code) and self.code[section - 1]
                    public = bool(kind & 1) and not kind & 0x10
                    found[self.table.strings + name] = Symbol(defined, public, defined and not code)
        return found
