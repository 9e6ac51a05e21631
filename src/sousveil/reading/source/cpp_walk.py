"""What C++ adds to C: classes with bases, namespaces, aliases, containers built in place."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sousveil.model.words import SymbolKind
from sousveil.reading.source.c_walk import CWalk

if TYPE_CHECKING:
    from tree_sitter import Node


class CppWalk(CWalk):
    """The walk over C++."""

    def on_class_specifier(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A class with a body; its first base is its type."""
        return self.on_struct_specifier(node, parent)

    def _specified(self, node: "Node", name: "Node | None", parent: int, whole: "Node") -> int:
        symbol = self.symbol_of(node, name, parent, whole)
        bases = next((child for child in node.named_children if child.type == "base_class_clause"), None)
        if bases is not None:
            base = next((child for child in bases.named_children if "identifier" in child.type), None)
            self.amend(symbol, type=self.type(base, symbol))
        self.inside(node, symbol)
        return symbol

    def symbol_of(self, node: "Node", name: "Node | None", parent: int, whole: "Node") -> int:
        """The symbol of a specifier with a body."""
        kind = SymbolKind.ENUM if node.type == "enum_specifier" else SymbolKind.RECORD
        while name is not None and name.type in ("qualified_identifier", "template_type"):
            inner = name.child_by_field_name("name")
            if inner is None:
                break
            name = inner
        return self.symbol(kind, name, parent, whole=whole)

    def on_namespace_definition(self, node: "Node", parent: int) -> None:
        """A namespace."""
        symbol = self.symbol(SymbolKind.NAMESPACE, node.child_by_field_name("name"), parent, whole=node)
        body = node.child_by_field_name("body")
        if body is not None:
            self.inside(body, symbol)

    def on_alias_declaration(self, node: "Node", parent: int) -> None:
        """``using A = B``."""
        symbol = self.symbol(SymbolKind.RECORD, node.child_by_field_name("name"), parent, whole=node)
        self.amend(symbol, type=self.type(node.child_by_field_name("type"), symbol))

    on_structured_binding_declarator = CWalk.taken_apart
