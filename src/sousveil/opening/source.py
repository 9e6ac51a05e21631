"""An outermost file held open: its bytes, and whether it stays as it was."""

import mmap
import os
import stat
from collections.abc import Sequence
from types import TracebackType

from sousveil.opening.entry import Entry
from sousveil.opening.sink import Sink

_PIECE = 4 << 20
_SMALL = 1 << 20
"""Files up to this size are read, not mapped: faster, and a file cut short meanwhile cannot kill the process."""


class ChangedError(Exception):
    """The file is not what it was when it was opened."""


class Source:
    """The file of an entry. ``regular`` says whether there is anything to read; ``size`` and ``allocated`` in bytes."""

    def __init__(self, entry: Entry) -> None:
        """Open it, without following a link inside a folder. Raises ``OSError``."""
        flags = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        if entry.path:
            flags |= getattr(os, "O_NOFOLLOW", 0)
        self.descriptor = os.open(entry.location, flags)
        self._first = os.fstat(self.descriptor)
        self.regular = stat.S_ISREG(self._first.st_mode)
        self.size = self._first.st_size
        self.allocated: int = getattr(self._first, "st_blocks", self.size // 512 + 1) * 512
        self._mapped = False

    def __enter__(self) -> "Source":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self.descriptor)

    def data(self) -> memoryview:
        """The bytes, read or mapped, read-only. Raises ``OSError`` and ``ChangedError``."""
        if self.size > _SMALL:
            self._mapped = True
            return memoryview(mmap.mmap(self.descriptor, self.size, access=mmap.ACCESS_READ))
        pieces = []
        left = self.size + 1
        while left > 0 and (piece := os.read(self.descriptor, left)):
            pieces.append(piece)
            left -= len(piece)
        data = b"".join(pieces)
        if len(data) != self.size:
            raise ChangedError(f"{self.size} bytes when it was opened, then {len(data)}")
        return memoryview(data)

    def check(self, *, last: bool = False) -> None:
        """Raises ``ChangedError`` where a mapped file has shrunk; at the ``last`` call also where it was written to."""
        if not (self._mapped or last):
            return
        now = os.fstat(self.descriptor)
        if now.st_size != self.size:
            raise ChangedError(f"{self.size} bytes when it was opened, {now.st_size} now")
        if last and now.st_mtime_ns != self._first.st_mtime_ns:
            raise ChangedError("it was written to while it was read")


def joined(root: bytes, parts: Sequence[bytes], in_memory: int) -> tuple[memoryview, tuple[int, ...]]:
    """The files at these paths in ``root`` one behind the other, and where each begins.

    Past ``in_memory`` bytes they are put together in the store. Raises ``OSError``, ``ChangedError``, ``NoRoomError``.
    """
    sink, starts = Sink(in_memory), list[int]()
    for path in parts:
        entry = Entry(root=root, path=path, size=0, number=0)
        with Source(entry) as source:
            if not source.regular:
                raise OSError(0, "not a file")
            starts.append(sink.size)
            data = source.data() if source.size else memoryview(b"")
            for at in range(0, len(data), _PIECE):
                sink.add(bytes(data[at : at + _PIECE]))
            source.check(last=True)
    return sink.finish(), tuple(starts)
