"""From a spot to a quoted place: its blob, its layers, its bytes, its line and the lines around it."""

from collections.abc import Iterable, Sequence

import msgspec

from sousveil.linking.edges import Fact, Spot
from sousveil.model.examined import Examined
from sousveil.model.place import BlobRecord, Layer
from sousveil.model.report import BlobEntry, ContextLine, Evidence
from sousveil.model.text import Reading, TextUnit, locate
from sousveil.model.words import Role, Stage

NEIGHBOURS = 3
LONGEST_LINE = 240
WOVEN = 2
"""Encodings of a stretch of a program that stands in another file: its codec, and the escape of that file."""
SHOWN_AS = {
    Role.STRING: Role.TITLE,
    Role.VALUE: Role.UI_LABEL,
    Role.ITEM: Role.UI_LABEL,
    Role.KEY: Role.UI_LABEL,
    Role.VARIABLE: Role.UI_LABEL,
    Role.IDENTIFIER: Role.UI_LABEL,
    Role.ELEMENT: Role.UI_LABEL,
}
"""What texts of a program, and names of values, are where they are put before people."""


def printable(name: bytes) -> str:
    r"""A member's name for people: UTF-8, other bytes as ``\xHH``."""
    return name.decode("utf-8", "backslashreplace")


class Quoter:
    """Quotes places of one target, and keeps the blobs that are quoted with all that hold them."""

    def __init__(self, examined: Sequence[Examined], *, folder: bool):
        self.examined = examined
        self.folder = folder
        self.records: dict[int, BlobRecord] = {item.record.number: item.record for item in examined}
        self.quoted: set[int] = set()
        self._lines: dict[tuple[int, int], list[str]] = {}

    def quote(self, spot: Spot, says: Iterable[Stage], shows: Iterable[Stage] = ()) -> Evidence:
        """The evidence of a spot; ``says`` are the stages that it shows or is a link to, ``shows`` those by itself."""
        item = self.examined[spot.examined]
        reading = item.readings[spot.reading]
        unit = reading.units[spot.unit]
        where = locate(unit, spot.start, spot.end)
        self.quoted.add(item.record.number)
        line, column = where.line, where.column
        if reading.rows and unit.line is not None:
            line, column, context = self._in_file(spot, reading, unit)
        else:
            context = self._around(spot, reading, line)
        return Evidence(
            blob=f"b{item.record.number}", layers=self.layers(item.record.number), line=line, column=column,
            offset=where.offset, length=where.length, encoding=where.encoding, text=where.text,
            role=role_of(spot, unit.role).value,
            says=tuple(stage for stage in Stage if stage in set(says)),
            spans=where.runs if len(where.runs) > 1 else (), context=context, name=spot.name,
            shows=tuple(stage for stage in Stage if stage in set(shows)),
        )  # fmt: skip

    def _in_file(
        self, spot: Spot, reading: Reading, unit: TextUnit
    ) -> tuple[int | None, int | None, tuple[ContextLine, ...]]:
        """Line, column and the lines around it by their numbers in the file: where each line has one of its own."""
        breaks = sum(
            unit.text.count("\n", span.start, min(span.end, spot.start))
            for span in unit.spans
            if len(span.encoding) <= WOVEN  # an escape of the program itself is no line break in it
        )
        line = (unit.line or 1) + breaks
        context = self._around(spot, reading, line)
        rows = [reading.rows[each.number - 1] for each in context]
        if not all(rows) or line > len(reading.rows):
            return None, None, context
        told = msgspec.structs.replace(unit, column=reading.columns[spot.unit])
        column = locate(told, spot.start, spot.end).column if not breaks else None
        return (
            reading.rows[line - 1],
            column,
            tuple(ContextLine(row, each.text, each.quoted) for row, each in zip(rows, context, strict=True)),
        )

    def layers(self, number: int) -> tuple[str, ...]:
        """The layers of a blob for people: a folder's file by its path; a step without a name in angle brackets."""
        names: list[str] = []
        while number >= 0:
            record = self.records[number]
            if record.layer is not None and (record.parent >= 0 or self.folder):
                layer = record.layer
                names.append(printable(layer.name) if layer.name is not None else f"<{layer.kind}>")
            number = record.parent
        return tuple(reversed(names))

    def layers_of(self, locator: Sequence[Layer]) -> tuple[str, ...]:
        """The layers of a locator for people. The file that is a target itself has no layer."""
        return tuple(printable(layer.name) if layer.name is not None else f"<{layer.kind}>" for layer in locator)

    def entries(self) -> dict[str, BlobEntry]:
        """What `verify` needs: the blobs quoted and those that hold them, in the order of their numbers."""
        wanted: set[int] = set()
        for quoted in self.quoted:
            number = quoted
            while number >= 0 and number not in wanted:
                wanted.add(number)
                number = self.records[number].parent
        return {f"b{number}": self._entry(self.records[number]) for number in sorted(wanted)}

    @staticmethod
    def _entry(record: BlobRecord) -> BlobEntry:
        layer = record.layer
        name = layer.name if layer is not None and layer.name is not None else b""
        return BlobEntry(
            parent=f"b{record.parent}" if record.parent >= 0 else None, kind=layer.kind if layer else "file",
            name=printable(name), name_hex=name.hex(), index=layer.index if layer else None,
            extent=layer.extent if layer else None, transform=layer.transform if layer else "",
            sha256=record.sha256, size=record.size,
        )  # fmt: skip

    def _around(self, spot: Spot, reading: Reading, line: int | None) -> tuple[ContextLine, ...]:
        if line is None or not reading.text:
            low, high = max(0, spot.unit - NEIGHBOURS), spot.unit + NEIGHBOURS + 1
            units = list(enumerate(reading.units[low:high], low))
            return tuple(ContextLine(number, shortened(unit.text, ""), number == spot.unit) for number, unit in units)
        lines = self._lines.get((spot.examined, spot.reading))
        if lines is None:
            lines = self._lines[spot.examined, spot.reading] = reading.text.split("\n")
        low, high = max(1, line - NEIGHBOURS), min(len(lines), line + NEIGHBOURS)
        quote = reading.units[spot.unit].text[spot.start : spot.end].split("\n", 1)[0]
        return tuple(
            ContextLine(
                number, shortened(lines[number - 1].rstrip("\r"), quote if number == line else ""), number == line
            )
            for number in range(low, high + 1)
        )


def role_of(spot: Spot, role: Role) -> Role:
    """What a text is at a spot: a string in which a trait is a label is the title that its value is written under.

    Unless it is put on a screen as it stands. A value of a map or an item of a list is then itself the label.
    """
    if Fact.ON_SCREEN in spot.facts:
        return Role.UI_LABEL
    return SHOWN_AS.get(role, role) if Fact.LABEL in spot.facts and Fact.SEARCH not in spot.facts else role


def shortened(line: str, quote: str) -> str:
    """A line of at most ``LONGEST_LINE`` characters, cut around the quote, saying how much was left out."""
    if len(line) <= LONGEST_LINE:
        return line
    at = max(0, line.find(quote)) if quote else 0
    low = max(0, min(at - LONGEST_LINE // 3, len(line) - LONGEST_LINE))
    high = low + LONGEST_LINE
    before = f"… {low:,} characters … " if low else ""
    after = f" … {len(line) - high:,} characters …" if high < len(line) else ""
    return f"{before}{line[low:high]}{after}"
