"""What Java says: classes, enumerations, classes of constants, annotated fields, records of native libraries."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.source.classes import Classes

if TYPE_CHECKING:
    from tree_sitter import Node

_ACCESS = frozenset({"public", "private", "protected"})
_LISTING = frozenset({"asList", "of", "ofEntries", "newArrayList", "newHashSet", "listOf", "setOf"})


class JavaWalk(Classes):
    """The walk over Java."""

    comment_types: ClassVar[frozenset[str]] = frozenset({"line_comment", "block_comment", "comment"})
    string_types: ClassVar[frozenset[str]] = frozenset({"string_literal"})
    list_types: ClassVar[frozenset[str]] = frozenset(
        {"array_initializer", "element_value_array_initializer", "argument_list"}
    )
    name_types: ClassVar[frozenset[str]] = frozenset({"identifier", "field_access"})
    _class = -1
    """The class without a head, once there is one."""

    def unwrapped(self, node: "Node") -> "Node":
        """The literal in ``new String[] {...}`` and ``Arrays.asList(...)``, also as all that a constructor is given."""
        for _ in range(3):
            if node.type == "array_creation_expression":
                node = node.child_by_field_name("value") or node
            elif node.type == "object_creation_expression":
                arguments = node.child_by_field_name("arguments")
                if arguments is None or arguments.named_child_count != 1:
                    return node
                inner = self.unwrapped(arguments.named_children[0])
                return inner if inner.type in self.list_types else node
            elif node.type == "method_invocation":
                name = node.child_by_field_name("name")
                listing = name is not None and self.text(name) in _LISTING
                return (node.child_by_field_name("arguments") or node) if listing else node
        return node

    # Types

    def on_class_declaration(self, node: "Node", parent: int) -> None:
        """A class, interface or annotation; one that only holds constants is an enumeration."""
        base = node.child_by_field_name("superclass") or node.child_by_field_name("interfaces")
        if base is not None:
            base = base.named_children[-1] if base.named_child_count else None
        if base is not None and base.type == "type_list":
            base = base.named_children[0] if base.named_child_count else None
        body = node.child_by_field_name("body")
        symbol = self.typed(SymbolKind.RECORD, node, parent, (node.child_by_field_name("parameters"), body), base)
        self._annotated(node, symbol)
        self.settle(symbol)

    on_interface_declaration = on_annotation_type_declaration = on_class_declaration

    def on_record_declaration(self, node: "Node", parent: int) -> None:
        """A record: its parameters are its fields."""
        symbol = len(self.draft.symbols)
        self.on_class_declaration(node, parent)
        for member in self.members(symbol):
            if self.draft.symbols[member].kind == SymbolKind.PARAMETER:
                self.turn(member, SymbolKind.FIELD)

    def on_enum_declaration(self, node: "Node", parent: int) -> None:
        """An enumeration."""
        symbol = self.typed(SymbolKind.ENUM, node, parent, (node.child_by_field_name("body"),), None)
        self._annotated(node, symbol)

    def on_enum_constant(self, node: "Node", parent: int) -> None:
        """A member with what its constructor is given."""
        arguments = node.child_by_field_name("arguments")
        value = self.text(arguments)[1:-1] if arguments is not None else ""
        name = node.child_by_field_name("name")
        symbol = self.symbol(SymbolKind.ENUM_MEMBER, name, parent, value=" ".join(value.split())[:200], whole=node)
        self._annotated(node, symbol)
        if arguments is not None:
            for argument in arguments.named_children:
                if self.is_string(argument):
                    self.string(argument, Role.VALUE, symbol)
                else:
                    self.over([argument], symbol)
        body = node.child_by_field_name("body")
        if body is not None:
            self.inside(body, symbol)
        self.comments_in(node)

    def _annotated(self, node: "Node", symbol: int) -> None:
        modifiers = [child for child in node.children if child.type == "modifiers"]
        self.attributes(modifiers, symbol)

    # Members

    def on_field_declaration(self, node: "Node", parent: int) -> None:
        """Fields; ``static final`` ones are constants."""
        modifiers = next((child for child in node.children if child.type == "modifiers"), None)
        words = set(self.text(modifiers).split()) if modifiers is not None else set()
        constant = {"static", "final"} <= words or node.type == "constant_declaration"
        for declarator in node.children_by_field_name("declarator"):
            name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
            kind = SymbolKind.CONSTANT if constant and value is not None else SymbolKind.FIELD
            symbol = self.member(kind, name, value, node.child_by_field_name("type"), parent, node)
            self._annotated(node, symbol)
        self.comments_in(node)

    on_constant_declaration = on_field_declaration

    def on_method_declaration(self, node: "Node", parent: int) -> None:
        """A method or constructor."""
        symbol = self.symbol(SymbolKind.FUNCTION, node.child_by_field_name("name"), parent, whole=node)
        self.amend(symbol, type=self.type(node.child_by_field_name("type"), symbol))
        self._annotated(node, symbol)
        self.comments_in(node)
        self.native(node, symbol, "native")
        for part in ("parameters", "body"):
            if (inner := node.child_by_field_name(part)) is not None:
                self.inside(inner, symbol)

    on_constructor_declaration = on_method_declaration

    def on_formal_parameter(self, node: "Node", parent: int) -> None:
        """A parameter."""
        name = node.child_by_field_name("name")
        written = node.child_by_field_name("type")
        if name is None:
            declarator = next((child for child in node.named_children if child.type == "variable_declarator"), None)
            name = declarator.child_by_field_name("name") if declarator is not None else None
            written = next((child for child in node.named_children if "type" in child.type), None)
        self._annotated(node, self.member(SymbolKind.PARAMETER, name, None, written, parent, node))

    on_spread_parameter = on_formal_parameter

    def on_local_variable_declaration(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """Local variables: those with words in them, or near a place."""
        if parent < 0 and any(_ACCESS & set(self.text(c).split()) for c in node.children if c.type == "modifiers"):
            self.on_field_declaration(node, self._headless())
            return None
        rest: list[Node] = []
        for declarator in node.children_by_field_name("declarator"):
            name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
            if self.is_list(value) or self.near(node):
                self.member(SymbolKind.VARIABLE, name, value, node.child_by_field_name("type"), parent, node)
            elif value is not None:
                rest.append(value)
        self.comments_in(node)
        return rest

    def _headless(self) -> int:
        """The class of members that lie in none: an excerpt, or a class whose head is left out (JEP 512).

        A local variable is never private or public. A public class is called after its file (JLS 7.6).
        """
        if self._class < 0:
            stem = self.file.replace("\\", "/").rpartition("/")[2].partition(".")[0]
            self._class = self.symbol(SymbolKind.RECORD, None, -1, called=stem)
        return self._class

    # Containers and uses

    def on_array_initializer(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A list that is no variable's own value."""
        return self.on_list(node, parent)

    def on_method_invocation(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A call; ``map.put("key", value)`` looks up by key."""
        name, arguments = node.child_by_field_name("name"), node.child_by_field_name("arguments")
        self.refer(name, "call", parent)
        self.receiver(node.child_by_field_name("object"), parent)
        if name is not None and arguments is not None:
            called = self.text(name)
            first = arguments.named_children[0] if arguments.named_child_count else None
            if called in ("put", "get", "containsKey", "getString", "getInt", "optString") and self.is_string(first):
                self.refer(first, "key", parent)
            elif called in ("equals", "equalsIgnoreCase"):
                self.refer(first, "compare", parent)
                self.refer(node.child_by_field_name("object"), "compare", parent)
            elif called in _LISTING and self.is_list(node, named=False):
                self.container(None, node, parent)
                return None
        return node.children

    def on_field_access(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A field that is read or written."""
        self.refer(node.child_by_field_name("field"), "access", parent)
        return node.children

    def on_assignment_expression(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """An assignment."""
        return self.assigned(node, parent)

    def on_binary_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A comparison."""
        return self.compared(node, parent)

    def on_switch_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A switch whose branches give strings is a map."""
        body = node.child_by_field_name("body")
        cases: list[tuple[Node, Node | None]] = []
        for group in body.named_children if body is not None else ():
            labels = [
                child for child in group.named_children if child.type == "switch_label" and child.named_child_count
            ]
            then = [child for child in group.named_children if child.type not in ("switch_label", *self.comment_types)]
            for label in labels:
                self.refer(label.named_children[0], "compare", parent)
                cases.append((label.named_children[0], self.given(then[0]) if then else None))
        self.choices(node.child_by_field_name("condition"), cases, parent)
        return node.children

    def on_import_declaration(self, node: "Node", parent: int) -> None:
        """What is imported."""
        if node.named_child_count:
            self.unit(node.named_children[0], Role.IMPORT, parent)

    def on_package_declaration(self, node: "Node", parent: int) -> None:
        """The package that the file lies in."""
        if node.named_child_count:
            self.unit(node.named_children[-1], Role.IDENTIFIER, parent)
