"""Lzip, one member or several that follow each other. Source: the lzip manual, "File format"."""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.blocks import lzip_dictionary
from sousveil.opening.formats.format import Desk, suffix_off


class Lzip:
    """See the module."""

    name = "lzip"
    also: tuple[str, ...] = ("lz",)
    first = b"L"
    recognised = "LZIP, version 1, and a size of dictionary that is allowed"
    limits: tuple[str, ...] = ("Version 0, which no longer has a writer, is not recognised.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """``LZIP``, 1, a coded size of 4 KiB to 512 MiB."""
        return start[:5] == b"LZIP\x01" and len(data) > 26 and lzip_dictionary(start[5]) > 0

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of all members."""
        tar = suffix_off(desk.blob.name, b".tlz")
        yield from desk.stream(self.name, tar + b".tar" if tar else suffix_off(desk.blob.name, b".lz"))
