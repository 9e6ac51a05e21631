"""The layout of a Java class file: constant pool, fields, methods, annotations.

Source: The Java Virtual Machine Specification, Java SE 21, chapter 4.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_SIZES = {3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2}
_TWO_SLOTS = frozenset({5, 6})
_NESTED = 16
"""Annotations in annotations that are followed."""


class Broken(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are no whole class file."""


class Constant(NamedTuple):
    """An entry of the constant pool: its tag, the first two of its bytes as a number, and where its text lies."""

    tag: int
    first: int
    start: int
    end: int

    def second(self, data: memoryview) -> int:
        """The second two of its bytes as a number: of a field or method, its name and descriptor."""
        return data[self.start + 2] << 8 | data[self.start + 3]


class Annotated(NamedTuple):
    """A string in an annotation: the type of the annotation (a descriptor) and the index of the string."""

    type: int
    text: int


class Attributes:
    """What is said of a class, field or method. Indices into the pool are 0 where there is nothing.

    value       the constant value of a field
    signature   the type with its arguments
    code        the run of the instructions of a method
    names       the names of a method's parameters; those of all its first variables where only these are known
    given       whether ``names`` are those of parameters, and not of variables with ``this`` before them
    """

    __slots__ = ("annotations", "code", "given", "names", "signature", "value")

    def __init__(self) -> None:
        self.value = self.signature = 0
        self.code = (0, 0)
        self.names: list[int] = []
        self.given = False
        self.annotations: list[Annotated] = []


class Member(NamedTuple):
    """A field or method: flags, indices of its name and descriptor, what is said of it."""

    flags: int
    name: int
    descriptor: int
    said: Attributes


class ClassLayout:
    """A class file taken apart. Raises ``Broken``."""

    def __init__(self, data: memoryview) -> None:
        self._data, self._at = data, 8
        self.pool: list[Constant | None] = [None]
        count = self._u2()
        while len(self.pool) < count:
            self._constant()
        self.flags, self.this, self.super = self._u2(), self._u2(), self._u2()
        self._skip(2 * self._u2())
        self.fields = [self._member() for _ in range(self._u2())]
        self.methods = [self._member() for _ in range(self._u2())]
        self.said = self._attributes()

    def constant(self, index: int, tag: int) -> Constant | None:
        """An entry of the pool, where it has that tag."""
        entry = self.pool[index] if 0 <= index < len(self.pool) else None
        return entry if entry is not None and entry.tag == tag else None

    def number(self, index: int) -> str:
        """A numeric constant as text; ``""`` for any other."""
        entry = self.pool[index] if 0 < index < len(self.pool) else None
        layout = {3: ">i", 4: ">f", 5: ">q", 6: ">d"}.get(entry.tag) if entry is not None else None
        return str(struct.unpack_from(layout, self._data, entry.start)[0]) if layout and entry else ""

    def _u1(self) -> int:
        self._skip(1)
        return self._data[self._at - 1]

    def _u2(self) -> int:
        self._skip(2)
        return self._data[self._at - 2] << 8 | self._data[self._at - 1]

    def _u4(self) -> int:
        return self._u2() << 16 | self._u2()

    def _skip(self, length: int) -> None:
        self._at += length
        if self._at > len(self._data):
            raise Broken("cut short")

    def _constant(self) -> None:
        tag = self._u1()
        if tag == 1:
            size = self._u2()
            start = self._at
            self._skip(size)
            self.pool.append(Constant(1, 0, start, self._at))
            return
        if tag not in _SIZES:
            raise Broken(f"unknown constant {tag}")
        start = self._at
        self._skip(_SIZES[tag])
        first = self._data[start] << 8 | self._data[start + 1]
        self.pool.append(Constant(tag, first, start, self._at))
        if tag in _TWO_SLOTS:
            self.pool.append(None)

    def _member(self) -> Member:
        flags, name, descriptor = self._u2(), self._u2(), self._u2()
        return Member(flags, name, descriptor, self._attributes())

    def _attributes(self) -> Attributes:
        found = Attributes()
        for _ in range(self._u2()):
            name = self.constant(self._u2(), 1)
            size = self._u4()
            start = self._at
            self._skip(size)
            after = self._at
            said = bytes(self._data[name.start : name.end]) if name is not None and name.end - name.start < 64 else b""
            self._at = start
            self._attribute(said, size, found)
            self._at = after
        return found

    def _attribute(self, said: bytes, size: int, found: Attributes) -> None:
        if said == b"ConstantValue" and size == 2:
            found.value = self._u2()
        elif said == b"Signature" and size == 2:
            found.signature = self._u2()
        elif said in {b"RuntimeVisibleAnnotations", b"RuntimeInvisibleAnnotations"}:
            for _ in range(self._u2()):
                found.annotations += self._annotation(0)
        elif said == b"MethodParameters":
            found.names, found.given = [], True
            for _ in range(self._u1()):
                found.names.append(self._u2())
                self._skip(2)
        elif said == b"Code":
            self._skip(4)
            length = self._u4()
            found.code = self._at, self._at + length
            self._skip(length)
            self._skip(8 * self._u2())
            for _ in range(self._u2()):
                self._variables(found)

    def _variables(self, found: Attributes) -> None:
        """The names of the variables that a method begins with, in their order, where it has debug information."""
        name = self.constant(self._u2(), 1)
        size = self._u4()
        start = self._at
        self._skip(size)
        if name is None or bytes(self._data[name.start : name.end]) != b"LocalVariableTable" or found.given:
            return
        after, self._at = self._at, start
        slots: dict[int, int] = {}
        for _ in range(self._u2()):
            first, _, index, _, slot = (self._u2() for _ in range(5))
            if first == 0:
                slots.setdefault(slot, index)
        found.names = [slots[slot] for slot in sorted(slots)]
        self._at = after

    def _annotation(self, depth: int) -> Iterator[Annotated]:
        type_ = self._u2()
        for _ in range(self._u2()):
            self._u2()
            yield from self._element(type_, depth)

    def _element(self, type_: int, depth: int) -> Iterator[Annotated]:
        tag = chr(self._u1())
        if depth > _NESTED:
            raise Broken("annotations nest too deep")
        if tag == "s":
            yield Annotated(type_, self._u2())
        elif tag == "e":
            self._skip(4)
        elif tag == "@":
            yield from self._annotation(depth + 1)
        elif tag == "[":
            for _ in range(self._u2()):
                yield from self._element(type_, depth + 1)
        else:
            self._skip(2)
