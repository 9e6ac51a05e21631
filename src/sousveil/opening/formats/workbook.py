"""Which of the shared texts of a workbook (.xlsx) are the names of columns: the texts of all cells lie in one part.

Only the reader of the sheets could tell, and each part is read on its own. So the part with the texts gets a name that
says which of them are headers: those in the first row of a sheet that has no number and whose texts come nowhere else.
Source: ECMA-376 part 1, 18.3 (worksheets) and 18.4 (shared string table).
"""

import re
import zlib
from collections.abc import Sequence

from sousveil.opening.formats.zip_directory import Member

TEXTS = b"xl/sharedStrings.xml"
_SHEET = re.compile(rb"xl/worksheets/[^/]{1,40}\.xml")
_MOST_SHEETS, _PEEK, _MOST = 64, 256 << 10, 500
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>(.*?)</(?:\w+:)?row>", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_TYPE = re.compile(rb'\bt="(\w+)"')
_NUMBER = re.compile(rb"<(?:\w+:)?v>(\d{1,7})</")


def called(members: Sequence[Member], data: memoryview) -> dict[bytes, bytes]:
    """The name of the part with the texts, where this is a workbook that has one."""
    if not any(member.name == TEXTS for member in members):
        return {}
    headers: set[int] = set()
    for member in [one for one in members if _SHEET.fullmatch(one.name)][:_MOST_SHEETS]:
        headers.update(_headers(_start(member, data)))
    return {TEXTS: TEXTS + b";headers=" + b",".join(str(each).encode() for each in sorted(headers)[:_MOST])}


def _start(member: Member, data: memoryview) -> bytes:
    """The first bytes of a sheet; none where they cannot be had."""
    if member.flags & 1 or member.method not in (0, 8) or not member.locate(data):
        return b""
    stored = bytes(data[member.start : min(member.start + member.stored, member.start + _PEEK)])
    if member.method == 0:
        return stored
    try:
        return zlib.decompressobj(-15).decompress(stored, _PEEK)
    except zlib.error:
        return b""


def _headers(sheet: bytes) -> list[int]:
    """The numbers of the texts in the first row, where that row names columns."""
    rows = list(_ROW.finditer(sheet))
    if not rows:
        return []
    found: list[int] = []
    for attributes, content in _CELL.findall(rows[0][1]):
        kind = _TYPE.search(attributes)
        number = _NUMBER.search(content)
        if kind is not None and kind[1] == b"s" and number is not None:
            found.append(int(number[1]))
        elif content and (kind is None or kind[1] not in (b"inlineStr", b"str")):
            return []
    later = {int(n) for row in rows[1:] for a, c in _CELL.findall(row[1]) if b't="s"' in a for n in _NUMBER.findall(c)}
    return [] if later & set(found) else found
