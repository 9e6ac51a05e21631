"""Codecs of streams that are made of blocks or carry their own frame: LZ4, lzop, lzip, brotli, Unix compress.

Sources: LZ4 Frame Format Description 1.6.3 and its section "Legacy frame"; lzop 1.04 (``src/conf.h``, ``src/lzop.c``,
described in libmagic's ``compress`` and in its manual page); lzip manual, "File format"; RFC 7932 (brotli); the manual
page of ncompress and the layout that its ``.Z`` files have (POSIX.1-2024 ``compress``: LZW, codes of 9 to 16 bits).
"""

import lzma
import struct
import zlib
from collections.abc import Mapping

from isal import isal_zlib

from sousveil.opening.codecs import Codec, Decoded, collected
from sousveil.opening.pump import State, stream
from sousveil.opening.sink import Sink

LZ4_FRAME = b"\x04\x22\x4d\x18"
LZ4_LEGACY = b"\x02\x21\x4c\x18"
_LZ4_LEGACY_BLOCK = 8 << 20
_LZ4_LEGACY_BOUND = _LZ4_LEGACY_BLOCK + _LZ4_LEGACY_BLOCK // 255 + 16
_SKIPPABLE = b"\x2a\x4d\x18"
LZOP = b"\x89LZO\x00\r\n\x1a\n"
_ASIDES = 65_536
"""After so many of them the rest of a stream is left to be opened on its own."""
_LZOP_BLOCK = 64 << 20
_LZIP_TRAILER = struct.Struct("<IQQ")
_LZW_TABLE = 512 << 20


class _Lz4:
    """The frame decompressor, whose errors are ``RuntimeError``."""

    def __init__(self) -> None:
        import lz4.frame  # noqa: PLC0415 - few files need it

        self._inner = lz4.frame.LZ4FrameDecompressor()
        self.eof = False
        self.needs_input = True
        self.unused_data = b""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """At most ``max_length`` bytes. Raises ``ValueError``."""
        try:
            out: bytes = self._inner.decompress(data, max_length)
        except RuntimeError as error:
            raise ValueError(str(error)) from error
        self.eof, self.needs_input = self._inner.eof, self._inner.needs_input
        self.unused_data = self._inner.unused_data or b""
        return out


def _lz4(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """Frames of both kinds that follow each other, and skippable ones between them."""
    used, state = 0, State.WHOLE
    asides: list[tuple[int, int]] = []
    while state is State.WHOLE:
        magic = bytes(stored[used : used + 4])
        if magic == LZ4_FRAME:
            used, state = stream(_Lz4, stored, used, room - sink.size, sink)
        elif magic == LZ4_LEGACY:
            used, state = _lz4_legacy(stored, used + 4, room, sink)
        elif len(magic) == 4 and magic[1:] == _SKIPPABLE and magic[0] & 0xF0 == 0x50:
            length = int.from_bytes(stored[used + 4 : used + 8], "little")
            end = used + 8 + length
            state = State.WHOLE if end <= len(stored) else State.TRUNCATED
            if min(end, len(stored)) > used + 8:
                asides.append((used + 8, min(end, len(stored)) - used - 8))
            used = min(end, len(stored))
            if len(asides) >= _ASIDES:
                break
        else:
            break
    decoded = collected(sink, used, state)
    decoded.asides = asides
    return decoded


def _lz4_legacy(stored: memoryview, at: int, room: int, sink: Sink) -> tuple[int, State]:
    """Blocks of 8 MiB each but the last, up to the end or to a number that is no size of one."""
    import lz4.block  # noqa: PLC0415 - few files need it

    sink.begin()
    while at + 4 <= len(stored):
        size = int.from_bytes(stored[at : at + 4], "little")
        if not 0 < size <= _LZ4_LEGACY_BOUND:
            break
        if at + 4 + size > len(stored):
            return len(stored), State.TRUNCATED
        try:
            out = lz4.block.decompress(stored[at + 4 : at + 4 + size], uncompressed_size=_LZ4_LEGACY_BLOCK)
        except (lz4.block.LZ4BlockError, MemoryError):
            return len(stored), State.DAMAGED
        left = room - sink.size
        sink.add(out[:left])
        if len(out) > left:
            return len(stored), State.CUT
        at += 4 + size
        if len(out) < _LZ4_LEGACY_BLOCK:
            break
    return at, State.WHOLE


class LzopHeader:
    """Header of an lzop file: where its blocks start, which checksums they have, and its name.

    before, after   functions for the checksums of a block as it comes out, and as it is stored
    """

    __slots__ = ("after", "asides", "before", "name", "start")

    def __init__(self, data: memoryview) -> None:
        """Parse at the start. Raises ``ValueError`` where it is none, ``struct.error`` where it is cut short."""
        if bytes(data[:9]) != LZOP:
            raise ValueError("no lzop header")
        (version,) = struct.unpack_from(">H", data, 9)
        at, newer = 13, version >= 0x940
        at += 2 if newer else 0  # the version that is needed to read it
        method = data[at]
        at += 2 if newer else 1  # the level
        (flags,) = struct.unpack_from(">I", data, at)
        if method not in {1, 2, 3} or flags & 0x800:
            raise ValueError("a method or filter that lzop does not write")
        at += 4 + (12 if newer else 8)
        length = data[at]
        self.name = bytes(data[at + 1 : at + 1 + length]) or None
        at += 1 + length + 4
        self.asides: list[tuple[int, int]] = []
        if flags & 0x40:
            (extra,) = struct.unpack_from(">I", data, at)
            self.asides.append((at + 4, extra))
            at += 4 + extra + 4
        if at > len(data):
            raise struct.error("cut short")
        self.start = at
        checks = ((0x1, zlib.adler32), (0x100, isal_zlib.crc32))
        self.before = [check for flag, check in checks if flags & flag]
        self.after = [check for flag, check in checks if flags & flag * 2]


def _lzop(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """All files that follow each other, as ``lzop -d`` joins them."""
    used, state = 0, State.WHOLE
    asides: list[tuple[int, int]] = []
    name: bytes | None = None
    while state is State.WHOLE and len(asides) < _ASIDES and bytes(stored[used : used + len(LZOP)]) == LZOP:
        try:
            header = LzopHeader(stored[used:])
        except (ValueError, IndexError, struct.error) as error:
            # After a whole file, bytes that only look like another's beginning are left to whoever looks next.
            if not used:
                used, state = len(stored), State.DAMAGED if isinstance(error, ValueError) else State.TRUNCATED
            break
        name = name if used else header.name
        asides += [(used + offset, length) for offset, length in header.asides]
        end, state = _lzop_blocks(stored[used:], header, room, sink)
        used += end
    decoded = collected(sink, used, state)
    decoded.name, decoded.asides = name, asides
    return decoded


def _lzop_blocks(stored: memoryview, header: LzopHeader, room: int, sink: Sink) -> tuple[int, State]:
    at, state = header.start, State.WHOLE
    sink.begin()
    while True:
        size = int.from_bytes(stored[at : at + 4], "big")
        if at + 4 <= len(stored) and not size:
            return at + 4, state
        put = int.from_bytes(stored[at + 4 : at + 8], "big")
        checks = len(header.before) + (len(header.after) if put < size else 0)
        body = at + 8 + 4 * checks
        if body + put > len(stored):
            return len(stored), State.TRUNCATED
        if not 0 < put <= size <= _LZOP_BLOCK:
            return len(stored), State.DAMAGED
        out = bytes(stored[body : body + put])
        if put < size and (made := _lzo(out, size)) is not None:
            out = made
        if len(out) != size:
            return len(stored), State.DAMAGED
        for number, check in enumerate(header.before):
            if check(out) != int.from_bytes(stored[at + 8 + 4 * number : at + 12 + 4 * number], "big"):
                state = State.CHECKSUM
        left = room - sink.size
        sink.add(out[:left])
        if len(out) > left:
            return len(stored), State.CUT
        at = body + put


def _lzo(stored: bytes, size: int) -> bytes | None:
    """A block of LZO1X, or ``None`` where it is damaged."""
    from lzallright import LZOCompressor, LZOError  # noqa: PLC0415 - few files need it

    try:
        return bytes(LZOCompressor.decompress(stored, size))
    except (LZOError, MemoryError):
        return None


def lzip_dictionary(coded: int) -> int:
    """Bytes of the dictionary that a byte of an lzip header codes, 0 where it is not allowed."""
    base = 1 << (coded & 0x1F)
    size = base - (base >> 4) * (coded >> 5)
    return size if 1 << 12 <= size <= 1 << 29 else 0


def _lzip(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """All members that follow each other."""
    used, state = 0, State.WHOLE
    while bytes(stored[used : used + 5]) == b"LZIP\x01":
        size = lzip_dictionary(stored[used + 5]) if used + 6 <= len(stored) else 0
        if not size:
            # After a whole member, what only looks like another's beginning is left to whoever looks next.
            state = state if used else State.DAMAGED
            break
        chain = [{"id": lzma.FILTER_LZMA1, "dict_size": size, "lc": 3, "lp": 0, "pb": 2}]

        def new(chain: list[dict[str, int]] = chain) -> lzma.LZMADecompressor:
            return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=chain)

        end, ended = stream(new, stored, used + 6, room - sink.size, sink)
        if ended is not State.WHOLE:
            used, state = end, ended
            break
        trailer = bytes(stored[end : end + _LZIP_TRAILER.size])
        start, used = used, end + len(trailer)
        if len(trailer) < _LZIP_TRAILER.size:
            state = State.TRUNCATED
            break
        if _LZIP_TRAILER.unpack(trailer) != (sink.crc, sink.since, used - start):
            state = State.CHECKSUM
    return collected(sink, used, state)


class Brotli:
    """The brotli decompressor as a pump. It cannot tell what is behind its end: that is an error."""

    unused_data = b""

    def __init__(self) -> None:
        import brotli  # noqa: PLC0415 - few files need it

        self._inner = brotli.Decompressor()
        self._error = brotli.error
        self._full = False  # the last output filled its buffer: more may wait inside, though all input was taken

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""
        return bool(self._inner.is_finished())

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes out without more input."""
        return not self._full and bool(self._inner.can_accept_more_data())

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Around ``max_length`` bytes, as much as its buffer holds. Raises ``ValueError``."""
        try:
            out: bytes = self._inner.process(data, output_buffer_limit=max(max_length, 1))
        except self._error as error:
            raise ValueError(str(error)) from error
        self._full = len(out) >= max(max_length, 1)
        return out


def _brotli(stored: memoryview, room: int, sink: Sink) -> Decoded:
    end, state = stream(Brotli, stored, 0, room, sink)
    return collected(sink, end, state)


def _compress(stored: memoryview, room: int, sink: Sink) -> Decoded:
    """LZW as ``compress`` writes it: codes stand in groups of eight, a change of width begins a new group."""
    if len(stored) < 3 or not 9 <= stored[2] & 0x1F <= 16:
        return collected(sink, len(stored), State.DAMAGED)
    most, resets = stored[2] & 0x1F, bool(stored[2] & 0x80)
    sink.begin()
    state = State.WHOLE
    words = _words(resets=resets)
    width, last, at, held = 9, b"", 3, 0
    pending: list[bytes] = []
    waiting = 0
    while at < len(stored) and state is State.WHOLE:
        group = bytes(stored[at : at + width])
        at += len(group)
        bits, mask = int.from_bytes(group, "little"), (1 << width) - 1
        for _ in range(len(group) * 8 // width):
            code = bits & mask
            bits >>= width
            if code == 256 and resets:
                words, width, last, held = _words(resets=resets), 9, b"", 0
                break
            if code < len(words):
                word = words[code]
            elif last and code == len(words):
                word = last + last[:1]
            else:
                state = State.DAMAGED
                break
            if last and len(words) < 1 << most:
                words.append(last + word[:1])
                held += len(last)
            pending.append(word)
            waiting += len(word)
            last = word
            if len(words) > mask and width < most:
                width += 1
                break
        if waiting > 1 << 20 or at >= len(stored) or state is not State.WHOLE or held > _LZW_TABLE:
            left = room - sink.size
            sink.add(b"".join(pending)[:left])
            if waiting > left or held > _LZW_TABLE:
                state = State.CUT
            pending, waiting = [], 0
    return collected(sink, len(stored), state)


def _words(*, resets: bool) -> list[bytes]:
    words = [bytes([byte]) for byte in range(256)]
    return [*words, b""] if resets else words


BLOCKS: Mapping[str, Codec] = {
    "lz4": _lz4,
    "lzop": _lzop,
    "lzip": _lzip,
    "brotli": _brotli,
    "compress": _compress,
}
"""As ``CODECS``."""
