"""Two tables of an installer database: its strings, and the names of its files.

Sources: Microsoft's documentation of the File table (columns and their types); how strings and rows are stored is
public from many readers of the format: of each string its length and the count of its uses, of a table its columns one
behind the other, strings by their number.
"""

import struct

_LARGE = 0x8000  # a number of a string takes three bytes
_MOST = 1 << 20


class Database:
    """``strings`` in their order, the first with the number 1. Raises ``ValueError`` where the pool does not fit."""

    __slots__ = ("_files", "_width", "strings")

    def __init__(self, pool: bytes, data: bytes, files: bytes) -> None:
        self._width = 3 if len(pool) >= 4 and int.from_bytes(pool[2:4], "little") & _LARGE else 2
        self._files = files
        self.strings: list[bytes] = []
        at = high = 0
        for length, used in struct.iter_unpack("<HH", pool[4 : len(pool) & ~3]):
            if not length and used and not high:
                high = used  # a string of 64 KiB or more: the rest of its length follows
                continue
            size = length + (high << 16)
            high = 0
            self.strings.append(data[at : at + size])
            at += size
        if at != len(data):
            raise ValueError("the pool of strings does not fit them")

    def names(self) -> dict[bytes, bytes]:
        """By key: the long name of each file. Empty where the table of files does not fit."""
        fixed = 5 * self._width + 4 + 2  # five strings, the size, the attributes; behind them the sequence
        for row in (fixed + 4, fixed + 2):
            count = len(self._files) // row
            if not count or len(self._files) % row or count > _MOST:
                continue
            keys, names = (self._column(column, count) for column in (0, 2))
            if all(keys) and all(names):
                return {key: name.rpartition(b"|")[2] for key, name in zip(keys, names, strict=True)}
        return {}

    def _column(self, column: int, count: int) -> list[bytes]:
        """One of the first three columns; ``b""`` for a number without a string."""
        width = self._width
        start = column * count * width
        numbers = (
            int.from_bytes(self._files[start + width * row : start + width * (row + 1)], "little")
            for row in range(count)
        )
        return [self.strings[number - 1] if 0 < number <= len(self.strings) else b"" for number in numbers]
