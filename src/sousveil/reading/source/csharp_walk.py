"""What C# says: types, properties, attributes, initialisers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.source.classes import Classes

if TYPE_CHECKING:
    from tree_sitter import Node


class CSharpWalk(Classes):
    """The walk over C#."""

    string_types: ClassVar[frozenset[str]] = frozenset(
        {"string_literal", "verbatim_string_literal", "raw_string_literal", "interpolated_string_expression"}
    )
    list_types: ClassVar[frozenset[str]] = frozenset({"initializer_expression", "collection_expression"})
    pair_types: ClassVar[frozenset[str]] = frozenset({"assignment_expression"})
    name_types: ClassVar[frozenset[str]] = frozenset({"identifier", "member_access_expression"})

    def unwrapped(self, node: "Node") -> "Node":
        """The braces after ``new T[]``, ``new T()`` and ``new()``."""
        if node.type.endswith("_creation_expression"):
            inner = node.child_by_field_name("initializer") or next(
                (child for child in node.named_children if child.type == "initializer_expression"), None
            )
            return inner or node
        return node

    def elements(self, node: "Node", most: int | None = None) -> list["Node"]:
        """Elements, out of the wrappers that the grammar puts around those of ``[...]``."""
        out: list[Node] = []
        for child in super().elements(node, most):
            element = child
            while element.type in ("collection_element", "expression_element") and element.named_child_count:
                element = element.named_children[0]
            out.append(element)
        return out

    def pair(self, node: "Node") -> "tuple[Node | None, Node | None]":
        """``["key"] = value`` and ``Name = value``."""
        key = node.child_by_field_name("left")
        while key is not None and key.type in ("element_binding_expression", "argument", "bracketed_argument_list"):
            if not key.named_child_count:
                break
            key = key.named_children[0]
        return key, node.child_by_field_name("right")

    # Types

    def on_namespace_declaration(self, node: "Node", parent: int) -> None:
        """A namespace."""
        symbol = self.symbol(SymbolKind.NAMESPACE, node.child_by_field_name("name"), parent, whole=node)
        if (body := node.child_by_field_name("body")) is not None:
            self.inside(body, symbol)

    def _class(self, node: "Node", parent: int) -> int:
        bases = next((child for child in node.named_children if child.type == "base_list"), None)
        base = bases.named_children[0] if bases is not None and bases.named_child_count else None
        symbol = self.typed(SymbolKind.RECORD, node, parent, (node.child_by_field_name("body"),), base)
        self._attributes(node, symbol)
        self.settle(symbol)
        return symbol

    def on_class_declaration(self, node: "Node", parent: int) -> None:
        """A class, struct or interface."""
        self._class(node, parent)

    on_struct_declaration = on_interface_declaration = on_class_declaration

    def on_record_declaration(self, node: "Node", parent: int) -> None:
        """A record: its parameters are its fields."""
        symbol = self._class(node, parent)
        parameters = next((child for child in node.named_children if child.type == "parameter_list"), None)
        if parameters is not None:
            begun = len(self.draft.symbols)
            self.over([parameters], symbol)
            for index in range(begun, len(self.draft.symbols)):
                if self.draft.symbols[index].kind == SymbolKind.PARAMETER:
                    self.turn(index, SymbolKind.FIELD)

    def on_enum_declaration(self, node: "Node", parent: int) -> None:
        """An enumeration."""
        self._attributes(node, self.typed(SymbolKind.ENUM, node, parent, (node.child_by_field_name("body"),), None))

    def on_enum_member_declaration(self, node: "Node", parent: int) -> None:
        """A member of an enumeration."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        symbol = self.symbol(SymbolKind.ENUM_MEMBER, name, parent, value=self.written(value), whole=node)
        self._attributes(node, symbol)
        self.comments_in(node)

    def _attributes(self, node: "Node", symbol: int) -> None:
        self.attributes((child for child in node.children if child.type == "attribute_list"), symbol)

    # Members

    def _declared(self, node: "Node", kind: SymbolKind, parent: int, whole: "Node") -> None:
        """The declarators of ``type name = value, name = value``."""
        self.comments_in(node)
        for declarator in node.named_children:
            if declarator.type != "variable_declarator":
                continue
            name = declarator.child_by_field_name("name")
            rest = [
                child for child in declarator.named_children if child != name and child.type not in self.comment_types
            ]
            value = rest[-1] if rest and rest[-1].type != "bracketed_argument_list" else None
            symbol = self.member(kind, name, value, node.child_by_field_name("type"), parent, whole)
            self._attributes(whole, symbol)

    def on_field_declaration(self, node: "Node", parent: int) -> None:
        """Fields; ``const`` and ``static readonly`` ones are constants."""
        words = {self.text(child) for child in node.named_children if child.type == "modifier"}
        kind = SymbolKind.CONSTANT if "const" in words or {"static", "readonly"} <= words else SymbolKind.FIELD
        for child in node.named_children:
            if child.type == "variable_declaration":
                self._declared(child, kind, parent, node)
        self.comments_in(node)

    on_event_field_declaration = on_field_declaration

    def on_property_declaration(self, node: "Node", parent: int) -> None:
        """A property is a field with code behind it."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        symbol = self.member(SymbolKind.FIELD, name, value, node.child_by_field_name("type"), parent, node)
        self._attributes(node, symbol)
        if (accessors := node.child_by_field_name("accessors")) is not None:
            self.inside(accessors, symbol)
        self.comments_in(node)

    def on_method_declaration(self, node: "Node", parent: int) -> None:
        """A method, constructor, delegate or local function."""
        symbol = self.symbol(SymbolKind.FUNCTION, node.child_by_field_name("name"), parent, whole=node)
        returns = node.child_by_field_name("returns") or node.child_by_field_name("type")
        self.amend(symbol, type=self.type(returns, symbol))
        self._attributes(node, symbol)
        self.comments_in(node)
        self.native(node, symbol, "extern")
        for part in ("parameters", "body"):
            if (inner := node.child_by_field_name(part)) is not None:
                self.over([inner], symbol)

    on_constructor_declaration = on_delegate_declaration = on_local_function_statement = on_method_declaration

    def on_parameter(self, node: "Node", parent: int) -> None:
        """A parameter."""
        name, written = node.child_by_field_name("name"), node.child_by_field_name("type")
        self._attributes(node, self.member(SymbolKind.PARAMETER, name, None, written, parent, node))

    def on_parameter_list(self, node: "Node", parent: int) -> "Iterable[Node]":
        """Parameters; one with ``params`` has no node of its own."""
        name, written = node.child_by_field_name("name"), node.child_by_field_name("type")
        if name is not None:
            self.member(SymbolKind.PARAMETER, name, None, written, parent, name)
        return [child for child in node.children if child not in (name, written)]

    def on_local_declaration_statement(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """Local variables: those with words in them, or near a place."""
        inner = next((child for child in node.named_children if child.type == "variable_declaration"), None)
        if inner is None:
            return node.children
        worth = self.near(node) or any(
            self.is_list(one) for each in inner.named_children for one in each.named_children
        )
        apart = any(one.type == "tuple_pattern" for each in inner.named_children for one in each.named_children)
        if not worth or apart:
            return inner.children
        self._declared(inner, SymbolKind.VARIABLE, parent, node)
        return None

    # Containers and uses

    def on_initializer_expression(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A list that is no variable's own value."""
        return self.on_list(node, parent)

    on_collection_expression = on_initializer_expression

    def on_invocation_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A call."""
        self.called(node.child_by_field_name("function"), parent)
        return node.children

    def on_member_access_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A member that is read or written."""
        self.refer(node.child_by_field_name("name"), "access", parent)
        return node.children

    def on_assignment_expression(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """An assignment; the parts of a tuple each."""
        left = node.child_by_field_name("left")
        if left is not None and left.type == "tuple_expression":
            for part in left.named_children:
                self.refer(part, "assign", parent)
            return node.children
        return self.assigned(node, parent)

    on_tuple_pattern = Classes.taken_apart

    def on_binary_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A comparison."""
        return self.compared(node, parent)

    def on_element_access_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A value looked up by a string."""
        index = node.child_by_field_name("subscript")
        while index is not None and not self.is_string(index) and index.named_child_count == 1:
            index = index.named_children[0]
        if self.is_string(index):
            self.refer(index, "key", parent)
        return node.children

    def on_switch_statement(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A switch whose branches give strings is a map."""
        body = node.child_by_field_name("body")
        cases: list[tuple[Node, Node | None]] = []
        for section in body.named_children if body is not None else ():
            parts = [child for child in section.named_children if child.type not in self.comment_types]
            labels = [part for part in parts if part.type.endswith("_pattern")]
            then = [part for part in parts if not part.type.endswith("_pattern")]
            for label in labels:
                self.refer(label, "compare", parent)
                cases.append((label, self.given(then[0]) if then else None))
        self.choices(node.child_by_field_name("value"), cases, parent)
        return node.children

    def on_switch_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """The same as an expression."""
        arms = [child for child in node.named_children if child.type == "switch_expression_arm"]
        cases = [
            (arm.named_children[0], self.given(arm.named_children[-1])) for arm in arms if arm.named_child_count > 1
        ]
        self.choices(node.named_children[0] if node.named_child_count else None, cases, parent)
        return node.children

    def on_using_directive(self, node: "Node", parent: int) -> None:
        """A namespace that is used."""
        if node.named_child_count:
            self.unit(node.named_children[-1], Role.IMPORT, parent)
