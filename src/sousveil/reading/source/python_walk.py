"""What Python says: classes of every sort (enumerations, data classes, ``ctypes`` records), functions, containers."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.source.containers import Containers

if TYPE_CHECKING:
    from tree_sitter import Node

_PROPERTIES = frozenset({"property", "cached_property", "abstractproperty", "hybrid_property"})
_ENUMS = frozenset({"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "TextChoices", "IntegerChoices", "Choices"})
_LITERALS = frozenset(
    {"integer", "float", "string", "concatenated_string", "unary_operator", "expression_list", "tuple"}
)

LONGEST_TYPE = 2000
"""Code points of a written type that is looked into."""


class PythonWalk(Containers):
    """The walk over Python."""

    string_types: ClassVar[frozenset[str]] = frozenset({"string"})
    list_types: ClassVar[frozenset[str]] = frozenset({"list", "tuple", "set", "dictionary", "expression_list"})
    pair_types: ClassVar[frozenset[str]] = frozenset({"pair"})
    name_types: ClassVar[frozenset[str]] = frozenset({"identifier", "attribute"})

    _classes: dict[str, int]
    _own: dict[tuple[int, str], int]

    def walk(self, *roots: "Node") -> None:
        """The module; its docstring documents nothing in particular."""
        self._classes, self._own = {}, {}
        for root in roots:
            self._docstring(root, -1)
        super().walk(*roots)

    def unwrapped(self, node: "Node") -> "Node":
        """The literal in ``set([...])``, ``np.array([...])``, ``frozenset({...})``, or in brackets."""
        for _ in range(4):
            inner = node
            if node.type == "call":
                arguments = node.child_by_field_name("arguments")
                first = (
                    arguments.named_children[:1] if arguments is not None and arguments.named_child_count == 1 else []
                )
                inner = first[0] if first and first[0].type in (*self.list_types, "call") else node
            elif node.type == "parenthesized_expression" and node.named_child_count == 1:
                inner = node.named_children[0]
            if inner is node:
                break
            node = inner
        return node

    # Classes and functions

    def on_class_definition(self, node: "Node", parent: int, whole: "Node | None" = None) -> None:
        """A class: an enumeration by its bases, or when it holds nothing but constants."""
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        bases = node.child_by_field_name("superclasses")
        base = next((child for child in bases.named_children if child.type in self.name_types), None) if bases else None
        names = [self.text(self.last_name(child)) for child in bases.named_children] if bases is not None else []
        kind = SymbolKind.ENUM if any(one in _ENUMS or one.endswith("Enum") for one in names) else SymbolKind.RECORD
        symbol = self.symbol(kind, name, parent, whole=whole or node)
        self.amend(symbol, type=self.type(base, symbol))
        if name is not None:
            self._classes.setdefault(self.text(name), symbol)
        if body is None:
            return
        self._docstring(body, symbol)
        self.over((child for child in node.children if child.type == "comment"), symbol)
        self.inside(body, symbol)
        if kind == SymbolKind.RECORD and self._only_constants(symbol):
            for member in self.members(symbol):
                self.turn(member, SymbolKind.ENUM_MEMBER)
            self.turn(symbol, SymbolKind.ENUM)

    def _only_constants(self, symbol: int) -> bool:
        members = [self.draft.symbols[index] for index in self.members(symbol)]
        return len(members) >= 2 and all(
            one.kind == SymbolKind.FIELD and one.name.isupper() and one.value and not one.type for one in members
        )

    def on_function_definition(self, node: "Node", parent: int, whole: "Node | None" = None) -> None:
        """A function or method."""
        symbol = self.symbol(SymbolKind.FUNCTION, node.child_by_field_name("name"), parent, whole=whole or node)
        self.amend(symbol, type=self.type(node.child_by_field_name("return_type"), symbol))
        parameters, body = node.child_by_field_name("parameters"), node.child_by_field_name("body")
        if parameters is not None:
            for parameter in parameters.named_children:
                self._parameter(parameter, symbol)
        if body is not None:
            self._docstring(body, symbol)
            self.over((child for child in node.children if child.type == "comment"), symbol)
            self.inside(body, symbol)

    def _parameter(self, node: "Node", function: int) -> None:
        if node.type == "comment":
            self.over([node], function)
            return
        name = node.child_by_field_name("name")
        if name is None:
            name = node if node.type == "identifier" else next(iter(node.named_children), None)
        value = node.child_by_field_name("value")
        if name is None or self.text(name) in ("self", "cls"):
            return
        said = self.string_text(value) if value is not None and self.is_string(value) else self.written(value)
        symbol = self.symbol(SymbolKind.PARAMETER, name, function, value=said, whole=node)
        self._typed(node.child_by_field_name("type"), symbol)
        if value is not None:
            self.over([value], symbol)

    def _typed(self, written: "Node | None", symbol: int) -> None:
        """The type of a field or parameter, and the values that it lists: ``Literal["a", "b"]``."""
        self.amend(symbol, type=self.type(written, symbol))
        if written is None or "Literal[" not in (said := self.text(written)) or len(said) > LONGEST_TYPE:
            return
        listed, stack = -1, [written]
        while stack:
            node = stack.pop()
            if not self.is_string(node):
                stack.extend(node.children[::-1])
                continue
            listed = listed if listed >= 0 else self.draft.symbol(SymbolKind.ARRAY, "", None, symbol)
            self.string_symbol(SymbolKind.ITEM, node, listed)

    def on_decorated_definition(self, node: "Node", parent: int) -> None:
        """A class or function with decorators; strings in these belong to it."""
        definition = node.child_by_field_name("definition")
        symbol = len(self.draft.symbols)
        if definition is not None and definition.type == "class_definition":
            self.on_class_definition(definition, parent, node)
        elif definition is not None:
            self.on_function_definition(definition, parent, node)
            around = self.draft.symbols[parent].kind if parent >= 0 else None
            if around == SymbolKind.RECORD and any(self._is_property(child) for child in node.children):
                self.turn(symbol, SymbolKind.FIELD)  # read as a field is, whatever works its value out
        self.attributes((child for child in node.children if child != definition), symbol)

    def _is_property(self, decorator: "Node") -> bool:
        called = decorator.named_children[0] if decorator.type == "decorator" and decorator.named_child_count else None
        return called is not None and self.text(self.last_name(called)) in _PROPERTIES

    def _docstring(self, body: "Node", symbol: int) -> None:
        first = next((child for child in body.named_children if child.type != "comment"), None)
        if first is not None and first.type == "expression_statement" and first.named_child_count:
            literal = first.named_children[0]
            if self.is_string(literal):
                self.string(literal, Role.COMMENT, symbol)

    # Assignments

    def on_assignment(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A variable, a field of a class, a member of an enumeration, a constant, a container."""
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None:
            return node.children
        name = self.text(self.last_name(left)) if left.type in self.name_types else ""
        if name in ("_fields_", "__slots__") and right is not None:
            owner = self._classes.get(self.text(left.named_children[0]), -1) if left.type == "attribute" else parent
            self._listed(right, owner, typed=name == "_fields_")
            return None
        if not left.type.endswith(("_pattern", "_list")):
            self.refer(left, "assign", parent)
        if not name:
            return self._assigned_by_key(node, left, right, parent) if left.type == "subscript" else node.children
        return self._assigned_to_name(node, left, right, name, parent)

    on_pattern_list = on_tuple_pattern = on_list_pattern = Containers.taken_apart

    def _assigned_to_name(
        self, node: "Node", left: "Node", right: "Node | None", name: str, parent: int
    ) -> "Iterable[Node] | None":
        written = node.child_by_field_name("type")
        around = self.draft.symbols[parent].kind if parent >= 0 else None
        if right is not None and around != SymbolKind.ENUM and self.is_list(right):
            symbol = self.container(self.last_name(left), right, parent, whole=node)
            self.amend(symbol, type=self.type(written, symbol))
            return None
        kind = self._kind(left, right, around, name, node)
        if kind is None:
            return [right] if right is not None else None
        owner = self._class_around(parent) if left.type == "attribute" and kind == SymbolKind.FIELD else parent
        symbol = self.symbol(kind, self.last_name(left), owner, value=self._said(right), whole=node)
        if kind == SymbolKind.FIELD:
            self._own.setdefault((owner, name), symbol)
        self._typed(written, symbol)
        if right is not None:
            self.over([right], symbol)
        return None

    def _kind(
        self, left: "Node", right: "Node | None", around: SymbolKind | None, name: str, node: "Node"
    ) -> SymbolKind | None:
        """What an assignment to a name makes, or nothing where it is only a local one far from any place."""
        if left.type == "attribute":
            owner = self.text(left.named_children[0])
            return SymbolKind.FIELD if owner == "self" and around == SymbolKind.FUNCTION else None
        if around == SymbolKind.ENUM:
            return SymbolKind.FIELD if name.startswith("_") else SymbolKind.ENUM_MEMBER
        if around == SymbolKind.RECORD:
            return SymbolKind.FIELD
        if around is None:
            literal = right is not None and right.type in _LITERALS
            return SymbolKind.CONSTANT if literal and name.isupper() else SymbolKind.VARIABLE
        return SymbolKind.VARIABLE if self.near(node) else None

    def _said(self, right: "Node | None") -> str:
        while right is not None and right.type in ("expression_list", "tuple") and right.named_child_count:
            right = right.named_children[0]
        return self.string_text(right) if right is not None and self.is_string(right) else self.written(right)

    def _class_around(self, symbol: int) -> int:
        while symbol >= 0 and self.draft.symbols[symbol].kind == SymbolKind.FUNCTION:
            symbol = self.draft.symbols[symbol].parent
        return symbol

    def _assigned_by_key(
        self, node: "Node", left: "Node", right: "Node | None", parent: int
    ) -> "Iterable[Node] | None":
        key = left.child_by_field_name("subscript")
        if key is None or right is None or not self.is_string(key):
            return node.children
        self.refer(key, "key", parent)
        if self.is_list(right):
            self.container(key, right, parent)
            return None
        if not self.near(node):
            return node.children
        self.entry(key, right, parent, node)
        return None

    def _listed(self, node: "Node", owner: int, *, typed: bool) -> None:
        """The fields in ``_fields_`` and ``__slots__``: strings, or tuples that start with one."""
        for element in self.unwrapped(node).named_children:
            if element.type == "comment":
                self.over([element], owner)
                continue
            parts = element.named_children if element.type in self.list_types else [element]
            if not parts or not self.is_string(parts[0]):
                continue
            known = self._own.get((owner, self.string_text(parts[0])))
            if known is not None and not typed:
                continue
            if known is None:
                symbol = self.string_symbol(SymbolKind.FIELD, parts[0], owner)
            else:  # named in ``__slots__`` before: its type stands here, so here is where it is declared
                symbol = known
                self.amend(symbol, unit=self.string(parts[0], Role.FIELD, symbol))
            self._own[owner, self.string_text(parts[0])] = symbol
            self.declare(symbol, element)
            if len(parts) > 1:
                self.amend(symbol, type=self.type(parts[1], symbol))
            self.over((part for part in element.named_children if part.type == "comment"), symbol)

    # Containers and uses

    on_list = Containers.on_list
    on_tuple = on_set = on_dictionary = on_list

    def on_keyword_argument(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """``name=value`` in a call: a list takes the name."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        self.refer(name, "key", parent)
        if name is not None and value is not None and self.is_list(value, named=False):
            self.container(name, value, parent, whole=node)
            return None
        return [value] if value is not None else None

    def on_call(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A call."""
        self.called(node.child_by_field_name("function"), parent)
        return node.children

    def on_attribute(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A field that is read."""
        self.refer(node.child_by_field_name("attribute"), "access", parent)
        return node.children

    def on_subscript(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A value looked up by a string."""
        key = node.child_by_field_name("subscript")
        if self.is_string(key):
            self.refer(key, "key", parent)
        return node.children

    def on_comparison_operator(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A comparison; ``in`` a list names the list after what is looked for."""
        sides = node.named_children
        for side in sides:
            self.refer(side, "compare", parent)
        if len(sides) == 2 and sides[0].type in self.name_types and self.is_list(sides[1], named=False):
            self.container(self.last_name(sides[0]), sides[1], parent)
            return sides[:1]
        return node.children

    def on_if_statement(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A chain of ``if x == "a": return "b"`` is a map."""
        cases: list[tuple[Node, Node | None]] = []
        subject: Node | None = None
        for branch in (node, *node.children_by_field_name("alternative")):
            condition, then = branch.child_by_field_name("condition"), branch.child_by_field_name("consequence")
            if condition is not None and then is not None and condition.type == "comparison_operator":
                sides = condition.named_children
                if len(sides) == 2 and sides[0].type in self.name_types:
                    subject = subject or sides[0]
                    labels = self.elements(sides[1]) if sides[1].type in self.list_types else sides[1:]
                    cases.extend((label, self.given(then)) for label in labels)
        self.choices(subject, cases, parent)
        return node.children

    def on_match_statement(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A ``match`` whose branches give strings is a map."""
        body = node.child_by_field_name("body")
        cases: list[tuple[Node, Node | None]] = []
        for case in body.named_children if body is not None else ():
            then = case.child_by_field_name("consequence")
            if case.type == "case_clause" and then is not None and case.named_child_count:
                cases.append((case.named_children[0], self.given(then)))
        self.choices(node.child_by_field_name("subject"), cases, parent)
        return node.children

    def _imported(self, node: "Node") -> Iterator["Node"]:
        for child in node.named_children:
            if child.type == "dotted_name":
                yield child
            elif child.type in ("aliased_import", "relative_import"):
                yield from self._imported(child)

    def on_import_statement(self, node: "Node", parent: int) -> None:
        """The names of what is imported."""
        for name in self._imported(node):
            self.unit(name, Role.IMPORT, parent)

    on_import_from_statement = on_import_statement
