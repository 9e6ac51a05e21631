"""The header structure of RPM: an index of tags and a store of values. Source: RPM manual, "RPM V4 Package format"."""

import struct

from sousveil.opening.codecs import Decoded, collected
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink

MAGIC = b"\x8e\xad\xe8\x01"
_MOST = 1 << 16
_TEXTS = {6, 8, 9}
"""Types of values: a string, an array of them, one in several languages."""


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


def strings(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """All strings of a header, a line each: a codec."""
    sink.begin()
    text = b"".join(value + b"\n" for _, values in texts(bytes(stored)) for value in values)
    sink.add(text[:room])
    return collected(sink, len(stored), State.CUT if len(text) > room else State.WHOLE)
