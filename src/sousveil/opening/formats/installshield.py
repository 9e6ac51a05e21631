"""Set-up programs made by InstallShield: the files behind the program that unpacks them.

Source: ISx (MIT licence), ``ISx.c``. There are three layouts: a header and a record before each file, whose bytes are
turned round under a key made of its name (two kinds of records); and plain, with four strings before each file.
"""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.pump import State
from sousveil.opening.sink import NoRoomError
from sousveil.opening.transforms import head

_HEADER = 46
_OLD, _STREAM = b"InstallShield\0", b"ISSetupStream\0"
_RECORD_OLD, _RECORD = struct.Struct("<260sI4xI8xH30x"), struct.Struct("<II2xI8xH")
_PLAIN = re.compile(rb"([\x20-\xfe]{1,259})\0([\x20-\xfe]{1,259})\0([0-9., ]{1,31})\0([0-9]{1,10})\0")
_WIDE = re.compile(
    rb"((?:[\x20-\xff]\0|[^\0][\x01-\xff]){1,259})\0\0((?:[\x20-\xff]\0|[^\0][\x01-\xff]){1,259})\0\0"
    rb"((?:[0-9., ]\0){1,31})\0\0((?:[0-9]\0){1,10})\0\0"
)
_MOST = 1 << 16
_PACKED, _IN_UNITS = 6, 4


class File(NamedTuple):
    """A file: its name as UTF-8, its run, and the transforms that may give its bytes, the likeliest first."""

    name: bytes
    begin: int
    start: int
    end: int
    ways: tuple[str, ...]


class InstallShield:
    """See the module."""

    name = "installshield"
    also: tuple[str, ...] = ("set-up programs made by InstallShield",)
    first = b""
    recognised = "InstallShield or ISSetupStream behind the program that unpacks it, or four strings of a file record"
    limits: tuple[str, ...] = (
        "Set-up programs of versions before 9 hold other things, which are looked at as they are.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The mark, or the strings before the first file."""
        if len(data) <= _HEADER:
            return False
        if start[:14] in {_OLD, _STREAM}:
            return True
        if start[0] >= 0x20 and b"\0" in start[:261]:
            found = _PLAIN.match(start)
            return found is not None and found.end() + int(found[4]) <= len(data)
        return start[2:4] == b"\0\0" and start[5:6] == b"\0" and _WIDE.match(data, 4, 2048) is not None

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files in the order in which they stand."""
        start = bytes(desk.data[:_HEADER])
        marked = start[:14] in {_OLD, _STREAM}
        count = int.from_bytes(start[14:16], "little") if marked else 0
        if marked:
            desk.account.claim(0, _HEADER)
        for file in _records(desk.data, start) if marked else _plain(desk.data):
            desk.account.claim(file.begin, file.start)
            yield from _file(desk, file, desk.index)
            desk.index += 1
        if desk.index < count:
            yield desk.gap("truncated", detail=f"{desk.index} files of {count}")


def _file(desk: Desk, file: File, index: int) -> Iterator[Blob | Gap]:
    end = min(file.end, len(desk.data))
    layer = Layer(kind="installshield-file", name=file.name, index=index)
    if end > file.start:
        desk.account.claim(file.start, end)
        for number, way in enumerate(file.ways):
            if not way:
                yield desk.stored(layer.kind, file.start, end, name=file.name, index=index)
                break
            try:
                decoded = desk.decode(way, file.start, end)
            except NoRoomError as error:
                yield desk.gap("no-room-to-spill", size=end - file.start, detail=str(error), inner=layer)
                break
            if decoded.state in {State.DAMAGED, State.TRUNCATED} and number + 1 < len(file.ways):
                desk.budget.take(-len(decoded.data))
                continue
            transform = way if decoded.state is not State.CUT else head(way, len(decoded.data))
            layer = Layer(
                kind=layer.kind, name=file.name, index=index, extent=(file.start, end - file.start), transform=transform
            )
            if len(decoded.data):
                yield desk.child(decoded.data, layer)
            yield from desk.complaints(decoded, layer, end - file.start)
            break
    if file.end > end:
        yield desk.gap("truncated", size=file.end - max(end, file.start), inner=layer)


def _records(data: memoryview, start: bytes) -> Iterator[File]:
    """Files with a record each, of either kind."""
    count, kind = struct.unpack_from("<HI", start, 14)
    stream = start[:14] == _STREAM
    at = _HEADER
    for _ in range(count):
        begin = at
        record = _RECORD if stream else _RECORD_OLD
        if at + record.size > len(data):
            return
        raw, flags, size, wide = record.unpack_from(data, at)
        at += record.size
        if stream:
            at += record.size if kind == 4 else 0
            name = bytes(data[at : at + raw]).decode("utf-16-le", "replace").encode("utf-8", "replace")
            at += raw
            if not 0 < raw < 1040:
                return
        else:
            name = raw.split(b"\0", 1)[0]
            if not name:
                return
        yield File(name.replace(b"\\", b"/"), begin, at, at + size, _ways(name, flags, wide=bool(wide)))
        at += size


def _ways(name: bytes, flags: int, *, wide: bool) -> tuple[str, ...]:
    units, whole = f"isx-key:{name.hex()},1024", f"isx-key:{name.hex()},0"
    ways = ["", units]
    if flags & _PACKED:
        ways = [units, whole] if flags & _IN_UNITS else [whole, units]
    if not wide:
        return (ways[0],)
    return (*(f"{way}|zlib" if way else "zlib" for way in ways), *(() if flags & _PACKED else ("",)))


def _plain(data: memoryview) -> Iterator[File]:
    """Files with four strings before each: name, path, version, size."""
    wide = data[0] < 0x20 or data[1] == 0
    at = 4 if wide else 0
    begin = 0
    for _ in range(_MOST):
        found = (_WIDE if wide else _PLAIN).match(data, at)
        if found is None:
            return
        codec = "utf-16-le" if wide else "latin-1"
        name = found[2].decode("utf-16-le", "replace").encode("utf-8", "replace") if wide else found[2]
        at = found.end() + int(found[4].decode(codec))
        yield File(name.replace(b"\\", b"/"), begin, found.end(), at, ("",))
        begin = at
