"""Discs with UDF alone. See ``udf_tree`` for the sources."""

from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.disc import Members
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.udf_tree import KIND, claim_marks
from sousveil.opening.formats.udf_tree import Udf as Volume

_FIRST = 32768


class Udf:
    """See the module."""

    name = "udf"
    also: tuple[str, ...] = ("iso", "udf", "img")
    first = b""
    recognised = "BEA01 in sector 16, and a volume that can be followed to its file set"
    limits: tuple[str, ...] = (
        "Discs written in several sessions with a virtual allocation table are a gap.",
        "Streams and extended attributes of files are not opened.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:  # noqa: ARG002 - it stands further back
        """The mark of the beginning of the extended area."""
        return (
            len(data) > _FIRST + 2048 and data[_FIRST + 1] == 0x42 and bytes(data[_FIRST + 1 : _FIRST + 6]) == b"BEA01"
        )

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files."""
        claim_marks(desk)
        volume = Volume(desk)
        if not volume.found:
            yield desk.gap(
                "unsupported-method" if volume.unknown else "damaged", detail=volume.unknown or "no file set"
            )
            return
        yield from Members(desk, KIND, self.name).tree(volume.files())
