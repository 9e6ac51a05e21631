"""Microsoft's program databases (PDB): the streams of a file of blocks, one part each.

Source: LLVM, "The MSF File Format" and "The PDB File Format", and Microsoft's sources at ``microsoft/microsoft-pdb``.
"""

import struct
from collections.abc import Iterator

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.runs import gathered

_MAGIC = b"Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0"
_NAMES = {1: b"info", 2: b"types", 3: b"modules", 4: b"ids"}
_INFO, _TYPES, _HEAD = 1, 2, 28
"""The first stream begins with a version, a time, an age, and the number of the file (a GUID)."""
_VERSIONS = frozenset({20000404, 20030901, 20091201, 20140508})
_NONE = 0xFFFFFFFF
_MOST_STREAMS = 65_536
_MOST_RUNS = 20_000
"""Stretches of blocks of one stream; linkers write most streams in a few."""


class _Blocks:
    """The directory of a file of blocks. Raises ``struct.error`` where it is cut short."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        fields: tuple[int, ...] = struct.unpack_from("<IIIIII", data, len(_MAGIC))
        self.size, _, self.count, self._directory_size, _, self._map = fields
        if self.size not in {512, 1024, 2048, 4096, 8192, 16384, 32768}:
            raise struct.error("no size of a block")

    def needed(self, size: int) -> int:
        """How many blocks hold so many bytes."""
        return -(-size // self.size)

    def runs(self, numbers: list[int], size: int) -> list[tuple[int, int]]:
        """Where the bytes of these blocks lie, (start, end), neighbours joined."""
        found: list[tuple[int, int]] = []
        for number in numbers:
            start = number * self.size
            end = start + min(self.size, size)
            size -= self.size
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def head(self, runs: list[tuple[int, int]], size: int) -> bytes:
        """The first bytes of a stream."""
        return b"".join(bytes(self.data[start : min(end, start + size)]) for start, end in runs)[:size]

    def directory(self) -> tuple[list[tuple[int, int]], bytes]:
        """Where the directory lies, and its bytes."""
        count = self.needed(self._directory_size)
        if count * 4 > self.size * 64 or count > len(self.data) // self.size:
            raise struct.error("a directory larger than the file")
        numbers = list(struct.unpack_from(f"<{count}I", self.data, self._map * self.size))
        runs = self.runs(numbers, self._directory_size)
        return runs, b"".join(bytes(self.data[start:end]) for start, end in runs)

    def streams(self, directory: bytes) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
        """Each stream that has bytes: its number, its size, where it lies."""
        (count,) = struct.unpack_from("<I", directory)
        sizes = struct.unpack_from(f"<{min(count, _MOST_STREAMS)}I", directory, 4)
        at = 4 + 4 * count
        for number, size in enumerate(sizes):
            if size in {0, _NONE}:
                continue
            blocks = self.needed(size)
            if at + 4 * blocks > len(directory):
                raise struct.error("streams beyond the directory")
            yield number, size, self.runs(list(struct.unpack_from(f"<{blocks}I", directory, at)), size)
            at += 4 * blocks


class Pdb:
    """See the module."""

    name = "pdb"
    also: tuple[str, ...] = ("pdb", "debug information of Microsoft's compilers")
    first = b"M"
    recognised = "its magic line, and a size of blocks that exists"
    limits: tuple[str, ...] = (
        "Program databases of before version 7.00 (1998), and those of .NET that are no such file, are not opened.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The magic line, and a directory that can be followed."""
        if not start.startswith(_MAGIC):
            return False
        try:
            _Blocks(data)
        except struct.error:
            return False
        return True

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The streams; what no stream claims is left over from earlier links."""
        try:
            blocks = _Blocks(desk.data)
            desk.account.claim(0, min(blocks.size, len(desk.data)))
            runs, directory = blocks.directory()
            for start, end in runs:
                desk.account.share(start, min(end, len(desk.data)))
            number_of_it = b""
            for number, size, found in blocks.streams(directory):
                if number == _INFO and size >= _HEAD:
                    number_of_it = _number(blocks.head(found, _HEAD))
                for one in self._stream(desk, number, size, found):
                    if number == _TYPES and number_of_it and isinstance(one, Blob):
                        one.name = b"types/pdb:" + number_of_it  # by this its library names it
                    yield one
        except struct.error as error:
            yield desk.gap("damaged", detail=f"directory of streams: {error}")

    @staticmethod
    def _stream(desk: Desk, number: int, size: int, runs: list[tuple[int, int]]) -> Iterator[Blob | Gap]:
        name = _NAMES.get(number, b"stream-%d" % number)
        layer = Layer(kind="pdb-stream", name=name, index=number)
        if len(runs) > _MOST_RUNS:
            yield desk.gap("unsupported-method", size=size, inner=layer, detail=f"in {len(runs)} pieces")
            return
        whole = all(end <= len(desk.data) for _, end in runs)
        if not whole:
            yield desk.gap("truncated", size=size, inner=layer)
            return
        for start, end in runs:
            desk.account.share(start, end)
        yield from gathered(desk, "pdb-stream", runs, name, number)


def _number(info: bytes) -> bytes:
    """The number of a file, in hex, from the head of its first stream; empty where its version is none of 7.00."""
    (version,) = struct.unpack_from("<I", info)
    return info[12:].hex().encode() if version in _VERSIONS else b""
