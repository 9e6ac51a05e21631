"""What C++ adds to C: classes with bases, namespaces, aliases, containers built in place."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sousveil.model.words import SymbolKind
from sousveil.reading.source.c_walk import CWalk

if TYPE_CHECKING:
    from tree_sitter import Node

_TOP = frozenset({"translation_unit", "declaration_list"})
_TYPES = frozenset({"identifier", "qualified_identifier", "template_function"})
_MEMBERS = 3
"""A type and two members: with fewer it may be any macro."""


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

    def on_expression_statement(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """At the top a call in capitals is a macro that lists a type and its members, for whoever reads or writes them.

        As in ``NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Type, member, ...)`` and ``BOOST_FUSION_ADAPT_STRUCT(Type, ...)``.
        """
        names = _listed(node)
        if not names:
            return node.children
        symbol = self.symbol_of(names[0], names[0], parent, node)
        for name in names[1:]:
            self.symbol(SymbolKind.FIELD, name, symbol, whole=name)
        self.comments_in(node)
        return None

    on_structured_binding_declarator = CWalk.taken_apart


def _listed(statement: "Node") -> "list[Node]":
    """The type and the members that a macro lists at the top of a file or a namespace; nothing where it is no list."""
    call = statement.named_children[0] if statement.named_child_count else None
    around = statement.parent
    if call is None or call.type != "call_expression" or around is None or around.type not in _TOP:
        return []
    function, handed = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    if function is None or handed is None or function.text is None or not function.text.isupper():
        return []
    names = [child for child in handed.named_children if child.type != "comment"]
    plain = all(name.type == "identifier" for name in names[1:])
    return names if len(names) >= _MEMBERS and plain and names[0].type in _TYPES else []
