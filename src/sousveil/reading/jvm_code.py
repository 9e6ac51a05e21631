"""The code of Java methods, as far as it says what an enumeration's members are made of and which texts fill a list.

Source: The Java Virtual Machine Specification, Java SE 21, 4.7.3 (the Code attribute) and 6.5 (the instructions).
"""

from collections.abc import Iterator
from typing import NamedTuple

LDC, LDC_W, NEW, ANEWARRAY = 0x12, 0x13, 0xBB, 0xBD
GETSTATIC, PUTSTATIC, GETFIELD, PUTFIELD = 0xB2, 0xB3, 0xB4, 0xB5
CALLS = frozenset(range(0xB6, 0xBB))
STORES = frozenset({PUTSTATIC, PUTFIELD, 0x3A, *range(0x4B, 0x4F)})
_ONE = frozenset({0x10, 0x12, *range(0x15, 0x1A), *range(0x36, 0x3B), 0xA9, 0xBC})
_TWO = frozenset({
    0x11, 0x13, 0x14, 0x84, *range(0x99, 0xA9), *range(0xB2, 0xB9), 0xBB, 0xBD, 0xC0, 0xC1, 0xC6, 0xC7,
})  # fmt: skip
_FOUR = frozenset({0xB9, 0xBA, 0xC8, 0xC9})
_JUMPS = frozenset({*range(0x99, 0xA9), 0xC6, 0xC7})
_TABLESWITCH, _LOOKUPSWITCH, _WIDE, _MULTI, _IINC = 0xAA, 0xAB, 0xC4, 0xC5, 0x84
_MOST = 20_000
"""Instructions of a method that are read."""


class Step(NamedTuple):
    """An instruction: its operation and its operand (an index into the pool, or the number that it pushes).

    ``at`` is where it stands in the code, ``target`` where it may jump to, -1 for those that do not.
    """

    operation: int
    operand: int
    at: int = 0
    target: int = -1


def steps(code: bytes) -> Iterator[Step]:
    """The instructions of a method, up to what is none."""
    at = count = 0
    while at < len(code) and count < _MOST:
        operation = code[at]
        begin = at
        count += 1
        at += 1
        if operation in {_TABLESWITCH, _LOOKUPSWITCH}:
            at += -at % 4
            low, high = int.from_bytes(code[at + 4 : at + 8], "big"), int.from_bytes(code[at + 8 : at + 12], "big")
            at += 8 + 8 * low if operation == _LOOKUPSWITCH else 12 + 4 * max(0, high - low + 1)
            yield Step(operation, 0, begin)
            continue
        if operation == _WIDE:
            at += 5 if code[at : at + 1] == bytes([_IINC]) else 3
            continue
        size = 1 if operation in _ONE else 2 if operation in _TWO else 4 if operation in _FOUR else 0
        size = 3 if operation == _MULTI else size
        operand = code[at : at + min(size, 2)]
        at += size
        if at > len(code):
            return
        if 0x02 <= operation <= 0x08:
            yield Step(operation, operation - 3, begin)
        elif operation in _JUMPS:
            yield Step(operation, 0, begin, max(begin + int.from_bytes(operand, "big", signed=True), -1))
        else:
            yield Step(operation, int.from_bytes(operand, "big", signed=operation in {0x10, 0x11}), begin)


def is_number(step: Step) -> bool:
    """Whether an instruction pushes a whole number that stands in it."""
    return 0x02 <= step.operation <= 0x08 or step.operation in {0x10, 0x11}
