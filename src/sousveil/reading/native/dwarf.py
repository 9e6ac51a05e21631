"""DWARF 2 to 5: the units of a file, and the entries of one unit, as far as they name types, members and functions.

Source: DWARF Debugging Information Format, versions 2 to 5, chapter 7 (unit headers, abbreviations, forms); the GNU
extensions for split and common strings are as the GCC wiki "DebugFission" and the elfutils header describe them.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

NAME, TYPE, VALUE, SIZE, LOCATION, SIBLING = 0x03, 0x49, 0x1C, 0x0B, 0x38, 0x01
DECLARATION, ORIGIN, SPECIFICATION, LINKAGE, SIGNATURE = 0x3C, 0x31, 0x47, 0x6E, 0x69
_MIPS_LINKAGE, _STR_OFFSETS_BASE, _DWO_ID = 0x2007, 0x72, 0x2131
_WANTED = frozenset(
    {NAME, TYPE, VALUE, LOCATION, SIBLING, DECLARATION, ORIGIN, SPECIFICATION, LINKAGE, SIGNATURE, _STR_OFFSETS_BASE}
)
UNIT, NAMESPACE, ENUM, ENUMERATOR, MEMBER, PARAMETER, FUNCTION = 0x11, 0x39, 0x04, 0x28, 0x0D, 0x05, 0x2E
CLASS, STRUCT, UNION, TYPEDEF, VARIABLE, CONSTANT, INHERITANCE, BASE = 0x02, 0x13, 0x17, 0x16, 0x34, 0x27, 0x1C, 0x24
POINTER, REFERENCE, RVALUE, ARRAY, CONST, VOLATILE, RESTRICT, ATOMIC = 0x0F, 0x10, 0x42, 0x01, 0x26, 0x35, 0x37, 0x47
RECORDS = frozenset({CLASS, STRUCT, UNION, 0x38})
THROUGH = frozenset({POINTER, REFERENCE, RVALUE, ARRAY, CONST, VOLATILE, RESTRICT, ATOMIC, 0x1F})
"""Pointers, arrays and the like: what they are made of is what is carried."""
_KEPT = RECORDS | THROUGH | {
    UNIT, NAMESPACE, ENUM, ENUMERATOR, MEMBER, PARAMETER, FUNCTION, TYPEDEF, VARIABLE, CONSTANT, INHERITANCE, BASE,
    0x3C, 0x4A, 0x41,
}  # fmt: skip
_MOST_ABBREVIATIONS = 20_000
_MOST_UNITS = 200_000

# forms by how long they are: a number of bytes, or a letter (o: size of an offset, a: of an address)
_FIXED: dict[int, int | str] = {
    0x01: "a", 0x05: 2, 0x06: 4, 0x07: 8, 0x0B: 1, 0x0C: 1, 0x0E: "o", 0x10: "r", 0x11: 1, 0x12: 2, 0x13: 4, 0x14: 8,
    0x17: "o", 0x19: 0, 0x1C: 4, 0x1D: "o", 0x1E: 16, 0x1F: "o", 0x20: 8, 0x21: 0, 0x24: 8, 0x25: 1, 0x26: 2, 0x27: 3,
    0x28: 4, 0x29: 1, 0x2A: 2, 0x2B: 3, 0x2C: 4, 0x1F20: "o", 0x1F21: "o",
}  # fmt: skip
_LEB = frozenset({0x0D, 0x0F, 0x15, 0x1A, 0x1B, 0x22, 0x23, 0x1F01, 0x1F02})
_BLOCKS = {0x03: 2, 0x04: 4, 0x0A: 1}
_IMPLICIT, _INDIRECT, _STRING = 0x21, 0x16, 0x08
_UNIT_RELATIVE = frozenset({0x11, 0x12, 0x13, 0x14, 0x15})
_STRX = frozenset({0x1A, 0x25, 0x26, 0x27, 0x28, 0x1F02})


class BrokenError(ValueError):
    """The bytes are no DWARF that can be followed."""


class Part(NamedTuple):
    """A section: its bytes, and where in the file they stand."""

    data: memoryview
    base: int


class Word(NamedTuple):
    """A string: its bytes, and where in the file they stand."""

    raw: bytes
    start: int


class Entry:
    """A debug information entry. ``at`` is its offset in its section, ``parent`` that of the entry around it (0: none).

    Attributes that were not written are ``None`` (``type``, ``origin``: offsets in the section).
    """

    __slots__ = (
        "at", "declared", "linkage", "location", "name", "origin", "parent", "signature", "tag", "type", "value",
    )  # fmt: skip

    def __init__(self, at: int, tag: int, parent: int) -> None:
        self.at, self.tag, self.parent = at, tag, parent
        self.name: Word | None = None
        self.linkage: Word | None = None
        self.type: int | None = None
        self.origin: int | None = None
        self.value: int | None = None
        self.location: int | None = None
        self.signature = 0
        self.declared = False


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
    """How an entry is written: its tag, whether others are in it, and steps: (attribute or 0, form, bytes to pass)."""

    tag: int
    children: bool
    steps: tuple[tuple[int, int, int], ...]


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

    def _abbreviations(self, unit: Header) -> dict[int, Abbreviation]:
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
                    if form == _IMPLICIT:
                        implicit, at = sleb(data, at)
                    if not (attribute or form):
                        break
                    _add_step(steps, attribute, form, implicit, unit)
                yield code, Abbreviation(tag, bool(children), tuple(steps))
        except IndexError as error:
            raise BrokenError("abbreviations are cut short") from error


def _add_step(steps: list[tuple[int, int, int]], attribute: int, form: int, implicit: int, unit: Header) -> None:
    """Adds how an attribute is passed or taken; fixed ones that nobody wants are passed together."""
    attribute = LINKAGE if attribute == _MIPS_LINKAGE else attribute
    if form == _IMPLICIT:
        if attribute in _WANTED:
            steps.append((attribute, form, implicit))
        return
    length = _FIXED.get(form)
    size = fixed_size(length, unit) if length is not None else -1
    if attribute in _WANTED:
        steps.append((attribute, form, max(size, 0)))
    elif size < 0:
        steps.append((0, form, 0))
    elif steps and steps[-1][0] == 0 and steps[-1][1] == 0:
        steps[-1] = (0, 0, steps[-1][2] + size)
    else:
        steps.append((0, 0, size))


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


class Unit:
    """The entries of one unit, those that name types, members and functions. Bodies of functions are passed over.

    ``hits`` are offsets of the section: a body that holds one is not passed over. Raises ``BrokenError`` where the
    unit cannot be followed from its start; what is read before damage is kept, and ``cut`` is set.
    """

    def __init__(self, debug: Debug, name: str, header: Header, most: int, hits: tuple[int, ...] = ()) -> None:
        self.debug, self.header, self.name = debug, header, name
        self.entries: dict[int, Entry] = {}
        self.children: dict[int, list[int]] = {}
        self.cut = False
        self.count = 0
        self.hits = hits
        self.passed: list[tuple[int, int]] = []
        """The stretches, (start, end), that were passed over."""
        self.base = -1
        """Where its part of the table of offsets of strings begins, -1 where it does not say."""
        self._table = debug._abbreviations(header)  # noqa: SLF001 - of one module
        self._data = debug.parts[name].data
        self._strings = {0x0E: debug.parts.get("str"), 0x1F: debug.parts.get("line_str")}
        try:
            self._walk(most)
        except (BrokenError, IndexError, KeyError, struct.error):
            self.cut = True

    def _walk(self, most: int) -> None:
        data, at, end = self._data, self.header.first, self.header.end
        around: list[tuple[int, int, int, bool]] = []  # entry kept around, its tag, where its sibling is, only its head
        parent, tag_around, sibling_around, heads_only = 0, 0, 0, False
        while at < end:
            start = at
            code, at = uleb(data, at)
            if not code:
                if not around:
                    return
                parent, tag_around, sibling_around, heads_only = around.pop()
                continue
            shape = self._table[code]
            self.count += 1
            if self.count > most:
                self.cut = True
                return
            entry = Entry(start, shape.tag, parent)
            at, sibling = self._attributes(entry, shape, at)
            if heads_only and shape.tag not in {PARAMETER, 0x18, 0x2F, 0x30} and not self._hit(start, sibling_around):
                # A function tells what it takes first; the rest of it is what it does.
                self.passed.append((start, sibling_around))
                at = sibling_around
                parent, tag_around, sibling_around, heads_only = around.pop()
                continue
            kept = shape.tag in _KEPT
            if kept:
                self.entries[start] = entry
                self.children.setdefault(parent, []).append(start)
            if not shape.children:
                continue
            if not kept and sibling > at and not self._hit(start, sibling):
                self.passed.append((start, sibling))
                at = sibling
                continue
            around.append((parent, tag_around, sibling_around, heads_only))
            parent = start
            tag_around, sibling_around = shape.tag, sibling
            heads_only = shape.tag == FUNCTION and sibling > at and not self._hit(start, sibling)

    def _hit(self, start: int, end: int) -> bool:
        return any(start <= hit < end for hit in self.hits)

    def _attributes(self, entry: Entry, shape: Abbreviation, at: int) -> tuple[int, int]:
        """Takes what is wanted; the offset behind the entry, and that of its sibling (0: not said)."""
        data, sibling = self._data, 0
        for attribute, form, size in shape.steps:
            if not attribute:
                at = at + size if not form else self._skip(form, at)
                continue
            if form == _INDIRECT:
                form, at = uleb(data, at)  # noqa: PLW2901 - the form stands here
                length = _FIXED.get(form)
                size = fixed_size(length, self.header) if length is not None else 0  # noqa: PLW2901
            if attribute in {NAME, LINKAGE}:
                word, at = self._string(form, at, size)
                if attribute == NAME:
                    entry.name = word
                else:
                    entry.linkage = word
                continue
            value, at = self._value(form, at, size)
            if value is None:
                continue
            if form in _UNIT_RELATIVE:
                value += self.header.start
            sibling = self._set(entry, attribute, form, value, sibling)
        return at, sibling

    def _set(self, entry: Entry, attribute: int, form: int, value: int, sibling: int) -> int:
        if attribute == TYPE:
            if form == 0x20:
                entry.signature = value
            else:
                entry.type = value
        elif attribute == SIBLING:
            return value
        elif attribute == VALUE:
            entry.value = value
        elif attribute == LOCATION:
            entry.location = value
        elif attribute == DECLARATION:
            entry.declared = bool(value)
        elif attribute in {ORIGIN, SPECIFICATION}:
            entry.origin = value
        elif attribute == _STR_OFFSETS_BASE and entry.tag == UNIT:
            self.base = value
        return sibling

    def _value(self, form: int, at: int, size: int) -> tuple[int | None, int]:
        data = self._data
        if form in {_IMPLICIT, 0x19}:  # the value stands in the abbreviation, or that it is there is all
            return size if form == _IMPLICIT else 1, at
        if form == 0x0D:
            return sleb(data, at)
        if form in _LEB:
            return uleb(data, at)
        if form in _FIXED:
            # A constant of fixed size has no sign of its own.
            return self.debug.number(data, at, size), at + size
        if form in {0x0A, 0x18}:  # DWARF 2 and 3 write the place of a member as an expression: plus_uconst N
            length, after = (data[at], at + 1) if form == 0x0A else uleb(data, at)
            value = uleb(data, after + 1)[0] if length > 1 and data[after] == 0x23 else None
            return value, after + length
        return None, self._skip(form, at)

    def _skip(self, form: int, at: int) -> int:
        data = self._data
        if form in _LEB:
            while data[at] & 0x80:
                at += 1
            return at + 1
        if form == _STRING:
            return self._inline(at) + 1
        if form in _BLOCKS:
            size = _BLOCKS[form]
            return at + size + self.debug.number(data, at, size)
        if form in {0x09, 0x18}:
            length, at = uleb(data, at)
            return at + length
        if form == _INDIRECT:
            form, at = uleb(data, at)
            if form == _INDIRECT:
                raise BrokenError("a form of forms")
        length_or_letter = _FIXED.get(form)
        if length_or_letter is None:
            if form in _LEB or form in _BLOCKS or form in {_STRING, 0x09, 0x18}:
                return self._skip(form, at)
            raise BrokenError(f"unknown form {form:#x}")
        return at + fixed_size(length_or_letter, self.header)

    def _inline(self, at: int) -> int:
        """Where the zero byte of a string in the entry is."""
        for length in (64, 65536):
            end = bytes(self._data[at : at + length]).find(b"\0")
            if end >= 0:
                return at + end
        raise BrokenError("a string without end")

    def _string(self, form: int, at: int, size: int) -> tuple[Word | None, int]:
        if form == _STRING:
            end = self._inline(at)
            return Word(bytes(self._data[at:end]), self.debug.parts[self.name].base + at), end + 1
        if form in self._strings:
            return self._word(self._strings[form], self.debug.number(self._data, at, size)), at + size
        if form in _STRX:
            index, at = uleb(self._data, at) if form in _LEB else (self.debug.number(self._data, at, size), at + size)
            return self._indexed(index), at
        return None, self._skip(form, at) if form not in _FIXED else at + size

    def _indexed(self, index: int) -> Word | None:
        part = self.debug.parts.get("str_offsets")
        if part is None:
            return None
        step = self.header.offset_size
        base = self.base
        if base < 0:  # the only unit of a split file: the header of its table comes first
            base = 0 if self.header.version < 5 else 8 if step == 4 else 16
        at = base + index * step
        if at + step > len(part.data):
            return None
        return self._word(self.debug.parts.get("str"), self.debug.number(part.data, at, step))

    @staticmethod
    def _word(part: Part | None, offset: int) -> Word | None:
        if part is None or offset >= len(part.data):
            return None
        return Word(bytes(part.data[offset : offset + 4096]).split(b"\0", 1)[0], part.base + offset)
