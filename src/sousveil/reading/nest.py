"""Settings as a tree: what the readers of formats with maps, lists and values make, and how it becomes symbols.

A parser only says what lies in what, and where it stands; which of it is given, and that rows about people stay closed,
is decided here for all of them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

from sousveil.model.text import Kept, Span, TextUnit, pieces
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped
from sousveil.reading.rows import about_people, has_value
from sousveil.reading.textual import LONG, Near, cuts

MOST_NODES = 500_000
"""Nodes of one tree; what comes after them is a gap."""
MOST_DEEP = 200
_RECORDS = 50
_NESTED = 12
"""Containers within each other that are looked at for rows."""
_DENSITY = 0.6
_VALUE = 200
_ON = frozenset({"true", "yes", "on", "1"})
"""Words for a switch that is on: quoted as the value of their key though no letter of them is looked for."""


class Spot(Protocol):
    """A stretch of a blob that can be made a text unit of."""

    def text(self) -> str:
        """What stands there, as it is written."""

    def unit(self, role: Role) -> TextUnit:
        """The unit of it, escapes undone."""

    def near(self) -> bool:
        """Whether it is near a place."""

    def holds_place(self) -> bool:
        """Whether a place lies in it."""


class InText(msgspec.Struct, frozen=True):
    """Code points ``start`` to ``end`` of a decoded text; ``escape`` is what to undo there, or ``""``."""

    decoded: Decoded
    about: Near
    start: int
    end: int
    escape: str = ""

    def text(self) -> str:
        """What stands there, as it is written."""
        return self.decoded.text[self.start : self.end]

    def unit(self, role: Role) -> TextUnit:
        """The unit of it, escapes undone; of a long one the first part with a place."""
        cut = next(iter(cuts(self.about, self.start, self.end)), (self.start, min(self.end, self.start + LONG)))
        unit = self.decoded.unit(*cut, role)
        return unescaped(unit, self.escape) if self.escape else unit

    def near(self) -> bool:
        """Whether it is near a place."""
        return self.about(self.start, self.end)

    def holds_place(self) -> bool:
        """Whether a place lies in it."""
        return self.about.holds_place(self.start, self.end)


class InUnit(msgspec.Struct, frozen=True):
    """Code points ``start`` to ``end`` of a unit without lines: a stretch of a string in a binary."""

    whole: TextUnit
    start: int
    end: int
    holds: Callable[[int, int], bool]
    """Whether a place lies between two bytes of the blob."""
    escape: str = ""

    def text(self) -> str:
        """What stands there, as it is written."""
        return self.whole.text[self.start : self.end]

    def unit(self, role: Role) -> TextUnit:
        """The unit of it, escapes undone."""
        spans = tuple(
            Span(span.start - self.start, span.end - self.start, span.offset, span.length, span.encoding)
            for _, span in pieces(self.whole, self.start, self.end)
        )
        unit = TextUnit(self.text(), role, spans)
        return unescaped(unit, self.escape) if self.escape else unit

    def near(self) -> bool:
        """All of what a binary reader takes apart is near a place."""
        return True

    def holds_place(self) -> bool:
        """Whether a place lies in it."""
        return any(
            self.holds(span.offset, span.offset + span.length) for _, span in pieces(self.whole, self.start, self.end)
        )


class Node(msgspec.Struct):
    """A map, a list or a value. ``label`` is where its name stands, ``said`` what is written as its value.

    ``name`` is given where the label alone does not say it. ``notes`` are the comments that belong to it.
    """

    kind: SymbolKind
    label: Spot | None = None
    name: str = ""
    spot: Spot | None = None
    said: str = ""
    role: Role = Role.VALUE
    children: list["Node"] = []
    notes: list[Spot] = []
    wanted: bool = False
    """Whether anything in it is near a place; worked out when it is written."""

    def child(self, kind: SymbolKind, label: Spot | None = None, name: str = "") -> "Node":
        """A new node in this one."""
        node = Node(kind, label, name)
        self.children.append(node)
        return node

    def called(self) -> str:
        """Its name."""
        return self.name or (self.label.text() if self.label is not None else "")


class Writer:
    """Writes a tree into a draft."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.closed = 0
        """Places in rows that were left closed."""
        self.left_out = 0
        """Values of rows without a telling word that were left out."""

    def write(self, root: Node) -> None:
        """All of ``root``. A map has no symbol of its own: what is in it stands at the top."""
        _look(root)
        if root.kind is SymbolKind.ARRAY:
            self._node(root, -1, 0, rows=False)
        else:
            for child in root.children:
                self._node(child, -1, 0, rows=False)
            self._notes(root, -1)
        if self.closed:
            self._draft.rows_left_closed(self.closed)
        if self.left_out:
            self._draft.gap(
                "rows-left-out",
                hides=False,
                detail=f"{self.left_out} values of records without a telling word",
                remedy="Nothing to do: records are not quoted.",
            )

    def _notes(self, node: Node, symbol: int) -> None:
        for note in node.notes:
            if note.near():
                self._draft.unit(note.unit(Role.COMMENT), symbol)

    def _node(self, node: Node, parent: int, depth: int, *, rows: bool) -> None:
        if depth > MOST_DEEP or not node.wanted:
            return
        if node.kind in (SymbolKind.MAP, SymbolKind.ARRAY):
            self._container(node, parent, depth, rows=rows)
        else:
            self._value(node, parent, rows=rows)

    def _container(self, node: Node, parent: int, depth: int, *, rows: bool) -> None:
        label = node.label.unit(Role.KEY) if node.label is not None else None
        symbol = self._draft.symbol(node.kind, node.name or (label.text if label else ""), label, parent)
        self._notes(node, symbol)
        filled, records = _records(node) if depth < _NESTED else (Counter[str](), 0)
        if records and about_people(filled, records):
            self._close(node, symbol, filled)
            return
        if records > _RECORDS:
            self._draft.text = ""
        for child in node.children:
            self._node(child, symbol, depth + 1, rows=rows or records > _RECORDS)

    def _value(self, node: Node, parent: int, *, rows: bool) -> None:
        if rows and not any(spot is not None and spot.holds_place() for spot in (node.label, node.spot)):
            self.left_out += 1
            return
        if node.kind is SymbolKind.ITEM or (node.label is None and not node.name):
            if node.spot is not None and node.spot.text():
                unit = node.spot.unit(Role.ITEM)
                self._notes(node, self._draft.symbol(SymbolKind.ITEM, unit.text[:_VALUE], unit, parent))
            return
        label = node.label.unit(Role.KEY) if node.label is not None else None
        symbol = self._draft.symbol(SymbolKind.ENTRY, node.name or (label.text if label else ""), label, parent)
        self._notes(node, symbol)
        value = node.said
        if node.spot is not None and (node.role is not Role.VALUE or self._quoted(node)):
            unit = node.spot.unit(node.role)
            self._draft.unit(unit, symbol)
            value = value or unit.text
        self._draft.amend(symbol, value=value[:_VALUE])

    def _quoted(self, node: Node) -> bool:
        """Whether a value is given as text: every one but numbers and words that only switch off."""
        spot = node.spot
        return spot is not None and (not node.said or node.said.lower() in _ON or spot.holds_place())

    def _close(self, node: Node, symbol: int, filled: Counter[str]) -> None:
        """Rows about people: each key once, and in how many rows it has a value."""
        self._draft.text = ""  # so that no report can quote a row
        told: set[str] = set()
        for one in _inside(node):
            if one is node:
                continue
            self.closed += one.spot is not None and one.spot.holds_place()
            name = one.called()
            if name in told or one.label is None:
                continue
            told.add(name)
            entry = self._draft.symbol(SymbolKind.ENTRY, name, one.label.unit(Role.KEY), symbol)
            if entry >= 0 and filled[name]:
                self._draft.kept.append(Kept(entry, filled[name]))


def _records(node: Node) -> tuple[Counter[str], int]:
    """Of a container of many records of one shape: in how many of them each key has a value, and how many they are."""
    records = [child for child in node.children if child.kind is SymbolKind.MAP]
    filled: Counter[str] = Counter()
    if len(records) < 2 or len(records) * 10 <= len(node.children) * 8:
        return filled, 0
    own: Counter[str] = Counter()
    for record in records:
        own.update({child.called() for child in record.children})
        for one in _inside(record):
            if one.kind is SymbolKind.ENTRY and has_value(one.said or (one.spot.text() if one.spot else "")):
                filled[one.called()] += 1
            elif one.kind is not SymbolKind.ENTRY and one.called():
                filled[one.called()] += 0
    alike = bool(own) and sum(own.values()) / len(own) > _DENSITY * len(records)
    return (filled, len(records)) if alike else (Counter(), 0)


def _inside(node: Node) -> Iterator[Node]:
    stack = [node]
    while stack:
        one = stack.pop()
        yield one
        stack += reversed(one.children)


def _look(root: Node) -> None:
    """Marks the nodes in which anything is near a place, from the innermost outwards."""
    for node in reversed(list(_inside(root))):
        spots = (node.label, node.spot, *node.notes)
        node.wanted = (
            any(spot is not None and spot.near() for spot in spots)
            or any(child.wanted for child in node.children)
            or (not node.children and all(spot is None for spot in spots))
        )
