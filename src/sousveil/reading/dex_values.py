"""Values and annotations in Android's compiled code, as they are packed.

Source: "Dalvik executable format" (source.android.com): encoded_value, encoded_array, encoded_annotation, uleb128.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sousveil.opening.leb128 import unsigned

_STRING, _LIST, _NOTE, _NULL, _TRUTH = 0x17, 0x1C, 0x1D, 0x1E, 0x1F
_MOST_NESTED, _MOST_MEMBERS = 16, 65_536


class Value(NamedTuple):
    """An encoded value: of what kind, a number or an index, and what is in a list or annotation."""

    kind: int
    number: int
    inner: tuple["Value", ...] = ()


class Note(NamedTuple):
    """An annotation: its type, and its values."""

    type: int
    values: tuple[Value, ...]


def values_at(data: memoryview, at: int, depth: int = 0) -> tuple[tuple[Value, ...], int]:
    """A list of values, and where it ends. Raises ``IndexError`` or ``ValueError``, as all of these do."""
    count, at = unsigned(data, at)
    found: list[Value] = []
    for _ in range(min(count, _MOST_MEMBERS)):
        value, at = _value(data, at, depth)
        found.append(value)
    return tuple(found), at


def note_at(data: memoryview, at: int, depth: int = 0) -> tuple[Note, int]:
    """An annotation without its visibility, and where it ends."""
    type_, at = unsigned(data, at)
    count, at = unsigned(data, at)
    values: list[Value] = []
    for _ in range(min(count, 256)):
        _, at = unsigned(data, at)
        value, at = _value(data, at, depth)
        values.append(value)
    return Note(type_, tuple(values)), at


def _value(data: memoryview, at: int, depth: int) -> tuple[Value, int]:
    head = data[at]
    kind, size = head & 0x1F, (head >> 5) + 1
    if depth > _MOST_NESTED:
        raise ValueError("values in values without end")
    if kind in {_NULL, _TRUTH}:
        return Value(kind, head >> 5), at + 1
    if kind == _LIST:
        inner, at = values_at(data, at + 1, depth + 1)
        return Value(kind, 0, inner), at
    if kind == _NOTE:
        note, at = note_at(data, at + 1, depth + 1)
        return Value(kind, 0, note.values), at
    if at + 1 + size > len(data):
        raise ValueError("cut short")
    number = int.from_bytes(data[at + 1 : at + 1 + size], "little", signed=kind < _STRING)
    return Value(kind, number), at + 1 + size


def strings_in(values: Iterable[Value]) -> Iterator[int]:
    """The strings in values, and in the lists and annotations among them."""
    for value in values:
        if value.kind == _STRING:
            yield value.number
        yield from strings_in(value.inner)


def written(value: Value) -> str:
    """A number or truth value as text; ``""`` for any other."""
    if value.kind == _TRUTH:
        return "true" if value.number else "false"
    return str(value.number) if value.kind < 0x10 else ""


def encoded(string: int) -> bytes:
    """A string as a value, as a pattern to seek."""
    size = max(1, (string.bit_length() + 7) // 8)
    return re.escape(bytes([_STRING | (size - 1) << 5]) + string.to_bytes(size, "little"))
