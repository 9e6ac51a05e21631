"""Text units and symbols: what a reader makes of a blob.

A unit is a piece of decoded text with a role and the exact bytes that it stands in. Symbols are the structure that was
read (this enum, its members, this record, its fields), each naming the unit of its name.
"""

from collections.abc import Iterator

import msgspec

from sousveil.model.encodings import decode, encode
from sousveil.model.words import Role, SymbolKind


class Span(msgspec.Struct, frozen=True, gc=False):
    """``text[start:end]`` of a unit (code points) is ``decode(blob[offset:offset+length], encoding)``.

    ``encoding`` lists codecs and escapes outermost first, e.g. ``("gb18030",)`` or ``("utf-8", "html-entities")``.
    A span with one codec can be cut anywhere; a span with escapes is taken as a whole.
    """

    start: int
    end: int
    offset: int
    length: int
    encoding: tuple[str, ...]


class TextUnit(msgspec.Struct, frozen=True, gc=False):
    """A piece of text, its role, its place.

    line, column  from 1, in the decoded text, columns in code points; ``None`` in a binary
    spans         ordered, without holes in the text: they cover ``text`` completely (the bytes may have holes)
    symbol        index of the symbol that this unit names, documents or lies in; -1 where there is none
    language      BCP 47 guess of a natural language, or ``""``
    """

    text: str
    role: Role
    spans: tuple[Span, ...]
    line: int | None = None
    column: int | None = None
    symbol: int = -1
    language: str = ""


class Symbol(msgspec.Struct, frozen=True, gc=False):
    """A named thing of the structure.

    unit    index of the unit that holds its name, -1 for an anonymous thing
    parent  index of the symbol that contains it (member of), -1 at the top
    type    its written type, decorations taken off where that is safe (``EM_RACE_TYPE``, not ``EM_RACE_TYPE *``)
    value   its written value, or ``""``
    """

    kind: SymbolKind
    name: str
    unit: int = -1
    parent: int = -1
    type: str = ""
    value: str = ""


class Reference(msgspec.Struct, frozen=True, gc=False):
    """A use of a name near a place.

    ``how``: ``call``, ``access``, ``compare``, ``assign``, ``type``, ``key``, ``subscribe`` (handed to such a call),
    ``native`` (the name by which a native library is asked for what stands at ``within``).
    ``within`` is the index of the symbol in whose body the use stands (-1 at the top), ``unit`` that of its text.
    """

    name: str
    how: str
    unit: int
    within: int = -1


class Deed(msgspec.Struct, frozen=True, gc=False):
    """What is done in a branch. ``how``: ``call``, ``assign``, ``return``, ``throw``, ``insert``.

    ``unit`` is that of the function, the variable, the constant, the exception or the table;
    ``value`` that of what is assigned, -1 where it is none.
    """

    how: str
    unit: int
    value: int = -1


class Condition(msgspec.Struct, frozen=True, gc=False):
    """A comparison near a place that decides what is done.

    ``on`` are the units of the names and strings that are compared, ``number`` the number that they are compared with
    (``""``: none), ``within`` the symbol in whose body the branch stands (-1 at the top).
    """

    on: tuple[int, ...]
    does: tuple[Deed, ...]
    number: str = ""
    within: int = -1


class Kept(msgspec.Struct, frozen=True, gc=False):
    """A column or key of rows that are kept: the index of its symbol, and in how many rows a value stands there.

    The rows themselves are never given: they may be about people.
    """

    symbol: int
    rows: int


EMOJI_TABLE = "emoji-table"
ARCHIVES = frozenset({"reference", EMOJI_TABLE})
"""Readers of archives of meaning (dictionaries, vocabularies, data about characters); the language is their kind."""


class Reading(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that a reader made of one blob. ``reader`` is the reader's name, ``language`` that of source or format.

    ``text`` is the whole decoded text where there are lines (reports quote neighbours from it), ``""`` for binaries.
    ``rows`` is for a text that is woven of pieces of the file, a program out of a notebook: units count its lines, and
    each of these stands in this line of the file (0: in none that is its own); ``()`` where both are the same.
    ``columns`` says of each unit of such a text in which column of the file it begins.
    """

    reader: str
    language: str
    units: tuple[TextUnit, ...] = ()
    symbols: tuple[Symbol, ...] = ()
    references: tuple[Reference, ...] = ()
    conditions: tuple[Condition, ...] = ()
    kept: tuple[Kept, ...] = ()
    text: str = ""
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()


class Where(msgspec.Struct, frozen=True, gc=False):
    """A quoted stretch: its text, its bytes (one or several runs), its line."""

    text: str
    runs: tuple[tuple[int, int], ...]
    encoding: tuple[str, ...]
    line: int | None
    column: int | None

    @property
    def offset(self) -> int:
        """The first byte quoted."""
        return self.runs[0][0]

    @property
    def length(self) -> int:
        """Bytes from the first to the last one quoted, holes included."""
        return self.runs[-1][0] + self.runs[-1][1] - self.runs[0][0]


def pieces(unit: TextUnit, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """The spans of ``unit.text[start:end]``, cut to that stretch where a span can be cut, with their text."""
    for span in unit.spans:
        low, high = max(start, span.start), min(end, span.end)
        if low >= high:
            continue
        if len(span.encoding) > 1 or (low, high) == (span.start, span.end):
            yield unit.text[span.start : span.end], span
            continue
        before = len(encode(unit.text[span.start : low], span.encoding))
        length = len(encode(unit.text[low:high], span.encoding))
        yield unit.text[low:high], Span(low, high, span.offset + before, length, span.encoding)


def locate(unit: TextUnit, start: int = 0, end: int | None = None) -> Where:
    """Where ``unit.text[start:end]`` stands. Widens to whole escapes; joins runs that touch.

    Raises ``ValueError`` for an empty stretch.
    """
    cut = list(pieces(unit, start, len(unit.text) if end is None else end))
    if not cut:
        raise ValueError("an empty stretch has no place")
    runs: list[tuple[int, int]] = []
    longest: tuple[str, ...] = ()
    for _, span in cut:
        longest = max(longest, span.encoding, key=len)
        if runs and sum(runs[-1]) == span.offset:
            runs[-1] = (runs[-1][0], runs[-1][1] + span.length)
        else:
            runs.append((span.offset, span.length))
    line, column = unit.line, unit.column
    if line is not None and column is not None:
        line, column = _place(unit, cut[0][1].start, line, column)
    return Where("".join(text for text, _ in cut), tuple(runs), longest, line, column)


def _place(unit: TextUnit, start: int, line: int, column: int) -> tuple[int, int]:
    """Line and column of ``unit.text[start]``; an escape, which is written in ASCII, stands on one line."""
    for span in unit.spans:
        if span.start >= start:
            break
        if len(span.encoding) > 1:
            column += span.length // {"utf-16": 2, "utf-32": 4}.get(span.encoding[0][:6], 1)
            continue
        before = unit.text[span.start : min(span.end, start)]
        breaks = before.count("\n")
        line, column = line + breaks, (len(before) - before.rindex("\n") if breaks else column + len(before))
    return line, column


def holds(unit: TextUnit, data: bytes) -> bool:
    """Whether the bytes at each span of ``unit``, decoded as it says, are its text: the property that `verify` uses."""
    reached = 0
    for span in unit.spans:
        if span.start != reached:
            return False
        if decode(data[span.offset : span.offset + span.length], span.encoding) != unit.text[span.start : span.end]:
            return False
        reached = span.end
    return reached == len(unit.text)
