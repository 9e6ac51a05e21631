"""The walk over a syntax tree that all languages share: symbols, units, comments, containers, references near places.

A language derives from :class:`Walker` and writes one method ``on_<node type>`` for each node that it understands. A
method gets the node and the index of the symbol around it, and returns the nodes to go on with, or nothing where it has
seen to what is below itself. All offsets are those of the UTF-8 text that the parser was given.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

import msgspec

from sousveil.model.text import Symbol
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import asked, unescaped
from sousveil.reading.source.branches import BRANCHES, CALLS, SETS, note_branch, note_handed, note_shown
from sousveil.reading.source.comments import Extent, Lines, attach
from sousveil.reading.source.leftovers import names_left
from sousveil.reading.source.strings import content
from sousveil.reading.source.types import bare_type, is_named

if TYPE_CHECKING:
    from tree_sitter import Node

_DEEP = 120
"""Declarations and lists within each other that are followed; more is nothing that people write."""
_AROUND = 3
"""Lines before and after a place whose uses of names are kept."""
_MEMBERS = frozenset(
    {"field_expression", "qualified_identifier", "member_access_expression", "selector_expression", "attribute"}
    | {"member_expression", "field_access"}
)
"""A name behind another."""
LONG = 200
"""Longest written value or type that a symbol carries."""

ROLES = {
    SymbolKind.ENUM: Role.ENUM,
    SymbolKind.ENUM_MEMBER: Role.ENUM_MEMBER,
    SymbolKind.RECORD: Role.RECORD,
    SymbolKind.FIELD: Role.FIELD,
    SymbolKind.FUNCTION: Role.FUNCTION,
    SymbolKind.PARAMETER: Role.PARAMETER,
    SymbolKind.CONSTANT: Role.CONSTANT,
    SymbolKind.VARIABLE: Role.VARIABLE,
    SymbolKind.ARRAY: Role.VARIABLE,
    SymbolKind.MAP: Role.VARIABLE,
    SymbolKind.ITEM: Role.ITEM,
    SymbolKind.ENTRY: Role.KEY,
    SymbolKind.NAMESPACE: Role.IDENTIFIER,
}
Handler = Callable[["Node", int], "Iterable[Node] | None"]
_COMMENT = 0


class Walker:
    """One walk over one file. ``comments`` and ``strings`` are the language's node types for these."""

    comment_types: ClassVar[frozenset[str]] = frozenset({"comment"})
    string_types: ClassVar[frozenset[str]] = frozenset({"string_literal"})
    tokens: ClassVar[bool] = False
    """Whether tokens, which have no name in the grammar, have handlers: else they are passed over."""

    def __init__(self, decoded: Decoded, draft: Draft, places: Sequence[int]) -> None:
        self.decoded, self.draft, self.source = decoded, draft, decoded.utf8
        self.file = ""
        self.spots: Sequence[int] = ()
        """Where telling words begin that count alone; each is told, whatever stands there."""
        self.lost = 0
        self.broken = 0
        self._near = {row + by for row in map(decoded.row, places) for by in range(-_AROUND, _AROUND + 1)}
        self._extents: list[Extent] = []
        self._comments: list[tuple[int, int]] = []
        self._written: dict[tuple[int, int], int] = {}
        self._depth = 0
        self._by_id: dict[int, Handler | int | None] = {}
        """What is done with a node, by the number of its type: a handler, ``_COMMENT``, nothing."""
        self._handlers: dict[str, Handler] = {
            name[3:]: getattr(self, name) for name in dir(self) if name.startswith("on_")
        }
        for kind in self.string_types:
            self._handlers.setdefault(kind, self._plain_string)
        for kind in BRANCHES:
            self._handlers[kind] = self._noting(note_branch, self._handlers.get(kind))
        for kind in CALLS:
            self._handlers[kind] = self._noting(note_handed, self._handlers.get(kind))
        for kind in SETS:
            self._handlers[kind] = self._noting(note_shown, self._handlers.get(kind))

    def _noting(self, note: Callable[["Walker", "Node", int], None], then: Handler | None) -> Handler:
        """A handler that notes something of a node and goes on as before."""

        def handle(node: "Node", parent: int) -> "Iterable[Node] | None":
            note(self, node, parent)
            return then(node, parent) if then is not None else self.below(node)

        return handle

    # The walk

    def walk(self, *roots: "Node") -> None:
        """The whole tree, or those of all parts of a file; comments last, when all declarations are known."""
        for root in roots:
            if root.is_error:
                self.on_ERROR(root, -1)
            self.inside(root, -1)
        self._comments.sort()
        for start, until, symbol in attach(self.decoded, self._comments, self._extents):
            end = start + len(self.source[start:until].rstrip())
            self.draft.unit(self.decoded.unit_u8(start, end, Role.COMMENT, symbol=symbol), symbol)
        if self.spots:
            lines = Lines(self.decoded, self._extents)
            for start, end in names_left(self.source, (*self._written, *self._comments), self.spots):
                self.stretch(start, end, Role.IDENTIFIER, lines.around(start))

    def inside(self, node: "Node", parent: int) -> None:
        """Everything below ``node``, as lying in the symbol ``parent``."""
        self.over(self.below(node) if self._depth < _DEEP else node.children, parent)

    def below(self, node: "Node") -> "list[Node]":
        """The children of a node that a handler may be for, or that hold any."""
        return node.children if self.tokens else node.named_children

    def over(self, nodes: Iterable["Node"], parent: int) -> None:
        """These nodes and everything below them, as lying in the symbol ``parent``."""
        stack = list(nodes)[::-1]
        if not stack or not self.deeper(*stack):
            return
        known, below = self._by_id, self.below
        while stack:
            node = stack.pop()
            kind = node.kind_id
            todo = known[kind] if kind in known else self._learn(kind, node.type)
            if todo is None:
                if node.child_count:
                    stack.extend(below(node)[::-1])
            elif todo == _COMMENT:
                self._comments.append((node.start_byte, node.end_byte))
            elif callable(todo) and (more := todo(node, parent)):
                stack.extend(list(more)[::-1])
        self.shallower()

    def _learn(self, number: int, kind: str) -> Handler | int | None:
        todo = self._handlers.get(kind) or (_COMMENT if kind in self.comment_types else None)
        self._by_id[number] = todo
        return todo

    def deeper(self, *nodes: "Node") -> bool:
        """Goes one level down, if that is still allowed; what lies below is lost otherwise, and counted."""
        if self._depth >= _DEEP:
            self.lost += sum(node.end_byte - node.start_byte for node in nodes)
            return False
        self._depth += 1
        return True

    def shallower(self) -> None:
        """Comes back up."""
        self._depth -= 1

    def on_ERROR(self, node: "Node", parent: int) -> Iterable["Node"]:  # noqa: ARG002, N802 - the parser's name
        """A stretch that the grammar does not cover: what is whole in it is still read, loose tokens are not."""
        whole = sum(child.end_byte - child.start_byte for child in node.children if child.child_count)
        self.broken += node.end_byte - node.start_byte - whole
        return node.children

    # Units and symbols

    def text(self, node: "Node") -> str:
        """The source text of a node."""
        return self.source[node.start_byte : node.end_byte].decode("utf-8")

    def written(self, node: "Node | None") -> str:
        """The source text of a node as a symbol carries it: on one line, not too long; ``""`` for none."""
        if node is None:
            return ""
        head = self.source[node.start_byte : min(node.end_byte, node.start_byte + 4 * LONG)].decode("utf-8", "ignore")
        return " ".join(head.split())[:LONG]

    def unit(self, node: "Node", role: Role, symbol: int = -1) -> int:
        """A unit of a node's text; the same one for the same stretch."""
        return self.stretch(node.start_byte, node.end_byte, role, symbol)

    def stretch(self, start: int, end: int, role: Role, symbol: int = -1) -> int:
        """A unit of a stretch of the source, without halves of characters at its ends."""
        source = self.source
        while start < end and source[start] & 0xC0 == 0x80:
            start += 1
        while end > start and end < len(source) and source[end] & 0xC0 == 0x80:
            end -= 1
        known = self._written.get((start, end))
        if known is None:
            known = self.draft.unit(self.decoded.unit_u8(start, end, role, symbol=symbol), symbol)
            self._written[start, end] = known
        return known

    def symbol(
        self,
        kind: SymbolKind,
        name: "Node | None",
        parent: int,
        *,
        type_: str = "",
        value: str = "",
        whole: "Node | None" = None,
        called: str | None = None,
    ) -> int:
        """A symbol named by a node; ``whole`` is its declaration, for the comments that belong to it."""
        index = len(self.draft.symbols)
        if called is None:
            called = self.text(name) if name is not None else ""
        unit = self.decoded.unit_u8(name.start_byte, name.end_byte, ROLES[kind], symbol=index) if name else None
        made = self.draft.symbol(kind, called, unit, parent, type_, value)
        if made >= 0:
            if name is not None:
                self._written[name.start_byte, name.end_byte] = self.draft.symbols[made].unit
            if whole is not None:
                self.declare(made, whole)
        return made

    def string_symbol(self, kind: SymbolKind, literal: "Node", parent: int, *, type_: str = "", value: str = "") -> int:
        """A symbol named by the content of a string literal."""
        index = len(self.draft.symbols)
        unit = self.string(literal, ROLES[kind], index)
        if unit >= 0 and self.draft.units[unit].role == Role.STRING:
            # A use of it was noted before it was known to be a label.
            self.draft.units[unit] = msgspec.structs.replace(self.draft.units[unit], role=ROLES[kind], symbol=index)
        name = self.draft.units[unit].text if unit >= 0 else ""
        self.draft.symbols.append(Symbol(kind, name, unit, parent, type_, value))
        self.declare(index, literal)
        return index

    def declare(self, symbol: int, node: "Node") -> None:
        """Says where a symbol's declaration stands, for its comments."""
        self.declare_stretch(node.start_byte, node.end_byte, symbol)

    def declare_stretch(self, start: int, end: int, symbol: int) -> None:
        """The same for a stretch of the source."""
        self._extents.append(Extent(start, end, symbol))

    def amend(self, symbol: int, **changes: object) -> None:
        """Changes a symbol after the fact (its kind, when all of its members are known)."""
        if symbol >= 0:
            self.draft.symbols[symbol] = msgspec.structs.replace(self.draft.symbols[symbol], **changes)

    def turn(self, symbol: int, kind: SymbolKind) -> None:
        """Makes a symbol, and the unit of its name, one of another kind."""
        self.amend(symbol, kind=kind)
        self.draft.rerole(self.draft.symbols[symbol].unit, ROLES[kind])

    def members(self, parent: int) -> list[int]:
        """The symbols directly in one, so far."""
        symbols = self.draft.symbols
        return [index for index in range(parent + 1, len(symbols)) if symbols[index].parent == parent]

    def type(self, node: "Node | None", symbol: int) -> str:
        """The bare name of a written type; where somebody gave it that name, also a unit of it."""
        if node is None:
            return ""
        if node.end_byte - node.start_byte > 4 * LONG:
            return ""
        full = self.text(node)
        bare = bare_type(full)[:LONG]
        if is_named(bare):
            at = node.start_byte + len(full[: full.rfind(bare)].encode())
            self.stretch(at, at + len(bare.encode()), Role.TYPE, symbol)
        return bare

    # Strings

    def _plain_string(self, node: "Node", parent: int) -> "Iterable[Node] | None":
        if not node.is_named:  # the keyword ``string``
            return None
        self.string(node, Role.STRING, parent)
        return node.named_children if node.named_child_count else None

    def string(self, node: "Node", role: Role, symbol: int) -> int:
        """A unit of a literal's content, escapes undone; -1 where it is empty."""
        start, end, escapes = content(self.source[node.start_byte : node.end_byte])
        start, end = node.start_byte + start, node.start_byte + end
        if end <= start:
            return -1
        known = self._written.get((start, end))
        if known is not None:
            return known
        unit = self.decoded.unit_u8(start, end, role, symbol=symbol)
        if escapes and "raw" not in node.type and "verbatim" not in node.type:
            unit = unescaped(unit, "backslash")
        self._written[start, end] = made = self.draft.unit(asked(unit), symbol)
        return made

    def is_string(self, node: "Node | None") -> bool:
        """Whether a node is a string literal."""
        return node is not None and node.type in self.string_types and node.is_named

    def string_text(self, node: "Node") -> str:
        """The content of a literal, escapes as written."""
        raw = self.source[node.start_byte : node.end_byte]
        start, end, _ = content(raw)
        return raw[start:end].decode("utf-8")

    def attributes(self, nodes: Iterable["Node"], symbol: int) -> None:
        """String literals of annotations, attributes and decorators: they belong to what is annotated."""
        stack = list(nodes)[::-1]
        while stack:
            node = stack.pop()
            if self.is_string(node):
                self.string(node, Role.ATTRIBUTE, symbol)
            elif node.type in self.comment_types:
                self._comments.append((node.start_byte, node.end_byte))
            else:
                stack.extend(node.children[::-1])

    # Uses of names

    def near(self, node: "Node") -> bool:
        """Whether a node begins within a few lines of a place."""
        return bool(self._near) and self.decoded.row(node.start_byte) in self._near

    def near_any(self, node: "Node", most: int = 40) -> bool:
        """Whether one of the first ``most`` lines of a node lies within a few lines of a place."""
        if not self._near:
            return False
        first, last = self.decoded.row(node.start_byte), self.decoded.row(node.end_byte)
        return any(row in self._near for row in range(first, min(last, first + most) + 1))

    def refer(self, node: "Node | None", how: str, within: int) -> None:
        """Notes a use of the name that a node is, or ends in."""
        if node is None or not self.near(node):
            return
        if self.is_string(node):
            unit = self.string(node, Role.KEY if how == "key" else Role.STRING, within)
            name = self.draft.units[unit].text if unit >= 0 else ""
        else:
            last = node
            while last.named_child_count and last.named_children[-1].type not in self.string_types:
                last = last.named_children[-1]
            name = self.text(last)
            if not name.isidentifier():
                return
            unit = self.unit(last, Role.IDENTIFIER, within)
        if name:
            self.draft.refer(name, how, unit, within)

    def called(self, function: "Node | None", within: int) -> None:
        """Notes a call, and the class that it is made on: ``Kind.tell(it)``; nothing else in a file may name that."""
        self.refer(function, "call", within)
        if function is not None and self.near(function) and function.named_child_count > 1:
            self.receiver(function.named_children[0], within)

    def receiver(self, node: "Node | None", within: int) -> None:
        """Notes the class that something is called on, or its one object; others are noted where they are declared."""
        while node is not None and node.named_child_count and node.type in _MEMBERS:
            node = node.named_children[0]
        if node is not None and not node.named_child_count and self.text(node)[:1].isupper():
            self.refer(node, "access", within)
