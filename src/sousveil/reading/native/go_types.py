"""Structs of Go around telling words, as symbols: fields with their tags, and the structs that hold them.

The layout is in :mod:`sousveil.reading.native.go_image`.
"""

import struct
from collections.abc import Iterable, Sequence

from sousveil.model.late import late
from sousveil.model.place import Place
from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.native import go_build
from sousveil.reading.native.go_image import STRUCT, Area, GoImage, simple
from sousveil.reading.native.objects import Section

_ROUNDS = 3
_MOST_PLACES, _MOST_STRUCTS, _MOST_HOLDERS = 2000, 300, 40
_SECTIONS = frozenset({".rodata", ".data.rel.ro", ".rdata", "__rodata", "__const", ".go.type", ".typelink", "__data"})
"""Where linkers put types, on Linux, Windows and macOS."""
_CLOSURE = b".F"
"""The first field of what the compiler makes of a function that uses variables around it."""
_LINES = late(rb"[\xf0\xf1\xfa\xfb]\xff{3}\0\0[\1\2\4]\x08")
"""How the table of functions begins since Go 1.2 (``debug/gosym``): Windows gives it no section of its own."""


def read(
    draft: Draft,
    data: memoryview,
    sections: Sequence[Section],
    places: Sequence[Place],
    base: int = 0,
    relocations: tuple[int, int] = (0, 0),
) -> Sequence[Place]:
    """Tells what ``places`` lie in, where it is a program of Go; gives the places that are left."""
    if not places or not is_go(data, sections):
        return places
    return go_build.tell(draft, data, tell(draft, image_of(data, sections, base, relocations), places))


def is_go(data: memoryview, sections: Iterable[Section]) -> bool:
    """Whether it is a program of Go: what it was built from is written into it."""
    for section in sections:
        name = section.name
        if name in {".go.buildinfo", "__go_buildinfo", ".gopclntab", "__gopclntab", ".note.go.buildid"}:
            return True
        if name == ".rdata" and _LINES.search(data[section.offset : section.offset + section.size]) is not None:
            return True
    return False


def image_of(
    data: memoryview, sections: Iterable[Section], base: int = 0, relocations: tuple[int, int] = (0, 0)
) -> GoImage:
    """The types in sections; ``base`` is what is added to addresses."""
    areas = [
        Area(base + one.address, one.offset, min(one.size, len(data) - one.offset), one.name in _SECTIONS)
        for one in sections
        if one.address and one.size and one.offset < len(data)
    ]
    return GoImage(data, areas, relocations)


def tell(draft: Draft, image: GoImage, places: Sequence[Place]) -> list[Place]:
    """Writes the structs whose names, fields or tags ``places`` lie in, and those that hold them; gives the others."""
    try:
        return _Teller(draft, image).tell(places)
    except (struct.error, IndexError):
        return list(places)


class _Teller:
    def __init__(self, draft: Draft, image: GoImage) -> None:
        self._draft, self._image = draft, image
        self._told: dict[int, None] = {}

    def tell(self, places: Sequence[Place]) -> list[Place]:
        """See the module."""
        image = self._image
        sought = [place for place in places if place.encoding in {"utf-8", "ascii"}][:_MOST_PLACES]
        at = {place: list(image.names_around(place.start, place.end)) for place in sought}
        pointed = image.pointing({name for names in at.values() for name in names})
        met: dict[Place, list[int]] = {}
        for place, names in at.items():
            met[place] = [found for name in names for field in pointed[name] if (found := image.struct_of(field)) >= 0]
        self._told = dict.fromkeys(sorted({one for found in met.values() for one in found})[:_MOST_STRUCTS])
        self._holders()
        for one in self._told:
            self._struct(one)
        return [place for place in places if not met.get(place)]

    def _holders(self) -> None:
        """The structs that have a field of one that is told, or of a pointer to it, a list or a map of it."""
        image, fresh = self._image, list(self._told)
        for _ in range(_ROUNDS if fresh else 0):
            found: list[int] = []
            outer = fresh
            for _ in range(_ROUNDS):  # a list of pointers to it
                wrapped: list[int] = []
                for uses in image.pointing(outer).values():
                    for use in uses[:_MOST_HOLDERS]:
                        if (holder := image.struct_of(use - 8)) >= 0:
                            found.append(holder)
                        elif (other := image.holding(use)) >= 0:
                            wrapped.append(other)
                outer = wrapped[:_MOST_HOLDERS]
                if not outer:
                    break
            fresh = [one for one in dict.fromkeys(found) if one not in self._told][:_MOST_HOLDERS]
            if not fresh or len(self._told) > _MOST_STRUCTS:
                break
            self._told |= dict.fromkeys(fresh)

    def _struct(self, type_: int) -> None:
        fields = self._image.fields(type_)
        if fields and bytes(self._image.data[slice(*fields[0].name.text)]) == _CLOSURE:
            return
        name = self._unit(*self._simple(type_), Role.RECORD)
        owner = self._draft.symbol(SymbolKind.RECORD, name.text if name else "", name)
        for field in fields:
            unit = self._unit(*field.name.text, Role.FIELD)
            written = self._written(field.type)
            symbol = self._draft.symbol(SymbolKind.FIELD, unit.text if unit else "", unit, owner, written)
            self._draft.unit(self._unit(*field.name.tag, Role.ATTRIBUTE), symbol)

    def _written(self, type_: int) -> str:
        for _ in range(_ROUNDS):
            inner = self._image.inner(type_)
            if inner < 0 or self._image.named(type_):
                break
            type_ = inner
        start, end = self._image.type_name(type_) if type_ >= 0 else (0, 0)
        text = bytes(self._image.data[start:end]).decode("utf-8", "replace")
        return simple(text) if self._image.kind(type_) != STRUCT or "{" not in text else ""

    def _simple(self, type_: int) -> tuple[int, int]:
        """The name of a struct without its package; nothing for one without a name of its own."""
        start, end = self._image.type_name(type_)
        text = bytes(self._image.data[start:end])
        if b"{" in text or b"[" in text:
            return 0, 0
        return start + text.rfind(b".") + 1, end

    def _unit(self, start: int, end: int, role: Role) -> TextUnit | None:
        if start >= end:
            return None
        text = bytes(self._image.data[start:end]).decode("utf-8")
        return TextUnit(text, role, (Span(0, len(text), start, end - start, ("utf-8",)),))
