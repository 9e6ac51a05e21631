"""Lists and maps of strings and names, which is how software writes down the kinds it knows: for every language."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.source.walking import Walker

if TYPE_CHECKING:
    from tree_sitter import Node

_LOOK = 8
"""Elements that are looked at to see whether a list holds any words at all (pixel tables do not)."""
_CALLS = frozenset({"call", "call_expression", "method_invocation", "invocation_expression", "new_expression"})
_MAKES = _CALLS | {"object_creation_expression", "implicit_object_creation_expression", "composite_literal"}
_BLOCKS = frozenset({"block", "compound_statement", "statement_block", "statement_list"})


class Containers(Walker):
    """Adds to the walk what literals of lists and maps have in common; a language says which nodes are what."""

    list_types: ClassVar[frozenset[str]] = frozenset()
    pair_types: ClassVar[frozenset[str]] = frozenset()
    name_types: ClassVar[frozenset[str]] = frozenset({"identifier"})

    def elements(self, node: "Node", most: int | None = None) -> list["Node"]:
        """The elements of a list literal, or the first of them."""
        return [*islice((child for child in node.named_children if child.type not in self.comment_types), most)]

    def pair(self, node: "Node") -> "tuple[Node | None, Node | None]":
        """Key and value of a pair."""
        return node.child_by_field_name("key"), node.child_by_field_name("value")

    def unwrapped(self, node: "Node") -> "Node":
        """The list literal in a constructor, a cast or brackets; the node itself where it is none."""
        return node

    def is_list(self, node: "Node | None", *, named: bool = True) -> bool:
        """Whether a node is a literal of a list or map that holds words; without a name, names alone are not enough."""
        if node is None:
            return False
        inner = self.unwrapped(node)
        if inner.type not in self.list_types:
            return False
        return any(self._wordy(element, named) for element in self.elements(inner, _LOOK))

    def _wordy(self, node: "Node", named: bool) -> bool:
        kind = node.type  # a string made anew each time that it is asked for
        if kind in self.pair_types or (kind in self.string_types and node.is_named):
            return True
        if kind in self.name_types:
            return named
        if kind in _MAKES and self.unwrapped(node) is node:
            return named and bool(self._made_with(node))
        inner = self.unwrapped(node)
        return (kind if inner is node else inner.type) in self.list_types and any(
            self.is_string(element) or element.type in self.pair_types for element in self.elements(inner, _LOOK)
        )

    def on_list(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A list or map literal that is no variable's own value."""
        if self.is_list(node, named=False):
            self.container(None, node, parent)
            return None
        return self.below(node)

    def container(self, name: "Node | None", value: "Node", parent: int, *, whole: "Node | None" = None) -> int:
        """The symbols of a list or map literal, named by a node or not at all."""
        inner = self.unwrapped(value)
        elements = self.elements(inner)
        pairs = sum(element.type in self.pair_types or self._couple(element) is not None for element in elements)
        kind = SymbolKind.MAP if pairs * 2 > len(elements) else SymbolKind.ARRAY
        if name is not None and self.is_string(name):
            symbol = self.string_symbol(kind, name, parent)
        else:
            symbol = self.symbol(kind, name, parent, whole=whole)
        if whole is None or name is None:
            self.declare(symbol, value)
        if not self.deeper(inner):
            return symbol
        self.comments_in(inner)
        for element in elements:
            self.element(element, symbol)
        self.shallower()
        return symbol

    def comments_in(self, node: "Node") -> None:
        """Notes the comments between elements."""
        for child in node.named_children:
            if child.type in self.comment_types:
                self._comments.append((child.start_byte, child.end_byte))

    def _couple(self, node: "Node") -> "tuple[Node, Node] | None":
        """The halves of a list of two that stands for a pair: ``{"black", 1}``, ``('emRace', c_int)``."""
        inner = self.unwrapped(node)
        if inner.type not in self.list_types:
            return None
        both = self.elements(inner)
        flat = len(both) == 2 and all(self.unwrapped(half).type not in self.list_types for half in both)
        if flat and (self.is_string(both[0]) or self.is_string(both[1]) or both[0].type in self.name_types):
            return both[0], both[1]
        return None

    def element(self, node: "Node", parent: int) -> None:
        """One element of a list or map."""
        if node.type in self.pair_types:
            key, value = self.pair(node)
            self.entry(key, value, parent, node)
        elif couple := self._couple(node):
            self.entry(*couple, parent, node)
        elif self.is_string(node):
            self.string_symbol(SymbolKind.ITEM, node, parent)
        elif node.type in self.name_types:
            symbol = self.symbol(SymbolKind.ITEM, self.last_name(node), parent, whole=node, value=self.written(node))
            self.refer(node, "access", symbol)
        elif self.unwrapped(node).type in self.list_types:
            self.container(None, node, parent)
        elif node.type in _MAKES and (made := self._made_with(node)):
            for string in made:
                self.string_symbol(SymbolKind.ITEM, string, parent)
            given = node.child_by_field_name("arguments")
            rest = given.named_children if given is not None else []
            spans = {string.start_byte for string in made}
            self.over([one for one in rest if not any(one.start_byte <= at < one.end_byte for at in spans)], parent)
        else:
            self.over([node], parent)

    def _made_with(self, node: "Node") -> "list[Node]":
        """The strings that an element is made with by a call: ``new Choice("black", 1)``."""
        given = node.child_by_field_name("arguments")
        children = given.named_children if given is not None else []
        return [child for one in children[:_LOOK] for child in (one, *one.named_children[:1]) if self.is_string(child)]

    def last_name(self, node: "Node") -> "Node":
        """The last name in a dotted one."""
        while node.named_child_count:
            node = node.named_children[-1]
        return node

    def assigned(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """An assignment with ``left`` and ``right``; a list takes the name of what it is assigned to."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        self.refer(left, "assign", parent)
        if left is not None and right is not None and self.is_list(right):
            self.container(self.last_name(left), right, parent, whole=node)
            return None
        return node.children

    def entry(self, key: "Node | None", value: "Node | None", parent: int, whole: "Node") -> None:
        """A key with its value."""
        if key is None:
            self.over([whole], parent)
            return
        said = ""
        if value is not None and self.unwrapped(value).type not in self.list_types:
            said = self.string_text(value) if self.is_string(value) else self.written(value)
        if self.is_string(key):
            symbol = self.string_symbol(SymbolKind.ENTRY, key, parent, value=said)
            self.declare(symbol, whole)
        else:
            last = self.last_name(key)
            symbol = self.symbol(SymbolKind.ENTRY, last, parent, value=said, whole=whole)
        if value is None:
            return
        if self.is_string(value):
            unit = self.string(value, Role.VALUE, symbol)
            if unit >= 0:
                self.amend(symbol, value=self.draft.units[unit].text)
        elif self.unwrapped(value).type in self.list_types:
            self.container(None, value, symbol)
        elif value.type in self.name_types:
            self.unit(self.last_name(value), Role.VALUE, symbol)
        else:
            self.over([value], symbol)

    def choices(self, subject: "Node | None", cases: Sequence["tuple[Node, Node | None]"], parent: int) -> None:
        """A switch whose branches give strings: a map from its labels, named by what it looks at."""
        told = [(label, said) for label, said in cases if said is not None]
        if len(told) < 2 or len(told) * 2 < len(cases):
            return
        name = self.last_name(subject) if subject is not None else None
        symbol = self.symbol(SymbolKind.MAP, name, parent)
        for label, said in told:
            self.entry(label, said, symbol, label)

    def given(self, branch: "Node") -> "Node | None":
        """The string literal that the first statement of a branch returns or assigns, and nothing else."""
        node = branch
        for _ in range(8):
            if self.is_string(node):
                return node
            children = [child for child in node.named_children if child.type not in self.comment_types]
            if not children or node.type in _CALLS:
                return None
            node = children[0] if node.type in _BLOCKS else children[-1]
        return None

    def taken_apart(self, node: "Node", parent: int) -> "Iterable[Node]":
        """The names that a value of several parts is taken apart into, each a use: ``age, race = ...``."""
        for child in node.named_children:
            if not child.named_child_count or child.type in self.name_types:
                self.refer(child, "assign", parent)
        return node.children
