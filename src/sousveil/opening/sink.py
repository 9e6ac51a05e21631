"""Where decompressed bytes go: memory, or the store once they are too many."""

from isal import isal_zlib

from sousveil.opening.store import STORE, Stretch


class NoRoomError(Exception):
    """There is neither disk nor memory left to put a large member."""


class Sink:
    """Collects pieces; past ``in_memory`` bytes they go to the store, and are mapped in the end.

    in_memory  bytes up to which memory is used
    size       bytes so far
    since      bytes since the last ``begin``
    crc        CRC-32 of the bytes since the last ``begin``
    """

    __slots__ = ("_mark", "_pieces", "_stretch", "crc", "in_memory", "size")

    def __init__(self, in_memory: int) -> None:
        self.in_memory = in_memory
        self._pieces: list[bytes] = []
        self._stretch: Stretch | None = None
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
        if self._stretch is None:
            del self._pieces[count:]
        else:
            self._stretch.cut(self.size)

    def add(self, piece: bytes) -> None:
        """Append ``piece``. Raises ``NoRoomError``."""
        if not piece:
            return
        self.size += len(piece)
        self.crc = isal_zlib.crc32(piece, self.crc)
        self._pieces.append(piece)
        if self._stretch is not None or self.size > self.in_memory:
            self._spill()

    def _spill(self) -> None:
        try:
            if self._stretch is None:
                self._stretch = STORE.begin()
            for piece in self._pieces:
                self._stretch.write(piece)
        except OSError as error:
            raise NoRoomError(error.strerror or "no room") from error
        self._pieces.clear()

    def finish(self) -> memoryview:
        """All that was added, read-only. Raises ``NoRoomError``."""
        if self._stretch is None:
            return memoryview(self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces))
        try:
            return self._stretch.finish()
        except OSError as error:
            raise NoRoomError(error.strerror or "no room") from error
