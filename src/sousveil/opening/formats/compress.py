"""Unix compress (``.Z``). Sources: POSIX.1-2024 ``compress``; the manual page of ncompress."""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk, suffix_off


class Compress:
    """See the module."""

    name = "compress"
    also: tuple[str, ...] = ("Z", "taz")
    first = b"\x1f"
    recognised = "1F 9D, codes of 9 to 16 bits, and a first code that is a byte"
    limits: tuple[str, ...] = ("It marks no end: whatever stands behind the stream is taken for a part of it.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """1F 9D, no reserved flag, 9 to 16 bits, and a first code below 256."""
        return (
            start[:2] == b"\x1f\x9d"
            and len(data) >= 5
            and start[2] & 0x60 == 0
            and 9 <= start[2] & 0x1F <= 16
            and start[4] & 1 == 0
        )

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of the stream."""
        yield from desk.stream(self.name, suffix_off(desk.blob.name, b".z"))
