"""Programs made by PyInstaller. Source: "Advanced Topics", "The bootstrap process" and "Archives", in its manual.

A program is a loader with an archive behind it, which ends in a cookie: a mark, then with the highest byte first the
length of the archive, offset and length of its table, the version of Python, and since version 2.1 the name of
Python's library. An entry of the table: its own length, offset, length as stored and as it comes out, whether it is
packed with zlib, its kind, its name. Python modules are stored as bare code objects; the header that they have as a
``.pyc`` file, which is where the version stands, is put before them.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.elf_headers import headers
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.pe_image import Image
from sousveil.opening.formats.zip_directory import find_end
from sousveil.opening.gaps import printable
from sousveil.opening.transforms import prefix

_MARK = b"MEI\014\013\012\013\016"
_COOKIE = struct.Struct(">8sIIII")
_COOKIES = (88, 24)
_ENTRY = struct.Struct(">IIIIBc")
_BEHIND = 128 << 10
"""Bytes at the end in which the cookie is looked for: a signature, or the headers of an ELF file, may follow it."""
_CODE = (b"c", b"\xe3")
_MODULES = frozenset({b"s", b"m", b"M"})
_MAGIC = {
    27: 62211, 35: 3351, 36: 3379, 37: 3394, 38: 3413, 39: 3425, 310: 3439, 311: 3495, 312: 3531, 313: 3571,
}  # fmt: skip


class _Cookie(NamedTuple):
    start: int
    """Of the archive."""
    at: int
    end: int
    table: int
    table_end: int
    python: int


class _Entry(NamedTuple):
    start: int
    end: int
    size: int
    packed: bool
    kind: bytes
    name: bytes


def pyc_header(magic: bytes) -> bytes:
    """The header of a ``.pyc`` file with these four bytes of magic number: zeros for time, size or flags."""
    number = int.from_bytes(magic[:2], "little")
    return magic + bytes(12 if 3390 <= number < 20_000 else 8 if 3190 <= number < 20_000 else 4)


def is_code(start: bytes) -> bool:
    """Whether a module that starts so is a bare code object."""
    return start[:1] in _CODE


def _cookie(data: memoryview) -> _Cookie | None:
    from_ = max(len(data) - _BEHIND, 0)
    tail = bytes(data[from_:])
    found = tail.rfind(_MARK)
    while found >= 0:
        at = from_ + found
        if at + _COOKIE.size <= len(data):
            _, length, table, size, python = _COOKIE.unpack_from(data, at)
            for cookie in _COOKIES:
                start = at + cookie - length
                if start >= 0 and start + table + size == at and at + cookie <= len(data):
                    return _Cookie(start, at, at + cookie, start + table, at, python)
        found = tail.rfind(_MARK, 0, found)
    return None


class PyInstaller:
    """See the module."""

    name = "pyinstaller"
    also: tuple[str, ...] = ("exe and programs made by PyInstaller", "pkg")
    first = b"M\x7f\xce\xcf\xfe\xca\xbe"
    recognised = "a program with PyInstaller's cookie in its last 128 KiB, and a table right before that"
    limits: tuple[str, ...] = ("Modules that PyInstaller 5 and before encrypted are a gap.",)

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The cookie near the end of a program."""
        program = start[:2] == b"MZ" or start[:4] in {
            b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe",
        }  # fmt: skip
        if not program or (cookie := _cookie(data)) is None or not _behind(data, start, cookie):
            return False
        end = find_end(data)
        return end is None or end.parts[0][0] < cookie.at  # else it is an archive that holds such a program

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The entries of the archive; the loader is what is left."""
        cookie = _cookie(desk.data)
        if cookie is None:
            return
        desk.account.claim(cookie.table, cookie.end)
        entries = list(_entries(desk.data, cookie))
        magic = _magic(desk.data, entries, cookie.python)
        for index, entry in enumerate(entries):
            yield from _member(desk, entry, index, magic, cookie)


def _behind(data: memoryview, start: bytes, cookie: _Cookie) -> bool:
    """Whether the archive is no part of the program's own sections, but stands behind it or is a whole section."""
    if start[:4] == b"\x7fELF":
        elf = headers(data)
        run = (cookie.start, cookie.end - cookie.start)
        return (
            elf is None or bool(cookie.start >= elf.end) or any((one.offset, one.size) == run for one in elf.sections)
        )
    if start[:2] == b"MZ" and len(start) >= 64:
        try:
            return bool(cookie.start >= Image(data).end)
        except (ValueError, struct.error):
            return True
    return True


def _entries(data: memoryview, cookie: _Cookie) -> Iterator[_Entry]:
    at = cookie.table
    while at + _ENTRY.size <= cookie.table_end:
        length, offset, stored, size, packed, kind = _ENTRY.unpack_from(data, at)
        if length < _ENTRY.size:
            return
        name = bytes(data[at + _ENTRY.size : min(at + length, cookie.table_end)]).split(b"\0", 1)[0]
        start = cookie.start + offset
        yield _Entry(start, start + stored, size, bool(packed), kind, name)
        at += length


def _magic(data: memoryview, entries: list[_Entry], python: int) -> bytes:
    """The magic number of the modules: as in the archive of modules inside, else by the version in the cookie."""
    for entry in entries:
        if entry.kind == b"z" and not entry.packed and bytes(data[entry.start : entry.start + 4]) == b"PYZ\0":
            return bytes(data[entry.start + 4 : entry.start + 8])
    number = _MAGIC.get(python)
    return b"" if number is None else number.to_bytes(2, "little") + b"\r\n"


def _member(desk: Desk, entry: _Entry, index: int, magic: bytes, cookie: _Cookie) -> Iterator[Blob | Gap]:
    layer = Layer(kind="pyinstaller-member", name=entry.name, index=index)
    end = min(entry.end, cookie.table)
    if entry.kind == b"d":
        yield desk.gap("part-of-set", inner=layer)
    if entry.end > cookie.table:
        yield desk.gap("truncated", size=entry.end - max(end, entry.start), inner=layer)
    if entry.start >= end:
        return
    if entry.kind == b"n":
        desk.account.claim(entry.start, end)
        yield desk.gap("link", inner=layer, detail=f"-> {printable(bytes(desk.data[entry.start : end]))}")
        return
    steps = ["zlib"] if entry.packed else []
    called = entry.name
    size: int | None = entry.size
    if entry.kind in _MODULES and is_code(_beginning(desk.data[entry.start : end], packed=entry.packed)):
        steps += [prefix(pyc_header(magic))] if magic else []
        size = size + len(pyc_header(magic)) if magic and size is not None else size
        called += b".pyc"
    if steps:
        yield from desk.unpacked(
            layer.kind, entry.start, end, "|".join(steps), name=entry.name, index=index, size=size, called=called
        )
    else:
        desk.account.claim(entry.start, end)
        yield desk.stored(layer.kind, entry.start, end, name=entry.name, index=index)


def _beginning(stored: memoryview, *, packed: bool) -> bytes:
    if not packed:
        return bytes(stored[:1])
    try:
        return zlib.decompressobj().decompress(bytes(stored[:512]), 1)
    except zlib.error:
        return b""
