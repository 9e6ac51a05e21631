"""LZMA alone (``.lzma``), the format before xz. Source: the LZMA specification that comes with the LZMA SDK."""

import lzma
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk, suffix_off

_DICTIONARIES = {1 << n for n in range(12, 31)} | {3 << n for n in range(11, 30)}


class LzmaAlone:
    """See the module."""

    name = "lzma"
    also: tuple[str, ...] = ("lzma", "tlz")
    first = b"\x5d"
    recognised = "properties 5D, a usual dictionary size, a sane length, and a first piece that decompresses"
    limits: tuple[str, ...] = ("It has no magic number: streams with unusual properties are not recognised.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Properties, dictionary and length that an encoder writes, and a beginning that can be decoded."""
        if start[:1] != b"\x5d" or len(data) < 19 or start[13] != 0:
            return False
        length = int.from_bytes(start[5:13], "little")
        if int.from_bytes(start[1:5], "little") not in _DICTIONARIES or (length >> 40 and length != (1 << 64) - 1):
            return False
        try:
            piece = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=1 << 30).decompress(bytes(data[:4096]), 4096)
        except (lzma.LZMAError, MemoryError):
            return False
        return bool(piece) or not length

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of the stream."""
        yield from desk.stream(self.name, suffix_off(desk.blob.name, b".lzma"))
