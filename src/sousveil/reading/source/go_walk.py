"""What Go says: types, typed blocks of constants (its enumerations), fields with tags, composite literals."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.source.classes import Classes

if TYPE_CHECKING:
    from tree_sitter import Node


class GoWalk(Classes):
    """The walk over Go."""

    string_types: ClassVar[frozenset[str]] = frozenset({"interpreted_string_literal", "raw_string_literal"})
    list_types: ClassVar[frozenset[str]] = frozenset({"literal_value"})
    pair_types: ClassVar[frozenset[str]] = frozenset({"keyed_element"})
    name_types: ClassVar[frozenset[str]] = frozenset({"identifier", "selector_expression"})

    def unwrapped(self, node: "Node") -> "Node":
        """The braces of a composite literal, out of the wrappers of elements and lists of one expression."""
        for _ in range(6):
            if node.type == "composite_literal":
                node = node.child_by_field_name("body") or node
            elif node.type in ("literal_element", "expression_list") and node.named_child_count == 1:
                node = node.named_children[0]
            elif node.type == "unary_expression":
                node = node.child_by_field_name("operand") or node
            else:
                break
        return node

    def elements(self, node: "Node", most: int | None = None) -> "list[Node]":
        """Elements without their wrappers."""
        return [_bare(child) for child in super().elements(node, most)]

    def pair(self, node: "Node") -> "tuple[Node | None, Node | None]":
        """Key and value without their wrappers."""
        key, value = super().pair(node)
        return _bare(key) if key is not None else None, _bare(value) if value is not None else None

    _types: dict[str, int]

    def walk(self, *roots: "Node") -> None:
        """The file."""
        self._types = {}
        super().walk(*roots)

    # Types

    def on_type_spec(self, node: "Node", parent: int) -> None:
        """A record, an interface, a function type, or another name for a type."""
        name, written = node.child_by_field_name("name"), node.child_by_field_name("type")
        if written is not None and written.type == "function_type":
            self._function(name, written, parent, node)
            return
        symbol = self.symbol(SymbolKind.RECORD, name, parent, whole=node)
        if written is not None and written.type in ("struct_type", "interface_type"):
            self.inside(written, symbol)
        else:
            self.amend(symbol, type=self.type(written, symbol))
            if name is not None and node.type == "type_spec":
                self._types[self.text(name)] = symbol

    on_type_alias = on_type_spec

    def on_field_declaration(self, node: "Node", parent: int) -> None:
        """Fields; an embedded record is a field by its own name. A tag's strings belong to them."""
        written, tag = node.child_by_field_name("type"), node.child_by_field_name("tag")
        names = _named(node)
        made: list[int] = []
        for name in names or ([self.last_name(written)] if written is not None else []):
            symbol = self.symbol(SymbolKind.FIELD, name, parent, whole=node)
            self.amend(symbol, type=self.type(written, symbol) if names else self.text(name))
            made.append(symbol)
        if tag is not None and made:
            self.string(tag, Role.ATTRIBUTE, made[0])
        if written is not None and written.type == "struct_type" and made:
            self.inside(written, made[0])
        self.comments_in(node)

    # Functions

    def _function(self, name: "Node | None", node: "Node", parent: int, whole: "Node") -> None:
        symbol = self.symbol(SymbolKind.FUNCTION, name, parent, whole=whole)
        result = node.child_by_field_name("result")
        if result is not None and result.type != "parameter_list":
            self.amend(symbol, type=self.type(result, symbol))
        for part in ("receiver", "parameters", "body"):
            if (inner := node.child_by_field_name(part)) is not None:
                self.inside(inner, symbol)

    def on_function_declaration(self, node: "Node", parent: int) -> None:
        """A function or method."""
        self._function(node.child_by_field_name("name"), node, parent, node)

    on_method_declaration = on_method_elem = on_function_declaration

    def on_parameter_declaration(self, node: "Node", parent: int) -> None:
        """Parameters."""
        written = node.child_by_field_name("type")
        for name in _named(node):
            self.member(SymbolKind.PARAMETER, name, None, written, parent, node)

    on_variadic_parameter_declaration = on_parameter_declaration

    # Constants and variables

    def on_const_declaration(self, node: "Node", parent: int) -> None:
        """A block with a type or with ``iota`` is an enumeration; other constants stand for themselves."""
        specs = [child for child in node.named_children if child.type == "const_spec"]
        written = next((spec.child_by_field_name("type") for spec in specs if spec.child_by_field_name("type")), None)
        counted = any(b"iota" in self.source[spec.start_byte : spec.end_byte] for spec in specs)
        owner, kind = parent, SymbolKind.CONSTANT
        if len(specs) > 1 and (written is not None or counted):
            owner = self._enumeration(written, node, parent)
            kind = SymbolKind.ENUM_MEMBER
        for spec in specs:
            value = spec.child_by_field_name("value")
            values = value.named_children if value is not None else []
            for index, name in enumerate(_named(spec)):
                given = values[index] if index < len(values) else None
                symbol = self.member(kind, name, given, spec.child_by_field_name("type"), owner, spec)
                if given is not None and self.is_string(given):
                    self.draft.rerole(self.string(given, Role.VALUE, symbol), Role.VALUE)
            self.comments_in(spec)
        self.comments_in(node)

    def _enumeration(self, written: "Node | None", block: "Node", parent: int) -> int:
        """The type of the constants, where it is declared above; else a symbol for the block."""
        known = self._types.pop(self.text(written), -1) if written is not None else -1
        if known < 0:
            return self.symbol(SymbolKind.ENUM, written, parent, whole=block)
        self.turn(known, SymbolKind.ENUM)
        self.declare(known, block)
        return known

    def on_var_spec(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """Variables."""
        value = node.child_by_field_name("value")
        values = value.named_children if value is not None else []
        for index, name in enumerate(_named(node)):
            given = values[index] if index < len(values) else None
            if parent < 0 or self.near(node) or self.is_list(given):
                self.member(SymbolKind.VARIABLE, name, given, node.child_by_field_name("type"), parent, node)
            elif given is not None:
                self.over([given], parent)
        return None

    def on_short_var_declaration(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """``x := ...``: kept with words in it, or near a place."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or left.named_child_count != 1 or right.named_child_count != 1:
            return [*self.taken_apart(left, parent), right] if left is not None and right is not None else node.children
        name, value = left.named_children[0], right.named_children[0]
        if name.type != "identifier" or not (self.near(node) or self.is_list(value)):
            return node.children
        self.member(SymbolKind.VARIABLE, name, value, None, parent, node)
        return None

    # Containers and uses

    def on_composite_literal(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A list, map or record that is no variable's own value."""
        written = node.child_by_field_name("type")
        if self.near(node) and written is not None:
            self.refer(written, "type", parent)
        return self.on_list(node, parent)

    def on_call_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A call."""
        self.called(node.child_by_field_name("function"), parent)
        return node.children

    def on_selector_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A field that is read or written."""
        self.refer(node.child_by_field_name("field"), "access", parent)
        return node.children

    def on_assignment_statement(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """An assignment, perhaps to several."""
        left = node.child_by_field_name("left")
        if left is not None and left.named_child_count > 1:
            self.taken_apart(left, parent)
            return node.children
        return self.assigned(node, parent)

    def on_range_clause(self, node: "Node", parent: int) -> "Iterable[Node]":
        """What a loop goes over, and the names of its parts."""
        if (left := node.child_by_field_name("left")) is not None:
            self.taken_apart(left, parent)
        return node.children

    def on_binary_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A comparison."""
        return self.compared(node, parent)

    def on_index_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A value looked up by a string."""
        index = node.child_by_field_name("index")
        if self.is_string(index):
            self.refer(index, "key", parent)
        return node.children

    def on_expression_switch_statement(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A switch whose branches give strings is a map."""
        cases: list[tuple[Node, Node | None]] = []
        for case in node.named_children:
            labels = case.child_by_field_name("value") if case.type == "expression_case" else None
            if labels is None:
                continue
            then = [child for child in case.named_children if child != labels and child.type not in self.comment_types]
            for label in labels.named_children:
                self.refer(label, "compare", parent)
                cases.append((label, self.given(then[0]) if then else None))
        self.choices(node.child_by_field_name("value"), cases, parent)
        return node.children

    def on_import_spec(self, node: "Node", parent: int) -> None:
        """A package that is imported."""
        if (path := node.child_by_field_name("path")) is not None:
            self.string(path, Role.IMPORT, parent)


def _named(node: "Node") -> "list[Node]":
    """The names that a node declares; the grammar counts the commas between them as names."""
    return [child for child in node.children_by_field_name("name") if child.is_named]


def _bare(node: "Node") -> "Node":
    """An element out of the wrapper that the grammar puts around it."""
    return node.named_children[0] if node.type == "literal_element" and node.named_child_count == 1 else node
