"""Examples of JSON in a document: what a manual shows as the answer or the request of an interface.

A block begins with a bracket at the start of a line, in a fence or without one, and ends where its brackets do. Of the
blocks with a telling word the keys and values are given, as of a file of JSON; the lines around are prose.
Sources: RFC 8259; CommonMark, 4.5 ("Fenced code blocks").
"""

import re
from collections.abc import Iterator, Sequence

from sousveil.model.late import late
from sousveil.model.place import Place
from sousveil.model.text import TextUnit
from sousveil.model.words import Role
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.json_ import TOKEN, Walk, rows_of
from sousveil.reading.textual import Everywhere, Near, told_nowhere

LONGEST = 64 << 10
"""Code points of a block."""
_UNFINISHED = 20
"""So many blocks of a document may lack an end; then it is no document of such."""
_STARTS = late(r"^[ \t>]*([{\[])(?=\s*(?:[{\[\"']|//|$))", re.MULTILINE)


class _Block:
    """A stretch of a text, in the place of a text of its own."""

    def __init__(self, decoded: Decoded, start: int, end: int) -> None:
        self._decoded, self._start = decoded, start
        self.text = decoded.text[start:end]

    def unit(self, start: int, end: int, role: Role) -> TextUnit:
        """A unit of ``text[start:end]``."""
        return self._decoded.unit(self._start + start, self._start + end, role)


def write_examples(draft: Draft, decoded: Decoded, places: Sequence[Place]) -> list[Place]:
    """Writes the blocks that hold a place; the places that lie in none of them."""
    near, first = Near(decoded, places, margin=0, whole=-1), len(draft.units)
    for start, end in _blocks(decoded.text):
        if not near.holds_place(start, end):
            continue
        block = _Block(decoded, start, end)
        rows = rows_of(block.text)
        if not any(one.closed for one in rows.values()):
            Walk(draft, block, Everywhere(), rows).run()
    return told_nowhere(places, draft.units[first:])


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where the blocks with a key in them stand, in order."""
    reached = unfinished = 0
    for match in _STARTS.finditer(text):
        start = match.start(1)
        if start < reached:
            continue
        end = end_of_block(text, start)
        if end:
            reached = end
            yield start, end
        else:
            unfinished += 1
            if unfinished > _UNFINISHED:
                return


def end_of_block(text: str, start: int) -> int:
    """Where the brackets that open at ``start`` are closed; 0 where they are not, or nothing in them has a key."""
    deep, keyed, last = 0, False, ""
    for match in TOKEN.finditer(text, start, min(len(text), start + LONGEST)):
        sign = match[0]
        if match.lastgroup == "p":
            deep += (sign in "{[") - (sign in "]}")
            keyed = keyed or (sign == ":" and last == "s")
            if not deep:
                return match.end() if keyed else 0
        last = match.lastgroup or ""
    return 0
