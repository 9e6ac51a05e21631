"""SQLite databases: what their tables and columns are called, settings, rules and short lists of kinds in them.

Rows about people, captures or what happened are never given; of a table with a telling column it is counted in how many
rows it has a value. Source: "Database File Format", sqlite.org/fileformat2.html.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Kept, Reading, TextUnit
from sousveil.model.words import SymbolKind
from sousveil.reading import tables
from sousveil.reading.binary_spots import holder, unit
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.exact import Segment
from sousveil.reading.light import code
from sousveil.reading.literals import JSON, parse
from sousveil.reading.nest import InUnit, Node, Writer
from sousveil.reading.rows import has_value
from sousveil.reading.sqlite_pages import MAGIC, Broken, Cell, Database, Entry
from sousveil.reading.tables import Content
from sousveil.reading.textual import Near

_LOGS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7")
"""A log of pages that are to be written, or that were."""
_MOST_ROWS = {Content.PAIRS: 2000, Content.RULES: 200, Content.KINDS: 100}
"""A table of more rows is no list of settings, rules or kinds."""
_COUNTED = 20_000
"""Rows of one table that are counted."""
_PAGES = 2000
_ALL_OF = 256 << 10
"""Bytes of statements up to which all tables are given; of longer schemas only those with a place."""
_LONG = 200
_SHORT = 24


class Table(NamedTuple):
    """A table, with its columns: their names, and where each stands in the statement that made it."""

    entry: Entry
    columns: tuple[str, ...]
    symbols: tuple[int, ...]
    spots: tuple[InUnit, ...]
    telling: bool
    """Whether a place lies in its statement."""


class _Walk:
    """One database, taken apart."""

    def __init__(self, draft: Draft, base: Database, places: Sequence[Place]) -> None:
        self._draft, self._base = draft, base
        self._holds = holder(places)
        self._writer = Writer(draft)
        self._places = places

    def run(self) -> None:
        entries = [entry for entry in self._base.schema() if entry.kind in ("table", "view", "trigger")]
        whole = sum(entry.sql.size for entry in entries) <= _ALL_OF
        for entry in entries:
            telling = any(self._holds(at, at + size) for at, size in entry.sql.runs)
            if entry.kind == "table" and not entry.name.startswith("sqlite_"):
                table = self._declare(entry, telling=telling, given=whole or telling)
                if table is not None:
                    self._table(table)
            elif telling and (text := unit(self._base.data, entry.sql.runs, self._base.codec)) is not None:
                self._statement(text, self._draft)
        self._close()

    def _close(self) -> None:
        """What stands in rows that are not given is said."""
        given = sorted((s.offset, s.offset + s.length) for one in self._draft.units for s in one.spans)
        inside = holder([Place(start, end, 0, "") for start, end in given])
        if closed := sum(not inside(place.start, place.end) for place in self._places):
            self._draft.rows_left_closed(closed)
        if self._base.broken:
            self._draft.gap(
                "unparsed", detail=f"{self._base.broken} pages", remedy="Open the database with a tool of your own."
            )

    def _declare(self, entry: Entry, *, telling: bool, given: bool) -> Table | None:
        """A table as its statement says it; its symbols are written where it is ``given``."""
        text = unit(self._base.data, entry.sql.runs, self._base.codec)
        if text is None:
            return None
        draft = self._draft if given else Draft("", "", Limits())
        first = len(draft.symbols)
        self._statement(text, draft)
        owner = next((at for at in range(first, len(draft.symbols)) if draft.symbols[at].kind is SymbolKind.TABLE), -1)
        if owner < 0:
            return None
        columns = [
            at
            for at in range(owner, len(draft.symbols))
            if draft.symbols[at].kind is SymbolKind.COLUMN
            and draft.symbols[at].parent == owner
            and draft.symbols[at].unit >= 0
        ]
        named = [draft.units[draft.symbols[at].unit] for at in columns]
        spots = tuple(InUnit(one, 0, len(one.text), self._holds) for one in named)
        names = tuple(draft.symbols[at].name for at in columns)
        return Table(entry, names, tuple(columns) if given else (), spots, telling)

    def _statement(self, text: TextUnit, draft: Draft) -> None:
        """The declarations of one statement."""
        raw = text.text.encode(self._base.codec)
        decoded = Decoded(raw, [Segment(text.text, 0, len(raw), self._base.codec)])
        part = Draft("", "", Limits())
        code.read(part, decoded, Near(decoded, [], whole=len(text.text) + 1), ".sql")
        first = len(draft.symbols)
        for symbol in part.symbols:
            parent = symbol.parent + first if symbol.parent >= 0 else -1
            draft.symbol(symbol.kind, symbol.name, None, parent, symbol.type, symbol.value)
        moved: list[int] = []
        for one in part.units:
            low = decoded.char(decoded.u8_of_byte(one.spans[0].offset))
            last = one.spans[-1]
            high = decoded.char(decoded.u8_of_byte(last.offset + last.length))
            owner = one.symbol + first if one.symbol >= 0 else -1
            moved.append(draft.unit(InUnit(text, low, high, self._holds).unit(one.role), owner))
        for number, symbol in enumerate(part.symbols):
            if symbol.unit >= 0:
                draft.named_by(first + number, moved[symbol.unit])

    def _table(self, table: Table) -> None:
        what = tables.content(table.entry.name, table.columns)
        if " without rowid" in self._base.text(table.entry.sql).lower() and what is not Content.PAIRS:
            what = Content.CLOSED
        if what is not Content.CLOSED and table.entry.root:
            rows: list[tuple[Cell, ...]] = []
            for row in self._base.rows(table.entry.root, _PAGES):
                rows.append(row.cells)
                if len(rows) > _MOST_ROWS[what]:
                    break
            if len(rows) <= _MOST_ROWS[what]:
                {Content.PAIRS: self._pairs, Content.RULES: self._rules, Content.KINDS: self._kinds}[what](table, rows)
                return
        if table.telling and table.symbols:
            self._count(table)

    def _text(self, cell: Cell, what: Callable[[str], bool] = tables.is_own) -> InUnit | None:
        """A text that may be given."""
        if cell.kind != "text" or not cell.size > 0:
            return None
        found = unit(self._base.data, cell.runs, self._base.codec)
        if found is None or what(found.text):
            return None
        return InUnit(found, 0, len(found.text), self._holds)

    def _said(self, cell: Cell) -> str:
        return str(self._base.integer(cell)) if cell.kind == "integer" else ""

    def _pairs(self, table: Table, rows: list[tuple[Cell, ...]]) -> None:
        key, value = tables.key_and_value(table.columns)
        top = Node(SymbolKind.MAP, name=table.entry.name)
        for cells in rows:
            if not (0 <= key < len(cells) and 0 <= value < len(cells)):
                continue
            label = self._text(cells[key])
            if label is None or tables.is_own_key(label.text()):
                continue
            self._put(top, label, cells[value])
        if top.children:
            self._write(top)

    def _put(self, top: Node, label: InUnit, cell: Cell) -> None:
        """A key with its value; one that is written in JSON is a tree."""
        spot = self._text(cell, lambda _: False)
        if spot is not None and (tree := nested(spot)) is not None:
            tree.label = label
            top.children.append(tree)
            return
        node = top.child(SymbolKind.ENTRY, label)
        node.said = self._said(cell)
        if spot is not None and len(spot.text()) <= _LONG and not tables.is_own(spot.text()):
            node.spot = spot

    def _rules(self, table: Table, rows: list[tuple[Cell, ...]]) -> None:
        top = Node(SymbolKind.ARRAY, name=table.entry.name)
        for cells in rows:
            rule = top.child(SymbolKind.MAP)
            for name, spot, cell in zip(table.columns, table.spots, cells, strict=False):
                if tables.may_be_given(name, Content.RULES):
                    self._put(rule, spot, cell)
        if rows:
            self._write(top)

    def _kinds(self, table: Table, rows: list[tuple[Cell, ...]]) -> None:
        top = Node(SymbolKind.ARRAY, name=table.entry.name)
        for cells in rows:
            for name, cell in zip(table.columns, cells, strict=False):
                if tables.may_be_given(name, Content.KINDS) and (spot := self._text(cell)) is not None:
                    top.child(SymbolKind.ITEM).spot = spot
        if top.children:
            self._write(top)

    def _write(self, top: Node) -> None:
        root = Node(SymbolKind.MAP)
        root.children = [top]
        self._writer.write(root)

    def _count(self, table: Table) -> None:
        """In how many rows each column has a value."""
        filled: Counter[int] = Counter()
        for number, row in enumerate(self._base.rows(table.entry.root)):
            if number >= _COUNTED:
                self._draft.gap(
                    "rows-not-counted",
                    hides=False,
                    detail=f"the rows of {table.entry.name} after the first {_COUNTED}",
                    remedy="Count the records by yourself: there are more of them than the report says.",
                )
                break
            filled.update(at for at, cell in enumerate(row.cells[: len(table.symbols)]) if self._filled(cell))
        self._draft.kept += [Kept(table.symbols[at], count) for at, count in sorted(filled.items())]

    def _filled(self, cell: Cell) -> bool:
        if cell.kind == "text":
            return cell.size > 0 and (cell.size > _SHORT or has_value(self._base.text(cell)))
        return cell.kind != "null" and (cell.kind != "integer" or has_value(self._said(cell)))


def nested(spot: InUnit) -> Node | None:
    """The tree of a value that is written in JSON; ``None`` where it is not."""
    text = spot.text().strip()
    if text[:1] + text[-1:] not in ("{}", "[]"):
        return None
    whole = spot.whole
    parser = parse(
        whole.text, JSON, lambda start, end, escape: InUnit(whole, start, end, spot.holds, escape), spot.start, spot.end
    )
    if parser.broken or not parser.root.children:
        return None
    _without_people(parser.root)
    return parser.root


def _without_people(node: Node) -> None:
    """Takes the values out of records about one person or capture; their keys stay."""
    stack = [(node, False)]
    while stack:
        one, closed = stack.pop()
        closed = closed or tables.is_record(child.called() for child in one.children)
        for child in one.children:
            if closed and child.kind is not SymbolKind.MAP:
                child.spot, child.said = None, ""
            stack.append((child, closed))


class Sqlite:
    """Databases in a file."""

    name: ClassVar[str] = "sqlite"
    kinds: ClassVar[tuple[str, ...]] = ("sqlite",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Of rows only settings, rules and short lists of kinds are read, told by the names of tables and columns.",
        "Rows about people, captures or what happened are left closed; their columns are named, and rows counted.",
        "Changes that stand in a log beside the database only (`-wal`, `-journal`) are not read.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By its first bytes."""
        return bytes(data[:16]) == MAGIC or bytes(data[:8]).startswith(_LOGS)

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The tables, and what may be given of their rows."""
        draft = Draft(self.name, "sqlite", limits)
        try:
            _Walk(draft, Database(data), places).run()
        except Broken as why:
            if bytes(data[:16]) == MAGIC:
                draft.gap("unparsed", size=len(data), detail=str(why), remedy="Open the database by hand.")
            elif places:
                draft.rows_left_closed(len(places))
        yield from draft.finish()
