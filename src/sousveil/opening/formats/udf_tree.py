"""The tree of a UDF volume.

Sources: ECMA-167 3rd edition (part 3: descriptors 10, part 4: file set 14.1, file identifiers 14.4, file entries 14.9
and 14.17, allocation descriptors 14.14.1 and 14.14.2) and OSTA UDF 2.60 (CS0 names 2.1.1, metadata partition 2.2.10).
"""

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.opening.formats.disc import DiscFile, Run, joined, link
from sousveil.opening.formats.format import Desk
from sousveil.opening.transforms import HOLE

KIND = "udf-member"
_ANCHOR, _PARTITION, _LOGICAL, _END = 2, 5, 6, 8
_FILE_SET, _IDENTIFIER, _MORE_RUNS, _FILE, _EXTENDED = 256, 257, 258, 261, 266
_SIZES = (2048, 512, 4096, 1024)
_DEPTH = 64
_MOST_RUNS = 100_000
_MOST_PIECES = 1000
"""Of a metadata partition; programs that write discs make it in one."""
_EMBEDDED = 3
_FOLDER_TYPE, _LINK_TYPE = 4, 12
_LONGEST = 256 << 20
_MARKS = 32768


class _Entry(NamedTuple):
    """A file entry: its type, its size, the runs that hold it, at ``HOLE`` those that were never recorded."""

    type: int
    size: int
    runs: tuple[Run, ...]


class _Partition(NamedTuple):
    """Where the blocks of a partition lie: in runs one behind the other; nowhere for kinds that are not known."""

    runs: tuple[Run, ...]


def _tag(data: memoryview, at: int) -> int:
    """The identifier of the descriptor at ``at``, -1 where none stands."""
    if at < 0 or at + 16 > len(data):
        return -1
    head = bytes(data[at : at + 16])
    if head == bytes(16) or (sum(head) - head[4]) & 0xFF != head[4]:
        return -1
    return int.from_bytes(head[:2], "little")


class Udf:
    """A UDF volume at the desk. ``found`` says whether there is one whose files can be listed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._data = desk.data
        self._partitions: list[_Partition] = []
        self._physical: dict[int, Run] = {}
        self._logical = -1
        self.block = 0
        self.unknown = ""
        """A kind of partition that is there and not understood."""
        self._root = (0, 0)
        self._left = 2 * len(self._data)  # bytes of folders and of runs, so that none is gone through again and again
        anchor = self._anchor()
        self.found = anchor >= 0 and self._volume(anchor)

    def _anchor(self) -> int:
        size = len(self._data)
        for block in _SIZES:
            places: tuple[int, ...]
            # Some programs fill the end of the disc with anchors, one a block.
            places = (256 * block, size - 257 * block, *range(size - block, max(size - 256 * block, 0), -block))
            found = [at for at in places if _tag(self._data, at) == _ANCHOR and self._location(at) * block == at]
            for at in found:
                self._desk.account.share(at, at + block)
            if found:
                self.block = block
                return found[0]
        return -1

    def _location(self, at: int) -> int:
        """The block in which the descriptor at ``at`` says that it stands."""
        return int.from_bytes(self._data[at + 12 : at + 16], "little")

    def _volume(self, anchor: int) -> bool:
        """Reads the descriptors of the volume, and finds the file set."""
        for place in (16, 24):
            length, location = struct.unpack_from("<II", self._data, anchor + place)
            start = location * self.block
            stop = min(start + length, len(self._data))
            self._desk.account.share(start, stop)
            if self._logical < 0:
                self._sequence(start, stop)
        if self._logical < 0 or len(self._data) < self._logical + 440:
            return False
        (block,) = struct.unpack_from("<I", self._data, self._logical + 212)
        if block not in _SIZES:
            return False
        self.block = block
        length, location = struct.unpack_from("<II", self._data, self._logical + 432)
        self._desk.account.share(location * block, location * block + length)
        self._maps()
        _, where, partition = struct.unpack_from("<IIH", self._data, self._logical + 248)
        at = self.place(partition, where)
        if at < 0 or _tag(self._data, at) != _FILE_SET:
            return False
        self._desk.account.share(at, at + (2 * block if _tag(self._data, at + block) == _END else block))
        _, root, partition = struct.unpack_from("<IIH", self._data, at + 400)
        self._root = (partition, root)
        return True

    def _sequence(self, start: int, stop: int) -> None:
        for at in range(start, stop, self.block):
            kind = _tag(self._data, at)
            if kind == _PARTITION and at + 196 <= len(self._data):
                (number,) = struct.unpack_from("<H", self._data, at + 22)
                first, length = struct.unpack_from("<II", self._data, at + 188)
                self._physical[number] = (first * self.block, length * self.block)
                self._tables(at, first)
            elif kind == _LOGICAL:
                self._logical = at
            elif kind == _END:
                return

    def _tables(self, at: int, first: int) -> None:
        """Maps of what is free belong to the format."""
        for place in (56, 64, 80, 88):
            length, block = struct.unpack_from("<II", self._data, at + place)
            if length:
                start = (first + block) * self.block
                self._desk.account.share(start, start + (length & 0x3FFFFFFF))

    def _maps(self) -> None:
        length, count = struct.unpack_from("<II", self._data, self._logical + 264)
        at, end = self._logical + 440, min(self._logical + 440 + length, len(self._data))
        late: list[tuple[int, int]] = []
        for index in range(min(count, 64)):
            if at + 6 > end:
                break
            kind, size = self._data[at], self._data[at + 1]
            runs: tuple[Run, ...] = ()
            number = struct.unpack_from("<H", self._data, at + (4 if kind == 1 else 38))[0] if size >= 6 else -1
            name = bytes(self._data[at + 5 : at + 28]).rstrip(b"\0") if kind == 2 else b""
            if kind == 1 or name == b"*UDF Sparable Partition":
                runs = (self._physical[number],) if number in self._physical else ()
            elif name == b"*UDF Metadata Partition":
                late.append((index, at))
            else:
                self.unknown = name.decode("latin-1") or f"partition map of type {kind}"
            self._partitions.append(_Partition(runs))
            if not size:
                break
            at += size
        for index, at in late:
            self._metadata(index, at)

    def _metadata(self, index: int, at: int) -> None:
        """A metadata partition: its blocks are those of a file in the partition that it names."""
        number, where = struct.unpack_from("<HI", self._data, at + 38)
        if number not in self._physical:
            return
        start, _ = self._physical[number]
        own = len(self._partitions)
        self._partitions.append(_Partition((self._physical[number],)))
        entry = self._entry(start + where * self.block, own)
        if entry is not None and len(entry.runs) <= _MOST_PIECES:
            self._partitions[index] = _Partition(entry.runs)

    def place(self, partition: int, block: int) -> int:
        """The offset of a block, -1 where there is none."""
        found = self._spans(partition, block, 1)
        return found[0][0] if found else -1

    def _spans(self, partition: int, block: int, length: int) -> list[Run]:
        """The runs that hold ``length`` bytes from ``block`` of a partition on."""
        spans: list[Run] = []
        if partition >= len(self._partitions):
            return spans
        skip = block * self.block
        for start, size in self._partitions[partition].runs:
            if skip < size and length and start != HOLE:
                spans.append((start + skip, min(size - skip, length)))
                length -= spans[-1][1]
            skip = max(skip - size, 0)
        return spans

    def _entry(self, at: int, partition: int) -> _Entry | None:
        """The file entry at ``at``, whose short allocation descriptors are of ``partition``."""
        kind = _tag(self._data, at)
        if kind not in {_FILE, _EXTENDED} or at + 216 > len(self._data):
            return None
        flags = int.from_bytes(self._data[at + 34 : at + 36], "little") & 7
        (size,) = struct.unpack_from("<Q", self._data, at + 56)
        header = 176 if kind == _FILE else 216
        attributes, length = struct.unpack_from("<II", self._data, at + header - 8)
        start = at + header + attributes
        self._desk.account.share(at, min(start, at + self.block) if flags == _EMBEDDED else at + self.block)
        if flags == _EMBEDDED:
            return _Entry(self._data[at + 27], size, ((start, min(length, size)),))
        return _Entry(self._data[at + 27], size, _cut(self._runs(start, length, flags, partition), size))

    def _runs(self, start: int, length: int, flags: int, partition: int) -> list[Run]:
        """The runs that a list of allocation descriptors names."""
        layout = struct.Struct("<IIH6x" if flags == 1 else "<II")
        runs: list[Run] = []
        stop, lists = start + length, 0
        while start + layout.size <= min(stop, len(self._data)) and len(runs) < _MOST_RUNS and self._left > 0:
            self._left -= layout.size
            fields = layout.unpack_from(self._data, start)
            start += layout.size
            kind, size = fields[0] >> 30, fields[0] & 0x3FFFFFFF
            of = fields[2] if flags == 1 else partition
            if not size:
                break
            if kind == 3:
                start = self.place(of, fields[1])
                lists += 1
                if _tag(self._data, start) != _MORE_RUNS or lists > _MOST_RUNS:
                    break
                self._desk.account.share(start, start + self.block)
                stop = start + 24 + int.from_bytes(self._data[start + 20 : start + 24], "little")
                start += 24
            elif kind == 0:
                runs += self._spans(of, fields[1], size)
            else:
                runs.append((HOLE, size))
        return runs

    def files(self) -> Iterator[DiscFile | Gap]:
        """The files in the order of the folders; links as gaps."""
        desk = self._desk
        if self.unknown:
            yield desk.gap("unsupported-method", detail=self.unknown)
        seen: set[int] = set()
        waiting: list[tuple[bytes, int, int]] = [(b"", *self._root)]
        while waiting:
            path, partition, block = waiting.pop()
            at = self.place(partition, block)
            entry = self._entry(at, partition)
            if at in seen and entry is not None and entry.type == _FOLDER_TYPE:
                continue
            seen.add(at)
            if entry is None or path.count(b"/") > _DEPTH:
                name = path[:200].decode("utf-8", "replace")
                yield desk.gap("damaged", detail=f"no file entry for {name}" if entry is None else "nested too deep")
            elif self._left < 0:
                yield desk.gap("damaged", detail="folders lie in each other")
                return
            elif entry.type == _FOLDER_TYPE:
                waiting += reversed(list(self._folder(path, entry)))
            elif entry.type == _LINK_TYPE:
                yield link(desk, KIND, path, _points_to(self._bytes(entry)))
            else:
                yield DiscFile(path, entry.runs, entry.size)

    def _bytes(self, entry: _Entry) -> bytes:
        length = sum(length for _, length in entry.runs)
        self._left -= length
        if length > _LONGEST or self._left < 0:
            return b""
        return b"".join(bytes(self._data[at : at + length]) for at, length in entry.runs if at != HOLE)

    def _folder(self, path: bytes, entry: _Entry) -> Iterator[tuple[bytes, int, int]]:
        for start, length in joined(run for run in entry.runs if run[0] != HOLE):
            self._desk.account.share(start, start + length)
        data = memoryview(self._bytes(entry))
        at = 0
        while at + 38 <= len(data) and _tag(data, at) == _IDENTIFIER:
            flags, size = data[at + 18], data[at + 19]
            _, block, partition = struct.unpack_from("<IIH", data, at + 20)
            (use,) = struct.unpack_from("<H", data, at + 36)
            name = _name(bytes(data[at + 38 + use : at + 38 + use + size]))
            at += (38 + use + size + 3) & ~3
            if not flags & 0xC:  # neither deleted nor the folder above
                yield (path + b"/" if path else b"") + name, partition, block


def _cut(runs: Sequence[Run], size: int) -> tuple[Run, ...]:
    """The first ``size`` bytes of ``runs``."""
    found: list[Run] = []
    for start, length in runs:
        length = min(length, size)  # noqa: PLW2901 - of this run
        if length:
            found.append((start, length))
        size -= length
    return tuple(found)


def _name(raw: bytes) -> bytes:
    """A CS0 name as UTF-8: the first byte says how wide its characters are."""
    if raw[:1] == b"\x10":
        return raw[1:].decode("utf-16-be", "replace").encode("utf-8", "replace")
    return raw[1:].decode("latin-1").encode()


def _points_to(data: bytes) -> bytes:
    """The path that a symbolic link holds: ECMA-167 part 4, 14.16.1."""
    parts: list[bytes] = []
    at = 0
    while at + 4 <= len(data):
        kind, length = data[at], data[at + 1]
        parts.append({1: b"", 2: b"", 3: b"..", 4: b"."}.get(kind, _name(data[at + 4 : at + 4 + length])))
        at += 4 + length
    return b"/".join(parts)


def claim_marks(desk: Desk) -> None:
    """Claims the descriptors by which a disc is recognised as UDF (ECMA-167 part 2, 9.1)."""
    for at in range(_MARKS, min(_MARKS + 64 * 2048, len(desk.data) - 2047), 2048):
        if bytes(desk.data[at + 1 : at + 6]) in {b"BEA01", b"NSR02", b"NSR03", b"TEA01", b"BOOT2"}:
            desk.account.claim(at, at + 2048)
