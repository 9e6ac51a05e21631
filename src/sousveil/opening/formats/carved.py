"""Archives and file systems in the middle of bytes that nothing recognises: images of devices, dumps of flash memory.

One pass looks for the marks; each is believed only where the header behind it holds (a checksum, a size that fits, a
beginning that can be decoded), since four bytes stand by chance in every large file. What is found is opened as what it
is, and what lies between is looked through as it stands. Sources: those of the formats; UBI: ``ubi-media.h``, UBIFS:
``ubifs-media.h``, JFFS2: ``jffs2.h``, cramfs: ``cramfs_fs.h``, romfs: ``romfs.rst``, EROFS: ``erofs_fs.h`` of the Linux
kernel; uImage: U-Boot's ``image.h``; gzip: RFC 1952.
"""

import contextlib
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import hyperscan
from isal import igzip_lib

from sousveil.model.gap import Gap
from sousveil.model.mapped import HELD, give_back
from sousveil.opening import formats
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.uimage import length_of
from sousveil.opening.pump import ERRORS

_LEAST = 4096
_SLICE, _OVERLAP = 4 << 20, 128
_TRIES = 10_000
"""Marks whose headers are looked at; a blob with more is full of them on purpose, or by another order than bytes."""
_MOST = 100_000
"""Marks in a slice that are looked at at all."""
_TO_THE_END = -1
_PIECE = 64 << 10
_PROGRAMS = (
    b"\x7fELF",
    b"MZ",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"dex\n",
)
_CLOSED = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3", b"wOF", b"\x00\x01\x00\x00\x00", b"OTTO",
           b"SQLite format 3\0", b"%PDF")  # fmt: skip
"""What others read or leave closed as a whole."""


class Found(NamedTuple):
    """A stretch that is something; where its header does not say where it ends, it goes on to the end of the blob."""

    start: int
    end: int


def _crc(data: bytes) -> int:
    """CRC-32 without the last inversion, as the flash file systems of Linux store it."""
    return zlib.crc32(data) ^ 0xFFFFFFFF


def _by_format(name: str) -> Callable[[memoryview], int]:
    def check(data: memoryview) -> int:
        form = formats.named(name)
        return _TO_THE_END if form is not None and form.accepts(data, bytes(data[:512])) else 0

    return check


def _squashfs(data: memoryview) -> int:
    return int.from_bytes(data[40:48], "little") if _by_format("squashfs")(data) else 0


def _gzip(data: memoryview) -> int:
    """It must decode: three bytes are no mark, and its header has no checksum."""
    try:
        pump = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP)
        out = pump.decompress(bytes(data[:_PIECE]), _LEAST)
    except ERRORS:
        return 0
    return _TO_THE_END if len(out) >= 512 or (pump.eof and out) else 0


def _lzma(data: memoryview) -> int:
    """It has no mark: much of it must decode, and its bytes must not be those of a table, which decode to anything."""
    if bytes(data[18:1042]).count(0) > 32 or not _by_format("lzma")(data):
        return 0
    try:
        out = lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=1 << 30).decompress(bytes(data[:_PIECE]), _PIECE)
    except ERRORS:
        return 0
    return _TO_THE_END if len(out) >= _LEAST else 0


def _sevenzip(data: memoryview) -> int:
    """The checksum of its first header: programs that write it hold the mark as well."""
    if bytes(data[4:7]) != b"\x27\x1c\x00":
        return 0
    return _TO_THE_END if zlib.crc32(data[12:32]) == int.from_bytes(data[8:12], "little") else 0


def _ubi(data: memoryview) -> int:
    """The header of an erase block: version 1, and its checksum."""
    head = bytes(data[:64])
    holds = len(head) == 64 and head[4] == 1 and _crc(head[:60]) == int.from_bytes(head[60:], "big")
    return _TO_THE_END if holds else 0


def _ubifs(data: memoryview) -> int:
    """A superblock node, the first of a file system: 4,096 bytes, and its checksum."""
    node = bytes(data[:4096])
    fits = len(node) == 4096 and node[20] == 6 and int.from_bytes(node[16:20], "little") == 4096
    return _TO_THE_END if fits and _crc(node[8:]) == int.from_bytes(node[4:8], "little") else 0


def _jffs2(data: memoryview) -> int:
    """The header of a node: kind, length, and the checksum of both, whose register begins with zeros."""
    head = bytes(data[:12])
    order = "little" if head[:2] == b"\x85\x19" else "big"
    length = int.from_bytes(head[4:8], order)  # type: ignore[arg-type]
    said = int.from_bytes(head[8:12], order)  # type: ignore[arg-type]
    fits = len(head) == 12 and 12 <= length <= len(data)
    return _TO_THE_END if fits and zlib.crc32(head[:8], 0xFFFFFFFF) ^ 0xFFFFFFFF == said else 0


def _cramfs(data: memoryview) -> int:
    head = bytes(data[:32])
    size = int.from_bytes(head[4:8], "little" if head[:1] == b"\x45" else "big")
    return size if head[16:32] == b"Compressed ROMFS" and 76 <= size <= len(data) else 0


def _romfs(data: memoryview) -> int:
    head = bytes(data[:512])
    size = int.from_bytes(head[8:12], "big")
    words = range(0, min(size, len(head)) // 4 * 4, 4)
    whole = sum(int.from_bytes(head[at : at + 4], "big") for at in words) & 0xFFFFFFFF == 0
    return size if whole and 32 <= size <= len(data) else 0


def _erofs(data: memoryview) -> int:
    """The superblock, 1,024 bytes in: blocks of 512 bytes to 64 KiB, as many as there is room for."""
    log, blocks = data[1036], int.from_bytes(data[1060:1064], "little")
    size = blocks << log if 9 <= log <= 16 else 0
    return size if 4096 <= size <= len(data) else 0


def _zip(data: memoryview) -> int:
    """A local header whose name is one: the marks of zip stand in every program that writes it."""
    name = bytes(data[30 : 30 + int.from_bytes(data[26:28], "little")])
    fits = 0 < len(name) <= 512 and not any(byte < 32 for byte in name)
    return _TO_THE_END if fits and _by_format("zip")(data) else 0


class _Mark(NamedTuple):
    """``literal`` stands ``before`` bytes behind the start: three or four bytes, of which many are looked for fastest.

    ``check`` gives the length by the header from the start on, ``_TO_THE_END`` where that does not say, 0 for no;
    ``more``: what must stand there besides, where the literal alone is met too often.
    """

    literal: bytes
    check: Callable[[memoryview], int]
    more: re.Pattern[bytes] | None = None
    before: int = 0


_GZIP = re.compile(rb"...[\x00-\x1f].{4}[\x00\x02\x04][\x00\x03\x0b]", re.DOTALL)
_LZMA = re.compile(rb"...[\x00\x01\x02\x04\x08\x10\x20\x40\x80][\x00-\x04](?:\xff{8}|.{5}\x00{3})\x00", re.DOTALL)
_CPIO = re.compile(rb"07070[127][0-9A-Fa-f]{70}")
_ZIP = re.compile(rb".{4}[\x0a-\x3f]\x00.[\x00\x08][\x00\x08]\x00", re.DOTALL)
_CAB = re.compile(rb".{4}\x00{4}.{4}\x00{4}.{4}\x00{4}\x03\x01", re.DOTALL)
_ZSTD = re.compile(rb".{4}[\x04\x24\x64\x84\xa4\xe4]", re.DOTALL)
_NODES = (b"\x85\x19\x01\xe0", b"\x85\x19\x02\xe0", b"\x85\x19\x03\x20", b"\x85\x19\x04\x20", b"\x85\x19\x06\x20")
_MARKS = (
    _Mark(b"hsqs", _squashfs),
    _Mark(b"\xfd7zX", _by_format("xz")),
    _Mark(b"\x1f\x8b\x08", _gzip, _GZIP),
    _Mark(b"\x5d\x00\x00", _lzma, _LZMA),
    _Mark(b"0707", _by_format("cpio"), _CPIO),
    _Mark(b"7z\xbc\xaf", _sevenzip),
    _Mark(b"PK\x03\x04", _zip, _ZIP),
    _Mark(b"MSCF", _by_format("cab"), _CAB),
    _Mark(b"\x28\xb5\x2f\xfd", _by_format("zstd"), _ZSTD),
    _Mark(b"\x27\x05\x19\x56", length_of),
    _Mark(b"UBI#", _ubi),
    _Mark(b"\x31\x18\x10\x06", _ubifs),
    *(_Mark(node, _jffs2) for node in _NODES),
    *(_Mark(bytes((node[1], node[0], node[3], node[2])), _jffs2) for node in _NODES),  # the highest byte first
    _Mark(b"\x45\x3d\xcd\x28", _cramfs),
    _Mark(b"\x28\xcd\x3d\x45", _cramfs),
    _Mark(b"-rom", _romfs, re.compile(b"-rom1fs-")),
    _Mark(b"\xe2\xe1\xf5\xe0", _erofs, None, 1024),
)


class Carved:
    """See the module."""

    name = "carved"
    also: tuple[str, ...] = ("images of devices (bin, img, dav, fw)", "dumps of flash memory", "zImage")
    first = b""
    recognised = "in bytes from 4 KiB on that nothing recognises: the mark of one of the formats below, and its header"
    limits: tuple[str, ...] = (
        "Known: 7z, cab, cpio, cramfs, EROFS, gzip, JFFS2, lzma, romfs, squashfs, UBI, UBIFS, uImage, xz, zip, zstd.",
        "Programs, pictures, text and what else has a mark of its own are not searched for what may lie in them.",
        "What is scrambled, encrypted or in an order of bytes of its own (dumps with spare areas) is not found.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Something stands in it that holds. What begins as text is text: of that there is too much to look through."""
        if len(data) < _LEAST or start.startswith(_PROGRAMS) or start.startswith(_CLOSED):
            return False
        if start.isascii() and b"\0" not in start:
            return False
        return next(_found(data), None) is not None

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What was found, in its order; what lies between is nobody's."""
        for index, found in enumerate(_found(desk.data)):
            member = desk.stored("carved", found.start, found.end, index=index)
            desk.account.claim(found.start, found.end)
            yield member


@cache
def _database() -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    written = [b"".join(b"\\x%02x" % byte for byte in mark.literal) for mark in _MARKS]
    database.compile(expressions=written, flags=[hyperscan.HS_FLAG_DOTALL] * len(written))
    return database


def _found(data: memoryview) -> Iterator[Found]:
    """What holds, in order, none within another; nothing behind what only its own format can tell the end of."""
    reached, tries = 0, 0
    for low in range(0, len(data), _SLICE):
        piece = bytes(data[low : low + _SLICE + _OVERLAP])
        if low and low % HELD == 0:
            give_back(data)
        for end, number in sorted(_hits(piece)):
            mark = _MARKS[number]
            start = low + end - len(mark.literal) - mark.before
            if start < reached or start < 0 or (mark.more and not mark.more.match(data, start)):
                continue
            tries += 1
            if tries > _TRIES:
                return
            length = mark.check(data[start:]) if len(data) - start >= _LEAST // 4 + mark.before else 0
            if length == _TO_THE_END:
                if start or low or reached:
                    yield Found(start, len(data))
                return
            if length > 0 and (start or length < len(data)):
                yield Found(start, start + length)
                reached = start + length


def _hits(piece: bytes) -> list[tuple[int, int]]:
    hits: list[tuple[int, int]] = []

    def seen(number: int, _start: int, end: int, _flags: int, _context: Any) -> bool:  # noqa: ANN401
        hits.append((end, number))
        return len(hits) > _MOST

    with contextlib.suppress(hyperscan.ScanTerminated):
        _database().scan(piece, seen)
    return hits
