"""Places in words: the short label, the trail of layers, and the quoted lines with their neighbours."""

from collections.abc import Iterator, Sequence

import msgspec

from sousveil.model.report import ContextLine, Evidence
from sousveil.reporting.visible import around
from sousveil.reporting.words import Words, number

LINE_LIMIT = 240
MOST_LINES = 40
LEFT_OUT = "…"
"""Stands for the lines between two parts of a place."""


def file_of(layers: Sequence[str], target: str) -> str:
    """The last named thing on the way inwards: what a reader calls the file."""
    for layer in reversed(layers):
        if layer and not (layer.startswith("<") and layer.endswith(">")):
            return layer
    return target


def short(name: str) -> str:
    """The last part of a path, with the one before it where it is a bare number (``STRINGTABLE/1033``)."""
    head, _, last = name.replace("\\", "/").rstrip("/").rpartition("/")
    if last.isdigit() and head:
        return f"{head.rpartition('/')[2]}/{last}"
    return last or name


def at(evidence: Evidence, words: Words) -> str:
    """``line 214``, or ``byte 6,714`` where there are no lines."""
    if evidence.line is not None:
        return words.say("evidence.line", n=number(evidence.line))
    return words.say("evidence.byte", n=number(evidence.offset))


def label(evidence: Evidence, target: str, most: int = 0) -> str:
    """``face_attr.h:214``; in a binary the offset in hexadecimal, ``libface.so@0x1a36``.

    ``most`` is how many characters the name of the file may have: of a longer one the middle is left out.
    """
    name = short(file_of(evidence.layers, target))
    if 0 < most < len(name):
        name = f"{name[: most - most // 3 - 1]}{LEFT_OUT}{name[-(most // 3) :]}"
    return f"{name}:{evidence.line}" if evidence.line is not None else f"{name}@{evidence.offset:#x}"


def trail(evidence: Evidence, target: str, words: Words) -> tuple[str, ...]:
    """The way from the outside in, the last step being the line or byte."""
    where = at(evidence, words)
    if evidence.line is not None and evidence.column is not None:
        where = words.say("evidence.line.column", n=number(evidence.line), column=number(evidence.column))
    return (target, *evidence.layers, where)


class Row(msgspec.Struct, frozen=True):
    """A quoted or neighbouring line, cut to what can be read.

    ``before`` and ``after`` count the characters left out at its ends; ``text[low:high]`` of each of ``marks`` is a
    quote. ``quotes`` says which of the places given it quotes; empty for a neighbour.
    """

    number: str
    text: str
    before: int = 0
    after: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    quotes: tuple[int, ...] = ()
    first: bool = True
    """Whether it is the first line of what it quotes."""


def neighbours(one: Evidence, other: Evidence) -> bool:
    """Whether two places can stand in one figure: same bytes, same encoding, and their lines run into each other.

    What stands beside a place in a binary is numbered within a table: two tables are one where they share a row.
    """
    if one.blob != other.blob or one.layers != other.layers or one.encoding[:1] != other.encoding[:1]:
        return False
    if not one.context or not other.context or (one.line is None) != (other.line is None):
        return False
    if one.line is None:
        rows = {line.number: line.text for line in one.context}
        shared = [(rows[line.number], line.text) for line in other.context if line.number in rows]
        return bool(shared) and all(a == b for a, b in shared)
    low, high = sorted((one, other), key=lambda evidence: evidence.context[0].number)
    return high.context[0].number <= low.context[-1].number + 1


def rows(evidence: Sequence[Evidence]) -> tuple[Row, ...]:
    """The lines of one place, or of several in one file, with the lines around them where there are any."""
    if not evidence[0].context:
        return tuple(row for index, place in enumerate(evidence) for row in _bare(index, place))
    texts: dict[int, str] = {}
    marks: dict[int, list[tuple[int, int]]] = {}
    quotes: dict[int, list[int]] = {}
    for index, place in enumerate(evidence):
        for line in place.context:
            if line.quoted:  # a long line was cut around its quote: that text goes before the one of a neighbour
                texts[line.number] = line.text
                marks.setdefault(line.number, []).append(_quote(line, place))
                quotes.setdefault(line.number, []).append(index)
            else:
                texts.setdefault(line.number, line.text)
    out: list[Row] = []
    last = min(texts)
    for n in sorted(texts):
        if n > last + 1:
            out.append(Row("", LEFT_OUT))
        out.append(_row(number(n), texts[n], marks.get(n, []), tuple(quotes.get(n, ()))))
        last = n
    return tuple(out)


def _bare(index: int, place: Evidence) -> Iterator[Row]:
    """A place without lines around it."""
    numbered = "" if place.line is None else number(place.line)
    for i, text in enumerate((place.text.splitlines() or [""])[:MOST_LINES]):
        row = _row(numbered if not i else "", text, [(0, len(text))], (index,))
        yield msgspec.structs.replace(row, first=not i)


def _quote(line: ContextLine, evidence: Evidence) -> tuple[int, int]:
    """Where in the line the quote stands; (0, 0) where it does not stand in it as it is."""
    start = -1
    if evidence.line == line.number and evidence.column is not None:
        start = evidence.column - 1
        if not line.text.startswith(evidence.text, start):
            start = -1
    if start < 0:
        start = line.text.find(evidence.text)
    return (start, start + len(evidence.text)) if start >= 0 else (0, 0)


def _row(numbered: str, text: str, marks: Sequence[tuple[int, int]], quotes: tuple[int, ...]) -> Row:
    start, end = min(marks, default=(0, 0))
    before, kept, after = around(text, start, end, LINE_LIMIT)
    shown: list[tuple[int, int]] = []
    reached = 0
    for low, high in sorted(marks):
        low, high = max(low - before, reached), min(high - before, len(kept))  # noqa: PLW2901 - cut to what is kept
        if low < high:
            shown.append((low, high))
            reached = high
    return Row(numbered, kept, before, after, tuple(shown), quotes)
