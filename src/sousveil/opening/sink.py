"""Where decompressed bytes go: memory, or an unnamed file once they are too many."""

import mmap
import os
import tempfile
from typing import IO

from isal import isal_zlib


class NoRoomError(Exception):
    """There is neither disk nor memory left to put a large member."""


class Sink:
    """Collects pieces; past ``in_memory`` bytes they go to a file without a name, which is mapped in the end.

    in_memory  bytes up to which memory is used
    size       bytes so far
    since      bytes since the last ``begin``
    crc        CRC-32 of the bytes since the last ``begin``
    """

    __slots__ = ("_file", "_mark", "_pieces", "crc", "in_memory", "size")

    def __init__(self, in_memory: int) -> None:
        self.in_memory = in_memory
        self._pieces: list[bytes] = []
        self._file: IO[bytes] | None = None
        self._mark = (0, 0)
        self.size = 0
        self.crc = 0

    @property
    def since(self) -> int:
        """Bytes since the last ``begin``."""
        return self.size - self._mark[0]

    def begin(self) -> None:
        """A new stream begins here."""
        self._mark = (self.size, len(self._pieces))
        self.crc = 0

    def rollback(self) -> None:
        """Forget everything since ``begin``."""
        self.size, count = self._mark
        self.crc = 0
        if self._file is None:
            del self._pieces[count:]
        else:
            self._file.seek(self.size)
            self._file.truncate()

    def add(self, piece: bytes) -> None:
        """Append ``piece``. Raises ``NoRoomError``."""
        if not piece:
            return
        self.size += len(piece)
        self.crc = isal_zlib.crc32(piece, self.crc)
        self._pieces.append(piece)
        if self._file is not None or self.size > self.in_memory:
            self._spill()

    def _spill(self) -> None:
        try:
            if self._file is None:
                self._file = _unnamed()
            for piece in self._pieces:
                self._file.write(piece)
        except OSError as error:
            raise NoRoomError(error.strerror or "no room") from error
        self._pieces.clear()

    def finish(self) -> memoryview:
        """All that was added, read-only. Raises ``NoRoomError``."""
        if self._file is None:
            return memoryview(self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces))
        if not self.size:
            return memoryview(b"")
        try:
            self._file.flush()
            with self._file:
                return memoryview(mmap.mmap(self._file.fileno(), self.size, access=mmap.ACCESS_READ))
        except OSError as error:
            raise NoRoomError(error.strerror or "no room") from error


def _unnamed() -> IO[bytes]:
    """A file without a name on disk, or in memory where a disk may not be written."""
    try:
        return tempfile.TemporaryFile(prefix="sousveil-")
    except OSError:
        if not hasattr(os, "memfd_create"):
            raise
        return open(os.memfd_create("sousveil"), "w+b")  # noqa: PTH123 - as above
