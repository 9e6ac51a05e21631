"""Addresses of calls as UPX stores them, made those of the machine again.

The target of a call is stored from the start of the block instead of from the instruction. In code of x86 its highest
byte stands first, and that byte is one that no call there had: the mark. In code of ARM every ``bl`` (of AArch64 every
``b`` and ``bl``) is rewritten but in the last word, counted in words of four bytes. Source: RetDec (MIT licence), its
plugin for UPX, ``unfilter.cpp``; for ARM what UPX's ``filter/ct.h`` says of 50 and 52. The numbers are UPX's own (the
options of ``upx --filter``).
"""

import re
import sys
from array import array
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from sousveil.model.late import late
from sousveil.opening.codecs import Codec, Decoded
from sousveil.opening.pump import State
from sousveil.opening.sink import Sink

_CALLS = rb"[\xe8\xe9]"
_JUMPS = rb"[\xe8\xe9]|\x0f[\x80-\x8f]"
_INSTRUCTIONS = {0x24: rb"\xe8", 0x25: rb"\xe9", 0x26: _CALLS, 0x46: _CALLS, 0x49: _JUMPS}
_WORDS = {0x50: (0x0F000000, 0x0B000000, 0x00FFFFFF), 0x52: (0x7C000000, 0x14000000, 0x03FFFFFF)}
"""Of ARM and AArch64, lowest byte first: bits that tell the instruction, what they are, and the bits of the target."""
KNOWN = frozenset(_INSTRUCTIONS) | frozenset(_WORDS)
"""Numbers of filters that are undone."""
_STEP = late(r"(\d{1,3}),(\d{1,3}),(\d{1,19})\+(\d{1,19}),(\d{1,19})", re.ASCII)


class Filtered(NamedTuple):
    """Code that was rewritten: UPX's number of how, the mark, where it lies, and where addresses count from."""

    number: int
    mark: int
    start: int
    length: int
    origin: int


def calls(code: Filtered) -> str:
    """The step that undoes it."""
    return f"upx-calls:{code.number},{code.mark},{code.start}+{code.length},{code.origin}"


def undone(data: bytes, code: Filtered) -> bytes:
    """``data`` with the addresses of calls as the machine has them."""
    out = bytearray(data)
    end = min(code.start + code.length, len(out))
    if code.number in _WORDS:
        out[code.start : end] = _words_undone(out[code.start : end], code)
        return bytes(out)
    pattern = re.compile(b"(?:%s)(?=%s)" % (_INSTRUCTIONS[code.number], re.escape(bytes([code.mark]))), re.DOTALL)
    found = pattern.search(out, code.start, end)
    while found and found.end() + 4 <= end:
        at = found.end()
        address = (int.from_bytes(out[at + 1 : at + 4], "big") - (at - code.origin)) & 0xFFFFFFFF
        out[at : at + 4] = address.to_bytes(4, "little")
        found = pattern.search(out, at + 4, end)
    return bytes(out)


def _words_undone(data: bytearray, code: Filtered) -> bytes:
    told, branch, target = _WORDS[code.number]
    whole = len(data) & ~3
    words = array("I", bytes(data[:whole]))
    if sys.byteorder == "big":
        words.byteswap()
    first = (code.start - code.origin) >> 2
    for index in range((len(data) - 1) >> 2):  # the last four bytes are never rewritten
        word = words[index]
        if word & told == branch:
            words[index] = word & ~target | (word - first - index) & target
    if sys.byteorder == "big":
        words.byteswap()
    return words.tobytes() + bytes(data[whole:])


def _codec(code: Filtered, stored: memoryview, room: int, sink: Sink) -> Decoded:
    sink.begin()
    sink.add(undone(bytes(stored), code)[:room])
    return Decoded(sink.finish(), sink.crc, len(stored), State.CUT if len(stored) > room else State.WHOLE)


def _maker(parameters: str) -> Codec:
    """``NUMBER,MARK,START+LENGTH,ORIGIN``."""
    found = _STEP.fullmatch(parameters)
    if found is None:
        raise LookupError(f"no code of UPX: {parameters[:80]}")
    code = Filtered(*map(int, found.groups()))
    if code.number not in KNOWN or code.mark > 255:
        raise LookupError(f"a filter that is not undone: {code.number}")
    return partial(_codec, code)


UPX_CALLS: Mapping[str, Callable[[str], Codec]] = {"upx-calls": _maker}
"""By name: parameters -> a codec."""
