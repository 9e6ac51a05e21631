"""Texts with a file written in base64 in them: data URLs, settings, scripts that carry what they install.

The text stays a leaf, read as it stands. Source: RFC 4648 sections 4 and 5 (base64, and its form for addresses),
RFC 2045 section 6.8 (lines of one width).
"""

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from sousveil.model.gap import Gap
from sousveil.opening import formats
from sousveil.opening.blob import Blob
from sousveil.opening.codecs import CODECS
from sousveil.opening.formats.format import Desk
from sousveil.opening.sink import Sink

SHORTEST = 600
"""Characters of a run that is looked into."""
_WIDTH = 60
"""Characters of a line in a run of several lines, at least."""
_LONG, _LONGER = 256 << 10, 2200
"""Of a text longer than this, only runs of more characters are looked into: it is gone through in longer steps."""
_STEPS, _SPAN, _ROW = (512, 2048), 72, 32
"""A run of ``SHORTEST`` characters holds ``_SPAN`` bytes from some multiple of a step on, and of those, wherever a line
ends in them, ``_ROW`` digits in a row."""
_PIECE = 1 << 20
_MOST = 10_000
_HEAD = 600

_TEXT = bytes([9, 10, 12, 13, 27, *range(32, 127), *range(128, 256)])
_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
_TABLE = bytes(1 if byte in _DIGITS else 0 for byte in range(256))
_DIGITS_IN_A_ROW = b"\1" * _ROW
_VARIED = 10
"""Different characters among the first of a run, at least: rules and blanks are drawn with fewer."""
_PLAIN = re.compile(rb"[A-Za-z0-9+/]{%d,}" % _WIDTH)
_OTHER = re.compile(rb"[A-Za-z0-9_-]{%d,}" % SHORTEST)
_NEXT = re.compile(rb"\r?\n[ \t]*([A-Za-z0-9+/]+)")
_PROGRAMS = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"dex\n", b"\0asm", b"SQLite format 3\0", b"\xcf\xfa\xed\xfe")

_CLOSED = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"wOF", b"\0\0\1\0", b"OTTO", b"\0\1\0\0", b"0\x82", b"ID3")
"""Pictures, letters, sounds, certificates and keys: nothing in them is opened."""


class _Run(NamedTuple):
    start: int
    end: int
    """Behind its padding."""


class PackedText:
    """See the module."""

    name = "packed-text"
    also: tuple[str, ...] = ("data URLs", "source maps in scripts", "settings and scripts that carry files")
    first = b""
    recognised = f"text to the eye, with {SHORTEST} characters of base64 or more (from 256 KiB on: {_LONGER:,})"
    limits: tuple[str, ...] = (
        "What comes out is a part where it is a container, a program or text; pictures and keys are left.",
        "Texts in UTF-16, base64 broken by escapes or in pieces, and other ways to write bytes as text are left.",
    )

    def accepts(self, data: memoryview, start: bytes) -> bool:
        """Text by its first bytes, and a place where a long run may be."""
        if len(data) < SHORTEST or start.translate(None, _TEXT):
            return False
        return next(_runs(data), None) is not None

    def open(self, desk: Desk) -> Iterator[Blob | Gap]:
        """What the runs hold that can be looked into."""
        desk.leaf = True
        index = 0
        for run in _runs(desk.data):
            transform = _transform(desk, run)
            if transform != "":
                desk.blob.taken.append((run.start, run.end))  # its letters are no words
            if transform:
                yield from desk.unpacked("base64", run.start, run.end, transform, index=index)
                index += 1
                if index >= _MOST:
                    yield desk.gap("budget-spent", detail=f"more than {_MOST} packed parts in a text")
                    return


def _samples(data: memoryview) -> Iterator[int]:
    """Where ``_ROW`` digits stand in a row, one place at most for each step. Some GB a second."""
    size = _STEPS[len(data) > _LONG]
    for base in range(0, len(data), _PIECE):
        piece = bytes(data[base : base + _PIECE + _SPAN])
        spans = b" ".join([piece[at : at + _SPAN] for at in range(0, min(_PIECE, len(piece)), size)])
        marks = spans.translate(_TABLE)
        found = marks.find(_DIGITS_IN_A_ROW)
        while found >= 0:
            step, within = divmod(found, _SPAN + 1)
            yield base + step * size + within
            found = marks.find(_DIGITS_IN_A_ROW, (step + 1) * (_SPAN + 1))


def _runs(data: memoryview) -> Iterator[_Run]:
    """The runs of base64 in their order."""
    reached = 0
    for sample in _samples(data):
        if sample < reached:
            continue
        first = _first(data, max(_line(data, sample), reached))
        if first is None:
            continue
        start = _before(data, *first, reached)
        end = reached = _lines(data, *first)
        if end - start >= (_LONGER if len(data) > _LONG else SHORTEST):
            padding = bytes(data[end : end + 2])
            yield _Run(start, end + len(padding) - len(padding.lstrip(b"=")))


def _first(data: memoryview, at: int) -> tuple[int, int] | None:
    """(start, end) of the line of digits at ``at`` that is long enough, of either alphabet."""
    plain, other = _PLAIN.match(data, at), _OTHER.match(data, at)
    found = other if other is not None and (plain is None or other.end() > plain.end()) else plain
    return found.span() if found is not None else None


def _line(data: memoryview, at: int) -> int:
    """Where the digits begin in whose line ``at`` stands."""
    far = max(at - _STEPS[1] - _SPAN, 0)
    return far + len(bytes(data[far:at]).rstrip(_DIGITS))


def _before(data: memoryview, start: int, end: int, lowest: int) -> int:
    """Where the lines of the same width begin that stand before the one from ``start`` to ``end``."""
    width = end - start
    while start > lowest:
        gap = bytes(data[max(start - 200, lowest) : start])
        blank = gap.rstrip(b" \t")
        if not blank.endswith(b"\n"):
            break
        above = start - len(gap) + len(blank.removesuffix(b"\n").removesuffix(b"\r")) - width
        if above < lowest or bytes(data[above : above + width]).translate(None, _DIGITS):
            break
        if above > lowest and data[above - 1] in _DIGITS:
            break
        start = above
    return start


def _lines(data: memoryview, start: int, end: int) -> int:
    """The end of a run: lines of the width of the one from ``start`` to ``end``, and one that is shorter."""
    width = end - start
    while (following := _NEXT.match(data, end)) is not None:
        length = following.end(1) - following.start(1)
        if length > width:
            break
        end = following.end()
        if length < width:
            break
    return end


def _transform(desk: Desk, run: _Run) -> str | None:
    """How what the run holds comes out, ``""`` where it is not to be looked into, ``None`` for what is left closed."""
    digits = desk.data[run.start : min(run.start + _HEAD, run.end)]
    if len(set(digits)) < _VARIED:
        return ""
    head = bytes(CODECS["base64"](digits, _HEAD, Sink(_HEAD)).data)
    if head[:1] == b"\x78" and len(head) > 2 and not int.from_bytes(head[:2], "big") % 31:
        try:
            if zlib.decompressobj().decompress(head):
                return "base64|zlib"
        except zlib.error:
            return ""
    if head.startswith(_PROGRAMS) or _is_text(head):
        return "base64"
    if head.startswith(_CLOSED):
        return None
    room = min(run.end - run.start, desk.budget.room(run.end - run.start))
    whole = CODECS["base64"](desk.data[run.start : run.end], room, Sink(desk.budget.limits.in_memory))
    return "base64" if formats.recognise(whole.data) is not None else ""


def _is_text(head: bytes) -> bool:
    """No control characters but those of texts, in single bytes or in UTF-16."""
    if not head.translate(None, _TEXT):
        return True
    even, odd = head[0::2], head[1::2]
    for high, low in ((odd, even), (even, odd)):
        if high.count(0) * 2 > len(high) and not low.translate(None, _TEXT):
            return True
    return head[:2] in {b"\xff\xfe", b"\xfe\xff"}
