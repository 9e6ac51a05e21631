"""The code of .NET methods, as far as it says which method uses a name or a text, and in which order.

Source: ECMA-335, partition II, 25.4 (method bodies) and partition III (the instructions and their operands).
"""

import re
import struct
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from sousveil.reading.net_image import METHOD, Assembly

LDSTR, CALL, CALLVIRT, NEWOBJ, NEWARR, LDFLD, STFLD, LDSFLD, STSFLD = (
    0x72, 0x28, 0x6F, 0x73, 0x8D, 0x7B, 0x7D, 0x7E, 0x80,
)  # fmt: skip
THROW, RETURN, SWITCH = 0x7A, 0x2A, 0x45
BRANCHES = frozenset(range(0x2B, 0x45))
"""Jumps, short and long; all but 0x2B and 0x38 are conditional."""
STORES = frozenset({STFLD, STSFLD, *range(0x0A, 0x0E), 0x13, 0x10})
_FOUR = frozenset({
    0x20, 0x22, 0x27, 0x28, 0x29, *range(0x38, 0x45), *range(0x6F, 0x76), 0x79, *range(0x7B, 0x82), 0x8C, 0x8D, 0x8F,
    0xA3, 0xA4, 0xA5, 0xC2, 0xC6, 0xD0, 0xDD,
})  # fmt: skip
_ONE = frozenset({*range(0x0E, 0x14), 0x1F, *range(0x2B, 0x38), 0xDE})
_AFTER_FE = {0x06: 4, 0x07: 4, **dict.fromkeys(range(0x09, 0x0F), 2), 0x12: 1, 0x15: 4, 0x16: 4, 0x19: 1, 0x1C: 4}
_FEW = 16
"""Tokens that are sought one by one; more of them in one pass over all instructions that have one."""
_USE = re.compile(rb"[\x28\x6f\x72\x73\x7b-\x7e\x80\xd0](?=(...[\x04\x06\x0a\x70]))", re.DOTALL)
_MOST = 4096
"""Instructions of a method that are read."""


class Step(NamedTuple):
    """An instruction: where it stands from the start of the code, its operation, its operand (a jump: its target)."""

    at: int
    operation: int
    operand: int


class Bodies:
    """The code of one assembly."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly, self._data = assembly, assembly.data

    @cached_property
    def _placed(self) -> tuple[list[int], list[int]]:
        """The addresses of all bodies, sorted, and their methods."""
        pairs = sorted((row[0], number) for number, row in enumerate(self._assembly.meta.rows(METHOD), 1) if row[0])
        return [address for address, _ in pairs], [number for _, number in pairs]

    def users(self, tokens: Collection[int]) -> Iterator[int]:
        """The methods whose code has one of these tokens; each once, in the order of their code."""
        if not tokens:
            return
        seen: dict[int, None] = {}
        for at in sorted(self._uses(tokens)):
            method = self._method_at(at)
            if method:
                seen.setdefault(method)
        yield from seen

    def _uses(self, tokens: Collection[int]) -> Iterator[int]:
        raw = {struct.pack("<I", token) for token in tokens}
        if len(raw) <= _FEW:
            for token in raw:
                for match in re.finditer(re.escape(token), self._data):
                    yield match.start()
            return
        for match in _USE.finditer(self._data):
            if match[1] in raw:
                yield match.start(1)

    def _method_at(self, offset: int) -> int:
        addresses, methods = self._placed
        for start, size, where in self._assembly.image.sections:
            if where <= offset < where + size:
                at = bisect_right(addresses, offset - where + start) - 1
                if at < 0:
                    return 0
                begin, end = self._code(methods[at])
                return methods[at] if begin <= offset < end else 0
        return 0

    def _code(self, method: int) -> tuple[int, int]:
        """The run of the instructions of a method; empty where it has none."""
        try:
            at = self._assembly.image.offset(self._assembly.meta.row(METHOD, method)[0])
            head = self._data[at]
            if head & 3 == 2:
                return at + 1, min(at + 1 + (head >> 2), len(self._data))
            if head & 3 != 3:
                return 0, 0
            (size,) = struct.unpack_from("<I", self._data, at + 4)
        except (ValueError, IndexError, struct.error):
            return 0, 0
        start = at + 4 * (self._data[at + 1] >> 4)
        return start, min(start + size, len(self._data))

    def steps(self, method: int) -> list[Step]:
        """The instructions of a method, up to what is none."""
        start, end = self._code(method)
        code = bytes(self._data[start:end])
        out: list[Step] = []
        at = 0
        while at < len(code) and len(out) < _MOST:
            begin, operation = at, code[at]
            at += 1
            size = 4 if operation in _FOUR else 1 if operation in _ONE else {0x21: 8, 0x23: 8}.get(operation, 0)
            if operation == 0xFE and at < len(code):
                operation = 0xFE00 | code[at]
                at += 1
                size = _AFTER_FE.get(operation & 0xFF, 0)
            elif operation == SWITCH:
                size = 4 + 4 * int.from_bytes(code[at : at + 4], "little")
            if at + size > len(code):
                break
            signed = operation in BRANCHES or operation in {0x1F, 0x20}
            operand = int.from_bytes(code[at : at + min(size, 8)], "little", signed=signed)
            at += size
            out.append(Step(begin, operation, at + operand if operation in BRANCHES else operand))
        return out
