"""The headers of an ELF file, as far as they tell what is packed in it; and its debug information unpacked.

Sources: System V gABI, chapter 4, "Section Compression" (``SHF_COMPRESSED``, ``Chdr``) and the headers; the GNU
binutils manual, objcopy ``--compress-debug-sections=zlib-gnu`` (``.zdebug_*``).
"""

import struct
from typing import NamedTuple

from sousveil.opening.assembly import MOST, Run, assemble

_COMPRESSED = 0x800
_NO_BITS = 8
_RELA = 4
_MOST = 65_536
"""Headers of either kind that are looked at: an object of C++ has a section or more for each function."""
_LONGEST = 1 << 24
_CODECS = {1: "zlib", 2: "zstd"}
_GNU_ZLIB = b"ZLIB"
_TELLING = (b".zdebug_", b".gnu_debugdata")


class Section(NamedTuple):
    """A section header: ``name`` is an offset in the table of names, sizes and offsets are in bytes of the file."""

    name: int
    kind: int
    flags: int
    offset: int
    size: int
    info: int = 0


class Headers:
    """The headers of one ELF file, and where it ends by them. Raises ``struct.error`` where they are cut short."""

    __slots__ = ("_names", "_start", "end", "order", "sections", "wide")

    def __init__(self, data: memoryview) -> None:
        self._start = bytes(data[:64])
        self.wide = data[4] == 2
        self.order = ">" if data[5] == 2 else "<"
        layout = "HHIQQQIHHHHHH" if self.wide else "HHIIIIIHHHHHH"
        head = struct.unpack_from(self.order + layout, data, 16)
        _, _, _, _, programs_at, sections_at, _, size, _, programs, _, sections, names = head
        table = struct.Struct(self.order + ("IIQQQQIIQQ" if self.wide else "IIIIIIIIII"))
        self.sections: list[Section] = []
        self.end = max(size, 52)
        if sections_at and sections <= _MOST:
            stop = sections_at + sections * table.size
            self.end = max(self.end, stop)
            for fields in table.iter_unpack(self._exactly(data, sections_at, stop)):
                self.sections.append(Section(fields[0], fields[1], fields[2], fields[4], fields[5], fields[7]))
                if fields[1] != _NO_BITS:
                    self.end = max(self.end, fields[4] + fields[5])
        segments = struct.Struct(self.order + ("IIQQQQQQ" if self.wide else "IIIIIIII"))
        if programs_at and programs <= _MOST:
            stop = programs_at + programs * segments.size
            self.end = max(self.end, stop)
            for fields in segments.iter_unpack(self._exactly(data, programs_at, stop)):
                offset, length = (fields[2], fields[5]) if self.wide else (fields[1], fields[4])
                self.end = max(self.end, offset + length)
        self._names = b""
        if names < len(self.sections):
            table_of_names = self.sections[names]
            start = table_of_names.offset
            self._names = bytes(data[start : start + min(table_of_names.size, _LONGEST)])

    @staticmethod
    def _exactly(data: memoryview, start: int, stop: int) -> memoryview:
        if stop > len(data):
            raise struct.error("headers beyond the end of the file")
        return data[start:stop]

    def name(self, section: Section) -> bytes:
        """The name of a section, ``b""`` where it has none."""
        return self._names[section.name : section.name + 256].split(b"\0", 1)[0]

    def debug(self, section: Section) -> bytes:
        """The name of a section of debug information as it is when unpacked; ``b""`` for any other."""
        name = self.name(section)
        if name.startswith(b".zdebug_"):
            return b".debug_" + name[8:]
        return name if name.startswith((b".debug_", b".rela.debug_")) and section.kind != _NO_BITS else b""

    @property
    def packed(self) -> bool:
        """Whether a section is packed. Cheap: names are looked for all at once."""
        return any(section.flags & _COMPRESSED and section.kind != _NO_BITS for section in self.sections) or any(
            mark in self._names for mark in _TELLING
        )

    def packing(self, data: memoryview, section: Section) -> tuple[str, int, int] | None:
        """(transform, offset of the stream, bytes that come out, 0 where that is not said) of a packed section.

        ``None`` for one that is not packed, a transform of ``""`` for a method that does not exist.
        """
        if section.kind == _NO_BITS:
            return None
        if section.flags & _COMPRESSED:
            layout = struct.Struct(self.order + ("IIQQ" if self.wide else "III"))
            if section.size < layout.size or section.offset + layout.size > len(data):
                return "", section.offset, 0
            fields = layout.unpack_from(data, section.offset)
            return _CODECS.get(fields[0], ""), section.offset + layout.size, fields[2] if self.wide else fields[1]
        name = self.name(section)
        if name == b".gnu_debugdata":
            return "xz", section.offset, 0
        if name.startswith(b".zdebug_") and bytes(data[section.offset : section.offset + 4]) == _GNU_ZLIB:
            start = section.offset + 12
            return "zlib", start, int.from_bytes(data[start - 8 : start], "big")
        return None


def headers(data: memoryview) -> Headers | None:
    """The headers of an ELF file; ``None`` for one whose headers cannot be followed."""
    if len(data) < 52 or data[4] not in {1, 2} or data[5] not in {1, 2}:
        return None
    try:
        return Headers(data)
    except struct.error:
        return None


class Piece(NamedTuple):
    """A section of the object that is built: the number of what it is made of, and how long it is."""

    name: bytes
    section: Section
    number: int
    transform: str
    start: int
    stop: int
    size: int


_LARGEST = 10**19


def debug_pieces(data: memoryview, found: Headers) -> list[Piece]:
    """The sections of debug information, packed or not; none where none is packed in a way that is known."""
    pieces: list[Piece] = []
    for index, section in enumerate(found.sections):
        name = found.debug(section)
        stop = min(section.offset + section.size, len(data))
        if not name or section.offset >= stop:
            continue
        packing = found.packing(data, section)
        if packing is None:
            pieces.append(Piece(name, section, index, "", section.offset, stop, stop - section.offset))
        elif packing[0] and packing[1] < stop:
            pieces.append(Piece(name, section, index, packing[0], packing[1], stop, packing[2]))
    pieces = pieces[: MOST - 2]
    if any(piece.size >= _LARGEST for piece in pieces):
        return []  # a size that cannot be written in the step, and that nothing has: each by itself
    return pieces if any(piece.transform for piece in pieces) else []


def debug_object(data: memoryview, found: Headers, pieces: list[Piece]) -> str:
    """The transform that makes an ELF object of nothing but the debug information of an ELF file, all of it unpacked.

    Each section is as long as it says.
    """
    file_header, tables = _frame(found, data, pieces)
    runs = (Run(piece.start, piece.stop - piece.start, piece.transform, piece.size) for piece in pieces)
    return assemble((file_header, *runs, tables))


def _frame(found: Headers, stored: memoryview, pieces: list[Piece]) -> tuple[bytes, bytes]:
    """What stands before the sections and behind them: the file header; the names and the table of sections."""
    head = struct.Struct(found.order + ("HHIQQQIHHHHHH" if found.wide else "HHIIIIIHHHHHH"))
    table = struct.Struct(found.order + ("IIQQQQIIQQ" if found.wide else "IIIIIIIIII"))
    fields = list(head.unpack_from(stored, 16))
    at = 16 + head.size
    numbers = {piece.number: number for number, piece in enumerate(pieces, 1)}
    names, rows = b"\0", [bytes(table.size)]
    for piece in pieces:
        info = numbers.get(piece.section.info, 0) if piece.section.kind == _RELA else 0
        rows.append(table.pack(len(names), piece.section.kind, 0, 0, at, piece.size, 0, info, 1, 0))
        names += piece.name + b"\0"
        at += piece.size
    own = len(names)
    names += b".shstrtab\0"
    rows.append(table.pack(own, 3, 0, 0, at, len(names), 0, 0, 1, 0))
    # no entry point, no segments
    fields[3:6] = 0, 0, at + len(names)
    fields[8:] = 0, 0, table.size, len(rows), len(rows) - 1
    return bytes(stored[:16]) + head.pack(*fields), names + b"".join(rows)
