"""NRV2B, NRV2D and NRV2E, which UPX packs programs with; and LZMA as UPX stores it.

Source: RetDec (MIT licence), ``src/unpacker/decompression/nrv``, and its plugin for UPX: single bits, which stand in
groups of 8, 16 or 32, the highest first, between whole bytes. A bit of one says that a byte follows as it is; else come
a distance back and a length. The end is a distance of all ones.
"""

import lzma
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from sousveil.opening.codecs import MEMORY, Codec, Decoded, collected
from sousveil.opening.pump import State, sized
from sousveil.opening.sink import Sink

MOST = 64 << 20
"""Bytes that may come out of one block: it is undone a bit at a time, and held in memory, since copies look back."""
_END = 0xFFFFFFFF
_FAR = {"b": 0xD00, "d": 0x500, "e": 0x500}
"""From this distance on a copy is one byte longer."""


def _nrv(kind: str, group: int, stored: memoryview, room: int, sink: Sink) -> Decoded:
    most, out, used = min(room, MOST), bytearray(), len(stored)
    try:
        used = _undo(bytes(stored), group, kind, out, most)
        state = State.WHOLE if used >= 0 else State.CUT
    except EOFError:
        state = State.TRUNCATED
    except ValueError:
        state = State.DAMAGED
    sink.begin()
    sink.add(bytes(out[:most]))
    return collected(sink, used if state is State.WHOLE else len(stored), state)


class _Reader(NamedTuple):
    """What takes the next bit, the next whole byte, the two kinds of numbers; and where the next byte stands.

    Closures instead of methods: half of all time goes into single bits. Each raises ``EOFError``, the numbers also
    ``ValueError``.
    """

    bit: Callable[[], int]
    byte: Callable[[], int]
    number: Callable[[], int]
    far: Callable[[], int]
    place: Callable[[], int]


def _reader(stored: bytes, group: int) -> _Reader:
    at = word = left = 0
    end = len(stored)

    def bit() -> int:
        nonlocal at, word, left
        if not left:
            if at + group > end:
                raise EOFError
            word, left = int.from_bytes(stored[at : at + group], "little"), 8 * group
            at += group
        left -= 1
        return word >> left & 1

    def byte() -> int:
        nonlocal at
        if at >= end:
            raise EOFError
        at += 1
        return stored[at - 1]

    def number() -> int:
        """Its bits but the highest, and behind each whether it ends there."""
        value = 1
        while value <= _END:
            value = value * 2 + bit()
            if bit():
                return value
        raise ValueError

    def far() -> int:
        """As ``number``, but for every second bit, behind which nothing is said."""
        value = 1
        while value <= _END:
            value = value * 2 + bit()
            if bit():
                return value
            value = (value - 1) * 2 + bit()
        raise ValueError

    return _Reader(bit, byte, number, far, lambda: at)


def _undo(stored: bytes, group: int, kind: str, out: bytearray, most: int) -> int:
    """All of a stream into ``out``: the offset behind it, -1 where more than ``most`` bytes come out of it.

    Raises ``EOFError`` and ``ValueError``.
    """
    bit, byte, number, far, place = _reader(stored, group)
    before, first, longer = 1, number if kind == "b" else far, _FAR[kind]
    while True:
        while bit():
            out.append(byte())
            if len(out) > most:
                return -1
        distance, low = first(), 0
        if distance == 2:
            distance, low = before, 0 if kind == "b" else bit()
        else:
            distance = (distance - 3) * 256 + byte()
            if distance == _END:
                return place()
            if kind != "b":
                distance, low = distance >> 1, ~distance & 1
            before = distance = distance + 1
        if kind != "e":
            count = ((bit() if kind == "b" else low) * 2 + bit()) or number() + 2
        elif low:
            count = 1 + bit()
        else:
            count = 3 + bit() if bit() else number() + 3
        _copy(out, distance, min(count + 1 + (distance > longer), most + 1 - len(out)))
        if len(out) > most:
            return -1


def _copy(out: bytearray, distance: int, count: int) -> None:
    """``count`` bytes more, as they stand ``distance`` before. Raises ``ValueError``."""
    start = len(out) - distance
    if start < 0:
        raise ValueError
    if count <= distance:
        out += out[start : start + count]
    else:
        piece = out[start:]
        out += piece * (count // distance) + piece[: count % distance]


def properties(stored: memoryview, size: int) -> bytes:
    """Five bytes of properties, as ``.lzma`` has them, of an LZMA block of UPX of which ``size`` bytes come out.

    Raises ``ValueError``.
    """
    if len(stored) < 2 or (stored[0] & 7) > 4 or (stored[1] & 15) + (stored[1] >> 4) > 4 or size > MEMORY:
        raise ValueError("no properties of LZMA")
    first = ((stored[0] & 7) * 5 + (stored[1] >> 4)) * 9 + (stored[1] & 15)
    window = 1 << max(12, (size - 1).bit_length())  # all that comes out
    return bytes([first]) + window.to_bytes(4, "little")


def _lzma(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """Exactly ``room`` bytes: the stream has no end of its own."""
    try:
        written = properties(stored, room)
    except ValueError:
        return collected(sink, len(stored), State.DAMAGED)
    rest, lc = divmod(written[0], 9)
    pb, lp = divmod(rest, 5)
    window = int.from_bytes(written[1:], "little")
    chain: list[dict[str, int]] = [{"id": lzma.FILTER_LZMA1, "lc": lc, "lp": lp, "pb": pb, "dict_size": window}]
    state = sized(partial(lzma.LZMADecompressor, lzma.FORMAT_RAW, filters=chain), stored, 2, room, room, sink)
    return collected(sink, len(stored), state)


_GROUPS = {"8": 1, "le16": 2, "le32": 4}
NRV: Mapping[str, Codec] = {
    f"nrv2{kind}-{name}": partial(_nrv, kind, group) for kind in "bde" for name, group in _GROUPS.items()
}
"""By name, as ``CODECS``."""
SIZED: Mapping[str, Codec] = {**NRV, "upx-lzma": _lzma}
"""By name; each gives as many bytes as there is room for, where the stream does not end itself."""
METHODS: Mapping[int, str] = {
    2: "nrv2b-le32", 3: "nrv2b-8", 4: "nrv2b-le16",
    5: "nrv2d-le32", 6: "nrv2d-8", 7: "nrv2d-le16",
    8: "nrv2e-le32", 9: "nrv2e-8", 10: "nrv2e-le16",
    14: "upx-lzma",
}  # fmt: skip
"""What UPX calls them by: a name in ``SIZED``."""
