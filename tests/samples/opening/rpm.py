"""An RPM package: lead, signature, header, and a payload of cpio in gzip; and one of the stripped kind."""

import gzip
import struct
from collections.abc import Sequence
from typing import NamedTuple

from tests.samples.opening import cpio

Value = bytes | list[bytes] | tuple[str, list[int]]
"""A string, an array of strings, an array of numbers with its width as ``struct`` calls it."""


_SUMMARY = 1004
"""A tag whose array is one text in several languages."""


def header(tags: dict[int, Value]) -> bytes:
    index, store = b"", b""
    for tag, value in tags.items():
        if isinstance(value, bytes):
            index += struct.pack(">4I", tag, 6, len(store), 1)
            store += value + b"\0"
        elif isinstance(value, list):
            index += struct.pack(">4I", tag, 9 if tag == _SUMMARY else 8, len(store), len(value))
            store += b"".join(one + b"\0" for one in value)
        else:
            width, numbers = value
            store += bytes(-len(store) % 8)
            index += struct.pack(">4I", tag, {"H": 3, "I": 4, "Q": 5}[width], len(store), len(numbers))
            store += struct.pack(f">{len(numbers)}{width}", *numbers)
    return b"\x8e\xad\xe8\x01" + bytes(4) + struct.pack(">2I", len(tags), len(store)) + index + store


def package(payload: bytes, compressor: bytes = b"gzip", more: dict[int, Value] | None = None) -> bytes:
    lead = b"\xed\xab\xee\xdb\x03\x00" + bytes(4) + b"marker-1-1".ljust(66, b"\0") + bytes(20)
    signature = header({269: b"00" * 20})
    signature += bytes(-len(signature) % 8)
    return (
        lead
        + signature
        + header({1000: b"marker", 1024: b"echo", 1124: b"cpio", 1125: compressor, **(more or {})})
        + payload
    )


class Listed(NamedTuple):
    """A file as the header lists it; ``data`` is ``None`` where the payload has nothing of it."""

    path: bytes
    data: bytes | None = b""
    mode: int = 0o100644
    node: int = 0
    flags: int = 0
    size: int | None = None


def listing(files: Sequence[Listed], *, large: bool = True) -> dict[int, Value]:
    """The tags that say what files there are."""
    folders = sorted({one.path.rpartition(b"/")[0] + b"/" for one in files})
    sizes = [len(one.data or b"") if one.size is None else one.size for one in files]
    return {
        1117: [one.path.rpartition(b"/")[2] for one in files],
        1118: folders,
        1116: ("I", [folders.index(one.path.rpartition(b"/")[0] + b"/") for one in files]),
        5008 if large else 1028: ("Q" if large else "I", sizes),
        1030: ("H", [one.mode for one in files]),
        1037: ("I", [one.flags for one in files]),
        1095: ("I", [1] * len(files)),
        1096: ("I", [one.node or number for number, one in enumerate(files, 1000)]),
    }


def stripped(files: Sequence[Listed]) -> bytes:
    """The payload: a file's number instead of its header."""
    out = b""
    for number, one in enumerate(files):
        if one.data is not None or one.size is not None:
            data = one.data or b""
            out += b"07070X%08x" % number + bytes(2) + data + bytes(-len(data) % 4)
    return out + cpio.archive()


def build() -> bytes:
    return package(gzip.compress(cpio.build(), mtime=0))
