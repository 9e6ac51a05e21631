"""Markup as a tree in the making: what the tokenizer meets becomes symbols and units, near places only."""

from collections import Counter

import msgspec

from sousveil.model.late import late
from sousveil.model.text import Symbol, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded
from sousveil.reading.dialects import Dialect
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped
from sousveil.reading.textual import Near

_DEPTH = 2000
"""Elements deeper than this stand beside each other instead of in each other."""
_LONG = 2000
"""Text longer than this is given line by line."""
_VALUE = 200
_LABEL = 100
_SENTENCE = late(r"\w{2}[.!?…][\"'”’»)]*(?:[\s<]|$)|[。！？]")
"""The end of a sentence makes a text that is longer than a label prose: the entry of a feed, a paragraph."""
_AUTO_CLOSED = frozenset({"option", "li", "tr", "td", "th", "dt", "dd", "p"})
_NO_SYMBOL = -2
_FILLED_IN = late(r"\{\{[^{}]+\}\}|<%[=-][^%]+%>|(?<![\w@.])@\(?[A-Za-z_]\w*(?:\[[^\[\]]*\]|\(\))?[?!]?\.[A-Z]\w")
"""A place for a value: a page with such places is put together by a program, and no text that somebody wrote."""
_BINDING = ("v-model", "model", "ng-model", "[(ngmodel", "[ngmodel", "[model", "[(model")
"""How attributes begin that bind a control to what it asks for."""


class Element:
    """An element that is open: its name, where that stands, what was learnt so far."""

    __slots__ = ("attributes", "end", "local", "name", "parent", "start", "symbol")

    def __init__(self, name: str, start: int, end: int, parent: "Element | None") -> None:
        self.name, self.start, self.end, self.parent = name, start, end, parent
        self.local = name.rpartition(":")[2].lower()
        self.attributes: list[tuple[str, tuple[int, int], tuple[int, int] | None]] = []
        self.symbol = _NO_SYMBOL


class Tree:
    """Takes the tokens of one document in their order and writes them into a draft."""

    def __init__(self, draft: Draft, decoded: Decoded, near: Near, dialect: Dialect) -> None:
        self.dialect = dialect
        self._draft, self._decoded, self._near = draft, decoded, near
        self._stack: list[Element] = []
        self._open: Counter[str] = Counter()
        self._comments: list[int] = []
        self._last = -1

    def open(self, name: str, start: int, end: int) -> Element:
        """An element starts; its name stands at ``start`` to ``end``."""
        local = name.lower()
        if self.dialect.html and local in _AUTO_CLOSED and self._stack and self._stack[-1].local == local:
            self.close(name)
        element = Element(name, start, end, self._stack[-1] if self._stack else None)
        if len(self._stack) < _DEPTH:
            self._stack.append(element)
            self._open[local] += 1
        return element

    def attribute(self, element: Element, name: str, where: tuple[int, int], value: tuple[int, int] | None) -> None:
        """An attribute of an element that was just opened, with the stretch of its value."""
        element.attributes.append((name, where, value))

    def attributes_done(self, element: Element) -> None:
        """The start tag is complete: writes it down where it is near a place."""
        last = max((value or where)[1] for _, where, value in element.attributes) if element.attributes else element.end
        if not self._near(element.start, last):
            return
        owner = self._last = self._symbol(element)
        if self._comments and owner >= 0:
            for unit in self._comments:
                self._draft.attach(unit, owner)
            self._comments.clear()
        told = self._name_attribute(element)
        for name, where, value in element.attributes:
            if name != told and self._near(where[0], (value or where)[1]):
                self._write_attribute(element, name, where, value)
        if element is not (self._stack[-1] if self._stack else None):
            element.attributes.clear()

    def _write_attribute(
        self, element: Element, name: str, where: tuple[int, int], value: tuple[int, int] | None
    ) -> None:
        owner = element.symbol
        local = name.rpartition(":")[2].lower()
        label: TextUnit | None = self._decoded.unit(*where, Role.ATTRIBUTE)
        if self.dialect.html and local.startswith(_BINDING):
            name, label = "", None  # a word of the language, which is also one for what analyses pictures
        if value is None or value[0] == value[1]:
            self._draft.symbol(SymbolKind.ENTRY, name, label, owner)
            return
        if name.lower() == "xmlns" or name.lower().startswith("xmlns:"):
            role = Role.ATTRIBUTE
        elif local in self.dialect.labels:
            role = Role.UI_LABEL
        elif local in self.dialect.keys or name.lower() in self.dialect.keys:
            role = Role.KEY
        else:
            role = Role.VALUE
        unit = unescaped(self._decoded.unit(*value, role), "html-entities")
        if role is Role.UI_LABEL and element.local in self.dialect.options:
            self._write_text(msgspec.structs.replace(unit, role=Role.OPTION), owner, option=True)
            return
        entry = self._draft.symbol(SymbolKind.ENTRY, name, label, owner, value=unit.text[:_VALUE])
        self._draft.unit(unit, entry)

    def _name_attribute(self, element: Element) -> str:
        """The attribute that holds the name of the element's symbol, ``""`` where none does."""
        if element.local not in self.dialect.named:
            return ""
        wanted = self.dialect.named[element.local][2]
        names = [name for name, _, value in element.attributes if value and value[0] < value[1]]
        return next((name for each in (wanted, "ref") for name in names if name.lower() == each), "")

    def _value(self, element: Element, name: str) -> tuple[int, int] | None:
        return next((value for each, _, value in element.attributes if each.lower() == name and value), None)

    def _symbol(self, element: Element) -> int:
        """The symbol of an element, made on demand, together with those of the elements around it."""
        missing: list[Element] = []
        each: Element | None = element
        while each is not None and each.symbol == _NO_SYMBOL:
            missing.append(each)
            each = each.parent
        for one in reversed(missing):
            one.symbol = self._make(one, one.parent.symbol if one.parent else -1)
        return element.symbol

    def _make(self, element: Element, parent: int) -> int:
        if element.local in self.dialect.transparent:
            return parent
        if element.local in self.dialect.named:
            return self._make_named(element, parent)
        if element.local in self.dialect.sections:
            return self._draft.symbol(self.dialect.sections[element.local], "", None, parent)
        silent = element.local in self.dialect.silent or not self._near(element.start, element.end)
        unit = None if silent else self._decoded.unit(element.start, element.end, Role.ELEMENT)
        return self._draft.symbol(SymbolKind.ELEMENT, element.name, unit, parent)

    def _make_named(self, element: Element, parent: int) -> int:
        kind, role, _ = self.dialect.named[element.local]
        attribute = self._name_attribute(element)
        where = self._value(element, attribute.lower()) if attribute else None
        if where is None:
            # A type without a name of its own is that of the element around it.
            name = self._draft.symbols[parent].name if parent >= 0 else ""
            self._draft.amend(parent, type_=name if kind is SymbolKind.RECORD else "")
            return self._draft.symbol(kind, name, None, parent)
        unit = unescaped(self._decoded.unit(*where, role), "html-entities")
        name = unit.text.rpartition(":")[2] if attribute.lower() == "ref" else unit.text
        if kind is SymbolKind.ENUM_MEMBER and parent >= 0:
            owner = self._draft.symbols[parent]
            if owner.kind is SymbolKind.ELEMENT:
                self._draft.amend(parent, kind=SymbolKind.ENUM)
                self._draft.rerole(owner.unit, Role.ENUM)
                if owner.unit < 0 and owner.parent >= 0:
                    self._draft.amend(owner.parent, type_=owner.name)
        type_ = self._value(element, "type") if kind is SymbolKind.FIELD else None
        written = self._decoded.text[slice(*type_)].rpartition(":")[2] if type_ else ""
        return self._draft.symbol(kind, name, unit, parent, type_=written)

    def close(self, name: str) -> None:
        """An end tag: closes the innermost element of that name and what was left open in it; else nothing."""
        local = name.lower()
        if not self._open[local]:
            return
        while self._stack:
            top = self._stack.pop()
            self._open[top.name.lower()] -= 1
            if top.name.lower() == local:
                return

    def text(self, start: int, end: int, *, raw: bool = False) -> None:
        """Text between tags; ``raw`` text has no entities."""
        if not self._near(start, end):
            return
        source = self._decoded.text
        prose = end - start > _LABEL and _SENTENCE.search(source, start, end) is not None
        if end - start > _LONG:
            while start < end:
                line = source.find("\n", start, end) + 1 or end
                self._piece(start, min(line, start + _LONG), raw=raw, prose=prose)
                start = min(line, start + _LONG)
            return
        self._piece(start, end, raw=raw, prose=prose)

    def _piece(self, start: int, end: int, *, raw: bool, prose: bool) -> None:
        stretch = self._decoded.text[start:end]
        start, end = start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())
        if start >= end or not self._near(start, end):
            return
        top = self._stack[-1] if self._stack else None
        role = self._text_role(top, stretch)
        if prose and role is Role.STRING:
            role = Role.DOCUMENT
        owner_element = top
        while owner_element is not None and owner_element.local in self.dialect.transparent:
            owner_element = owner_element.parent
        owner = self._symbol(top) if top is not None else -1
        option = owner_element is not None and owner_element.local in self.dialect.options and role is Role.UI_LABEL
        unit = self._decoded.unit(start, end, Role.OPTION if option else role)
        unit = unit if raw else unescaped(unit, "html-entities")
        self._write_text(unit, owner, option=option)
        if top is not None and top.local in self.dialect.naming and owner >= 0 and self._draft.units:
            self._draft.name(owner, unit.text[:_VALUE], len(self._draft.units) - 1)

    def _write_text(self, unit: TextUnit, owner: int, *, option: bool) -> None:
        where = self._draft.unit(unit, owner)
        if owner < 0 or where < 0:
            return
        symbol = self._draft.symbols[owner]
        if option and symbol.kind is SymbolKind.ELEMENT:
            self._draft.symbols[owner] = Symbol(SymbolKind.ITEM, unit.text, where, symbol.parent)
        elif not symbol.value and unit.role is not Role.COMMENT:
            self._draft.amend(owner, value=unit.text[:_VALUE])

    def _text_role(self, top: Element | None, text: str) -> Role:
        if top is None:
            return Role.DOCUMENT
        role = self.dialect.texts.get(top.local, self.dialect.text)
        if role is Role.UI_LABEL and self.dialect.shown_in and top.local not in self.dialect.options:
            around = top.parent
            where = self._value(top, "name") or (self._value(around, "name") if around is not None else None)
            name = self._decoded.text[slice(*where)].lower() if where else ""
            return role if name in self.dialect.shown_in else Role.STRING
        if role is Role.UI_LABEL and self.dialect.html and len(text) > _VALUE:
            return Role.DOCUMENT
        if role is Role.DOCUMENT and top.local == "p" and len(text) <= _VALUE and _FILLED_IN.search(text):
            return Role.UI_LABEL
        return role

    def comment(self, start: int, end: int) -> None:
        """A comment: belongs to what stands before it on its line, else to the element that starts next."""
        if not self._near(start, end):
            return
        stretch = self._decoded.text[start:end]
        start, end = start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())
        if start < end:
            head = self._decoded.text[max(0, start - _LONG) : start]
            beside = bool(head[head.rfind("\n") + 1 :].replace("<!--", "").strip())
            unit = self._draft.unit(self._decoded.unit(start, end, Role.COMMENT), self._last if beside else -1)
            if unit >= 0 and (not beside or self._last < 0):
                self._comments.append(unit)

    def finish(self) -> None:
        """The document is over: comments at its end belong to the element around them."""
        top = self._stack[0].symbol if self._stack else -1
        for unit in self._comments:
            if top >= 0:
                self._draft.attach(unit, top)
        self._comments.clear()
