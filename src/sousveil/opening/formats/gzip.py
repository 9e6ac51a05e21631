"""Gzip, one member or several that follow each other. Source: RFC 1952."""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk, suffix_off


class Gzip:
    """See the module."""

    name = "gzip"
    also: tuple[str, ...] = ("gz", "tgz", "svgz")
    first = b"\x1f"
    recognised = "its first three bytes and its flags"
    limits: tuple[str, ...] = (
        "Members after the first do not get a name of their own: what comes out of all of them is one blob.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """1F 8B, method 8, no reserved flag."""
        return start[:3] == b"\x1f\x8b\x08" and len(data) > 10 and start[3] & 0xE0 == 0

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of all members, and comments and extra fields of their headers."""
        tar = suffix_off(desk.blob.name, b".tgz")
        yield from desk.stream(self.name, tar + b".tar" if tar else suffix_off(desk.blob.name, b".gz"))
