"""The layout of Android's compiled code (DEX): what names what, looked up from a string, not listed.

Source: "Dalvik executable format" (source.android.com): header, the id lists, class_data_item, code_item,
annotations_directory_item. Values and annotations: ``dex_values``.
"""

import re
import struct
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from sousveil.model.late import late
from sousveil.opening.leb128 import unsigned
from sousveil.reading.dex_values import Note, Value, encoded, note_at, values_at

_CODE, _ANNOTATION, _ARRAY = 0x2001, 0x2004, 0x2005
_NUMBER = late(rb"(?s:\x14.(?=(...\x7f)))")
_MOST = 65_536
"""Entries of a list: the indices into it have two bytes."""


class Field(NamedTuple):
    """A field of a class: its number in the list of fields, its flags."""

    number: int
    flags: int


class Method(NamedTuple):
    """A method of a class: its number in the list of methods, its flags, where its code is (0: none)."""

    number: int
    flags: int
    code: int


class Class(NamedTuple):
    """A class as it is defined: its type, flags, base, and where its annotations, members and values are."""

    type: int
    flags: int
    base: int
    annotations: int
    data: int
    values: int


class Dex:
    """One file taken apart on demand. Raises ``struct.error``, ``ValueError`` or ``IndexError``."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        head = struct.unpack_from("<20I", data, 32)
        if head[2] != 0x12345678:
            raise ValueError("not in the usual order of bytes")
        self.map = head[5]
        self.strings, self.types, self.protos, self.fields, self.methods, self.classes = (
            (head[at], head[at + 1]) for at in range(6, 18, 2)
        )
        if any(count > _MOST for count, _ in (self.types, self.protos, self.fields, self.methods, self.classes)):
            raise ValueError("a list that is longer than an index can say")
        for (count, offset), size in zip(
            (self.strings, self.types, self.protos, self.fields, self.methods, self.classes),
            (4, 4, 12, 8, 8, 32), strict=True,
        ):  # fmt: skip
            if offset + count * size > len(data):
                raise ValueError("a list that is cut short")

    # Plain lookups

    def run(self, string: int) -> tuple[int, int]:
        """The bytes of a string, without its length and the NUL after it."""
        if not 0 <= string < self.strings[0]:
            raise IndexError("no such string")
        (offset,) = struct.unpack_from("<I", self.data, self.strings[1] + 4 * string)
        length, start = unsigned(self.data, offset)
        window = bytes(self.data[start : start + 3 * length + 1])
        end = window.find(0)
        return start, start + (len(window) if end < 0 else end)

    def text(self, string: int) -> str:
        """A string, damaged characters replaced; ``""`` where there is none."""
        try:
            start, end = self.run(string)
        except (IndexError, ValueError, struct.error):
            return ""
        return bytes(self.data[start:end]).decode("utf-8", "replace")

    def type_string(self, type_: int) -> int:
        """The string with the descriptor of a type."""
        if not 0 <= type_ < self.types[0]:
            raise IndexError("no such type")
        return int(struct.unpack_from("<I", self.data, self.types[1] + 4 * type_)[0])

    def descriptor(self, type_: int) -> str:
        """The descriptor of a type, ``""`` where there is none."""
        return self.text(self.type_string(type_)) if 0 <= type_ < self.types[0] else ""

    def field(self, index: int) -> tuple[int, int, int]:
        """Class, type and name of a field."""
        if not 0 <= index < self.fields[0]:
            raise IndexError("no such field")
        return struct.unpack_from("<HHI", self.data, self.fields[1] + 8 * index)

    def method(self, index: int) -> tuple[int, int, int]:
        """Class, prototype and name of a method."""
        if not 0 <= index < self.methods[0]:
            raise IndexError("no such method")
        return struct.unpack_from("<HHI", self.data, self.methods[1] + 8 * index)

    def prototype(self, index: int) -> tuple[int, tuple[int, ...]]:
        """The types that a method gives and takes."""
        if not 0 <= index < self.protos[0]:
            raise IndexError("no such prototype")
        _, gives, offset = struct.unpack_from("<III", self.data, self.protos[1] + 12 * index)
        if not offset:
            return gives, ()
        (count,) = struct.unpack_from("<I", self.data, offset)
        return gives, struct.unpack_from(f"<{min(count, 255)}H", self.data, offset + 4)

    def _all(self, where: tuple[int, int], layout: str) -> Iterator[tuple[int, ...]]:
        count, offset = where
        return struct.iter_unpack("<" + layout, self.data[offset : offset + count * struct.calcsize("<" + layout)])

    # From places to what they name

    def strings_at(self, offsets: Iterable[int]) -> dict[int, int]:
        """For each offset in the text of a string, that string."""
        pairs = sorted((row[0], number) for number, row in enumerate(self._all(self.strings, "I")))
        starts = [start for start, _ in pairs]
        found: dict[int, int] = {}
        for offset in offsets:
            at = bisect_right(starts, offset) - 1
            if at >= 0:
                start, end = self.run(pairs[at][1])
                if start <= offset < end:
                    found[offset] = pairs[at][1]
        return found

    @cached_property
    def defined(self) -> dict[int, Class]:
        """The classes that are defined here, by their type."""
        return {row[0]: Class(row[0], row[1], row[2], row[5], row[6], row[7]) for row in self._all(self.classes, "8I")}

    def types_named(self, strings: Collection[int]) -> set[int]:
        """The types whose descriptor is one of these strings."""
        return {number for number, row in enumerate(self._all(self.types, "I")) if row[0] in strings}

    def owners(self, strings: Collection[int]) -> tuple[set[int], set[int]]:
        """The fields and the methods whose name is one of these strings."""
        return (
            {number for number, row in enumerate(self._all(self.fields, "HHI")) if row[2] in strings},
            {number for number, row in enumerate(self._all(self.methods, "HHI")) if row[2] in strings},
        )

    def holders(self, types: Collection[int]) -> dict[int, set[int]]:
        """For each of these types, the classes with a field of it, or a method that takes or gives it."""
        found: dict[int, set[int]] = {type_: set() for type_ in types}
        if not found:
            return found
        lists = {one: meant for one, meant in self._lists_of.items() if meant in found}
        for class_, type_, _ in self._all(self.fields, "HHI"):
            if (meant := lists.get(type_, type_)) in found:
                found[meant].add(class_)
        protos: dict[int, set[int]] = {}
        for number, types_ in enumerate(self._prototypes):
            if told := {meant for one in types_ if (meant := lists.get(one, one)) in found}:
                protos[number] = told
        for class_, proto, _ in self._all(self.methods, "HHI") if protos else ():
            for type_ in protos.get(proto, ()):
                found[type_].add(class_)
        return found

    @cached_property
    def _prototypes(self) -> list[tuple[int, ...]]:
        """For each prototype, the types that it gives and takes."""
        found = []
        for number in range(self.protos[0]):
            gives, takes = self.prototype(number)
            found.append((gives, *takes))
        return found

    @cached_property
    def _lists_of(self) -> dict[int, int]:
        """For each type that is a list of a type, that type."""
        named = {self.descriptor(number): number for number in range(self.types[0])}
        return {number: named[said[1:]] for said, number in named.items() if said[:1] == "[" and said[1:] in named}

    @cached_property
    def _sections(self) -> dict[int, tuple[int, int]]:
        """Where code, annotations and values begin and end, as the map of the file says."""
        (count,) = struct.unpack_from("<I", self.data, self.map)
        items = [struct.unpack_from("<HHII", self.data, self.map + 4 + 12 * number) for number in range(min(count, 64))]
        starts = sorted({offset for _, _, _, offset in items} | {len(self.data)})
        return {
            kind: (offset, starts[bisect_right(starts, offset)] if offset < starts[-1] else offset)
            for kind, _, _, offset in items
        }

    def _sought(self, kind: int, patterns: Collection[bytes]) -> list[int]:
        low, high = self._sections.get(kind, (0, 0))
        if not patterns or low >= high:
            return []
        pattern = re.compile(b"|".join(patterns), re.DOTALL)
        return [low + match.start() for match in pattern.finditer(self.data[low:high])]

    def users(self, strings: Collection[int]) -> set[int]:
        """The classes whose code loads one of these strings."""
        patterns = [b"\x1a." + re.escape(struct.pack("<H", each)) for each in strings if each < 1 << 16]
        patterns += [b"\x1b." + re.escape(struct.pack("<I", each)) for each in strings]
        return self._classes_at(self._sought(_CODE, patterns), self._code_of)

    def noted(self, strings: Collection[int]) -> set[int]:
        """The classes with an annotation or a constant that is one of these strings."""
        patterns = [encoded(each) for each in strings]
        found = self._classes_at(self._sought(_ANNOTATION, patterns), self._notes_of)
        values = sorted((one.values, one.type) for one in self.defined.values() if one.values)
        starts = [start for start, _ in values]
        for at in self._sought(_ARRAY, patterns):
            if (index := bisect_right(starts, at) - 1) >= 0:
                found.add(values[index][1])
        return found

    def loading(self, numbers: Collection[int]) -> list[int]:
        """Where code loads one of these numbers of an app's resources: the offsets of the numbers."""
        low, high = self._sections.get(_CODE, (0, 0))
        return [
            low + match.start(1)
            for match in _NUMBER.finditer(self.data[low:high])
            if int.from_bytes(match[1], "little") in numbers
        ]

    def in_code(self, offsets: Iterable[int]) -> set[int]:
        """The classes in whose code the offsets lie."""
        return self._classes_at(offsets, self._code_of)

    @staticmethod
    def _classes_at(offsets: Iterable[int], items: list[tuple[int, int]]) -> set[int]:
        """The classes of the items in which the offsets lie."""
        starts = [start for start, _ in items]
        return {items[at][1] for offset in offsets if (at := bisect_right(starts, offset) - 1) >= 0}

    @cached_property
    def _code_of(self) -> list[tuple[int, int]]:
        """Where the code of each method begins, sorted, with its class."""
        found: list[tuple[int, int]] = []
        for one in self.defined.values():
            try:
                found += [(method.code, one.type) for method in self.members(one)[1] if method.code]
            except (IndexError, ValueError):
                continue
        return sorted(found)

    @cached_property
    def _notes_of(self) -> list[tuple[int, int]]:
        """Where each annotation begins, sorted, with its class."""
        found: list[tuple[int, int]] = []
        for one in self.defined.values():
            try:
                for offsets in self._noted_in(one).values():
                    found += [(offset, one.type) for offset in offsets]
            except (IndexError, ValueError, struct.error):
                continue
        return sorted(found)

    # Classes

    def members(self, one: Class) -> tuple[list[Field], list[Method]]:
        """The fields (those of the class first) and methods of a class, in their order."""
        fields: list[Field] = []
        methods: list[Method] = []
        if not one.data:
            return fields, methods
        counts, at = [], one.data
        for _ in range(4):
            number, at = unsigned(self.data, at)
            counts.append(min(number, _MOST))
        for count in counts[:2]:
            index = 0
            for _ in range(count):
                step, at = unsigned(self.data, at)
                flags, at = unsigned(self.data, at)
                index += step
                fields.append(Field(index, flags))
        for count in counts[2:]:
            index = 0
            for _ in range(count):
                step, at = unsigned(self.data, at)
                flags, at = unsigned(self.data, at)
                code, at = unsigned(self.data, at)
                index += step
                methods.append(Method(index, flags, code))
        return fields, methods

    def values(self, one: Class) -> list[Value]:
        """The values of the first fields of a class."""
        return list(values_at(self.data, one.values)[0]) if one.values else []

    def _noted_in(self, one: Class) -> dict[tuple[str, int], list[int]]:
        """Where the annotations of a class (``"class"``, 0) and its fields and methods (by index) are."""
        found: dict[tuple[str, int], list[int]] = defaultdict(list)
        if not one.annotations:
            return found
        own, fields, methods, _ = struct.unpack_from("<IIII", self.data, one.annotations)
        sets = [("class", 0, own)] if own else []
        at = one.annotations + 16
        for what, count in (("field", fields), ("method", methods)):
            for _ in range(min(count, _MOST)):
                index, offset = struct.unpack_from("<II", self.data, at)
                sets.append((what, index, offset))
                at += 8
        for what, index, offset in sets:
            (count,) = struct.unpack_from("<I", self.data, offset)
            found[what, index] += struct.unpack_from(f"<{min(count, 256)}I", self.data, offset + 4)
        return found

    def notes(self, one: Class) -> dict[tuple[str, int], list[Note]]:
        """The annotations of a class and its members."""
        return {
            key: [note_at(self.data, offset + 1)[0] for offset in offsets]
            for key, offsets in self._noted_in(one).items()
        }

    # Code

    def code(self, at: int) -> tuple[int, ...]:
        """The units of two bytes of a method's code."""
        (count,) = struct.unpack_from("<I", self.data, at + 12)
        count = min(count, (len(self.data) - at - 16) // 2, _MOST * 4)
        return struct.unpack_from(f"<{count}H", self.data, at + 16)

    def parameter_names(self, at: int) -> list[int]:
        """The strings that name a method's parameters, -1 for those without; empty where that was taken out."""
        (offset,) = struct.unpack_from("<I", self.data, at + 8)
        if not offset:
            return []
        _, offset = unsigned(self.data, offset)
        count, offset = unsigned(self.data, offset)
        names: list[int] = []
        for _ in range(min(count, 255)):
            name, offset = unsigned(self.data, offset)
            names.append(name - 1)
        return names
