"""Files as discs keep them packed (zisofs): a table of where each block lies, and the blocks, each in zlib.

Sources: libisofs, ``doc/zisofs_format.txt`` and ``doc/zisofs2_format.txt``: magic number, size, length of the header in
words of four bytes, size of a block as a power of two; the second version is 64 bits wide and numbers the method.
"""

import struct
import zlib
from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from sousveil.opening.codecs import Codec, Decoded, collected
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink

MAGIC, MAGIC2 = bytes.fromhex("37e45396c9dbd607"), bytes.fromhex("ef2255a1bc1b95a0")
_ZLIB = 1
_MOST_BLOCK = 24  # as a power of two


class Header(NamedTuple):
    """``size`` in bytes of what comes out, in blocks of ``block`` bytes; where the table is, how wide, how long."""

    size: int
    block: int
    table: int
    wide: bool

    @property
    def pointers(self) -> int:
        """Numbers in the table: one for each block, and the end of the last."""
        return -(-self.size // self.block) + 1

    @property
    def first(self) -> int:
        """Where the first block begins, by the length of the table."""
        return self.table + self.pointers * (8 if self.wide else 4)


def header(stored: memoryview) -> Header:
    """Raises ``ValueError`` where there is none that makes sense, ``struct.error`` where it is cut short."""
    magic, wide = bytes(stored[:8]), bytes(stored[:8]) == MAGIC2
    if wide:
        version, words, method, power, size = struct.unpack_from("<BBBBQ", stored, 8)
        sane = version == 0 and method == _ZLIB and words >= 5
    else:
        size, words, power = struct.unpack_from("<IBB", stored, 8)
        sane = magic == MAGIC and words >= 4
    if not sane or not 9 <= power <= _MOST_BLOCK:
        raise ValueError("no header of zisofs")
    return Header(size, 1 << power, 4 * words, wide)


def _zisofs(magic: bytes, stored: memoryview, room: int, sink: Sink) -> Decoded:
    try:
        head = header(stored)
    except ValueError:
        return collected(sink, len(stored), State.DAMAGED)
    except struct.error:
        return collected(sink, len(stored), State.TRUNCATED)
    if head.first > len(stored):
        return collected(sink, len(stored), State.TRUNCATED)
    if bytes(stored[:8]) != magic:
        return collected(sink, len(stored), State.DAMAGED)
    sink.begin()
    used, left, state = head.first, head.size, State.WHOLE
    pointers = struct.iter_unpack("<Q" if head.wide else "<I", stored[head.table : head.first])
    for (start,), (end,) in pairwise(pointers):
        want = min(head.block, left)
        out, state = _block(stored, start, end, want)
        left -= want
        used = max(used, end)
        space = room - sink.size
        sink.add(out[:space])
        if len(out) > space:
            state = State.CUT
        if state is not State.WHOLE:
            used = len(stored)
            break
    return collected(sink, min(used, len(stored)), state)


def _block(stored: memoryview, start: int, end: int, want: int) -> tuple[bytes, State]:
    """One block of ``want`` bytes; one of no length is zeros."""
    if end == start:
        return bytes(want), State.WHOLE
    if end < start:
        return b"", State.DAMAGED
    pump = zlib.decompressobj()
    try:
        out = pump.decompress(bytes(stored[start:end]), want + 1)  # to its end, where its checksum stands
    except zlib.error:
        return b"", State.DAMAGED
    if len(out) == want and pump.eof:
        return out, State.WHOLE
    return out[:want], State.TRUNCATED if end > len(stored) else State.DAMAGED


ZISOFS: Mapping[str, Codec] = {"zisofs": partial(_zisofs, MAGIC), "zisofs2": partial(_zisofs, MAGIC2)}
"""By name, as ``CODECS``."""
