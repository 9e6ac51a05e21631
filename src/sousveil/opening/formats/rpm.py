"""RPM packages. Source: RPM manual, "RPM V4 Package format" (lead, signature, header, payload), and its tags."""

from collections.abc import Iterator
from functools import partial

from sousveil.model.gap import Gap
from sousveil.opening import rpm_header
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk

_LEAD = b"\xed\xab\xee\xdb"
_COMPRESSOR = 1125
_SUFFIXES = {b"gzip": b".gz", b"xz": b".xz", b"lzma": b".lzma", b"zstd": b".zst", b"bzip2": b".bz2", b"none": b""}


class Rpm:
    """See the module."""

    name = "rpm"
    also: tuple[str, ...] = ("rpm", "srpm", "delta rpm, its payload as it stands")
    first = b"\xed"
    recognised = "the magic number of its lead, and that of the signature behind it"
    limits: tuple[str, ...] = (
        "Signatures are not checked.",
        "Of the header the strings are read (names of files, scripts, dependencies), a line each; numbers are not.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """ED AB EE DB, version 3 or 4, and 8E AD E8 01 at byte 96."""
        return start[:4] == _LEAD and len(data) > 112 and start[4] in {3, 4} and start[96:100] == rpm_header.MAGIC

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The strings of signature and header, and the payload, which is compressed cpio."""
        desk.account.claim(0, 96)
        signature = rpm_header.end(desk.data, 96)
        header = signature + -signature % 8
        end = rpm_header.end(desk.data, header)
        if signature < 0 or end < 0:
            yield desk.gap("truncated", detail="the signature or the header goes beyond the end")
            return
        desk.account.claim(signature, header)
        yield from desk.unpacked("rpm-signature", 96, signature, "rpm-strings", name=b"signature.txt")
        yield from desk.unpacked("rpm-header", header, end, "rpm-strings", name=b"header.txt", called=b"header.txt")
        said = next((one for tag, one in rpm_header.texts(bytes(desk.data[header:end])) if tag == _COMPRESSOR), [b""])
        name = b"payload.cpio" + _SUFFIXES.get(said[0] if said else b"", b".gz")
        if end < len(desk.data):
            desk.account.claim(end, len(desk.data))
            payload = desk.stored("rpm-payload", end, len(desk.data), name=name)
            payload.listing = partial(rpm_header.files, desk.data[header:end])
            yield payload
        else:
            yield desk.gap("truncated", detail="no payload")
