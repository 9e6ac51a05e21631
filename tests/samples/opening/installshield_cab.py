"""Cabinets of InstallShield, written after unshield's ``cabfile.h``."""

import struct
import zlib
from collections.abc import Mapping

from tests.samples.opening.payload import FILES

UNIT = 0x8000


def chunked(data: bytes) -> bytes:
    """Each piece a deflate stream of its own with its length before it."""
    out = b""
    for at in range(0, len(data), UNIT):
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(data[at : at + UNIT]) + packer.flush()
        out += struct.pack("<H", len(packed)) + packed
    return out


def flushed(data: bytes) -> bytes:
    """As older versions do: one deflate stream without an end."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)


def masked(data: bytes) -> bytes:
    out = bytearray()
    for at, byte in enumerate(data):
        one = (byte + at % 0x47) & 0xFF
        out.append(((one << 2 | one >> 6) & 0xFF) ^ 0xD5)
    return bytes(out)


def cabinet(
    files: Mapping[bytes, bytes], *, table: bool = True, packed: bool = True, hidden: bool = False, wide: bool = False,
    split: bool = False,
) -> bytes:  # fmt: skip
    """Version 6; ``table``: the table of files is in it. ``wide``: names are UTF-16, as from version 17 on."""
    begin = 20 + 64
    body, entries = b"", []
    for data in files.values():
        stored = chunked(data) if packed else data
        stored = masked(stored) if hidden else stored
        flags = (4 if packed else 0) | (2 if hidden else 0) | (1 if split else 0)
        entries.append((flags, len(data), len(stored), begin + len(body)))
        body += stored
    names = bytearray(64)
    places = []
    for name in (b"folder", *files):
        places.append(4 * 1 + 0x57 * len(entries) + len(names))
        names += name.decode("utf-8", "replace").encode("utf-16-le") + b"\0\0" if wide else name + b"\0"
    listing = struct.pack("<I", places[0])
    for (flags, size, stored, start), place in zip(entries, places[1:], strict=True):
        listing += struct.pack("<HQQQ32xIH20xBH", flags, size, stored, start, place, 0, 0, 1)
    listing += bytes(names)
    descriptor = struct.pack("<12xI4xIII8xII", 0x300, len(listing), len(listing), 1, len(files), 4)
    descriptor = descriptor.ljust(0x300, b"\0") + listing
    offset = begin + len(body) if table else 0
    header = struct.pack(
        "<4sIIII", b"ISc(", 0x02000000 | 2000 if wide else 0x01006000, 0, offset, len(descriptor) if table else 0
    )
    return header + struct.pack("<I60x", begin) + body + (descriptor if table else b"")


def old(files: Mapping[bytes, bytes]) -> bytes:
    """Version 5, the table of files in it."""
    begin = 20 + 40
    body, listing, strings, records = b"", b"", b"\0folder\0", b""
    tables = 4 * (1 + len(files))
    for name, data in files.items():
        stored = flushed(data)
        place = tables + 0x3A * len(files) + len(strings)
        strings += name + b"\0"
        records += struct.pack("<IH2xHII20xI16x", place, 0, 4, len(data), len(stored), begin + len(body))
        body += stored
    listing = struct.pack("<I", tables + 0x3A * len(files) + 1)
    listing += b"".join(struct.pack("<I", tables + 0x3A * number) for number in range(len(files)))
    descriptor = struct.pack("<12xI4xIII8xII", 0x300, 0, 0, 1, len(files), 0).ljust(0x300, b"\0")
    descriptor += listing + records + strings
    header = struct.pack("<4sIIII", b"ISc(", 0x01005000, 0, begin + len(body), len(descriptor))
    return header + struct.pack("<I36x", begin) + body + descriptor


def build() -> bytes:
    return cabinet(FILES, wide=True)
