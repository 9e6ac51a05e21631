"""Mach-O (macOS, iOS): names of symbols, classes and selectors of Objective-C, strings, debug information.

The layout is in :mod:`sousveil.reading.native.macho_image`. A file for several processors is opened, each part is read.
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
from sousveil.reading.native.macho_image import MAGICS
from sousveil.reading.native.macho_image import MachO as Image
from sousveil.reading.native.names import NATIVE_LIMITS, PLAIN, Sort, sort_of
from sousveil.reading.native.objects import Symbol, debug_of, debug_parts
from sousveil.reading.strings import Run

_OF_SECTIONS = {
    "__objc_classname": Sort(Role.RECORD, SymbolKind.RECORD),
    "__objc_methname": Sort(Role.FUNCTION, SymbolKind.FUNCTION),
    "__debug_str": Sort(Role.IDENTIFIER),
}


class MachO:
    """Native code of Apple's systems."""

    name: ClassVar[str] = "mach-o"
    kinds: ClassVar[tuple[str, ...]] = ("mach-o",)
    structured: ClassVar[bool] = False
    limits: ClassVar[tuple[str, ...]] = (
        *NATIVE_LIMITS,
        "Classes and selectors of Objective-C are told by their names, not which class has which method.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the mark, which says how wide it is and in which order."""
        return len(data) >= 28 and bytes(data[:4]) in MAGICS

    def labelled(self, data: memoryview) -> bool:
        """Whether there is debug information, or symbols besides those for others."""
        try:
            return Image(data).labelled
        except struct.error:
            return False

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """What debug information says about ``places``; for the others their strings, names of symbols as such."""
        draft = Draft(self.name, "", limits)
        try:
            image = Image(data)
        except struct.error:
            draft.gap("unparsed", detail="the Mach-O header is cut short", remedy="Ask the maker for a whole file.")
            strings.write(draft, data, places, lambda _: Role.STRING)
            yield from draft.finish()
            return
        if image.encrypted[1]:
            draft.gap("encrypted", size=image.encrypted[1], remedy="Ask the maker for a file that no shop has locked.")
        debug = debug_of(debug_parts(data, image.sections), image.order)
        left: Sequence[Place] = DebugReader(debug, draft).tell(places) if debug is not None else places
        if image.wide and image.order == "<":
            left = go_types.read(draft, data, image.sections, left)
        names.write(draft, data, left, _Sorts(image))
        yield from draft.finish()


class _Sorts:
    """What strings are by their section, and by the symbols that have them as their names."""

    def __init__(self, image: Image) -> None:
        self._image = image

    def __call__(self, runs: Sequence[Run]) -> list[Sort]:
        """What each string is."""
        table = self._image.table
        inside = {
            run.start for run in runs if table and table.strings <= run.start < table.strings + table.strings_size
        }
        known = self._image.look_up(inside) if inside else {}
        return [self._sort(run, known, named=run.start in inside) for run in runs]

    def _sort(self, run: Run, known: dict[int, Symbol], *, named: bool) -> Sort:
        symbol = known.get(run.start)
        if symbol is not None:
            return sort_of(symbol)._replace(lead=1 if run.text.startswith("_") else 0)
        if named:
            return Sort(Role.IDENTIFIER)
        for section in self._image.sections:
            if section.offset and section.offset <= run.start < section.offset + section.size:
                return _OF_SECTIONS.get(section.name, PLAIN)
        return PLAIN
