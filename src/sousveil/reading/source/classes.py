"""What Java, C# and TypeScript share: types with a body, members with modifiers, classes that only hold constants."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sousveil.model.late import late
from sousveil.model.words import SymbolKind
from sousveil.reading.source.containers import Containers

if TYPE_CHECKING:
    from tree_sitter import Node

_ENTRY = late(r'\bEntryPoint\s*=\s*"(\w+)"')
_COMPARE = frozenset({"==", "!=", "===", "!==", "<", ">", "<=", ">="})


class Classes(Containers):
    """Adds members of classes, and constants that stand for an enumeration."""

    def said(self, value: "Node | None") -> str:
        """A value as a symbol carries it: the content of a string, else as written."""
        return self.string_text(value) if value is not None and self.is_string(value) else self.written(value)

    def typed(
        self, kind: SymbolKind, node: "Node", parent: int, bodies: "Iterable[Node | None]", base: "Node | None"
    ) -> int:
        """A class, interface or enumeration with what is in it; its first base is its type."""
        symbol = self.symbol(kind, node.child_by_field_name("name"), parent, whole=node)
        self.amend(symbol, type=self.type(base, symbol))
        self.comments_in(node)
        for body in bodies:
            if body is not None:
                self.inside(body, symbol)
        return symbol

    def member(
        self,
        kind: SymbolKind,
        name: "Node | None",
        value: "Node | None",
        written: "Node | None",
        parent: int,
        whole: "Node",
    ) -> int:
        """A field, constant, parameter or variable, with its type and its value; what is in the value is read too."""
        if value is not None and name is not None and self.is_list(value):
            symbol = self.container(name, value, parent, whole=whole)
            self.amend(symbol, type=self.type(written, symbol))
            return symbol
        symbol = self.symbol(kind, name, parent, value=self.said(value), whole=whole)
        self.amend(symbol, type=self.type(written, symbol))
        if value is not None:
            self.over([value], symbol)
        return symbol

    def native(self, node: "Node", symbol: int, word: str) -> None:
        """Notes a method with this modifier as one that a native library is asked for, by its name or by another."""
        modifiers = [self.text(child) for child in node.children if child.type in ("modifier", "modifiers")]
        if symbol < 0 or not any(word in text.split() for text in modifiers):
            return
        unit = self.draft.symbols[symbol].unit
        lists = [self.text(child) for child in node.children if child.type == "attribute_list"]
        entry = next((match[1] for text in lists if (match := _ENTRY.search(text))), "")
        for index in range(len(self.draft.units) - 1, max(unit, 0), -1) if entry else ():
            if self.draft.units[index].text == entry and self.draft.units[index].symbol == symbol:
                unit = index
        if unit >= 0:
            self.draft.refer(self.draft.units[unit].text, "native", unit, symbol)

    def settle(self, symbol: int) -> None:
        """Makes a class that holds little but constants of one sort an enumeration."""
        members = [(index, self.draft.symbols[index]) for index in self.members(symbol)]
        constants = [index for index, one in members if one.kind == SymbolKind.CONSTANT]
        others = sum(one.kind in (SymbolKind.FIELD, SymbolKind.RECORD) for _, one in members)
        if len(constants) >= 2 and len(constants) >= 3 * others:
            for index in constants:
                self.turn(index, SymbolKind.ENUM_MEMBER)
            self.turn(symbol, SymbolKind.ENUM)

    def compared(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A comparison with ``left``, ``operator`` and ``right``."""
        operator = node.child_by_field_name("operator")
        if operator is None or operator.type in _COMPARE:
            for side in ("left", "right"):
                self.refer(node.child_by_field_name(side), "compare", parent)
        return node.children
