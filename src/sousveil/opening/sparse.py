"""Files with holes: where no format claims one, its data are members and its holes are padding."""

import errno
import os
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk

_WORTH = 64 << 20
"""Files with fewer bytes of holes than this are read as if they had none."""
_JOIN = 1 << 20
"""Runs of data are joined across holes shorter than this."""
_MOST = 65_536


def runs_of(descriptor: int, size: int, allocated: int) -> tuple[tuple[int, int], ...] | None:
    """(offset, length) of the data of a file with large holes, ``()`` where it holds none; ``None`` for other files."""
    if size - allocated < _WORTH or not hasattr(os, "SEEK_DATA"):
        return None
    runs: list[tuple[int, int]] = []
    at = 0
    try:
        while at < size:
            start = os.lseek(descriptor, at, os.SEEK_DATA)
            at = os.lseek(descriptor, start, os.SEEK_HOLE)
            if runs and start - sum(runs[-1]) < _JOIN:
                start = runs.pop()[0]
            runs.append((start, min(at, size) - start))
            if len(runs) > _MOST:
                return None
    except OSError as error:
        if error.errno != errno.ENXIO:  # no data from here on
            return None
    return tuple(runs)


class Sparse:
    """A file system's knowledge rather than a format: only outermost files have it."""

    name = "sparse"
    also: tuple[str, ...] = ("any file with large holes",)
    first = b""
    recognised = "holes of 64 MiB or more that the file system knows of, where nothing else recognises the file"
    limits: tuple[str, ...] = ("Each run of data is looked at on its own.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:  # noqa: ARG002 - holes are not seen in the bytes
        """Never by content."""
        return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The runs of data; the holes are padding."""
        runs = desk.blob.runs or ()
        reached = 0
        for offset, length in (*runs, (len(desk.data), 0)):
            desk.account.claim(reached, offset, ExtentState.PADDING)
            reached = offset + length
            desk.account.claim(offset, reached)
        for offset, length in runs:
            yield desk.stored("data-run", offset, offset + length)
