"""Zstandard, one frame or several that follow each other. Source: RFC 8878."""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk, suffix_off


class Zstd:
    """See the module."""

    name = "zstd"
    also: tuple[str, ...] = ("zst", "tzst")
    first = bytes([0x28, *range(0x50, 0x60)])
    recognised = "the magic number of a frame, or of a skippable frame before one"
    limits: tuple[str, ...] = (
        "Frames that need a dictionary are a gap.",
        "Frames that need a window of more than 1 GiB are a gap.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """28 B5 2F FD and no reserved bit; or a skippable frame that one of them follows."""
        if start[:4] == b"\x28\xb5\x2f\xfd":
            return len(data) >= 9 and start[4] & 8 == 0
        if start[1:4] == b"\x2a\x4d\x18" and start[0] & 0xF0 == 0x50 and len(data) > 16:
            after = 8 + int.from_bytes(start[4:8], "little")
            return bytes(data[after : after + 4]) == b"\x28\xb5\x2f\xfd"
        return False

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of all frames; the content of skippable ones as asides."""
        yield from desk.stream(self.name, suffix_off(desk.blob.name, b".zst", b".zstd"))
