"""Tables of fields in a page: what a manual in HTML says of the parameters of a request, the members of an answer.

The first row names the columns, one of them for what fields are called; each further row names a field. The table
becomes a record that is called like the title above it, and the other cells of a row document its field.
Source: HTML Living Standard, 4.9 (tables).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from sousveil.model.late import late
from sousveil.model.text import Reading, Symbol
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.dictionary import plain
from sousveil.reading.field_tables import BESIDE, CALLED, MOST, NAME

_TEXTS = frozenset({Role.UI_LABEL, Role.DOCUMENT})
_TITLE = late(r"h[1-6]|caption|legend")
_CELLS = frozenset({"td", "th"})


def with_fields(reading: Reading) -> Reading:
    """The reading with the tables of fields of a page as records; the very same where it has none."""
    page = _Page(reading)
    for table in page.tables:
        page.write(table)
    if len(page.symbols) == len(reading.symbols):
        return reading
    return msgspec.structs.replace(reading, units=tuple(page.units), symbols=tuple(page.symbols))


class _Page:
    """A page, its tables with their rows and cells, and what becomes of it."""

    def __init__(self, reading: Reading) -> None:
        self.units, self.symbols = list(reading.units), list(reading.symbols)
        self.tables: dict[int, list[int]] = {}
        """The rows of each table."""
        self._cells: dict[int, list[int]] = defaultdict(list)
        self._texts: dict[int, list[int]] = defaultdict(list)
        self._titles: list[int] = []
        """Units of titles, in order."""
        within: list[tuple[int, int]] = []
        """Of each symbol, the table and the cell that it lies in."""
        for index, symbol in enumerate(reading.symbols):
            table, cell = within[symbol.parent] if symbol.parent >= 0 else (-1, -1)
            if symbol.name == "table":
                table, cell = index, -1
                self.tables[table] = []
            elif symbol.name == "tr" and table >= 0:
                self.tables[table].append(index)
            elif symbol.name in _CELLS:
                cell = index
                self._cells[symbol.parent].append(cell)
            within.append((table, cell))
        for index, unit in enumerate(reading.units):
            if unit.symbol < 0 or unit.role not in _TEXTS:
                continue
            if (cell := within[unit.symbol][1]) >= 0:
                self._texts[cell].append(index)
            elif _TITLE.fullmatch(reading.symbols[unit.symbol].name):
                self._titles.append(index)

    def write(self, table: int) -> None:
        """Makes a table a record, where its head says that it is one of fields and its rows name them."""
        rows = [self._cells[row] for row in self.tables[table][: MOST + 1]]
        if len(rows) < 2:
            return
        told = [plain(self._said(cell)) for cell in rows[0]]
        column = next((at for at, cell in enumerate(told) if cell in CALLED), -1)
        if column < 0 or not any(cell in BESIDE for at, cell in enumerate(told) if at != column):
            return
        names = [self._name(row, column) for row in rows[1:]]
        if 5 * sum(name >= 0 for name in names) < 4 * len(names):
            return
        first = next((unit for row in rows for cell in row for unit in self._texts[cell]), 0)
        record = len(self.symbols)
        self.symbols.append(Symbol(SymbolKind.RECORD, self._title(first)))
        for row, name in zip(rows[1:], names, strict=True):
            if name >= 0:
                self._field(row, name, record)

    def _said(self, cell: int) -> str:
        return " ".join(self.units[unit].text for unit in self._texts[cell]).strip()

    def _name(self, row: list[int], column: int) -> int:
        """The unit that names the field of a row; -1 for none."""
        texts = self._texts[row[column]] if column < len(row) else []
        return texts[0] if len(texts) == 1 and NAME.fullmatch(self.units[texts[0]].text) else -1

    def _title(self, unit: int) -> str:
        at = bisect_left(self._titles, unit) - 1
        return self.units[self._titles[at]].text[:80] if at >= 0 else ""

    def _field(self, row: list[int], name: int, record: int) -> None:
        field = len(self.symbols)
        self.symbols.append(Symbol(SymbolKind.FIELD, self.units[name].text, name, record))
        for unit in self._of(row):
            role = Role.FIELD if unit == name else Role.COMMENT
            self.units[unit] = msgspec.structs.replace(self.units[unit], role=role, symbol=field)

    def _of(self, row: list[int]) -> Iterator[int]:
        for cell in row:
            yield from self._texts[cell]
