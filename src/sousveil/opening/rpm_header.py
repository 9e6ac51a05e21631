"""The header structure of RPM: an index of tags and a store of values. Source: RPM manual, "RPM V4 Package format"."""

import stat
import struct
from collections import Counter
from typing import NamedTuple

from sousveil.opening.codecs import Decoded, collected
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink

MAGIC = b"\x8e\xad\xe8\x01"
_MOST = 1 << 16
_TEXTS = {6, 8, 9}
"""Types of values: a string, an array of them, one in several languages."""
_ARRAYS = {3: "H", 4: "I", 5: "Q"}
"""Types of arrays of numbers: of 16, 32 and 64 bits."""
_MODES, _DEVICES, _NODES, _FOLDER_OF, _NAMES, _FOLDERS = 1030, 1095, 1096, 1116, 1117, 1118
_SIZES, _LONG_SIZES, _FLAGS = 1028, 5008, 1037
_GHOST = 64


class File(NamedTuple):
    """A file that a header lists: ``size`` in bytes; ``linked``: others listed are the same file."""

    name: bytes
    size: int
    mode: int
    device: int
    node: int
    linked: bool


def end(data: memoryview, at: int) -> int:
    """Where the header at ``at`` ends: 16 bytes, its index of 16 bytes an entry, its store; -1 where there is none."""
    if at < 0 or at + 16 > len(data) or bytes(data[at : at + 4]) != MAGIC:
        return -1
    entries, store = struct.unpack_from(">II", data, at + 8)
    stop: int = at + 16 + 16 * entries + store
    return stop if stop <= len(data) else -1


def texts(header: bytes) -> list[tuple[int, list[bytes]]]:
    """(tag, its strings) of all tags that hold strings, in the order of the index."""
    if len(header) < 16:
        return []
    (entries,) = struct.unpack_from(">I", header, 8)
    store = 16 + 16 * entries
    found: list[tuple[int, list[bytes]]] = []
    left = len(header)
    for at in range(16, min(store, 16 + 16 * _MOST, len(header) - 15), 16):
        tag, kind, offset, count = struct.unpack_from(">4I", header, at)
        if kind not in _TEXTS or count > left:
            continue
        left -= count
        strings: list[bytes] = []
        start = store + offset
        for _ in range(count):
            stop = header.find(b"\0", start)
            if stop < 0:
                break
            strings.append(header[start:stop])
            start = stop + 1
            left -= stop - start
        found.append((tag, strings))
    return found


def files(header: memoryview) -> list[File]:
    """All files in the order of their numbers; empty where the header lists none, or not what each is."""
    raw = bytes(header)
    said = dict(texts(raw))
    names, folders = said.get(_NAMES, []), said.get(_FOLDERS, [])
    have = _numbers(raw)
    count = len(names)
    modes, above = have.get(_MODES, []), have.get(_FOLDER_OF, [])
    sizes = have.get(_LONG_SIZES) or have.get(_SIZES, [])
    if not count or not len(modes) == len(above) == len(sizes) == count or max(above, default=0) >= len(folders):
        return []
    devices, nodes, flags = (_padded(have.get(tag, []), count) for tag in (_DEVICES, _NODES, _FLAGS))
    same = Counter(
        pair for pair, mode, flag in zip(zip(devices, nodes, strict=True), modes, flags, strict=True)
        if stat.S_ISREG(mode) and not flag & _GHOST and pair[1]
    )  # fmt: skip
    return [
        File(b"." + folders[above[at]] + names[at], sizes[at], modes[at], devices[at], nodes[at],
             same[devices[at], nodes[at]] > 1 and stat.S_ISREG(modes[at]))
        for at in range(count)
    ]  # fmt: skip


def _padded(numbers: list[int], count: int) -> list[int]:
    return numbers if len(numbers) == count else [0] * count


def _numbers(header: bytes) -> dict[int, list[int]]:
    """The arrays of numbers by their tags. Raises nothing: what does not fit is left out."""
    found: dict[int, list[int]] = {}
    entries = int.from_bytes(header[8:12], "big")
    store = 16 + 16 * entries
    left = len(header)
    for at in range(16, min(store, 16 + 16 * _MOST, len(header) - 15), 16):
        tag, kind, offset, count = struct.unpack_from(">4I", header, at)
        if kind not in _ARRAYS:
            continue
        array = struct.Struct(f">{min(count, left)}{_ARRAYS[kind]}")
        left -= min(count, left)
        if store + offset + array.size <= len(header):
            found[tag] = list(array.unpack_from(header, store + offset))
    return found


def strings(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """All strings of a header, a line each: a codec."""
    sink.begin()
    text = b"".join(value + b"\n" for _, values in texts(bytes(stored)) for value in values)
    sink.add(text[:room])
    return collected(sink, len(stored), State.CUT if len(text) > room else State.WHOLE)
