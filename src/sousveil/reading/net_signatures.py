"""The blobs of a .NET assembly: types as signatures write them, and the texts that attributes were given.

Source: ECMA-335, partition II: compressed numbers and signatures 23.2, custom attributes 23.3.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sousveil.opening.formats.net_metadata import Metadata

PRIMITIVES = {
    1: "void", 2: "bool", 3: "char", 4: "sbyte", 5: "byte", 6: "short", 7: "ushort", 8: "int", 9: "uint", 10: "long",
    11: "ulong", 12: "float", 13: "double", 14: "string", 0x16: "TypedReference", 0x18: "nint", 0x19: "nuint",
    0x1C: "object",
}  # fmt: skip
NUMBERS = {2: "?", 3: "H", 4: "b", 5: "B", 6: "h", 7: "H", 8: "i", 9: "I", 10: "q", 11: "Q", 12: "f", 13: "d"}
"""How the values of the types that are numbers are laid out."""
_SIZES = {PRIMITIVES[code]: struct.calcsize("<" + layout) for code, layout in NUMBERS.items()}
_STRING, _TYPE, _ENUM = 0x0E, 0x50, 0x55
_TYPE_DEF = 2
_NESTED = 12
"""Types in types that are followed."""
MOST = 64
"""Parameters and arguments that are read."""


class Run(NamedTuple):
    """A stretch of the file that holds text in a codec."""

    start: int
    end: int
    codec: str


def compressed(data: memoryview, at: int) -> tuple[int, int]:
    """A compressed number and where it ends. Raises ``ValueError``."""
    first = data[at] if at < len(data) else 0xFF
    if first < 0x80:
        return first, at + 1
    if first < 0xC0 and at + 1 < len(data):
        return (first & 0x3F) << 8 | data[at + 1], at + 2
    if first < 0xE0 and at + 3 < len(data):
        return (first & 0x1F) << 24 | int.from_bytes(data[at + 1 : at + 4], "big"), at + 4
    raise ValueError("no compressed number")


class Types:
    """Reads the types of one signature; notes the types of this assembly in it, by their rows, in ``tokens``."""

    def __init__(
        self, data: memoryview, start: int, end: int, tokens: set[int], type_name: Callable[[int, int], str]
    ) -> None:
        self._data, self._at, self._end, self._tokens, self._type_name = data, start, end, tokens, type_name

    def number(self) -> int:
        """A compressed number. Raises ``ValueError``."""
        if self._at >= self._end:
            raise ValueError("a signature that is cut short")
        value, self._at = compressed(self._data, self._at)
        return value

    def one(self, depth: int = 0) -> str:
        """A type as C# writes it. Raises ``ValueError``."""
        code = self.number()
        if depth > _NESTED:
            raise ValueError("types in types without end")
        if code in PRIMITIVES:
            return PRIMITIVES[code]
        if code in {0x11, 0x12}:
            return self._named()
        if code in {0x13, 0x1E}:
            self.number()
            return "T"
        return self._made(code, depth)

    def _made(self, code: int, depth: int) -> str:
        """A type that is made of others."""
        if code in {0x1F, 0x20}:
            self.number()
            return self.one(depth + 1)
        if code in {0x0F, 0x10, 0x45, 0x41}:
            return self.one(depth + 1)
        if code == 0x1D:
            return self.one(depth + 1) + "[]"
        if code == 0x15:
            self.number()
            name = self._named()
            inner = [self.one(depth + 1) for _ in range(min(self.number(), MOST))]
            return f"{name}<{', '.join(inner)}>"
        if code == 0x14:
            inner_type = self.one(depth + 1)
            self.number()
            for _ in range(2):
                for _ in range(min(self.number(), MOST)):
                    self.number()
            return inner_type + "[]"
        raise ValueError("a type of no known kind")

    def _named(self) -> str:
        table, row = Metadata.coded("T", self.number())
        if table == _TYPE_DEF:
            self._tokens.add(row)
        return self._type_name(table, row)


class Arguments:
    """The arguments of one attribute: those of its constructor, then those that have a name."""

    def __init__(self, data: memoryview, start: int, end: int) -> None:
        self._data, self._at, self._end = data, start + 2, end

    def texts(self, types: Sequence[str]) -> Iterator[Run]:
        """The texts among them; what follows something that has no known size is left out."""
        try:
            for type_ in types:
                if type_ == "object":
                    return
                if type_ in {"string", "Type"}:
                    yield from self._text()
                else:
                    self._at += _SIZES.get(type_, 4)  # an enumeration, of its usual size
            yield from self._named()
        except (ValueError, IndexError):
            return

    def _named(self) -> Iterator[Run]:
        if self._at + 2 > self._end:
            return
        count = int.from_bytes(self._data[self._at : self._at + 2], "little")
        self._at += 2
        for _ in range(min(count, MOST)):
            type_ = self._data[self._at + 1]
            self._at += 2
            if type_ == _ENUM:
                list(self._text())
            list(self._text())
            if type_ in {_STRING, _TYPE}:
                yield from self._text()
            elif type_ in NUMBERS or type_ == _ENUM:
                self._at += struct.calcsize("<" + NUMBERS.get(type_, "i"))
            else:
                return

    def _text(self) -> Iterator[Run]:
        """A counted text, where it is not empty. Raises ``ValueError``."""
        if self._at < self._end and self._data[self._at] == 0xFF:
            self._at += 1
            return
        size, start = compressed(self._data, self._at)
        if start + size > self._end:
            raise ValueError("a text that is longer than its attribute")
        self._at = start + size
        if size:
            yield Run(start, start + size, "utf-8")
