"""Stretches of one codec that encode back to exactly their bytes; what does not is a character of its own."""

import codecs
from collections.abc import Iterator

import msgspec

SHORT = 256
"""Bytes of a stretch that is gone through character by character at once."""
_REACH = 4096
"""Bytes that are tried first, where a stretch may hold very many that are wrong."""
_LONGEST = 8
"""More bytes than a character of any encoding has."""


class Segment(msgspec.Struct, frozen=True):
    """A stretch of one codec: ``data[offset:offset+length].decode(codec) == text``."""

    text: str
    offset: int
    length: int
    codec: str

    @property
    def encoding(self) -> tuple[str, ...]:
        """The codec as a chain."""
        return (self.codec,)


def plain(codec: str) -> bool:
    """Whether a codec has one byte for each letter of ASCII."""
    return not codec.startswith(("utf-16", "utf-32"))


def lines(data: bytes, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The lines of ``data[low:high]``, each with its end."""
    while low < high:
        end = data.find(b"\n", low, high) + 1 or high
        yield low, end
        low = end


def pieces(data: bytes, start: int, end: int, codec: str) -> Iterator[Segment]:
    """All of a stretch: in ``codec`` where that reads it, the bytes in between as Latin-1."""
    at, reach = start, _REACH
    while at < end:
        raw = data[at : min(at + reach, end)]
        whole = at + len(raw) == end
        try:
            text, good, bad = raw.decode(codec), len(raw), 0
            wrong = False
        except UnicodeDecodeError as error:
            good, wrong = error.start, True
        if not whole and (not wrong or good > len(raw) - _LONGEST):
            reach *= 2  # what was cut may be what is wrong; to try ever the whole rest would take time by its square
            continue
        reach = _REACH
        if wrong:
            text, bad = raw[:good].decode(codec), 1 if plain(codec) else min(2, len(raw) - good)
        if good:
            yield from exact(data, at, at + good, codec, text)
        if bad:
            yield Segment(raw[good : good + bad].decode("latin-1"), at + good, bad, "latin-1")
        at += good + bad


def exact(data: bytes, start: int, end: int, codec: str, text: str) -> Iterator[Segment]:
    """Segments that encode back to their bytes; characters that do not are segments of their own."""
    if _same(text, data[start:end], codec):
        yield Segment(text, start, end - start, codec)
        return
    if end - start <= SHORT or not plain(codec):
        yield from _by_character(data, start, end, codec)
        return
    # Only the lines that differ are worth going through slowly.
    begun = low = start
    for low, high in lines(data, start, end):
        raw = data[low:high]
        if not raw.isascii() and not _same(raw.decode(codec), raw, codec):
            if low > begun:
                yield Segment(data[begun:low].decode(codec), begun, low - begun, codec)
            yield from _by_character(data, low, high, codec)
            begun = high
    if end > begun:
        yield Segment(data[begun:end].decode(codec), begun, end - begun, codec)


def _same(text: str, raw: bytes, codec: str) -> bool:
    # Letters of HKSCS with a combining mark are two characters for one code, and cannot be cut.
    return _back(text, codec) == raw and not (codec == "big5hkscs" and ("\u0304" in text or "\u030c" in text))


def _by_character(data: bytes, start: int, end: int, codec: str) -> Iterator[Segment]:
    decoder = codecs.getincrementaldecoder(codec)()
    begun = low = start
    chars: list[str] = []
    for at in range(start, end):
        char = decoder.decode(data[at : at + 1], final=at + 1 == end)
        if not char:
            continue
        if len(char) == 1 and _back(char, codec) == data[low : at + 1]:
            chars.append(char)
        else:
            if low > begun:
                yield Segment("".join(chars), begun, low - begun, codec)
            if len(char) == 1:
                yield Segment(char, low, at + 1 - low, codec)
            else:
                yield Segment(data[low : at + 1].decode("latin-1"), low, at + 1 - low, "latin-1")
            begun, chars = at + 1, []
        low = at + 1
    if end > begun:
        yield Segment("".join(chars), begun, end - begun, codec)


def _back(text: str, codec: str) -> bytes:
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return b""


def merged(data: bytes, parts: list[Segment]) -> list[Segment]:
    """Neighbours of the same codec as one, where both encode back."""
    out: list[Segment] = []
    group: list[Segment] = []

    def close() -> None:
        if group:
            first, last = group[0], group[-1]
            length = last.offset + last.length - first.offset
            out.append(Segment("".join(part.text for part in group), first.offset, length, first.codec))
            group.clear()

    for part in parts:
        single = len(part.text) == 1 and _back(part.text, part.codec) != data[part.offset : part.offset + part.length]
        if group and (group[-1].codec != part.codec or single):
            close()
        if single:
            out.append(part)
        else:
            group.append(part)
    close()
    return out
