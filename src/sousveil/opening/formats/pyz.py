"""The modules of a program made by PyInstaller (``PYZ``). Source: "Archives" in the manual of PyInstaller.

A mark, the magic number of the version of Python, the offset of the table (highest byte first). The table is a
marshalled list of a name with kind, offset and length, or a dictionary of such. Modules are code objects, packed with
zlib; they are given the header that a ``.pyc`` file has.
"""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import ExtentState, Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.marshal_table import Value, read_table
from sousveil.opening.formats.pyinstaller import pyc_header
from sousveil.opening.transforms import prefix

_PACKED = b"\x78"
_DATA = 2


class Pyz:
    """See the module."""

    name = "pyz"
    also: tuple[str, ...] = ("pyz made by PyInstaller",)
    first = b"P"
    recognised = "PYZ and a zero, the line break of a magic number, and a table that lies inside"
    limits: tuple[str, ...] = ("Where most modules are no zlib streams, they are taken for encrypted.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The mark, and a table inside."""
        if start[:4] != b"PYZ\0" or start[6:8] != b"\r\n" or len(start) < 12:
            return False
        return 12 <= int.from_bytes(start[8:12], "big") < len(data)

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The modules in the order of the table."""
        magic, table = bytes(desk.data[4:8]), int.from_bytes(desk.data[8:12], "big")
        desk.account.claim(0, 12)
        try:
            value, end = read_table(desk.data, table)
        except (ValueError, struct.error) as error:
            yield desk.gap("damaged", detail=f"the table of modules: {error}")
            return
        desk.account.claim(table, end)
        entries = [entry for entry in _entries(value) if entry[3]]
        packed = sum(bytes(desk.data[start : start + 1]) == _PACKED for _, _, start, _ in entries)
        encrypted = packed * 2 < len(entries)
        header = prefix(pyc_header(magic))
        for index, (name, kind, start, length) in enumerate(entries):
            stop = min(start + length, len(desk.data))
            layer = Layer(kind="pyz-member", name=name, index=index)
            if encrypted:
                desk.account.claim(start, stop, ExtentState.ENCRYPTED)
                yield desk.closed("encrypted", start, stop, name=name, index=index)
                yield desk.gap("encrypted", size=stop - start, inner=layer)
                continue
            transform, called = ("zlib", name) if kind == _DATA else (f"zlib|{header}", name + b".pyc")
            yield from desk.unpacked("pyz-member", start, stop, transform, name=name, index=index, called=called)
            if stop < start + length:
                yield desk.gap("truncated", size=start + length - stop, inner=layer)


def _entries(value: Value) -> Iterator[tuple[bytes, int, int, int]]:
    """(name, kind, offset, length) of what the table names; what has another form is passed over."""
    for pair in value if isinstance(value, list) else ():
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], bytes):
            continue
        rest = pair[1]
        if isinstance(rest, list) and len(rest) == 3:
            kind, start, length = rest
            if isinstance(kind, int) and isinstance(start, int) and isinstance(length, int) and min(start, length) >= 0:
                yield pair[0], kind, start, length
