"""BCJ2: machine code whose calls and jumps were taken out into streams of their own.

Source: ``Bcj2.c`` of the LZMA SDK 9.20, in the public domain.
"""

import re

_BRANCH = re.compile(rb"[\xe8\xe9]|(?<=\x0f)[\x80-\x8f]")
_MOVE, _TOTAL = 5, 11


class _Coded:
    """The range coder that says, for each branch, whether its target was taken out."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._code, self._span, self._at = int.from_bytes(stream[1:5], "big"), 0xFFFFFFFF, 5
        self._chances = [1 << (_TOTAL - 1)] * 258

    def taken(self, which: int) -> bool:
        """The next bit, by the chances of the kind ``which``."""
        chance = self._chances[which]
        bound = (self._span >> _TOTAL) * chance
        bit = self._code >= bound
        if bit:
            self._span, self._code = self._span - bound, self._code - bound
            self._chances[which] = chance - (chance >> _MOVE)
        else:
            self._span = bound
            self._chances[which] = chance + (((1 << _TOTAL) - chance) >> _MOVE)
        if self._span < 1 << 24:
            more = self._stream[self._at] if self._at < len(self._stream) else 0
            self._span = self._span << 8 & 0xFFFFFFFF
            self._code = (self._code << 8 | more) & 0xFFFFFFFF
            self._at += 1
        return bit


def bcj2(main: memoryview, calls: memoryview, jumps: memoryview, coded: memoryview, size: int) -> bytes:
    """The ``size`` bytes that the four streams give. Raises ``ValueError`` where they give fewer."""
    code, coder, out = bytes(main), _Coded(bytes(coded)), bytearray()
    targets, reached = (bytes(calls), bytes(jumps)), [0, 0]
    at = before = 0
    while len(out) < size:
        if before == 0x0F and at < len(code) and code[at] & 0xF0 == 0x80:
            hit = at
        else:
            found = _BRANCH.search(code, at)
            hit = found.start() if found else -1
        if hit < 0:
            out += code[at:]
            break
        before = code[hit - 1] if hit > at else before
        out += code[at : hit + 1]
        last, at = code[hit], hit + 1
        if len(out) >= size:
            break
        if coder.taken(before if last == 0xE8 else 256 if last == 0xE9 else 257):
            which = int(last != 0xE8)
            raw = targets[which][reached[which] : reached[which] + 4]
            reached[which] += 4
            target = (int.from_bytes(raw, "big") - len(out) - 4) & 0xFFFFFFFF
            out += target.to_bytes(4, "little")
            last = target >> 24
        before = last
    if len(out) < size:
        raise ValueError("a stream of BCJ2 ends too early")
    return bytes(out[:size])
