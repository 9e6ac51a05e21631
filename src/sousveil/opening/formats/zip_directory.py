"""Where the members of a zip are: its central directory, or the local headers where that is gone.

Source: APPNOTE.TXT 6.3.10: local header 4.3.7, data descriptor 4.3.9, central directory 4.3.12, zip64 end 4.3.14 and
4.3.15, end 4.3.16, zip64 extra field 4.5.3.
"""

import struct
from collections.abc import Iterator, Sequence

from sousveil.model.late import late
from sousveil.opening.account import Account

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR64 = struct.Struct("<4sIQI")
_MARK = b"PK\x03\x04"
_FULL = 0xFFFFFFFF
_WINDOW = 1 << 20
_TRIES = 20_000
"""Of records that look like an end; a file made of nothing else must not take for ever."""
_DESCRIPTOR = 0x8
_RECORD = late(rb"PK(?:\x03\x04|\x01\x02)")
_AFTER_DATA = late(rb"PK(?:\x07\x08|\x03\x04|\x01\x02)")


class End:
    """The end of a zip: where the central directory is, what it says of itself.

    ``shift`` is how far everything lies behind where it says it does (the length of a stub before the archive);
    ``short`` how many bytes of its comment are missing.
    """

    __slots__ = ("comment", "count", "directory", "disks", "parts", "shift", "short", "size")

    def __init__(self, data: memoryview, at: int) -> None:
        """Parse the record at ``at``. Raises ``ValueError`` where it does not lead to a central directory."""
        _, disk, first, _, count, size, offset, comment = _END.unpack_from(data, at)
        stop = min(at + _END.size + comment, len(data))
        self.parts = [(at, stop)]
        self.short = at + _END.size + comment - stop
        self.comment = (at + _END.size, stop)
        if at >= _LOCATOR64.size and bytes(data[at - 20 : at - 16]) == b"PK\x06\x07":
            at = self._zip64(data, at - 20)
            if at >= 0:
                _, _, _, _, disk, first, _, count, size, offset = _END64.unpack_from(data, at)
            else:
                at = self.parts[0][0]
        self.count, self.size, self.disks = count, size, bool(disk or first)
        self.directory = at - size
        if not count and (size or at):
            # Programs that write archives hold an empty one as a constant: it counts only where it is all there is.
            raise ValueError("an empty archive inside something else")
        if not self._fits(data, self.directory):
            # Something stands between the directory and its end, or the size is wrong: the offset may be right.
            self.directory = offset
            if not self._fits(data, offset) or offset + size > len(data):
                raise ValueError("no central directory where the end says")
        self.shift = self.directory - offset

    def _zip64(self, data: memoryview, locator: int) -> int:
        """The zip64 end, where the locator says or right before the locator; -1 where it is in neither place."""
        said = _LOCATOR64.unpack_from(data, locator)[2]
        for at in (said, locator - _END64.size):
            if 0 <= at <= locator - _END64.size and bytes(data[at : at + 4]) == b"PK\x06\x06":
                length = 12 + int.from_bytes(data[at + 4 : at + 12], "little")
                self.parts += [(locator, locator + 20), (at, min(at + max(length, _END64.size), locator))]
                return int(at)
        return -1

    def _fits(self, data: memoryview, at: int) -> bool:
        return not self.count or (at >= 0 and bytes(data[at : at + 4]) == b"PK\x01\x02")


def find_end(data: memoryview, *, everywhere: bool = False) -> End | None:
    """The last end record that leads to a central directory: in the last 64 KiB (4.3.16), or ``everywhere``."""
    stop = len(data)
    if stop < _END.size:
        return None
    lowest = 0 if everywhere else max(stop - _END.size - 0xFFFF, 0)
    tries = _TRIES
    while stop > lowest:
        start = max(stop - _WINDOW, lowest)
        window = bytes(data[start : stop + 3])
        # Text has no such byte, and one is found far sooner than four.
        found = window.rfind(b"PK\x05\x06") if b"\x06" in window else -1
        while found >= 0 and tries:
            tries -= 1
            try:
                return End(data, start + found)
            except (ValueError, struct.error):
                found = window.rfind(b"PK\x05\x06", 0, found + 3)
        stop = start
    return None


class Member:
    """A member as the directory (or, where that is gone, its local header) describes it.

    name, index, flags, method, crc     as stored
    stored, size                        compressed and uncompressed bytes, as said
    header, start                       where the local header and the data begin
    bound                               where something else begins: the data cannot go beyond
    end                                 where the data ended, set by whoever read it; 0 before
    time, extra                         the time of day in two bytes; the extra field
    mark                                what stands in place of the mark of a local header; empty where that is there
    guessed                             the numbers are not known (a local header alone, with a descriptor behind)
    """

    __slots__ = ("bound", "candidates", "crc", "end", "extra", "flags", "guessed", "header", "index", "link", "mark",
                 "method", "name", "size", "start", "stored", "stored_differs", "time")  # fmt: skip

    def __init__(self, index: int, name: bytes, flags: int, method: int, crc: int, stored: int, size: int) -> None:
        self.index = index
        self.name = name
        self.flags = flags
        self.method = method
        self.crc = crc
        self.stored = stored
        self.size = size
        self.candidates: tuple[int, ...] = ()
        self.header = self.start = -1
        self.bound = self.end = self.time = 0
        self.extra = self.mark = b""
        self.link = self.guessed = self.stored_differs = False

    def locate(self, data: memoryview) -> bool:
        """Find the local header; false where it is in none of the places where it could be."""
        if self.start >= 0:
            return True
        for at in self.candidates:
            if 0 <= at <= len(data) - _LOCAL.size and self._begins(data, at):
                _, _, flags, _, _, _, _, stored, _, name, extra = _LOCAL.unpack_from(data, at)
                self.header, self.start = at, min(at + _LOCAL.size + name + extra, len(data))
                told = not flags & _DESCRIPTOR and stored != _FULL
                self.stored_differs = bool(told and stored != self.stored)
                self.extra = self.extra or bytes(data[self.start - extra : self.start])
                return True
        return False

    def _begins(self, data: memoryview, at: int) -> bool:
        """A local header: by its mark, or, where a maker put his own in its place, by all else that it says."""
        mark = bytes(data[at : at + 4])
        if mark == _MARK:
            return True
        _, _, flags, method, _, _, _, _, _, name, _ = _LOCAL.unpack_from(data, at)
        begin = at + _LOCAL.size
        same = (flags, method) == (self.flags, self.method) and bytes(data[begin : begin + name]) == self.name
        self.mark = mark if same and self.name else b""
        return bool(self.mark)


class Directory:
    """A central directory: its members, its comments, the runs of bytes that it takes, what is wrong with it."""

    __slots__ = ("claims", "comments", "disks", "members", "missing", "short")

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.comments: list[tuple[int, int]] = []
        self.claims: list[tuple[int, int]] = []
        self.disks = False
        self.missing = self.short = 0


def read_directory(data: memoryview, end: End, starts: Sequence[int] = ()) -> Directory:
    """All entries from where the directory begins, as far as they go.

    ``starts``: where each part of a set begins that was put together; offsets count from there.
    """
    directory = Directory()
    at = end.directory
    while at + _CENTRAL.size <= len(data) and bytes(data[at : at + 4]) == b"PK\x01\x02":
        _, made_by, _, flags, method, time, _, crc, stored, size, name, extra, comment, disk, _, attributes, offset = (
            _CENTRAL.unpack_from(data, at)
        )
        begin = at + _CENTRAL.size
        stop = begin + name + extra + comment
        if stop > len(data):
            break
        more = bytes(data[begin + name : begin + name + extra])
        if _FULL in (stored, size, offset):
            size, stored, offset = _zip64_extra(more, size, stored, offset)
        raw = bytes(data[begin : begin + name])
        member = Member(len(directory.members), raw, flags, method, crc, stored, size)
        member.time, member.extra = time, more
        member.candidates = (offset + end.shift, offset) if end.shift else (offset,)
        if starts:
            member.candidates = (offset + starts[min(disk, len(starts) - 1)],)
        member.link = attributes >> 28 == 0o12 and made_by >> 8 == 3  # made on Unix, of the kind S_IFLNK
        directory.members.append(member)
        if comment:
            directory.comments.append((stop - comment, stop))
        at = stop
    directory.claims = [(end.directory, at), *end.parts]
    if end.comment[0] < end.comment[1]:
        directory.comments.append(end.comment)
    directory.disks, directory.short = end.disks and not starts, end.short
    directory.missing = 0 if (end.count - len(directory.members)) & 0xFFFF == 0 else len(directory.members) - end.count
    _set_bounds(directory, end)
    return directory


def _set_bounds(directory: Directory, end: End) -> None:
    """No member reaches beyond the next one's local header, nor into the directory."""
    after = end.directory
    for member in sorted(directory.members, key=lambda m: -m.candidates[0]):
        member.bound = after
        after = member.candidates[0]


def _zip64_extra(extra: bytes, size: int, stored: int, offset: int) -> tuple[int, int, int]:
    """Size, stored size and offset with the 64-bit values of field 1 in place of those that are full, in that order."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            wide = iter(struct.iter_unpack("<Q", extra[at + 4 : at + 4 + (min(length, len(extra) - at - 4) & ~7)]))
            values = [next(wide, (v,))[0] if v == _FULL else v for v in (size, stored, offset)]
            return values[0], values[1], values[2]
        at += 4 + length
    return size, stored, offset


def descriptor_length(data: memoryview, at: int, crc: int, *, guessed: bool) -> int:
    """Bytes of the data descriptor at ``at`` (4.3.9: with or without a signature, 32 or 64 bits), 0 without one."""
    marked = bytes(data[at : at + 4]) == b"PK\x07\x08"
    first = at + 4 if marked else at
    if not marked and (guessed or data[first : first + 4] != crc.to_bytes(4, "little")):
        return 0
    for length in (12, 20):
        stop = first + length
        if stop == len(data) or (bytes(data[stop : stop + 2]) == b"PK" and stop + 4 <= len(data)):
            return stop - at
    return (first - at) + 12 if first + 12 <= len(data) else 0


def walk_members(data: memoryview, account: Account) -> Iterator[Member]:
    """Members by their local headers; claims what is left of a central directory.

    The caller sets ``Member.end`` before it asks for the next: that is where this goes on.
    """
    at, index = 0, 0
    while (at := _next_record(data, at)) >= 0:
        if bytes(data[at : at + 4]) == b"PK\x01\x02":
            if at + _CENTRAL.size > len(data):
                account.claim(at, len(data))
                return
            fields = _CENTRAL.unpack_from(data, at)
            stop = at + _CENTRAL.size + fields[10] + fields[11] + fields[12]
            account.claim(at, stop)
            at = stop
            continue
        if at + _LOCAL.size > len(data):
            account.claim(at, len(data))
            return
        _, _, flags, method, time, _, crc, stored, size, name, extra = _LOCAL.unpack_from(data, at)
        start = at + _LOCAL.size + name + extra
        if start > len(data):
            account.claim(at, len(data))
            return
        if _FULL in {stored, size}:
            size, stored, _ = _zip64_extra(bytes(data[start - extra : start]), size, stored, 0)
        member = Member(index, bytes(data[at + _LOCAL.size : start - extra]), flags, method, crc, stored, size)
        member.header, member.start, member.bound = at, start, len(data)
        member.time, member.extra = time, bytes(data[start - extra : start])
        if flags & _DESCRIPTOR and not stored:
            member.guessed = True
            member.stored = (_descriptor_or_next(data, start) if not method or flags & 1 else len(data)) - start
        yield member
        index += 1
        at = max(start, member.end)


def _next_record(data: memoryview, at: int) -> int:
    """The next local header or entry of a directory from ``at`` on, -1 where there is none."""
    found = _RECORD.search(data, at)
    return found.start() if found else -1


def _descriptor_or_next(data: memoryview, at: int) -> int:
    """Where stored data of unknown length ends: at its descriptor, else at the next record, else at the end."""
    found = _AFTER_DATA.search(data, at)
    return found.start() if found else len(data)
