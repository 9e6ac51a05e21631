"""Electron's asar. Source: the README of @electron/asar (MIT), "Format": a pickled JSON header, then the files.

The header is framed as Chromium's ``base/pickle.h`` does it: a length of four, the size of the header, the size of its
payload, the length of the JSON, each 32 bits with the lowest byte first.
"""

import struct
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk
from sousveil.opening.gaps import printable

_FRAME = struct.Struct("<4I")
_LONGEST = 256 << 20
_DIGITS = 18


class _File(NamedTuple):
    path: bytes
    said: dict[str, Any]


class Asar:
    """See the module."""

    name = "asar"
    also: tuple[str, ...] = ("asar",)
    first = b"\x04"
    recognised = "the frame of its header, and JSON in it"
    limits: tuple[str, ...] = (
        "Files that the header says are kept beside the archive are a gap: they are in the folder NAME.unpacked.",
        "Its own digests of files are not compared.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Four numbers that fit each other, and the beginning of an object."""
        if len(start) < 20 or start[16:17] != b"{":
            return False
        four, size, payload, length = _FRAME.unpack_from(start)
        fits = payload + 4 == size and length + 4 <= payload < length + 8
        return bool(four == 4 and fits and 8 + size <= len(data))

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """The files in the order of the header."""
        _, size, _, length = _FRAME.unpack_from(desk.data)
        try:
            tree = msgspec.json.decode(bytes(desk.data[16 : 16 + length])) if length <= _LONGEST else None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            tree = None
        if not isinstance(tree, dict):
            yield desk.gap("damaged", detail="the header is no JSON object")
            return
        base = 8 + size
        desk.account.claim(0, base)
        beside = 0
        for index, file in enumerate(_files(tree)):
            layer = Layer(kind="asar-member", name=file.path, index=index)
            if "link" in file.said:
                yield desk.gap("link", inner=layer, detail=f"-> {printable(str(file.said['link']).encode())}")
            elif file.said.get("unpacked"):
                beside += 1
            elif "size" in file.said:
                yield from _member(desk, file, index, base)
        if beside:
            yield desk.gap("kept-beside", detail=f"{beside} files")


def _files(tree: dict[str, Any]) -> Iterator[_File]:
    """Everything that is no folder, in the order of the header."""
    waiting: list[_File] = [_File(b"", tree)]
    while waiting:
        path, said = waiting.pop()
        inside = said.get("files")
        if not isinstance(inside, dict):
            yield _File(path, said)
            continue
        found = [
            _File((path + b"/" if path else b"") + name.encode("utf-8", "surrogatepass"), child)
            for name, child in inside.items()
            if isinstance(child, dict)
        ]
        waiting += reversed(found)


def _member(desk: Desk, file: _File, index: int, base: int) -> Iterator[Blob | Gap]:
    size, offset = file.said["size"], file.said.get("offset", "0" if not file.said["size"] else "")
    number = int(offset) if isinstance(offset, str) and offset.isascii() and offset.isdigit() else -1
    layer = Layer(kind="asar-member", name=file.path, index=index)
    if not isinstance(size, int) or size < 0 or number < 0 or len(offset) > _DIGITS:
        yield desk.gap("damaged", inner=layer, detail="no size or place that makes sense")
        return
    start = min(base + number, len(desk.data))
    end = min(start + size, len(desk.data))
    desk.account.claim(start, end)
    yield desk.stored("asar-member", start, end, name=file.path, index=index)
    if end - start < size:
        yield desk.gap("truncated", size=size - (end - start), inner=layer)
