"""Types as Microsoft's compilers describe them (CodeView): records one behind the other, looked up around places.

Source: LLVM, "The PDB TPI and IPI Streams" and "CodeView Type Records", and Microsoft's ``cvinfo.h`` at
``microsoft/microsoft-pdb``.
"""

import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

MODIFIER, POINTER, PROCEDURE, METHOD_TYPE, ARGUMENTS, FIELDS, BITS = (
    0x1001,
    0x1002,
    0x1008,
    0x1009,
    0x1201,
    0x1203,
    0x1205,
)
CLASS, STRUCT, UNION, ENUM, ARRAY, INTERFACE = 0x1504, 0x1505, 0x1506, 0x1507, 0x1503, 0x1519
RECORDS = frozenset({CLASS, STRUCT, UNION, INTERFACE})
OWNERS = RECORDS | {ENUM}
_ENUMERATE, _MEMBER, _STATIC, _METHODS, _NESTED, _METHOD = 0x1502, 0x150D, 0x150E, 0x150F, 0x1510, 0x1511
_BASE, _VIRTUAL_BASE, _VIRTUAL_BASE_2, _CONTINUED, _TABLE = 0x1400, 0x1401, 0x1402, 0x1404, 0x1409
_FORWARD = 0x80
_NUMBERS = {0x8000: "<b", 0x8001: "<h", 0x8002: "<H", 0x8003: "<i", 0x8004: "<I", 0x8009: "<q", 0x800A: "<Q"}
_SIMPLE = {
    0x03: "void", 0x08: "HRESULT", 0x10: "signed char", 0x20: "unsigned char", 0x70: "char", 0x71: "wchar_t",
    0x7A: "char16_t", 0x7B: "char32_t", 0x68: "__int8", 0x69: "unsigned __int8", 0x11: "short", 0x21: "unsigned short",
    0x72: "short", 0x73: "unsigned short", 0x12: "long", 0x22: "unsigned long", 0x74: "int", 0x75: "unsigned int",
    0x13: "__int64", 0x23: "unsigned __int64", 0x76: "__int64", 0x77: "unsigned __int64", 0x40: "float",
    0x41: "double", 0x30: "bool",
}  # fmt: skip
FIRST = 0x1000
_MOST_RECORDS = 8_000_000
_MOST_FIELDS = 20_000
_VERSION = 20040203
_CHUNK = 1 << 20


class Field(NamedTuple):
    """A member of a list: ``kind`` is ``value``, ``field`` or ``method``; its name (offset, length), type, number."""

    kind: str
    name: tuple[int, int]
    type: int
    number: int | None


class Owner(NamedTuple):
    """An enum or record: its kind, the number of the list of its members, its name (offset, length)."""

    kind: int
    fields: int
    name: tuple[int, int]
    forward: bool


class Types:
    """The records of types in ``data`` from ``start`` to ``end``. Raises ``struct.error`` for what is none."""

    def __init__(self, data: memoryview, start: int, end: int) -> None:
        self.data, self.end = data, min(end, len(data))
        self._starts = array("Q")
        at = start
        while at + 4 <= self.end and len(self._starts) < _MOST_RECORDS:
            length = data[at] | data[at + 1] << 8
            if length < 2:
                break
            self._starts.append(at)
            at += 2 + length
        self._start, self._stop = start, at

    @staticmethod
    def of_stream(data: memoryview) -> "Types":
        """The types of a stream of a program database. Raises ``struct.error``."""
        version, header, first, _, size = struct.unpack_from("<IIIII", data)
        if version != _VERSION or first != FIRST or header > len(data):
            raise struct.error("no stream of types")
        return Types(data, header, header + size)

    def record(self, index: int) -> tuple[int, int, int] | None:
        """Kind, first byte and end of the record of a type by its number."""
        number = index - FIRST
        if not 0 <= number < len(self._starts):
            return None
        at = self._starts[number]
        end = at + 2 + (self.data[at] | self.data[at + 1] << 8)
        return self.data[at + 2] | self.data[at + 3] << 8, at + 4, min(end, self.end)

    def at(self, offset: int) -> int | None:
        """The number of the type in whose record an offset lies."""
        if not self._start <= offset < self._stop:
            return None
        return FIRST + bisect_right(self._starts, offset) - 1

    def name_at(self, at: int, end: int) -> tuple[int, int]:
        """A name that ends with a zero byte: (offset, length)."""
        length = bytes(self.data[at : min(end, at + 4096)]).find(b"\0")
        if length < 0:
            raise struct.error("a name without end")
        return at, length

    def number_at(self, at: int) -> tuple[int, int]:
        """A number as members have it, and where it ends."""
        (leaf,) = struct.unpack_from("<H", self.data, at)
        if leaf < 0x8000:
            return leaf, at + 2
        layout = _NUMBERS.get(leaf)
        if layout is None:
            raise struct.error(f"unknown number {leaf:#x}")
        return struct.unpack_from(layout, self.data, at + 2)[0], at + 2 + struct.calcsize(layout)

    def owner(self, index: int) -> Owner | None:
        """The enum or record with this number."""
        found = self.record(index)
        if found is None or found[0] not in OWNERS:
            return None
        kind, at, end = found
        _, flags = struct.unpack_from("<HH", self.data, at)
        if kind == ENUM:
            (fields,) = struct.unpack_from("<I", self.data, at + 8)
            name_at = at + 12
        else:
            (fields,) = struct.unpack_from("<I", self.data, at + 4)
            name_at = self.number_at(at + (8 if kind == UNION else 16))[1]
        return Owner(kind, fields, self.name_at(name_at, end), bool(flags & _FORWARD))

    def fields(self, index: int) -> Iterator[Field]:
        """The members of a list, and of those that continue it. Raises ``struct.error`` at one that is not known."""
        for _ in range(64):
            found = self.record(index)
            if found is None or found[0] != FIELDS:
                return
            index = 0
            _, at, end = found
            for _ in range(_MOST_FIELDS):
                while at < end and self.data[at] >= 0xF0:  # bytes that only align
                    at += max(self.data[at] & 0x0F, 1)
                if at + 4 > end:
                    break
                field, at, continued = self._field(at, end)
                if field is not None:
                    yield field
                index = continued or index
            if not index:
                return

    def _field(self, at: int, end: int) -> tuple[Field | None, int, int]:
        kind, attributes = struct.unpack_from("<HH", self.data, at)
        at += 4
        if kind == _ENUMERATE:
            value, at = self.number_at(at)
            name = self.name_at(at, end)
            return Field("value", name, 0, value), sum(name) + 1, 0
        if kind in {_VIRTUAL_BASE, _VIRTUAL_BASE_2}:
            at = self.number_at(self.number_at(at + 8)[1])[1]
            return None, at, 0
        (type_,) = struct.unpack_from("<I", self.data, at)
        at += 4
        if kind == _BASE:
            return None, self.number_at(at)[1], 0
        if kind == _TABLE:
            return None, at, 0
        if kind == _CONTINUED:
            return None, end, type_
        number: int | None = None
        if kind == _MEMBER:
            number, at = self.number_at(at)
        elif kind == _METHOD and attributes >> 2 & 7 in {4, 6}:
            at += 4
        elif kind not in {_STATIC, _METHODS, _NESTED, _METHOD}:
            raise struct.error(f"unknown member {kind:#x}")
        name = self.name_at(at, end)
        what = "field" if kind in {_MEMBER, _STATIC} else "method" if kind in {_METHOD, _METHODS} else ""
        return (Field(what, name, type_, number) if what else None), sum(name) + 1, 0

    def naming(self, index: int) -> int:
        """The type that a type is made of at last: pointers, arrays and constants taken off; itself else."""
        for _ in range(16):
            found = self.record(index)
            if found is None or found[0] not in {MODIFIER, POINTER, ARRAY, BITS}:
                return index
            (index,) = struct.unpack_from("<I", self.data, found[1])
        return index

    def type_name(self, index: int) -> str:
        """What a type is called, without its scopes; ``""`` for one without a name."""
        index = self.naming(index)
        if index < FIRST:
            return _SIMPLE.get(index & 0xFF, "")
        owner = self.owner(index)
        if owner is None:
            return ""
        start, length = last_word(self.data, owner.name)
        return bytes(self.data[start : start + length]).decode("utf-8", "replace")

    def references(self, index: int) -> Iterator[int]:
        """The numbers of the records in which this number may stand."""
        return (found for found in self.containing(struct.pack("<I", index)) if found != index)

    def containing(self, needle: bytes) -> Iterator[int]:
        """The numbers of the records in which these bytes begin, each once."""
        last = -1
        for low in range(self._start, self._stop, _CHUNK):
            chunk = bytes(self.data[low : min(low + _CHUNK + len(needle) - 1, self._stop)])
            at = chunk.find(needle)
            while at >= 0:
                found = self.at(low + at)
                if found is not None and found != last:
                    last = found
                    yield found
                at = chunk.find(needle, at + 1)


def last_word(data: memoryview, name: tuple[int, int]) -> tuple[int, int]:
    """The last part of a name with scopes: (offset, length)."""
    start, length = name
    raw = bytes(data[start : start + length])
    if b"<" in raw:
        return name
    cut = raw.rfind(b"::")
    return (start + cut + 2, length - cut - 2) if cut >= 0 else name
