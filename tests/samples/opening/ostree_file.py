"""A file as an archive of OSTree keeps it."""

import struct
import zlib

from tests.samples.opening.payload import JOINED


def header(size: int, mode: int = 0o100644, target: bytes = b"", attributes: bytes = b"") -> bytes:
    fixed = struct.pack(">QIIII", size, 0, 0, mode, 0)
    text = target + b"\0"
    variant = fixed + text + attributes
    variant += bytes([len(fixed + text)])  # where the text ends; the array goes up to here
    return struct.pack(">II", len(variant), 0) + variant


def packed(data: bytes, mode: int = 0o100644, size: int | None = None) -> bytes:
    deflate = zlib.compressobj(wbits=-15)
    return header(len(data) if size is None else size, mode) + deflate.compress(data) + deflate.flush()


def build() -> bytes:
    return packed(JOINED)
