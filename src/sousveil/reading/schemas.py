"""Schemas written as data: what a JSON Schema, OpenAPI, Swagger or AsyncAPI document says of records and calls.

A reader of JSON or YAML gives maps and lists; here those that the document itself declares as records, properties,
enumerations and operations become that. Sources: JSON Schema 2020-12 (core 8, validation 6.1.2), OpenAPI 3.1.0 (4.7
and 4.8), Swagger 2.0.
"""

from collections import defaultdict

import msgspec

from sousveil.model.text import Symbol
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft

_MARKS = frozenset({"$schema", "openapi", "swagger", "asyncapi"})
_CONTAINERS = frozenset({SymbolKind.MAP, SymbolKind.ARRAY, SymbolKind.ITEM, SymbolKind.ENTRY})
_VERBS = frozenset({"get", "put", "post", "delete", "patch", "head", "options"})
_TEXTS = frozenset({"description", "title", "summary", "$comment"})
_PLACED = frozenset({"query", "path", "header", "cookie", "formData", "body"})
_UP = 8
"""Levels between an operation and what it takes or gives."""


class _Schema:
    """The symbols of one document, by what lies in what."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._children: dict[int, list[int]] = defaultdict(list)
        self._values: dict[int, int] = {}
        """The unit of the value of each entry."""
        for index, symbol in enumerate(draft.symbols):
            self._children[symbol.parent].append(index)
        for index, unit in enumerate(draft.units):
            if unit.role is Role.VALUE and unit.symbol >= 0:
                self._values.setdefault(unit.symbol, index)
        self._parents = [symbol.parent for symbol in draft.symbols]

    def declared(self) -> bool:
        """Whether the document says that it is a schema or the description of an interface."""
        tops = [-1, *(index for index in self._children[-1] if self._draft.symbols[index].kind is SymbolKind.MAP)]
        names = {self._draft.symbols[child].name for top in tops for child in self._children[top]}
        return bool(names & _MARKS)

    def _named(self, index: int, name: str) -> int:
        """What lies in a map under a key; -1 for nothing."""
        return next((child for child in self._children[index] if self._draft.symbols[child].name == name), -1)

    def _set(self, index: int, kind: SymbolKind, role: Role, **more: str | int) -> None:
        old = self._draft.symbols[index]
        self._draft.symbols[index] = msgspec.structs.replace(old, kind=kind, **more)
        if old.unit >= 0:
            self._draft.rerole(old.unit, role)

    def _value(self, index: int, name: str) -> str:
        entry = self._named(index, name)
        return self._draft.symbols[entry].value if entry >= 0 else ""

    def _meant(self, index: int) -> str:
        """The name of the record that a schema refers to, itself or as what a list holds."""
        for at in (index, self._named(index, "items"), self._named(index, "schema")):
            if at >= 0 and (name := self._value(at, "$ref")):
                return name.rpartition("/")[2]
        for several in ("allOf", "oneOf", "anyOf"):
            for item in self._children[self._named(index, several)] if self._named(index, several) >= 0 else ():
                if name := self._value(item, "$ref"):
                    return name.rpartition("/")[2]
        return ""

    def write(self) -> None:
        """Turns what is declared into what it declares; innermost last, so that parents are known."""
        for index, symbol in enumerate(list(self._draft.symbols)):
            if symbol.kind not in _CONTAINERS:
                continue
            if symbol.name == "properties" and symbol.kind is SymbolKind.MAP:
                self._record(index)
            elif symbol.name == "enum" and symbol.kind in {SymbolKind.ARRAY, SymbolKind.ENTRY}:
                self._enum(index)
            elif symbol.name == "required" and symbol.kind is SymbolKind.ARRAY:
                for item in self._children[index]:
                    self._draft.rerole(self._draft.symbols[item].unit, Role.ATTRIBUTE)
            elif symbol.name in _VERBS and self._named(index, "operationId") >= 0:
                self._operation(index)

    def _record(self, properties: int) -> None:
        holder = self._parents[properties]
        if holder < 0:
            return
        symbol = self._draft.symbols[holder]
        if symbol.kind in {SymbolKind.MAP, SymbolKind.ITEM}:
            self._set(holder, SymbolKind.RECORD, Role.RECORD)
            self._title(holder)
            self._texts(holder)
        elif symbol.kind is SymbolKind.FIELD:
            self._draft.amend(holder, type_=symbol.name)
        for child in self._children[properties]:
            field = self._draft.symbols[child]
            type_ = self._meant(child) or self._value(child, "type")
            self._set(child, SymbolKind.FIELD, Role.FIELD, parent=holder, type=field.type or type_, value="")
            self._texts(child)

    def _title(self, holder: int) -> None:
        """A record without a key of its own has its title for a name."""
        title = self._named(holder, "title")
        unit = self._values.get(title, -1)
        if not self._draft.symbols[holder].name and unit >= 0:
            self._draft.name(holder, self._draft.units[unit].text, unit)
            self._draft.rerole(unit, Role.RECORD)
            self._draft.attach(unit, holder)

    def _texts(self, holder: int) -> None:
        """What explains a record or a field is a comment on it."""
        for child in self._children[holder]:
            unit = self._values.get(child, -1)
            if self._draft.symbols[child].name in _TEXTS and unit >= 0 and unit != self._draft.symbols[holder].unit:
                self._draft.rerole(unit, Role.COMMENT)
                self._draft.attach(unit, holder)

    def _enum(self, array: int) -> None:
        holder = self._parents[array]
        if holder >= 0 and self._draft.symbols[holder].name == "items":
            holder = self._parents[holder]
        owner = self._draft.symbols[holder] if holder >= 0 else None
        if owner is None or not owner.name:
            kind = array
        elif owner.kind is SymbolKind.FIELD:
            # A list without a name of its own is that of the field.
            self._draft.symbols[array] = Symbol(SymbolKind.ENUM, owner.name, -1, holder, value="")
            self._draft.symbols[holder] = msgspec.structs.replace(owner, type=owner.name)
            kind = array
        elif owner.kind is SymbolKind.MAP:
            self._set(holder, SymbolKind.ENUM, Role.ENUM)
            self._texts(holder)
            kind = holder
        else:
            return
        if kind == array:
            self._draft.symbols[array] = msgspec.structs.replace(self._draft.symbols[array], kind=SymbolKind.ENUM)
        for item in self._children[array]:
            if self._draft.symbols[item].kind is SymbolKind.ITEM and self._draft.symbols[item].unit >= 0:
                self._set(item, SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, parent=kind)

    def _operation(self, index: int) -> None:
        """A call: named by its id, with what it takes and gives."""
        entry = self._named(index, "operationId")
        unit = self._values.get(entry, -1)
        if unit < 0:
            return
        name = self._draft.units[unit].text
        self._draft.symbols[index] = msgspec.structs.replace(
            self._draft.symbols[index], kind=SymbolKind.FUNCTION, name=name, unit=unit
        )
        self._draft.rerole(unit, Role.FUNCTION)
        self._draft.attach(unit, index)
        self._texts(index)
        self._parameters(index)
        for part in ("requestBody", "responses"):
            below = self._named(index, part)
            for schema in self._schemas(below) if below >= 0 else ():
                reference = self._named(schema, "$ref")
                unit = self._values.get(reference, -1)
                if part == "responses":
                    self._draft.amend(index, type_=self._draft.symbols[index].type or self._meant(schema))
                elif unit >= 0:
                    self._takes(schema, index, self._meant(schema), unit)

    def _takes(self, index: int, call: int, type_: str, unit: int) -> None:
        self._draft.symbols[index] = Symbol(SymbolKind.PARAMETER, type_, unit, call, type_)
        self._draft.rerole(unit, Role.TYPE)
        self._draft.attach(unit, index)

    def _parameters(self, call: int) -> None:
        listed = self._named(call, "parameters")
        for item in self._children[listed] if listed >= 0 else ():
            unit = self._values.get(self._named(item, "name"), -1)
            if unit < 0 or self._value(item, "in") not in _PLACED:
                continue
            name, type_ = self._draft.units[unit].text, self._meant(item)
            self._draft.symbols[item] = Symbol(SymbolKind.PARAMETER, name, unit, call, type_)
            self._draft.rerole(unit, Role.PARAMETER)
            self._draft.attach(unit, item)
            self._texts(item)

    def _schemas(self, index: int, depth: int = 0) -> list[int]:
        """The schemas in a body or in answers."""
        found: list[int] = []
        for child in self._children[index]:
            if self._draft.symbols[child].name == "schema":
                found.append(child)
            elif depth < _UP:
                found += self._schemas(child, depth + 1)
        return found


def read_as_schema(draft: Draft) -> None:
    """Reads the maps of a draft as the declarations that they are, where the document is a schema."""
    if not any(symbol.name in _MARKS for symbol in draft.symbols):
        return
    schema = _Schema(draft)
    if schema.declared():
        schema.write()
