"""PE (Windows programs and libraries): exports, imports, the version, strings around places, debug information of GNU.

The layout is in :mod:`sousveil.reading.native.pe_image`.
"""

import struct
from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

from sousveil.model.encodings import DATABASE
from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.coff import Sorts
from sousveil.reading.draft import Draft
from sousveil.reading.native import go_types, names
from sousveil.reading.native.debug import DebugReader
from sousveil.reading.native.names import NATIVE_LIMITS, Sort
from sousveil.reading.native.objects import debug_of, debug_parts
from sousveil.reading.native.pe_image import PeImage
from sousveil.reading.strings import Regions, Run, exact


class Pe:
    """Programs and libraries of Windows."""

    name: ClassVar[str] = "pe"
    kinds: ClassVar[tuple[str, ...]] = ("pe", "library-of-pdb")
    structured: ClassVar[bool] = False
    limits: ClassVar[tuple[str, ...]] = (
        *NATIVE_LIMITS,
        "Resources besides the version, string tables, dialogs and menus are read as strings only.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By ``MZ`` and the PE mark that it points to."""
        if len(data) < 64 or bytes(data[:2]) != b"MZ":
            return False
        (start,) = struct.unpack_from("<I", data, 0x3C)
        return bytes(data[start : start + 4]) == b"PE\0\0"

    def labelled(self, data: memoryview) -> bool:
        """Whether the symbols of its objects are still in it; Microsoft's debug information is a file of its own."""
        try:
            return PeImage(data).has_symbols
        except struct.error:
            return False

    def numbered(self, data: memoryview, numbers: Collection[str]) -> list[Place]:
        """Where the number of its database of debug information stands, if it is one of these."""
        try:
            found = PeImage(data).database()
        except struct.error:
            return []
        if found is None or f"pdb:{bytes(data[found[0] : found[0] + 16]).hex()}" not in numbers:
            return []
        return [Place(found[0], found[0] + 16, -1, DATABASE)]

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """What the version and debug information say about ``places``; for the others their strings and names."""
        draft = Draft(self.name, "", limits)
        left: Sequence[Place] = places
        sorts = _Sorts()
        try:
            image = PeImage(data)
            left = _version(draft, image, _database(draft, image, left))
            debug = debug_of(debug_parts(data, image.sections), "<") if image.has_symbols else None
            left = DebugReader(debug, draft).tell(left) if debug is not None else left
            if image.wide:
                left = go_types.read(draft, data, image.sections, left, image.base)
            sorts.take(image)
        except struct.error as error:
            draft.gap("unparsed", hides=False, detail=f"tables of the PE file: {error}", remedy="Ask for a whole file.")
        names.write(draft, data, left, sorts)
        yield from draft.finish()


def _database(draft: Draft, image: PeImage, places: Sequence[Place]) -> list[Place]:
    """Writes the path of its database of debug information if that was asked for; gives back the other places."""
    left = [place for place in places if place.encoding != DATABASE]
    found = image.database() if len(left) < len(places) else None
    if found is not None:
        at, (start, size) = found
        raw = bytes(image.data[start : start + size])
        told = next(((text, codec) for codec in ("utf-8", "gb18030") if (text := exact(raw, codec))), None)
        if told is not None:
            unit = TextUnit(told[0], Role.IDENTIFIER, (Span(0, len(told[0]), start, size, (told[1],)),))
            number = bytes(image.data[at : at + 16]).hex()
            draft.symbol(SymbolKind.NAMESPACE, told[0], unit, type_=f"pdb:{number}")
    return left


def _version(draft: Draft, image: PeImage, places: Sequence[Place]) -> list[Place]:
    """Writes the strings of the version if a place lies in one; gives back the places that do not."""
    found = image.version()
    values = [(start, start + size) for _, (start, size) in found]
    left = [place for place in places if not any(start <= place.start < end for start, end in values)]
    if len(left) < len(places):
        holder = draft.symbol(SymbolKind.MAP, "")
        for key, value in found:
            named, said = _unit(image.data, key, Role.KEY), _unit(image.data, value, Role.VALUE)
            if named is not None and said is not None:
                draft.unit(said, draft.symbol(SymbolKind.ENTRY, named.text, named, holder, value=said.text[:200]))
    return left


def _unit(data: memoryview, run: tuple[int, int], role: Role) -> TextUnit | None:
    start, size = run
    text = exact(bytes(data[start : start + size]), "utf-16-le")
    return None if text is None else TextUnit(text, role, (Span(0, len(text), start, size, ("utf-16-le",)),))


class _Sorts:
    """What strings are by the tables that name them."""

    def __init__(self) -> None:
        self._exported: dict[int, bool] = {}
        self._imported: set[int] = set()
        self._symbols: Sorts | None = None
        self._regions = Regions(())

    def take(self, image: PeImage) -> None:
        """Take over the tables of an image. Raises ``struct.error``; what was taken until then stays."""
        if image.has_symbols:
            self._symbols = Sorts(image.data, image.layout)
        self._regions = Regions(image.names_of_net())
        self._exported = image.exported()
        self._imported = image.imported()

    def __call__(self, runs: Sequence[Run]) -> list[Sort]:
        """What each string is."""
        symbols = self._symbols(runs) if self._symbols is not None else [names.PLAIN] * len(runs)
        return [self._sort(run, symbol) for run, symbol in zip(runs, symbols, strict=True)]

    def _sort(self, run: Run, symbol: Sort) -> Sort:
        if run.start in self._exported:
            return Sort(Role.EXPORTED, SymbolKind.VARIABLE if self._exported[run.start] else SymbolKind.FUNCTION)
        if run.start in self._imported:
            return Sort(Role.IMPORT, SymbolKind.FUNCTION)
        return symbol if symbol is not names.PLAIN else Sort(self._regions.role(run.start))
