"""Decompression of one stored run, bounded; the same function serves opening and checking.

Sources: RFC 1950, 1951 and 1952 (zlib, deflate, gzip), RFC 8878 (zstd frames), .xz file format 1.2.1 (stream padding),
APPNOTE.TXT 6.3.10 section 5.8 (LZMA in zip).
"""

import binascii
import bz2
import contextlib
import lzma
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeAlias

from isal import isal_zlib

from sousveil.opening.pump import ERRORS, Maker, PlainInflater, Pump, State, inflater, stream, zlib_inflater
from sousveil.opening.sink import Sink

MEMORY = 1 << 30
"""No decompressor may ask for a window larger than this."""
_ASIDES = 65_536
"""After so many of them the rest of a stream is left to be opened on its own."""
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
_AT_BEST = 1032
"""Deflate cannot grow anything further: 258 bytes from two bits."""
_ZSTD_OUT = 8 << 20
_ZSTD_CAREFUL = 64 << 10


class Decoded:
    """What came out of a stored run.

    data    the bytes; a prefix of them unless ``state`` is ``WHOLE`` or ``CHECKSUM``
    used    bytes of the run that belong to the stream; what is after them is something else
    crc     CRC-32 of ``data`` (of its last member, where a format joins several)
    asides  (offset, length) in the run of what is neither data nor structure: comments, extra fields, skippable frames
    name    the name that the stream gives for its content
    """

    __slots__ = ("asides", "crc", "data", "name", "state", "used")

    def __init__(self, data: memoryview, crc: int, used: int, state: State) -> None:
        self.data = data
        self.crc = crc
        self.used = used
        self.state = state
        self.asides: list[tuple[int, int]] = []
        self.name: bytes | None = None


def collected(sink: Sink, used: int, state: State) -> Decoded:
    """What is in ``sink``, from ``used`` bytes of the run."""
    return Decoded(sink.finish(), sink.crc, used, state)


Codec: TypeAlias = Callable[[memoryview, int, Sink], Decoded]


def _single(new: Maker, careful: Maker | None, stored: memoryview, room: int, sink: Sink) -> Decoded:
    end, state = stream(new, stored, 0, room, sink, careful)
    return collected(sink, end, state)


def _deflate(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """A small member that ends well, in one step; everything else as any other stream."""
    if len(stored) * _AT_BEST <= min(room, sink.in_memory):
        pump = inflater()
        with contextlib.suppress(*ERRORS):
            out = pump.decompress(bytes(stored))
            if pump.eof:
                return Decoded(memoryview(out), isal_zlib.crc32(out), len(stored) - len(pump.unused_data), State.WHOLE)
    return _single(inflater, PlainInflater, stored, room, sink)


def joined(new: Maker, magic: bytes, padding: int, stored: memoryview, room: int, sink: Sink) -> Decoded:
    """Streams of one kind that follow each other, with multiples of ``padding`` zero bytes between them."""
    used, at, state = 0, 0, State.WHOLE
    while stored[at : at + len(magic)] == magic:
        end, state = stream(new, stored, at, room - sink.size, sink)
        used = at = end
        if state is not State.WHOLE:
            break
        while padding and stored[at : at + padding] == bytes(padding):
            at += padding
    return collected(sink, used, state)


class GzipHeader:
    """Header of one gzip member: where its data starts, its name, and (offset, length) of extra field and comment."""

    __slots__ = ("asides", "name", "start")

    def __init__(self, data: memoryview, at: int) -> None:
        """Parse at ``at``. Raises ``ValueError`` where no gzip header stands and ``EOFError`` where it is cut short."""
        head = bytes(data[at : at + 10])
        if head[:3] != b"\x1f\x8b\x08" or (len(head) > 3 and head[3] & 0xE0):
            raise ValueError("no gzip header")
        if len(head) < 10:
            raise EOFError("cut short")
        flags, at = head[3], at + 10
        self.name: bytes | None = None
        self.asides: list[tuple[int, int]] = []
        if flags & 4:
            length = int.from_bytes(data[at : at + 2], "little")
            if length:
                self.asides.append((at + 2, length))
            at += 2 + length
        if flags & 8:
            end = _terminator(data, at)
            self.name, at = bytes(data[at:end]) or None, end + 1
        if flags & 16:
            end = _terminator(data, at)
            if end > at:
                self.asides.append((at, end - at))
            at = end + 1
        self.start = at + 2 if flags & 2 else at
        if self.start > len(data):
            raise EOFError("cut short")


def _terminator(data: memoryview, at: int) -> int:
    for most in (256, 1 << 20):
        end = bytes(data[at : at + most]).find(0)
        if end >= 0:
            return at + end
    raise EOFError("a string without end")


def _gzip(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """All members that follow each other, as ``gzip -d`` joins them."""
    used, state = 0, State.WHOLE
    asides: list[tuple[int, int]] = []
    name: bytes | None = None
    while len(asides) < _ASIDES:
        try:
            header = GzipHeader(stored, used)
        except ValueError:
            break
        except EOFError:
            # After a whole member, bytes that only look like another's beginning are left to whoever looks next.
            state = state if used else State.TRUNCATED
            break
        asides += header.asides
        name = name if used else header.name
        end, ended = stream(inflater, stored, header.start, room - sink.size, sink, PlainInflater)
        if ended is not State.WHOLE:
            used, state = end, ended
            break
        check = bytes(stored[end : end + 8])
        used = end + len(check)
        if len(check) < 8:
            state = State.TRUNCATED
            break
        if check != struct.pack("<II", sink.crc, sink.since & 0xFFFFFFFF):
            state = State.CHECKSUM
    decoded = collected(sink, used, state)
    decoded.asides, decoded.name = asides, name
    return decoded


def _zip_lzma(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """LZMA in zip: two bytes of version, the length of the properties, the properties, a raw stream."""
    properties = bytes(stored[4:9])
    if bytes(stored[2:4]) != b"\x05\x00" or len(properties) < 5 or properties[0] >= 225:
        return collected(sink, len(stored), State.DAMAGED)
    rest, lc = divmod(properties[0], 9)
    pb, lp = divmod(rest, 5)
    size = int.from_bytes(properties[1:], "little")
    if lc + lp > 4 or size > MEMORY:
        return collected(sink, len(stored), State.DAMAGED)
    chain = [{"id": lzma.FILTER_LZMA1, "dict_size": max(size, 4096), "lc": lc, "lp": lp, "pb": pb}]
    end, state = stream(lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain), stored, 9, room, sink)
    return collected(sink, end, state)


def _lzma_stream(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """LZMA as installers store it: five bytes of properties, a raw stream with a mark at its end."""
    properties = bytes(stored[:5])
    size = int.from_bytes(properties[1:], "little")
    if len(properties) < 5 or properties[0] >= 225 or size > MEMORY:
        return collected(sink, len(stored), State.DAMAGED)
    rest, lc = divmod(properties[0], 9)
    pb, lp = divmod(rest, 5)
    if lc + lp > 4:
        return collected(sink, len(stored), State.DAMAGED)
    chain = [{"id": lzma.FILTER_LZMA1, "dict_size": max(size, 4096), "lc": lc, "lp": lp, "pb": pb}]
    end, state = stream(lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain), stored, 5, room, sink)
    return collected(sink, end, state)


def _lzma2_stream(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """LZMA2 as installers store it: one byte for the size of the dictionary (as in .xz, 5.3.1), a raw stream."""
    bits = stored[0] if len(stored) else 255
    size = (2 | bits & 1) << (bits // 2 + 11) if bits < 40 else 1 << 32
    if size > MEMORY:
        return collected(sink, len(stored), State.DAMAGED)
    chain = [{"id": lzma.FILTER_LZMA2, "dict_size": max(size, 4096)}]
    end, state = stream(lambda: lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain), stored, 1, room, sink)
    return collected(sink, end, state)


def _xz() -> Pump:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MEMORY)


def _alone() -> Pump:
    return lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=MEMORY)


def zstd_frames(stored: memoryview) -> Iterator[tuple[int, int, bool, bool]]:
    """(start, end, skippable, whole) of the zstd frames at the start of ``stored``; RFC 8878 section 3."""
    at, whole = 0, True
    while whole:
        magic = bytes(stored[at : at + 4])
        if len(magic) == 4 and magic[1:] == b"\x2a\x4d\x18" and magic[0] & 0xF0 == 0x50:
            end = at + 8 + int.from_bytes(stored[at + 4 : at + 8], "little")
            whole = at + 8 <= len(stored) and end <= len(stored)
            end = min(end, len(stored))
            yield at, end, True, whole
        elif magic == _ZSTD_MAGIC:
            end = _zstd_end(stored, at)
            whole = end > 0
            end = end if whole else len(stored)
            yield at, end, False, whole
        else:
            return
        at = end


def _zstd_end(stored: memoryview, at: int) -> int:
    """Where the frame at ``at`` ends, 0 where it is cut short."""
    size = len(stored)
    if at + 5 > size:
        return 0
    descriptor = stored[at + 4]
    single = bool(descriptor & 0x20)
    at += 5 + (not single) + (0, 1, 2, 4)[descriptor & 3] + (int(single), 2, 4, 8)[descriptor >> 6]
    while at + 3 <= size:
        header = int.from_bytes(stored[at : at + 3], "little")
        at += 3 + (1 if (header >> 1) & 3 == 1 else header >> 3)
        if header & 1:
            at += 4 if descriptor & 4 else 0
            return at if at <= size else 0
    return 0


def _zstd(stored: memoryview, room: int, sink: Sink) -> Decoded:
    used, state = 0, State.WHOLE
    asides: list[tuple[int, int]] = []
    for start, end, skippable, whole in zstd_frames(stored):
        used = end
        if skippable:
            if end > start + 8:
                asides.append((start + 8, end - start - 8))
            state = State.WHOLE if whole else State.TRUNCATED
            if len(asides) >= _ASIDES:
                break
            continue
        state = _zstd_frame(stored[start:end], room - sink.size, sink, whole=whole)
        if state is not State.WHOLE:
            used = len(stored)
            break
    decoded = collected(sink, used, state)
    decoded.asides = asides
    return decoded


def _zstd_frame(frame: memoryview, room: int, sink: Sink, *, whole: bool) -> State:
    """One frame; where it is damaged, again in small steps, which give the longest prefix and always the same."""
    import zstandard  # noqa: PLC0415 - few files need it

    limit, step = sink.size + room, _ZSTD_OUT
    sink.begin()
    while True:
        try:
            reader = zstandard.ZstdDecompressor(max_window_size=MEMORY).stream_reader(frame)
            while out := reader.read(min(step, limit - sink.size + 1) if step == _ZSTD_OUT else step):
                left = limit - sink.size
                sink.add(out[:left])
                if len(out) > left:
                    return State.CUT
        except (zstandard.ZstdError, MemoryError):
            if step == _ZSTD_CAREFUL:
                return State.DAMAGED
            step = _ZSTD_CAREFUL
            sink.rollback()
            continue
        return State.WHOLE if whole else State.TRUNCATED


_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
_BLANKS = b" \t\r\n"
_STRETCH = 3 << 20


def _base64(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """Either alphabet (RFC 4648 sections 4 and 5), blanks left out, up to its padding or to what is no digit."""
    sink.begin()
    rest, state, at = b"", State.WHOLE, 0
    while at < len(stored) and state is State.WHOLE:
        piece = bytes(stored[at : at + _STRETCH]).translate(None, _BLANKS)
        at += _STRETCH
        strange = piece.translate(None, _BASE64)
        if strange:
            piece = piece[: piece.index(strange[0])]
            ended = not strange.strip(b"=") and len(strange) <= 2
            at = len(stored) if ended else at
            state = State.WHOLE if ended else State.DAMAGED
        digits = rest + piece.replace(b"-", b"+").replace(b"_", b"/")
        last = at >= len(stored) or state is not State.WHOLE
        cut = len(digits) - (len(digits) % 4 == 1) if last else len(digits) // 4 * 4
        rest = digits[cut:]
        out = binascii.a2b_base64(digits[:cut] + b"=" * (-cut % 4))
        if len(out) > room - sink.size:
            sink.add(out[: room - sink.size])
            state = State.CUT
        else:
            sink.add(out)
    return collected(sink, len(stored), state)


CODECS: Mapping[str, Codec] = {
    "base64": _base64,
    "deflate": _deflate,
    "gzip": _gzip,
    "bzip2": partial(joined, bz2.BZ2Decompressor, b"BZh", 0),
    "xz": partial(joined, _xz, b"\xfd7zXZ\x00", 4),
    "lzma": partial(_single, _alone, None),
    "zip-lzma": _zip_lzma,
    "lzma-stream": _lzma_stream,
    "lzma2-stream": _lzma2_stream,
    "zlib": partial(_single, zlib_inflater, partial(PlainInflater, 15)),
    "zstd": _zstd,
}
"""By name: (stored run, most bytes that may come out, an empty sink) -> what came out. None raises for bad bytes."""
