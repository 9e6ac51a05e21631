"""What C says: records, enumerations, aliases, functions, macros, initialisers. C++ builds on it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.source.containers import Containers
from sousveil.reading.source.walking import LONG

if TYPE_CHECKING:
    from tree_sitter import Node

_SPECIFIERS = {
    "struct_specifier": SymbolKind.RECORD,
    "union_specifier": SymbolKind.RECORD,
    "class_specifier": SymbolKind.RECORD,
    "enum_specifier": SymbolKind.ENUM,
}
_NAMES = frozenset(
    {"identifier", "field_identifier", "type_identifier", "qualified_identifier", "destructor_name", "operator_name"}
)
_COMPARE = frozenset({"==", "!=", "<", ">", "<=", ">=", "&"})


class CWalk(Containers):
    """The walk over C."""

    string_types: ClassVar[frozenset[str]] = frozenset({"string_literal", "raw_string_literal"})
    list_types: ClassVar[frozenset[str]] = frozenset({"initializer_list"})
    pair_types: ClassVar[frozenset[str]] = frozenset({"initializer_pair"})
    name_types: ClassVar[frozenset[str]] = frozenset({"identifier", "qualified_identifier"})

    # Types

    def on_type_definition(self, node: "Node", parent: int) -> None:
        """``typedef``: of a body (its symbol bears the new name, the tag is a second one), or of another name."""
        written = node.child_by_field_name("type")
        declarators = node.children_by_field_name("declarator")
        body = written.child_by_field_name("body") if written is not None else None
        self.comments_in(node)
        if written is not None and body is not None and written.type in _SPECIFIERS:
            plain = next((one for one in declarators if one.type == "type_identifier"), None)
            tag = written.child_by_field_name("name")
            symbol = self._specified(written, plain or tag, parent, node)
            for other in (tag, *(_innermost(one) for one in declarators)):
                if other is not None and other != plain and (plain is not None or other != tag):
                    self._alias(other, symbol)
            return
        for declarator in declarators:
            if declarator.type == "function_declarator":
                self._function(declarator, written, parent, node)
            elif (name := _innermost(declarator)) is not None:
                symbol = self.symbol(SymbolKind.RECORD, name, parent, whole=node)
                self.amend(symbol, type=self.type(written, symbol))

    def _alias(self, name: "Node", symbol: int) -> None:
        """A second name of a type is a reference to it from within itself."""
        unit = self.unit(name, Role.TYPE, symbol)
        self.draft.refer(self.text(name), "type", unit, symbol)

    def _specified(self, node: "Node", name: "Node | None", parent: int, whole: "Node") -> int:
        """A struct, union, class or enum with a body."""
        symbol = self.symbol(_SPECIFIERS[node.type], name, parent, whole=whole)
        self.inside(node, symbol)
        return symbol

    def on_struct_specifier(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A record or enumeration that stands for itself; without a body it only names a type."""
        if node.child_by_field_name("body") is None:
            return None
        self._specified(node, node.child_by_field_name("name"), parent, node)
        return None

    on_union_specifier = on_enum_specifier = on_struct_specifier

    def on_enumerator(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A member of an enumeration."""
        value = node.child_by_field_name("value")
        name = node.child_by_field_name("name")
        self.symbol(SymbolKind.ENUM_MEMBER, name, parent, value=self.written(value), whole=node)
        return [child for child in node.named_children if child != name]

    def on_field_declaration(self, node: "Node", parent: int) -> None:
        """Fields of a record, or a method; a record in a record without a name gives its fields to what holds it."""
        written = node.child_by_field_name("type")
        declarators = node.children_by_field_name("declarator")
        value = node.child_by_field_name("default_value")
        body = written.child_by_field_name("body") if written is not None else None
        made: list[int] = []
        for declarator in declarators:
            if _function_part(declarator) is not None:
                self._function(declarator, written, parent, node)
            elif (name := _innermost(declarator)) is not None:
                symbol = self.symbol(SymbolKind.FIELD, name, parent, value=self.written(value), whole=node)
                if body is None:
                    self.amend(symbol, type=self.type(written, symbol))
                made.append(symbol)
        if written is not None and body is not None:
            tag = written.child_by_field_name("name")
            if tag is not None or written.type == "enum_specifier":
                self._specified(written, tag, parent, written)
                for symbol in made:
                    self.amend(symbol, type=self.text(tag) if tag is not None else "")
            else:
                self.inside(written, made[0] if made else parent)
        if value is not None:
            self.over([value], made[0] if made else parent)
        self.comments_in(node)

    # Functions and variables

    def _function(self, declarator: "Node", returns: "Node | None", parent: int, whole: "Node") -> int:
        part = _function_part(declarator)
        if part is None:
            return parent
        name = _innermost(part)
        symbol = self.symbol(SymbolKind.FUNCTION, name, parent, whole=whole)
        self.amend(symbol, type=self.type(returns, symbol))
        parameters = part.child_by_field_name("parameters")
        if parameters is not None:
            self.inside(parameters, symbol)
        return symbol

    def on_parameter_declaration(self, node: "Node", parent: int) -> None:
        """A parameter of the function around it."""
        declarator = node.child_by_field_name("declarator")
        written = node.child_by_field_name("type")
        name = _innermost(declarator) if declarator is not None else None
        if declarator is not None and _function_part(declarator) is not None:
            self._function(declarator, written, parent, node)
        elif name is not None:
            symbol = self.symbol(SymbolKind.PARAMETER, name, parent, whole=node)
            self.amend(symbol, type=self.type(written, symbol))
        elif written is not None:
            self.type(written, parent)
        self.comments_in(node)

    on_optional_parameter_declaration = on_parameter_declaration

    def on_function_definition(self, node: "Node", parent: int) -> None:
        """A function with its body."""
        declarator = node.child_by_field_name("declarator")
        written = node.child_by_field_name("type")
        symbol = self._function(declarator, written, parent, node) if declarator is not None else parent
        skipped = {declarator.id} if declarator is not None else set()
        self.over((child for child in node.children if child.id not in skipped), symbol)

    def on_declaration(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """Functions and variables; of the latter only those at the top, with words in them, or near a place."""
        written = node.child_by_field_name("type")
        self.comments_in(node)
        rest: list[Node] = [written] if written is not None and written.type in _SPECIFIERS else []
        missing = node.children[-1].is_missing
        local = node.parent is not None and node.parent.type in ("compound_statement", "case_statement")
        for declarator in node.children_by_field_name("declarator"):
            value = declarator.child_by_field_name("value") if declarator.type == "init_declarator" else None
            inner = declarator.child_by_field_name("declarator") if declarator.type == "init_declarator" else declarator
            if inner is None:
                continue
            if _function_part(inner) is not None and not (local and inner.type == "function_declarator" and value):
                self._function(inner, written, parent, node)
            elif value is not None and self.is_list(value):
                symbol = self.container(_innermost(inner), value, parent, whole=node)
                self.amend(symbol, type=self.type(written, symbol))
                continue
            elif (name := _innermost(inner)) is not None and not missing and (not local or self.near(node)):
                said = self.string_text(value) if value is not None and self.is_string(value) else self.written(value)
                symbol = self.symbol(SymbolKind.VARIABLE, name, parent, value=said, whole=node)
                self.amend(symbol, type=self.type(written, symbol))
            if value is not None:
                rest.append(value)
        return rest

    def on_initializer_list(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        """A list that is no variable's own value."""
        return self.on_list(node, parent)

    def pair(self, node: "Node") -> "tuple[Node | None, Node | None]":
        """``[KEY] = value`` and ``.field = value``."""
        designator = node.child_by_field_name("designator")
        return designator, node.child_by_field_name("value")

    # The preprocessor

    def on_preproc_def(self, node: "Node", parent: int) -> None:
        """A macro is a constant; a comment behind its value is not part of it."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None:
            return
        start, end = (value.start_byte, value.end_byte) if value is not None else (name.end_byte, name.end_byte)
        raw = self.source[start:end]
        cut = _comment_in(raw)
        said = raw[:cut].rstrip()
        text = " ".join(said[: 4 * LONG].decode("utf-8", "ignore").split())[:LONG]
        symbol = self.symbol(SymbolKind.CONSTANT, name, parent, value=text)
        self.declare_stretch(node.start_byte, start + len(said) if said else name.end_byte, symbol)
        for low, high in _literals(said):
            if high - low > 2:
                self.stretch(start + low + 1, start + high - 1, Role.STRING, symbol)
        if tail := raw[cut:].rstrip():
            self._comments.append((start + cut, start + cut + len(tail)))
        self.comments_in(node)

    on_preproc_function_def = on_preproc_def

    def on_preproc_include(self, node: "Node", parent: int) -> None:
        """An included file."""
        path = node.child_by_field_name("path")
        if path is not None and path.end_byte - path.start_byte > 2:
            self.stretch(path.start_byte + 1, path.end_byte - 1, Role.IMPORT, parent)

    # Uses

    def on_call_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A call."""
        self.called(node.child_by_field_name("function"), parent)
        return node.children

    def on_field_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A field that is read or written."""
        self.refer(node.child_by_field_name("field"), "access", parent)
        return node.children

    on_assignment_expression = Containers.assigned

    def on_binary_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A comparison."""
        operator = node.child_by_field_name("operator")
        if operator is not None and operator.type in _COMPARE:
            for side in ("left", "right"):
                self.refer(node.child_by_field_name(side), "compare", parent)
        return node.children

    def on_subscript_expression(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A value looked up by a string."""
        index = node.child_by_field_name("index") or node.child_by_field_name("indices")
        while index is not None and not self.is_string(index) and index.named_child_count == 1:
            index = index.named_children[0]
        if self.is_string(index):
            self.refer(index, "key", parent)
        return node.children

    def on_case_statement(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A branch on a value."""
        self.refer(node.child_by_field_name("value"), "compare", parent)
        return node.children

    def on_switch_statement(self, node: "Node", parent: int) -> "Iterable[Node]":
        """A switch whose branches give strings is a map."""
        body = node.child_by_field_name("body")
        cases: list[tuple[Node, Node | None]] = []
        for case in body.named_children if body is not None else ():
            label = case.child_by_field_name("value") if case.type == "case_statement" else None
            if label is not None:
                then = [
                    child for child in case.named_children if child != label and child.type not in self.comment_types
                ]
                cases.append((label, self.given(then[0]) if then else None))
        self.choices(node.child_by_field_name("condition"), cases, parent)
        return node.children


def _innermost(declarator: "Node | None") -> "Node | None":
    """The name in a declarator, below pointers, arrays, functions and brackets."""
    for _ in range(32):
        if declarator is None or declarator.type in _NAMES:
            break
        inner = declarator.child_by_field_name("declarator")
        if inner is None:
            inner = next((child for child in reversed(declarator.named_children) if not child.is_error), None)
        declarator = inner
    if declarator is not None and declarator.type == "qualified_identifier":
        name = declarator.child_by_field_name("name")
        return name if name is not None and name.type != "qualified_identifier" else _innermost(name)
    return declarator


def _function_part(declarator: "Node") -> "Node | None":
    """The function declarator in a declarator, where it declares a function or a pointer to one."""
    part: Node | None = declarator
    for _ in range(16):
        if part is None or part.type == "function_declarator":
            return part
        if part.type not in ("pointer_declarator", "reference_declarator"):
            return None
        part = part.child_by_field_name("declarator") or next(iter(reversed(part.named_children)), None)
    return None


def _literals(raw: bytes) -> Iterator[tuple[int, int]]:
    """The string literals in a macro's text."""
    at = raw.find(b'"')
    while at >= 0:
        end = at + 1
        while end < len(raw) and raw[end] != 0x22:
            end += 2 if raw[end] == 0x5C else 1
        if end >= len(raw):
            return
        yield at, end + 1
        at = raw.find(b'"', end + 1)


def _comment_in(raw: bytes) -> int:
    """Where a comment begins in a macro's text; its length where there is none."""
    strings = list(_literals(raw))
    at = 0
    while (at := raw.find(b"/", at)) >= 0:
        inside = any(low < at < high for low, high in strings)
        if not inside and raw[at : at + 2] in (b"//", b"/*"):
            return at
        at += 1
    return len(raw)
