"""A static delta of OSTree with its parts in it, as a Flatpak bundle has it: serialised by hand."""

import hashlib
import lzma
import struct
from collections.abc import Mapping, Sequence

from tests.samples.opening.payload import FILES

FILE, FOLDER, META, COMMIT = 1, 2, 3, 4


def frame(body: bytes, offsets: Sequence[int]) -> bytes:
    """Behind a container its offsets, as narrow as its whole size allows."""
    width = next(one for one in (1, 2, 4, 8) if len(body) + one * len(offsets) < 1 << 8 * one)
    return body + b"".join(one.to_bytes(width, "little") for one in offsets)


def array(items: Sequence[bytes], align: int = 1) -> bytes:
    body, offsets = b"", []
    for item in items:
        body += bytes(-len(body) % align) + item
        offsets.append(len(body))
    return frame(body, offsets) if items else b""


def several(*members: tuple[bytes, int, bool]) -> bytes:
    """A tuple: (bytes, alignment, whether its size varies)."""
    body, offsets = b"", []
    for number, (data, align, varies) in enumerate(members):
        body += bytes(-len(body) % align) + data
        if varies and number < len(members) - 1:
            offsets.append(len(body))
    return frame(body, offsets[::-1])


def number(value: int) -> bytes:
    out = b""
    while value > 0x7F:
        out += bytes([value & 0x7F | 0x80])
        value >>= 7
    return out + bytes([value])


class Object:
    def __init__(self, kind: int, data: bytes) -> None:
        self.kind, self.data = kind, data
        self.checksum = hashlib.sha256(bytes([kind]) + data).digest()


def folder(files: Mapping[bytes, Object], folders: Mapping[bytes, Object]) -> Object:
    some = array([several((name + b"\0", 1, True), (one.checksum, 1, True)) for name, one in files.items()])
    more = array([
        several((name + b"\0", 1, True), (one.checksum, 1, True), (bytes(32), 1, True)) for name, one in folders.items()
    ])  # fmt: skip
    return Object(FOLDER, several((some, 1, True), (more, 1, True)))


def part(objects: Sequence[Object], extra: bytes = b"") -> bytes:
    heap, operations = b"", b""
    for one in objects:
        modes = b"" if one.kind != FILE else number(0) + number(0)
        operations += b"S" + modes + number(len(one.data)) + number(len(heap))
        heap += one.data
    modes = struct.pack(">III", 0, 0, 0o100644)
    return several((modes, 4, True), (array([b""]), 1, True), (heap, 1, True), (operations + extra, 1, True))


def delta(parts: Sequence[tuple[Sequence[Object], bytes]], *, packed: bool = True, key: bytes = b"flatpak") -> bytes:
    """``parts``: objects, and further operations."""
    entries = [several((key + b"\0", 1, True), (b"\x01\0\x89\xe5\0u", 8, True))]
    heads = []
    for count, (objects, extra) in enumerate(parts):
        content = part(objects, extra)
        value = (b"x" + lzma.compress(content) if packed else b"\0" + content) + b"\0(yay)"
        entries.append(several((b"deltas/ab/cd/%d\0" % count, 1, True), (value, 8, True)))
        listed = b"".join(bytes([one.kind]) + one.checksum for one in objects)
        heads.append(several((bytes(4), 4, False), (bytes(32), 1, True), (bytes(8), 8, False), (bytes(8), 8, False),
                             (listed, 1, True)))  # fmt: skip
    return several(
        (array(entries, 8), 8, True), (bytes(8), 8, False), (b"", 1, True), (bytes(32), 1, True),
        (b"a commit of app.example", 8, True), (b"", 1, True), (array(heads, 8), 8, True), (b"", 8, True),
    )  # fmt: skip


def objects(files: Mapping[bytes, bytes] = FILES) -> list[Object]:
    """Each file in a folder of its own, as ``payload.FILES`` has them."""
    content = {name: Object(FILE, data) for name, data in files.items()}
    below = {name.partition(b"/")[0]: folder({name.partition(b"/")[2]: one}, {}) for name, one in content.items()}
    return [folder({}, below), *below.values(), Object(META, b"rights"), *content.values()]


def build() -> bytes:
    every = objects()
    return delta([(every[:-1], b""), (every[-1:], b"")])
