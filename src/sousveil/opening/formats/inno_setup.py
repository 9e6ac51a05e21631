"""The setup data of an Inno Setup installer: its framed blocks, where each file lies, the names of files.

Sources: innoextract (zlib licence), ``stream/block.cpp``, ``setup/data.cpp``, ``setup/file.cpp``; the source of Inno
Setup, ``Compression.Base.pas`` and ``Shared.Struct.pas``. Versions differ in the width of fields; which is meant is
told by what fits, since makers of installers change the version as they like.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from sousveil.model.late import late
from sousveil.opening.transforms import pieces

VERSION = late(rb"(?:Inno Setup|My Inno Setup Extensions) Setup Data \(([0-9a-z.]{1,20})\)[^\x00]{0,36}\x00")
"""The mark of the setup data, 64 bytes in all."""
MARK = 64
CHUNK = b"zlb\x1a"
_PIECE = 4096
_ENCRYPTION = (0, 53)  # bytes between the mark and the first block, from version 6.5 on
_MOST = 1 << 20
_PLACES = 100_000  # in a script that may be records of files


class Block(NamedTuple):
    """A framed block: (start, end) with its frame, and the transform of that run that gives what is in it."""

    start: int
    end: int
    transform: str


def block_at(data: memoryview, at: int) -> Block | None:
    """The block at ``at``; ``None`` where the checksum of its header says that there is none, or it is cut short."""
    crc = int.from_bytes(data[at : at + 4], "little")
    for layout in ("<IB", "<QB", "<II"):
        size = struct.calcsize(layout)
        header = bytes(data[at + 4 : at + 4 + size])
        if len(header) < size or zlib.crc32(header) != crc:
            continue
        stored, how = struct.unpack(layout, header)
        codec = "lzma-stream" if how else ""
        if layout == "<II":
            stored, codec = (how, "") if stored == 0xFFFFFFFF else (stored, "zlib")
            stored += -(-stored // _PIECE) * 4
        start = at + 4 + size
        end = start + stored
        if end > len(data) or not stored > 4:
            return None
        if codec and bytes(data[start + 4 : start + 5]) == b"\x78":
            codec = "zlib"  # before version 4.1.6
        runs = ((piece + 4 - at, min(_PIECE, end - piece - 4)) for piece in range(start, end - 4, _PIECE + 4))
        return Block(at, end, pieces(runs) + (f"|{codec}" if codec else ""))
    return None


def first_block(data: memoryview, mark: int) -> Block | None:
    """The first block of the setup data whose mark stands at ``mark``."""
    for between in _ENCRYPTION:
        block = block_at(data, mark + MARK + between)
        if block is not None:
            return block
    return None


class Location(NamedTuple):
    """Where a file lies: its chunk (offset and packed bytes), its place in what comes out of that, its checksum."""

    slice: int
    chunk: int
    stored: int
    start: int
    size: int
    checksum: bytes


def locations(raw: memoryview, chunks: Sequence[int]) -> list[Location]:
    """The files, out of the second block; ``chunks`` are offsets at which chunks begin. Empty where nothing fits."""
    starts = set(chunks)
    for wide in (False, True):
        for checksum in (20, 32, 16, 4):
            layout = struct.Struct(f"<II{'Q' if wide else 'I'}QQQ{checksum}s16x")
            for tail in (2, 1, 3, 4):
                size = layout.size + tail
                if not raw or len(raw) % size or len(raw) // size > _MOST:
                    continue
                found: list[Location] = []
                for at in range(0, len(raw), size):
                    first, _, chunk, start, length, stored, check = layout.unpack_from(raw, at)
                    found.append(Location(first, chunk, stored, start, length, check))
                    if not _sane(found[-1], starts):
                        break
                else:
                    return found
    return []


def _sane(one: Location, starts: set[int]) -> bool:
    return (one.chunk in starts or not starts or one.slice > 0) and max(one.start, one.size, one.stored) < 1 << 44


def names(header: bytes, count: int, *, wide: bool) -> dict[int, bytes]:
    """By number of its location: the path of each file, as UTF-8, out of the first block.

    The records of files are looked for: an empty source, a path that begins with a constant (``{app}``), other strings,
    two ranges of versions of Windows, the number of the location. How many strings is told by what leads to most files.
    """
    zero = b"\0" if wide else b""
    looked = re.finditer(rb"(?=\0{4}.{2}\0\0\{" + zero + rb"[a-z])", header, re.DOTALL)
    places = [found.start() for found in islice(looked, _PLACES)]
    best: dict[int, bytes] = {}
    most = (0, 0)
    for strings in range(6, 15):
        for more in (0, 33):
            found: dict[int, bytes] = {}
            doubtful: dict[int, bytes] = {}
            for place in places:
                for location, path, usual in _record(header, place, strings, more, wide=wide):
                    if location < count:
                        (found if usual else doubtful).setdefault(location, path)
            score = (len(found), len(doubtful))
            if score > most:
                best, most = doubtful | found, score
            if len(found) == count:
                return best
    return best


def _record(header: bytes, at: int, strings: int, more: int, *, wide: bool) -> Iterator[tuple[int, bytes, bool]]:
    """(location, path, whether no permissions are set, as is usual: other records may look like one of a file)."""
    at += 4
    path = b""
    for number in range(strings + 1 + (more > 0)):
        length = int.from_bytes(header[at : at + 4], "little")
        if length > 8192 or at + 4 + length > len(header):
            return
        if not number:
            path = header[at + 4 : at + 4 + length]
        at += 4 + length
    at += more + 20
    if at + 18 <= len(header):
        text = path.decode("utf-16-le", "replace").encode("utf-8", "replace") if wide else path
        usual = header[at + 16 : at + 18] == b"\xff\xff"
        yield int.from_bytes(header[at : at + 4], "little"), text.replace(b"\\", b"/"), usual
