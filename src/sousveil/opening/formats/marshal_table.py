"""A table in Python's marshal format, read as data: lists, dictionaries, numbers and strings, nothing else.

Source: CPython's ``Python/marshal.c`` (type codes, references).
"""

import struct
from typing import TypeAlias

_DEPTH = 12
_MOST = 2_000_000
_PLAIN: dict[str, int | None] = {"0": None, "N": None, "F": 0, "T": 1}

Value: TypeAlias = "int | bytes | list[Value] | None"
"""Tuples and lists are lists, a dictionary is a list of pairs; strings are bytes as they stand."""


class _Reader:
    def __init__(self, data: memoryview, at: int) -> None:
        self._data = data
        self.at = at
        self._left = _MOST
        self._references: list[Value] = []

    def value(self, depth: int = 0) -> Value:
        self._left -= 1
        if depth > _DEPTH or self._left < 0:
            raise ValueError("too deep or too long")
        mark = self._take(1)[0]
        place = -1
        if mark & 0x80:
            place = len(self._references)
            self._references.append(None)
        found = self._object(chr(mark & 0x7F), depth)
        if place >= 0:
            self._references[place] = found
        return found

    def _object(self, kind: str, depth: int) -> Value:
        if kind in _PLAIN:
            return _PLAIN[kind]
        if kind in "il":
            return self._number() if kind == "i" else self._long()
        if kind in "zZstuaA":
            return self._take(self._take(1)[0] if kind in "zZ" else self._number())
        if kind in ")([":
            return self._items(self._take(1)[0] if kind == ")" else self._number(), depth)
        if kind == "{":
            return self._pairs(depth)
        index = self._number() if kind in "rR" else -1
        if 0 <= index < len(self._references):
            return self._references[index]
        raise ValueError(f"type {kind!r} does not belong into a table")

    def _items(self, count: int, depth: int) -> Value:
        if not 0 <= count <= len(self._data) - self.at:
            raise ValueError("more items than bytes")
        return [self.value(depth + 1) for _ in range(count)]

    def _pairs(self, depth: int) -> Value:
        pairs: list[Value] = []
        while self._data[self.at] & 0x7F != ord("0"):
            pairs.append([self.value(depth + 1), self.value(depth + 1)])
        self.at += 1
        return pairs

    def _long(self) -> int:
        digits = self._number()
        if abs(digits) > 6:
            raise ValueError("a number that long is no offset")
        value = 0
        for place in range(abs(digits)):
            value |= int.from_bytes(self._take(2), "little") << (15 * place)
        return -value if digits < 0 else value

    def _number(self) -> int:
        number: int = struct.unpack("<i", self._take(4))[0]
        return number

    def _take(self, length: int) -> bytes:
        if length < 0 or self.at + length > len(self._data):
            raise ValueError("cut short")
        self.at += length
        return bytes(self._data[self.at - length : self.at])


def read_table(data: memoryview, at: int) -> tuple[Value, int]:
    """The object at ``at``, and where it ends. Raises ``ValueError`` for what is no table."""
    reader = _Reader(data, at)
    try:
        return reader.value(), reader.at
    except IndexError as error:
        raise ValueError("cut short") from error
