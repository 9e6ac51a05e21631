"""What a part calls itself: the fields in which packages and programs carry their own name and version.

Anybody can write anything there: it is quoted, and never believed. Sources: Python's "Core metadata specifications";
npm's ``package.json``; Debian Policy, "Control files and their fields"; Maven's archiver (``pom.properties``) and
``pom.xml``; Apple's "Information Property List Files"; Android's ``ResourceTypes.h`` and ``<manifest>``; Microsoft's
VS_VERSIONINFO and StringFileInfo; the RPM format (lead).
"""

import struct
from collections.abc import Callable, Iterator

from sousveil.model.calling import Calling, Said
from sousveil.model.late import late
from sousveil.reading.interface.chunks import POOL, RESOURCE_MAP, START_ELEMENT, STRING, XML, Pool, chunks, numbers

MOST = 4 << 20
"""Bytes of a file that is looked at."""
_LONGEST = 200
_VERSION_INFO = "VS_VERSION_INFO".encode("utf-16-le")
_RPM = b"\xed\xab\xee\xdb"
_NAMED: dict[str, tuple[str, str, str, str]] = {
    # file: what it is called in a report, and the patterns of name, version and maker
    "PKG-INFO": ("PKG-INFO", r"^Name: *(.+?)\r?$", r"^Version: *(.+?)\r?$", r"^Author: *(.+?)\r?$"),
    "METADATA": ("METADATA", r"^Name: *(.+?)\r?$", r"^Version: *(.+?)\r?$", r"^Author: *(.+?)\r?$"),
    "control": ("control", r"^Package: *(.+?)\r?$", r"^Version: *(.+?)\r?$", r"^Maintainer: *(.+?)\r?$"),
    "pom.properties": ("pom.properties", r"^artifactId=(.+?)\r?$", r"^version=(.+?)\r?$", r"^groupId=(.+?)\r?$"),
}
_PACKAGE = tuple(
    late(rf'^(?:\t| {{1,8}}|\{{)\s?"{key}"\s*:\s*"([^"\\]{{1,{_LONGEST}}})"'.encode(), 8)
    for key in ("name", "version", "author")
)
"""A field of the outermost object: of files that are indented, which those that are packed are."""
_PLIST = late(rb"<key>\s*([A-Za-z]{1,40})\s*</key>\s*<string>([^<&]{1,200})</string>")
_TAG = late(rb"<!--.*?-->|<(/?)([A-Za-z][\w.-]*)[^<>]*?(/?)>", 16)
_VERSION_NAME = 0x0101021C  # android.R.attr.versionName


def called(data: memoryview, name: str) -> tuple[Calling, ...]:
    """What the part with these bytes and this name (its last step) calls itself. Never raises for what stands there."""
    look = _reader(data, name)
    if look is None:
        return ()
    try:
        found = look(data)
    except (struct.error, ValueError, IndexError):
        return ()  # reading says what is wrong with it
    return (found,) if found is not None else ()


def _reader(data: memoryview, name: str) -> Callable[[memoryview], Calling | None] | None:
    last = name.replace("\\", "/").rpartition("/")[2]
    start = bytes(data[:4])
    if start[:2] == b"MZ":
        return _program
    if start == _RPM:
        return _rpm
    if len(data) > MOST:
        return None
    if last in _NAMED:
        return lambda one: _lines(one, last)
    known = {"package.json": _package, "Info.plist": _plist, "pom.xml": _project, "AndroidManifest.xml": _manifest}
    return known.get(last)


def _lines(data: memoryview, name: str) -> Calling | None:
    by, *patterns = _NAMED[name]
    head = bytes(data)
    if name in {"PKG-INFO", "METADATA"}:  # a blank line ends the fields
        head = late(rb"\r?\n\r?\n").split(head, 1)[0]
    found = [late(pattern.encode(), 8).search(head) for pattern in patterns]
    return _made(by, *(None if one is None else _text(data, one.start(1), one.end(1)) for one in found))


def _package(data: memoryview) -> Calling | None:
    whole = bytes(data)
    found = []
    depth = _indent(whole)
    for pattern in _PACKAGE:
        hits = (one for one in pattern.finditer(whole) if _before(whole, one.start(1)) == depth)
        hit = next(hits, None)
        found.append(None if hit is None else _text(data, hit.start(1), hit.end(1)))
    return _made("package.json", *found)


def _indent(whole: bytes) -> int:
    """How far the fields of the outermost object are indented: as the first one is."""
    at = whole.find(b'"')
    return at - whole.rfind(b"\n", 0, at) if at > 0 else 0


def _before(whole: bytes, at: int) -> int:
    line = whole.rfind(b"\n", 0, at)
    return whole.find(b'"', line + 1) - line


def _plist(data: memoryview) -> Calling | None:
    found: dict[bytes, Said | None] = {}
    for hit in _PLIST.finditer(bytes(data)):
        found.setdefault(hit[1], _text(data, hit.start(2), hit.end(2)))
    name = found.get(b"CFBundleDisplayName") or found.get(b"CFBundleName") or found.get(b"CFBundleIdentifier")
    return _made("Info.plist", name, found.get(b"CFBundleShortVersionString") or found.get(b"CFBundleVersion"), None)


def _project(data: memoryview) -> Calling | None:
    """The fields right in ``<project>`` of a Maven project; those of its parent and its dependencies lie deeper."""
    found: dict[bytes, Said | None] = {}
    depth, opened = 0, 0
    for tag in _TAG.finditer(bytes(data)):
        if tag[1]:
            if depth == 2 and tag[2] in {b"artifactId", b"version", b"groupId"}:
                found.setdefault(tag[2], _text(data, opened, tag.start()))
            depth -= 1
        elif tag[2] and not tag[3]:
            depth, opened = depth + 1, tag.end()
    return _made("pom.xml", found.get(b"artifactId"), found.get(b"version"), found.get(b"groupId"))


def _manifest(data: memoryview) -> Calling | None:
    """The package and ``versionName`` of a compiled manifest. The label is nearly always the number of a resource."""
    whole = next(chunks(data, 0, len(data)), None)
    if whole is None or whole.kind != XML:
        return None
    pool: Pool | None = None
    numbered: list[int] = []
    for chunk in chunks(data, whole.body, whole.end):
        if chunk.kind == POOL:
            pool = Pool(data, chunk)
        elif chunk.kind == RESOURCE_MAP:
            numbered = list(numbers(data, chunk.body, (chunk.end - chunk.body) // 4))
        elif chunk.kind == START_ELEMENT and pool is not None:
            return _made("AndroidManifest.xml", *_attributes(data, chunk.body, pool, numbered))
    return None


def _attributes(data: memoryview, body: int, pool: Pool, numbered: list[int]) -> tuple[Said | None, Said | None, None]:
    start, size, count = struct.unpack_from("<HHH", data, body + 8)
    name = version = None
    for number in range(min(count, 200)):
        at = body + start + number * max(size, 20)
        _, key, raw, _, kind, value = struct.unpack_from("<IIIHxBI", data, at)
        run = pool.run(raw if raw != 0xFFFFFFFF else value) if kind == STRING or raw != 0xFFFFFFFF else None
        if run is None:
            continue
        said = Said(run.text, run.start, run.end - run.start, run.encoding)
        if pool.text(key) == "package":
            name = said
        elif pool.text(key) == "versionName" or (key < len(numbered) and numbered[key] == _VERSION_NAME):
            version = said
    return name, version, None


def _program(data: memoryview) -> Calling | None:
    """The strings of the version resource of a program of Windows."""
    low, high = _resources(data)
    at = low + bytes(data[low:high]).find(_VERSION_INFO)
    if at < low + 6:
        return None
    end = min(len(data), at - 6 + int.from_bytes(data[at - 6 : at - 4], "little"))
    found = dict(_strings(data, at, end))
    return _made(
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
            return offset, offset + min(size, 4 * MOST)
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
        while stop + 2 <= end and bytes(data[stop : stop + 2]) != b"\0\0" and stop - begin < 2 * _LONGEST:
            stop += 2
        text = bytes(data[begin:stop]).decode("utf-16-le", "replace")
        left = len(text) - len(text.lstrip())
        shown = text.strip()
        if shown and "\ufffd" not in shown:
            yield key, Said(shown, begin + 2 * left, len(shown.encode("utf-16-le")), "utf-16-le")


def _rpm(data: memoryview) -> Calling | None:
    """The lead: name, version and release in one, in 66 bytes."""
    raw = bytes(data[10:76]).split(b"\0")[0]
    text = raw.decode("ascii", "replace")
    said = Said(text, 10, len(raw), "ascii") if raw and text.isprintable() and "\ufffd" not in text else None
    return _made("RPM lead", said, None, None)


def _text(data: memoryview, start: int, end: int) -> Said | None:
    """A text in UTF-8 with its line and column."""
    raw = bytes(data[start:end])
    if not raw.strip() or len(raw) > 4 * _LONGEST:
        return None
    before = bytes(data[:start])
    try:
        text, head = raw.decode(), before[before.rfind(b"\n") + 1 :].decode()
    except UnicodeDecodeError:
        return None
    line = before.count(b"\n") + 1
    column = len(head.removeprefix("\ufeff") if line == 1 else head) + 1
    return Said(text, start, end - start, "utf-8", line, column)


def _made(by: str, name: Said | None, version: Said | None, maker: Said | None) -> Calling | None:
    return None if name is None else Calling(by=by, name=name, version=version, maker=maker)
