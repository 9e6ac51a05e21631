"""Snappy, the plain format without frames. Source: "Snappy compressed format description" (google/snappy)."""

from sousveil.opening.codecs import Decoded, collected
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink

_MOST = 64 << 20
"""Bytes that may come out of one block: it is held in memory, since copies look back."""


def snappy(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """What is packed in ``stored``; as the codecs of ``sousveil.opening.codecs``."""
    size, at = _length(stored)
    out = bytearray()
    state = State.WHOLE if at else State.DAMAGED
    most = min(size, _MOST, room)
    while state is State.WHOLE and at < len(stored) and len(out) < most:
        tag = stored[at]
        at += 1
        if tag & 3 == 0:
            at, state = _literal(stored, at, tag >> 2, out)
            continue
        offset, length, at = _copy(stored, at, tag)
        if at > len(stored):
            state = State.TRUNCATED
        elif not 0 < offset <= len(out):
            state = State.DAMAGED
        else:
            piece = out[len(out) - offset :][:length]
            out += piece * (length // len(piece)) + piece[: length % len(piece)]
    if state is State.WHOLE and most < size:
        state = State.CUT  # also where the last piece reached beyond the room and to the end
    elif state is State.WHOLE and len(out) < size:
        state = State.TRUNCATED
    elif state is State.WHOLE and len(out) > size:
        state = State.DAMAGED
    sink.begin()
    sink.add(bytes(out[:most]))
    return collected(sink, len(stored), state)


def _length(stored: memoryview) -> tuple[int, int]:
    """The length that is said to come out, and where the elements begin; 0 where none is said."""
    value = 0
    for at in range(min(5, len(stored))):
        value |= (stored[at] & 0x7F) << 7 * at
        if stored[at] < 0x80:
            return value, at + 1
    return 0, 0


def _literal(stored: memoryview, at: int, code: int, out: bytearray) -> tuple[int, State]:
    if code >= 60:
        extra = code - 59
        code = int.from_bytes(stored[at : at + extra], "little")
        at += extra
    end = at + code + 1
    out += stored[at:end]
    return end, State.WHOLE if end <= len(stored) else State.TRUNCATED


def _copy(stored: memoryview, at: int, tag: int) -> tuple[int, int, int]:
    """Offset and length of a copy, and where the next element begins."""
    if tag & 3 == 1:
        low = stored[at] if at < len(stored) else 0
        return tag >> 5 << 8 | low, (tag >> 2 & 7) + 4, at + 1
    width = 2 if tag & 3 == 2 else 4
    return int.from_bytes(stored[at : at + width], "little"), (tag >> 2) + 1, at + width
