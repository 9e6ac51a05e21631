"""Compiled Android resources (``resources.arsc``): texts and lists of texts, each with its key and its number.

A text is known by its number (``0x7f0b0012``), under which code and layouts ask for it, and by the key from which that
number was made (``face_race``). Nothing is listed: the entries of a string are sought where the string is telling.
Source: Android's ``ResourceTypes.h``.
"""

import re
import struct
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import ClassVar, NamedTuple

from sousveil.model.encodings import RESOURCE
from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.interface.chunks import (
    NONE,
    PACKAGE,
    POOL,
    REFERENCE,
    STRING,
    TABLE,
    TYPE,
    Chunk,
    Pool,
    chunks,
    numbers,
)
from sousveil.reading.interface.found import note_lost, say
from sousveil.reading.strings import Run

_SPARSE, _SHORT_OFFSETS = 1, 2
_COMPLEX, _COMPACT = 1, 8
_VALUE = struct.pack("<HBB", 8, 0, STRING)
_IN_COMPACT = bytes((_COMPACT, STRING))
_ANY_STRING = late(rb"(?s:(?:\x08\x00\x00|\x08)\x03(.{4}))")
_FEW = 100
"""Strings or keys that are each sought by themselves; so many keys at most."""
_ITEMS = 500
_HOPS = 3
"""References from one entry to the next that are followed to a text."""
_LISTS = frozenset({"array", "string-array"})


class _Type(NamedTuple):
    """The entries of one type (string, array ...) in one configuration."""

    package: "_Package"
    name: str
    id: int
    language: str
    chunk: Chunk
    start: int
    """Where the first entry can begin."""

    @property
    def end(self) -> int:
        """Where the last one ends."""
        return self.chunk.end


class _Package(NamedTuple):
    id: int
    types: Pool
    keys: Pool


class _Entry(NamedTuple):
    type: _Type
    number: int
    key: int
    start: int
    flags: int

    @property
    def id(self) -> str:
        """The number under which code asks for it."""
        return f"0x{self.type.package.id << 24 | self.type.id << 16 | self.number:08x}"


class _Table:
    """The whole of a file. Raises ``ValueError`` or ``struct.error`` where it is no table."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        top = next(chunks(data, 0, len(data)), None)
        if top is None or top.kind != TABLE:
            raise ValueError("it is no table of resources, or ends too early")
        self.types: list[_Type] = []
        self.packages: list[_Package] = []
        self.values: Pool | None = None
        self._entries: dict[int, list[tuple[int, int]]] = {}
        for chunk in chunks(data, top.body, top.end):
            if chunk.kind == POOL and self.values is None:
                self.values = Pool(data, chunk)
            elif chunk.kind == PACKAGE:
                self._package(chunk)
        if self.values is None:
            raise ValueError("it has no strings")

    def _package(self, chunk: Chunk) -> None:
        (number,) = struct.unpack_from("<I", self.data, chunk.start + 8)
        pools: list[Pool] = []
        package: _Package | None = None
        for part in chunks(self.data, chunk.body, chunk.end):
            if part.kind == POOL:
                pools.append(Pool(self.data, part))
                if len(pools) == 2:
                    package = _Package(number & 0xFF, *pools)
                    self.packages.append(package)
            elif part.kind == TYPE and package is not None:
                self._type(package, part)

    def _type(self, package: _Package, chunk: Chunk) -> None:
        which, _, _, _, first = struct.unpack_from("<BBHII", self.data, chunk.start + 8)
        language = bytes(self.data[chunk.start + 28 : chunk.start + 30])  # in ResTable_config, behind mcc and mnc
        written = language.decode("ascii") if language.isalpha() else ""
        name = package.types.text(which - 1)
        self.types.append(_Type(package, name, which, written, chunk, chunk.start + first))

    def entries_with(
        self, wanted: dict[int, None], keys: dict[tuple[int, int], None], asked: Collection[int] = ()
    ) -> Iterator[_Entry]:
        """The entries whose value is one of the ``wanted`` strings, or whose key (package, number) is in ``keys``.

        Those too in which an offset that is ``asked`` for lies, and the lists that name one of all these by its number.
        """
        seen: set[int] = set()
        named: dict[int, None] = {}
        for at in sorted({*self._uses(wanted), *self._keyed(keys), *asked}):
            entry = self._entry_around(at)
            if entry is None or entry.start in seen:
                continue
            mine = at in asked or (entry.type.package.id, entry.key) in keys
            if mine or any(one in wanted for one in self.strings(entry)):
                seen.add(entry.start)
                named[int(entry.id, 16)] = None
                yield entry
        for number in list(named)[:_FEW]:
            for at in self._found(struct.pack("<HBBI", 8, 0, REFERENCE, number)):
                entry = self._entry_around(at)
                if entry is not None and entry.start not in seen and entry.type.name in _LISTS:
                    seen.add(entry.start)
                    yield entry

    def starts_of(self, number: int) -> Iterator[int]:
        """Where the entries of a resource begin, one for each configuration."""
        for index, kind in enumerate(self.types):
            if kind.package.id << 8 | kind.id == number >> 16:
                yield from (at for at, entry in self._offsets(index) if entry == number & 0xFFFF)

    def named(self, types: Iterable[int], keys: Collection[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
        """The entries of these types whose key is among ``keys``: their number, and the strings that they mean."""
        for index in types:
            kind = self.types[index]
            for at, number in self._offsets(index):
                entry = self._entry(kind, at, number)
                if entry is not None and (kind.package.id, entry.key) in keys:
                    yield int(entry.id, 16), self.meant(entry)

    def _uses(self, wanted: dict[int, None]) -> Iterator[int]:
        """Where one of the strings is named as a value; some of these places mean something else."""
        if len(wanted) > _FEW:
            for match in _ANY_STRING.finditer(self.data):
                if int.from_bytes(match[1], "little") in wanted:
                    yield match.start()
            return
        for number in wanted:
            for before in (_VALUE, _IN_COMPACT):
                yield from self._found(before + number.to_bytes(4, "little"))

    def _keyed(self, keys: dict[tuple[int, int], None]) -> Iterator[int]:
        for _, key in list(keys)[:_FEW]:
            yield from self._found(key.to_bytes(4, "little"))
            if key < 0x10000:
                yield from (at for at in self._found(key.to_bytes(2, "little")) if self._is_compact(at))

    def _found(self, what: bytes) -> Iterator[int]:
        return (match.start() for match in re.finditer(re.escape(what), self.data))

    def _is_compact(self, at: int) -> bool:
        return bytes(self.data[at + 2 : at + 4]) == _IN_COMPACT

    def _entry_around(self, at: int) -> _Entry | None:
        """The entry that a byte lies in, ``None`` where it lies in none."""
        index = bisect_right(self._starts, at) - 1
        if index < 0 or at >= self.types[index].end:
            return None
        kind = self.types[index]
        where = self._offsets(index)
        inside = bisect_right(where, (at, NONE)) - 1
        return self._entry(kind, *where[inside]) if inside >= 0 else None

    @cached_property
    def _starts(self) -> list[int]:
        return [kind.start for kind in self.types]

    def _offsets(self, index: int) -> list[tuple[int, int]]:
        """Where each entry of a type begins, with its number, in the order of the bytes."""
        if index not in self._entries:
            kind = self.types[index]
            _, flags, _, count, _ = struct.unpack_from("<BBHII", self.data, kind.chunk.start + 8)
            if flags & _SPARSE:
                pairs = numbers(self.data, kind.chunk.body, 2 * count, "H")
                found = [(kind.start + 4 * pairs[i + 1], pairs[i]) for i in range(0, len(pairs) - 1, 2)]
            elif flags & _SHORT_OFFSETS:
                short = numbers(self.data, kind.chunk.body, count, "H")
                found = [(kind.start + 4 * offset, number) for number, offset in enumerate(short) if offset != 0xFFFF]
            else:
                long = numbers(self.data, kind.chunk.body, count)
                found = [(kind.start + offset, number) for number, offset in enumerate(long) if offset != NONE]
            self._entries[index] = sorted(found)
        return self._entries[index]

    def _entry(self, kind: _Type, at: int, number: int) -> _Entry | None:
        if at + 8 > kind.end:
            return None
        size, flags, key = struct.unpack_from("<HHI", self.data, at)
        return _Entry(kind, number, size if flags & _COMPACT else key, at, flags)

    def strings(self, entry: _Entry) -> list[int]:
        """The numbers of the strings that an entry holds."""
        return [number for kind, number in self._values(entry) if kind == STRING]

    def meant(self, entry: _Entry) -> list[int]:
        """The numbers of the strings that an entry holds, or names by the number of another entry."""
        found: list[int] = []
        for kind, number in self._values(entry):
            for _ in range(_HOPS):
                at = next(self.starts_of(number), -1) if kind == REFERENCE and number else -1
                other = self._entry_around(at) if at >= 0 else None
                value = next(self._values(other), None) if other else None
                if value is None:
                    break
                kind, number = value  # noqa: PLW2901 - followed on
            if kind == STRING:
                found.append(number)
        return found

    def _values(self, entry: _Entry) -> Iterator[tuple[int, int]]:
        """The values of an entry, each with its kind."""
        at, end = entry.start, entry.type.end
        if entry.flags & _COMPACT:
            yield entry.flags >> 8, struct.unpack_from("<I", self.data, at + 4)[0]
            return
        size = struct.unpack_from("<H", self.data, at)[0]
        if not entry.flags & _COMPLEX:
            at += size
            if at + 8 <= end and bytes(self.data[at : at + 3]) == _VALUE[:3]:
                yield self.data[at + 3], struct.unpack_from("<I", self.data, at + 4)[0]
            return
        if at + 16 > end or size < 16:
            return
        (count,) = struct.unpack_from("<I", self.data, at + 12)
        at += size
        words: array[int] = numbers(self.data, at, 3 * min(count, _ITEMS, (end - at) // 12))
        for i in range(0, len(words) - 2, 3):
            if words[i + 1] & 0xFFFFFF == 8:
                yield words[i + 1] >> 24, words[i + 2]


def texts_named(data: memoryview, names: re.Pattern[str], most: int) -> Iterator[tuple[int, Run]]:
    """The texts whose key is of these names, by the numbers of their entries; those for no language come first.

    Raises ``ValueError`` or ``struct.error`` where it is no table.
    """
    table = _Table(data)
    assert table.values is not None  # noqa: S101 - made sure of when the table was read
    keys = dict.fromkeys(
        (package.id, number)
        for package in table.packages
        for number in range(len(package.keys))
        if names.fullmatch(package.keys.text(number))
    )
    if not keys:
        return
    plain = [index for index, kind in enumerate(table.types) if kind.name == "string" and kind.language in {"", "en"}]
    plain.sort(key=lambda index: table.types[index].language)
    for number, strings in islice(table.named(plain, keys), most):
        run = next((run for string in strings if (run := table.values.run(string)) is not None), None)
        if run is not None:
            yield number, run


class Arsc:
    """The texts of an Android app."""

    name: ClassVar[str] = "arsc"
    kinds: ClassVar[tuple[str, ...]] = ("android-arsc",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Entries are given whose text or key is telling, lists that hold or name such a text, and what is beside it.",
        "Styles of parts of a text are not read.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the first chunk, which is a table, and the one in it, which is a pool of strings."""
        if len(data) < 40 or bytes(data[:4]) != b"\x02\x00\x0c\x00":
            return False
        return bytes(data[12:14]) == b"\x01\x00"

    def numbered(self, data: memoryview, numbers: Collection[str]) -> list[Place]:
        """Where the entries with these numbers begin."""
        try:
            table = _Table(data)
            starts = sorted({at for number in numbers for at in table.starts_of(int(number, 16))})
        except (ValueError, struct.error):
            return []  # said when it is read
        return [Place(at, at + 8, -1, RESOURCE) for at in starts]

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The entries that ``places`` lie in, by their text, by their key or as those of a number."""
        draft = Draft(self.name, "arsc", limits)
        try:
            _read(draft, _Table(data), places)
        except (ValueError, struct.error) as why:
            draft.gap("unparsed", size=len(data), remedy="Ask the maker for a whole file.", detail=str(why))
        yield from draft.finish()


def _read(draft: Draft, table: _Table, places: Sequence[Place]) -> None:
    values: dict[int, None] = {}
    keys: dict[tuple[int, int], None] = {}
    assert table.values is not None  # noqa: S101 - made sure of when the table was read
    lost = 0
    asked = {place.start for place in places if place.encoding == RESOURCE}
    for place in places:
        if place.encoding == RESOURCE:
            continue
        if (piece := table.values.pieces.at(place)) is not None:
            values[piece.number] = None
            continue
        for package in table.packages:
            if (piece := package.keys.pieces.at(place)) is not None:
                keys[package.id, piece.number] = None
                break
        else:
            lost += 1
    told: set[int] = set()
    for entry in table.entries_with(values, keys, asked) if values or keys or asked else ():
        strings = table.meant(entry)
        if strings or entry.start in asked:
            _write(draft, table.values, entry, strings)
            told.update(strings)
    for number in values:
        if number not in told and (run := table.values.run(number)) is not None:
            draft.unit(run.unit(Role.STRING))
    note_lost(draft, lost)


def _write(draft: Draft, values: Pool, entry: _Entry, strings: Sequence[int]) -> None:
    key = entry.type.package.keys.run(entry.key)
    kind = SymbolKind.ARRAY if entry.type.name in _LISTS else SymbolKind.ENTRY
    if entry.flags & _COMPLEX and kind is SymbolKind.ENTRY:
        kind = SymbolKind.MAP
    language = entry.type.language
    symbol = draft.symbol(kind, key.text if key else "", key.unit(Role.KEY) if key else None, type_=entry.id)
    for number in strings:
        run = values.run(number)
        if run is None:
            continue
        if kind is SymbolKind.ENTRY:
            say(draft, symbol, run)
        else:
            draft.symbol(SymbolKind.ITEM, run.text, run.unit(Role.OPTION), symbol, value=language)
