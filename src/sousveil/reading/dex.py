"""Android's compiled code (DEX): the classes around a telling word, with members, values, annotations and texts.

Source: see ``dex_image`` and ``dex_code``.
"""

import struct
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import ClassVar

from sousveil.model.encodings import RESOURCE
from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import dex_code, java_text, strings
from sousveil.reading.dex_image import Class, Dex, Field, Method
from sousveil.reading.dex_values import Note, Value, strings_in, written
from sousveil.reading.draft import Draft
from sousveil.reading.java_text import KEYS, generic_type, written_type

_STATIC_FINAL, _NATIVE, _SYNTHETIC, _ENUM = 0x0018, 0x0100, 0x1000, 0x4000
_INTEGERS = frozenset({"byte", "char", "int", "long", "short"})
_BASES = frozenset({"Object", "Enum"})
_MACHINE = ("Ldalvik/", "Lkotlin/Metadata;", "Lkotlin/coroutines/")
_SIGNATURE = "Ldalvik/annotation/Signature;"
_ROUNDS = 3
"""Steps from a class to those that hold it."""
_MOST_CLASSES = 500
_MOST_HELD, _MOST_HOLDERS = 200, 40
"""Classes whose holders are looked for, and holders of one class that are told."""
_MOST_METHODS = 200
"""Methods of a class that are all told; of more only those that take or give what is told, or are named so."""


class _Writer:
    """The classes of one file that are worth telling, as symbols and units."""

    def __init__(self, draft: Draft, dex: Dex) -> None:
        self._draft, self._dex = draft, dex
        self._told: set[int] = set()
        self._direct: set[int] = set()
        """Classes in which a place lies."""
        self._wanted: set[int] = set()
        """Classes that are told."""
        self._seen: set[int] = set()
        """Methods whose name a place lies in."""
        self._lost = 0

    def run(self, places: Sequence[Place]) -> None:
        """Writes what stands around the places."""
        if not places:
            return
        dex = self._dex
        numbers = [place for place in places if place.encoding == RESOURCE]
        places = [place for place in places if place.encoding != RESOURCE]
        at = dex.strings_at(place.start for place in places)
        found = set(at.values())
        named = dex.types_named(found)
        fields, methods = dex.owners(found)
        classes = {*named, *(dex.field(one)[0] for one in fields), *(dex.method(one)[0] for one in methods)}
        classes |= dex.users(found) | dex.noted(found) | dex.in_code(place.start for place in numbers)
        self._direct = classes & dex.defined.keys()
        self._wanted = set(self._with_holders(self._direct))
        self._seen = methods
        for type_ in sorted(self._wanted):
            self._class(dex.defined[type_])
        for string in sorted(found - self._told):
            unit = self._unit(string, Role.IDENTIFIER if dex.text(string).isidentifier() else Role.STRING)
            self._draft.unit(unit)
        if self._lost:
            self._draft.gap(
                "undecodable", size=self._lost, detail="strings that are no text", remedy="Look with dexdump."
            )
        if left := sum(place.start not in at for place in places):
            self._draft.gap(
                "no-string",
                hides=False,
                detail=f"{left} matches lie across control bytes: no text",
                remedy="Look at the bytes with a hex viewer.",
            )

    def _with_holders(self, classes: Iterable[int]) -> list[int]:
        known = set(classes)
        fresh = set(known)
        for _ in range(_ROUNDS):
            if not fresh or len(known) > _MOST_CLASSES:
                break
            found = self._dex.holders(sorted(fresh)[:_MOST_HELD])
            holders = set().union(*(each for each in found.values() if len(each) <= _MOST_HOLDERS))
            fresh = (holders & self._dex.defined.keys()) - known
            known |= fresh
        return sorted(known)[:_MOST_CLASSES]

    # Texts

    def _unit(self, string: int, role: Role, *, simple: bool = False) -> TextUnit | None:
        try:
            start, end = self._dex.run(string)
        except (IndexError, ValueError, struct.error):
            return None
        self._told.add(string)
        unit = java_text.unit(self._dex.data, start, end, role)
        if unit is None:
            self._lost += end - start
        return java_text.simple(unit) if unit is not None and simple else unit

    # Classes

    def _class(self, one: Class) -> None:
        dex = self._dex
        notes = dex.notes(one)
        fields, methods = dex.members(one)
        values = dex.values(one)
        enum = bool(one.flags & _ENUM)
        own = [field for field in fields if not field.flags & _SYNTHETIC]
        constants = [
            field for at, field in enumerate(fields)
            if field.flags & _STATIC_FINAL == _STATIC_FINAL and at < len(values) and self._type(field) in _INTEGERS
        ]  # fmt: skip
        numbers = not enum and len(constants) > 1 and len(constants) * 5 >= len(own) * 4
        kind, role = (SymbolKind.ENUM, Role.ENUM) if enum or numbers else (SymbolKind.RECORD, Role.RECORD)
        name = self._unit(dex.type_string(one.type), role, simple=True)
        base = written_type(dex.descriptor(one.base))
        owner = self._draft.symbol(kind, name.text if name else "", name, -1, "" if base in _BASES else base)
        self._notes(notes.get(("class", 0), ()), owner)
        known: dict[int, int] = {}
        for at, field in enumerate(fields):
            if not field.flags & _SYNTHETIC:
                value = values[at] if at < len(values) and field.flags & 8 else None
                member = bool(field.flags & _ENUM) or (numbers and field in constants)
                known[field.number] = self._field(field, owner, value, notes.get(("field", field.number), ()), member)
        every = one.type in self._direct and len(methods) <= _MOST_METHODS
        for method in methods:
            if every or self._telling(method):
                self._method(method, owner, notes.get(("method", method.number), ()), known)

    def _telling(self, method: Method) -> bool:
        """Whether a place lies in a method's name, or it takes or gives what is told, or makes the members."""
        _, proto, name = self._dex.method(method.number)
        gives, takes = self._dex.prototype(proto)
        told = method.number in self._seen or not self._wanted.isdisjoint((gives, *takes))
        return told or self._dex.text(name) == "<clinit>"

    def _type(self, field: Field) -> str:
        return written_type(self._dex.descriptor(self._dex.field(field.number)[1]))

    def _field(self, field: Field, owner: int, value: Value | None, notes: Sequence[Note], member: bool) -> int:
        said = written(value) if value is not None else ""
        text = next(strings_in([value]), -1) if value is not None else -1
        constant = field.flags & _STATIC_FINAL == _STATIC_FINAL and (said or text >= 0)
        if member:
            kind, role = SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER
        elif constant:
            kind, role = SymbolKind.CONSTANT, Role.CONSTANT
        else:
            kind, role = SymbolKind.FIELD, Role.FIELD
        unit = self._unit(self._dex.field(field.number)[2], role)
        said = self._dex.text(text)[:200] if text >= 0 else said
        type_ = self._generic(notes) or self._type(field)
        symbol = self._draft.symbol(kind, unit.text if unit else "", unit, owner, type_, said)
        if text >= 0:
            self._draft.unit(self._unit(text, Role.VALUE), symbol)
        self._notes(notes, symbol)
        return symbol

    def _generic(self, notes: Iterable[Note]) -> str:
        """The type with its arguments, where the compiler left it: in pieces."""
        for note in notes:
            if self._dex.descriptor(note.type) == _SIGNATURE:
                return generic_type("".join(self._dex.text(string) for string in strings_in(note.values)))
        return ""

    def _notes(self, notes: Iterable[Note], owner: int) -> None:
        for note in notes:
            type_ = self._dex.descriptor(note.type)
            if type_.startswith(_MACHINE):
                continue
            role = Role.KEY if type_.endswith(KEYS) else Role.ATTRIBUTE
            for string in strings_in(note.values):
                self._draft.unit(self._unit(string, role), owner)

    def _method(self, method: Method, owner: int, notes: Sequence[Note], fields: dict[int, int]) -> None:
        dex = self._dex
        _, proto, name = dex.method(method.number)
        said = dex.text(name)
        symbol = owner
        if not said.startswith(("<", "lambda$", "access$", "-$")) and not method.flags & _SYNTHETIC:
            gives, takes = dex.prototype(proto)
            unit = self._unit(name, Role.FUNCTION)
            type_ = self._generic(notes) or written_type(dex.descriptor(gives))
            symbol = self._draft.symbol(SymbolKind.FUNCTION, said, unit, owner, type_)
            self._notes(notes, symbol)
            self._parameters(method, takes, symbol)
            if method.flags & _NATIVE and symbol >= 0:
                self._draft.refer(said, "native", self._draft.symbols[symbol].unit, symbol)
        if method.code:
            body = dex_code.read(dex.code(method.code))
            self._body(body, symbol, fields)
            self._numbers(body, method.code + 16, symbol)

    def _parameters(self, method: Method, takes: Sequence[int], function: int) -> None:
        """Named where the compiler left the names; else those of the types that the maker made, which stand there."""
        names = self._dex.parameter_names(method.code) if method.code else []
        for number, type_ in enumerate(takes):
            bare = written_type(self._dex.descriptor(type_))
            if number < len(names) and names[number] >= 0:
                unit = self._unit(names[number], Role.PARAMETER)
                self._draft.symbol(SymbolKind.PARAMETER, unit.text if unit else "", unit, function, bare)
            elif type_ in self._dex.defined:
                unit = self._unit(self._dex.type_string(type_), Role.TYPE, simple=True)
                self._draft.symbol(SymbolKind.PARAMETER, "", unit, function, bare)

    def _body(self, body: dex_code.Body, owner: int, fields: dict[int, int]) -> None:
        taken = self._made(body, fields) | self._listed(body, owner)
        for string in body.strings:
            if string not in taken:
                self._draft.unit(self._unit(string, Role.STRING), owner)
        for how, index in body.uses:
            self._use(how, index, owner)

    def _numbers(self, body: dex_code.Body, start: int, owner: int) -> None:
        """The resources that code asks for by their number: texts, lists, controls, screens."""
        for number, unit in body.numbers.items():
            written = f"0x{number:08x}"
            span = Span(0, len(written), start + 2 * unit, 4, ("latin-1", RESOURCE))
            self._draft.unit(TextUnit(written, Role.CONSTANT, (span,)), owner)

    def _made(self, body: dex_code.Body, fields: dict[int, int]) -> set[int]:
        """What the members of an enumeration are made with after their name and place; the strings among it."""
        taken: set[int] = set()
        for field, given in body.made.items():
            member = fields.get(field, -1)
            if member < 0 or self._draft.symbols[member].kind is not SymbolKind.ENUM_MEMBER:
                continue
            numbers = [number for kind, number in given if kind == "number"]
            if len(numbers) > 1 and not self._draft.symbols[member].value:
                self._draft.amend(member, value=str(numbers[1]))
            for string in [number for kind, number in given if kind == "string"]:
                taken.add(string)
                if self._dex.text(string) != self._draft.symbols[member].name:
                    self._draft.unit(self._unit(string, Role.VALUE), member)
        return taken

    def _listed(self, body: dex_code.Body, owner: int) -> set[int]:
        """The lists that code fills; the strings in them."""
        taken: set[int] = set()
        for field, items in body.lists:
            if len(items) < 2:
                continue
            name = self._unit(self._dex.field(field)[2], Role.VARIABLE) if field >= 0 else None
            array = self._draft.symbol(SymbolKind.ARRAY, name.text if name else "", name, owner)
            for string in items:
                taken.add(string)
                if (item := self._unit(string, Role.ITEM)) is not None:
                    self._draft.symbol(SymbolKind.ITEM, item.text[:200], item, array)
        return taken

    def _use(self, how: str, index: int, owner: int) -> None:
        try:
            string = (self._dex.method(index) if how == "call" else self._dex.field(index))[2]
        except IndexError:
            return
        if string in self._told or self._dex.text(string).startswith(("<", "$")):
            return
        unit = self._unit(string, Role.IDENTIFIER)
        if unit is not None:
            self._draft.refer(unit.text, how, self._draft.unit(unit, owner), owner)


class DexFile:
    """Android's compiled code."""

    name: ClassVar[str] = "dex"
    kinds: ClassVar[tuple[str, ...]] = ("dex", "dex-resource-numbers")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "What methods compute is not read: classes, members, values, annotations, and the names and texts of code are.",
        "Classes are told that have a telling word, hold such a class or use the word in their code.",
        "Files for the compact or ahead-of-time compiled form (cdex, oat) are not taken apart.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the mark and a version in digits."""
        head = bytes(data[:8])
        return len(data) >= 0x70 and head[:4] == b"dex\n" and head[4:7].isdigit() and head[7] == 0

    def numbered(self, data: memoryview, numbers: Collection[str]) -> list[Place]:
        """Where code loads one of these numbers of resources."""
        try:
            found = Dex(data).loading({int(number, 16) for number in numbers})
        except (ValueError, IndexError, struct.error):
            return []  # said when it is read
        return [Place(at, at + 4, -1, RESOURCE) for at in found]

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The classes that the places lie in, and those that hold them."""
        draft = Draft(self.name, "java", limits)
        try:
            _Writer(draft, Dex(data)).run(places)
        except (ValueError, IndexError, struct.error) as error:
            draft = Draft(self.name, "java", limits)
            draft.gap("unparsed", size=len(data), detail=str(error), remedy="Ask the maker for a whole file.")
            strings.write(draft, data, [one for one in places if one.encoding != RESOURCE], lambda _: Role.STRING)
        yield from draft.finish()
