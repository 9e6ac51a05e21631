"""Strings at known offsets of a binary as units and spots, for readers that know where each string lies."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from sousveil.model.place import Place
from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role
from sousveil.reading.nest import InUnit
from sousveil.reading.strings import exact

Runs = Sequence[tuple[int, int]]
LONGEST = 1 << 20
"""Bytes of one string that are taken."""


def holder(places: Sequence[Place]) -> Callable[[int, int], bool]:
    """A function that says whether a place lies between two bytes of the blob."""
    spots = sorted((place.start, place.end) for place in places)

    def holds(start: int, end: int) -> bool:
        index = bisect_right(spots, (end,)) - 1
        return index >= 0 and spots[index][1] > start

    return holds


def unit(data: memoryview, runs: Runs, codec: str, role: Role = Role.VALUE) -> TextUnit | None:
    """The text whose bytes lie in ``runs``, (offset, length) each; ``None`` where they are no text in ``codec``.

    A character that is cut by the end of a run cannot be given: then there is no text either.
    """
    if sum(length for _, length in runs) > LONGEST:
        return None
    text: list[str] = []
    spans: list[Span] = []
    reached = 0
    for offset, length in runs:
        piece = exact(bytes(data[offset : offset + length]), codec)
        if piece is None:
            return None
        if piece:
            spans.append(Span(reached, reached + len(piece), offset, length, (codec,)))
            text.append(piece)
            reached += len(piece)
    return TextUnit("".join(text), role, tuple(spans)) if reached else None


def spot(
    data: memoryview, runs: Runs, codec: str, holds: Callable[[int, int], bool], escape: str = ""
) -> InUnit | None:
    """The same as a spot of a tree."""
    found = unit(data, runs, codec)
    return InUnit(found, 0, len(found.text), holds, escape) if found is not None else None
