"""Whose turn it is: which members of one outermost file a worker opens and examines, and how it counts what it sees.

What is small is dealt as a whole, with all that is in it; what is large, every worker opens, and one examines. Workers
see what is dealt in the same order, in chunks of about the same weight. Each takes the next chunk as it comes free.
"""

import contextlib
import os
import struct
from collections.abc import Mapping

from sousveil.opening.dealing import Dealing
from sousveil.running.wire import Share, Spent

_SMALL = 64 << 10
"""Bytes of a member that is always dealt as a whole."""
_PART = 16
"""So is one of at most this part of the file."""
_EACH = 4096  # bytes that a member costs besides its own
_CHUNK, _CHUNKS = 64 << 10, 8000  # bytes of a chunk, at least; chunks of a file that does not grow
_CHIT = struct.Struct("<I")
_CHITS = 15_000
"""Chunks that are taken as they come: a pipe holds as many chits. Those after them are dealt in turn."""
_LATER = 32  # bits for what is in one dealt member


class Turns(Dealing):
    """Those of one ``share`` of an entry of ``size`` bytes.

    ``counts`` says how many blobs are in each dealt member, by where it stands, if an earlier round has told: numbers
    are then the true ones, as they are where one share is all. Else ``Shares`` works them out: the higher half of a
    number counts what all workers see, the lower one what is in the dealt member that stands there.
    """

    def __init__(self, share: Share, size: int, counts: Mapping[int, int] | None = None) -> None:
        super().__init__()
        self.inside = False
        """Whether what comes now is in a member that was dealt to this share."""
        self.seen = 0
        """One number for all that every worker sees, in its order."""
        self.counts: list[int] = []
        """Of each member dealt to this share: where it stands, and how many blobs are in it."""
        self._share = share
        self._small = max(_SMALL, size // _PART)
        self._known = counts
        self._exact = share.of == 1 or counts is not None
        self._turn = 0
        self._at = 0
        self._tick = 0
        self._before = 0
        self._left = 0, 0
        self._bytes = self._members = 0
        self._broken = False
        self._room, self._chunk, self._weight = 0, -1, max(_CHUNK, size // _CHUNKS)
        self._mine = True
        self._next = -1
        self._asked = self._taken = 0

    def __next__(self) -> int:
        """See the base."""
        self._made += 1
        if self.inside:
            return self._made if self._exact else self._tick << _LATER | self._made - self._before
        self._tick += 1
        return self._made if self._exact else self._tick << _LATER

    def dealt(self, size: int) -> bool:
        """See the base."""
        return not self.inside and size <= self._small

    def begin(self, size: int) -> bool:
        """See the base."""
        self._tick += 1
        self._turn += 1
        self._at = 0
        self.seen = hash((self.seen, self._turn, size))
        if not self.mine(size):
            self._made += self._known.get(self._tick, 0) if self._known else 0
            return False
        self.inside, self._before = True, self._made
        if self.budget is not None:
            self._left = self.budget.left, self.budget.members
        return True

    def end(self, *, well: bool) -> None:
        """See the base."""
        self.inside = False
        self._broken |= not well
        if self.budget is not None:
            self._bytes += self._left[0] - self.budget.left
            self._members += self._left[1] - self.budget.members
        if not self._exact:
            self.counts += self._tick, self._made - self._before

    def mine(self, size: int) -> bool:
        """Whether the next of what is dealt, of ``size`` bytes, is of this share."""
        if self._share.of == 1:
            return True
        if self._room <= 0:
            self._room = self._weight
            self._chunk += 1
            self._mine = self._takes(self._chunk)
        self._room -= size + _EACH
        self._asked += 1
        self._taken += self._mine
        return self._mine

    def _takes(self, chunk: int) -> bool:
        share = self._share
        if chunk >= share.chits:
            return chunk % share.of == share.number
        if chunk > self._next:
            chit = os.read(share.pipe, _CHIT.size)
            self._next = _CHIT.unpack(chit)[0] if len(chit) == _CHIT.size else share.chits
        return chunk == self._next

    def comes(self) -> None:
        """Something comes out of the file: the next of its kind, in its order."""
        if self.inside:
            self._at += 1
        else:
            self._turn += 1
            self._at = 0

    @property
    def turn(self) -> int:
        """Where what comes now stands among all that comes out of the file; that in a dealt member stands with it."""
        return self._turn

    @property
    def place(self) -> int:
        """The same, exactly: one number for each, whoever has it."""
        return self._turn << _LATER | self._at

    @property
    def spent(self) -> Spent:
        """What this share has used up of the limits."""
        budget = self.budget
        if budget is None:
            return Spent(dealt=self._asked, took=self._taken, broken=self._broken)
        used = self._bytes, self._members
        return Spent(budget.left, budget.members, budget.largest, *used, self._asked, self._taken, self._broken)


def chits() -> tuple[int, int]:
    """A pipe with a chit for each chunk, to be read by all workers, and how many there are. Raises ``OSError``."""
    out, into = os.pipe()
    os.set_blocking(into, False)
    written = 0
    with contextlib.suppress(BlockingIOError):
        written = os.write(into, b"".join(map(_CHIT.pack, range(_CHITS))))
    os.close(into)
    return out, written // _CHIT.size


def place_of(number: int) -> tuple[int, int]:
    """The two halves of a number that is not the true one: what all workers see, what is in a dealt member."""
    return number >> _LATER, number & (1 << _LATER) - 1
