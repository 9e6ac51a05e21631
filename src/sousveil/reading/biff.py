"""Workbooks of before 2007 (.xls): names of sheets and columns, choices of cells; never what stands in rows.

The same as of ``spreadsheet``, in binary records. Source: [MS-XLS], 2.1.4 (record), 2.4 (BOUNDSHEET, SST, CONTINUE,
LABELSST, DV), 2.5.293 (strings of the shared table), 2.5.198 (a text in a formula).
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.strings import exact

_BOF, _EOF, _SHEET, _SST, _CONTINUE, _DV = 0x809, 0x0A, 0x85, 0xFC, 0x3C, 0x1BE
_TEXT, _SHARED = 0x204, 0xFD
_NUMBERS = frozenset({0x203, 0x27E, 0xBD, 0x06, 0x205})
_START = bytes.fromhex("09081000000605")
_MOST = 3_000_000
_LONGEST = 80
"""Characters of the name of a column; what is longer is prose."""
_CHOICES = 500
_WIDE, _EXTENDED, _RICH = 1, 4, 8
_LIST, _WRITTEN = 3, 0x80
"""Of what a cell is held to: that it is a list, and that the choices are written there."""
_PTG_TEXT = 0x17


class _Record(NamedTuple):
    kind: int
    start: int
    end: int


Runs = list[tuple[int, int, str]]
"""Where the letters of a text lie: offset, bytes, codec."""


class Biff:
    """The stream of a workbook."""

    name: ClassVar[str] = "biff"
    kinds: ClassVar[tuple[str, ...]] = ("excel-headers-binary",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Only names of sheets and columns and the choices that cells are held to are read; rows are left closed.",
        "Workbooks of before Excel 97, and `.xlsb`, are not read.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By its first record: the beginning of a workbook of version 8."""
        return len(data) > 24 and bytes(data[:7]) == _START

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """Names of sheets and columns, and choices."""
        draft = Draft(self.name, "xls", limits)
        book = _Book(draft, data)
        try:
            if places:
                book.write()
        except (struct.error, IndexError, ValueError) as why:
            draft.gap("unparsed", size=len(data), remedy="Ask the maker for a whole file.", detail=str(why))
        closed = sum(not any(low <= place.start < high for low, high in book.given) for place in places)
        if closed:
            draft.rows_left_closed(closed)
        yield from draft.finish()


class _Book:
    def __init__(self, draft: Draft, data: memoryview) -> None:
        self._draft, self._data = draft, data
        self.given: list[tuple[int, int]] = []
        """The bytes of all that was told."""

    def _records(self) -> Iterator[_Record]:
        at = 0
        for _ in range(_MOST):
            if at + 4 > len(self._data):
                if any(self._data[at:]):
                    raise ValueError("a record that is cut short")
                return
            kind, size = struct.unpack_from("<HH", self._data, at)
            if at + 4 + size > len(self._data):
                raise ValueError("a record that is cut short")
            yield _Record(kind, at + 4, at + 4 + size)
            at += 4 + size
        raise ValueError("more records than are looked at")

    def write(self) -> None:
        """Everything that is told."""
        shared: list[_Record] = []
        rows: list[dict[int, list[int]]] = []
        numbers: list[set[int]] = []
        choices: list[Runs] = []
        last = 0
        for record in self._records():
            kind = record.kind
            if kind == _BOF:
                rows.append({})
                numbers.append(set())
            elif kind == _SHEET:
                self._sheet(record)
            elif kind == _SST or (kind == _CONTINUE and last == _SST):
                shared.append(record)
            elif kind == _SHARED and rows:
                row, _, _, index = struct.unpack_from("<HHHI", self._data, record.start)
                rows[-1].setdefault(row, []).append(index)
            elif kind in _NUMBERS or kind == _TEXT:
                numbers[-1].update(struct.unpack_from("<H", self._data, record.start) if numbers else ())
            elif kind == _DV:
                choices += [self._held(record)]
            last = kind if kind != _CONTINUE else last
        headers = [found for texts, held in zip(rows, numbers, strict=True) if (found := _headers(texts, held))]
        self._columns(shared, headers)
        for runs in choices:
            self._choices(runs)

    # What is told

    def _unit(self, runs: Runs, role: Role) -> TextUnit | None:
        text, spans = "", []
        for offset, size, codec in runs:
            piece = exact(bytes(self._data[offset : offset + size]), codec)
            if piece is None:
                return None
            if piece:
                spans.append(Span(len(text), len(text) + len(piece), offset, size, (codec,)))
                text += piece
        self.given += [(offset, offset + size) for offset, size, _ in runs]
        return TextUnit(text, role, tuple(spans)) if text else None

    def _sheet(self, record: _Record) -> None:
        count, flags = self._data[record.start + 6], self._data[record.start + 7]
        size = count * (1 + (flags & _WIDE))
        if record.start + 8 + size <= record.end:
            self._draft.unit(self._unit([(record.start + 8, size, _codec(flags))], Role.UI_LABEL))

    def _columns(self, shared: Sequence[_Record], headers: Sequence[Sequence[int]]) -> None:
        wanted = {index for each in headers for index in each}
        if not wanted or not shared:
            return
        texts = _Shared(self._data, shared).texts(wanted)
        for each in headers:
            table = self._draft.symbol(SymbolKind.TABLE, "")
            for index in each:
                runs = texts.get(index, [])
                if 0 < sum(size // (2 if codec != "latin-1" else 1) for _, size, codec in runs) <= _LONGEST:
                    unit = self._unit(runs, Role.COLUMN)
                    if unit is not None:
                        self._draft.symbol(SymbolKind.COLUMN, unit.text, unit, table)

    def _held(self, record: _Record) -> Runs:
        """The choices that cells are held to, where they are written in the record."""
        (flags,) = struct.unpack_from("<I", self._data, record.start)
        if flags & 15 != _LIST or not flags & _WRITTEN:
            return []
        at = record.start + 4
        for _ in range(4):  # titles and texts of two messages
            count, how = struct.unpack_from("<HB", self._data, at)
            at += 3 + count * (1 + (how & _WIDE))
        if at + 7 > record.end or self._data[at + 4] != _PTG_TEXT:
            return []
        count, how = self._data[at + 5], self._data[at + 6]
        size = count * (1 + (how & _WIDE))
        return [(at + 7, size, _codec(how))] if at + 7 + size <= record.end else []

    def _choices(self, runs: Runs) -> None:
        for offset, size, codec in runs:
            width = 1 if codec == "latin-1" else 2
            raw = bytes(self._data[offset : offset + size])
            array, begin = self._draft.symbol(SymbolKind.ARRAY, ""), 0
            for at in range(0, size + width, width):
                if at < size and any(raw[at : at + width]):
                    continue
                unit = self._unit([(offset + begin, at - begin, codec)], Role.OPTION)
                if unit is not None and unit.text.strip():
                    self._draft.symbol(SymbolKind.ITEM, unit.text, unit, array)
                begin = at + width


class _Shared:
    """The texts that cells share, which lie in one record and those that continue it."""

    def __init__(self, data: memoryview, records: Sequence[_Record]) -> None:
        self._data, self._records = data, records
        self._number = 0
        self._at = records[0].start + 8

    def texts(self, wanted: set[int]) -> dict[int, Runs]:
        """Those with the numbers ``wanted``."""
        found: dict[int, Runs] = {}
        for index in range(min(max(wanted) + 1, _MOST)):
            runs = self._one()
            if index in wanted:
                found[index] = runs
        return found

    def _left(self) -> int:
        return self._records[self._number].end - self._at

    def _on(self) -> None:
        """Goes on in the next record where this one is at its end."""
        if not self._left():
            self._number += 1
            self._at = self._records[self._number].start

    def _take(self, layout: str) -> int:
        self._on()
        value = struct.unpack_from("<" + layout, self._data, self._at)[0]
        self._at += struct.calcsize("<" + layout)
        return int(value)

    def _one(self) -> Runs:
        count, flags = self._take("H"), self._take("B")
        formats = self._take("H") if flags & _RICH else 0
        more = self._take("I") if flags & _EXTENDED else 0
        runs: Runs = []
        while count:
            if not self._left():
                self._on()
                flags = self._take("B")  # the letters go on, perhaps in the other width
            width = 1 + (flags & _WIDE)
            part = min(count, self._left() // width)
            if not part:
                raise ValueError("a letter that is cut in two")
            runs.append((self._at, part * width, _codec(flags)))
            self._at += part * width
            count -= part
        rest = 4 * formats + more
        while rest:
            self._on()
            step = min(rest, self._left())
            self._at += step
            rest -= step
        return runs


def _codec(flags: int) -> str:
    return "utf-16-le" if flags & _WIDE else "latin-1"


def _headers(texts: dict[int, list[int]], numbers: set[int]) -> list[int]:
    """The numbers of the texts that name columns: those of the first row, where they come in no other."""
    rows = sorted({*texts, *numbers})
    if len(rows) < 2 or rows[0] in numbers:
        return []
    found = texts[rows[0]]
    later = {index for row, indexes in texts.items() if row != rows[0] for index in indexes}
    return [] if later & set(found) else found
