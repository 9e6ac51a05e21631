"""One shared page for each worker, on which it notes where it is, at the cost of a memory write.

When the worker dies, the parent reads there which blob killed it; while it lives, the watchdog reads since when it has
been busy with its entry.
"""

import mmap
import struct
import time
from typing import NamedTuple

_NOTE = struct.Struct("<qqqd")
_NOWHERE = -1


class Note(NamedTuple):
    """``entry`` (-1: none), the ordinal of the blob, whether it is ``examined`` or still being opened, since when.

    ``since`` is in seconds of the monotonic clock, which parent and child share.
    """

    entry: int
    blob: int
    examined: bool
    since: float


class Desk:
    """The page. Made before the fork, written by the child, read by the parent."""

    def __init__(self) -> None:
        self._page = mmap.mmap(-1, mmap.PAGESIZE)
        self._since = 0.0
        self.leave()

    def leave(self) -> None:
        """No entry is being worked on."""
        _NOTE.pack_into(self._page, 0, _NOWHERE, 0, 0, 0.0)

    def begin(self, entry: int) -> None:
        """Work on an entry begins: its first blob is being opened."""
        self._since = time.monotonic()
        self.note(entry, 0, examined=False)

    def note(self, entry: int, blob: int, *, examined: bool) -> None:
        """The blob with this ordinal is now being opened, or examined."""
        _NOTE.pack_into(self._page, 0, entry, blob, int(examined), self._since)

    def read(self) -> Note:
        """What was noted last."""
        entry, blob, examined, since = _NOTE.unpack_from(self._page)
        return Note(entry, blob, bool(examined), since)
