"""What Go leaves in its programs for reflection: struct types with the names, types and tags of their fields.

Nothing is listed: from a telling word in a name the way leads to the field that points at it, and from that to its
struct. Sources: Go's ``internal/abi/type.go`` (Type, StructType, StructField, Name), ``reflect``, and ``cmd/link`` for
where the types lie; little-endian programs of 64 bits.
"""

import re
import struct
from array import array
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

EXPORTED, TAGGED, PACKAGED, EMBEDDED = 1, 2, 4, 8
_TYPE, _STRUCT = 48, 80
"""Bytes of a type's header, and of a struct's: with the name of its package, and the list of its fields behind it."""
_FIELD = 24
_EXTRA_STAR, _NAMED = 2, 4
KINDS = {
    1: "bool", 2: "int", 3: "int8", 4: "int16", 5: "int32", 6: "int64", 7: "uint", 8: "uint8", 9: "uint16",
    10: "uint32", 11: "uint64", 13: "float32", 14: "float64", 24: "string",
}  # fmt: skip
STRUCT, ARRAY, MAP, POINTER, SLICE = 25, 17, 21, 22, 23
_MOST_FIELDS = 500
_LONGEST_NAME, _LONGEST_TAG = 200, 1000
_STEP, _STEPS = 32, 256
"""Where the types can begin: a section begins with what C adds, and the types are aligned."""
_FEW = 12
"""Values that are each sought by themselves; for more all words are looked at once."""
_RELOCATION = struct.Struct("<QQq")


class Area(NamedTuple):
    """Bytes of the file and where they are loaded."""

    address: int
    offset: int
    size: int
    holds_types: bool = True


class Name(NamedTuple):
    """A name: its flags, where its text and its tag lie (``(0, 0)``: none)."""

    flags: int
    text: tuple[int, int]
    tag: tuple[int, int]


class Field(NamedTuple):
    """A field: its name, and the file offset of its type (-1: not followed)."""

    name: Name
    type: int


class GoImage:
    """The types of one program. ``relocations``: offset and size of a table of ELF that fills in the pointers."""

    def __init__(self, data: memoryview, areas: Sequence[Area], relocations: tuple[int, int] = (0, 0)) -> None:
        self.data = data
        self.areas = sorted(areas)
        offset, size = relocations
        self._relocations = data[offset : offset + size // _RELOCATION.size * _RELOCATION.size]
        self._relative = self._leading()
        self._base = -2

    # Addresses

    def at(self, address: int) -> int:
        """The file offset of an address, -1 where it is none's."""
        for area in self.areas:
            if area.address <= address < area.address + area.size:
                return address - area.address + area.offset
        return -1

    def address(self, offset: int) -> int:
        """The address of a file offset, -1 where it is loaded nowhere."""
        for area in self.areas:
            if area.offset <= offset < area.offset + area.size:
                return offset - area.offset + area.address
        return -1

    def pointer(self, offset: int) -> int:
        """The file offset that the pointer at an offset leads to, -1 for none."""
        if not 0 <= offset <= len(self.data) - 8:
            return -1
        (value,) = struct.unpack_from("<Q", self.data, offset)
        if not value and len(self._relocations):
            value = self._filled(self.address(offset))
        return self.at(value) if value else -1

    def _leading(self) -> int:
        """How many relocations of the kind that only adds a base stand first: linkers put those there, sorted."""
        if not len(self._relocations):
            return 0
        kind = _RELOCATION.unpack_from(self._relocations, 0)[1]
        low, high = 0, len(self._relocations) // _RELOCATION.size
        while low < high:
            middle = (low + high) // 2
            same = _RELOCATION.unpack_from(self._relocations, middle * _RELOCATION.size)[1] == kind
            low, high = (middle + 1, high) if same else (low, middle)
        return low

    def _filled(self, address: int) -> int:
        """What is put at an address when the program is loaded."""
        low, high = 0, self._relative
        while low < high:
            middle = (low + high) // 2
            where, _, value = _RELOCATION.unpack_from(self._relocations, middle * _RELOCATION.size)
            if where == address:
                return int(value)
            low, high = (middle + 1, high) if where < address else (low, middle)
        return 0

    def pointing(self, offsets: Collection[int]) -> dict[int, list[int]]:
        """For each of these offsets the offsets of the pointers that lead there."""
        wanted = {self.address(offset): offset for offset in offsets}
        wanted.pop(-1, None)
        found: dict[int, list[int]] = {offset: [] for offset in offsets}
        if not wanted:
            return found
        for area in self.areas:
            if area.holds_types:
                part = self.data[area.offset : area.offset + area.size]
                for at, value in _words(part, wanted.keys(), 1):
                    found[wanted[value]].append(area.offset + at)
        for at, value in _words(self._relocations, wanted.keys(), 3):
            where = self.at(_RELOCATION.unpack_from(self._relocations, at - 16)[0]) if at % 24 == 16 else -1
            if where >= 0:
                found[wanted[value]].append(where)
        return found

    # Names

    def name(self, offset: int) -> Name | None:
        """The name at an offset; ``None`` where there is none."""
        try:
            flags = self.data[offset]
            if flags > 15:
                return None
            start, end = self._counted(offset + 1, _LONGEST_NAME)
            tag = self._counted(end, _LONGEST_TAG) if flags & TAGGED else (0, 0)
        except (IndexError, ValueError):
            return None
        if start == end or not _is_text(bytes(self.data[start:end])) or not _is_text(bytes(self.data[slice(*tag)])):
            return None
        return Name(flags, (start, end), tag)

    def _counted(self, at: int, most: int) -> tuple[int, int]:
        size = shift = 0
        while True:
            byte = self.data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
            if shift > 14:
                raise ValueError("no name is that long")
        if size > most or at + size > len(self.data):
            raise ValueError("no name is that long")
        return at, at + size

    def names_around(self, low: int, high: int) -> Iterator[int]:
        """Where the names can begin in whose text or tag ``low`` to ``high`` lies."""
        for offset in range(low - 2, max(low - _LONGEST_NAME - _LONGEST_TAG, 0), -1):
            name = self.name(offset) if self.data[offset] <= 15 else None
            if name is not None and any(start <= low and high <= end for start, end in (name.text, name.tag)):
                yield offset

    # Types

    def struct_of(self, field: int) -> int:
        """Where the struct begins in whose list of fields a field's name is pointed at from ``field``; -1 for none."""
        for back in range(field, max(field - _FIELD * _MOST_FIELDS - 2 * _STRUCT, 0), -8):
            count, room = struct.unpack_from("<QQ", self.data, back + 8)
            if count != room or not 0 < count <= _MOST_FIELDS:
                continue
            first = self.pointer(back)
            if first < 0 or not first <= field < first + _FIELD * count or (field - first) % _FIELD:
                continue
            if 0 < first - back <= 512 and self.kind(back - _STRUCT + _FIELD) == STRUCT:
                return back - _STRUCT + _FIELD
        return -1

    def kind(self, type_: int) -> int:
        """The kind of a type."""
        return self.data[type_ + 23] & 31 if 0 <= type_ <= len(self.data) - _TYPE else 0

    def named(self, type_: int) -> bool:
        """Whether a type has a name that its maker gave."""
        return bool(self.data[type_ + 20] & _NAMED)

    def fields(self, type_: int) -> list[Field]:
        """The fields of a struct."""
        at = type_ + _STRUCT - _FIELD
        if at + _FIELD > len(self.data):
            return []
        first, count = self.pointer(at), struct.unpack_from("<Q", self.data, at + 8)[0]
        found: list[Field] = []
        for where in range(first, first + _FIELD * min(count, _MOST_FIELDS), _FIELD) if first >= 0 else ():
            name = self.name(self.pointer(where)) if self.pointer(where) >= 0 else None
            if name is None:
                break
            found.append(Field(name, self.pointer(where + 8)))
        return found

    def inner(self, type_: int) -> int:
        """The type that a pointer, list or map is of; -1 for others."""
        kind = self.kind(type_)
        if kind in {POINTER, SLICE, ARRAY}:
            return self.pointer(type_ + _TYPE)
        return self.pointer(type_ + _TYPE + 8) if kind == MAP else -1

    def holding(self, place: int) -> int:
        """The type that is a pointer to, list or map of what is pointed at from ``place``; -1 where there is none."""
        for back, kinds in ((_TYPE, {POINTER, SLICE, ARRAY}), (_TYPE + 8, {MAP})):
            if place >= back and self.kind(place - back) in kinds:
                return place - back
        return -1

    def type_name(self, type_: int) -> tuple[int, int]:
        """Where the name of a type stands, with its package; ``(0, 0)`` where that is not told."""
        if self._base == -2:
            self._base = self._find_base(type_)
        name = self._named(self._base, type_) if self._base >= 0 else None
        return (0, 0) if name is None else name

    def _named(self, base: int, type_: int) -> tuple[int, int] | None:
        if not 0 <= type_ <= len(self.data) - _TYPE:
            return None
        (offset,) = struct.unpack_from("<i", self.data, type_ + 40)
        name = self.name(base + offset) if offset > 0 else None
        if name is None:
            return None
        starred = bool(self.data[type_ + 20] & _EXTRA_STAR)
        if starred and self.data[name.text[0]] != ord("*"):
            return None
        return name.text[0] + starred, name.text[1]

    def _find_base(self, type_: int) -> int:
        """Where the types begin, from which names of types are counted: where all names that are known come out."""
        known = [type_, *(field.type for field in self.fields(type_) if field.type >= 0)]
        for field in list(known):
            known += [inner for inner in (self.inner(field),) if inner >= 0]
        for area in self.areas:
            for step in range(_STEPS) if area.holds_types else ():
                base = area.offset + step * _STEP
                names = [self._named(base, one) for one in known]
                if all(name is not None and self._fits(name, one) for name, one in zip(names, known, strict=True)):
                    return base
        return -1

    def _fits(self, name: tuple[int, int], type_: int) -> bool:
        text = bytes(self.data[slice(*name)])
        kind = self.kind(type_)
        if kind == POINTER:
            return text[:1] == b"*"
        if kind in {SLICE, ARRAY} and not self.named(type_):
            return text[:1] == b"["
        return text[:1] not in {b"*", b"["} and (kind not in KINDS or b"." in text or text.decode() == KINDS[kind])


def _words(part: memoryview, wanted: Collection[int], step: int) -> Iterator[tuple[int, int]]:
    """Where one of these numbers stands at a multiple of eight bytes, and which."""
    if len(wanted) <= _FEW:
        for value in wanted:
            for match in re.finditer(re.escape(struct.pack("<Q", value)), part):
                if match.start() % 8 == 0:
                    yield match.start(), value
        return
    words = array("Q", bytes(part[: len(part) // 8 * 8]))
    for index in range(2 if step == 3 else 0, len(words), step):
        if words[index] in wanted:
            yield 8 * index, words[index]


def _is_text(raw: bytes) -> bool:
    try:
        return raw.decode("utf-8").isprintable()
    except UnicodeDecodeError:
        return False


def simple(text: str) -> str:
    """The last part of a type's name: ``[]*face.Attr`` is ``Attr``."""
    return re.split(r"[.\]*]", text.split("[", 1)[0] if text[:1].isalpha() and "[" in text else text)[-1]
