"""Assemblies of .NET: the types around a telling word, with members, values, attributes, texts and native calls.

Source: see ``net_image`` and ``net_code``.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import strings
from sousveil.reading.draft import Draft
from sousveil.reading.net_code import LDSTR, NEWARR, STORES, Bodies
from sousveil.reading.net_image import (
    FIELD,
    IMPL_MAP,
    MEMBER_REF,
    METHOD,
    PARAM,
    PROPERTY,
    TYPE_DEF,
    Assembly,
)  # fmt: skip
from sousveil.reading.net_signatures import Run
from sousveil.reading.pe import Pe

_STATIC, _LITERAL, _SPECIAL = 0x10, 0x40, 0x0200
_SPECIAL_METHOD, _NATIVE = 0x0800, 0x2000
_KEYS = frozenset({
    "JsonPropertyAttribute", "JsonPropertyNameAttribute", "DataMemberAttribute", "XmlElementAttribute",
    "XmlAttributeAttribute", "XmlEnumAttribute", "ColumnAttribute", "TableAttribute", "BsonElementAttribute",
    "EnumMemberAttribute", "FromQueryAttribute", "FromFormAttribute", "SugarColumn", "AliasAttribute",
})  # fmt: skip
"""Attributes whose text is the name under which a value is written."""
_MACHINE = ("System.Runtime", "System.Diagnostics", "CompilerGenerated", "DebuggerBrowsable", "Nullable", "DllImport")
_DEPTH = 50
"""Types declared in types that are followed."""
_ROUNDS = 3
"""Steps from a type to those that hold it."""
_MOST_TYPES = 500
_MOST_HELD, _MOST_HOLDERS = 200, 40
"""Types whose holders are looked for, and holders of one type that are told."""
_MOST_METHODS = 200
"""Methods of a type that are all told; of more only those that take or give what is told, or were seen."""
_MOST_BODIES = 500
_TAGS = {METHOD: 0, FIELD: 1, TYPE_DEF: 3, PARAM: 4, PROPERTY: 9}
"""Tags of the coded index of what has attributes."""


class _Writer:
    """The types of one assembly that are worth telling, as symbols and units."""

    def __init__(self, draft: Draft, assembly: Assembly) -> None:
        self._draft, self._assembly = draft, assembly
        self._bodies = Bodies(assembly)
        self._written: dict[int, int] = {}
        """Types and their symbols."""
        self._told: set[tuple[int, int]] = set()
        self._used: dict[int, None] = {}
        """Methods whose code is looked at."""
        self._wanted: set[int] = set()
        """Types that are told, and what has them in its signature."""
        self._direct: set[int] = set()
        """Types in which a place lies."""
        self._seen: set[tuple[int, int]] = set()
        """Rows in which a place lies."""
        self._native = {row[1] >> 1: row for row in assembly.meta.rows(IMPL_MAP) if row[1] & 1}

    # From places to types

    def run(self, places: Sequence[Place]) -> list[Place]:
        """Writes what stands around the places; gives back those that lie in nothing that has a name."""
        assembly = self._assembly
        spots: dict[int, list[int]] = {0: [], 1: [], 2: []}
        rest: list[Place] = []
        heaps = (assembly.strings, assembly.user, assembly.blobs)
        for place in places:
            heap = next((index for index, (low, high) in enumerate(heaps) if low <= place.start < high), -1)
            if heap < 0:
                rest.append(place)
            else:
                spots[heap].append(place.start)
        found = [*assembly.named_at(sorted(set(spots[0]))), *assembly.told_at(sorted(set(spots[2])))]
        texts = dict(assembly.user_strings(sorted(set(spots[1]))))
        tokens = {0x70000000 | index for index in texts}
        types: dict[int, None] = {}
        for _, table, row in found:
            if owner := assembly.owner(table, row):
                types.setdefault(owner)
                self._seen.add((table, row))
            if table in {FIELD, METHOD, MEMBER_REF}:
                tokens.add(table << 24 | row)
        self._used = dict.fromkeys(list(self._bodies.users(tokens))[:_MOST_BODIES])
        self._wanted = self._with_holders(types)
        self._direct = {assembly.owner(METHOD, method) for method in self._used} | set(types)
        for type_ in sorted(self._wanted | self._direct):
            if type_:
                self._type(type_)
        seen = {offset for offset, _, _ in found}
        loose = [offset for heap in (0, 2) for offset in spots[heap] if offset not in seen]
        self._loose({*loose, *(offset for offset, table, _ in found if table in {1, MEMBER_REF, 0x1A})}, texts.values())
        return [*rest, *(place for place in places if place.start in loose and not self._holds(place.start))]

    def _holds(self, offset: int) -> bool:
        return any(low <= offset < high for low, high in self._told)

    def _with_holders(self, types: Iterable[int]) -> set[int]:
        """These types, and those with a field, property or parameter of such a type.

        A type that is held by very many is one that everything uses: who uses it says nothing.
        """
        known = {type_ for type_ in types if type_}
        fresh = set(known)
        for _ in range(_ROUNDS):
            if not fresh or len(known) > _MOST_TYPES:
                break
            found = self._assembly.holders(sorted(fresh)[:_MOST_HELD])
            holders = set().union(*(each for each in found.values() if len(each) <= _MOST_HOLDERS))
            fresh = {holder for holder in holders if holder and holder not in known}
            known |= fresh
        return set(sorted(known)[:_MOST_TYPES])

    # Texts

    def _unit(self, run: Run | None, role: Role) -> TextUnit | None:
        if run is None:
            return None
        text = strings.exact(bytes(self._assembly.data[run.start : run.end]), run.codec)
        if text is None:
            self._draft.gap("undecodable", size=run.end - run.start, detail="a text with lone surrogates", hides=False)
            return None
        self._told.add((run.start, run.end))
        return TextUnit(text, role, (Span(0, len(text), run.start, run.end - run.start, (run.codec,)),))

    def _symbol(self, kind: SymbolKind, role: Role, name: int, parent: int, type_: str = "", value: str = "") -> int:
        unit = self._unit(self._assembly.name(name), role)
        return self._draft.symbol(kind, unit.text if unit else "", unit, parent, type_, value)

    def _attributes(self, table: int, row: int, symbol: int) -> None:
        for attribute in self._assembly.attributes(_TAGS[table], row):
            if attribute.type.startswith(_MACHINE):
                continue
            role = Role.KEY if attribute.type in _KEYS else Role.ATTRIBUTE
            for run in attribute.texts:
                self._draft.unit(self._unit(run, role), symbol)

    # Types

    def _type(self, type_: int, depth: int = 0) -> int:
        """The symbol of a type, written with the one around it when it is first asked for."""
        if type_ in self._written:
            return self._written[type_]
        self._written[type_] = -1
        assembly = self._assembly
        _, name, _, extends, _, _ = assembly.types[type_ - 1]
        outer = assembly.enclosing.get(type_, 0)
        parent = self._type(outer, depth + 1) if 0 < outer <= len(assembly.types) and depth < _DEPTH else -1
        base = assembly.type_name(*assembly.meta.coded("T", extends)) if extends else ""
        if base == "MulticastDelegate":
            self._written[type_] = self._delegate(type_, name, parent)
        elif assembly.said(name).startswith("<"):
            self._written[type_] = self._members(type_, parent)
        else:
            enum = base == "Enum"
            kind, role = (SymbolKind.ENUM, Role.ENUM) if enum else (SymbolKind.RECORD, Role.RECORD)
            symbol = self._symbol(kind, role, name, parent, "" if base in {"Object", "Enum", "ValueType"} else base)
            self._written[type_] = symbol
            self._attributes(TYPE_DEF, type_, symbol)
            self._members(type_, symbol, enum=enum)
        return self._written[type_]

    def _delegate(self, type_: int, name: int, parent: int) -> int:
        """A delegate is a function: what is called has its parameters."""
        symbol = self._symbol(SymbolKind.FUNCTION, Role.FUNCTION, name, parent)
        self._attributes(TYPE_DEF, type_, symbol)
        for method in self._assembly.members(type_, METHOD):
            row = self._assembly.meta.row(METHOD, method)
            if self._assembly.said(row[3]) == "Invoke":
                self._parameters(method, row[4], symbol)
        return symbol

    def _members(self, type_: int, owner: int, *, enum: bool = False) -> int:
        assembly = self._assembly
        given = {assembly.said(assembly.meta.row(PROPERTY, row)[1]): row for row in assembly.members(type_, PROPERTY)}
        for row in assembly.members(type_, FIELD):
            flags, name, signature = assembly.meta.row(FIELD, row)
            said = assembly.said(name)
            if said.startswith("<") or (enum and not flags & _LITERAL):
                continue
            written = assembly.signature(signature).gives
            value, text = assembly.constant(0, row) if flags & _LITERAL else ("", None)
            if enum:
                kind, role = SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER
            elif flags & _LITERAL:
                kind, role = SymbolKind.CONSTANT, Role.CONSTANT
            else:
                kind, role = SymbolKind.FIELD, Role.FIELD
            symbol = self._symbol(kind, role, name, owner, "" if enum else written, value)
            if text is not None:
                unit = self._unit(text, Role.VALUE)
                self._draft.amend(symbol, value=unit.text[:200] if unit else "")
                self._draft.unit(unit, symbol)
            self._attributes(FIELD, row, symbol)
        for row in given.values():
            _, name, signature = assembly.meta.row(PROPERTY, row)
            symbol = self._symbol(SymbolKind.FIELD, Role.FIELD, name, owner, assembly.signature(signature).gives)
            self._attributes(PROPERTY, row, symbol)
        methods = assembly.members(type_, METHOD)
        every = type_ in self._direct and len(methods) <= _MOST_METHODS
        for row in methods:
            if every or row in self._used or self._telling(row):
                self._method(row, owner, given)
        return owner

    def _telling(self, method: int) -> bool:
        """Whether a place lies in a method or its parameters, or it takes or gives what is told."""
        if (METHOD, method) in self._seen or any(
            (PARAM, row) in self._seen for row in self._assembly.parameters(method)
        ):
            return True
        signature = self._assembly.meta.row(METHOD, method)[4]
        return not self._wanted.isdisjoint(self._assembly.signature(signature).tokens)

    def _method(self, row: int, owner: int, properties: Iterable[str]) -> None:
        assembly = self._assembly
        _, _, flags, name, signature, _ = assembly.meta.row(METHOD, row)
        said = assembly.said(name)
        accessor = flags & _SPECIAL_METHOD and said.partition("_")[2] in properties
        if accessor or said.startswith((".", "<")):
            if row in self._used:
                self._body(row, owner)
            return
        symbol = self._symbol(SymbolKind.FUNCTION, Role.FUNCTION, name, owner, assembly.signature(signature).gives)
        self._attributes(METHOD, row, symbol)
        self._parameters(row, signature, symbol)
        if row in self._native:
            entry = self._unit(assembly.name(self._native[row][2]), Role.IMPORT)
            if entry is not None:
                self._draft.refer(entry.text, "native", self._draft.unit(entry, symbol), symbol)
        if row in self._used:
            self._body(row, symbol)

    def _parameters(self, method: int, signature: int, symbol: int) -> None:
        takes = self._assembly.signature(signature).takes
        for row in self._assembly.parameters(method):
            _, sequence, name = self._assembly.meta.row(PARAM, row)
            if sequence:
                type_ = takes[sequence - 1] if sequence <= len(takes) else ""
                parameter = self._symbol(SymbolKind.PARAMETER, Role.PARAMETER, name, symbol, type_)
                self._attributes(PARAM, row, parameter)

    # Code

    def _body(self, method: int, owner: int) -> None:
        """The texts and names that the code of a method uses, in its order; texts that fill an array are its items."""
        listed: list[Run] | None = None
        for step in self._bodies.steps(method):
            table, row = step.operand >> 24, step.operand & 0xFFFFFF
            if step.operation == LDSTR and table == 0x70:
                run = self._assembly.user_string(row)
                if run is not None and listed is not None:
                    listed.append(run)
                elif run is not None and (run.start, run.end) not in self._told:
                    self._draft.unit(self._unit(run, Role.STRING), owner)
            elif step.operation == NEWARR:
                self._list(listed, 0, owner)
                listed = []
            elif step.operation in STORES:
                self._list(listed, row if table == FIELD else 0, owner)
                listed = None
            elif table in {FIELD, METHOD, MEMBER_REF} and step.operation in {0x28, 0x6F, 0x73, 0x7B, 0x7D, 0x7E}:
                self._use(table, row, owner, "call" if step.operation in {0x28, 0x6F, 0x73} else "access")
        self._list(listed, 0, owner)

    def _list(self, items: list[Run] | None, field: int, owner: int) -> None:
        if not items:
            return
        if len(items) == 1:
            self._draft.unit(self._unit(items[0], Role.STRING), owner)
            return
        name = self._assembly.name(self._assembly.meta.row(FIELD, field)[1]) if field else None
        unit = self._unit(name, Role.VARIABLE)
        array = self._draft.symbol(SymbolKind.ARRAY, unit.text if unit else "", unit, owner)
        for run in items:
            item = self._unit(run, Role.ITEM)
            if item is not None:
                self._draft.symbol(SymbolKind.ITEM, item.text[:200], item, array)

    def _use(self, table: int, row: int, owner: int, how: str) -> None:
        column = 3 if table == METHOD else 1
        try:
            name = self._assembly.name(self._assembly.meta.row(table, row)[column])
        except ValueError:
            return
        if name is None or (name.start, name.end) in self._told:
            return
        unit = self._unit(name, Role.IDENTIFIER)
        if unit is not None and not unit.text.startswith((".", "<")):
            self._draft.refer(unit.text, how, self._draft.unit(unit, owner), owner)

    def _loose(self, offsets: Iterable[int], texts: Iterable[Run]) -> None:
        """Names of what lies in other assemblies, and texts that no code was found to use."""
        low, _ = self._assembly.strings
        for offset in sorted(set(offsets)):
            if self._assembly.strings[0] <= offset < self._assembly.strings[1] and not self._holds(offset):
                window = max(low, offset - 1024)
                start = window + bytes(self._assembly.data[window:offset]).rfind(0) + 1
                self._draft.unit(self._unit(self._assembly.name(start - low), Role.IDENTIFIER))
        for run in texts:
            if (run.start, run.end) not in self._told:
                self._draft.unit(self._unit(run, Role.STRING))


class Net:
    """Programs and libraries of .NET, all of whose code is that of .NET."""

    name: ClassVar[str] = "net"
    structured: ClassVar[bool] = True
    kinds: ClassVar[tuple[str, ...]] = ("net-assembly",)
    limits: ClassVar[tuple[str, ...]] = (
        "What methods compute is not read: types, members, values, attributes, and the names and texts that code uses.",
        "Types are told that have a telling word, hold such a type or use it in their code; others are left out.",
        "Of assemblies that can be edited while they run (#-) and of those whose tables were scrambled only strings.",
    )
    only_net: ClassVar[bool] = True

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By a PE header that names a CLI header, and its flags."""
        if len(data) < 512 or bytes(data[:2]) != b"MZ":
            return False
        try:
            assembly = Assembly(data)
            address, size = assembly.image.directory(14)
            flags = data[assembly.image.offset(address) + 16]
        except (ValueError, KeyError, struct.error, IndexError):
            return False
        return bool(size) and bool(flags & 1) == self.only_net

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The types that the places lie in; what lies outside of the metadata as :class:`Pe` reads it."""
        draft = Draft(self.name, "csharp", limits)
        try:
            rest = _Writer(draft, Assembly(data)).run(places)
        except (ValueError, KeyError, struct.error, IndexError) as error:
            draft = Draft(self.name, "csharp", limits)
            draft.gap("unparsed", size=len(data), detail=str(error), remedy="Ask the maker for a whole file.")
            rest = list(places)
        yield from draft.finish()
        if rest:
            yield from Pe().read(data, name, rest, limits)


class NetMixed(Net):
    """Programs and libraries with code of .NET and of the processor in one file, as C++/CLI makes them."""

    name: ClassVar[str] = "net-mixed"
    structured: ClassVar[bool] = False
    kinds: ClassVar[tuple[str, ...]] = ()
    only_net: ClassVar[bool] = False
