"""Images of discs that keep whole sectors. Source: see ``sousveil.opening.sectors``."""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.sectors import MARK, OFFSETS, RAW


class RawSectors:
    """See the module."""

    name = "raw-sectors"
    also: tuple[str, ...] = ("bin of an image with a cue, img of an image with a ccd, mdf",)
    first = b"\0"
    recognised = "two sectors of 2,352 bytes with their marks, of mode 1 or 2"
    limits: tuple[str, ...] = (
        "Of sectors of mode 2 in its second form (video) 2,048 of 2,324 bytes come out.",
        "Tracks of sound behind the data are a part of their own.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The mark at the beginning, and again where the next sector begins."""
        marked = start[: len(MARK)] == MARK and bytes(data[RAW : RAW + len(MARK)]) == MARK
        return marked and len(data) >= 2 * RAW and data[15] in OFFSETS

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The image that the data make up."""
        step = f"sectors:{OFFSETS.get(desk.data[15], 16)}"
        yield from desk.unpacked("disc-image", 0, len(desk.data), step, called=desk.blob.name)
