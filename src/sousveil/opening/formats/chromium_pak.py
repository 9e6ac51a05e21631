"""Resources of Chromium and Electron (``.pak``).

Sources: the comment at the head of Chromium's ``data_pack.cc``; ``resource_bundle.h`` for what is packed with brotli.
Numbers have the lowest byte first. Version 4: version, number of resources, encoding (one byte); version 5: version,
encoding, three bytes of nothing, number of resources and of aliases (16 bits each). Then, for each resource and once
more for their end, an id and an offset; then the aliases, an id and an index each.
"""

import itertools
import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk

_ENTRY = struct.Struct("<HI")
_ALIAS = 4
_SHORT = 4096
"""Texts in a row that are no longer than this are one part: strings of the interface come by the thousand."""
_BROTLI = b"\x1e\x9b"
_TEXT = bytes([9, 10, 13, *range(32, 127), *range(128, 256)])


class ChromiumPak:
    """See the module."""

    name = "chromium-pak"
    also: tuple[str, ...] = ("pak",)
    first = b"\x04\x05"
    recognised = "version 4 or 5, an encoding that exists, and a table of offsets that rise from its own end to the end"
    limits: tuple[str, ...] = (
        "Short texts that follow each other are one part; ids are not turned back into the names they had.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """By what the table says of itself."""
        return _table(data, start) is not None

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The resources, short texts together."""
        found = _table(desk.data, bytes(desk.data[:512]))
        if found is None:
            return
        at, count, end = found
        desk.account.claim(0, end)
        offsets = [offset for _, offset in _ENTRY.iter_unpack(desk.data[at : at + (count + 1) * _ENTRY.size])]
        if any(after < before for before, after in itertools.pairwise(offsets)):
            yield desk.gap("damaged", detail="the offsets do not rise")
            return
        waiting = offsets[0]
        index = 0
        for number, (start, stop) in enumerate(itertools.pairwise(offsets)):
            if stop - start <= _SHORT and not bytes(desk.data[start:stop]).translate(None, _TEXT):
                continue
            yield from _strings(desk, waiting, start, index)
            yield from _resource(desk, start, min(stop, len(desk.data)), number)
            waiting, index = stop, number + 1
        yield from _strings(desk, waiting, offsets[-1], index)


def _resource(desk: Desk, start: int, stop: int, index: int) -> Iterator[Blob | Gap]:
    """One resource. What is packed with brotli has a mark and the length that comes out, in six bytes, before it."""
    if bytes(desk.data[start : start + 2]) == _BROTLI and stop - start > 8:
        size = int.from_bytes(desk.data[start + 2 : start + 8], "little")
        desk.account.claim(start, start + 8)
        yield from desk.unpacked("pak-resource", start + 8, stop, "brotli", index=index, size=size)
    else:
        desk.account.claim(start, stop)
        yield desk.stored("pak-resource", start, stop, index=index)


def _strings(desk: Desk, start: int, stop: int, index: int) -> Iterator[Blob]:
    if start < stop:
        desk.account.claim(start, stop)
        yield desk.stored("pak-resources", start, stop, index=index)


def _table(data: memoryview, start: bytes) -> tuple[int, int, int] | None:
    """(offset of the table, number of resources, end of all tables); ``None`` where that is no pack."""
    if len(start) < 24 or start[1:4] != b"\0\0\0":
        return None
    if start[0] == 4:
        (count,) = struct.unpack_from("<I", start, 4)
        encoding, at, aliases = start[8], 9, 0
    else:
        encoding, at = start[4], 12
        count, aliases = struct.unpack_from("<HH", start, 8)
        if start[5:8] != b"\0\0\0":
            return None
    last = at + count * _ENTRY.size
    end = last + _ENTRY.size + aliases * _ALIAS
    if encoding > 2 or not count or end > len(data):
        return None
    first, stop = _ENTRY.unpack_from(start, at)[1], _ENTRY.unpack_from(data, last)[1]
    return (at, count, end) if first == end and stop == len(data) else None
