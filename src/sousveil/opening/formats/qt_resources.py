"""Qt resources in a file of their own (``.rcc``). Source: ``qresource.cpp`` and the manual of ``rcc`` in Qt 5 and 6.

All numbers have the highest byte first. Header: ``qres``, version, offsets of tree, data and names, since version 3
flags. A node of the tree: offset of its name, flags, then for a folder the number of its children and the first of
them, for a file country, language and offset of its data; since version 2 also a time. Data: a length and the bytes;
zlib ones begin with the length that comes out.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk

_MAGIC = b"qres"
_ZLIB, _FOLDER, _ZSTD = 1, 2, 4
_DEPTH = 200


class _Node(NamedTuple):
    name: int
    flags: int
    first: int
    second: int
    """A folder: its children are ``second`` and the ``first - 1`` after it. A file: ``second`` is where its data is."""


class _Tree:
    """The tables. Raises ``struct.error`` where something lies outside."""

    def __init__(self, data: memoryview) -> None:
        self.data = data
        version, self.tree, self.values, self.names = struct.unpack_from(">4I", data, 4)
        self.header = 20 if version < 3 else 24
        self.step = 14 if version < 2 else 22
        self.known = version in {1, 2, 3}

    def node(self, number: int) -> _Node:
        return _Node(*struct.unpack_from(">IHII", self.data, self.tree + number * self.step))

    def name(self, node: _Node) -> tuple[bytes, int, int]:
        """The name as UTF-8, and where it stands."""
        start = self.names + node.name
        (length,) = struct.unpack_from(">H", self.data, start)
        raw = bytes(self.data[start + 6 : start + 6 + 2 * length])
        if len(raw) < 2 * length:
            raise struct.error("a name beyond the end")
        return raw.decode("utf-16-be", "replace").encode(), start, start + 6 + 2 * length

    def files(self, desk: Desk) -> Iterator[tuple[bytes, _Node] | Gap]:
        """The files with their paths; each node once."""
        seen = {0}
        waiting: list[tuple[bytes, int, int]] = [(b"", 0, 0)]
        while waiting:
            above, number, depth = waiting.pop()
            try:
                node = self.node(number)
                path = above
                if number:
                    name, start, end = self.name(node)
                    path = above + b"/" + name if above else name
                    desk.account.share(start, end)
            except struct.error as error:
                yield desk.gap("damaged", detail=f"node {number} of the tree: {error}")
                continue
            at = self.tree + number * self.step
            desk.account.claim(at, at + self.step)
            if not node.flags & _FOLDER:
                yield path, node
                continue
            last = min(node.second + node.first, len(self.data) // self.step + 1)
            for child in range(last - 1, node.second - 1, -1):
                if child in seen or depth >= _DEPTH:
                    yield desk.gap("damaged", detail=f"node {child} of the tree stands in it twice, or too deep")
                    continue
                seen.add(child)
                waiting.append((path, child, depth + 1))


class QtResources:
    """See the module."""

    name = "qt-resources"
    also: tuple[str, ...] = ("rcc", "qrc compiled with -binary")
    first = b"q"
    recognised = "qres, and a version"
    limits: tuple[str, ...] = (
        "Resources that were compiled into a program have no mark by which they could be found there.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """The mark, a version that exists, and tables that lie inside."""
        if start[:4] != _MAGIC or len(start) < 20:
            return False
        version, *tables = struct.unpack_from(">4I", start, 4)
        return 1 <= version <= 3 and all(20 <= offset <= len(data) for offset in tables)

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files in the order of the tree."""
        tree = _Tree(desk.data)
        desk.account.claim(0, tree.header)
        index = 0
        for part in tree.files(desk):
            if isinstance(part, Gap):
                yield part
                continue
            yield from _file(desk, tree, part[0], part[1], index)
            index += 1


def _file(desk: Desk, tree: _Tree, path: bytes, node: _Node, index: int) -> Iterator[Blob | Gap]:
    start = tree.values + node.second
    layer = Layer(kind="rcc-member", name=path, index=index)
    if start + 4 > len(desk.data):
        yield desk.gap("truncated", inner=layer)
        return
    length = int.from_bytes(desk.data[start : start + 4], "big")
    said, start = start + 4 + length, start + 4
    end = min(said, len(desk.data))
    desk.account.share(start - 4, start)  # files of the same content are stored once
    if node.flags & _ZLIB and end - start > 4:
        size = int.from_bytes(desk.data[start : start + 4], "big")
        desk.account.share(start, start + 4)
        yield from desk.unpacked("rcc-member", start + 4, end, "zlib", name=path, index=index, size=size, shared=True)
    elif node.flags & _ZSTD:
        yield from desk.unpacked("rcc-member", start, end, "zstd", name=path, index=index, shared=True)
    else:
        desk.account.share(start, end)
        yield desk.stored("rcc-member", start, end, name=path, index=index)
    if end < said:
        yield desk.gap("truncated", size=said - end, inner=layer)
