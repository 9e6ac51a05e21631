"""Addresses of calls as UPX stores them, made those of the machine again.

The target of a call is stored from the start of the block instead of from the instruction, with its highest byte first,
and that byte is one that no call there had: the mark. Source: RetDec (MIT licence), its plugin for UPX,
``unfilter.cpp``; the numbers are UPX's own (the options of ``upx --filter``).
"""

import re
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
KNOWN = frozenset(_INSTRUCTIONS)
"""Numbers of filters that are undone: those of the code of x86."""
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
    pattern = re.compile(b"(?:%s)(?=%s)" % (_INSTRUCTIONS[code.number], re.escape(bytes([code.mark]))), re.DOTALL)
    found = pattern.search(out, code.start, end)
    while found and found.end() + 4 <= end:
        at = found.end()
        address = (int.from_bytes(out[at + 1 : at + 4], "big") - (at - code.origin)) & 0xFFFFFFFF
        out[at : at + 4] = address.to_bytes(4, "little")
        found = pattern.search(out, at + 4, end)
    return bytes(out)


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
