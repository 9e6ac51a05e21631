"""LZ4, frames of both kinds that follow each other. Source: LZ4 Frame Format Description 1.6.3."""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.blocks import LZ4_FRAME, LZ4_LEGACY
from sousveil.opening.formats.format import Desk, suffix_off


class Lz4:
    """See the module."""

    name = "lz4"
    also: tuple[str, ...] = ("lz4", "tlz4", "kernels and ramdisks of the legacy frame")
    first = b"\x04\x02"
    recognised = "the magic number of a frame and its flags, or of a legacy frame and the size of its first block"
    limits: tuple[str, ...] = ("Frames that need a dictionary are a gap.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """04 22 4D 18 and version 1; or 02 21 4C 18 and a block that fits."""
        if start[:4] == LZ4_FRAME:
            return len(data) >= 11 and start[4] & 0xC2 == 0x40 and start[5] & 0x8F == 0
        return start[:4] == LZ4_LEGACY and 0 < int.from_bytes(start[4:8], "little") <= len(data) - 8

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of all frames; the content of skippable ones as asides."""
        yield from desk.stream(self.name, suffix_off(desk.blob.name, b".lz4"))
