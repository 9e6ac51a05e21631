"""Codecs with parameters: raw LZMA, filters of machine code and of tables, deflate over blocks that share a window.

Sources: the 7z format description and ``Methods.txt`` that come with the LZMA SDK (public domain), "The .xz File
Format" 1.2.1 section 5.3 (filters; LZMA2 chunks as liblzma reads them), Microsoft Cabinet Format section 2.5 and
MSZIP Data Compression Format (CFDATA blocks, each deflated with the one before as its dictionary).
"""

import lzma
import struct
import zlib
from collections.abc import Callable, Mapping
from functools import partial

from sousveil.opening.codecs import MEMORY, Codec, Decoded, collected
from sousveil.opening.pump import ERRORS, State, sized
from sousveil.opening.sink import Sink

_CHUNK = 1 << 16
_WINDOW = 32 << 10
_SCREENS = {
    "bcj-x86": 4,
    "bcj-ppc": 5,
    "bcj-ia64": 6,
    "bcj-arm": 7,
    "bcj-armt": 8,
    "bcj-sparc": 9,
    "bcj-arm64": 10,
    "bcj-riscv": 11,
}
"""By name: the identifier in .xz."""
_DELTA = 3


def _whole_number(text: str, most: int) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 19 or int(text) > most:
        raise LookupError(f"not a number up to {most}: {text[:40]}")
    return int(text)


def _lzma1(parameters: str) -> Codec:
    """``PROPERTIES,SIZE``: five bytes in hex as in ``.lzma``, and the bytes that come out."""
    properties, _, size = parameters.partition(",")
    try:
        raw = bytes.fromhex(properties)
        first, dictionary = struct.unpack("<BI", raw)
    except (ValueError, struct.error) as error:
        raise LookupError("not five bytes of properties") from error
    rest, lc = divmod(first, 9)
    pb, lp = divmod(rest, 5)
    if lc + lp > 4 or pb > 4:
        raise LookupError("properties that no decoder takes")
    return _raw({"id": lzma.FILTER_LZMA1, "lc": lc, "lp": lp, "pb": pb}, dictionary, size)


def _lzma2(parameters: str) -> Codec:
    """``DICTIONARY,SIZE``: both in bytes."""
    dictionary, _, size = parameters.partition(",")
    return _raw({"id": lzma.FILTER_LZMA2}, _whole_number(dictionary, 1 << 32), size)


def _raw(chain: dict[str, int], dictionary: int, size: str) -> Codec:
    length = _whole_number(size, 1 << 62)
    window = max(4096, min(dictionary, length))  # a window larger than all that comes out serves nobody
    if window > MEMORY:
        raise LookupError(f"a window of {window} bytes")
    whole: list[dict[str, int]] = [{**chain, "dict_size": window}]
    return partial(_unpack, partial(lzma.LZMADecompressor, lzma.FORMAT_RAW, filters=whole), length)


def _unpack(new: Callable[[], lzma.LZMADecompressor], size: int, stored: memoryview, room: int, sink: Sink) -> Decoded:
    state = sized(new, stored, 0, size, room, sink)
    return collected(sink, len(stored), state)


def _screen(number: int, parameters: str) -> Codec:
    if parameters:
        raise LookupError("a filter without parameters")
    return _through(bytes([number, 0]))


def _delta(parameters: str) -> Codec:
    """``DISTANCE`` in bytes, 1 to 256."""
    distance = _whole_number(parameters, 256)
    if not distance:
        raise LookupError("a distance of nothing")
    return _through(bytes([_DELTA, 1, distance - 1]))


def _through(flags: bytes) -> Codec:
    """Of liblzma's filters Python can name the older ones only: here they stand in the header of an .xz file."""
    block = b"\x01" + flags + b"\x21\x01\x00"  # two filters, the second LZMA2 with a dictionary of 4 KiB
    block = bytes([-(-(len(block) + 1) // 4)]) + block
    block += bytes(-len(block) % 4)
    begin = b"\xfd7zXZ\0" + b"\0\0" + struct.pack("<I", zlib.crc32(b"\0\0"))  # without a check behind the block
    begin += block + struct.pack("<I", zlib.crc32(block))
    try:
        lzma.LZMADecompressor(lzma.FORMAT_XZ).decompress(begin)
    except lzma.LZMAError as error:
        raise LookupError("a filter that this liblzma does not know") from error
    return partial(_filter, begin)


def _filter(begin: bytes, stored: memoryview, room: int, sink: Sink) -> Decoded:
    """Bytes through one filter, as LZMA2 chunks that are not compressed."""
    sink.begin()
    try:
        pump = lzma.LZMADecompressor(lzma.FORMAT_XZ)
        pump.decompress(begin)
        for start in range(0, len(stored), _CHUNK):
            piece = stored[start : start + _CHUNK]
            out = pump.decompress(struct.pack(">BH", 2 if start else 1, len(piece) - 1) + piece)
            sink.add(out[: room - sink.size])
            if sink.size >= room and room < len(stored):
                return collected(sink, len(stored), State.CUT)
        sink.add(pump.decompress(b"\0")[: room - sink.size])
    except ERRORS:
        return collected(sink, len(stored), State.DAMAGED)
    return collected(sink, len(stored), State.WHOLE if sink.size == len(stored) else State.CUT)


def _cabinet(method: str, parameters: str) -> Codec:
    """``RESERVED``: the bytes that are reserved in the header of each block."""
    return partial(_blocks, method == "cab-mszip", _whole_number(parameters, 255))


def _blocks(packed: bool, reserved: int, stored: memoryview, room: int, sink: Sink) -> Decoded:
    """CFDATA blocks, one behind the other: checksum, stored and unpacked size, reserved bytes, data."""
    sink.begin()
    at, window = 0, b""
    while at < len(stored):
        start = at + 8 + reserved
        if start > len(stored):
            return collected(sink, len(stored), State.TRUNCATED)
        _, put, size = struct.unpack_from("<IHH", stored, at)
        piece = bytes(stored[start : start + put])
        at = start + put
        if packed:
            out, whole = _inflated(piece, window, size)
            window = (window + out)[-_WINDOW:]
        else:
            out, whole = piece, len(piece) == size == put
        left = room - sink.size
        sink.add(out[:left])
        if len(out) > left:
            return collected(sink, len(stored), State.CUT)
        if not whole:
            return collected(sink, len(stored), State.TRUNCATED if at > len(stored) else State.DAMAGED)
    return collected(sink, len(stored), State.WHOLE)


def _inflated(piece: bytes, window: bytes, size: int) -> tuple[bytes, bool]:
    if piece[:2] != b"CK":
        return b"", False
    try:
        pump = zlib.decompressobj(-15, zdict=window)
        out = pump.decompress(piece[2:], size + 1)
    except zlib.error:
        return b"", False
    return out[:size], len(out) == size


FILTERS: Mapping[str, Callable[[str], Codec]] = {
    "lzma1": _lzma1,
    "lzma2": _lzma2,
    "delta": _delta,
    **{name: partial(_screen, number) for name, number in _SCREENS.items()},
    "cab-mszip": partial(_cabinet, "cab-mszip"),
    "cab-stored": partial(_cabinet, "cab-stored"),
}
"""By name: parameters -> a codec, as in ``MAKERS``."""
