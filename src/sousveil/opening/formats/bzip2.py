"""Bzip2, one stream or several that follow each other."""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk, suffix_off


class Bzip2:
    """See the module."""

    name = "bzip2"
    also: tuple[str, ...] = ("bz2", "tbz2")
    first = b"B"
    recognised = "BZh, the block size, and the magic number of the first block"
    limits: tuple[str, ...] = ("Blocks after a damaged one are not searched for.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """``BZh1`` to ``BZh9``, then the first block (pi) or the end of an empty stream (root of pi)."""
        return (
            start[:3] == b"BZh"
            and len(data) >= 14
            and 0x31 <= start[3] <= 0x39
            and start[4:10] in {b"1AY&SY", b"\x17\x72\x45\x38\x50\x90"}
        )

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of all streams."""
        yield from desk.stream(self.name, suffix_off(desk.blob.name, b".bz2"))
