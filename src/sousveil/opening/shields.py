"""How InstallShield stores files: chunks with their length before them, and bytes turned round under a key.

Sources: unshield (MIT licence), ``lib/file.c`` (chunks, the mask of a cabinet); ISx (MIT licence), ``ISx.c`` (the key
of a set-up program).
"""

import zlib
from collections.abc import Callable, Mapping
from functools import cache, partial

from sousveil.opening.codecs import Codec, Decoded
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink

_PERIOD = 0x47  # of the mask
_UNIT = 1024  # bytes after which the key begins again
_MAGIC = b"\x13\x35\x86\x07"
_TURNED = bytes(~(byte << 4 | byte >> 4) & 0xFF for byte in range(256))
_PIECE = 64 << 10
_LARGEST = 1 << 20  # bytes that come out of one chunk


@cache
def _masks() -> tuple[bytes, ...]:
    """For each step of the mask: what each byte becomes."""
    plain = [(byte ^ 0xD5) >> 2 | (byte ^ 0xD5) << 6 for byte in range(256)]
    return tuple(bytes((byte - step) & 0xFF for byte in plain) for step in range(_PERIOD))


def unmasked(data: bytes) -> bytes:
    """The bytes of an obfuscated file of a cabinet."""
    out, masks = bytearray(len(data)), _masks()
    for step in range(min(_PERIOD, len(data))):
        out[step::_PERIOD] = data[step::_PERIOD].translate(masks[step])
    return bytes(out)


def keyed(data: bytes, name: bytes, unit: int = _UNIT) -> bytes:
    """The bytes of a file of a set-up program, whose key is made of its ``name``; ``unit`` 0: it never begins again."""
    if not name:
        return data
    key = bytes(byte ^ _MAGIC[at % 4] for at, byte in enumerate(name))
    period = (key * (unit // len(key) + 1))[:unit] if unit else key
    period *= _PIECE // len(period) + 1
    whole = int.from_bytes(period, "little")
    out = []
    for at in range(0, len(data), len(period)):
        piece = data[at : at + len(period)].translate(_TURNED)
        key_of_it = whole if len(piece) == len(period) else int.from_bytes(period[: len(piece)], "little")
        out.append((int.from_bytes(piece, "little") ^ key_of_it).to_bytes(len(piece), "little"))
    return b"".join(out)


def chunks(stored: memoryview, room: int, sink: Sink, sizes: list[int] | None = None) -> Decoded:
    """Chunks of two bytes of length and a deflate stream each; ``sizes`` takes what came out of each.

    Ends where none follows; ``used`` is then less than what is stored.
    """
    sink.begin()
    at, state = 0, State.WHOLE
    while at + 2 <= len(stored):
        end = at + 2 + int.from_bytes(stored[at : at + 2], "little")
        if end == at + 2 or end > len(stored):
            break
        pump = zlib.decompressobj(-15)
        try:
            out = pump.decompress(bytes(stored[at + 2 : end]) + b"\0", _LARGEST)
        except zlib.error:
            break
        if not pump.eof or not out:
            break
        left = room - sink.size
        sink.add(out[:left])
        if sizes is not None:
            sizes.append(min(len(out), left))
        at = end
        if len(out) > left:
            state = State.CUT
            break
    return Decoded(sink.finish(), sink.crc, at, state)


def _chunks(stored: memoryview, room: int, sink: Sink) -> Decoded:
    return chunks(stored, room, sink)


def _whole(undo: Callable[[bytes], bytes], stored: memoryview, room: int, sink: Sink) -> Decoded:
    sink.begin()
    sink.add(undo(bytes(stored))[:room])
    return Decoded(sink.finish(), sink.crc, len(stored), State.CUT if len(stored) > room else State.WHOLE)


def _keyed(parameters: str) -> Codec:
    """``NAME,UNIT``: the name in hex, 1024 or 0."""
    name, _, unit = parameters.partition(",")
    if unit not in {"0", "1024"}:
        raise LookupError(f"not a unit: {unit[:20]}")
    try:
        raw = bytes.fromhex(name)
    except ValueError as error:
        raise LookupError(f"not a name: {name[:40]}") from error
    return partial(_whole, partial(keyed, name=raw, unit=int(unit)))


SHIELDS: Mapping[str, Codec] = {"isc-chunks": _chunks, "isc-mask": partial(_whole, unmasked)}
"""By name, as ``CODECS``."""
KEYS: Mapping[str, Callable[[str], Codec]] = {"isx-key": _keyed}
"""By name: parameters -> a codec."""
