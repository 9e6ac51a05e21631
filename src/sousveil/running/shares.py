"""One large file done by several workers: each opens what is large in it, and takes its turns at all the rest.

What all see must be the same in all of them, which is checked by ``Done.seen``; and what was dealt must have had room
in the limits, whoever came first. Where that is not so (a tool of others that ran out of time in one of them) the file
is done again by one worker alone.
"""

import bisect
import itertools
from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from sousveil.model.examined import Examined
from sousveil.model.gap import Gap
from sousveil.running import wire
from sousveil.running.turns import place_of

LEAST = 1 << 20
"""Bytes of a file below which it is not worth the while."""
_T = TypeVar("_T", Examined, Gap)
_MOST = 4  # shares: each opens everything that is large


def shared(sizes: Sequence[int], jobs: int) -> tuple[int, int]:
    """The number of the entry that is shared and among how many workers; (-1, 1) where none is.

    ``sizes`` are those of the entries in bytes. Only one that is larger than all the others together is.
    """
    largest = max(range(len(sizes)), key=sizes.__getitem__, default=-1)
    if jobs < 2 or largest < 0 or sizes[largest] < LEAST or 2 * sizes[largest] <= sum(sizes):
        return -1, 1
    return largest, min(jobs, _MOST)


class Shares:
    """What has come of the ``of`` shares of one entry; ``known``: numbers are the true ones already."""

    def __init__(self, of: int, *, known: bool = False) -> None:
        self._of = of
        self._known = known
        self._pieces: list[wire.Piece] = []
        self._done: list[wire.Done] = []

    def add(self, pieces: Iterable[wire.Piece], done: wire.Done) -> bool:
        """Take a share that is finished. Whether that was the last one."""
        self._pieces += pieces
        self._done.append(done)
        return len(self._done) == self._of

    @property
    def agree(self) -> bool:
        """Whether all saw the same, all of it was taken, and none needed room that another took; and the rest fits."""
        first, *others = self._done
        spent = [done.spent for done in self._done]
        return (
            all(done.seen == first.seen for done in others)
            and not any(one.broken for one in spent)
            and sum(one.took for one in spent) == spent[0].dealt
            and spent[0].left - sum(one.bytes for one in spent[1:]) >= max(one.largest for one in spent)
            and spent[0].members >= sum(one.count for one in spent[1:])
            and all(len(done.counts) % 2 == 0 and min(done.counts, default=0) >= 0 for done in self._done)
            and all(
                len(piece.at) == len(piece.examined) and len(piece.gaps_at) == len(piece.gaps) for piece in self._pieces
            )
        )

    def joined(self) -> tuple[wire.Piece, wire.Done]:
        """All shares, as one worker would have sent them."""
        sums = {number: said for piece in self._pieces for number, said in piece.sums}
        examined = [(at, one) for piece in self._pieces for at, one in zip(piece.at, piece.examined, strict=True)]
        gaps = [(at, gap) for piece in self._pieces for at, gap in zip(piece.gaps_at, piece.gaps, strict=True)]
        counts = [count for done in self._done for count in done.counts]
        ordered = [_summed(one, sums) for one in _in_order(examined)] if sums else _in_order(examined)
        if not self._known:
            numbers = Numbers(zip(counts[::2], counts[1::2], strict=True))
            ordered = [numbers.put_right(one) for one in ordered]
        piece = wire.Piece(self._done[0].entry, tuple(ordered), tuple(_in_order(gaps)))
        done = next((done for done in self._done if done.sha256), self._done[0])
        return piece, msgspec.structs.replace(done, counts=tuple(counts))


class Numbers:
    """The true numbers of blobs, from those that ``Turns`` gave; ``counts`` as in ``wire.Done``, in pairs."""

    def __init__(self, counts: Iterable[tuple[int, int]]) -> None:
        pairs = sorted(counts)
        self._dealt = [tick for tick, _ in pairs]
        # What is dealt has no number of its own besides those in it.
        self._before = [0, *itertools.accumulate(count - 1 for _, count in pairs)]

    def true(self, number: int) -> int:
        """The number that one worker alone would have given."""
        tick, inner = place_of(number)
        place = bisect.bisect_left(self._dealt, tick)
        dealt = place < len(self._dealt) and self._dealt[place] == tick
        return tick + self._before[place] + inner - dealt

    def put_right(self, one: Examined) -> Examined:
        """A blob with its true numbers."""
        record = one.record
        parent = self.true(record.parent) if record.parent > 0 else record.parent
        record = msgspec.structs.replace(record, number=self.true(record.number), parent=parent)
        return msgspec.structs.replace(one, record=record)


def _in_order(items: list[tuple[int, _T]]) -> list[_T]:
    return [one for _, one in sorted(items, key=lambda item: item[0])]


def _summed(one: Examined, sums: dict[int, str]) -> Examined:
    said = sums.get(one.record.number, "")
    if not said or one.record.sha256:
        return one
    return msgspec.structs.replace(one, record=msgspec.structs.replace(one.record, sha256=said))
