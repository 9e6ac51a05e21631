"""A program as PyInstaller makes them: a loader, an archive behind it, a cookie at its end."""

import marshal
import struct
import zlib
from collections.abc import Sequence
from importlib.util import MAGIC_NUMBER

from tests.samples.opening.payload import FILES, MARKERS

MARK = b"MEI\014\013\012\013\016"
LOADER = b"MZ" + bytes(range(256)) * 2


class Entry:
    def __init__(self, name: bytes, data: bytes, kind: bytes = b"x", *, packed: bool = True) -> None:
        self.name, self.data, self.kind, self.packed = name, data, kind, packed


def code(source: str, name: str = "main.py") -> bytes:
    """A bare code object."""
    return marshal.dumps(compile(source, name, "exec"))


def archive(entries: Sequence[Entry], loader: bytes = LOADER, behind: bytes = b"", *, old: bool = False) -> bytes:
    body = table = b""
    for entry in entries:
        stored = zlib.compress(entry.data) if entry.packed else entry.data
        name = entry.name + b"\0"
        name += bytes(-(18 + len(name)) % 16)
        table += struct.pack(
            ">IIIIBc", 18 + len(name), len(body), len(stored), len(entry.data), entry.packed, entry.kind
        )
        table += name
        body += stored
    cookie = 24 if old else 88
    length = len(body) + len(table) + cookie
    end = struct.pack(">8sIIII", MARK, length, len(body), len(table), 311) + (
        b"" if old else b"python.dll".ljust(64, b"\0")
    )
    return loader + body + table + end + behind


def build(*more: Entry) -> bytes:
    first, second, third = FILES.values()
    return archive(
        [
            Entry(b"main", code(f"word = {MARKERS[0].decode()!r}"), b"s"),
            Entry(b"docs/a.txt", second + first),
            Entry(b"marker.bin", third, packed=False),
            *more,
        ]
    )


MAGIC = MAGIC_NUMBER
