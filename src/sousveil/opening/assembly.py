"""The step that puts a file together from runs of the stored bytes, packed or not, and from bytes that it says itself.

What it does stands in the step, so that anybody can do it: ``assemble:x7f454c46,40+100=zlib/3000,200+16``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from sousveil.model.late import late
from sousveil.opening.codecs import CODECS, Codec, Decoded
from sousveil.opening.nrv import SIZED
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink

MOST = 400
"""Parts of one file."""
_PIECE = 1 << 20
_PACKED: Mapping[str, Codec] = {**CODECS, **SIZED}
_RUN = late(r"(\d{1,19})\+(\d{1,19})(?:=([\w-]{1,20})/(\d{1,19}))?", re.ASCII)


class Run(NamedTuple):
    """``length`` stored bytes from ``offset`` on, of which ``codec`` makes ``size`` bytes, ``""``: as they are."""

    offset: int
    length: int
    codec: str
    size: int


def assemble(parts: Iterable[bytes | Run]) -> str:
    """The step that puts ``parts`` one behind the other."""
    return "assemble:" + ",".join(f"x{part.hex()}" if isinstance(part, bytes) else _written(part) for part in parts)


def _written(run: Run) -> str:
    return f"{run.offset}+{run.length}" + (f"={run.codec}/{run.size}" if run.codec else "")


def assembling(parameters: str) -> Codec:
    """The codec of such a step. Raises ``LookupError`` for parameters that it does not know."""
    written = parameters.split(",")
    if len(written) > MOST:
        raise LookupError("too many parts")
    try:
        return partial(_assemble, [bytes.fromhex(one[1:]) if one.startswith("x") else _read(one) for one in written])
    except ValueError as error:
        raise LookupError(str(error)) from error


def _read(written: str) -> Run:
    found = _RUN.fullmatch(written)
    if found is None or (found[3] and found[3] not in _PACKED):
        raise LookupError(f"no part of a file: {written[:80]}")
    return Run(int(found[1]), int(found[2]), found[3] or "", int(found[4] or found[2]))


def _assemble(parts: Sequence[bytes | Run], stored: memoryview, room: int, sink: Sink) -> Decoded:
    """All parts, each as long as it says; what is missing of one that is damaged is zeros."""
    sink.begin()
    if sum(len(part) if isinstance(part, bytes) else part.size for part in parts) > room:
        return Decoded(sink.finish(), 0, len(stored), State.CUT)
    state = State.WHOLE
    for part in parts:
        if isinstance(part, bytes):
            sink.add(part)
            continue
        data = stored[part.offset : part.offset + part.length]
        if part.codec:
            decoded = _PACKED[part.codec](data, part.size, Sink(sink.in_memory))
            data, ended = decoded.data, decoded.state
            if ended is State.CUT or (ended is State.WHOLE and len(data) != part.size):
                ended = State.DAMAGED
            state = ended if state is State.WHOLE else state
        _copy(data, part.size, sink)
    return Decoded(sink.finish(), sink.crc, len(stored), state)


def _copy(data: memoryview, size: int, sink: Sink) -> None:
    for start in range(0, min(size, len(data)), _PIECE):
        sink.add(bytes(data[start : min(start + _PIECE, size)]))
    for start in range(len(data), size, _PIECE):
        sink.add(bytes(min(_PIECE, size - start)))
