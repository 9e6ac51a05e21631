"""Compiled WPF screens (BAML): elements, their labels, what they are called and bound to, texts under keys.

What stands in XAML stands here too, but that the names of WPF's own elements are numbers. See ``baml_records``.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Symbol, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import strings
from sousveil.reading.dialects import SCREEN
from sousveil.reading.draft import Draft
from sousveil.reading.interface import baml_records as of
from sousveil.reading.interface.baml_records import Record, known, records
from sousveil.reading.interface.found import run_of, say
from sousveil.reading.strings import Run

_DEPTH = 500
TEXTS = "baml-texts"
"""The language of a dictionary of texts, one for each language of a program."""


class _Frame(NamedTuple):
    """What is open: an element, a property whose value is written as elements, or what stands in braces."""

    name: str
    symbol: int
    entry: int = -1
    """The property that what stands in braces is the value of."""
    option: bool = False
    key: Run | None = None


class Baml:
    """One compiled screen or dictionary."""

    name: ClassVar[str] = "baml"
    kinds: ClassVar[tuple[str, ...]] = ("wpf-baml", "wpf-baml-texts")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Values in a binary form of their own (brushes, paths, styles) are not read.",
        "Of WPF's own elements and properties those have names that hold, show or bind texts.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the mark and the version that all of them have."""
        return bytes(data[: len(of.HEAD)]) == of.HEAD and bytes(data[16:20]) == b"\0\0\x60\0"

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The whole screen."""
        draft = Draft(self.name, "baml", limits)
        screen = _Screen(draft, data)
        try:
            for record in records(data) if places else ():
                screen.take(record)
        except (ValueError, IndexError, struct.error) as why:
            draft.gap("unparsed", size=len(data), remedy="Ask the maker for a whole file.", detail=str(why))
            strings.write(draft, data, places, lambda _: Role.STRING)
        if screen.of_texts:
            draft.language = TEXTS
        yield from draft.finish()


class _Screen:
    def __init__(self, draft: Draft, data: memoryview) -> None:
        self._draft, self._data = draft, data
        self._types: dict[int, Run | None] = {}
        self._attributes: dict[int, Run | None] = {}
        self._strings: dict[int, Run | None] = {}
        self._open: list[_Frame] = []
        self._keys: list[tuple[int, Run | None]] = []
        """Keys of a dictionary with where their value begins, counted from the end of the keys."""
        self._keyed: list[tuple[int, Run | None]] = []
        """The same by where it begins in the file, the last one first."""
        self._values = 0
        """Where the keys end."""
        self._deferred = False
        self._skip = 0
        self.of_texts = False

    def take(self, record: Record) -> None:
        """One record."""
        kind = record.kind
        if self._before_values(record):
            return
        if kind in {of.TYPE_INFO, of.TYPE_SERIALIZER, of.ATTRIBUTE_INFO, of.STRING_INFO}:
            self._define(kind, record.numbers, record.texts)
        elif kind == of.ELEMENT:
            self._element(record)
        elif kind in of.OPENS:
            run, name = self._attribute(record.numbers[0])
            self._push(_Frame(name, self._symbol, self._entry(name, run), self._option))
        elif kind in of.CLOSES:
            del self._open[-1:]
        else:
            self._said(record)

    def _said(self, record: Record) -> None:
        """A record that gives a property or a text."""
        kind, numbers = record.kind, record.numbers
        if kind in {of.PROPERTY, of.CONVERTED}:
            self._property(numbers[0], self._run(record.texts[0]))
        elif kind == of.STRING_REFERENCE:
            self._property(numbers[0], self._strings.get(numbers[1]))
        elif kind == of.EXTENSION and numbers[1] & 0xFFF in of.RESOURCES:
            run, name = self._attribute(numbers[0])
            self._value(self._entry(name, run), self._strings.get(numbers[2]), Role.KEY)
        elif kind in {of.TEXT, of.TEXT_CONVERTED, of.LITERAL}:
            self._text(self._run(record.texts[0]))
        elif kind == of.TEXT_NUMBERED:
            self._text(self._strings.get(numbers[0]))
        elif kind == of.DEFINED:
            self._defined(numbers[0], self._run(record.texts[0]))
        elif kind == of.EVENT:
            run, name = self._attribute(numbers[0])
            self._value(self._entry(name, run), self._run(record.texts[0]), Role.IDENTIFIER)

    # What names things

    def _run(self, where: tuple[int, int]) -> Run | None:
        return run_of(self._data, *where, "utf-8")

    def _define(self, kind: int, numbers: Sequence[int], texts: Sequence[tuple[int, int]]) -> None:
        into = {of.ATTRIBUTE_INFO: self._attributes, of.STRING_INFO: self._strings}.get(kind, self._types)
        run = self._run(texts[0])
        if into is self._types and run is not None:
            head = len(run.text.rpartition(".")[0].encode())
            run = self._run((run.start + (head + 1 if head else 0), run.end))
        into[numbers[0]] = run

    def _type(self, number: int) -> tuple[Run | None, str]:
        run = self._types.get(number)
        return run, run.text if run else of.TYPES.get(known(number), "")

    def _attribute(self, number: int) -> tuple[Run | None, str]:
        run = self._attributes.get(number)
        return run, run.text if run else of.PROPERTIES.get(known(number), "")

    # What is open

    @property
    def _symbol(self) -> int:
        return self._open[-1].symbol if self._open else -1

    @property
    def _option(self) -> bool:
        return bool(self._open) and self._open[-1].option

    def _push(self, frame: _Frame) -> None:
        if len(self._open) >= _DEPTH:
            raise ValueError("elements in elements without end")
        self._open.append(frame)

    def _before_values(self, record: Record) -> bool:
        """What a dictionary that is read late has before its values: keys, and where each value begins."""
        kind = record.kind
        if kind in of.DEFINITIONS:
            return False
        if kind == of.DEFERRED:
            self._deferred, self._keys, self._values = True, [], record.end
            return True
        if self._skip or (self._deferred and kind in {of.STATIC, of.KEY_ELEMENT}):
            self._skip += kind in {of.ELEMENT, of.STATIC, of.KEY_ELEMENT}
            self._skip -= kind in {of.ELEMENT_END, of.STATIC_END, of.KEY_ELEMENT_END}
            self._values = record.end
            return True
        if kind == of.KEY_STRING and not self._deferred:
            self._value(self._entry("x:Key", None), self._strings.get(record.numbers[0]), Role.KEY)
            return True
        if kind in of.KEYS:
            if kind == of.KEY_STRING:
                self._keys.append((record.numbers[1], self._strings.get(record.numbers[0])))
            self._values = record.end
            return True
        if self._deferred:
            self._deferred = False
            fresh = [(self._values + offset, run) for offset, run in self._keys]
            self._keyed = sorted([*self._keyed, *fresh], key=lambda pair: -pair[0])
        return False

    def _key_of(self, start: int) -> Run | None:
        """The key of the value of a dictionary that begins with the element at ``start``."""
        key = None
        while self._keyed and self._keyed[-1][0] <= start:
            key = self._keyed.pop()[1]
        return key

    def _element(self, record: Record) -> None:
        run, name = self._type(record.numbers[0])
        entry = self._open[-1].entry if self._open else -1
        key = self._key_of(record.start)
        if name in of.EXTENSIONS:
            self._push(_Frame(name, self._symbol, entry))
            return
        if name == "String":
            self._push(_Frame(name, self._symbol, key=key))
            return
        unit = run.unit(Role.ELEMENT) if run else None
        symbol = self._draft.symbol(SymbolKind.ELEMENT, name, unit, self._symbol)
        self._push(_Frame(name, symbol, option=name.lower() in SCREEN.options))
        if key is not None:
            self._value(self._entry("x:Key", None), key, Role.KEY)

    # What is said

    def _entry(self, name: str, run: Run | None) -> int:
        return self._draft.symbol(SymbolKind.ENTRY, name, run.unit(Role.ATTRIBUTE) if run else None, self._symbol)

    def _value(self, entry: int, run: Run | None, role: Role) -> None:
        if run is not None:
            say(self._draft, entry, run, role)

    def _property(self, number: int, value: Run | None) -> None:
        run, name = self._attribute(number)
        top = self._open[-1] if self._open else None
        if top is not None and top.name in of.EXTENSIONS:
            self._value(top.entry, value, Role.KEY if top.name in of.BINDINGS and name == "Path" else Role.VALUE)
            return
        if not name:
            return  # one of WPF's own that says where and how a thing is drawn
        label = name.lower() in SCREEN.labels
        if label and top is not None and top.option and value is not None:
            self._choice(top.symbol, value.unit(Role.OPTION))
            return
        role = Role.UI_LABEL if label else Role.KEY if name.lower() in SCREEN.keys or name == "Tag" else Role.VALUE
        self._value(self._entry(name, run), value, role)

    def _choice(self, element: int, unit: TextUnit) -> None:
        if element >= 0:
            where = self._draft.unit(unit, element)
            owner = self._draft.symbols[element]
            self._draft.symbols[element] = Symbol(SymbolKind.ITEM, unit.text, where, owner.parent)

    def _defined(self, number: int, value: Run | None) -> None:
        named = self._strings.get(number)
        name = named.text if named else of.STRINGS.get(known(number), "")
        self._value(self._entry(f"x:{name}", None), value, Role.KEY)

    def _text(self, run: Run | None) -> None:
        if run is None or not self._open or not run.text.strip():
            return
        top = self._open[-1]
        if top.name in of.EXTENSIONS:
            resource = top.name in {"StaticResourceExtension", "DynamicResourceExtension", "StaticExtension"}
            self._value(top.entry, run, Role.KEY if top.name in of.BINDINGS or resource else Role.VALUE)
        elif top.name == "String":
            self._string(top, run)
        elif top.option:
            self._choice(top.symbol, run.unit(Role.OPTION))
        elif top.entry >= 0:
            label = self._draft.symbols[top.entry].name.lower() in SCREEN.labels
            self._value(top.entry, run, Role.UI_LABEL if label else Role.VALUE)
        else:
            self._draft.unit(run.unit(Role.UI_LABEL), top.symbol)

    def _string(self, frame: _Frame, run: Run) -> None:
        """A text by itself: under its key where it is one of a dictionary, else one of the things listed there."""
        if frame.key is None:
            self._draft.symbol(SymbolKind.ITEM, run.text[:200], run.unit(Role.OPTION), frame.symbol)
            return
        owner = self._draft.symbols[frame.symbol].name if frame.symbol >= 0 else ""
        self.of_texts = self.of_texts or (owner == "ResourceDictionary" and len(self._open) <= 3)
        entry = self._draft.symbol(SymbolKind.ENTRY, frame.key.text, frame.key.unit(Role.KEY), frame.symbol)
        say(self._draft, entry, run)
