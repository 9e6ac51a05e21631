"""ELF: debug information around places, names of functions and types, and the strings with their neighbours.

The layout is in :mod:`sousveil.reading.native.elf_image`, that of debug information in
:mod:`sousveil.reading.native.dwarf`.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import strings
from sousveil.reading.draft import Draft
from sousveil.reading.native import go_types, names
from sousveil.reading.native.debug import DebugReader
from sousveil.reading.native.elf_image import ElfImage
from sousveil.reading.native.names import NATIVE_LIMITS, PLAIN, Sort, sort_of
from sousveil.reading.native.objects import Symbol, debug_of
from sousveil.reading.strings import Run


class Elf:
    """Native code of Linux, Android and most devices."""

    name: ClassVar[str] = "elf"
    kinds: ClassVar[tuple[str, ...]] = ("elf", "dwarf", "dwarf-compressed", "go-program")
    structured: ClassVar[bool] = False
    limits: ClassVar[tuple[str, ...]] = NATIVE_LIMITS

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the four bytes of the mark and a class and byte order that exist."""
        return len(data) >= 52 and bytes(data[:4]) == b"\x7fELF" and data[4] in {1, 2} and data[5] in {1, 2}

    def labelled(self, data: memoryview) -> bool:
        """Whether there is debug information, or a symbol table besides that of the dynamic linker."""
        try:
            return ElfImage(data).labelled
        except (struct.error, IndexError):
            return False

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """What debug information says about ``places``; for the others their strings, names of symbols as such."""
        draft = Draft(self.name, "", limits)
        try:
            image = ElfImage(data)
        except (struct.error, IndexError):
            draft.gap("unparsed", detail="the ELF header is cut short", remedy="Ask the maker for a whole file.")
            strings.write(draft, data, places, lambda _: Role.STRING)
            yield from draft.finish()
            return
        debug = debug_of(image.debug_parts(), image.order)
        left: Sequence[Place] = DebugReader(debug, draft).tell(places) if debug is not None else places
        if image.wide and image.order == "<":
            left = go_types.read(draft, data, image.sections, left, relocations=image.relocations)
        names.write(draft, data, left, _Sorts(image, left))
        yield from draft.finish()


class _Sorts:
    """What strings are by the section that they lie in, and by the symbols that have them as their names."""

    def __init__(self, image: ElfImage, places: Sequence[Place]) -> None:
        self._image = image
        self._tables = [
            table
            for table in image.tables()
            if any(table.strings <= place.start < table.strings + table.strings_size for place in places)
        ]
        self._functions = [
            (header.offset, header.offset + header.size)
            for header in image.headers
            if header.name in {".gopclntab", ".data.rel.ro.gopclntab"}
        ]
        self._words = [
            (header.offset, header.offset + header.size)
            for header in image.headers
            if header.name in {".debug_str", ".debug_line_str", ".debug_str.dwo"}
        ]

    def __call__(self, runs: Sequence[Run]) -> list[Sort]:
        """What each string is."""
        known: dict[int, Symbol] = {}
        for table in self._tables:
            end = table.strings + table.strings_size
            if wanted := {run.start for run in runs if table.strings <= run.start < end}:
                known = {**self._image.look_up(table, wanted), **known}
        return [self._sort(run, known.get(run.start)) for run in runs]

    def _sort(self, run: Run, symbol: Symbol | None) -> Sort:
        if symbol is None:
            if any(start <= run.start < end for start, end in self._functions) and names.is_name(run.text):
                return Sort(Role.FUNCTION, SymbolKind.FUNCTION)
            words = [*self._words, *((table.strings, table.strings + table.strings_size) for table in self._tables)]
            return Sort(Role.IDENTIFIER) if any(start <= run.start < end for start, end in words) else PLAIN
        return sort_of(symbol)
