"""Python's marshal format, read as data: strings with the bytes they stand in, tuples, code objects.

Nothing is loaded: objects become plain nodes. Source: CPython's ``Python/marshal.c`` (type codes, references) and the
fields of a code object in each version from 2.7 to 3.13, all in ``Python/marshal.c`` of that version.
"""

import struct
from typing import TypeAlias

import msgspec

_DEPTH = 150
"""Objects in objects that are followed; CPython itself stops at 2000, compilers nest a few dozen."""

_CODE_27 = "iiii code consts names varnames freevars cellvars filename name i lnotab"
_CODE_30 = "iiiii code consts names varnames freevars cellvars filename name i lnotab"
_CODE_38 = "iiiiii code consts names varnames freevars cellvars filename name i lnotab"
_CODE_311 = "iiiii code consts names localsplus kinds filename name qualname i linetable exceptions"


class Broken(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are no marshalled object of this version."""


class Text(msgspec.Struct, frozen=True):
    """A string: its bytes lie at ``start`` to ``end``; ``raw`` ones have no encoding of their own."""

    start: int
    end: int
    raw: bool = False


class Group(msgspec.Struct, eq=False):
    """A tuple, list, set or dictionary (keys and values in turn)."""

    items: "list[Node]" = []


class Code(msgspec.Struct, eq=False):
    """A code object. ``numbers`` are its counts and flags in the order of its version, the last its first line."""

    start: int
    numbers: list[int] = []
    parts: "dict[str, Node]" = {}

    def group(self, name: str) -> "list[Node]":
        """The items of one of its tuples."""
        part = self.parts.get(name)
        return part.items if isinstance(part, Group) else []

    def text(self, name: str) -> Text | None:
        """One of its strings."""
        part = self.parts.get(name)
        return part if isinstance(part, Text) else None


Node: TypeAlias = "Text | Group | Code | int | None"


class Marshalled:
    """One pass over the bytes of a marshalled object. Raises ``Broken``."""

    def __init__(self, data: memoryview, start: int, version: tuple[int, int]) -> None:
        self._data, self._at, self._version = data, start, version
        self._references: list[Node] = []
        self._interned: list[Node] = []
        layout = (
            _CODE_27 if version < (3, 0) else _CODE_30 if version < (3, 8)
            else _CODE_38 if version < (3, 11) else _CODE_311
        )  # fmt: skip
        self._numbers = layout.split()[0]
        self._parts = layout.split()[1:]

    def read(self, depth: int = 0) -> Node:
        """The next object."""
        if depth > _DEPTH:
            raise Broken("objects nest too deep")
        start = self._at
        mark = self._byte()
        flag, kind = mark & 0x80, chr(mark & 0x7F)
        place = -1
        if flag:
            place = len(self._references)
            self._references.append(None)
        node = self._object(kind, start, place, depth)
        if place >= 0:
            self._references[place] = node
        return node

    def _object(self, kind: str, start: int, place: int, depth: int) -> Node:
        if kind in "0NFTS.":
            return 1 if kind == "T" else 0 if kind == "F" else None
        if kind in "stuaAzZ":
            return self._text(kind)
        if kind in "()[<>{":
            return self._group(kind, place, depth)
        if kind == "c":
            return self._code(start, place, depth)
        if kind in "rR":
            table = self._references if kind == "r" else self._interned
            index = self._number()
            if not 0 <= index < len(table):
                raise Broken("a reference to nothing")
            return table[index]
        return self._value(kind, depth)

    def _value(self, kind: str, depth: int) -> Node:
        if kind == "i":
            return self._number()
        if kind == "l":
            digits = self._number()
            self._skip(2 * abs(digits))
        elif kind in "Ig":
            self._skip(8)
        elif kind == "y":
            self._skip(16)
        elif kind in "fx":
            for _ in kind if kind == "f" else "xx":
                self._skip(self._byte())
        elif kind == ":":
            for _ in range(3):
                self.read(depth + 1)
        else:
            raise Broken(f"unknown type {kind!r}")
        return None

    def _text(self, kind: str) -> Text:
        length = self._byte() if kind in "zZ" else self._number()
        start = self._at
        self._skip(length)
        old = self._version < (3, 0)
        text = Text(start, self._at, raw=kind == "s" or (old and kind == "t"))
        if old and kind == "t":
            self._interned.append(text)
        return text

    def _group(self, kind: str, place: int, depth: int) -> Group:
        group = Group()
        if place >= 0:
            self._references[place] = group
        if kind == "{":
            while self._peek() & 0x7F != ord("0"):
                group.items.append(self.read(depth + 1))
            self._at += 1
            return group
        size = self._byte() if kind == ")" else self._number()
        if not 0 <= size <= len(self._data) - self._at:
            raise Broken("more items than bytes")
        for _ in range(size):
            group.items.append(self.read(depth + 1))
        return group

    def _code(self, start: int, place: int, depth: int) -> Code:
        code = Code(start)
        if place >= 0:
            self._references[place] = code
        code.numbers = [self._number() for _ in self._numbers]
        for part in self._parts:
            if part == "i":
                code.numbers.append(self._number())
            else:
                code.parts[part] = self.read(depth + 1)
        return code

    def _peek(self) -> int:
        if self._at >= len(self._data):
            raise Broken("cut short")
        return self._data[self._at]

    def _byte(self) -> int:
        value = self._peek()
        self._at += 1
        return value

    def _number(self) -> int:
        self._skip(4)
        number: int = struct.unpack_from("<i", self._data, self._at - 4)[0]
        return number

    def _skip(self, length: int) -> None:
        if length < 0 or self._at + length > len(self._data):
            raise Broken("cut short")
        self._at += length
