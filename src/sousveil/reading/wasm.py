"""WebAssembly: names of functions that it offers, needs and has, and the strings of its data around places.

Source: WebAssembly Core Specification 2.0, 5.5 (modules, binary format) and 7.4 (the custom section ``name``).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.opening.leb128 import unsigned
from sousveil.reading import strings
from sousveil.reading.draft import Draft
from sousveil.reading.native.names import Namer, Sort
from sousveil.reading.strings import Run

_CUSTOM, _IMPORT, _EXPORT, _DATA = 0, 2, 7, 11
_END = 0x0B
_NAMES_OF = {1: SymbolKind.FUNCTION, 7: SymbolKind.VARIABLE, 9: SymbolKind.VARIABLE}
"""Parts of the section ``name`` that give names to functions, variables and pieces of data."""
_MOST = 500_000
_FEW = 200
"""Names of one section that are all told where a place lies in one; of more those with a place, and those beside."""
_BESIDE = 12


class _Name(NamedTuple):
    start: int
    end: int
    role: Role
    kind: SymbolKind


class _Broken(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are no module."""


class _Module:
    """The sections of one module. Raises ``_Broken``."""

    def __init__(self, data: memoryview) -> None:
        self._data, self._at = data, 8
        self.sections: list[tuple[int, int, int]] = []
        while self._at < len(data):
            kind = data[self._at]
            self._at += 1
            size = self._number(len(data))
            if self._at + size > len(data):
                raise _Broken("a section that is cut short")
            self.sections.append((kind, self._at, self._at + size))
            self._at += size

    def _number(self, end: int) -> int:
        try:
            value, self._at = unsigned(self._data, self._at, end)
        except ValueError as why:
            raise _Broken(str(why)) from why
        return value

    def _name(self, end: int) -> tuple[int, int]:
        size = self._number(end)
        start = self._at
        if start + size > end:
            raise _Broken("a name that is cut short")
        self._at += size
        return start, start + size

    def names(self, section: tuple[int, int, int]) -> list[_Name]:
        """The names in a section, as far as they can be read."""
        found: list[_Name] = []
        kind, self._at, end = section
        try:
            if kind == _EXPORT:
                for _ in range(min(self._number(end), _MOST)):
                    start, stop = self._name(end)
                    what = self._data[self._at]
                    self._at += 1
                    self._number(end)
                    found.append(_Name(start, stop, Role.EXPORTED, _kind(what)))
            elif kind == _IMPORT:
                for _ in range(min(self._number(end), _MOST)):
                    self._name(end)
                    start, stop = self._name(end)
                    found.append(_Name(start, stop, Role.IMPORT, _kind(self._data[self._at])))
                    self._skip_import(end)
            elif kind == _CUSTOM:
                start, stop = self._name(end)
                if bytes(self._data[start:stop]) == b"name":
                    self._named(end, found)
        except (_Broken, IndexError):
            pass
        return found

    def _skip_import(self, end: int) -> None:
        """The description of what is taken in: a type, or limits."""
        kind = self._data[self._at]
        self._at += 1
        if kind == 0:
            self._number(end)
        elif kind == 3:
            self._at += 2
        elif kind == 4:
            self._at += 1
            self._number(end)
        else:
            self._at += kind == 1
            flags = self._data[self._at]
            self._at += 1
            self._number(end)
            if flags & 1:
                self._number(end)

    def _named(self, end: int, found: list[_Name]) -> None:
        while self._at < end:
            part = self._data[self._at]
            self._at += 1
            after = self._number(end) + self._at
            if part in _NAMES_OF:
                for _ in range(min(self._number(after), _MOST)):
                    self._number(after)
                    found.append(_Name(*self._name(after), Role.IDENTIFIER, _NAMES_OF[part]))
            self._at = after

    def pieces(self, section: tuple[int, int, int]) -> Iterator[tuple[int, int]]:
        """The runs of the pieces of data in their section, as far as they can be read."""
        _, self._at, end = section
        try:
            for _ in range(min(self._number(end), _MOST)):
                flags = self._number(end)
                if flags == 2:
                    self._number(end)
                if flags != 1:
                    while self._data[self._at] != _END and self._at < end:  # where it goes: a constant
                        self._at += 1
                        self._number(end)
                    self._at += 1
                yield self._name(end)
        except (_Broken, IndexError):
            return


def _kind(what: int) -> SymbolKind:
    return SymbolKind.FUNCTION if what == 0 else SymbolKind.VARIABLE


class Wasm:
    """Programs for the machine that browsers have."""

    name: ClassVar[str] = "wasm"
    kinds: ClassVar[tuple[str, ...]] = ("wasm",)
    structured: ClassVar[bool] = False
    limits: ClassVar[tuple[str, ...]] = (
        "Code is not understood: strings and names of functions are read, not what is done with them.",
        "Components (the layer above modules) are read as strings.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the mark of a module, or of a component."""
        return len(data) >= 8 and bytes(data[:4]) == b"\0asm" and bytes(data[4:8]) in {b"\1\0\0\0", b"\x0d\0\1\0"}

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The names and strings that hold ``places``, with their neighbours."""
        draft = Draft(self.name, "", limits)
        try:
            module = _Module(data) if bytes(data[4:5]) == b"\1" else None
        except _Broken as error:
            module = None
            draft.gap("unparsed", hides=False, detail=str(error), remedy="Ask the maker for a whole file.")
        rest = list(places)
        for section in module.sections if module is not None and places else ():
            inside = [place for place in rest if section[1] <= place.start < section[2]]
            if not inside or module is None:
                continue
            if section[0] == _DATA:
                for low, high in module.pieces(section):
                    if here := [place for place in inside if low <= place.start < high]:
                        _piece(draft, data, low, high, here)
                        rest = [place for place in rest if place not in here]
                continue
            names = module.names(section)
            if names:
                told = self._write(draft, data, names, inside)
                rest = [place for place in rest if place.start not in told]
        strings.write(draft, data, rest, lambda _: Role.STRING)
        yield from draft.finish()

    @staticmethod
    def _write(draft: Draft, data: memoryview, names: list[_Name], places: Sequence[Place]) -> set[int]:
        """Writes names with a place and those beside them; the places that were told."""
        told: set[int] = set()
        hits: set[int] = set()
        begins = [one.start for one in names]
        for place in places if begins == sorted(begins) else ():
            number = bisect_right(begins, place.start) - 1
            if number >= 0 and place.start < names[number].end:
                hits.add(number)
                told.add(place.start)
        near = {each for hit in hits for each in range(hit - _BESIDE, hit + _BESIDE + 1)}
        namer = Namer(draft)
        for number, one in enumerate(names):
            if hits and (len(names) <= _FEW or number in near):
                text = strings.exact(bytes(data[one.start : one.end]), "utf-8")
                if text:
                    run = Run(one.start, one.end, text, "utf-8", nul=False)
                    namer.write(run, Sort(one.role, one.kind), whole=number in hits)
        return told


def _piece(draft: Draft, data: memoryview, low: int, high: int, places: Sequence[Place]) -> None:
    """The strings of one piece of data; what stands before and after it is none of them."""
    part = Draft("", "", Limits())
    moved = [msgspec.structs.replace(place, start=place.start - low, end=place.end - low) for place in places]
    strings.write(part, data[low:high], moved, lambda _: Role.STRING)
    first = len(draft.symbols)
    for symbol in part.symbols:
        parent = symbol.parent + first if symbol.parent >= 0 else -1
        draft.symbol(symbol.kind, symbol.name, None, parent, symbol.type, symbol.value)
    units: list[int] = []
    for unit in part.units:
        spans = tuple(msgspec.structs.replace(span, offset=span.offset + low) for span in unit.spans)
        owner = unit.symbol + first if unit.symbol >= 0 else -1
        units.append(draft.unit(msgspec.structs.replace(unit, spans=spans), owner))
    for number, symbol in enumerate(part.symbols):
        if symbol.unit >= 0:
            draft.named_by(first + number, units[symbol.unit])
    draft.gaps += part.gaps
