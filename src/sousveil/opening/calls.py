"""Addresses of calls as Inno Setup stores them in programs, made those of the machine again.

The target of a call is stored from the start of the file instead of from the instruction, which packs better. Source:
innoextract (zlib licence), ``stream/exefilter.hpp``; the names are those of the first version with each variant.
"""

from collections.abc import Callable, Mapping
from functools import partial

from sousveil.model.late import late
from sousveil.opening.codecs import Codec, Decoded
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink

_CALL = late(rb"[\xe8\xe9]")
_BLOCK = 0x10000  # no instruction is rearranged that crosses from one into the next
VARIANTS = ("5309", "5200", "4108")
"""The newest first."""


def undone(data: bytes, variant: str) -> bytes:
    """``data`` with the addresses of calls as the machine has them; ``variant`` is one of ``VARIANTS``."""
    out = bytearray(data)
    size = len(out)
    if variant == "4108":
        _undo_all(out, size)
        return bytes(out)
    flip = variant == "5309"
    found = _CALL.search(out, 0)
    while found:
        at = found.start()
        if at + 5 > size:
            break
        following = at + 1
        if _BLOCK - at % _BLOCK >= 5:
            following = at + 5
            if out[at + 4] in {0, 0xFF}:
                address = (int.from_bytes(out[at + 1 : at + 4], "little") - following) & 0xFFFFFF
                out[at + 1 : at + 4] = address.to_bytes(3, "little")
                if flip and address & 0x800000:
                    out[at + 4] ^= 0xFF
        found = _CALL.search(out, following)
    return bytes(out)


def _undo_all(out: bytearray, size: int) -> None:
    found = _CALL.search(out, 0)
    while found:
        at = found.start() + 1
        end = min(at + 4, size)
        bits = 8 * (end - at)
        address = (int.from_bytes(out[at:end], "little") - (at + 4)) & ((1 << bits) - 1)
        out[at:end] = address.to_bytes(end - at, "little")
        found = _CALL.search(out, end)


def _codec(variant: str, stored: memoryview, room: int, sink: Sink) -> Decoded:
    sink.begin()
    sink.add(undone(bytes(stored), variant)[:room])
    return Decoded(sink.finish(), sink.crc, len(stored), State.CUT if len(stored) > room else State.WHOLE)


def _maker(variant: str) -> Codec:
    if variant not in VARIANTS:
        raise LookupError(f"not a variant: {variant[:20]}")
    return partial(_codec, variant)


CALLS: Mapping[str, Callable[[str], Codec]] = {"calls": _maker}
"""By name: parameters -> a codec."""
