"""An RPM package: lead, signature, header, and a payload of cpio in gzip."""

import gzip
import struct

from tests.samples.opening import cpio


def header(tags: dict[int, bytes]) -> bytes:
    index, store = b"", b""
    for tag, value in tags.items():
        index += struct.pack(">4I", tag, 6, len(store), 1)
        store += value + b"\0"
    return b"\x8e\xad\xe8\x01" + bytes(4) + struct.pack(">2I", len(tags), len(store)) + index + store


def package(payload: bytes, compressor: bytes = b"gzip") -> bytes:
    lead = b"\xed\xab\xee\xdb\x03\x00" + bytes(4) + b"marker-1-1".ljust(66, b"\0") + bytes(20)
    signature = header({269: b"00" * 20})
    signature += bytes(-len(signature) % 8)
    return lead + signature + header({1000: b"marker", 1024: b"echo", 1124: b"cpio", 1125: compressor}) + payload


def build() -> bytes:
    return package(gzip.compress(cpio.build(), mtime=0))
