"""Places in words: the short label, the trail of layers, and the quoted lines with their neighbours."""

from collections.abc import Sequence

import msgspec

from sousveil.model.report import ContextLine, Evidence
from sousveil.reporting.visible import around
from sousveil.reporting.words import Words, number

LINE_LIMIT = 240


def file_of(layers: Sequence[str], target: str) -> str:
    """The last named thing on the way inwards: what a reader calls the file."""
    for layer in reversed(layers):
        if layer and not (layer.startswith("<") and layer.endswith(">")):
            return layer
    return target


def short(name: str) -> str:
    """The last part of a path."""
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2] or name


def at(evidence: Evidence, words: Words) -> str:
    """``line 214``, or ``byte 6,714`` where there are no lines."""
    if evidence.line is not None:
        return words.say("evidence.line", n=number(evidence.line))
    return words.say("evidence.byte", n=number(evidence.offset))


def label(evidence: Evidence, target: str) -> str:
    """``face_attr.h:214``; in a binary the offset in hexadecimal, ``libface.so@0x1a36``."""
    name = short(file_of(evidence.layers, target))
    return f"{name}:{evidence.line}" if evidence.line is not None else f"{name}@{evidence.offset:#x}"


def trail(evidence: Evidence, target: str, words: Words) -> tuple[str, ...]:
    """The way from the outside in, the last step being the line or byte."""
    where = at(evidence, words)
    if evidence.line is not None and evidence.column is not None:
        where = words.say("evidence.line.column", n=number(evidence.line), column=number(evidence.column))
    return (target, *evidence.layers, where)


class Row(msgspec.Struct, frozen=True):
    """A quoted or neighbouring line, cut to what can be read.

    ``before`` and ``after`` count the characters left out at its ends; ``text[mark[0]:mark[1]]`` is the quote.
    """

    number: str
    text: str
    quoted: bool
    before: int = 0
    after: int = 0
    mark: tuple[int, int] = (0, 0)


def rows(evidence: Evidence) -> tuple[Row, ...]:
    """The lines of a place, with its neighbours where judging gave them."""
    if not evidence.context:
        numbered = "" if evidence.line is None else number(evidence.line)
        return tuple(
            _row(numbered if index == 0 else "", text, quoted=True, start=0, end=len(text))
            for index, text in enumerate(evidence.text.splitlines() or [""])
        )
    return tuple(_context(line, evidence) for line in evidence.context)


def _context(line: ContextLine, evidence: Evidence) -> Row:
    if not line.quoted:
        return _row(number(line.number), line.text, quoted=False, start=0, end=0)
    start = -1
    if evidence.line == line.number and evidence.column is not None:
        start = evidence.column - 1
        if not line.text.startswith(evidence.text, start):
            start = -1
    if start < 0:
        start = line.text.find(evidence.text)
    end = start + len(evidence.text)
    return _row(number(line.number), line.text, quoted=True, start=max(start, 0), end=max(end, 0) if start >= 0 else 0)


def _row(numbered: str, text: str, *, quoted: bool, start: int, end: int) -> Row:
    before, kept, after = around(text, start, end, LINE_LIMIT)
    low, high = max(start - before, 0), min(max(end - before, 0), len(kept))
    return Row(numbered, kept, quoted, before, after, (low, high) if quoted else (0, 0))
