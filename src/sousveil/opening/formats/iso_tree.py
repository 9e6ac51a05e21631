"""The trees of an ISO 9660 disc: its own, Joliet's, and the names that Rock Ridge adds.

Sources: ECMA-119 (volume descriptors 8, directory records 9.1, path tables 9.4), the Joliet specification (escape
sequences, UCS-2), IEEE P1281 (SUSP: SP, CE) and P1282 (Rock Ridge: NM, SL, CL, RE).
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.opening.formats.disc import SECTOR, DiscFile, Run, link
from sousveil.opening.formats.format import Desk

KIND = "iso-member"
_FOLDER, _MORE = 2, 0x80
_JOLIET = (b"%/@", b"%/C", b"%/E")
_DEPTH = 64
_AREAS = 32
"""Continuations of the system use area of one record."""


class _Record(NamedTuple):
    """A directory record: where its bytes lie, its flags, its name as stored, its system use area."""

    location: int
    length: int
    flags: int
    interleaved: bool
    name: bytes
    use: bytes


class Volume:
    """A primary or supplementary volume descriptor at ``at``."""

    def __init__(self, data: memoryview, at: int) -> None:
        self.data = data
        self.joliet = data[at] == 2 and bytes(data[at + 88 : at + 91]) in _JOLIET
        (self.block,) = struct.unpack_from("<H", data, at + 128)
        self.block = self.block or SECTOR
        (self.blocks,) = struct.unpack_from("<I", data, at + 80)
        (self.table,) = struct.unpack_from("<I", data, at + 132)
        little, other = struct.unpack_from("<II", data, at + 140)
        big, last = struct.unpack_from(">II", data, at + 148)
        self.tables = [block for block in (little, other, big, last) if block]
        self.root = _record(data, at + 156, at + 190)
        self.left = 2 * len(data) + (
            1 << 16
        )  # bytes of folders and areas, so that none is gone through again and again
        self.skip = -1
        if self.root is not None and not self.joliet:
            self.skip = self._rock_ridge(self.root)

    @property
    def named(self) -> bool:
        """Whether Rock Ridge gives the names."""
        return self.skip >= 0

    def _rock_ridge(self, root: _Record) -> int:
        """Bytes of each system use area to skip; -1 without Rock Ridge."""
        start = root.location * self.block
        first = _record(self.data, start, start + SECTOR)
        if first is None or first.name != b"\0":
            return -1
        use = first.use
        for at in (0, 14):  # behind what CD-ROM XA puts there
            if use[at : at + 4] == b"SP\x07\x01" and use[at + 4 : at + 6] == b"\xbe\xef":
                return use[at + 6]
        return -1

    def claim(self, desk: Desk) -> None:
        """The path tables."""
        for block in self.tables:
            desk.account.share(block * self.block, block * self.block + self.table)

    def files(self, desk: Desk) -> Iterator[DiscFile | Gap]:
        """The files in the order of the folders; links as gaps."""
        if self.root is None:
            yield desk.gap("damaged", detail="no root folder")
            return
        seen: set[int] = set()
        waiting: list[tuple[bytes, int, int]] = [(b"", self.root.location, self.root.length)]
        while waiting:
            path, location, length = waiting.pop()
            if location in seen:
                continue
            seen.add(location)
            if path.count(b"/") > _DEPTH:
                yield desk.gap("damaged", detail="folders nest too deep")
                continue
            below: list[tuple[bytes, int, int]] = []
            for part in self._folder(desk, path, location, length):
                if isinstance(part, tuple) and not isinstance(part, DiscFile):
                    below.append(part)
                else:
                    yield part
            waiting += reversed(below)

    def _folder(
        self, desk: Desk, path: bytes, location: int, length: int
    ) -> Iterator[DiscFile | Gap | tuple[bytes, int, int]]:
        start = location * self.block
        end = min(start + length, len(self.data))
        self.left -= max(end - start, 0)
        if self.left < 0:
            yield desk.gap("damaged", detail="folders lie in each other")
            return
        desk.account.share(start, end)
        if end < start + length:
            yield desk.gap("truncated", size=start + length - max(end, 0), detail="a folder")
        runs: list[Run] = []
        at = start
        while at < end:
            size = self.data[at]
            record = _record(self.data, at, end) if size else None
            if record is None:
                at = start + ((at - start) // SECTOR + 1) * SECTOR
                continue
            at += size
            use = _Use(self, desk, record.use[self.skip :] if self.named else b"")
            if record.name in {b"\0", b"\1"}:
                continue
            inner = (path + b"/" if path else b"") + (use.name or self._name(record.name))
            if use.child:
                yield inner, use.child, self._length(use.child)
            elif use.moved:
                continue
            elif record.flags & _FOLDER:
                yield inner, record.location, record.length
            elif use.link is not None:
                yield link(desk, KIND, inner, use.link)
            elif record.interleaved:
                yield desk.gap("unsupported-method", size=record.length, detail="an interleaved file")
            else:
                runs.append((record.location * self.block, record.length))
                if not record.flags & _MORE:
                    yield DiscFile(inner, tuple(runs), sum(size for _, size in runs))
                    runs = []

    def _length(self, location: int) -> int:
        """The length of a folder that was moved, from its own first record."""
        first = _record(self.data, location * self.block, location * self.block + SECTOR)
        return first.length if first is not None else 0

    def _name(self, raw: bytes) -> bytes:
        """The name without its version, in UTF-8 where it is Joliet's."""
        if self.joliet:
            raw = raw.decode("utf-16-be", "replace").encode()
        return raw.partition(b";")[0].removesuffix(b".") or raw


def _record(data: memoryview, at: int, end: int) -> _Record | None:
    """The directory record at ``at``, ``None`` where none stands."""
    if at + 34 > min(end, len(data)):
        return None
    length, size = data[at], data[at + 32]
    if length < 33 + size or at + length > min(end, len(data)):
        return None
    location, extent = struct.unpack_from("<I4xI", data, at + 2)
    name = bytes(data[at + 33 : at + 33 + size])
    use = bytes(data[at + 33 + size + (not size & 1) : at + length])
    return _Record(location + data[at + 1], extent, data[at + 25], bool(data[at + 26] or data[at + 27]), name, use)


class _Use:
    """What a system use area says: a name, the end of a link, that a folder is elsewhere."""

    def __init__(self, volume: Volume, desk: Desk, area: bytes) -> None:
        self.name = b""
        self.link: bytes | None = None
        self.child = 0
        self.moved = False
        self._joins = True
        for _ in range(_AREAS):
            following = self._area(area)
            if following is None:
                return
            block, offset, length = following
            start = block * volume.block + offset
            volume.left -= min(length, 1 << 16)
            if volume.left < 0:
                return
            desk.account.share(start, start + length)
            area = bytes(volume.data[start : start + min(length, 1 << 16)])

    def _area(self, area: bytes) -> tuple[int, int, int] | None:
        at = 0
        following = None
        while at + 4 <= len(area) and area[at + 2] >= 4:
            mark, length = area[at : at + 2], area[at + 2]
            body = area[at + 4 : at + length]
            at += length
            if mark == b"ST":
                break
            if mark == b"CE" and len(body) >= 24:
                following = struct.unpack("<I4xI4xI4x", body[:24])
            elif mark == b"NM" and body and not body[0] & 6:
                self.name += body[1:]
            elif mark == b"SL" and body:
                self._component(body[1:])
            elif mark == b"CL" and len(body) >= 4:
                self.child = int.from_bytes(body[:4], "little")
            elif mark == b"RE":
                self.moved = True
        return following

    def _component(self, body: bytes) -> None:
        link = self.link or b""
        at = 0
        while at + 2 <= len(body):
            flags, length = body[at], body[at + 1]
            part = {2: b".", 4: b"..", 8: b""}.get(flags & 0xE, body[at + 2 : at + 2 + length])
            link += part if self._joins else b"/" + part
            self._joins = bool(flags & 1)
            at += 2 + length
        self.link = link
