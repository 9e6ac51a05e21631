"""Compiled Android layouts and other binary XML: elements with their attributes, as the source had them.

The strings lie in a pool at the start and are named by number. An attribute that asks for a resource holds the number
of that (``0x7f0b0012``), which the table of resources gives a key. Source: Android's ``ResourceTypes.h``.
"""

import struct
from array import array
from collections.abc import Collection, Iterator, Sequence
from typing import ClassVar

import msgspec

from sousveil.model.encodings import RESOURCE
from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, Symbol, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.interface.chunks import (
    END_ELEMENT,
    NONE,
    POOL,
    REFERENCE,
    RESOURCE_MAP,
    START_ELEMENT,
    STRING,
    XML,
    Pool,
    chunks,
    numbers,
)
from sousveil.reading.interface.found import note_lost

_LABELS = frozenset({
    "text", "hint", "title", "label", "summary", "contentDescription", "prompt", "entries", "dialogTitle",
    "tooltipText", "description", "subtitle",
})  # fmt: skip
_OPTIONS = frozenset(
    {"RadioButton", "CheckBox", "ToggleButton", "Chip", "com.google.android.material.chip.Chip", "item"}
)
"""Elements that are one choice of a list: with a text, they are items of what they are in."""
_KEYS = frozenset({"id", "key", "name", "tag", "entryValues", "onClick"})
_REFERENCE = late(rb"(?s:\x08\x00\x00\x01(?=(....)))")
"""A value that is a number of a resource (Res_value: its size, nothing, its kind), before that number."""
_NAMED = {
    0x0101014F: "text", 0x01010150: "hint", 0x010101E1: "title", 0x01010001: "label", 0x010101E9: "summary",
    0x01010273: "contentDescription", 0x010100B2: "entries", 0x010100D0: "id", 0x010100D1: "tag", 0x010101E8: "key",
    0x010101F8: "entryValues", 0x01010003: "name", 0x010101F2: "dialogTitle", 0x0101017B: "prompt",
}  # fmt: skip
"""The system's own numbers of attributes whose names were taken out; from ``android.R.attr``."""
_DEPTH = 500
_MOST = 20_000


class Axml:
    """One compiled document."""

    name: ClassVar[str] = "axml"
    kinds: ClassVar[tuple[str, ...]] = ("android-axml", "android-axml-numbers")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Numbers that stand for resources are given as such; the table of resources beside it tells text and key.",
        "A document that holds numbers only is read where one of them stands for a text with a telling word.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the first chunk, which is a document, and the one in it, which is a pool of strings."""
        return len(data) >= 36 and bytes(data[:4]) == b"\x03\x00\x08\x00" and bytes(data[8:10]) == b"\x01\x00"

    def numbered(self, data: memoryview, numbers: Collection[str]) -> list[Place]:
        """The attributes that ask for one of these numbers."""
        return [
            Place(match.start(1), match.end(1), -1, RESOURCE)
            for match in _REFERENCE.finditer(data)
            if f"0x{int.from_bytes(match[1], 'little'):08x}" in numbers
        ]

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """All elements, where a telling word is among the strings or a number that is asked for among the values."""
        draft = Draft(self.name, "axml", limits)
        try:
            _Document(draft, data).read(places)
        except (ValueError, struct.error) as why:
            draft.gap("unparsed", size=len(data), remedy="Ask the maker for a whole file.", detail=str(why))
        yield from draft.finish()


class _Document:
    def __init__(self, draft: Draft, data: memoryview) -> None:
        self._draft, self._data = draft, data
        top = next(chunks(data, 0, len(data)), None)
        if top is None or top.kind != XML:
            raise ValueError("it is no document, or ends too early")
        self._chunks = list(chunks(data, top.body, top.end))
        pool = next((chunk for chunk in self._chunks if chunk.kind == POOL), None)
        if pool is None:
            raise ValueError("it has no strings")
        self._pool = Pool(data, pool)
        named = next((chunk for chunk in self._chunks if chunk.kind == RESOURCE_MAP), None)
        self._of_system = numbers(data, named.body, (named.end - named.body) // 4) if named else array("I")

    def read(self, places: Sequence[Place]) -> None:
        found = [place.encoding == RESOURCE or self._pool.pieces.at(place) for place in places]
        note_lost(self._draft, sum(not one for one in found))
        stack: list[int] = []
        for chunk in self._chunks[:_MOST] if any(found) else ():
            if chunk.kind == START_ELEMENT:
                symbol = self._element(chunk.body, chunk.end, stack[-1] if stack else -1)
                if len(stack) < _DEPTH:
                    stack.append(symbol)
            elif chunk.kind == END_ELEMENT and stack:
                stack.pop()

    def _element(self, at: int, end: int, parent: int) -> int:
        _, name, first, size, count = struct.unpack_from("<IIHHH", self._data, at)
        run = self._pool.run(name)
        unit = run.unit(Role.ELEMENT) if run else None
        symbol = self._draft.symbol(SymbolKind.ELEMENT, run.text if run else "", unit, parent)
        option = run is not None and run.text in _OPTIONS
        for number in range(min(count, _MOST) if size >= 20 else 0):
            where = at + first + number * size
            if where + 20 > end:
                break
            self._attribute(where, symbol, option=option)
        return symbol

    def _attribute(self, at: int, element: int, *, option: bool) -> None:
        _, name, raw, _, _, kind, value = struct.unpack_from("<IIIHBBI", self._data, at)
        run = self._pool.run(name)
        local = run.text if run else _NAMED.get(self._of_system[name], "") if name < len(self._of_system) else ""
        role = Role.UI_LABEL if local in _LABELS else Role.KEY if local in _KEYS else Role.VALUE
        unit: TextUnit | None = None
        if kind == STRING or (raw != NONE and raw < len(self._pool)):
            said = self._pool.run(value if kind == STRING else raw)
            unit = said.unit(role) if said else None
        elif kind == REFERENCE and value:
            written = f"0x{value:08x}"
            unit = TextUnit(written, Role.KEY, (Span(0, len(written), at + 16, 4, ("latin-1", RESOURCE)),))
        if unit is None:
            return
        if option and unit.role is Role.UI_LABEL and element >= 0:
            where = self._draft.unit(msgspec.structs.replace(unit, role=Role.OPTION), element)
            owner = self._draft.symbols[element]
            self._draft.symbols[element] = Symbol(SymbolKind.ITEM, unit.text, where, owner.parent)
            return
        label = run.unit(Role.ATTRIBUTE) if run else None
        entry = self._draft.symbol(SymbolKind.ENTRY, local, label, element, value=unit.text[:200])
        self._draft.unit(unit, entry)
