"""What the readers of text share: whether bytes look like text, and what lies near a place."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Protocol

from sousveil.model.place import Place
from sousveil.model.text import TextUnit
from sousveil.reading.decoding import Decoded

WHOLE = 256 << 10
"""Code points up to which all of a text is given; of longer ones only what lies near a place."""
MARGIN = 16 << 10
"""Code points before and after a place that are near it."""
_HEAD = 4096
_WORD = 200
_ODD = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27}) + b"\x7f"
_FEW = 12
"""One byte in so many."""


def head_text(data: memoryview) -> str | None:
    """The first characters, for recognising; ``None`` where the bytes are no text. Legacy bytes become Latin-1."""
    return _as_text(bytes(data[:_HEAD]))


def mostly_text(data: memoryview) -> bool:
    """Whether a few stray control characters (they cost nothing, and hide a file from others) are all that is odd."""
    head = bytes(data[:_HEAD])
    return len(head) - len(head.translate(None, _ODD)) <= len(head) // _FEW


@lru_cache(maxsize=4)  # one reader after the other asks about the same blob
def _as_text(head: bytes) -> str | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) & ~1].decode("utf-16", "replace")
    if head.startswith(b"\xef\xbb\xbf"):
        head = head[3:]
    if b"\0" in head:
        for codec, zero in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
            if zero.count(0) * 10 > len(zero) * 7:
                text = head[: len(head) & ~1].decode(codec, "replace")
                return None if "\0" in text else text
        return None
    odd = len(head) - len(head.translate(None, _ODD))
    if odd * 50 > len(head):
        return None
    text = head.decode("utf-8", "ignore")
    return text if len(text) * 10 > len(head) * 3 else head.decode("latin-1")


@lru_cache(maxsize=16)
def suffix(name: str) -> str:
    """The lower-case ending of a file name with its dot, or ``""``; the whole name where it starts with the dot."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit("!", 1)[-1].lower()
    dot = last.rfind(".")
    return last[dot:] if dot >= 0 else ""


def words(text: str) -> frozenset[str]:
    """A set of words, written as one text."""
    return frozenset(text.split())


class Nearness(Protocol):
    """Which stretches of a text are given."""

    @property
    def spots(self) -> Sequence[tuple[int, int]]:
        """The places themselves, in order."""

    def __call__(self, start: int, end: int, /) -> bool:
        """Whether ``text[start:end]`` touches a stretch that is given."""

    def holds_place(self, start: int, end: int, /) -> bool:
        """Whether a place lies in ``text[start:end]``."""


class Everywhere:
    """All of a text is given: it was taken for its telling words."""

    spots: tuple[tuple[int, int], ...] = ()

    def __call__(self, _start: int, _end: int, /) -> bool:
        """Whether a stretch is given: each is."""
        return True

    def holds_place(self, _start: int, _end: int, /) -> bool:
        """Whether a place may lie there."""
        return True


class Near:
    """Which stretches of a text are near a place. All of a short text is."""

    def __init__(self, decoded: Decoded, places: Sequence[Place], *, margin: int = MARGIN, whole: int = WHOLE) -> None:
        size = len(decoded.text)
        self.spots = sorted({characters(decoded, place) for place in places})
        self.all = size <= whole
        merged: list[list[int]] = []
        for start, end in [(0, size)] if self.all else self.spots:
            low, high = max(0, start - margin), min(size, end + margin)
            if merged and low <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], high)
            else:
                merged.append([low, high])
        self.windows = [(low, high) for low, high in merged]
        self._lows = [low for low, _ in merged]

    def __call__(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` touches a stretch near a place."""
        index = bisect_right(self._lows, end) - 1
        return index >= 0 and self.windows[index][1] >= start

    def holds_place(self, start: int, end: int) -> bool:
        """Whether a place lies in ``text[start:end]``."""
        index = bisect_right(self.spots, (end,)) - 1
        return index >= 0 and self.spots[index][1] > start


def characters(decoded: Decoded, place: Place) -> tuple[int, int]:
    """The code points that a place covers."""
    start = decoded.char(decoded.u8_of_byte(place.start))
    return start, max(decoded.char(decoded.u8_of_byte(place.end)), start + 1)


def told_nowhere(places: Sequence[Place], units: Iterable[TextUnit]) -> list[Place]:
    """The places that lie in the bytes of none of the units."""
    runs = sorted((span.offset, span.offset + span.length) for unit in units for span in unit.spans)
    starts, ends = [start for start, _ in runs], list(accumulate((end for _, end in runs), max))
    left = []
    for place in places:
        at = bisect_right(starts, place.start) - 1
        if at < 0 or ends[at] <= place.start:
            left.append(place)
    return left


def word_at(decoded: Decoded, place: Place) -> tuple[int, int]:
    """The code points of the word at a place, as far as it reaches."""
    start, end = characters(decoded, place)
    text, low, high = decoded.text, max(0, start - _WORD), min(len(decoded.text), end + _WORD)
    while start > low and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    while end < high and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return start, end


MOST = 20_000
"""Code points of a line that is still taken apart; longer ones are given as they are, around places."""
LONG = 4000
"""Code points of one string or paragraph; of longer ones only what lies around places is given."""


def cuts(near: Nearness, start: int, end: int, *, limit: int = LONG) -> list[tuple[int, int]]:
    """The parts of ``text[start:end]`` to give: all of a short one, of a long one those around places."""
    if start >= end:
        return []
    if end - start <= limit:
        return [(start, end)]
    found: list[tuple[int, int]] = []
    index = max(bisect_right(near.spots, (start,)) - 1, 0)
    for spot in near.spots[index:]:
        if spot[0] >= end:
            break
        if spot[1] <= start:
            continue
        low, high = max(start, spot[0] - limit // 4), min(end, spot[1] + limit // 4)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found
