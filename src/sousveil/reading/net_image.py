"""What stands where in a .NET assembly: names, user strings, signatures, constants, attributes; looked up, not listed.

Source: ECMA-335, partition II: heaps 24.2.3 and 24.2.4, tables 22, signatures 23.2, custom attributes 23.3.
"""

import re
import struct
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from sousveil.opening.formats.net_metadata import Metadata, metadata
from sousveil.opening.formats.pe_image import Image
from sousveil.reading.net_signatures import MOST, NUMBERS, Arguments, Run, Types, compressed
from sousveil.reading.source.types import bare_type

TYPE_REF, TYPE_DEF, FIELD, METHOD, PARAM, MEMBER_REF, CONSTANT, ATTRIBUTE = 1, 2, 4, 6, 8, 0x0A, 0x0B, 0x0C
EVENT_MAP, EVENT, PROPERTY_MAP, PROPERTY, MODULE_REF, TYPE_SPEC, IMPL_MAP, NESTED = (
    0x12, 0x14, 0x15, 0x17, 0x1A, 0x1B, 0x1C, 0x29,
)  # fmt: skip
_NAMES = {TYPE_REF: 1, TYPE_DEF: 1, FIELD: 1, METHOD: 3, PARAM: 2, MEMBER_REF: 1, EVENT: 1, PROPERTY: 1, MODULE_REF: 0}
"""The column of each table that holds a name."""
_LONGEST = 1 << 16
"""Bytes of an attribute or constant that is read."""
_WANTED = 2_000_000
"""Indices into the names that are sought at a time: names of a common length for a hundred thousand places."""
_SIGNATURE = 512
"""Bytes of a signature in which a type is sought."""


class Attribute(NamedTuple):
    """A custom attribute: the name of its type, and the texts that it was given."""

    type: str
    texts: tuple[Run, ...]


class Signature(NamedTuple):
    """What a method gives and takes, or the type of a field or property (``takes`` is empty)."""

    gives: str
    takes: tuple[str, ...]
    tokens: frozenset[int]
    """The types of this assembly in it, by their rows."""


_UNKNOWN = Signature("", (), frozenset())


class Assembly:
    """An assembly taken apart as far as it is asked for. Raises ``ValueError``, ``KeyError`` or ``struct.error``."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        self.image = Image(data)
        self.meta: Metadata = metadata(data, self.image)
        nothing = (0, 0)
        self.strings = self.meta.streams[b"#Strings"]
        self.user = self.meta.streams.get(b"#US", nothing)
        self.blobs = self.meta.streams.get(b"#Blob", nothing)
        self.type_name = lru_cache(maxsize=4096)(self._type_name)
        self.signature = lru_cache(maxsize=4096)(self._signature)

    # Heaps

    def name(self, index: int) -> Run | None:
        """The name at an index into ``#Strings``; ``None`` for an empty one."""
        start = self.strings[0] + index
        if not index or start >= self.strings[1]:
            return None
        head = bytes(self.data[start : min(start + 1024, self.strings[1])])
        end = head.find(0)
        return Run(start, start + end, "utf-8") if end > 0 else None

    def said(self, index: int) -> str:
        """A name as text."""
        run = self.name(index)
        return bytes(self.data[run.start : run.end]).decode("utf-8", "replace") if run else ""

    def _packed(self, at: int) -> tuple[int, int]:
        return compressed(self.data, at)

    def _types(self, start: int, end: int, tokens: set[int]) -> Types:
        return Types(self.data, start, end, tokens, self.type_name)

    def blob(self, index: int) -> tuple[int, int]:
        """The run of a blob. Raises ``ValueError``."""
        size, start = self._packed(self.blobs[0] + index)
        if start + size > self.blobs[1] or not index:
            raise ValueError("a blob outside its heap")
        return start, start + size

    def user_strings(self, offsets: Sequence[int]) -> Iterator[tuple[int, Run]]:
        """Index and text of each user string that holds one of the sorted file offsets."""
        at, end = self.user
        for offset in offsets:
            while at < end:
                try:
                    size, start = self._packed(at)
                except ValueError:
                    return
                if start + size > offset:
                    if start <= offset and size > 1:
                        yield at - self.user[0], Run(start, start + (size & ~1), "utf-16-le")
                    break
                at = start + size

    def user_string(self, index: int) -> Run | None:
        """The user string at an index; ``None`` where there is none."""
        try:
            size, start = self._packed(self.user[0] + index)
        except ValueError:
            return None
        return Run(start, start + (size & ~1), "utf-16-le") if size > 1 and start + size <= self.user[1] else None

    # From places to rows

    def named_at(self, offsets: Iterable[int]) -> Iterator[tuple[int, int, int]]:
        """Offset, table and row of what is named by the string that holds each offset in ``#Strings``.

        A name may be the end of a longer one: indices that begin between the start of the string and the offset count.
        """
        wanted: dict[int, int] = {}
        for offset in offsets:
            if len(wanted) > _WANTED:
                break
            low = max(self.strings[0], offset - 1024)
            start = low + bytes(self.data[low:offset]).rfind(0) + 1
            for index in range(start - self.strings[0], offset - self.strings[0] + 1):
                wanted.setdefault(index, offset)
        if not wanted:
            return
        for table, column in _NAMES.items():
            for number, row in enumerate(self.meta.rows(table), 1):
                if row[column] in wanted:
                    yield wanted[row[column]], table, number
        for row in self.meta.rows(IMPL_MAP):
            if row[2] in wanted:
                yield wanted[row[2]], *self.meta.coded("W", row[1])

    def told_at(self, offsets: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """Offset, table and row of what has an attribute or constant that holds each of the sorted offsets."""
        base = self.blobs[0]
        for table, column, coded in ((ATTRIBUTE, 2, "A"), (CONSTANT, 2, "C")):
            for row in self.meta.rows(table):
                start = base + row[column]
                at = bisect_left(offsets, start)
                if at == len(offsets) or offsets[at] - start > _LONGEST:
                    continue
                try:
                    _, end = self.blob(row[column])
                except ValueError:
                    continue
                parent = self.meta.coded(coded, row[1] if table == CONSTANT else row[0])
                while at < len(offsets) and offsets[at] < end:
                    yield offsets[at], *parent
                    at += 1

    # Owners

    @cached_property
    def types(self) -> list[tuple[int, ...]]:
        """The rows of types."""
        return list(self.meta.rows(TYPE_DEF))

    @cached_property
    def _firsts(self) -> dict[int, list[int]]:
        return {FIELD: [row[4] for row in self.types], METHOD: [row[5] for row in self.types]}

    @cached_property
    def _mapped(self) -> dict[int, tuple[list[int], list[int]]]:
        """For properties and events: the first row of each owner, and the owner."""
        found = {}
        for table, map_ in ((PROPERTY, PROPERTY_MAP), (EVENT, EVENT_MAP)):
            pairs = sorted((first, owner) for owner, first in self.meta.rows(map_))
            found[table] = [first for first, _ in pairs], [owner for _, owner in pairs]
        return found

    @cached_property
    def _first_params(self) -> list[int]:
        return [row[5] for row in self.meta.rows(METHOD)]

    def owner(self, table: int, row: int) -> int:
        """The type that a member or parameter belongs to; 0 for what belongs to none."""
        if table == PARAM:
            table, row = METHOD, bisect_right(self._first_params, row)
        if table in self._firsts:
            return bisect_right(self._firsts[table], row)
        if table in self._mapped:
            firsts, owners = self._mapped[table]
            at = bisect_right(firsts, row) - 1
            return owners[at] if at >= 0 else 0
        return row if table == TYPE_DEF else 0

    def members(self, type_: int, table: int) -> range:
        """The rows of fields, methods or properties of a type."""
        count = self.meta.counts.get(table, 0)
        if table in self._firsts:
            firsts = self._firsts[table]
            end = firsts[type_] if type_ < len(firsts) else count + 1
            return range(max(firsts[type_ - 1], 1), min(end, count + 1))
        firsts, owners = self._mapped[table]
        if type_ not in owners:
            return range(0)
        at = owners.index(type_)
        return range(max(firsts[at], 1), min(firsts[at + 1] if at + 1 < len(firsts) else count + 1, count + 1))

    def parameters(self, method: int) -> range:
        """The rows of the parameters of a method."""
        firsts, count = self._first_params, self.meta.counts.get(PARAM, 0)
        end = firsts[method] if method < len(firsts) else count + 1
        return range(max(firsts[method - 1], 1), min(end, count + 1))

    @cached_property
    def enclosing(self) -> dict[int, int]:
        """The type in which each nested type is declared."""
        return {row[0]: row[1] for row in self.meta.rows(NESTED)}

    # Types and signatures

    def _type_name(self, table: int, row: int) -> str:
        try:
            if table in {TYPE_DEF, TYPE_REF}:
                return self.said(self.meta.row(table, row)[1]).partition("`")[0]
            if table == TYPE_SPEC:
                start, end = self.blob(self.meta.row(table, row)[0])
                return bare_type(self._types(start, end, set()).one())
        except ValueError:
            pass
        return ""

    def _signature(self, index: int) -> Signature:
        try:
            start, end = self.blob(index)
        except ValueError:
            return _UNKNOWN
        kind = self.data[start] if start < end else 0xFF
        tokens: set[int] = set()
        read = self._types(start + 1, end, tokens)
        try:
            if kind & 0x0F == 6:
                return Signature(bare_type(read.one()), (), frozenset(tokens))
            if kind & 0x10:
                read.number()
            count = read.number()
            gives = bare_type(read.one())
            if kind & 0x0F == 8:
                return Signature(gives, (), frozenset(tokens))
            takes = tuple(bare_type(read.one()) for _ in range(min(count, MOST)))
        except ValueError:
            return _UNKNOWN
        return Signature(gives, takes, frozenset(tokens))

    def holders(self, types: Collection[int]) -> dict[int, set[int]]:
        """For each of these types, the types with a field, property, or method that has it in its signature."""
        raw = {_coded(type_): type_ for type_ in types}
        found: dict[int, set[int]] = {type_: set() for type_ in types}
        pattern = re.compile(rb"[\x11\x12](?=(" + b"|".join(map(re.escape, raw)) + rb"))", re.DOTALL)
        low, high = self.blobs
        offsets = [low + match.start() for match in pattern.finditer(self.data[low:high])] if raw else []
        for table, column in ((FIELD, 2), (METHOD, 4), (PROPERTY, 2)) if offsets else ():
            for number, row in enumerate(self.meta.rows(table), 1):
                start = low + row[column]
                at = bisect_left(offsets, start)
                if at == len(offsets) or offsets[at] - start > _SIGNATURE:
                    continue
                for type_ in self.signature(row[column]).tokens & found.keys():
                    found[type_].add(self.owner(table, number))
        return found

    # What is said of a row

    def _parents(self, table: int, column: int, key: int) -> Iterator[tuple[int, ...]]:
        """The rows of a table that is sorted by a column, where that column is ``key``."""
        count = self.meta.counts.get(table, 0)
        at = bisect_left(range(1, count + 1), key, key=lambda number: self.meta.row(table, number)[column]) + 1
        while at <= count and (row := self.meta.row(table, at))[column] == key:
            yield row
            at += 1

    def constant(self, tag: int, row: int) -> tuple[str, Run | None]:
        """The written value of a field (``tag`` 0), parameter (1) or property (2): as a number, or as a text."""
        for kind, _, value in self._parents(CONSTANT, 1, row << 2 | tag):
            try:
                start, end = self.blob(value)
            except ValueError:
                return "", None
            if kind & 0xFF == 14:
                return "", Run(start, end - (end - start) % 2, "utf-16-le") if end - start > 1 else None
            layout = NUMBERS.get(kind & 0xFF)
            if layout and struct.calcsize("<" + layout) <= end - start:
                return str(struct.unpack_from("<" + layout, self.data, start)[0]), None
        return "", None

    def attributes(self, tag: int, row: int) -> Iterator[Attribute]:
        """The custom attributes of a row; ``tag`` is that of the coded index."""
        for _, type_, value in self._parents(ATTRIBUTE, 0, row << 5 | tag):
            table, number = self.meta.coded("Y", type_)
            try:
                if table == MEMBER_REF:
                    parent, _, signature = self.meta.row(table, number)
                    name = self.type_name(*self.meta.coded("P", parent))
                else:
                    name = self.type_name(TYPE_DEF, self.owner(METHOD, number))
                    signature = self.meta.row(METHOD, number)[4]
                start, end = self.blob(value)
            except ValueError:
                continue
            if end - start <= _LONGEST:
                yield Attribute(name, tuple(Arguments(self.data, start, end).texts(self.signature(signature).takes)))


def _coded(type_: int) -> bytes:
    """A type of this assembly as signatures name it."""
    number = type_ << 2
    if number < 0x80:
        return bytes([number])
    return struct.pack(">H", 0x8000 | number) if number < 0x4000 else struct.pack(">I", 0xC0000000 | number)
