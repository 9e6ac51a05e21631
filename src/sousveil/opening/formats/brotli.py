"""Brotli (``.br``). It has no magic number and no checksum; source: RFC 7932."""

from collections.abc import Iterator

import brotli

from sousveil.model.gap import Gap
from sousveil.opening.blob import Blob
from sousveil.opening.formats.format import Desk, suffix_off

_FIRST_LOOK = 64
_RATIO = 1000
_PIECE = 64 << 10


class Brotli:
    """See the module."""

    name = "brotli"
    also: tuple[str, ...] = ("br",)
    first = b""
    recognised = "it has no magic number: a stream of 64 bytes or more that decodes and ends with the last byte"
    limits: tuple[str, ...] = (
        "Streams that grow to more than a thousand times their size are not recognised.",
        "Streams that are cut short, damaged, shorter than 64 bytes or followed by anything are not recognised.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Nearly everything else fails in its first bytes; what does not is decoded to its end, without keeping it."""
        if len(data) < _FIRST_LOOK or start[:_FIRST_LOOK].isascii():
            return False  # a packed stream does not go on for so long without a high bit, text does
        try:
            brotli.Decompressor().process(start[:_FIRST_LOOK], output_buffer_limit=_PIECE)
        except brotli.error:
            return False
        return _ends_well(data)

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What comes out of the stream."""
        yield from desk.stream(self.name, suffix_off(desk.blob.name, b".br"))


def _ends_well(data: memoryview) -> bool:
    pump, came, at, most = brotli.Decompressor(), 0, 0, _PIECE + _RATIO * len(data)
    try:
        while not pump.is_finished() and came <= most:
            piece = b""
            if pump.can_accept_more_data():
                if at >= len(data):
                    return False
                piece = bytes(data[at : at + _PIECE])
                at += len(piece)
            came += len(pump.process(piece, output_buffer_limit=_PIECE))
    except brotli.error:
        return False
    return bool(pump.is_finished()) and at >= len(data) and came > 0
