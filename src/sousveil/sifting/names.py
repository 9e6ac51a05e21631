"""The second automaton: names of records, lists and events that a round found, sought in the files without a word.

Names are identifiers as written in code; they are sought as whole words in ASCII-compatible text and in UTF-16, with
the case that they have.
"""

from collections.abc import Callable, Iterable, Iterator

import hyperscan

from sousveil.model.place import Place
from sousveil.sifting.borders import Data

_SLICE = 1 << 20
_WORD = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
NO_TERM = -1
"""The term of a place that a name and no word of the lexicon made."""


class Names:
    """Looks for whole identifiers. For one thread; a forked child may go on using its own copy."""

    def __init__(self, names: Iterable[str]) -> None:
        self._patterns: list[tuple[bytes, str]] = []
        for name in sorted(set(names)):
            self._patterns.append((name.encode("ascii"), "utf-8"))
            self._patterns.append((name.encode("utf-16-le"), "utf-16-le"))
        self._longest = max((len(raw) for raw, _ in self._patterns), default=0)
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        if self._patterns:
            self._database.compile(
                expressions=[b"".join(b"\\x%02x" % byte for byte in raw) for raw, _ in self._patterns],
                ids=list(range(len(self._patterns))),
                elements=len(self._patterns),
                flags=[0] * len(self._patterns),
            )

    def sift(self, data: Data) -> list[Place]:
        """Places of the names in ``data``, sorted; offsets count bytes."""
        return sorted(set(self._places(memoryview(data))), key=lambda place: (place.start, place.end))

    def _places(self, view: memoryview) -> Iterator[Place]:
        if not self._patterns:
            return
        overlap = self._longest
        for start in range(0, len(view), _SLICE):
            low, high = max(0, start - overlap), min(len(view), start + _SLICE)
            ends: list[tuple[int, int]] = []
            self._database.scan(bytes(view[low:high]), match_event_handler=_noting(ends))
            for number, to in ends:
                raw, encoding = self._patterns[number]
                first, last = low + to - len(raw), low + to
                if self._whole(view, first, last, 2 if encoding != "utf-8" else 1):
                    yield Place(first, last, NO_TERM, encoding)

    @staticmethod
    def _whole(view: memoryview, first: int, last: int, width: int) -> bool:
        before = view[first - width] if first >= width else 0
        after = view[last] if last < len(view) else 0
        return before not in _WORD and after not in _WORD


def _noting(ends: list[tuple[int, int]]) -> Callable[[int, int, int, int, object], None]:
    def seen(number: int, _from: int, to: int, _flags: int, _context: object) -> None:
        ends.append((number, to))

    return seen
