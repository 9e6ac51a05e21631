"""One large file done by several workers: each opens all of it and examines its share of what comes out.

Opening is repeated and examining, which costs more, is not. Which part a leaf falls to follows from the sizes of what
came before, which all workers see alike; that they did is checked by ``Done.seen``, and where it differs (a tool of
others that ran out of time in one of them) the file is done again by one worker alone.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import msgspec

from sousveil.model.examined import Examined
from sousveil.model.gap import Gap
from sousveil.running import wire

LEAST = 1 << 20
"""Bytes of a file below which it is not worth the while."""
_T = TypeVar("_T", Examined, Gap)
_MOST = 4  # shares: each opens everything
_EACH = 4096  # bytes that a leaf costs besides its own


def shared(sizes: Sequence[int], jobs: int) -> tuple[int, int]:
    """The number of the entry that is shared and among how many workers; (-1, 1) where none is.

    ``sizes`` are those of the entries in bytes. Only one that is larger than all the others together is.
    """
    largest = max(range(len(sizes)), key=sizes.__getitem__, default=-1)
    if jobs < 2 or largest < 0 or sizes[largest] < LEAST or 2 * sizes[largest] <= sum(sizes):
        return -1, 1
    return largest, min(jobs, _MOST)


class Turns:
    """Whose turn it is, one leaf after the other: that of the share with the least behind it."""

    def __init__(self, share: wire.Share) -> None:
        self._number = share.number
        self._weights = [0] * share.of

    def mine(self, size: int) -> bool:
        """Whether the next leaf, of ``size`` bytes, is of this share."""
        taker = self._weights.index(min(self._weights))
        self._weights[taker] += size + _EACH
        return taker == self._number


class Shares:
    """What has come of the shares of one entry."""

    def __init__(self, of: int) -> None:
        self._of = of
        self._pieces: list[wire.Piece] = []
        self._done: list[wire.Done] = []

    def add(self, pieces: Iterable[wire.Piece], done: wire.Done) -> bool:
        """Take a share that is finished. Whether that was the last one."""
        self._pieces += pieces
        self._done.append(done)
        return len(self._done) == self._of

    @property
    def agree(self) -> bool:
        """Whether all saw the same blobs and gaps in the same order, and what they sent fits together."""
        return len({done.seen for done in self._done}) == 1 and all(
            len(piece.at) == len(piece.examined) and len(piece.gaps_at) == len(piece.gaps) for piece in self._pieces
        )

    def joined(self) -> tuple[wire.Piece, wire.Done]:
        """All shares, as one worker would have sent them."""
        sums = {number: said for piece in self._pieces for number, said in piece.sums}
        examined = [(at, one) for piece in self._pieces for at, one in zip(piece.at, piece.examined, strict=True)]
        gaps = [(at, gap) for piece in self._pieces for at, gap in zip(piece.gaps_at, piece.gaps, strict=True)]
        piece = wire.Piece(
            self._done[0].entry,
            tuple(_summed(one, sums) for one in _in_order(examined)),
            tuple(_in_order(gaps)),
        )
        return piece, next((done for done in self._done if done.sha256), self._done[0])


def _in_order(items: list[tuple[int, _T]]) -> list[_T]:
    return [one for _, one in sorted(items, key=lambda item: item[0])]


def _summed(one: Examined, sums: dict[int, str]) -> Examined:
    said = sums.get(one.record.number, "")
    if not said or one.record.sha256:
        return one
    return msgspec.structs.replace(one, record=msgspec.structs.replace(one.record, sha256=said))
