"""Names in an RPM package: the tags of its header, else its lead; and what its summary says that it is.

Source: RPM manual, "RPM V4 Package format" (lead, header structure) and "RPM Tags".
"""

import struct
from collections.abc import Iterator

from sousveil.model.calling import Calling, Said
from sousveil.opening.rpm_header import end as end_of
from sousveil.reading.calling.said import made, stored

_NAME, _VERSION, _SUMMARY, _VENDOR, _PACKAGER = 1000, 1001, 1004, 1011, 1015
_WANTED = frozenset({_NAME, _VERSION, _SUMMARY, _VENDOR, _PACKAGER})
_TEXTS = frozenset({6, 9})
"""A string, and one in several languages, of which the first is the plain one."""
_MOST = 4096


def package(data: memoryview) -> tuple[Calling, ...]:
    """Name, version, and vendor, else the packager; then the summary."""
    return tuple(one for one in _callings(data) if one is not None)


def _callings(data: memoryview) -> Iterator[Calling | None]:
    signature = end_of(data, 96)
    header = signature + -signature % 8
    if signature < 0 or end_of(data, header) < 0:
        yield made("RPM lead", _lead(data))
        return
    found = _tags(data, header)
    if _NAME in found:
        yield made("RPM header", found[_NAME], found.get(_VERSION), found.get(_VENDOR) or found.get(_PACKAGER))
    else:
        yield made("RPM lead", _lead(data))
    yield made("RPM summary", found.get(_SUMMARY))


def _tags(data: memoryview, header: int) -> dict[int, Said]:
    (entries,) = struct.unpack_from(">I", data, header + 8)
    store = header + 16 + 16 * entries
    found: dict[int, Said] = {}
    for at in range(header + 16, min(store, header + 16 + 16 * _MOST), 16):
        tag, kind, offset, _ = struct.unpack_from(">4I", data, at)
        if tag not in _WANTED or kind not in _TEXTS or tag in found:
            continue
        start = store + offset
        size = bytes(data[start : start + 1024]).find(b"\0")
        said = stored(data, start, size)
        if said is not None:
            found[tag] = said
    return found


def _lead(data: memoryview) -> Said | None:
    """Name, version and release in one, in 66 bytes."""
    raw = bytes(data[10:76]).split(b"\0")[0]
    return stored(data, 10, len(raw), "ascii")
