"""Cabinets of InstallShield (``data1.cab``), which are not those of Windows.

Source: unshield (MIT licence), ``lib/cabfile.h``, ``lib/libunshield.c``, ``lib/file.c``. The table of files is in the
same file, or in a header beside it (``data1.hdr``); without it the chunks say where each file ends, but not its name.
A header and the volumes beside it come here as one blob, the header first, whose ``starts`` say where each begins.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.formats.slices import Slice, Slices
from sousveil.opening.pump import State
from sousveil.opening.shields import chunks
from sousveil.opening.sink import NoRoomError, Sink
from sousveil.opening.transforms import head, pieces

_MAGIC = b"ISc("
_HEADER, _VOLUME = 20, 40  # the volume header of version 6 is longer: zeros where a value is small
_SPLIT, _MASKED, _PACKED, _INVALID = 1, 2, 4, 8
_WIDE = 17  # the version from which on names are UTF-16
_MOST = 1 << 20


class Entry(NamedTuple):
    """A file as the table has it."""

    name: bytes
    flags: int
    size: int
    stored: int
    start: int
    volume: int


class _Volumes:
    """Where the bytes of files are: in this cabinet, or in those that were put together behind a header."""

    def __init__(self, data: memoryview, starts: tuple[int, ...], major: int) -> None:
        self._data = data
        self._starts = starts or (0, 0)  # volumes count from 1
        self._alone = not starts
        self._wide = major > 5

    def headers(self) -> Iterator[tuple[int, int]]:
        """(start, end) of the headers of the volumes; a cabinet alone has been accounted for already."""
        for start in () if self._alone else self._starts[1:]:
            yield start, start + _HEADER + (64 if self._wide else 40)

    def runs(self, entry: Entry, length: int) -> list[tuple[int, int]]:
        """(offset, length) of the pieces of a file of ``length`` stored bytes; empty where one is not here."""
        if not entry.flags & _SPLIT:
            start = self._base(entry.volume) + entry.start
            inside = self._base(entry.volume) >= 0 and start + length <= self._end(entry.volume)
            return [(start, length)] if inside else []
        runs, left, volume = list[tuple[int, int]](), length, entry.volume
        while left > 0 and not self._alone and self._base(volume) >= 0:
            first, last = self._ends(volume)
            offset, size = first if runs else last
            size = min(size, left)
            if size <= 0 or self._base(volume) + offset + size > self._end(volume):
                return []
            runs.append((self._base(volume) + offset, size))
            left, volume = left - size, volume + 1
        return [] if left else runs

    def _base(self, volume: int) -> int:
        if self._alone:
            return 0 if volume <= 1 else -1
        return self._starts[volume] if 0 < volume < len(self._starts) else -1

    def _end(self, volume: int) -> int:
        return self._starts[volume + 1] if volume + 1 < len(self._starts) else len(self._data)

    def _ends(self, volume: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """(offset, stored bytes) of what the first and the last file of a volume have in it."""
        at = self._base(volume) + _HEADER
        if self._wide:
            fields = struct.unpack_from("<QIIQQQQQQ", self._data, at)
            return (fields[3], fields[5]), (fields[6], fields[8])
        narrow = struct.unpack_from("<10I", self._data, at)
        return (narrow[4], narrow[6]), (narrow[7], narrow[9])


class InstallShieldCab:
    """See the module."""

    name = "installshield-cab"
    also: tuple[str, ...] = ("cab (of InstallShield)",)
    first = b"I"
    recognised = "ISc( and a volume with data"
    limits: tuple[str, ...] = (
        "A header (data1.hdr) and its volumes (data1.cab ...) in one folder or archive are opened together.",
        "A volume alone gives files that have numbers instead of names, and split ones are a gap.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The magic, and data where the volume header says: a header file alone is left as it is."""
        return start[:4] == _MAGIC and 0 < _data_offset(start) < len(data)

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files."""
        start = bytes(desk.data[:512])
        version, _, offset, size = struct.unpack_from("<4I", start, 4)
        begin = _data_offset(start) if not desk.blob.starts else offset
        if not 0 < begin < len(desk.data):
            return
        volumes = _Volumes(desk.data, desk.blob.starts, _major(version))
        entries = _entries(desk.data, _major(version), offset) if size else []
        if not entries:
            desk.account.claim(0, begin)
            yield from _walk(desk, begin) if not desk.blob.starts else ()
            return
        desk.account.claim(0, min(_HEADER + _VOLUME, begin, offset) if not desk.blob.starts else offset)
        desk.account.claim(offset, offset + size)
        yield desk.stored("installshield-table", offset, min(offset + size, len(desk.data)))
        if offset + size > len(desk.data):
            yield desk.gap("truncated", size=offset + size - len(desk.data), detail="the table of files goes on")
        for at, end in volumes.headers():
            desk.account.claim(at, end)
        for index, entry in enumerate(entries):
            yield from _file(desk, entry, index, volumes)


def _major(version: int) -> int:
    return version >> 12 & 0xF if version >> 24 == 1 else (version & 0xFFFF) // 100


def _data_offset(start: bytes) -> int:
    return int.from_bytes(start[20:24], "little") if len(start) >= 60 else 0


def _entries(data: memoryview, major: int, descriptor: int) -> list[Entry]:
    """The table of files; empty where it makes no sense."""
    if descriptor + 0x30 > len(data):
        return []
    table, folders, count, second = struct.unpack_from("<12xI12xI8xII", data, descriptor)
    base = descriptor + table
    found: list[Entry] = []
    for index in range(min(count, _MOST)):
        if major > 5:
            at = base + second + 0x57 * index
            if at + 0x57 > len(data):
                return []
            flags, size, stored, start, name, folder, link = struct.unpack_from("<HQQQ32xIH20xB", data, at)
            volume = int.from_bytes(data[at + 0x55 : at + 0x57], "little")
            flags |= _INVALID if link & 1 else 0  # the bytes are those of an earlier file
        else:
            slot = base + 4 * (folders + index)
            if slot + 4 > len(data):
                return []
            at = base + int.from_bytes(data[slot : slot + 4], "little")
            if at + 0x2A > len(data):
                return []
            name, folder, flags, size, stored, start = struct.unpack_from("<IH2xHII20xI", data, at)
            volume = 1
        path = _string(data, base + name, wide=major >= _WIDE)
        slot = base + 4 * folder
        if folder < folders and slot + 4 <= len(data):
            above = _string(data, base + int.from_bytes(data[slot : slot + 4], "little"), wide=major >= _WIDE)
            path = above + b"/" + path if above else path
        found.append(Entry(path.replace(b"\\", b"/"), flags, size, stored, start, volume))
    return found


def _string(data: memoryview, at: int, *, wide: bool) -> bytes:
    """What stands up to a zero; UTF-16 is given as UTF-8."""
    raw = bytes(data[at : at + 1024])
    if wide:
        end = next((place for place in range(0, len(raw) - 1, 2) if raw[place : place + 2] == b"\0\0"), len(raw))
        return raw[:end].decode("utf-16-le", "replace").encode("utf-8", "replace")
    return raw.split(b"\0", 1)[0]


def _file(desk: Desk, entry: Entry, index: int, volumes: _Volumes) -> Iterator[Blob | Gap]:
    layer = Layer(kind="installshield-file", name=entry.name, index=index)
    length = entry.stored if entry.flags & _PACKED else entry.size
    if entry.flags & _INVALID or not entry.start or not length:
        return
    runs = volumes.runs(entry, length)
    if not runs:
        yield desk.gap("part-of-set", size=length, inner=layer)
        return
    for start, size in runs:
        desk.account.claim(start, start + size)
    start, end = runs[0][0], sum(runs[-1])
    first = [pieces((at - start, size) for at, size in runs)] if len(runs) > 1 else []
    if entry.flags & _MASKED:
        first.append("isc-mask")
    if not entry.flags & _PACKED and not first:
        yield desk.stored(layer.kind, start, end, name=entry.name, index=index)
        return
    for codec in ("isc-chunks", "deflate") if entry.flags & _PACKED else ("",):
        transform = "|".join((*first, codec) if codec else first)
        try:
            decoded = desk.decode(transform, start, end, entry.size if codec == "deflate" else None)
        except NoRoomError as error:
            yield desk.gap("no-room-to-spill", size=length, detail=str(error), inner=layer)
            return
        if decoded.state is State.CUT and codec == "deflate" and len(decoded.data) < entry.size:
            break
        if len(decoded.data) == entry.size:
            transform = transform if codec != "deflate" else head(transform, entry.size)
            layer = Layer(
                kind=layer.kind, name=entry.name, index=index, extent=(start, end - start), transform=transform
            )
            yield desk.child(decoded.data, layer)
            return
    yield desk.closed("unsupported", start, end, name=entry.name, index=index)
    yield desk.gap("unsupported-method", size=length, inner=layer)


def _walk(desk: Desk, begin: int) -> Iterator[Blob | Gap]:
    """All that can be unpacked from ``begin`` on, as one stream: a chunk that is shorter than the rest ends a file."""
    room = desk.budget.room(len(desk.data) - begin)
    sizes: list[int] = []
    desk.budget.member()
    try:
        decoded = chunks(desk.data[begin:], room, Sink(desk.budget.limits.in_memory), sizes)
    except NoRoomError as error:
        yield desk.gap("no-room-to-spill", size=len(desk.data) - begin, detail=str(error))
        return
    desk.budget.take(len(decoded.data))
    end = begin + decoded.used
    transform = "isc-chunks" if decoded.state is not State.CUT else head("isc-chunks", len(decoded.data))
    layer = Layer(kind="installshield-stream", extent=(begin, decoded.used), transform=transform)
    if len(decoded.data):
        desk.account.claim(begin, end)
        stream = desk.child(decoded.data, layer)
        stream.form = Slices("installshield-stream", "installshield-file", _members(sizes))
        yield stream
    yield from desk.complaints(decoded, layer, decoded.used)
    if decoded.state is State.WHOLE and end < len(desk.data):
        detail = "the rest can only be unpacked with the header beside it (data1.hdr)"
        yield desk.gap("part-of-set", size=len(desk.data) - end, detail=detail)


def _members(sizes: list[int]) -> list[Slice]:
    full, start, at = max(sizes, default=0), 0, 0
    members: list[Slice] = []
    for size in sizes:
        at += size
        if size < full:
            members.append(Slice(b"%d" % len(members), len(members), start, at - start))
            start = at
    if at > start:
        members.append(Slice(b"%d" % len(members), len(members), start, at - start))
    return members
