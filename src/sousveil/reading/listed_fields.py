"""Schemas that list their fields: ``{"type": "record", "name": ..., "fields": [{"name": ..., "type": ...}]}``.

So do Avro, Spark, Kafka Connect, BigQuery, table schemas of Frictionless and the models of dbt. A form lists what it
shows in the same way, with the kinds of its controls for types. Sources: the Avro specification ("Schema
Declaration"), Spark's ``StructType.json``, the documentation of BigQuery ("Specifying a schema") and of dbt ("Model
properties").
"""

import msgspec

from sousveil.model.text import Symbol
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.schemas import MARKS, Schema
from sousveil.reading.textual import words

_LISTS = frozenset({"fields", "columns"})
_MODELS = frozenset({"models", "sources", "tables", "seeds", "snapshots"})
_NAMES = ("name", "field")
_TYPES = words(
    "string int integer long short float double boolean bool bytes byte binary keyword text varchar char date time"
    " datetime timestamp enum record array map struct number numeric decimal bigint smallint tinyint int8 int16 int32"
    " int64 uint8 uint16 uint32 uint64 float32 float64 json uuid geography fixed null"
)
_CONTROLS = words(
    "select radio checkbox input textarea dropdown combobox switch picker button password file hidden email slider"
)
_SYMBOLS = frozenset({"symbols", "enum", "values", "allowed_values", "accepted_values"})
MOST = 500
"""Fields of a record."""
DEEP = 4
"""Levels below a field in which its values are listed."""


class _Lists(Schema):
    """The same document, with the lists of fields in it."""

    def write_lists(self) -> None:
        """Turns each list of fields into a record with them."""
        for index, symbol in enumerate(list(self.draft.symbols)):
            at_top = self.parents[index] < 0 and not symbol.name
            if symbol.kind is SymbolKind.ARRAY and (symbol.name in _LISTS or at_top):
                self._list(index)

    def _name_of(self, row: int) -> int:
        """The unit of the name of a field."""
        entries = (self.named(row, name) for name in _NAMES)
        return next((self.values[entry] for entry in entries if entry in self.values), -1)

    def _list(self, array: int) -> None:
        rows, symbols = self.children[array], self.draft.symbols
        maps = all(symbols[row].kind is SymbolKind.MAP for row in rows)
        if not 2 <= len(rows) <= MOST or not maps or any(self._name_of(row) < 0 for row in rows):
            return
        holder = self.parents[array] if symbols[array].name else -1
        if not self._of_model(holder) and not self._typed(rows):
            return
        if holder >= 0 and symbols[holder].kind is SymbolKind.MAP:
            self.put(holder, SymbolKind.RECORD, Role.RECORD)
            self._called(holder)
            self.texts(holder)
        else:
            holder = array
            self.put(array, SymbolKind.RECORD, Role.RECORD)
        for row in rows:
            self._field(row, holder)

    def _called(self, holder: int) -> None:
        unit = self.values.get(self.named(holder, "name"), -1)
        if unit >= 0 and not self.draft.symbols[holder].name:
            self.draft.name(holder, self.draft.units[unit].text, unit)
            self.draft.rerole(unit, Role.RECORD)
            self.draft.attach(unit, holder)

    def _of_model(self, holder: int) -> bool:
        """Whether a list lies in one of several models or tables, each with its name."""
        above = self.parents[holder] if holder >= 0 else -1
        return above >= 0 and self.draft.symbols[above].name in _MODELS and self.named(holder, "name") >= 0

    def _typed(self, rows: list[int]) -> bool:
        """Whether what is listed has types of data, and none is a control of a form."""
        told = [self.value(row, "type").lower().partition("(")[0] for row in rows]
        if _CONTROLS & set(told):
            return False
        symbols = self.draft.symbols
        inner = (
            symbols[type_].kind in {SymbolKind.MAP, SymbolKind.ARRAY}
            for row in rows
            if (type_ := self.named(row, "type")) >= 0
        )
        return 4 * (sum(type_ in _TYPES for type_ in told) + sum(inner)) >= 3 * len(rows)

    def _field(self, row: int, holder: int) -> None:
        unit = self._name_of(row)
        name = self.draft.units[unit].text
        self.draft.symbols[row] = Symbol(SymbolKind.FIELD, name, unit, holder, self.value(row, "type"))
        self.draft.rerole(unit, Role.FIELD)
        self.draft.attach(unit, row)
        self.texts(row)
        for array in self._listed(row, DEEP):
            self.draft.symbols[array] = Symbol(SymbolKind.ENUM, name, -1, row, value="")
            self.draft.symbols[row] = msgspec.structs.replace(self.draft.symbols[row], type=name)
            for item in self.children[array]:
                if self.draft.symbols[item].kind is SymbolKind.ITEM and self.draft.symbols[item].unit >= 0:
                    self.put(item, SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, parent=array)

    def _listed(self, index: int, levels: int) -> list[int]:
        found: list[int] = []
        for child in self.children[index] if levels else ():
            symbol = self.draft.symbols[child]
            if symbol.kind is SymbolKind.ARRAY and symbol.name in _SYMBOLS:
                found.append(child)
            elif symbol.name not in _LISTS:
                found += self._listed(child, levels - 1)
        return found


def read_as_schema(draft: Draft) -> None:
    """Reads the maps of a draft as the declarations that they are, where the document is a schema."""
    names = {symbol.name for symbol in draft.symbols}
    if names & MARKS and (schema := Schema(draft)).declared():
        schema.write()
        return
    if names & {"mappings", "properties"}:
        schema = Schema(draft)
        for index in schema.kept_so():
            schema.record(index)
    if names & {*_LISTS, "type"}:
        _Lists(draft).write_lists()
