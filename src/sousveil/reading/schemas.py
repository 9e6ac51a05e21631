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

MARKS = frozenset({"$schema", "openapi", "swagger", "asyncapi"})
_CONTAINERS = frozenset({SymbolKind.MAP, SymbolKind.ARRAY, SymbolKind.ITEM, SymbolKind.ENTRY})
_VERBS = frozenset({"get", "put", "post", "delete", "patch", "head", "options"})
_TEXTS = frozenset({"description", "title", "summary", "$comment"})
_PLACED = frozenset({"query", "path", "header", "cookie", "formData", "body"})
_UP = 8
"""Levels between an operation and what it takes or gives."""


class Schema:
    """The symbols of one document, by what lies in what."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.children: dict[int, list[int]] = defaultdict(list)
        self.values: dict[int, int] = {}
        """The unit of the value of each entry."""
        for index, symbol in enumerate(draft.symbols):
            self.children[symbol.parent].append(index)
        for index, unit in enumerate(draft.units):
            if unit.role is Role.VALUE and unit.symbol >= 0:
                self.values.setdefault(unit.symbol, index)
        self.parents = [symbol.parent for symbol in draft.symbols]

    def declared(self) -> bool:
        """Whether the document says that it is a schema or the description of an interface."""
        tops = [-1, *(index for index in self.children[-1] if self.draft.symbols[index].kind is SymbolKind.MAP)]
        names = {self.draft.symbols[child].name for top in tops for child in self.children[top]}
        return bool(names & MARKS)

    def named(self, index: int, name: str) -> int:
        """What lies in a map under a key; -1 for nothing."""
        return next((child for child in self.children[index] if self.draft.symbols[child].name == name), -1)

    def put(self, index: int, kind: SymbolKind, role: Role, **more: str | int) -> None:
        """A symbol becomes one of another kind, and its name has another role."""
        old = self.draft.symbols[index]
        self.draft.symbols[index] = msgspec.structs.replace(old, kind=kind, **more)
        if old.unit >= 0:
            self.draft.rerole(old.unit, role)

    def value(self, index: int, name: str) -> str:
        """What stands in a map under a key; empty for nothing."""
        entry = self.named(index, name)
        return self.draft.symbols[entry].value if entry >= 0 else ""

    def _meant(self, index: int) -> str:
        """The name of the record that a schema refers to, itself or as what a list holds."""
        for at in (index, self.named(index, "items"), self.named(index, "schema")):
            if at >= 0 and (name := self.value(at, "$ref")):
                return name.rpartition("/")[2]
        for several in ("allOf", "oneOf", "anyOf"):
            for item in self.children[self.named(index, several)] if self.named(index, several) >= 0 else ():
                if name := self.value(item, "$ref"):
                    return name.rpartition("/")[2]
        return ""

    def kept_so(self) -> list[int]:
        """The maps of properties of what a store of documents keeps, or of an object that is described."""
        symbols = self.draft.symbols
        return [
            index
            for index, symbol in enumerate(symbols)
            if symbol.name == "properties"
            and symbol.kind is SymbolKind.MAP
            and (self._mapped(index) or self.value(self.parents[index], "type") == "object")
            and all(symbols[child].kind is SymbolKind.MAP for child in self.children[index])
        ]

    def _mapped(self, index: int) -> bool:
        """Whether a map of properties lies in the mapping of an index, at most three levels down."""
        for _ in range(3):
            index = self.parents[index] if index >= 0 else -1
            if index >= 0 and self.draft.symbols[index].name == "mappings":
                return True
        return False

    def write(self) -> None:
        """Turns what is declared into what it declares; innermost last, so that parents are known."""
        for index, symbol in enumerate(list(self.draft.symbols)):
            if symbol.kind not in _CONTAINERS:
                continue
            if symbol.name == "properties" and symbol.kind is SymbolKind.MAP:
                self.record(index)
            elif symbol.name == "enum" and symbol.kind in {SymbolKind.ARRAY, SymbolKind.ENTRY}:
                self._enum(index)
            elif symbol.name == "required" and symbol.kind is SymbolKind.ARRAY:
                for item in self.children[index]:
                    self.draft.rerole(self.draft.symbols[item].unit, Role.ATTRIBUTE)
            elif symbol.name in _VERBS and self.named(index, "operationId") >= 0:
                self._operation(index)

    def record(self, properties: int) -> None:
        """The map that holds the properties becomes a record, and they its fields."""
        holder = self.parents[properties]
        if holder < 0:
            return
        symbol = self.draft.symbols[holder]
        if symbol.kind in {SymbolKind.MAP, SymbolKind.ITEM}:
            self.put(holder, SymbolKind.RECORD, Role.RECORD)
            self.title(holder)
            self.texts(holder)
        elif symbol.kind is SymbolKind.FIELD:
            self.draft.amend(holder, type_=symbol.name)
        for child in self.children[properties]:
            field = self.draft.symbols[child]
            type_ = self._meant(child) or self.value(child, "type")
            self.put(child, SymbolKind.FIELD, Role.FIELD, parent=holder, type=field.type or type_, value="")
            self.texts(child)

    def title(self, holder: int) -> None:
        """A record without a key of its own has its title for a name."""
        title = self.named(holder, "title")
        unit = self.values.get(title, -1)
        if not self.draft.symbols[holder].name and unit >= 0:
            self.draft.name(holder, self.draft.units[unit].text, unit)
            self.draft.rerole(unit, Role.RECORD)
            self.draft.attach(unit, holder)

    def texts(self, holder: int) -> None:
        """What explains a record or a field is a comment on it."""
        for child in self.children[holder]:
            unit = self.values.get(child, -1)
            if self.draft.symbols[child].name in _TEXTS and unit >= 0 and unit != self.draft.symbols[holder].unit:
                self.draft.rerole(unit, Role.COMMENT)
                self.draft.attach(unit, holder)

    def _enum(self, array: int) -> None:
        holder = self.parents[array]
        if holder >= 0 and self.draft.symbols[holder].name == "items":
            holder = self.parents[holder]
        owner = self.draft.symbols[holder] if holder >= 0 else None
        if owner is None or not owner.name:
            kind = array
        elif owner.kind is SymbolKind.FIELD:
            # A list without a name of its own is that of the field.
            self.draft.symbols[array] = Symbol(SymbolKind.ENUM, owner.name, -1, holder, value="")
            self.draft.symbols[holder] = msgspec.structs.replace(owner, type=owner.name)
            kind = array
        elif owner.kind is SymbolKind.MAP:
            self.put(holder, SymbolKind.ENUM, Role.ENUM)
            self.texts(holder)
            kind = holder
        else:
            return
        if kind == array:
            self.draft.symbols[array] = msgspec.structs.replace(self.draft.symbols[array], kind=SymbolKind.ENUM)
        for item in self.children[array]:
            if self.draft.symbols[item].kind is SymbolKind.ITEM and self.draft.symbols[item].unit >= 0:
                self.put(item, SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, parent=kind)

    def _operation(self, index: int) -> None:
        """A call: named by its id, with what it takes and gives."""
        entry = self.named(index, "operationId")
        unit = self.values.get(entry, -1)
        if unit < 0:
            return
        name = self.draft.units[unit].text
        self.draft.symbols[index] = msgspec.structs.replace(
            self.draft.symbols[index], kind=SymbolKind.FUNCTION, name=name, unit=unit
        )
        self.draft.rerole(unit, Role.FUNCTION)
        self.draft.attach(unit, index)
        self.texts(index)
        self._parameters(index)
        for part in ("requestBody", "responses"):
            below = self.named(index, part)
            for schema in self._schemas(below) if below >= 0 else ():
                reference = self.named(schema, "$ref")
                unit = self.values.get(reference, -1)
                if part == "responses":
                    self.draft.amend(index, type_=self.draft.symbols[index].type or self._meant(schema))
                elif unit >= 0:
                    self._takes(schema, index, self._meant(schema), unit)

    def _takes(self, index: int, call: int, type_: str, unit: int) -> None:
        self.draft.symbols[index] = Symbol(SymbolKind.PARAMETER, type_, unit, call, type_)
        self.draft.rerole(unit, Role.TYPE)
        self.draft.attach(unit, index)

    def _parameters(self, call: int) -> None:
        listed = self.named(call, "parameters")
        for item in self.children[listed] if listed >= 0 else ():
            unit = self.values.get(self.named(item, "name"), -1)
            if unit < 0 or self.value(item, "in") not in _PLACED:
                continue
            name, type_ = self.draft.units[unit].text, self._meant(item)
            self.draft.symbols[item] = Symbol(SymbolKind.PARAMETER, name, unit, call, type_)
            self.draft.rerole(unit, Role.PARAMETER)
            self.draft.attach(unit, item)
            self.texts(item)

    def _schemas(self, index: int, depth: int = 0) -> list[int]:
        """The schemas in a body or in answers."""
        found: list[int] = []
        for child in self.children[index]:
            if self.draft.symbols[child].name == "schema":
                found.append(child)
            elif depth < _UP:
                found += self._schemas(child, depth + 1)
        return found
