"""JSON that stands in a string: the body of a request in a collection or a test, an answer that was recorded.

What is a whole document becomes keys and values under the string's own symbol, each with the bytes it stands in; of the
string itself only its first bracket stays, so that nothing is told twice. A text with rows about people stays as it is.
Source: RFC 8259.
"""

import json

import msgspec

from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.text import Reading, Span, TextUnit, locate, pieces
from sousveil.model.words import Role
from sousveil.reading.draft import Draft
from sousveil.reading.examples import end_of_block
from sousveil.reading.json_ import TOKEN, Walk, rows_of
from sousveil.reading.textual import LONG, Everywhere
from sousveil.reading.told import SHOWN

MOST = 65_536
"""Code points of a string that is taken apart."""
_ROLES = frozenset({Role.STRING, Role.VALUE, Role.ITEM, Role.CONSTANT})
_LITERALS = frozenset({"true", "false", "null"})
_DOCUMENT = late(r'\s*[\[{]\s*(?:[\[{]\s*)*"[^"\n]{1,200}"\s*:')


class _Within:
    """The text of a unit, in the place of that of a file."""

    def __init__(self, unit: TextUnit) -> None:
        self.text, self._unit = unit.text, unit

    def unit(self, start: int, end: int, role: Role) -> TextUnit:
        """A unit of a stretch of the text; escapes around it are undone already."""
        return part(self._unit, start, end, role)


def part(unit: TextUnit, start: int, end: int, role: Role) -> TextUnit:
    """``unit.text[start:end]`` as a unit of its own, widened to whole escapes where it cuts one."""
    cut = list(pieces(unit, start, end))
    if not cut:
        return TextUnit("", role, ())
    spans: list[Span] = []
    for text, span in cut:
        at = spans[-1].end if spans else 0
        spans.append(msgspec.structs.replace(span, start=at, end=at + len(text)))
    where = locate(unit, start, end)
    text = "".join(text for text, _ in cut)
    return TextUnit(text, role, tuple(spans), where.line, where.column, -1, unit.language)


def taken_apart(reading: Reading) -> Reading:
    """The reading with the documents in its strings read; the very same where there is none."""
    found = (
        [index for index, unit in enumerate(reading.units) if _is_document(reading, unit)] if not reading.rows else []
    )
    if not found:
        return reading
    draft = Draft(reading.reader, reading.language, Limits())
    draft.units, draft.symbols = list(reading.units), list(reading.symbols)
    for index in found:
        _take_apart(draft, index)
    if draft.left_out:
        return reading
    return msgspec.structs.replace(reading, units=tuple(draft.units), symbols=tuple(draft.symbols))


def _is_document(reading: Reading, unit: TextUnit) -> bool:
    text = unit.text
    if not 8 < len(text) <= MOST or _DOCUMENT.match(text) is None:
        return False
    if unit.role is Role.DOCUMENT:
        return _is_example(reading, unit)
    if unit.role not in _ROLES:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_example(reading: Reading, unit: TextUnit) -> bool:
    """Whether a page shows a document in an element for code; it may have remarks, but no words without quotes."""
    if unit.symbol < 0 or reading.symbols[unit.symbol].name.lower() not in SHOWN:
        return False
    text = unit.text
    end = end_of_block(text, len(text) - len(text.lstrip()))
    if not end or text[end:].strip():
        return False
    return all(
        match.lastgroup != "w" or match[0] in _LITERALS or not any(map(str.isalpha, match[0]))
        for match in TOKEN.finditer(text)
    )


def _take_apart(draft: Draft, index: int) -> None:
    unit = draft.units[index]
    rows = rows_of(unit.text)
    if any(one.closed for one in rows.values()) or any(len(one[0]) > LONG for one in TOKEN.finditer(unit.text)):
        return  # of a longer string only what is near a place is given, and where the places are is not known here
    first = len(draft.symbols)
    Walk(draft, _Within(unit), Everywhere(), rows).run()
    for at in range(first, len(draft.symbols)):
        if draft.symbols[at].parent < 0:
            draft.symbols[at] = msgspec.structs.replace(draft.symbols[at], parent=unit.symbol)
    head = len(unit.text) - len(unit.text.lstrip())
    draft.units[index] = msgspec.structs.replace(part(unit, head, head + 1, unit.role), symbol=unit.symbol)
