"""The entries of one unit of debug information, as far as they name types, members and functions.

Source: as :mod:`sousveil.reading.native.dwarf`.
"""

import struct

from sousveil.reading.native import dwarf
from sousveil.reading.native.dwarf import (
    BLOCKS,
    FIXED,
    IMPLICIT,
    INDIRECT,
    LEB,
    STRING,
    STRX,
    UNIT_RELATIVE,
    Abbreviation,
    BrokenError,
    Debug,
    Entry,
    Header,
    Part,
    Word,
    fixed_size,
    sleb,
    uleb,
)

_HEAD = frozenset({dwarf.PARAMETER, 0x18, 0x2F, 0x30})
"""What stands at the head of a function: what it takes, and the arguments of a template."""


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
        self._table = debug.abbreviations(header)
        self._data = debug.parts[name].data
        self._strings = {0x0E: debug.parts.get("str"), 0x1F: debug.parts.get("line_str")}
        try:
            self._walk(most)
        except (BrokenError, IndexError, KeyError, struct.error):
            self.cut = True

    def _walk(self, most: int) -> None:
        data, at, end = self._data, self.header.first, self.header.end
        around: list[
            tuple[int, int, bool]
        ] = []  # the entry around, where its sibling is, whether only its head is read
        parent, sibling_around, heads_only = 0, 0, False
        scratch = Entry(0, 0, 0)
        while at < end:
            start = at
            code, at = uleb(data, at)
            if not code:
                if not around:
                    return
                parent, sibling_around, heads_only = around.pop()
                continue
            shape = self._table[code]
            self.count += 1
            if self.count > most:
                self.cut = True
                return
            if heads_only and shape.tag not in _HEAD:
                # A function tells what it takes first; the rest of it is what it does.
                if sibling_around <= start:
                    raise BrokenError("a sibling that comes before")
                self.passed.append((start, sibling_around))
                at = sibling_around
                parent, sibling_around, heads_only = around.pop()
                continue
            kept = shape.tag in dwarf.KEPT
            entry = Entry(start, shape.tag, parent) if kept else scratch
            at, sibling = self._attributes(entry, shape, at)
            if kept:
                self.entries[start] = entry
                self.children.setdefault(parent, []).append(start)
            if not shape.children:
                continue
            passable = sibling > at and not self._hit(start, sibling)
            if passable and not kept:
                self.passed.append((start, sibling))
                at = sibling
                continue
            around.append((parent, sibling_around, heads_only))
            parent, sibling_around, heads_only = start, sibling, passable and shape.tag == dwarf.FUNCTION

    def _hit(self, start: int, end: int) -> bool:
        return any(start <= hit < end for hit in self.hits)

    def _attributes(self, entry: Entry, shape: Abbreviation, at: int) -> tuple[int, int]:
        """Takes what is wanted; the offset behind the entry, and that of its sibling (0: not said)."""
        sibling = 0
        if shape.layout is not None:
            values = shape.layout.unpack_from(self._data, at)
            for (attribute, form), value in zip(shape.taken, values, strict=True):
                if attribute == dwarf.NAME:
                    entry.name = self._known_word(form, value)
                elif attribute == dwarf.TYPE and form == 0x13:
                    entry.type = value + self.header.start
                else:
                    sibling = self._set(entry, attribute, form, value, sibling)
            for attribute, form, value in shape.fixed:
                sibling = self._set(entry, attribute, form, value, sibling)
            return at + shape.layout.size, sibling
        for attribute, form, size in shape.steps:
            if not attribute:
                at = at + size if not form else self._skip(form, at)
                continue
            if form == INDIRECT:
                form, at = uleb(self._data, at)  # noqa: PLW2901 - the form stands here
                length = FIXED.get(form)
                size = fixed_size(length, self.header) if length is not None else 0  # noqa: PLW2901
            value, at = self._value(form, at, size)
            if form == STRING and value is not None:
                self._call(entry, attribute, Word(self.debug.parts[self.name], value))
            elif value is not None:
                sibling = self._set(entry, attribute, form, value, sibling)
        return at, sibling

    @staticmethod
    def _call(entry: Entry, attribute: int, word: Word | None) -> None:
        if attribute == dwarf.NAME:
            entry.name = word
        elif attribute == dwarf.LINKAGE:
            entry.linkage = word

    def _set(self, entry: Entry, attribute: int, form: int, value: int, sibling: int) -> int:
        if attribute in {dwarf.NAME, dwarf.LINKAGE}:
            self._call(entry, attribute, self._known_word(form, value))
            return sibling
        if form in UNIT_RELATIVE:
            value += self.header.start
        if attribute == dwarf.SIBLING:
            return value
        if attribute == dwarf.TYPE:
            entry.type = None if form == 0x20 else value  # that of another unit by its signature is not followed
        elif attribute == dwarf.VALUE:
            entry.value = value
        elif attribute == dwarf.LOCATION:
            entry.location = value
        elif attribute == dwarf.DECLARATION:
            entry.declared = bool(value)
        elif attribute in {dwarf.ORIGIN, dwarf.SPECIFICATION}:
            entry.origin = value
        elif attribute == dwarf.LANGUAGE:
            entry.language = value
        elif attribute == dwarf.STR_OFFSETS_BASE and entry.tag == dwarf.UNIT:
            self.base = value
        return sibling

    def _value(self, form: int, at: int, size: int) -> tuple[int | None, int]:
        """A number, where a string begins in its section, or ``None``; and what comes behind it."""
        data = self._data
        if form in {IMPLICIT, 0x19}:  # the value stands in the abbreviation, or that it is there is all
            return size if form == IMPLICIT else 1, at
        if form == 0x0D:
            return sleb(data, at)
        if form in LEB:
            return uleb(data, at)
        if form in FIXED:
            # A constant of fixed size has no sign of its own.
            return self.debug.number(data, at, size), at + size
        if form in {0x0A, 0x18}:  # DWARF 2 and 3 write the place of a member as an expression: plus_uconst N
            length, after = (data[at], at + 1) if form == 0x0A else uleb(data, at)
            value = uleb(data, after + 1)[0] if length > 1 and data[after] == 0x23 else None
            return value, after + length
        return at if form == STRING else None, self._skip(form, at)

    def _skip(self, form: int, at: int) -> int:
        data = self._data
        if form in LEB:
            while data[at] & 0x80:
                at += 1
            return at + 1
        if form == STRING:
            return self._inline(at) + 1
        if form in BLOCKS:
            size = BLOCKS[form]
            return at + size + self.debug.number(data, at, size)
        if form in {0x09, 0x18}:
            length, at = uleb(data, at)
            return at + length
        if form == INDIRECT:
            form, at = uleb(data, at)
            if form == INDIRECT:
                raise BrokenError("a form of forms")
            if form in LEB or form in BLOCKS or form in {STRING, 0x09, 0x18}:
                return self._skip(form, at)
        length_or_letter = FIXED.get(form)
        if length_or_letter is None:
            raise BrokenError(f"unknown form {form:#x}")
        return at + fixed_size(length_or_letter, self.header)

    def _inline(self, at: int) -> int:
        """Where the zero byte of a string in the entry is."""
        for length in (64, 65536):
            end = bytes(self._data[at : at + length]).find(b"\0")
            if end >= 0:
                return at + end
        raise BrokenError("a string without end")

    # strings

    def _known_word(self, form: int, value: int) -> Word | None:
        """The string that a number stands for; ``None`` for one in another file."""
        if form in STRX:
            return self._indexed(value)
        return self._word(self._strings.get(form), value)

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
        return Word(part, offset) if part is not None and offset < len(part.data) else None
