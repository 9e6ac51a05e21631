"""What an ELF file holds besides itself: packed sections, a small ELF of names, and what is hung on at its end.

Sources: those of :mod:`sousveil.opening.elf_headers`; the GDB manual, "MiniDebugInfo" (``.gnu_debugdata``).
"""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob, all_equal
from sousveil.opening.elf_headers import Section, debug_object, debug_pieces, headers
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.pe import overlay
from sousveil.opening.formats.squashfs import Squashfs
from sousveil.opening.formats.zip_directory import find_end

_MARK = b"\x7fELF"


class Elf:
    """See the module."""

    name = "elf"
    also: tuple[str, ...] = ("so", "ko", "debug", "AppImage", "run")
    first = b"\x7f"
    recognised = "the mark of ELF, and packed sections or bytes after the end that its headers give"
    limits: tuple[str, ...] = (
        "Any other ELF file stays one part; packed sections are parts beside it, and it is read as a whole too.",
        "Debug information that is packed makes one part: an object of its own, since only together it says anything.",
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
        together = debug_pieces(desk.data, found)
        taken = {piece.number for piece in together}
        if together:
            desk.blob.taken += [(piece.start, piece.stop) for piece in together]
            transform = debug_object(desk.data, found, together)
            yield from desk.unpacked("debug-information", 0, len(desk.data), transform, called=desk.blob.name)
        for index, section in enumerate(found.sections):
            packing = found.packing(desk.data, section)
            if packing is not None and index not in taken:
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
