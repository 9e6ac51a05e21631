"""Files of an optical disc, whichever of its file systems names them: as members, each stretch of bytes once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.links import stays_inside
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError
from sousveil.opening.transforms import AGAIN, HOLE, head, pieces

SECTOR = 2048
MOST_RUNS = 500
"""Of one file that are written out in its transform; beyond, the disc is opened again to check it."""

Run = tuple[int, int]
"""(offset, length) in bytes."""


class DiscFile(NamedTuple):
    """A file: its path, the runs that hold it in their order (at ``HOLE`` those never written), and its size."""

    path: bytes
    runs: tuple[Run, ...]
    size: int


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """``runs`` with neighbours that follow each other made one, empty ones left out."""
    found: list[Run] = []
    for start, length in runs:
        if found and start != HOLE and found[-1][0] != HOLE and sum(found[-1]) == start:
            found[-1] = (found[-1][0], found[-1][1] + length)
        elif length:
            found.append((start, length))
    return tuple(found)


class Members:
    """Yields files of several trees; what a tree before has given already is not given again.

    ``kind`` is that of their layers, ``form`` the name of the format, for files that only opening again can give.
    """

    def __init__(self, desk: Desk, kind: str, form: str) -> None:
        self._desk = desk
        self._kind = kind
        self._form = form
        self._index = 0
        self._known: set[tuple[Run, ...]] = set()
        self._starts: set[int] = set()
        self._trees = 0

    def holds(self, offset: int) -> bool:
        """Whether a file begins at ``offset``."""
        return offset in self._starts

    def tree(self, files: Iterable[DiscFile | Gap]) -> Iterator[Blob | Gap]:
        """The files of one more tree. Raises ``SpentError``."""
        before = set(self._known)
        for part in files:
            if isinstance(part, Gap):
                yield part
                continue
            runs = joined(part.runs)
            if (runs and runs not in before) or (not runs and not self._trees):
                if runs:
                    self._known.add(runs)
                    self._starts.add(runs[0][0])
                yield from self._file(part, runs)
                self._index += 1
        self._trees += 1

    def _file(self, file: DiscFile, runs: tuple[Run, ...]) -> Iterator[Blob | Gap]:
        desk, size = self._desk, len(self._desk.data)
        layer = Layer(kind=self._kind, name=file.path, index=self._index)
        there = joined((at, min(length, size - at)) for at, length in runs if at < size)
        for at, length in there:
            if at != HOLE:
                desk.account.share(at, at + length)
        if not there or (len(there) == 1 and there[0][0] != HOLE):
            start, length = there[0] if there else (0, 0)
            yield desk.stored(self._kind, start, start + length, name=file.path, index=self._index)
        else:
            yield from self._scattered(file, there)
        found = sum(length for _, length in there)
        if found < file.size:
            yield desk.gap("truncated", size=file.size - found, inner=layer)

    def _scattered(self, file: DiscFile, runs: tuple[Run, ...]) -> Iterator[Blob | Gap]:
        """A file in several runs."""
        desk = self._desk
        stored = [(at, at + length) for at, length in runs if at != HOLE]
        start, end = (min(stored)[0], max(stop for _, stop in stored)) if stored else (0, 0)
        transform = pieces((HOLE if at == HOLE else at - start, length) for at, length in runs)
        try:
            decoded = desk.decode(transform, start, end)
        except NoRoomError as error:
            layer = Layer(kind=self._kind, name=file.path, index=self._index)
            yield desk.gap("no-room-to-spill", size=file.size, detail=str(error), inner=layer)
            return
        if decoded.state is State.CUT:
            transform = head(transform, len(decoded.data))
        extent = (start, end - start)
        if len(runs) > MOST_RUNS:
            extent, transform = (0, len(desk.data)), AGAIN + self._form
        layer = Layer(kind=self._kind, name=file.path, index=self._index, extent=extent, transform=transform)
        yield desk.child(decoded.data, layer)
        yield from desk.complaints(decoded, layer, end - start)


def link(desk: Desk, kind: str, path: bytes, points_to: bytes) -> Gap:
    """The gap of a symbolic link: it goes from its own folder, an absolute one from the top."""
    outside = not stays_inside(path, points_to)
    shown = points_to[:200].decode("utf-8", "backslashreplace")
    return desk.gap("link-outside" if outside else "link", inner=Layer(kind=kind, name=path), detail=f"-> {shown}")
