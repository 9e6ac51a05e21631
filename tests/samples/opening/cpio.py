"""Cpio archives of every kind."""

import struct
from collections.abc import Mapping

from tests.samples.opening.payload import FILES

REGULAR, LINK, FOLDER, DEVICE = 0o100644, 0o120777, 0o040755, 0o020600


def new(name: bytes, data: bytes = b"", mode: int = REGULAR, links: int = 1, crc: bool = False, bad: int = 0) -> bytes:
    fields = [7, mode, 0, 0, links, 0, len(data), 0, 0, 0, 0, len(name) + 1, (sum(data) if crc else 0) + bad]
    out = (b"070702" if crc else b"070701") + b"".join(b"%08X" % field for field in fields) + name + b"\0"
    out += bytes(-len(out) % 4) + data
    return out + bytes(-len(out) % 4)


def crc(name: bytes, data: bytes = b"", mode: int = REGULAR) -> bytes:
    return new(name, data, mode, crc=True)


def old(name: bytes, data: bytes = b"", mode: int = REGULAR) -> bytes:
    head = b"070707" + b"%06o" * 7 % (1, 2, mode, 0, 0, 1, 0) + b"%011o%06o%011o" % (0, len(name) + 1, len(data))
    return head + name + b"\0" + data


def binary(name: bytes, data: bytes = b"", mode: int = REGULAR, order: str = "<") -> bytes:
    size = (len(data) >> 16, len(data) & 0xFFFF)
    out = struct.pack(order + "13H", 0o070707, 1, 2, mode, 0, 0, 1, 0, 0, 0, len(name) + 1, *size) + name + b"\0"
    out += bytes(len(out) & 1) + data
    return out + bytes(len(out) & 1)


def archive(*members: bytes, kind=new) -> bytes:
    out = b"".join(members) + kind(b"TRAILER!!!", mode=0)
    return out + bytes(-len(out) % 512)


def build(files: Mapping[bytes, bytes] = FILES, kind=new) -> bytes:
    return archive(*(kind(name, data) for name, data in files.items()), kind=kind)
