"""Runs a decompressor over a stored run, bounded; and once more, carefully, where the stream does not end well.

What comes out of a damaged stream is fixed: the careful way feeds the standard decompressors in steps that never depend
on who asks, so that a check of a report gets the same bytes again.
"""

import lzma
import zlib
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, cast

from isal import igzip_lib

from sousveil.opening.sink import Sink

_FIRST = 64 << 10
_NEXT = 1 << 20
_OUT = 8 << 20
_CAREFUL_IN = 4 << 10
_CAREFUL_OUT = 64 << 10

_ISAL: type[Exception] = cast("type[Exception]", igzip_lib.IsalError)
ERRORS: tuple[type[Exception], ...] = (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError, MemoryError, _ISAL)
"""What the decompressors raise for bad bytes."""


class State(StrEnum):
    """How a decompression ended."""

    WHOLE = "whole"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    CUT = "cut"
    """More would come out than there was room for."""
    CHECKSUM = "checksum"
    """Whole, but the checksum or the length kept with the stream differs."""


class Pump(Protocol):
    """The interface that the decompressors of bz2, lzma and isal share."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more input."""

    @property
    def unused_data(self) -> bytes:
        """The input after the end of the stream."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most ``max_length`` bytes of output."""


Maker = Callable[[], Pump]


def inflater() -> Pump:
    """Raw deflate, fast."""
    pump: Pump = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_DEFLATE)
    return pump


def zlib_inflater() -> Pump:
    """Deflate with the header and checksum of zlib (RFC 1950), fast."""
    pump: Pump = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_ZLIB)
    return pump


class PlainInflater:
    """The standard library's inflate behind the same interface: it gives every byte before a damage."""

    def __init__(self, window: int = -15) -> None:
        """``window`` as :func:`zlib.decompressobj` takes it: negative for raw deflate, 15 for zlib."""
        self._inner = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more input."""
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """The input after the end of the stream."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most ``max_length`` bytes. Raises ``zlib.error`` only where not one more byte comes out."""
        data = self._inner.unconsumed_tail + data
        while True:
            before = self._inner.copy()
            try:
                return self._inner.decompress(data, max_length)
            except zlib.error:
                # The bytes before the damage are lost with the error: go back and ask for fewer.
                self._inner = before
                if max_length <= 1:
                    raise
                max_length //= 2


def _run(pump: Pump, stored: memoryview, start: int, room: int, sink: Sink) -> tuple[int, State]:
    reached, step, limit, most = start, _FIRST, sink.size + room, _FIRST
    while not pump.eof:
        piece = b""
        if pump.needs_input:
            if reached >= len(stored):
                return reached, State.TRUNCATED
            piece = bytes(stored[reached : reached + step])
            reached += len(piece)
            step = _NEXT
        left = limit - sink.size
        out = pump.decompress(piece, min(most, left + 1))
        most = min(most * 4, _OUT)  # a large buffer for a small stream costs more than the stream
        if len(out) > left:
            sink.add(out[:left])
            return len(stored), State.CUT
        sink.add(out)
    return reached - len(pump.unused_data), State.WHOLE


def _careful(pump: Pump, stored: memoryview, start: int, room: int, sink: Sink) -> State:
    reached, limit = start, sink.size + room
    try:
        while not pump.eof:
            piece = b""
            if pump.needs_input:
                if reached >= len(stored):
                    return State.TRUNCATED
                piece = bytes(stored[reached : reached + _CAREFUL_IN])
                reached += len(piece)
            out = pump.decompress(piece, _CAREFUL_OUT)
            sink.add(out[: limit - sink.size])
            if sink.size >= limit:
                return State.CUT
    except ERRORS:
        return State.DAMAGED
    return State.DAMAGED


def sized(new: Maker, stored: memoryview, start: int, size: int, room: int, sink: Sink) -> State:
    """A stream of ``size`` bytes that need not mark its end, from ``stored[start:]``; it takes all of ``stored``.

    Raises ``NoRoomError``.
    """
    sink.begin()
    reached, step, limit = start, _FIRST, sink.size + min(size, room)
    pump = new()
    try:
        while sink.size < limit and not pump.eof:
            piece = b""
            if pump.needs_input:
                if reached >= len(stored):
                    break
                piece = bytes(stored[reached : reached + step])
                reached += len(piece)
                step = _NEXT
            sink.add(pump.decompress(piece, min(_OUT, limit - sink.size)))
    except ERRORS:
        pass
    if sink.size == limit:
        return State.WHOLE if size <= room else State.CUT
    sink.rollback()
    state = _careful(new(), stored, start, min(size, room), sink)
    return State.DAMAGED if state is State.WHOLE else state


def stream(
    new: Maker, stored: memoryview, start: int, room: int, sink: Sink, careful: Maker | None = None
) -> tuple[int, State]:
    """One stream from ``stored[start:]`` into ``sink``, at most ``room`` bytes: the offset after it, how it ended.

    After a bad end the sink holds the careful prefix and all of ``stored`` counts as used. Raises ``NoRoomError``.
    """
    sink.begin()
    try:
        end, state = _run(new(), stored, start, room, sink)
    except ERRORS:
        end, state = len(stored), State.DAMAGED
    if state is State.TRUNCATED or state is State.DAMAGED:
        sink.rollback()
        end, state = len(stored), _careful((careful or new)(), stored, start, room, sink)
    return end, state
