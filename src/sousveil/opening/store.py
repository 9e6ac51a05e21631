"""Where members lie that are too large for memory: stretches of one file without a name, which is on disk.

A worker may open no file for writing once it is fenced in; so it opens this one before. What was opened last is given
back first, as the walk through an archive goes, and the file shrinks again. Zeros past the end of the file are left out
of it: it reads as zeros there, and images of disks and bombs are made of them.
"""

import contextlib
import mmap
import os
import tempfile
import weakref

_HOLE = 4096
"""Bytes of zeros from which on it is worth to leave them out."""
_ZEROS = bytes(1 << 16)


class Stretch:
    """A stretch of the store that is being written. ``start`` and ``size`` in bytes of its file."""

    __slots__ = ("__weakref__", "_store", "descriptor", "size", "start")

    def __init__(self, store: "Store", descriptor: int, start: int) -> None:
        self._store = store
        self.descriptor = descriptor
        self.start = start
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Append ``piece``. Raises ``OSError`` where there is no room."""
        if _is_hole(piece) and self.start + self.size >= os.fstat(self.descriptor).st_size:
            self.size += len(piece)
            return
        view = memoryview(piece)
        while view:
            done = os.pwrite(self.descriptor, view, self.start + self.size)
            self.size += done
            view = view[done:]

    def cut(self, size: int) -> None:
        """Forget what was written after the first ``size`` bytes."""
        self.size = min(self.size, size)

    def finish(self) -> memoryview:
        """All of it, mapped read-only. Raises ``OSError``."""
        return self._store.keep(self)


class Store:
    """One file and its stretches, of which one at a time is written."""

    def __init__(self) -> None:
        self._file = -1
        self._writing: weakref.ref[Stretch] | None = None
        self._kept: list[list[int]] = []
        """[start, end, whether it is still used], in the order of the file."""

    def open(self) -> None:
        """Make the file, where it can be made; else each stretch tries again."""
        with contextlib.suppress(OSError), tempfile.TemporaryFile(prefix="sousveil-") as file:
            self._take(file.fileno())

    def begin(self) -> Stretch:
        """A new stretch at the end. Raises ``OSError`` where there can be none."""
        if self._writing is not None and self._writing() is not None:
            raise OSError(0, "two members are unpacked at once")
        if self._file < 0:
            self._make()
        start = max((end for _, end, _ in self._kept), default=0)
        stretch = Stretch(self, self._file, start)
        self._writing = weakref.ref(stretch)
        return stretch

    def keep(self, stretch: Stretch) -> memoryview:
        """Map what was written; its room is free again when nobody holds the map."""
        self._writing = None
        if not stretch.size:
            return memoryview(b"")
        if os.fstat(stretch.descriptor).st_size < stretch.start + stretch.size:
            os.ftruncate(stretch.descriptor, stretch.start + stretch.size)  # it ends with zeros that were left out
        mapped = mmap.mmap(stretch.descriptor, stretch.size, access=mmap.ACCESS_READ, offset=stretch.start)
        whole = mmap.ALLOCATIONGRANULARITY
        kept = [stretch.start, -(-(stretch.start + stretch.size) // whole) * whole, 1]
        self._kept.append(kept)
        weakref.finalize(mapped, self._free, kept).atexit = False
        return memoryview(mapped)

    def _free(self, kept: list[int]) -> None:
        kept[2] = 0
        freed = False
        while self._kept and not self._kept[-1][2]:
            start = self._kept.pop()[0]
            freed = True
        if freed and (self._writing is None or self._writing() is None):
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, start)

    def _make(self) -> None:
        """A file without a name on disk, or in memory where a disk may not be written."""
        self.open()
        if self._file < 0:
            if not hasattr(os, "memfd_create"):
                raise OSError(0, "no file can be made")
            descriptor = os.memfd_create("sousveil")
            self._take(descriptor)
            os.close(descriptor)

    def _take(self, descriptor: int) -> None:
        self._file = os.dup(descriptor)
        weakref.finalize(self, os.close, self._file).atexit = False


def _is_hole(piece: bytes) -> bool:
    if len(piece) < _HOLE or piece[0] or piece[-1]:
        return False
    return all(piece.startswith(_ZEROS[: len(piece) - at], at) for at in range(0, len(piece), len(_ZEROS)))


STORE = Store()
"""That of this process."""
