"""The account of a container: every byte is of the format, padding, unknown or encrypted."""

import itertools
import operator
from collections.abc import Iterator

from sousveil.model.place import Extent, ExtentState
from sousveil.opening.blob import all_equal

_PLACE = operator.itemgetter(0, 1)


class Account:
    """Runs of a container of ``size`` bytes, added in any order; what nobody claims is padding or unknown."""

    __slots__ = ("_claims", "_shared", "overlapping", "size")

    def __init__(self, size: int) -> None:
        self.size = size
        self.overlapping = 0
        self._claims: list[tuple[int, int, ExtentState]] = []
        self._shared: set[tuple[int, int]] = set()

    def claim(self, start: int, end: int, state: ExtentState = ExtentState.VALID) -> None:
        """The bytes from ``start`` up to ``end`` are ``state``. Clipped to the container; may overlap other claims."""
        start, end = max(start, 0), min(end, self.size)
        if start < end:
            self._claims.append((start, end, state))

    def share(self, start: int, end: int) -> None:
        """As ``claim``, for what the format stores once and names several times (hard links, equal files)."""
        if (start, end) not in self._shared:
            self._shared.add((start, end))
            self.claim(start, end)

    def holes(self) -> Iterator[tuple[int, int]]:
        """(start, end) of the runs that nobody has claimed, in order."""
        reached = 0
        for start, end, _ in sorted(self._claims, key=_PLACE):
            if start > reached:
                yield reached, start
            reached = max(reached, end)
        if reached < self.size:
            yield reached, self.size

    def settle(self, data: memoryview) -> tuple[Extent, ...]:
        """Extents that cover ``data`` exactly, in order, neighbours of a kind joined. Counts ``overlapping``."""
        for start, end in list(self.holes()):
            state = ExtentState.PADDING if all_equal(data[start:end]) else ExtentState.UNKNOWN
            self._claims.append((start, end, state))
        runs: list[tuple[int, int, ExtentState]] = []
        reached = 0
        for start, end, state in sorted(self._claims, key=_PLACE):
            if start < reached:
                self.overlapping += min(end, reached) - start
                start = reached  # noqa: PLW2901 - the part before belongs to an earlier claim
                if start >= end:
                    continue
            same = bool(runs) and runs[-1][2] is state and state is not ExtentState.UNKNOWN
            if same and (state is not ExtentState.PADDING or data[start] == data[runs[-1][0]]):
                runs[-1] = (runs[-1][0], end, state)
            else:
                runs.append((start, end, state))
            reached = end
        return tuple(Extent(start, end - start, state) for start, end, state in runs)


def exact(extents: tuple[Extent, ...], size: int) -> bool:
    """Whether ``extents`` cover ``size`` bytes in order, without holes and without overlap."""
    ends = [0, *itertools.accumulate(extent.length for extent in extents)]
    return ends[-1] == size and all(
        extent.offset == end and extent.length > 0 for extent, end in zip(extents, ends, strict=False)
    )
