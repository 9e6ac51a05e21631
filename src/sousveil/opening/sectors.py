"""Discs copied sector by sector, with what a drive keeps around the data of each: marks, addresses, checksums.

Source: ECMA-130 (sectors of 2,352 bytes: twelve bytes of synchronisation, an address, the mode; of mode 1 the data
follow), and the Yellow Book's extension for mode 2 form 1 (eight more bytes before the data).
"""

from collections.abc import Callable, Mapping
from functools import partial

from sousveil.opening.codecs import Codec, Decoded, collected
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink

MARK = b"\0" + b"\xff" * 10 + b"\0"
RAW, DATA = 2352, 2048
OFFSETS = {1: 16, 2: 24}
"""Where the data begin, by the mode of a sector."""
_MANY = 400
"""Sectors that are put into one piece."""


def _sectors(offset: int, stored: memoryview, room: int, sink: Sink) -> Decoded:
    """The data of each sector, up to the first that has no mark: what follows is sound."""
    sink.begin()
    at, state = 0, State.WHOLE
    while state is State.WHOLE and bytes(stored[at : at + len(MARK)]) == MARK:
        piece = bytearray()
        for _ in range(_MANY):
            if bytes(stored[at : at + len(MARK)]) != MARK:
                break
            piece += stored[at + offset : at + offset + DATA]
            at += RAW
        if at > len(stored):
            at, state = len(stored), State.TRUNCATED
        left = room - sink.size
        if len(piece) > left:
            state = State.CUT
        sink.add(bytes(piece[:left]))
    return collected(sink, len(stored) if state is State.CUT else at, state)


def _maker(parameters: str) -> Codec:
    """``OFFSET`` of the data in a sector."""
    if parameters not in {str(offset) for offset in OFFSETS.values()}:
        raise LookupError(f"no place of data in a sector: {parameters[:20]}")
    return partial(_sectors, int(parameters))


SECTORS: Mapping[str, Callable[[str], Codec]] = {"sectors": _maker}
"""By name: parameters -> a codec."""
