"""Names in native code: what a library says it is to be found as, and what a module of the Linux kernel says of itself.

Sources: System V ABI, "Dynamic Section" (DT_SONAME, DT_STRTAB); the Linux kernel's ``include/linux/module.h``
(``MODULE_INFO`` in the section ``.modinfo``); Apple's ``mach-o/loader.h`` (LC_ID_DYLIB).
"""

import struct

from sousveil.model.calling import Calling, Said
from sousveil.reading.calling.said import made, stored
from sousveil.reading.native.elf_image import ElfImage

ELF = b"\x7fELF"
MACH_O = frozenset({b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf"})
_SONAME, _STRTAB, _NULL = 14, 5, 0
_LOAD = 1
_ID_DYLIB = 0xD
_MOST = 4096
_INFO = 1 << 16


def elf(data: memoryview) -> Calling | None:
    """The name of a library, or of a module of the kernel with its version and author."""
    return module(data) or made("SONAME", _soname(data))


def module(data: memoryview) -> Calling | None:
    """``.modinfo``: texts of the form ``key=value``, each ended by a zero."""
    header = next((one for one in ElfImage(data).headers if one.name == ".modinfo"), None)
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
