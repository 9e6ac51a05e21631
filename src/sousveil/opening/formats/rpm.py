"""RPM packages. Sources: RPM manual, "RPM V4 Package format" (lead, signature, header, payload), its tags."""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk

_LEAD = b"\xed\xab\xee\xdb"
_HEADER = b"\x8e\xad\xe8\x01"
_ENTRIES = 1 << 16
_TAG_FORMAT, _TAG_COMPRESSOR = 1124, 1125
_SUFFIXES = {b"gzip": b".gz", b"xz": b".xz", b"lzma": b".lzma", b"zstd": b".zst", b"bzip2": b".bz2"}


class Rpm:
    """See the module."""

    name = "rpm"
    also: tuple[str, ...] = ("rpm", "srpm", "delta rpm, its payload as it stands")
    first = b"\xed"
    recognised = "the magic number of its lead, and that of the signature behind it"
    limits: tuple[str, ...] = (
        "Signatures are not checked.",
        "What the header says of files, scripts and dependencies is looked through as it stands, not read by its tags.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """ED AB EE DB, version 3 or 4, and 8E AD E8 01 at byte 96."""
        return start[:4] == _LEAD and len(data) > 112 and start[4] in {3, 4} and start[96:100] == _HEADER

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The signature, the header, and the payload, which is compressed cpio."""
        desk.account.claim(0, 96)
        signature = _end(desk.data, 96)
        header = signature + -signature % 8
        end = _end(desk.data, header)
        if signature < 0 or end < 0:
            yield desk.gap("truncated", detail="the signature or the header goes beyond the end")
            return
        desk.account.claim(96, end)
        yield desk.stored("rpm-signature", 96, signature)
        yield desk.stored("rpm-header", header, end)
        said = _strings(bytes(desk.data[header:end]), {_TAG_FORMAT, _TAG_COMPRESSOR})
        name = said.get(_TAG_FORMAT, b"cpio")[:8] + _SUFFIXES.get(said.get(_TAG_COMPRESSOR, b"gzip"), b"")
        if end < len(desk.data):
            desk.account.claim(end, len(desk.data))
            yield desk.stored("rpm-payload", end, len(desk.data), name=b"payload." + name)
        else:
            yield desk.gap("truncated", detail="no payload")


def _end(data: memoryview, at: int) -> int:
    """Where the header at ``at`` ends: 16 bytes, its index of 16 bytes an entry, its store; -1 where there is none."""
    if at < 0 or at + 16 > len(data) or bytes(data[at : at + 4]) != _HEADER:
        return -1
    entries, store = struct.unpack_from(">II", data, at + 8)
    end: int = at + 16 + 16 * entries + store
    return end if end <= len(data) else -1


def _strings(header: bytes, tags: set[int]) -> dict[int, bytes]:
    """The values of those of ``tags`` that are one string each (type 6)."""
    (entries,) = struct.unpack_from(">I", header, 8)
    store = 16 + 16 * entries
    found: dict[int, bytes] = {}
    for number in range(min(entries, _ENTRIES)):
        tag, kind, offset, _ = struct.unpack_from(">4I", header, 16 + 16 * number)
        if tag in tags and kind == 6:
            found[tag] = header[store + offset :].split(b"\0", 1)[0]
    return found
