"""JSON, with comments and trailing commas too: the path of keys, values, lists.

A tolerant tokenizer with positions; what is not well-formed is read as far as it goes. Lists of many records of one
shape are data: their keys are given once, their values only where a telling word stands in them. Source: RFC 8259.
"""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Protocol

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Kept, Reading, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import decode
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped
from sousveil.reading.listed_fields import read_as_schema
from sousveil.reading.rows import about_people, has_value
from sousveil.reading.textual import Near, Nearness, cuts, head_text, suffix, told_nowhere, word_at

TOKEN = late(
    r"""(?P<s>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(?P<c>//[^\n]*|/\*[\s\S]*?(?:\*/|\Z)|^[ \t]*\#[^\n]*)"""
    r"""|(?P<p>[{}\[\]:,])|(?P<w>[^\s{}\[\]:,"'/]+|\S)""",
    re.MULTILINE,
)
_SUFFIXES = frozenset({
    ".json", ".jsonc", ".json5", ".geojson", ".jsonl", ".ndjson", ".ipynb", ".webmanifest", ".topojson", ".har",
    ".avsc", ".code-workspace", ".arb", ".map", ".babelrc", ".eslintrc", ".gltf", ".tfstate",
})  # fmt: skip
_BY_LINES = frozenset({".jsonl", ".ndjson"})
_START = late(r"""\s*(?:\{\s*(?:"[^"\n]*"\s*:|\}|//|/\*)|\[\s*(?:["{\[\]]|-?\d))""")
_RECORDS = 50
_DENSITY = 0.6
_MARGIN = 3000
"""Code points around a place in a long text: some two hundred entries of a list of words."""
_ON = frozenset({"true", "1"})
"""Words for a switch that is on: quoted as the value of their key."""
_DEPTH = 1000
_NESTED = 12
"""Lists within each other whose keys are counted."""
_KEYS = 500
"""Different keys of rows that are counted."""
ROOT = -1
"""Where a file starts that is itself a list of documents."""
_VALUE = 200
_LINE = 500


class _Shape(msgspec.Struct):
    """A container in the first pass: what its children look like."""

    start: int
    list_: bool = True
    children: int = 0
    maps: int = 0
    keys: dict[str, int] = {}
    filled: dict[str, int] = {}
    """In how many of the records in it, at any depth, a key has a value."""


class Rows(msgspec.Struct):
    """A list of rows: how many of them have a value under each key, and whether what they say is left closed."""

    filled: dict[str, int]
    closed: bool
    told: set[str] = set()
    """Keys that were given."""


class _Node(msgspec.Struct):
    """A container in the second pass. ``row``: it lies in a list of records, and not in the first of them."""

    kind: SymbolKind
    label: tuple[int, int] | None
    symbol: int = -2
    key: tuple[int, int] | None = None
    entry: int = -1
    records: bool = False
    row: bool = False
    schema: bool = False
    closed: Rows | None = None
    """The list of closed rows that it lies in, or is."""
    children: int = 0
    notes: list[int] = []
    """Comments that stand before the key that is being read."""
    own: list[int] = []
    """Comments that stand before the container itself."""


def rows_of(text: str, *, lines: bool = False) -> dict[int, Rows]:
    """The containers that hold rows, by where they start; ``ROOT`` for the documents of a file that has several.

    Rows are many records of one shape; or few, where they are about people. ``lines``: the name says that each line is
    a document.
    """
    found: dict[int, Rows] = {}
    root = _Shape(ROOT)
    stack: list[_Shape] = [root]
    last, waiting = "", ""
    for match in TOKEN.finditer(text):
        kind, sign = match.lastgroup, match[0]
        if kind == "c" or sign == ",":
            continue
        if kind != "p":
            if kind == "s":
                last = sign = sign.strip("\"'")
            _count(stack, waiting, sign)
            waiting = ""
            continue
        if sign in "{[":
            _count(stack, waiting, sign)
            waiting = ""
            stack[-1].children += 1
            stack[-1].maps += sign == "{"
            if len(stack) < _DEPTH:
                stack.append(_Shape(match.start(), list_=sign == "["))
        elif sign == ":":
            if len(stack) > 1 and stack[-2].maps < _RECORDS * 20:
                keys = stack[-2].keys
                keys[last] = keys.get(last, 0) + 1
            waiting = last
        elif sign in "]}" and len(stack) > 1:
            done = stack.pop()
            if done.maps > 1:
                _note(found, done, lines=False)
    if root.maps > 1 or (lines and root.maps):
        _note(found, root, lines=True)
    return found


def _count(stack: list[_Shape], key: str, value: str) -> None:
    """Notes a key with a value in each list that it lies in."""
    if not key:
        return
    filled = has_value(value)
    for shape in stack[:_NESTED]:
        if shape.list_ and (key in shape.filled or len(shape.filled) < _KEYS):
            shape.filled[key] = shape.filled.get(key, 0) + filled


def _note(found: dict[int, Rows], shape: _Shape, *, lines: bool) -> None:
    filled = sum(shape.keys.values()) / (len(shape.keys) or 1)
    looked_at = min(shape.maps, _RECORDS * 20)
    alike = shape.maps * 10 > shape.children * 8 and filled > _DENSITY * looked_at
    closed = (alike or lines) and about_people(shape.filled, shape.maps, lines=lines)
    if closed or (alike and shape.maps > _RECORDS):
        found[shape.start] = Rows(shape.filled, closed=closed)


class Source(Protocol):
    """A text with the bytes that it stands in."""

    text: str

    def unit(self, start: int, end: int, role: Role) -> TextUnit:
        """A unit of ``text[start:end]``."""


class Walk:
    """The second pass: writes keys and values near places."""

    def __init__(self, draft: Draft, decoded: Source, near: Nearness, rows: dict[int, Rows]) -> None:
        self._draft, self._decoded, self._near, self._rows = draft, decoded, near, rows
        self._stack: list[_Node] = []
        self._documents = 0
        self.closed = 0
        """Places in rows that are left closed."""
        self._comments: list[int] = []
        self._last = -1
        self.left_out = 0
        self._too_deep = 0

    def run(self) -> None:
        """Writes the keys and values of the whole text."""
        string: tuple[int, int] | None = None
        for match in TOKEN.finditer(self._decoded.text):
            kind = match.lastgroup
            if kind == "c":
                self._comment(match.start(), match.end())
            elif kind == "p":
                string = self._sign(match[0], match.start(), string)
            elif kind == "s":
                self._scalar(string)
                closed = len(match[0]) > 1 and match[0][-1] == match[0][0]
                string = (match.start() + 1, match.end() - closed)
            elif kind == "w":
                self._plain(match.start(), match.end())
        self._scalar(string)

    def _sign(self, sign: str, start: int, string: tuple[int, int] | None) -> tuple[int, int] | None:
        top = self._stack[-1] if self._stack else None
        if sign == ":" and top is not None and top.kind is SymbolKind.MAP:
            top.key, top.entry = string, -1
            top.notes, self._comments = self._comments, []
            if top.closed is not None:
                self._closed_key(top, string)
            elif string is not None and top.schema and not top.row:
                self._entry(top)
            return None
        self._scalar(string)
        if sign in "{[":
            self._push(SymbolKind.MAP if sign == "{" else SymbolKind.ARRAY, start)
        elif sign in "}]":
            if self._too_deep:
                self._too_deep -= 1
            elif self._stack:
                self._empty(self._stack[-1])
                self._stack.pop()
        elif top is not None:
            top.key, top.entry = None, -1
        return None

    def _empty(self, node: _Node) -> None:
        """Gives the key of a container that holds nothing: ``"race": {}`` is a place for it too."""
        if node.symbol != -2 or node.label is None or node.closed is not None or not self._near(*node.label):
            return
        if self._near.holds_place(*node.label) or not (node.row or node.schema):
            self._symbol(len(self._stack) - 1)

    def _push(self, kind: SymbolKind, start: int) -> None:
        top = self._stack[-1] if self._stack else None
        if len(self._stack) >= _DEPTH:
            self._too_deep += 1
            return
        node = _Node(kind, top.key if top is not None and top.kind is SymbolKind.MAP else None)
        if top is not None:
            node.own, top.notes = top.notes, []
            node.row = top.row or (top.records and top.children > 0)
            node.schema = top.schema or top.records
            node.closed = top.closed
            top.children += 1
        elif ROOT in self._rows:
            node.row, node.schema = self._documents > 0, True
            node.closed = self._rows[ROOT] if self._rows[ROOT].closed else None
        self._documents += top is None
        here = self._rows.get(start)
        node.records = here is not None
        if here is not None and here.closed and node.closed is None:
            node.closed = here
        self._stack.append(node)

    def _symbol(self, index: int) -> int:
        """The symbol of the container at ``index`` of the stack, made on demand together with those around it."""
        first = index + 1
        while first and self._stack[first - 1].symbol == -2:
            first -= 1
        parent = self._stack[first - 1].symbol if first else -1
        for node in self._stack[first : index + 1]:
            name, unit = "", None
            if node.label is not None:
                unit = self._unit(*node.label, Role.KEY)
                name = unit.text
            node.symbol = parent = self._draft.symbol(node.kind, name, unit, parent)
            self._explain(node.symbol, node.own)
        return parent

    def _explain(self, symbol: int, comments: list[int]) -> None:
        for unit in comments:
            self._draft.attach(unit, symbol)
        comments.clear()
        self._last = symbol

    def _unit(self, start: int, end: int, role: Role) -> TextUnit:
        return unescaped(self._decoded.unit(start, end, role), "backslash")

    def _entry(self, node: _Node) -> int:
        if node.entry < 0 and node.key is not None:
            unit = self._unit(*node.key, Role.KEY)
            node.entry = self._draft.symbol(SymbolKind.ENTRY, unit.text, unit, self._symbol(len(self._stack) - 1))
            self._explain(node.entry, node.notes)
        return node.entry

    def _closed_key(self, top: _Node, string: tuple[int, int] | None) -> None:
        """A key of rows that are closed: given once, with the number of rows that have a value there."""
        if string is None or top.closed is None:
            return
        name = self._decoded.text[slice(*string)]
        if name in top.closed.told or name not in top.closed.filled:
            return
        top.closed.told.add(name)
        entry = self._entry(top)
        if entry >= 0 and top.closed.filled[name]:
            self._draft.kept.append(Kept(entry, top.closed.filled[name]))

    def _scalar(self, string: tuple[int, int] | None) -> None:
        """A string that is a value: of the key before it, or by itself in a list."""
        if string is None:
            return
        start, end = string
        top = self._stack[-1] if self._stack else None
        if top is not None and top.closed is not None:
            self.closed += self._near.holds_place(start, end)
            return
        low = top.key[0] if top is not None and top.key is not None else start
        if not self._near(low, end):
            return
        if top is not None and (top.row or top.schema) and not self._near.holds_place(low, end):
            self.left_out += 1
            return
        for cut in cuts(self._near, start, end):
            if top is None:
                self._draft.unit(self._unit(*cut, Role.VALUE))
            elif top.kind is SymbolKind.ARRAY:
                unit = self._unit(*cut, Role.ITEM)
                where = self._draft.symbol(
                    SymbolKind.ITEM, unit.text[:_VALUE], unit, self._symbol(len(self._stack) - 1)
                )
                self._explain(where, self._comments)
            else:
                entry = self._entry(top)
                unit = self._unit(*cut, Role.VALUE)
                self._draft.unit(unit, entry)
                self._draft.amend(entry, value=unit.text[:_VALUE])
        if start == end and top is not None and top.kind is SymbolKind.MAP:
            self._entry(top)

    def _plain(self, start: int, end: int) -> None:
        """A number or word as a value: kept with its key, and as text only where a place lies in it."""
        top = self._stack[-1] if self._stack else None
        if top is None or top.kind is not SymbolKind.MAP or top.key is None or not self._near(top.key[0], end):
            return
        if top.closed is not None:
            return
        if (top.row or top.schema) and not self._near.holds_place(top.key[0], end):
            return
        entry = self._entry(top)
        value = self._decoded.text[start : min(end, start + _VALUE)]
        self._draft.amend(entry, value="" if top.schema else value)
        if value in _ON and not top.schema and not top.row:
            self._draft.unit(self._unit(start, end, Role.VALUE), entry)

    def _comment(self, start: int, end: int) -> None:
        text = self._decoded.text[start:end]
        left, right = len(text) - len(text.lstrip("/*# \t\r\n")), len(text) - len(text.rstrip("/* \t\r\n"))
        if self._near(start, end) and left + right < end - start:
            line = self._decoded.text[max(0, start - _LINE) : start].rpartition("\n")[2]
            beside = self._last if line.strip(" \t{[") else -1
            unit = self._draft.unit(self._decoded.unit(start + left, end - right, Role.COMMENT), beside)
            if unit >= 0 and beside < 0:
                self._comments.append(unit)


class Json:
    """Data as JavaScript writes it."""

    name: ClassVar[str] = "json"
    kinds: ClassVar[tuple[str, ...]] = ("json-settings", "json-schema", "openapi", "json-texts")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Lists of more than 50 records of one shape are data: keys once, values only where a telling word stands.",
        "Rows about people or captures are left closed: each key once, and in how many rows it has a value.",
        "Of a text over 256 KiB only what lies near a telling word is given.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the ending of the name, or by the first key or element."""
        head = head_text(data)
        if head is None:
            return False
        head = head.lstrip("\ufeff")
        if suffix(name) in _SUFFIXES:
            return head.lstrip()[:1] in {"{", "[", '"', "/", "#", ""}
        return suffix(name) in {"", ".txt", ".conf", ".cfg", ".dat", ".config"} and _START.match(head) is not None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The keys of the document, with their values."""
        if len(data) > limits.read_source:
            from sousveil.reading.lines import Lines  # noqa: PLC0415 - for giants only

            yield from Lines().read(data, name, places, limits)
            return
        decoded = decode(data, places)
        rows = rows_of(decoded.text, lines=suffix(name) in _BY_LINES)
        draft = Draft(self.name, "json", limits, "" if rows else decoded.text)
        near = Near(decoded, places, margin=_MARGIN)
        draft.near_only(len(data), everything=near.all)
        walk = Walk(draft, decoded, near, rows)
        walk.run()
        if not rows:  # then no value is left closed, and what is not well-formed may hold a word that was passed over
            for place in told_nowhere(places, draft.units):
                draft.unit(decoded.unit(*word_at(decoded, place), Role.VALUE))
        read_as_schema(draft)
        if walk.closed:
            draft.rows_left_closed(walk.closed)
        if walk.left_out:
            draft.gap(
                "rows-left-out",
                hides=False,
                detail=f"{walk.left_out} values of records without a telling word",
                remedy="Nothing to do: records are not quoted.",
            )
        yield from draft.finish()
        yield from decoded.gaps()
