"""DWARF 2 to 5: the units of a file, and the entries of one unit, as far as they name types, members and functions.

Source: DWARF Debugging Information Format, versions 2 to 5, chapter 7 (unit headers, abbreviations, forms); the GNU
extensions for split and common strings are as the GCC wiki "DebugFission" and the elfutils header describe them.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

NAME, TYPE, VALUE, SIZE, LOCATION, SIBLING = 0x03, 0x49, 0x1C, 0x0B, 0x38, 0x01
DECLARATION, ORIGIN, SPECIFICATION, LINKAGE, LANGUAGE = 0x3C, 0x31, 0x47, 0x6E, 0x13
_MIPS_LINKAGE, STR_OFFSETS_BASE = 0x2007, 0x72
_WANTED = frozenset(
    {NAME, TYPE, VALUE, LOCATION, SIBLING, DECLARATION, ORIGIN, SPECIFICATION, LINKAGE, LANGUAGE, STR_OFFSETS_BASE}
)
UNIT, NAMESPACE, ENUM, ENUMERATOR, MEMBER, PARAMETER, FUNCTION = 0x11, 0x39, 0x04, 0x28, 0x0D, 0x05, 0x2E
FUNCTION_TYPE = 0x15
CLASS, STRUCT, UNION, TYPEDEF, VARIABLE, CONSTANT, INHERITANCE, BASE = 0x02, 0x13, 0x17, 0x16, 0x34, 0x27, 0x1C, 0x24
POINTER, REFERENCE, RVALUE, ARRAY, CONST, VOLATILE, RESTRICT, ATOMIC = 0x0F, 0x10, 0x42, 0x01, 0x26, 0x35, 0x37, 0x47
RECORDS = frozenset({CLASS, STRUCT, UNION, 0x38})
THROUGH = frozenset({POINTER, REFERENCE, RVALUE, ARRAY, CONST, VOLATILE, RESTRICT, ATOMIC, 0x1F})
"""Pointers, arrays and the like: what they are made of is what is carried."""
KEPT = RECORDS | THROUGH | {
    UNIT, NAMESPACE, ENUM, ENUMERATOR, MEMBER, PARAMETER, FUNCTION, TYPEDEF, VARIABLE, CONSTANT, INHERITANCE, BASE,
    FUNCTION_TYPE, 0x3C, 0x4A, 0x41,
}  # fmt: skip
_MOST_ABBREVIATIONS = 20_000
_MOST_UNITS = 200_000
_LONGEST = 4096
"""Bytes of a name that are looked at."""

# forms by how long they are: a number of bytes, or a letter (o: size of an offset, a: of an address)
FIXED: dict[int, int | str] = {
    0x01: "a", 0x05: 2, 0x06: 4, 0x07: 8, 0x0B: 1, 0x0C: 1, 0x0E: "o", 0x10: "r", 0x11: 1, 0x12: 2, 0x13: 4, 0x14: 8,
    0x17: "o", 0x19: 0, 0x1C: 4, 0x1D: "o", 0x1E: 16, 0x1F: "o", 0x20: 8, 0x21: 0, 0x24: 8, 0x25: 1, 0x26: 2, 0x27: 3,
    0x28: 4, 0x29: 1, 0x2A: 2, 0x2B: 3, 0x2C: 4, 0x1F20: "o", 0x1F21: "o",
}  # fmt: skip
_NUMBERS = {1: "B", 2: "H", 4: "I", 8: "Q"}
LEB = frozenset({0x0D, 0x0F, 0x15, 0x1A, 0x1B, 0x22, 0x23, 0x1F01, 0x1F02})
BLOCKS = {0x03: 2, 0x04: 4, 0x0A: 1}
IMPLICIT, INDIRECT, STRING = 0x21, 0x16, 0x08
UNIT_RELATIVE = frozenset({0x11, 0x12, 0x13, 0x14, 0x15})
STRX = frozenset({0x1A, 0x25, 0x26, 0x27, 0x28, 0x1F02})


class BrokenError(ValueError):
    """The bytes are no DWARF that can be followed."""


class Part(NamedTuple):
    """A section: its bytes, and where in the file they stand."""

    data: memoryview
    base: int


class Word:
    """A string that is read when it is asked for: a section, and the offset in it at which the string begins."""

    __slots__ = ("_offset", "_part")

    def __init__(self, part: Part, offset: int) -> None:
        self._part, self._offset = part, offset

    @property
    def start(self) -> int:
        """Where in the file it begins."""
        return self._part.base + self._offset

    @property
    def raw(self) -> bytes:
        """Its bytes, without the zero byte at its end."""
        for length in (64, _LONGEST):
            raw, end, _ = bytes(self._part.data[self._offset : self._offset + length]).partition(b"\0")
            if end:
                break
        return raw


class Entry:
    """A debug information entry. ``at`` is its offset in its section, ``parent`` that of the entry around it (0: none).

    Attributes that were not written are ``None`` (``type``, ``origin``: offsets in the section).
    """

    # Most entries have few of them: what is not set stands in the class.
    name: Word | None = None
    linkage: Word | None = None
    type: int | None = None
    origin: int | None = None
    value: int | None = None
    location: int | None = None
    language: int | None = None
    declared = False

    def __init__(self, at: int, tag: int, parent: int) -> None:
        self.at, self.tag, self.parent = at, tag, parent


class Header(NamedTuple):
    """A unit: it begins at ``start`` and ends before ``end``; its entries begin at ``first``."""

    start: int
    end: int
    first: int
    version: int
    abbreviations: int
    offset_size: int
    address_size: int


class Abbreviation(NamedTuple):
    """How an entry is written: its tag, whether others are in it, and steps: (attribute or 0, form, bytes to pass).

    ``layout`` reads all that is wanted at once where every form has a fixed length, ``taken`` says what (attribute,
    form) each number is, ``fixed`` are values that stand in the abbreviation.
    """

    tag: int
    children: bool
    steps: tuple[tuple[int, int, int], ...]
    layout: struct.Struct | None = None
    taken: tuple[tuple[int, int], ...] = ()
    fixed: tuple[tuple[int, int, int], ...] = ()


class Debug:
    """The debug information of one file. ``parts`` are its sections by name without a mark (``info``, ``str``)."""

    def __init__(self, parts: Mapping[str, Part], order: str) -> None:
        self.parts, self.order = parts, order
        self._tables: dict[tuple[int, int, int], dict[int, Abbreviation]] = {}
        self.units = {name: list(self._headers(name)) for name in ("info", "types") if name in parts}

    def number(self, data: memoryview, at: int, size: int, *, signed: bool = False) -> int:
        """A number of ``size`` bytes."""
        if at < 0 or at + size > len(data):
            raise BrokenError("cut short")
        return int.from_bytes(data[at : at + size], "big" if self.order == ">" else "little", signed=signed)

    def _headers(self, name: str) -> Iterator[Header]:
        data, at = self.parts[name].data, 0
        for _ in range(_MOST_UNITS):
            start = at
            try:
                length, at = self.number(data, at, 4), at + 4
                offset_size = 4
                if length == 0xFFFFFFFF:
                    length, at, offset_size = self.number(data, at, 8), at + 8, 8
                end = min(at + length, len(data))
                version, at = self.number(data, at, 2), at + 2
                kind = 1
                if version >= 5:
                    kind, address_size = data[at], data[at + 1]
                    abbreviations, at = self.number(data, at + 2, offset_size), at + 2 + offset_size
                else:
                    abbreviations, at = self.number(data, at, offset_size), at + offset_size
                    address_size, at = data[at], at + 1
            except (BrokenError, IndexError):
                return
            if version >= 5:
                at += 8 if kind in {4, 5} else 8 + offset_size if kind in {2, 6} else 0
            elif name == "types":
                at += 8 + offset_size
            if length == 0:
                return
            if 2 <= version <= 5 and address_size in {1, 2, 4, 8}:
                yield Header(start, end, at, version, abbreviations, offset_size, address_size)
            at = end
            if at >= len(data):
                return

    # abbreviations

    def abbreviations(self, unit: Header) -> dict[int, Abbreviation]:
        """How the entries of a unit are written, by their codes. Raises ``BrokenError``."""
        key = (unit.abbreviations, unit.offset_size | (unit.version == 2) << 8, unit.address_size)
        if key not in self._tables:
            self._tables[key] = dict(self._read_abbreviations(unit))
        return self._tables[key]

    def _read_abbreviations(self, unit: Header) -> Iterator[tuple[int, Abbreviation]]:
        part = self.parts.get("abbrev")
        if part is None:
            raise BrokenError("no abbreviations")
        data, at = part.data, unit.abbreviations
        try:
            for _ in range(_MOST_ABBREVIATIONS):
                code, at = uleb(data, at)
                if not code:
                    return
                tag, at = uleb(data, at)
                children, at = data[at], at + 1
                steps: list[tuple[int, int, int]] = []
                while True:
                    attribute, at = uleb(data, at)
                    form, at = uleb(data, at)
                    implicit = 0
                    if form == IMPLICIT:
                        implicit, at = sleb(data, at)
                    if not (attribute or form):
                        break
                    _add_step(steps, attribute, form, implicit, unit)
                yield code, _at_once(tag, bool(children), steps, self.order)
        except IndexError as error:
            raise BrokenError("abbreviations are cut short") from error


def _add_step(steps: list[tuple[int, int, int]], attribute: int, form: int, implicit: int, unit: Header) -> None:
    """Adds how an attribute is passed or taken; fixed ones that nobody wants are passed together."""
    attribute = LINKAGE if attribute == _MIPS_LINKAGE else attribute
    if form == IMPLICIT:
        if attribute in _WANTED:
            steps.append((attribute, form, implicit))
        return
    length = FIXED.get(form)
    size = fixed_size(length, unit) if length is not None else -1
    if attribute in _WANTED:
        steps.append((attribute, form, max(size, 0)))
    elif size < 0:
        steps.append((0, form, 0))
    elif steps and steps[-1][0] == 0 and steps[-1][1] == 0:
        steps[-1] = (0, 0, steps[-1][2] + size)
    else:
        steps.append((0, 0, size))


def _at_once(tag: int, children: bool, steps: list[tuple[int, int, int]], order: str) -> Abbreviation:
    """The abbreviation, with a layout where all steps have one."""
    layout, taken, fixed = order, [], []
    for attribute, form, size in steps:
        if attribute and (form == IMPLICIT or not size):
            if form not in {IMPLICIT, 0x19}:
                return Abbreviation(tag, children, tuple(steps))
            fixed.append((attribute, form, size if form == IMPLICIT else 1))
        elif attribute and size in _NUMBERS:
            layout += _NUMBERS[size]
            taken.append((attribute, form))
        elif not attribute and not form:
            layout += f"{size}x"
        else:
            return Abbreviation(tag, children, tuple(steps))
    return Abbreviation(tag, children, tuple(steps), struct.Struct(layout), tuple(taken), tuple(fixed))


def fixed_size(length: int | str, unit: Header) -> int:
    """The bytes of a form of fixed length in a unit."""
    if isinstance(length, int):
        return length
    if length == "o" or (length == "r" and unit.version > 2):
        return unit.offset_size
    return unit.address_size


def uleb(data: memoryview, at: int) -> tuple[int, int]:
    """An unsigned LEB128 number and where it ends. Raises ``IndexError`` beyond the end, ``BrokenError`` if endless."""
    byte = data[at]
    if byte < 0x80:
        return byte, at + 1
    value, shift = byte & 0x7F, 7
    while True:
        at += 1
        byte = data[at]
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at + 1
        shift += 7
        if shift > 70:
            raise BrokenError("an endless number")


def sleb(data: memoryview, at: int) -> tuple[int, int]:
    """A signed LEB128 number and where it ends. Raises as ``uleb``."""
    value, end = uleb(data, at)
    bits = 7 * (end - at)
    return (value - (1 << bits) if value >> (bits - 1) & 1 else value), end
