"""The layout of an SQLite database: pages, b-trees, records, with the bytes that each cell stands in.

Nothing is executed and no text is decoded unless it is asked for: a row is a list of cells, and a cell says of what
kind it is and where it lies. Source: "Database File Format", sqlite.org/fileformat2.html.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

MAGIC = b"SQLite format 3\0"
HEADER = 100
_CODECS = {0: "utf-8", 1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LEAVES, _BRANCHES = frozenset({10, 13}), frozenset({2, 5})
_MOST_DEEP = 40
_MOST_CELLS = 32_767
_MOST_COLUMNS = 32_767
SCHEMA_ROOT = 1
MOST_ENTRIES = 20_000
"""Tables and indices of one database that are looked at."""


class Broken(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are not laid out as they should be."""


class Cell(NamedTuple):
    """A value of a row. ``kind`` is ``null``, ``integer``, ``real``, ``text`` or ``blob``.

    ``runs`` are the (offset, length) in the file of its bytes, several where it goes on in further pages;
    ``number`` is the value of an integer that takes no bytes (0 or 1), else 0.
    """

    kind: str
    runs: tuple[tuple[int, int], ...] = ()
    number: int = 0

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return sum(length for _, length in self.runs)


class Row(NamedTuple):
    """A record: its row number (0 in an index or a table without one), and its cells."""

    rowid: int
    cells: tuple[Cell, ...]


class Entry(NamedTuple):
    """A line of the schema: ``kind`` is ``table``, ``index``, ``view`` or ``trigger``; ``root`` its first page, or 0.

    ``sql`` is the cell of the statement that made it (``null`` where there is none).
    """

    kind: str
    name: str
    table: str
    root: int
    sql: Cell


class Database:
    """A database taken apart on demand. Raises ``Broken`` where the header is none.

    codec      the codec of all its texts
    broken     how many pages could not be followed so far
    """

    def __init__(self, data: memoryview) -> None:
        if len(data) < HEADER or bytes(data[:16]) != MAGIC:
            raise Broken("no header")
        self.data = data
        size = int.from_bytes(data[16:18], "big")
        self.page_size = 65_536 if size == 1 else size
        self.usable = self.page_size - data[20]
        encoding = int.from_bytes(data[56:60], "big")
        if (
            self.page_size < 512
            or self.page_size & (self.page_size - 1)
            or self.usable < 480
            or encoding not in _CODECS
        ):
            raise Broken("no page size")
        self.codec = _CODECS[encoding]
        self.pages = len(data) // self.page_size
        self.broken = 0
        self._further = 4 * self.pages + 1000
        """Further pages that are still followed: rows that share theirs would have a file read again and again."""

    def schema(self) -> list[Entry]:
        """The lines of the schema, as far as they can be read."""
        found: list[Entry] = []
        for row in self.rows(SCHEMA_ROOT):
            if len(row.cells) < 5 or len(found) >= MOST_ENTRIES:
                break
            kind, name, table, root, sql = row.cells[:5]
            number = self.integer(root)
            found.append(Entry(self.text(kind), self.text(name), self.text(table), max(0, number), sql))
        return found

    def rows(self, root: int, most_pages: int = 1 << 20) -> Iterator[Row]:
        """The rows of the b-tree that starts at page ``root``, in its order, from at most ``most_pages`` pages.

        Pages that are not laid out as they should be are passed over and counted in ``broken``; none is read twice.
        """
        seen: set[int] = set()
        stack = [(root, 0)]
        while stack:
            page, depth = stack.pop()
            if page in seen or not 1 <= page <= self.pages or depth > _MOST_DEEP or len(seen) >= most_pages:
                self.broken += len(seen) < most_pages
                continue
            seen.add(page)
            try:
                kind, cells, last = self._page(page)
            except Broken:
                self.broken += 1
                continue
            if kind in _BRANCHES:
                children = [
                    (int.from_bytes(self.data[at : at + 4], "big"), depth + 1)
                    for at in cells
                    if at + 4 <= len(self.data)
                ]
                if kind == 2:  # a branch of an index holds rows too; their order does not matter here
                    yield from self._records(kind, cells)
                stack += [(last, depth + 1), *reversed(children)]
            else:
                yield from self._records(kind, cells)

    def _records(self, kind: int, cells: list[int]) -> Iterator[Row]:
        for at in cells:
            try:
                yield self._record(kind, at)
            except Broken:
                self.broken += 1

    def _page(self, page: int) -> tuple[int, list[int], int]:
        """The kind of a page, where its cells start in the file, and its last child (0: a leaf)."""
        base = (page - 1) * self.page_size
        at = base + (HEADER if page == 1 else 0)
        kind = self.data[at]
        if kind not in _LEAVES | _BRANCHES:
            raise Broken("no page of a tree")
        count = int.from_bytes(self.data[at + 3 : at + 5], "big")
        head = 12 if kind in _BRANCHES else 8
        if count > _MOST_CELLS or at + head + 2 * count > base + self.page_size:
            raise Broken("too many cells")
        starts = struct.unpack_from(f">{count}H", self.data, at + head)
        cells = [base + start for start in starts if head <= start < self.usable]
        last = int.from_bytes(self.data[at + 8 : at + 12], "big") if kind in _BRANCHES else 0
        return kind, cells, last

    def varint(self, at: int) -> tuple[int, int]:
        """The number at an offset of the file, and where it ends. Raises ``Broken``."""
        value = 0
        for step in range(9):
            if at + step >= len(self.data):
                raise Broken("cut short")
            byte = self.data[at + step]
            if step == 8:  # the ninth byte is whole
                return value << 8 | byte, at + 9
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, at + step + 1
        raise Broken("no number")

    def _record(self, kind: int, at: int) -> Row:
        rowid = 0
        if kind == 2:  # a branch: its child stands first
            at += 4
        size, at = self.varint(at)
        if kind == 13:  # a leaf of a table
            rowid, at = self.varint(at)
        runs = self._payload(at, size, table=kind == 13)
        return Row(rowid, tuple(self._cells(runs)))

    def _payload(self, at: int, size: int, *, table: bool) -> list[tuple[int, int]]:
        """Where the bytes of a payload lie, followed through its further pages."""
        if size > len(self.data):
            raise Broken("longer than the file")
        most = self.usable - 35 if table else (self.usable - 12) * 64 // 255 - 23
        if size <= most:
            if at + size > len(self.data):
                raise Broken("cut short")
            return [(at, size)]
        least = (self.usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (self.usable - 4)
        local = local if local <= most else least
        runs = [(at, local)]
        left = size - local
        page = int.from_bytes(self.data[at + local : at + local + 4], "big")
        while left > 0:
            self._further -= 1
            if not 1 <= page <= self.pages or self._further < 0:
                raise Broken("further pages are missing")
            base = (page - 1) * self.page_size
            taken = min(left, self.usable - 4)
            runs.append((base + 4, taken))
            left -= taken
            page = int.from_bytes(self.data[base : base + 4], "big")
        return runs

    def _cells(self, runs: list[tuple[int, int]]) -> Iterator[Cell]:
        start, length = runs[0]
        head, at = self.varint(start)
        if head > length:
            raise Broken("a head that goes on in a further page")
        serials: list[int] = []
        while at < start + head:
            serial, at = self.varint(at)
            serials.append(serial)
            if len(serials) > _MOST_COLUMNS:
                raise Broken("too many columns")
        reached = head
        for serial in serials:
            size = width(serial)
            yield Cell(_kind(serial), cut(runs, reached, size), int(serial == 9))
            reached += size

    def raw(self, cell: Cell, most: int = 1 << 20) -> bytes:
        """The first ``most`` bytes of a cell."""
        out = bytearray()
        for offset, length in cell.runs:
            out += self.data[offset : offset + min(length, most - len(out))]
            if len(out) >= most:
                break
        return bytes(out)

    def text(self, cell: Cell, most: int = 1 << 20) -> str:
        """The text of a cell, damaged characters replaced; ``""`` for one that is none."""
        return self.raw(cell, most).decode(self.codec, "replace") if cell.kind == "text" else ""

    def integer(self, cell: Cell) -> int:
        """The number in a cell; 0 for one that holds none."""
        if cell.kind != "integer" or not cell.runs:
            return cell.number
        return int.from_bytes(self.raw(cell), "big", signed=True)


def width(serial: int) -> int:
    """How many bytes a value of this serial type takes."""
    if serial >= 12:  # text and blobs
        return (serial - 12) // 2
    return 8 if serial == 7 else _INTEGERS.get(serial, 0)


def _kind(serial: int) -> str:
    if serial >= 12:
        return "text" if serial & 1 else "blob"
    if serial in (0, 10, 11):
        return "null"
    return "real" if serial == 7 else "integer"


def cut(runs: list[tuple[int, int]], start: int, size: int) -> tuple[tuple[int, int], ...]:
    """The bytes ``start`` to ``start + size`` of what lies in ``runs``. Raises ``Broken`` where they hold less."""
    if size == 0:
        return ()
    out: list[tuple[int, int]] = []
    for offset, length in runs:
        low, high = max(start, 0), min(start + size, length)
        if low < high:
            out.append((offset + low, high - low))
        start -= length
        if start + size <= 0:
            break
    if sum(length for _, length in out) != size:
        raise Broken("a record that is shorter than it says")
    return tuple(out)
