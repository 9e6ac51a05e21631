"""Names in set-up programs: what the script of Inno Setup or of NSIS calls the product that it installs.

Sources: of Inno Setup the record ``TSetupHeader`` (``Shared.Struct.pas`` of its source, and ``setup/header.cpp`` of
innoextract, zlib licence): texts with their length before them, the name first, the version right before the folder
that is offered. Of NSIS the source of its programs (zlib licence): ``exehead/lang.h`` (the third text of a table is the
name) and ``exehead/Ui.c`` (where the texts of a table begin).
"""

import struct
from collections.abc import Iterator

from sousveil.model.calling import Calling, Said
from sousveil.opening.formats.nsis_script import blocks
from sousveil.reading.calling.said import LONGEST, made, stored

_NAME, _VERSIONED, _MAKER = 0, 1, 4
_FOLDER_AT = (9, 10)
"""Where the offered folder stands among the texts of Inno Setup: before 5.1.13, and from there on."""
_TABLE_HEAD = 10
"""Bytes before the texts of a table of NSIS: its language, where its dialogs lie, whether it runs right to left."""
_CAPTION, _TITLE = 1, 2
_TABLES = 4
"""The number of the block of tables."""


def inno(data: memoryview) -> Calling | None:
    """Name, version and publisher in the setup data of Inno Setup; a text that is looked up elsewhere is left."""
    texts = list(_texts(data, max(_FOLDER_AT) + 1))
    folder = next((at for at in _FOLDER_AT if at < len(texts) and _is_folder(data, texts[at])), 0)
    if not folder:
        return None
    start, size = texts[folder]
    encoding = "utf-16-le" if bytes(data[start + 1 : start + size : 2]).count(0) == size // 2 else "utf-8"

    def said(at: int) -> Said | None:
        one = stored(data, *texts[at], encoding)
        return one if one and len(one.text) <= LONGEST and not set(one.text) & set("{}") else None

    name = said(_NAME)
    return made("Inno Setup script", name, said(folder - 1) or _behind(name, said(_VERSIONED)), said(_MAKER))


def _behind(name: Said | None, versioned: Said | None) -> Said | None:
    """The version in a name with one, behind the name: ``Face Kit version 4.2``."""
    if name is None or versioned is None or not versioned.text.startswith(f"{name.text} "):
        return None
    version = versioned.text[len(name.text) :].removeprefix(" version").lstrip()
    size = len(version.encode(versioned.encoding))
    start = versioned.offset + versioned.length - size
    return Said(version, start, size, versioned.encoding) if version else None


def _texts(data: memoryview, most: int) -> Iterator[tuple[int, int]]:
    """Start and size of each text at the head."""
    at = 0
    for _ in range(most):
        (size,) = struct.unpack_from("<I", data, at)
        if size > len(data) - at - 4:
            return
        yield at + 4, size
        at += 4 + size


def _is_folder(data: memoryview, where: tuple[int, int]) -> bool:
    """Whether a text begins as a folder does: with a constant (``{autopf}``), a drive, or a dot."""
    start, size = where
    head = bytes(data[start : start + min(size, 6)]).replace(b"\0", b"")
    return head[:1] in {b"{", b"."} or head[1:2] == b":"


def nsis(data: memoryview) -> Calling | None:
    """The name in the first table of texts of NSIS, else the caption; one with codes for variables in it is left."""
    where = blocks(data)
    if where is None:
        return None
    start, end = where.strings
    table = next((one for one in _tables(data) if one >= end), 0)
    wide = bytes(data[start : start + 2]) == b"\0\0"
    for number in (_TITLE, _CAPTION):
        (at,) = struct.unpack_from("<i", data, table + _TABLE_HEAD + 4 * number)
        if table and at > 0 and (said := _string(data, start + at * (1 + wide), end, wide=wide)):
            return made("NSIS script", said)
    return None


def _tables(data: memoryview) -> Iterator[int]:
    """Where the tables may begin, in headers of 32-bit and of 64-bit installers."""
    for layout in ("<I4x", "<Q4x"):
        yield struct.unpack_from(layout, data, 4 + struct.calcsize(layout) * _TABLES)[0]


def _string(data: memoryview, start: int, end: int, *, wide: bool) -> Said | None:
    raw = bytes(data[start : min(end, start + 4 * LONGEST)])
    size = next((at for at in range(0, len(raw) - wide, 1 + wide) if not any(raw[at : at + 1 + wide])), 0)
    return stored(data, start, size, "utf-16-le" if wide else "utf-8")
