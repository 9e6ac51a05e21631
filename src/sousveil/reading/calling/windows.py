"""Names in programs of Windows: the strings of the version resource.

Source: Microsoft's VS_VERSIONINFO and StringFileInfo, and "PE Format" (section table).
"""

import struct
from collections.abc import Iterator

from sousveil.model.calling import Calling, Said
from sousveil.reading.calling.said import LONGEST, made

_VERSION_INFO = "VS_VERSION_INFO".encode("utf-16-le")
_MOST = 16 << 20
"""Bytes of resources that are looked at."""


def program(data: memoryview) -> Calling | None:
    """Product, its version and its company, else description and version of the file."""
    low, high = _resources(data)
    at = low + bytes(data[low:high]).find(_VERSION_INFO)
    if at < low + 6:
        return None
    end = min(len(data), at - 6 + int.from_bytes(data[at - 6 : at - 4], "little"))
    found = dict(_strings(data, at, end))
    return made(
        "version resource",
        found.get("ProductName") or found.get("FileDescription"),
        found.get("ProductVersion") or found.get("FileVersion"),
        found.get("CompanyName"),
    )


def _resources(data: memoryview) -> tuple[int, int]:
    """Where the section of resources lies, of a large one its beginning."""
    start = int.from_bytes(data[60:64], "little")
    (count,) = struct.unpack_from("<H", data, start + 6)
    (optional,) = struct.unpack_from("<H", data, start + 20)
    for number in range(min(count, 96)):
        at = start + 24 + optional + 40 * number
        if bytes(data[at : at + 5]) == b".rsrc":
            size, offset = struct.unpack_from("<II", data, at + 16)
            return offset, offset + min(size, _MOST)
    return 0, 0


def _strings(data: memoryview, at: int, end: int) -> Iterator[tuple[str, Said]]:
    """Entries of string tables: length, length of the value in characters, type 1, key, padding to four, value."""
    whole = bytes(data[at:end])
    for key in ("ProductName", "ProductVersion", "FileVersion", "FileDescription", "CompanyName"):
        wide = key.encode("utf-16-le") + b"\0\0"
        where = whole.find(wide)
        while where >= 6 and whole[where - 2 : where] != b"\1\0":  # a string, and no part of a longer name
            where = whole.find(wide, where + 2)
        if where < 6:
            continue
        begin = at + where + len(wide)
        begin += -(begin - (at - 6)) % 4
        stop = begin
        while stop + 2 <= end and bytes(data[stop : stop + 2]) != b"\0\0" and stop - begin < 2 * LONGEST:
            stop += 2
        text = bytes(data[begin:stop]).decode("utf-16-le", "replace")
        left = len(text) - len(text.lstrip())
        shown = text.strip()
        if shown and "\ufffd" not in shown:
            yield key, Said(shown, begin + 2 * left, len(shown.encode("utf-16-le")), "utf-16-le")
