"""Installers of NSIS as they stand behind the program that unpacks them, written after ``exehead/fileform.h``."""

import lzma
import struct
import zlib
from collections.abc import Callable, Mapping

from tests.samples.opening.payload import FILES

CREATE_FOLDER, EXTRACT = 11, 20


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def lzma_stream(data: bytes) -> bytes:
    alone = lzma.compress(data, lzma.FORMAT_ALONE)
    return alone[:5] + alone[13:]


def variable(number: int, *, wide: bool) -> bytes:
    """A variable in a string of version 3."""
    low, high = number & 0x7F | 0x80, number >> 7 | 0x80
    return struct.pack("<HBB", 3, low, high) if wide else bytes([3, low, high])


def script(
    offsets: Mapping[bytes, int], *, wide: bool = True, pointers: int = 4, called: tuple[bytes, ...] = ()
) -> bytes:
    """The header: instructions that write the files, the last part of each name below ``$INSTDIR`` and its folders.

    ``called`` are the first of its texts for people.
    """
    zero = b"\0\0" if wide else b"\0"
    table = bytearray(zero)

    def string(*parts: bytes) -> int:
        at = len(table) // len(zero)
        table.extend(b"".join(parts) + zero)
        return at

    def text(name: bytes) -> bytes:
        return name.decode("utf-8", "replace").encode("utf-16-le") if wide else name

    entries = []
    for name, offset in offsets.items():
        folder, _, last = name.rpartition(b"/")
        path = (variable(21, wide=wide), text(b"\\" + folder.replace(b"/", b"\\") if folder else b""))
        entries.append((CREATE_FOLDER, string(*path), 1, 0, 0, 0, 0))
        entries.append((EXTRACT, 0, string(text(last)), offset, 0, 0, 0))
    said = [string(text(one)) if one else 0 for one in called]
    langs = struct.pack("<HII", 1033, 0, 0) + struct.pack(f"<{len(said)}i", *said) if said else b""
    size = 4 + 8 * (pointers + 4) + 200
    strings = size + 28 * len(entries)
    places = [
        (size, 0),
        (size, 0),
        (size, len(entries)),
        (strings, 0),
        (strings + len(table), len(called) and 1),
        (0, 0),
        (0, 0),
        (0, 0),
    ]
    blocks = b"".join(struct.pack("<II" if pointers == 4 else "<QI", *place) for place in places)
    head = (struct.pack("<I", 0) + blocks).ljust(size, b"\0")
    return head + b"".join(struct.pack("<7I", *entry) for entry in entries) + bytes(table) + langs


def installer(
    files: Mapping[bytes, bytes] = FILES, *, pack: Callable[[bytes], bytes] | None = deflated, solid: bool = False,
    wide: bool = True, pointers: int = 4, crc: bool = True, before: bytes = b"", called: tuple[bytes, ...] = (),
) -> bytes:  # fmt: skip
    """``before`` is what stands between the length of a block and its stream."""

    def block(data: bytes) -> bytes:
        packed = before + pack(data) if pack and not solid else data
        small = pack is not None and not solid and len(packed) < len(data)
        stored = packed if small else data
        return struct.pack("<I", len(stored) | (1 << 31 if small else 0)) + stored

    blocks, offsets, at = [], {}, 0
    for name, data in files.items():
        offsets[name] = at
        blocks.append(block(data))
        at += len(blocks[-1])
    header = script(offsets, wide=wide, pointers=pointers, called=called)
    body = block(header) + b"".join(blocks)
    if solid and pack:
        body = before + pack(body)
    size = 28 + len(body) + 4 * crc
    first = struct.pack("<I4s12sII", 0 if crc else 4, b"\xef\xbe\xad\xde", b"NullsoftInst", len(header), size)
    return first + body + (struct.pack("<I", zlib.crc32(first + body)) if crc else b"")


def build() -> bytes:
    return installer()
