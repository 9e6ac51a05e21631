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


class Annotated(NamedTuple):
    """A string in an annotation: the type of the annotation (a descriptor) and the index of the string."""

    type: int
    text: int


class Member(NamedTuple):
    """A field or method: flags, indices of its name and descriptor, its constant value (0 for none), annotations."""

    flags: int
    name: int
    descriptor: int
    value: int
    annotations: tuple[Annotated, ...]


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
        _, annotations = self._attributes()
        self.annotations = tuple(annotations)

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
        value, annotations = self._attributes()
        return Member(flags, name, descriptor, value, tuple(annotations))

    def _attributes(self) -> tuple[int, list[Annotated]]:
        value = 0
        annotations: list[Annotated] = []
        for _ in range(self._u2()):
            name = self.constant(self._u2(), 1)
            size = self._u4()
            start = self._at
            self._skip(size)
            after = self._at
            said = bytes(self._data[name.start : name.end]) if name is not None and name.end - name.start < 64 else b""
            self._at = start
            if said == b"ConstantValue" and size == 2:
                value = self._u2()
            elif said in {b"RuntimeVisibleAnnotations", b"RuntimeInvisibleAnnotations"}:
                for _ in range(self._u2()):
                    annotations += self._annotation(0)
            self._at = after
        return value, annotations

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
