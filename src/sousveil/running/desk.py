"""One shared page for each worker, on which it notes where it is, at the cost of a memory write.

When the worker dies, the parent reads there which blob killed it; while it lives, the watchdog reads since when it has
been busy with its entry.
"""

import mmap
import time
from typing import NamedTuple

_NOWHERE = -1
_ENTRY, _BLOB, _EXAMINED, _SINCE = range(4)


class Note(NamedTuple):
    """``entry`` (-1: none), the ordinal of the blob, whether it is ``examined`` or still being opened, since when.

    ``since`` is in nanoseconds of the monotonic clock, which parent and child share.
    """

    entry: int
    blob: int
    examined: bool
    since: int


class Desk:
    """The page. Made before the fork, written by the child, read by the parent.

    Each word is written at once, and the entry last, so that the parent never sees an entry with the time of another.
    """

    def __init__(self) -> None:
        self._words = memoryview(mmap.mmap(-1, mmap.PAGESIZE)).cast("q")
        self.leave()

    def leave(self) -> None:
        """No entry is being worked on."""
        self._words[_ENTRY] = _NOWHERE

    def begin(self, entry: int) -> None:
        """Work on an entry begins: its first blob is being opened."""
        self._words[_ENTRY] = _NOWHERE
        self._words[_SINCE] = time.monotonic_ns()
        self.note(entry, 0, examined=False)

    def note(self, entry: int, blob: int, *, examined: bool) -> None:
        """The blob with this ordinal is now being opened, or examined."""
        self._words[_BLOB] = blob
        self._words[_EXAMINED] = examined
        self._words[_ENTRY] = entry

    def read(self) -> Note:
        """What was noted last."""
        entry, blob, examined, since = self._words[:4]
        return Note(entry, blob, bool(examined), since)
