"""Types in program databases of Windows: enums with their values, records with members, methods, around places.

The layout is in :mod:`sousveil.reading.native.codeview`.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.encodings import is_database
from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import strings
from sousveil.reading.draft import Draft
from sousveil.reading.native import codeview as layout
from sousveil.reading.native.codeview import FIRST, Owner, Types, last_word
from sousveil.reading.strings import exact

LEVELS = 3
USERS = 24
SEARCHES = 60
"""Times that the records are looked through for who uses a type."""


class CodeView:
    """What Microsoft's compilers and linkers keep of types."""

    name: ClassVar[str] = "codeview"
    kinds: ClassVar[tuple[str, ...]] = ("pdb",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Of a program database types are read in their structure; functions, lines and files by their names only.",
        "Other names of types (typedef) are not told as such.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the version and the first number of a stream of types."""
        if len(data) < 56:
            return False
        version, header, first = struct.unpack_from("<III", data)
        return bool(version == 20040203 and first == FIRST and header == 56)

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The types that have a place in their names or those of their members, and the records that hold these."""
        draft = Draft(self.name, "", limits)
        left: Sequence[Place] = places
        if is_database(number := name.rpartition("/")[2]):
            draft.symbol(SymbolKind.NAMESPACE, "", type_=number)
        try:
            left = TypeReader(Types.of_stream(data), draft).tell(places)
        except struct.error as error:
            draft.gap("unparsed", size=len(data), detail=str(error), remedy="Look at it with llvm-pdbutil.")
        strings.write(draft, data, left, lambda _: Role.IDENTIFIER)
        yield from draft.finish()


class TypeReader:
    """Tells types around places. Made for one run of records and one draft."""

    def __init__(self, types: Types, draft: Draft) -> None:
        self._types, self._draft = types, draft
        self._owners: dict[int, None] = {}
        self._searches = 0
        self._told: set[int] = set()

    def tell(self, places: Sequence[Place]) -> list[Place]:
        """Writes what is said about ``places`` into the draft; gives back those about which nothing is said."""
        for place in places:
            index = self._types.at(place.start)
            if index is not None and place.start not in self._told:
                try:
                    self._choose_at(index)
                except struct.error:
                    continue
        for index in self._owners:
            self._write(index)
        return [place for place in places if not any(start in self._told for start in range(place.start, place.end))]

    def _choose_at(self, index: int) -> None:
        record = self._types.record(index)
        if record is not None and record[0] in layout.OWNERS:
            self._choose(index)
        elif record is not None and record[0] == layout.FIELDS:
            for owner in self._owners_of(index):
                self._choose(owner)

    def _choose(self, index: int, levels: int = LEVELS) -> None:
        owner = self._types.owner(index)
        if owner is None or index in self._owners:
            return
        alike = [index, *self._named_alike(owner)]
        index = next((each for each in alike if not self._is_forward(each)), index)
        if index in self._owners:
            return
        self._owners[index] = None
        if levels:
            users = list(dict.fromkeys(user for each in dict.fromkeys(alike) for user in self._users(each, 3)))
            for user in users if len(users) <= USERS else ():
                self._choose(user, levels - 1)

    def _is_forward(self, index: int) -> bool:
        owner = self._types.owner(index)
        return owner is not None and owner.forward

    def _named_alike(self, owner: Owner) -> list[int]:
        """The definition and the announcements of one thing: the records of its name."""
        self._searches += 1
        name = bytes(self._types.data[owner.name[0] : sum(owner.name)])
        if self._searches > SEARCHES or not name or name.startswith(b"<"):
            return []
        found: list[int] = []
        for index in self._types.containing(name + b"\0"):
            other = self._types.owner(index)
            if other is not None and bytes(self._types.data[other.name[0] : sum(other.name)]) == name:
                found.append(index)
        return found

    def _references(self, index: int) -> Iterator[int]:
        self._searches += 1
        return iter(()) if self._searches > SEARCHES else self._types.references(index)

    def _owners_of(self, fields: int) -> Iterator[int]:
        """The enum or record that has a list of members, through lists that continue in it."""
        for index in self._references(fields):
            record = self._types.record(index)
            owner = self._types.owner(index)
            if owner is not None and owner.fields == fields:
                yield index
            elif record is not None and record[0] == layout.FIELDS and fields < index:
                yield from self._owners_of(index)

    def _users(self, index: int, depth: int) -> Iterator[int]:
        """The records with a member that is, or is made of, a type."""
        for other in self._references(index):
            record = self._types.record(other)
            if record is None:
                continue
            if record[0] in {layout.MODIFIER, layout.POINTER, layout.ARRAY} and depth:
                if struct.unpack_from("<I", self._types.data, record[1])[0] == index:
                    yield from self._users(other, depth - 1)
            elif record[0] == layout.FIELDS:
                try:
                    if any(field.kind == "field" and field.type == index for field in self._types.fields(other)):
                        yield from self._owners_of(other)
                except struct.error:
                    continue

    # as symbols

    def _write(self, index: int) -> None:
        owner = self._types.owner(index)
        if owner is None:
            return
        enum = owner.kind == layout.ENUM
        role = Role.ENUM if enum else Role.RECORD
        kind = SymbolKind.ENUM if enum else SymbolKind.RECORD
        name = self._unit(last_word(self._types.data, owner.name), role)
        self._told.update(range(owner.name[0], sum(owner.name)))
        symbol = self._draft.symbol(kind, name.text if name else "", name)
        try:
            for field in self._types.fields(owner.fields):
                self._field(field, symbol)
        except struct.error as error:
            self._draft.gap("unparsed", detail=f"members of a type: {error}", remedy="Look at it with llvm-pdbutil.")

    def _field(self, field: layout.Field, parent: int) -> None:
        kind, role = _KINDS[field.kind]
        unit = self._unit(field.name, role)
        if unit is None:
            return
        type_ = self._types.type_name(field.type) if field.kind == "field" else ""
        value = "" if field.number is None else str(field.number) if field.kind == "value" else f"@{field.number}"
        self._draft.symbol(kind, unit.text, unit, parent, type_, value)

    def _unit(self, name: tuple[int, int], role: Role) -> TextUnit | None:
        start, length = name
        raw = bytes(self._types.data[start : start + length])
        codec = "ascii" if raw.isascii() else "utf-8"
        text = exact(raw, codec)
        if not text:
            return None
        self._told.update(range(start, start + length))
        return TextUnit(text, role, (Span(0, len(text), start, length, (codec,)),))


_KINDS = {
    "value": (SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER),
    "field": (SymbolKind.FIELD, Role.FIELD),
    "method": (SymbolKind.FUNCTION, Role.FUNCTION),
}
