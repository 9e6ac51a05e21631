"""What the readers of compiled interfaces share: the strings of a table by place, and the gap for what is in none."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sousveil.model.place import Place
from sousveil.model.words import Role
from sousveil.reading.draft import Draft
from sousveil.reading.strings import Run, exact

LONGEST = 4000
"""Bytes of a string that is given whole."""
_WIDE = {"utf-16-le": 2, "utf-16-be": 2}


class Piece(NamedTuple):
    """A counted string of a table: its bytes, and what the table knows it by."""

    start: int
    end: int
    number: int


class Pieces:
    """The strings of a table in the order of their bytes, to be looked up by place."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = sorted(piece for piece in pieces if piece.end > piece.start)
        self._starts = [piece.start for piece in self._pieces]

    def at(self, place: Place) -> Piece | None:
        """The string that holds a place; ``None`` where none does."""
        at = bisect_right(self._starts, place.start) - 1
        return self._pieces[at] if at >= 0 and place.end <= self._pieces[at].end else None


def run_of(data: memoryview, start: int, end: int, codec: str, around: int = -1) -> Run | None:
    """The string in ``data[start:end]``; of a very long one the part ``around`` an offset. ``None``: it is no text."""
    if end - start > LONGEST:
        width = _WIDE.get(codec, 1)
        middle = around if start <= around < end else start
        low = max(start, middle - LONGEST // 2)
        low += (start - low) % width
        high = min(end, low + LONGEST)
        if codec == "utf-8":
            while low < high and data[low] & 0xC0 == 0x80:
                low += 1
            while high < end and high > low and data[high] & 0xC0 == 0x80:
                high -= 1
        start, end = low, high
    text = exact(bytes(data[start:end]), codec)
    return Run(start, end, text, codec) if text else None


def note_lost(draft: Draft, lost: int) -> None:
    """The gap of telling bytes that lie in no string of the table."""
    if lost:
        draft.gap(
            "no-string",
            hides=False,
            detail=f"{lost} matches lie outside the strings of the table",
            remedy="Look at the bytes with a hex viewer.",
        )


def touched(places: Sequence[Place], start: int, end: int) -> int:
    """The offset of the first place in ``start`` to ``end``, ``start`` where there is none."""
    return next((place.start for place in places if start <= place.start < end), start)


def say(draft: Draft, entry: int, run: Run | None, role: Role = Role.UI_LABEL) -> None:
    """Adds what is shown under a key; the first text of an entry is its value."""
    if run is None:
        return
    draft.unit(run.unit(role), entry)
    if entry >= 0 and not draft.symbols[entry].value:
        draft.amend(entry, value=run.text[:200])
