"""Names in native code: of libraries, of the package a distribution built it for, of modules of Go and of the kernel.

Sources: System V ABI, "Dynamic Section" (DT_SONAME, DT_STRTAB) and "Note Section"; systemd.io, "Package Metadata for
Executable Files" (``.note.package``); Go's ``debug/buildinfo``; the Linux kernel's ``include/linux/module.h``
(``MODULE_INFO`` in the section ``.modinfo``); Apple's ``mach-o/loader.h`` (LC_ID_DYLIB).
"""

import struct

from sousveil.model.calling import Calling, Said
from sousveil.model.late import late
from sousveil.reading.calling.said import LONGEST, made, stored
from sousveil.reading.native.elf_image import ElfImage, Header

_SONAME, _STRTAB, _NULL = 14, 5, 0
_LOAD = 1
_ID_DYLIB = 0xD
_MOST = 4096
_INFO = 1 << 16
_PACKAGE, _OWNER = 0xCAFE1A7E, b"FDO\0"
_IN_NOTE = tuple(late(rf'"{key}"\s*:\s*"([^"\\]{{1,{LONGEST}}})"'.encode()) for key in ("name", "version"))
_GO = late(rb"(?:^|\n)mod\t([!-~]{1,200})\t([!-~]{1,100})?")


def elf(data: memoryview) -> tuple[Calling, ...]:
    """The name of a library, or of a module of the kernel with its version and author; the package; Go's module."""
    headers = {one.name: one for one in reversed(ElfImage(data).headers)}
    found = [module(data, headers.get(".modinfo"))]
    if found[0] is None:
        found = [made("SONAME", _soname(data))]
    found += [_packaged(data, headers.get(".note.package")), _go(data, headers.get(".go.buildinfo"))]
    return tuple(one for one in found if one is not None)


def _packaged(data: memoryview, header: Header | None) -> Calling | None:
    """Name and version in the note of a distribution: a text in JSON."""
    if header is None:
        return None
    order = "<" if data[5] == 1 else ">"
    owner, size, kind = struct.unpack_from(f"{order}III", data, header.offset)
    at = header.offset + 12 + owner + -owner % 4
    if kind != _PACKAGE or bytes(data[header.offset + 12 : header.offset + 16]) != _OWNER or size > _INFO:
        return None
    note = bytes(data[at : at + size])
    hits = (pattern.search(note) for pattern in _IN_NOTE)
    name, version = (None if hit is None else stored(data, at + hit.start(1), len(hit[1])) for hit in hits)
    return made(".note.package", name, version)


def _go(data: memoryview, header: Header | None) -> Calling | None:
    """The main module: its path and, of one that was not built from its own folder, its version."""
    if header is None:
        return None
    info = bytes(data[header.offset : header.offset + min(header.size, _INFO)])
    hit = _GO.search(info)
    if hit is None:
        return None
    name, version = (stored(data, header.offset + hit.start(n), len(hit[n] or b"")) for n in (1, 2))
    return made("Go build info", name, None if version is None or version.text.startswith("(") else version)


def module(data: memoryview, header: Header | None) -> Calling | None:
    """``.modinfo``: texts of the form ``key=value``, each ended by a zero."""
    if header is None:
        return None
    found: dict[bytes, Said] = {}
    at = header.offset
    for entry in bytes(data[at : at + min(header.size, _INFO)]).split(b"\0"):
        key, equals, value = entry.partition(b"=")
        said = stored(data, at + len(key) + 1, len(value)) if equals else None
        if said is not None:
            found.setdefault(key, said)
        at += len(entry) + 1
    return made(
        ".modinfo", found.get(b"description") or found.get(b"name"), found.get(b"version"), found.get(b"author")
    )


def _soname(data: memoryview) -> Said | None:
    wide, order = data[4] == 2, "<" if data[5] == 1 else ">"
    start, size, count = (
        struct.unpack_from(f"{order}Q14xHH", data, 32) if wide else struct.unpack_from(f"{order}I10xHH", data, 28)
    )
    loads: list[tuple[int, int, int]] = []
    dynamic: tuple[int, int] | None = None
    for number in range(min(count, _MOST)):
        at = start + number * size
        if wide:
            kind, offset, address, filed = struct.unpack_from(f"{order}I4xQQ8xQ", data, at)
        else:
            kind, offset, address, filed = struct.unpack_from(f"{order}III4xI", data, at)
        if kind == _LOAD:
            loads.append((address, offset, filed))
        elif kind == 2:
            dynamic = offset, filed
    if dynamic is None:
        return None
    entry = struct.Struct(f"{order}QQ" if wide else f"{order}II")
    tags: dict[int, int] = {}
    for at in range(dynamic[0], dynamic[0] + min(dynamic[1], _MOST * entry.size), entry.size):
        tag, value = entry.unpack_from(data, at)
        if tag == _NULL:
            break
        tags.setdefault(tag, value)
    if _SONAME not in tags or _STRTAB not in tags:
        return None
    for address, offset, filed in loads:
        if address <= tags[_STRTAB] < address + filed:
            return _ended(data, offset + tags[_STRTAB] - address + tags[_SONAME])
    return None


def dylib(data: memoryview) -> Calling | None:
    """The name under which a library of Apple's systems is to be found, of its path the last step."""
    order = "<" if bytes(data[:1]) in {b"\xce", b"\xcf"} else ">"
    wide = bytes(data[:4]) in {b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xcf"}
    (count,) = struct.unpack_from(f"{order}I", data, 16)
    at = 32 if wide else 28
    for _ in range(min(count, _MOST)):
        command, size, offset = struct.unpack_from(f"{order}III", data, at)
        if size < 8:
            break
        if command == _ID_DYLIB:
            path = bytes(data[at + offset : at + size]).split(b"\0")[0]
            last = path.rpartition(b"/")[2]
            return made("LC_ID_DYLIB", stored(data, at + offset + len(path) - len(last), len(last)))
        at += size
    return None


def _ended(data: memoryview, at: int) -> Said | None:
    return stored(data, at, bytes(data[at : at + 1024]).find(b"\0"))
