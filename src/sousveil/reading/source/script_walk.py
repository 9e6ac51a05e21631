"""What JavaScript and TypeScript say: objects and lists above all, classes, types, JSX."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.escaping import unescaped
from sousveil.reading.source.classes import Classes

if TYPE_CHECKING:
    from tree_sitter import Node

_FUNCTIONS = frozenset({"arrow_function", "function_expression", "function", "generator_function"})
_LABELS = frozenset({"label", "title", "placeholder", "alt", "header", "caption", "text", "aria-label", "tooltip"})
_SEEN = frozenset({"jsx_text", "html_character_reference"})
_WRAPPERS = frozenset({"as_expression", "satisfies_expression", "parenthesized_expression", "non_null_expression"})


class ScriptWalk(Classes):
    """The walk over both languages; nodes of types and of JSX only come up where the grammar has them."""

    tokens: ClassVar[bool] = True
    comment_types: ClassVar[frozenset[str]] = frozenset({"comment", "html_comment"})
    string_types: ClassVar[frozenset[str]] = frozenset({"string", "template_string"})
    list_types: ClassVar[frozenset[str]] = frozenset({"array", "object"})
    pair_types: ClassVar[frozenset[str]] = frozenset({"pair"})
    name_types: ClassVar[frozenset[str]] = frozenset(
        {"identifier", "member_expression", "shorthand_property_identifier"}
    )

    def unwrapped(self, node: "Node") -> "Node":
        """The literal in ``Object.freeze({...})``, ``new Set([...])``, ``{...} as const`` and brackets."""
        for _ in range(6):
            inner: Node | None = None
            if node.type in _WRAPPERS and node.named_child_count:
                inner = node.named_children[0]
            elif node.type in ("call_expression", "new_expression"):
                arguments = node.child_by_field_name("arguments")
                only = arguments.named_children if arguments is not None and arguments.named_child_count == 1 else []
                inner = only[0] if only and only[0].type in self.list_types else None
            if inner is None:
                return node
            node = inner
        return node

    # Types

    def on_class_declaration(self, node: "Node", parent: int) -> None:
        """A class."""
        heritage = next((child for child in node.named_children if child.type == "class_heritage"), None)
        base: Node | None = None
        if heritage is not None and heritage.named_child_count:
            base = heritage.named_children[0]
            base = base.child_by_field_name("value") or (base if base.type == "identifier" else None)
        symbol = self.typed(SymbolKind.RECORD, node, parent, (node.child_by_field_name("body"),), base)
        self.attributes((child for child in node.children if child.type == "decorator"), symbol)
        self.settle(symbol)

    on_class = on_abstract_class_declaration = on_class_declaration

    def on_interface_declaration(self, node: "Node", parent: int) -> None:
        """An interface."""
        extends = next((child for child in node.named_children if child.type.startswith("extends")), None)
        base = extends.named_children[0] if extends is not None and extends.named_child_count else None
        self.typed(SymbolKind.RECORD, node, parent, (node.child_by_field_name("body"),), base)

    def on_enum_declaration(self, node: "Node", parent: int) -> None:
        """An enumeration."""
        body = node.child_by_field_name("body")
        symbol = self.symbol(SymbolKind.ENUM, node.child_by_field_name("name"), parent, whole=node)
        for child in body.named_children if body is not None else ():
            if child.type == "enum_assignment":
                self._enum_member(child.child_by_field_name("name"), child.child_by_field_name("value"), symbol, child)
            elif child.type in self.comment_types:
                self.over([child], symbol)
            else:
                self._enum_member(child, None, symbol, child)

    def _enum_member(self, name: "Node | None", value: "Node | None", parent: int, whole: "Node") -> None:
        if name is None:
            return
        if self.is_string(name):
            symbol = self.string_symbol(SymbolKind.ENUM_MEMBER, name, parent, value=self.said(value))
        else:
            symbol = self.symbol(SymbolKind.ENUM_MEMBER, name, parent, value=self.said(value), whole=whole)
        if value is not None and self.is_string(value):
            self.string(value, Role.VALUE, symbol)

    def on_type_alias_declaration(self, node: "Node", parent: int) -> None:
        """A name for a type: a union of literals is an enumeration, an object type a record, all else an alias."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        literals = _literals(value)
        if len(literals) >= 2 and all(map(self.is_string, literals)):
            symbol = self.symbol(SymbolKind.ENUM, name, parent, whole=node)
            for literal in literals:
                self.string_symbol(SymbolKind.ENUM_MEMBER, literal, symbol)
            if value is not None:
                self.over((child for child in value.named_children if child.type in self.comment_types), symbol)
            return
        symbol = self.symbol(SymbolKind.RECORD, name, parent, whole=node)
        if value is not None and value.type == "object_type":
            self.inside(value, symbol)
        elif value is not None:
            self.amend(symbol, type=self.type(value, symbol))
            self.over([value], symbol)

    def on_property_signature(self, node: "Node", parent: int) -> None:
        """A field of a class or interface."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        name = name or node.child_by_field_name("property")
        if value is not None and value.type in _FUNCTIONS:
            self._function(name, value, parent, node)
            return
        written = node.child_by_field_name("type")
        if name is not None and self.is_string(name):
            symbol = self.string_symbol(SymbolKind.FIELD, name, parent, value=self.said(value))
            self.declare(symbol, node)
            self.amend(symbol, type=self.type(_colon_off(written), symbol))
            if value is not None:
                self.over([value], symbol)
        else:
            words = {child.type for child in node.children}
            constant = {"static", "readonly"} <= words and value is not None
            kind = SymbolKind.CONSTANT if constant else SymbolKind.FIELD
            symbol = self.member(kind, name, value, _colon_off(written), parent, node)
        if written is not None:
            self.over([written], symbol)
        self.attributes((child for child in node.children if child.type == "decorator"), symbol)
        self.comments_in(node)

    on_public_field_definition = on_field_definition = on_property_signature

    # Functions and variables

    def _function(self, name: "Node | None", node: "Node", parent: int, whole: "Node") -> None:
        symbol = self.symbol(SymbolKind.FUNCTION, name, parent, whole=whole)
        self.amend(symbol, type=self.type(_colon_off(node.child_by_field_name("return_type")), symbol))
        self.attributes((child for child in whole.children if child.type == "decorator"), symbol)
        parameters = node.child_by_field_name("parameters")
        for parameter in parameters.named_children if parameters is not None else ():
            self._parameter(parameter, symbol)
        single = node.child_by_field_name("parameter")
        if single is not None:
            self._parameter(single, symbol)
        if (body := node.child_by_field_name("body")) is not None:
            self.over([body], symbol)
        self.comments_in(node)

    def _parameter(self, node: "Node", function: int) -> None:
        name = node.child_by_field_name("pattern") or node.child_by_field_name("left") or node
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        if name.type in ("identifier", "rest_pattern"):
            written = _colon_off(node.child_by_field_name("type"))
            self.member(SymbolKind.PARAMETER, self.last_name(name), value, written, function, node)
        else:
            self.over([node], function)

    def on_function_declaration(self, node: "Node", parent: int) -> None:
        """A function or method."""
        self._function(node.child_by_field_name("name"), node, parent, node)

    on_generator_function_declaration = on_method_definition = on_method_signature = on_function_declaration
    on_function_signature = on_abstract_method_signature = on_function_declaration

    def on_arrow_function(self, node: "Node", parent: int) -> "Iterable[Node]":  # noqa: ARG002
        """A function without a name is part of what it stands in."""
        return node.children

    def on_variable_declarator(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A variable: with words in it, at the top, or near a place."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None or name.type != "identifier":
            return node.children
        if value is not None and value.type in _FUNCTIONS:
            self._function(name, value, parent, node)
            return None
        if not (parent < 0 or self.near(node) or self.is_list(value)):
            return [value] if value is not None else None
        literal = value is not None and (self.is_string(value) or value.type == "number")
        kind = SymbolKind.CONSTANT if parent < 0 and literal else SymbolKind.VARIABLE
        self.member(kind, name, value, _colon_off(node.child_by_field_name("type")), parent, node)
        return None

    def on_object_pattern(self, node: "Node", parent: int) -> "Iterable[Node]":
        """What is taken out of an object by name: ``const { age, race: kind } = face``."""
        for child in node.named_children:
            key = child.child_by_field_name("key") or child.child_by_field_name("left") or child
            self.refer(key, "access", parent)
        return node.children

    on_array_pattern = Classes.taken_apart

    # Containers and uses

    on_array = Classes.on_list

    def on_object(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """An object that is no variable's own value."""
        return self.on_list(node, parent)

    def element(self, node: "Node", parent: int) -> None:
        """Methods among the entries are functions."""
        if node.type == "pair":
            key, value = node.child_by_field_name("key"), node.child_by_field_name("value")
            if key is not None and value is not None and value.type in _FUNCTIONS and not self.is_string(key):
                self._function(key, value, parent, node)
                return
        super().element(node, parent)

    def on_call_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A call."""
        self.called(node.child_by_field_name("function"), parent)
        return node.children

    def on_member_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A member that is read or written."""
        self.refer(node.child_by_field_name("property"), "access", parent)
        return node.children

    def on_assignment_expression(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """An assignment; in a constructor, to a member of ``this``, it declares a field of the class."""
        left = node.child_by_field_name("left")
        owner = self._constructed(parent) if left is not None and left.type == "member_expression" else -1
        if left is None or owner < 0 or _type_of(left.child_by_field_name("object")) != "this":
            return self.assigned(node, parent)
        name, value = left.child_by_field_name("property"), node.child_by_field_name("right")
        if value is not None and value.type in _FUNCTIONS:
            return self.assigned(node, parent)
        self.member(SymbolKind.FIELD, name, value, None, owner, node)
        return None

    def _constructed(self, symbol: int) -> int:
        """The class whose constructor a symbol is, -1 where it is none."""
        if symbol < 0 or self.draft.symbols[symbol].name != "constructor":
            return -1
        owner = self.draft.symbols[symbol].parent
        return owner if owner >= 0 and self.draft.symbols[owner].kind is SymbolKind.RECORD else -1

    def on_binary_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A comparison."""
        return self.compared(node, parent)

    def on_subscript_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A value looked up by a string."""
        index = node.child_by_field_name("index")
        if self.is_string(index):
            self.refer(index, "key", parent)
        return node.children

    def on_switch_statement(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A switch whose branches give strings is a map."""
        body = node.child_by_field_name("body")
        cases: list[tuple[Node, Node | None]] = []
        for case in body.named_children if body is not None else ():
            label, then = case.child_by_field_name("value"), case.child_by_field_name("body")
            if label is not None:
                self.refer(label, "compare", parent)
                cases.append((label, self.given(then) if then is not None else None))
        self.choices(node.child_by_field_name("value"), cases, parent)
        return node.children

    def on_import_statement(self, node: "Node", parent: int) -> None:
        """The module that is imported."""
        source = node.child_by_field_name("source")
        if source is not None:
            self.string(source, Role.IMPORT, parent)

    # JSX

    def on_jsx_element(self, node: "Node", parent: int) -> "Iterable[Node]":
        """Text that people see, with the entities in it; and what else is in the element."""
        begun = -1
        rest: list[Node] = []
        for child in node.children:
            if child.type in _SEEN:
                begun = child.start_byte if begun < 0 else begun
                continue
            if begun >= 0:
                self._seen(begun, child.start_byte, parent)
            begun = -1
            rest.append(child)
        return rest

    on_jsx_fragment = on_jsx_element

    def _seen(self, start: int, end: int, parent: int) -> None:
        raw = self.source[start:end]
        end = start + len(raw.rstrip())
        start += len(raw) - len(raw.lstrip())
        if start < end:
            unit = self.decoded.unit_u8(start, end, Role.UI_LABEL, symbol=parent)
            self._written[start, end] = self.draft.unit(unescaped(unit, "html-entities"), parent)

    def on_jsx_attribute(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """An attribute: labels are what people see."""
        if node.named_child_count < 2:
            return None
        name, value = node.named_children[0], node.named_children[-1]
        self.refer(name, "key", parent)
        if not self.is_string(value):
            return [value]
        self.string(value, Role.UI_LABEL if self.text(name).lower() in _LABELS else Role.ATTRIBUTE, parent)
        return None


def _colon_off(node: "Node | None") -> "Node | None":
    """The type in an annotation."""
    return node.named_children[0] if node is not None and node.named_child_count else node


def _literals(node: "Node | None") -> "list[Node]":
    """The literals of a union type, in order; empty where it holds anything else."""
    out: list[Node] = []
    stack = [node] if node is not None else []
    while stack:
        part = stack.pop()
        if part.type in ("union_type", "parenthesized_type"):
            stack.extend(child for child in part.named_children[::-1] if child.type != "comment")
        elif part.type == "literal_type" and part.named_child_count:
            out.append(part.named_children[0])
        elif part.type not in ("predefined_type", "type_identifier"):
            return []
    return out


def _type_of(node: "Node | None") -> str:
    return "" if node is None else node.type
