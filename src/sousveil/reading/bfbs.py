"""Compiled schemas of FlatBuffers (.bfbs): tables, structs, enumerations and unions, with what is said about them.

Source: ``reflection.fbs`` and "FlatBuffer Internals" of google/flatbuffers (Apache-2.0). A schema is a buffer itself:
each table names its fields by a row of offsets (vtable).
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import strings
from sousveil.reading.draft import Draft
from sousveil.reading.strings import exact

_MARK = b"BFBS"
_MOST = 20_000
_BASES = (
    "none", "utype", "bool", "byte", "ubyte", "short", "ushort", "int", "uint", "long", "ulong", "float", "double",
    "string", "vector", "obj", "union", "array", "vector64",
)  # fmt: skip
_OBJECT = frozenset({15})
_LISTS = frozenset({14, 17, 18})
# The places of fields in their tables, in the order of reflection.fbs.
_OBJECTS, _ENUMS = 0, 1
_NAME, _MEMBERS = 0, 1
_OBJECT_SAID, _ENUM_UNION, _ENUM_SAID = 6, 2, 5
_FIELD_TYPE, _FIELD_SAID = 1, 10
_VALUE, _VALUE_SAID = 1, 4
_TYPE_BASE, _TYPE_ELEMENT, _TYPE_INDEX = 0, 1, 2


class _Buffer:
    """Tables by offset. Raises ``struct.error`` or ``ValueError`` where one does not lie in the file."""

    def __init__(self, data: memoryview) -> None:
        self.data = data

    def root(self) -> int:
        """The outermost table."""
        return self._jump(0)

    def _jump(self, at: int) -> int:
        offset = int(struct.unpack_from("<I", self.data, at)[0])
        if not offset or at + offset + 4 > len(self.data):
            raise ValueError("an offset that leads outside")
        return at + offset

    def _field(self, table: int, number: int) -> int:
        """Where a field lies, 0 for one that is left out."""
        rows = table - struct.unpack_from("<i", self.data, table)[0]
        if rows < 0:
            raise ValueError("a table without a row of offsets")
        (size,) = struct.unpack_from("<H", self.data, rows)
        if 4 + 2 * number + 2 > size:
            return 0
        (offset,) = struct.unpack_from("<H", self.data, rows + 4 + 2 * number)
        return table + offset if offset else 0

    def table(self, table: int, number: int) -> int:
        """The table in a field, 0 for none."""
        at = self._field(table, number)
        return self._jump(at) if at else 0

    def number(self, table: int, number: int, layout: str, default: int = 0) -> int:
        """The number in a field."""
        at = self._field(table, number)
        return int(struct.unpack_from("<" + layout, self.data, at)[0]) if at else default

    def run(self, table: int, number: int) -> tuple[int, int]:
        """The bytes of the text in a field."""
        at = self._field(table, number)
        return self._text(self._jump(at)) if at else (0, 0)

    def _text(self, at: int) -> tuple[int, int]:
        (size,) = struct.unpack_from("<I", self.data, at)
        if at + 4 + size > len(self.data):
            raise ValueError("a text that is cut short")
        return at + 4, at + 4 + size

    def items(self, table: int, number: int) -> list[int]:
        """Where the tables or texts of a list lie."""
        at = self._field(table, number)
        if not at:
            return []
        at = self._jump(at)
        (count,) = struct.unpack_from("<I", self.data, at)
        if count > _MOST:
            raise ValueError("a list that is longer than any schema has")
        return [self._jump(at + 4 + 4 * each) for each in range(count)]

    def texts(self, table: int, number: int) -> list[tuple[int, int]]:
        """The texts of a list."""
        return [self._text(at) for at in self.items(table, number)]


class Bfbs:
    """A compiled schema."""

    name: ClassVar[str] = "bfbs"
    kinds: ClassVar[tuple[str, ...]] = ("flatbuffers-binary",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = ("Services and attributes of one's own are not read.",)

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the mark behind the first offset."""
        return len(data) >= 32 and bytes(data[4:8]) == _MARK

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """All that the schema declares."""
        draft = Draft(self.name, "flatbuffers", limits)
        try:
            if places:
                _Writer(draft, _Buffer(data)).write()
        except (ValueError, struct.error) as why:
            draft.gap("unparsed", size=len(data), remedy="Ask the maker for a whole file.", detail=str(why))
            strings.write(draft, data, places, lambda _: Role.STRING)
        yield from draft.finish()


class _Writer:
    def __init__(self, draft: Draft, buffer: _Buffer) -> None:
        self._draft, self._buffer = draft, buffer
        root = buffer.root()
        self._objects, self._enums = buffer.items(root, _OBJECTS), buffer.items(root, _ENUMS)

    def write(self) -> None:
        """Enumerations, then tables."""
        for enum in self._enums:
            union = bool(self._buffer.number(enum, _ENUM_UNION, "B"))
            kinds = (SymbolKind.RECORD, Role.RECORD) if union else (SymbolKind.ENUM, Role.ENUM)
            owner = self._named(enum, *kinds, said=_ENUM_SAID)
            for value in self._buffer.items(enum, _MEMBERS):
                written = str(self._buffer.number(value, _VALUE, "q"))
                role = Role.FIELD if union else Role.ENUM_MEMBER
                kind = SymbolKind.FIELD if union else SymbolKind.ENUM_MEMBER
                self._named(value, kind, role, owner, value=written, said=_VALUE_SAID)
        for table in self._objects:
            owner = self._named(table, SymbolKind.RECORD, Role.RECORD, said=_OBJECT_SAID)
            for field in self._buffer.items(table, _MEMBERS):
                type_ = self._type(self._buffer.table(field, _FIELD_TYPE))
                self._named(field, SymbolKind.FIELD, Role.FIELD, owner, type_=type_, said=_FIELD_SAID)

    def _type(self, type_: int) -> str:
        """A type as it is written, without its namespace; lists as what they are of."""
        if not type_:
            return ""
        base = self._buffer.number(type_, _TYPE_BASE, "B")
        base = self._buffer.number(type_, _TYPE_ELEMENT, "B") if base in _LISTS else base
        index = self._buffer.number(type_, _TYPE_INDEX, "i", -1)
        known = self._objects if base in _OBJECT else self._enums
        if index >= 0 and index < len(known):
            start, end = self._buffer.run(known[index], _NAME)
            return bytes(self._buffer.data[start:end]).decode("utf-8", "replace").rpartition(".")[2]
        return _BASES[base] if base < len(_BASES) else ""

    def _named(
        self, table: int, kind: SymbolKind, role: Role, owner: int = -1, *, type_: str = "", value: str = "", said: int
    ) -> int:
        start, end = self._buffer.run(table, _NAME)
        start += bytes(self._buffer.data[start:end]).rfind(b".") + 1
        name = self._unit(start, end, role)
        symbol = self._draft.symbol(kind, name.text if name else "", name, owner, type_, value)
        for low, high in self._buffer.texts(table, said):
            self._draft.unit(self._unit(low, high, Role.COMMENT), symbol)
        return symbol

    def _unit(self, start: int, end: int, role: Role) -> TextUnit | None:
        text = exact(bytes(self._buffer.data[start:end]), "utf-8")
        return TextUnit(text, role, (Span(0, len(text), start, end - start, ("utf-8",)),)) if text else None
