"""Zip archives, written field by field so that any of them can be wrong."""

import bz2
import lzma
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import zstandard

from tests.samples.opening.payload import FILES

STORED, DEFLATE, BZIP2, LZMA, ZSTD, XZ = 0, 8, 12, 14, 93, 95


def deflate(data: bytes, level: int = 6) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def packed(data: bytes, method: int) -> bytes:
    if method == LZMA:
        raw = lzma.compress(data, lzma.FORMAT_RAW, filters=[{"id": lzma.FILTER_LZMA1, "dict_size": 1 << 16}])
        return b"\x09\x14\x05\x00\x5d" + struct.pack("<I", 1 << 16) + raw
    pack = {STORED: bytes, DEFLATE: deflate, BZIP2: bz2.compress, XZ: lzma.compress,
            ZSTD: zstandard.ZstdCompressor().compress}  # fmt: skip
    return pack[method](data)


@dataclass
class Item:
    """A member; what is ``None`` is as it should be. ``put`` and ``size`` are what the headers say of the sizes."""

    name: bytes
    data: bytes
    method: int = DEFLATE
    flags: int = 0
    raw: bytes | None = None
    put: int | None = None
    size: int | None = None
    crc: int | None = None
    comment: bytes = b""
    extra: bytes = b""
    at: int | None = None
    zip64: bool = False
    attributes: int = 0
    local_put: int | None = None
    body: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.body = packed(self.data, self.method) if self.raw is None else self.raw
        self.put = len(self.body) if self.put is None else self.put
        self.size = len(self.data) if self.size is None else self.size
        self.crc = zlib.crc32(self.data) if self.crc is None else self.crc

    def local(self) -> bytes:
        late = bool(self.flags & 8)
        put = self.put if self.local_put is None else self.local_put
        sizes = (0, 0, 0) if late else (self.crc, put, self.size)
        extra = self.extra
        if self.zip64 and not late:
            extra += struct.pack("<2H2Q", 1, 16, self.size, put)
            sizes = (self.crc, 0xFFFFFFFF, 0xFFFFFFFF)
        name, extra_size = len(self.name), len(extra)
        head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, self.flags, self.method, 0, 33, *sizes, name, extra_size)
        tail = struct.pack("<4sI2I", b"PK\7\x08", self.crc, self.put, self.size) if late else b""
        return head + self.name + extra + self.body + tail

    def central(self, at: int) -> bytes:
        extra, put, size, offset = b"", self.put, self.size, at if self.at is None else self.at
        if self.zip64:
            extra = struct.pack("<2H3Q", 1, 24, size, put, offset)
            put = size = offset = 0xFFFFFFFF
        return struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20 | 3 << 8, 20, self.flags, self.method, 0, 33, self.crc, put, size,
            len(self.name), len(extra), len(self.comment), 0, 0, self.attributes, offset,
        ) + self.name + extra + self.comment  # fmt: skip


def archive(items: list[Item], comment: bytes = b"", stub: bytes = b"", shifted: bool = False) -> bytes:
    """``stub`` stands before the archive; ``shifted`` says whether the offsets count it."""
    out, central = bytearray(stub), b""
    for item in items:
        central += item.central(len(out) - (0 if shifted else len(stub)))
        out += item.local()
    at, count = len(out) - (0 if shifted else len(stub)), len(items)
    end64 = b""
    if any(item.zip64 for item in items):
        end64 = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(central), at)
        end64 += struct.pack("<4sIQI", b"PK\6\7", 0, at + len(central), 1)
        count, at = 0xFFFF, 0xFFFFFFFF
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(central), at, len(comment))
    return bytes(out) + central + end64 + end + comment


def build(files: Mapping[bytes, bytes] = FILES) -> bytes:
    methods = (STORED, DEFLATE, BZIP2, LZMA, ZSTD, XZ)
    return archive([Item(name, data, methods[i % 6]) for i, (name, data) in enumerate(files.items())], b"a comment")
