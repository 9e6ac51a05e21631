"""A program of .NET in a single file: a program with the mark of a bundle, the files behind it, the header."""

import hashlib
import struct
from collections.abc import Mapping

from tests.samples.opening.net_assembly import deflate
from tests.samples.opening.payload import FILES
from tests.samples.opening.pe import image

MARK = hashlib.sha256(b".net core bundle\n").digest()


def text(value: bytes) -> bytes:
    length = len(value)
    return (bytes([length & 0x7F | 0x80, length >> 7]) if length > 127 else bytes([length])) + value


def files_of(files: Mapping[bytes, bytes], version: int, at: int, *, packed: bool) -> tuple[bytes, bytes]:
    """The files one behind the other from offset ``at`` on, and the header."""
    body = b""
    table = struct.pack("<III", version, 0, len(files)) + text(b"bundle-id-123")
    table += struct.pack("<qqqqQ", 0, 0, 0, 0, 0) if version >= 2 else b""
    for path, data in files.items():
        stored = deflate(data) if packed else data
        table += struct.pack("<qq", at + len(body), len(data))
        table += struct.pack("<q", len(stored) if packed else 0) if version >= 6 else b""
        table += bytes([1]) + text(path)
        body += stored
    return body, table


def build(files: Mapping[bytes, bytes] = FILES, version: int = 6, *, packed: bool = True, before: int = 9) -> bytes:
    """``before`` bytes of the program stand in its data before the mark."""
    placed = image(sections={b".data": b"." * before + bytes(8) + MARK})
    body, table = files_of(files, version, len(placed), packed=packed)
    at = placed.index(MARK) - 8
    program = placed[:at] + struct.pack("<q", len(placed) + len(body)) + placed[at + 8 :]
    return program + body + table
