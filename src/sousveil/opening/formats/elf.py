"""What an ELF file holds besides itself: packed sections, a small ELF of names, and what is hung on at its end.

Sources: System V gABI, chapter 4, "Section Compression" (``SHF_COMPRESSED``, ``Chdr``) and the headers; the GNU
binutils manual, objcopy ``--compress-debug-sections=zlib-gnu`` (``.zdebug_*``); the GDB manual, "MiniDebugInfo"
(``.gnu_debugdata``).
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob, all_equal
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.pe import overlay
from sousveil.opening.formats.squashfs import Squashfs
from sousveil.opening.formats.zip_directory import find_end

_MARK = b"\x7fELF"
_COMPRESSED = 0x800
_NO_BITS = 8
_MOST = 4096
"""Headers of either kind that are looked at; objects of ordinary compilers have under a hundred."""
_LONGEST = 1 << 20
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


class Headers:
    """The headers of one ELF file, and where it ends by them. Raises ``struct.error`` where they are cut short."""

    __slots__ = ("_names", "end", "order", "sections", "wide")

    def __init__(self, data: memoryview) -> None:
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
                self.sections.append(Section(fields[0], fields[1], fields[2], fields[4], fields[5]))
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


class Elf:
    """See the module."""

    name = "elf"
    also: tuple[str, ...] = ("so", "ko", "debug", "AppImage", "run")
    first = b"\x7f"
    recognised = "the mark of ELF, and packed sections or bytes after the end that its headers give"
    limits: tuple[str, ...] = (
        "Any other ELF file stays one part; packed sections are parts beside it, and it is read as a whole too.",
        "Sections packed in another way than zlib, Zstandard or xz are a gap.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Only where there is something besides the program itself; a zip behind it has a reader of its own."""
        if start[:4] != _MARK or (found := headers(data)) is None:
            return False
        return found.packed or (found.end < len(data) and find_end(data) is None)

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The program and what is behind its end; or, where nothing is, what is packed in it."""
        found = headers(desk.data)
        if found is None:
            return
        if found.end < len(desk.data):
            desk.account.claim(0, found.end)
            program = desk.stored("program", 0, found.end)
            program.name = desk.blob.name
            yield program
            rest = desk.data[found.end :]
            if Squashfs().accepts(rest, bytes(rest[:512])):  # an AppImage
                desk.account.claim(found.end, len(desk.data))
                yield desk.stored("overlay", found.end, len(desk.data))
            elif not all_equal(rest):
                yield from overlay(desk, "overlay", found.end, len(desk.data))
            return
        desk.leaf = True
        for index, section in enumerate(found.sections):
            packing = found.packing(desk.data, section)
            if packing is not None:
                yield from _section(desk, found.name(section), index, section, packing)


def _section(
    desk: Desk, name: bytes, index: int, section: Section, packing: tuple[str, int, int]
) -> Iterator[Blob | Gap]:
    transform, start, size = packing
    said = section.offset + section.size
    stop = min(said, len(desk.data))
    layer = Layer(kind="section", name=name, index=index)
    if not transform or start >= stop:
        yield desk.gap("unsupported-method" if start < stop else "truncated", size=section.size, inner=layer)
        return
    desk.blob.taken.append((start, stop))
    yield from desk.unpacked("section", start, stop, transform, name=name, index=index, size=size or None)
    if stop < said:
        yield desk.gap("truncated", size=said - stop, inner=layer)
