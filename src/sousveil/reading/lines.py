"""Any text without a reader of its own: source by tokens, prose by lines, tables by their header only."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar

import msgspec
from isal import isal_zlib

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Kept, Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import rows
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.dictionary import is_dictionary, write_fields
from sousveil.reading.draft import Draft
from sousveil.reading.examples import write_examples
from sousveil.reading.field_tables import write_tables
from sousveil.reading.light import code
from sousveil.reading.light.tokens import family
from sousveil.reading.textual import WHOLE, Near, head_text, mostly_text, suffix

_AROUND = 3
"""Lines of prose given before and after one that holds a place."""
_LONG = 2000
"""Code points given of a long line, around a place."""
_WINDOW = 8 << 10
"""Bytes decoded before and after a place of a text that is too large to be decoded as a whole."""
_NO_WHOLE = -1
_BLOCK = 65_000
"""Bytes whose sum, none being more than 1, an Adler-32 holds exactly."""
_BREAKS = bytes(byte == 0x0A for byte in range(256))
_TABLES = {".csv": ",", ".tsv": "\t", ".psv": "|", ".tab": "\t"}
_PROSE = frozenset(
    {".md", ".markdown", ".rst", ".txt", ".adoc", ".tex", ".rtf", ".text", ".pod", ".org", ".1", ".3", ".8"}
)
_SCENES = frozenset({".tscn", ".scn", ".escn"})
_SHOWN = late(r"\s*(?:text|title|placeholder_text|tooltip_text|hint_tooltip|dialog_text|window_title)\s*=\s*\"")
"""Scenes of Godot, and the properties whose text people see. Source: the engine's documentation, "TSCN file format"."""
_LINES_OF_DATA = frozenset({".jsonl", ".ndjson"})
"""Data by lines: what it says is not given."""
_PLAIN = frozenset({".txt", ".text", ".bak", ""})
"""Endings that say nothing of what is in a text: scripts and dumps of databases are kept under them too."""
_STATEMENT = late(
    rb"(?mi)^[ \t]*(?:insert\s+(?:ignore\s+)?into|replace\s+into|create\s+table|alter\s+table|drop\s+table"
    rb"|copy\s+\S+[^\n]{0,400}\bfrom\s+stdin)\b"
)
_STATEMENTS = 3
"""So many statements make a text a script of SQL, whose rows stay closed whatever it is called."""
_SNIFFED = 256 << 10
"""Bytes at the beginning of a text in which they are looked for."""
_RECORDS = frozenset({".log", ".out", ".trace", ".dump"})
_CODE_STARTS = (
    "#include", "import ", "from ", "using ", "package ", "def ", "class ", "function ", "public ", "private ", "var ",
    "let ", "const ",
)  # fmt: skip


class Lines:
    """The fallback for everything that is text."""

    name: ClassVar[str] = "lines"
    kinds: ClassVar[tuple[str, ...]] = (
        "source-by-tokens",
        "swift",
        "sql",
        "proto",
        "thrift",
        "flatbuffers",
        "graphql",
        "slice",
        "tars",
    )
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Source without a parser is read by tokens: what is declared is guessed from keywords and brackets.",
        "Swift is read by keywords, brackets and line ends: what macros and result builders make of it is not known.",
        "Of prose only the lines around a telling word are given, and the examples and tables of fields that hold one.",
        "Rows of tables and lines of logs are never given, only the names of columns; a dictionary of data has fields.",
        "Of a text over 32 MiB only 8 KiB on either side of a telling word are decoded.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """Whatever looks like text in a known encoding; by its name also source with a few stray characters."""
        if len(data) == 0 or head_text(data) is not None:
            return True
        return family(suffix(name)) is not None and mostly_text(data)

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """What stands around the places; of source all that is declared, as far as the file is short."""
        ending = _ending(data, name)
        if len(data) > min(limits.read_source, limits.read_text):
            yield from self._giant(data, ending, places, limits)
            return
        decoded = decode(data, places)
        draft = Draft(self.name, ending.lstrip("."), limits, decoded.text)
        _write(draft, decoded, places, ending)
        yield from draft.finish()
        yield from decoded.gaps()

    def _giant(self, data: memoryview, ending: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        draft = Draft(self.name, ending.lstrip("."), limits)
        counted = line = read = 0
        for low, high, inside in _windows(data, places):
            line += newlines(data[counted:low])
            counted = low
            read += high - low
            near = [Place(p.start - low, p.end - low, p.term, p.encoding, p.weak) for p in inside]
            decoded = decode(data[low:high], near)
            part = Draft(self.name, ending, limits)
            # Of a text so large no more is taken apart than of one that is only long.
            _write(part, decoded, near, ending, whole=_NO_WHOLE, headed=low == 0)
            _merge(draft, part, low, line)
        draft.gap(
            "large-text",
            size=len(data) - read,
            hides=False,
            remedy="Nothing to do: words were looked for everywhere; only lists far longer than a page may be cut.",
        )
        yield from draft.finish()


def _ending(data: memoryview, name: str) -> str:
    """How the name of a text ends; for a script of SQL in a text of no kind, as that of one would."""
    ending = suffix(name)
    if ending not in _PLAIN:
        return ending
    told = _STATEMENT.finditer(bytes(data[:_SNIFFED]))
    return ".sql" if sum(1 for _ in islice(told, _STATEMENTS)) == _STATEMENTS else ending


def newlines(data: memoryview) -> int:
    """How many line feeds stand in ``data``: a sum over ones and zeros, which a checksum makes faster than a count."""
    return sum(
        (isal_zlib.adler32(bytes(data[at : at + _BLOCK]).translate(_BREAKS)) & 0xFFFF) - 1
        for at in range(0, len(data), _BLOCK)
    )


def _windows(data: memoryview, places: Sequence[Place]) -> Iterator[tuple[int, int, list[Place]]]:
    low = high = 0
    inside: list[Place] = []
    for place in sorted(places, key=lambda place: place.start):
        if inside and place.start - _WINDOW > high:
            yield low, high, inside
            inside = []
        if not inside:
            start = max(0, place.start - _WINDOW)
            cut = bytes(data[start : place.start]).find(b"\n") if start else -1
            # Not in the middle of a line, where there are lines; never in the middle of a UTF-16 or UTF-32 character.
            low = (
                start + cut + 1
                if cut >= 0 and not place.encoding.startswith(("utf-16", "utf-32"))
                else start - start % 4
            )
        inside.append(place)
        high = min(len(data), place.end + _WINDOW)
    if inside:
        yield low, high, inside


def _merge(draft: Draft, part: Draft, offset: int, line: int) -> None:
    """Puts a part, whose bytes and lines were counted from the start of its window, into the whole."""
    units, symbols = len(draft.units), len(draft.symbols)
    for symbol in part.symbols:
        draft.symbols.append(
            msgspec.structs.replace(
                symbol,
                unit=symbol.unit + units if symbol.unit >= 0 else -1,
                parent=symbol.parent + symbols if symbol.parent >= 0 else -1,
            )
        )
    for unit in part.units:
        spans = tuple(Span(s.start, s.end, s.offset + offset, s.length, s.encoding) for s in unit.spans)
        draft.unit(
            TextUnit(unit.text, unit.role, spans, (unit.line or 1) + line, unit.column, unit.symbol, unit.language),
            unit.symbol + symbols if unit.symbol >= 0 else -1,
        )
    for reference in part.references:
        draft.refer(
            reference.name,
            reference.how,
            reference.unit + units,
            reference.within + symbols if reference.within >= 0 else -1,
        )
    draft.kept += [Kept(kept.symbol + symbols, kept.rows) for kept in part.kept]
    draft.gaps += part.gaps


def _write(
    draft: Draft,
    decoded: Decoded,
    places: Sequence[Place],
    ending: str,
    *,
    whole: int = WHOLE,
    headed: bool = True,
) -> None:
    """``whole`` counts the code points up to which all of a text in code is taken apart.

    ``headed`` is false for what is not the beginning of a text.
    """
    if ending in _TABLES:
        _header(draft, decoded, places, _TABLES[ending], headed=headed)
    elif ending in _RECORDS or ending in _LINES_OF_DATA or (ending == ".json" and rows.of_keys(decoded.text)):
        _rows_gap(draft, len(places))
    elif family(ending) is not None or (ending not in _PROSE and _looks_like_code(decoded.text)):
        near = Near(decoded, places, whole=whole)
        draft.near_only(len(decoded.data), everything=near.all or whole == _NO_WHOLE)  # of a giant that is said once
        code.read(draft, decoded, near, ending)
    else:
        if ending in _PROSE and headed and whole != _NO_WHOLE:
            places = write_tables(draft, decoded, write_examples(draft, decoded, places))
        write_prose(draft, decoded, places, shown=_SHOWN if ending in _SCENES else None)


def _looks_like_code(text: str) -> bool:
    lines = [bare for line in text[: 64 << 10].split("\n") if (bare := line.strip())]
    return len(lines) > 3 and sum(line[-1] in ";{}" or line.startswith(_CODE_STARTS) for line in lines) * 4 > len(lines)


def write_prose(
    draft: Draft, decoded: Decoded, places: Sequence[Place], *, shown: re.Pattern[str] | None = None
) -> None:
    """The lines around places, each a unit; of very long lines the part around a place.

    ``shown`` is what the lines of a screen begin with whose text people see.
    """
    text = decoded.text
    written = 0
    for first, last in Near(decoded, places, margin=0, whole=-1).windows:
        start, end = first, last
        for _ in range(_AROUND + 1):
            start = max(text.rfind("\n", max(0, start - _LONG), start), 0) if start else 0
        for _ in range(_AROUND + 1):
            stop = text.find("\n", end, end + _LONG)
            end = min(end + _LONG, len(text)) if stop < 0 else stop + 1
        start = max(start, written)
        while start < end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            line = text[start:stop]
            low, high = start + len(line) - len(line.lstrip()), stop - len(line) + len(line.rstrip())
            for cut in range(low, high, _LONG):
                role = Role.UI_LABEL if shown is not None and shown.match(line) else Role.DOCUMENT
                draft.unit(decoded.unit(cut, min(high, cut + _LONG), role))
            start = stop + 1
        written = max(written, start)


def _header(draft: Draft, decoded: Decoded, places: Sequence[Place], separator: str, *, headed: bool) -> None:
    """The names of the columns of a table, and in how many rows each has a value; its rows stay closed.

    ``headed`` says that the text is the beginning of the table, and not a piece from its middle.
    """
    end = decoded.text.find("\n")
    end = len(decoded.text) if end < 0 else end
    first = decoded.text[: min(end, 64 << 10)].rstrip("\r")
    if separator == "," and first.count(";") > first.count(","):
        separator = ";"
    start = 0
    cells = first.split(separator)
    if headed and is_dictionary(cells) and write_fields(draft, decoded, separator):
        return
    table = draft.symbol(SymbolKind.TABLE, "")
    if headed and rows.is_header(cells, rows.cells_of(decoded.text, separator)):
        counts = rows.filled(rows.cells_of(decoded.text, separator))
        for number, cell in enumerate(cells):
            name = cell.strip(" \t\"'\ufeff")
            if name:
                at = start + cell.index(name)
                column = draft.symbol(SymbolKind.COLUMN, name, decoded.unit(at, at + len(name), Role.COLUMN), table)
                if column >= 0 and number < len(counts) and counts[number]:
                    draft.kept.append(Kept(column, counts[number]))
            start += len(cell) + 1
    header = len(first) if start else -1
    near = Near(decoded, places, margin=0, whole=-1)
    _rows_gap(draft, sum(spot > header for spot, _ in near.spots))


def _rows_gap(draft: Draft, telling: int) -> None:
    # The text of rows goes nowhere, so that no report can quote it.
    draft.text = ""
    if telling:
        draft.rows_left_closed(telling)
