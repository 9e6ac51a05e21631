"""Weak words count only in company: within a window of a word of another class, as the pack says."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from sousveil.knowledge.pack import Pack
from sousveil.model.place import Place
from sousveil.sifting.variants import WIDE

WINDOW = 512
"""Bytes on either side of a weak word in which another must begin or end; twice as many in UTF-16 and UTF-32."""


@lru_cache
def reach(encoding: str) -> int:
    """The window of a word in ``encoding``."""
    return WINDOW * 2 if encoding.split("+", maxsplit=1)[0] in WIDE else WINDOW


def stretches(weak: Iterable[Place], size: int, margin: int) -> Iterator[tuple[int, int]]:
    """The bytes (start, end) in which companions of sorted ``weak`` can stand, joined where they touch.

    ``margin`` counts the bytes more on either side without which a word at the rim could not be judged.
    """
    low = high = -1
    for place in weak:
        start = max(0, place.start - reach(place.encoding) - margin)
        end = min(size, place.end + reach(place.encoding) + margin)
        if start > high:
            if high > low:
                yield low, high
            low, high = start, end
        else:
            high = max(high, end)
    if high > low:
        yield low, high


class Company:
    """All words seen near weak ones, by class, for looking up who stands beside whom."""

    def __init__(self, pack: Pack, seen: Iterable[Place]) -> None:
        self._pack = pack
        self._starts: dict[str, list[int]] = {}
        self._places: dict[str, list[Place]] = {}
        self._longest = 0
        for place in sorted(seen, key=lambda each: each.start):
            company = pack.terms[place.term].company
            self._starts.setdefault(company, []).append(place.start)
            self._places.setdefault(company, []).append(place)
            self._longest = max(self._longest, place.end - place.start)

    def keeps(self, place: Place) -> bool:
        """Whether a companion of ``place`` that is another word stands within its window."""
        term = self._pack.terms[place.term]
        window = reach(place.encoding)
        low, high = place.start - window, place.end + window
        for company in self._pack.companions.get(term.company, ()):
            starts = self._starts.get(company, [])
            near = self._places.get(company, [])
            for at in range(bisect_left(starts, low - self._longest), len(starts)):
                if starts[at] >= high:
                    break
                if near[at].end > low and self._pack.terms[near[at].term].text != term.text:
                    return True
        return False
