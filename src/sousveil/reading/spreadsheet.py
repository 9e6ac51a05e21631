"""Workbooks (.xlsx): the names of columns and the choices that cells are held to; never what stands in rows.

Source: ECMA-376 part 1, 18.2 (workbook), 18.3 (worksheets) and 18.4 (shared string table).
"""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped
from sousveil.reading.textual import Near, head_text

_ROOT = late(r"<(?:\w+:)?(sst|worksheet|workbook)\b[^>]*spreadsheetml")
_ITEM = late(r"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_TEXT = late(r"<(?:\w+:)?t\b[^>]*>([^<]*)</")
_ROW = late(r"<(?:\w+:)?row\b[^>]*>(.*?)</(?:\w+:)?row>", re.DOTALL)
_CELL = late(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_CHOICES = late(r"<(?:\w+:)?formula1>(?:&quot;|\")([^<]*?)(?:&quot;|\")</(?:\w+:)?formula1>")
_CHOICE = late(r"[^,]+")
_NAMED = late(r"<(?:\w+:)?(?:sheet|definedName)\b[^>]*?\bname=\"([^\"]*)\"")
_LONGEST = 80
"""Characters of the name of a column; what is longer is prose."""


class _Walk:
    def __init__(self, draft: Draft, decoded: Decoded, places: Sequence[Place]) -> None:
        self._draft, self._decoded = draft, decoded
        self._spots = Near(decoded, places, margin=0, whole=-1).spots
        self._given: list[tuple[int, int]] = []

    def run(self, part: str, headers: frozenset[int]) -> None:
        text = self._decoded.text
        if part == "sst":
            table = self._draft.symbol(SymbolKind.TABLE, "")
            for number, item in enumerate(_ITEM.finditer(text)):
                if number in headers and item[1] is not None:
                    self._column(table, *item.span(1))
        elif part == "worksheet":
            self._sheet(text)
        else:
            for match in _NAMED.finditer(text):
                self._draft.unit(self._unit(*match.span(1), Role.UI_LABEL))
        closed = sum(not any(low <= start < high for low, high in self._given) for start, _ in self._spots)
        if closed and part != "workbook":
            self._draft.rows_left_closed(closed)

    def _sheet(self, text: str) -> None:
        rows = [match for _, match in zip(range(2), _ROW.finditer(text), strict=False)]
        if rows:
            cells = list(_CELL.finditer(text, *rows[0].span(1)))
            texts = all('t="' in cell[1] or not cell[2] for cell in cells)
            table = self._draft.symbol(SymbolKind.TABLE, "")
            for cell in cells if texts and len(rows) > 1 else ():
                if "inlineStr" in cell[1] and cell[2]:
                    self._column(table, *cell.span(2))
        for match in _CHOICES.finditer(text):
            array = self._draft.symbol(SymbolKind.ARRAY, "")
            for choice in _CHOICE.finditer(text, *match.span(1)):
                unit = self._unit(*choice.span(), Role.OPTION)
                self._draft.symbol(SymbolKind.ITEM, unit.text, unit, array)

    def _column(self, table: int, start: int, end: int) -> None:
        """The text of a header, which may come in several pieces."""
        for match in _TEXT.finditer(self._decoded.text, start, end):
            low, high = match.span(1)
            stretch = match[1]
            low, high = low + len(stretch) - len(stretch.lstrip()), high - len(stretch) + len(stretch.rstrip())
            if low < high and high - low <= _LONGEST:
                unit = self._unit(low, high, Role.COLUMN)
                self._draft.symbol(SymbolKind.COLUMN, unit.text, unit, table)

    def _unit(self, start: int, end: int, role: Role) -> TextUnit:
        self._given.append((start, end))
        return unescaped(self._decoded.unit(start, end, role), "html-entities")


class Spreadsheet:
    """Sheets, and the texts of their cells."""

    name: ClassVar[str] = "spreadsheet"
    kinds: ClassVar[tuple[str, ...]] = ("excel-headers",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Of sheets only the names of columns and the choices that cells are held to are read; rows are left closed.",
        "Workbooks in the binary format `.xlsb` are not read.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By its first element and the namespace."""
        head = head_text(data)
        return head is not None and _ROOT.search(head) is not None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The names of columns and the choices."""
        draft = Draft(self.name, "xlsx", limits)
        if len(data) > limits.read_source:
            draft.rows_left_closed(len(places))
        else:
            match = _ROOT.search(head_text(data) or "")
            told = name.partition(";headers=")[2].split(",")
            headers = frozenset(int(each) for each in told if each.isdecimal())
            _Walk(draft, decode(data, places), places).run(match[1] if match else "sst", headers)
        yield from draft.finish()
