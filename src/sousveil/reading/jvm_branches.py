"""Comparisons in the code of Java methods, with the calls that are made only where they hold.

Only what compilers write for ``if (a == b)`` and ``if (a.equals(b))`` is taken: a jump over a block, taken where the
comparison fails, whose operands are all that lies on the stack. What is computed otherwise is not guessed.
Source: The Java Virtual Machine Specification, Java SE 21, 6.5 (the instructions and what they do to the stack).
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sousveil.reading import jvm_code
from sousveil.reading.jvm_code import Step

_UNLESS_SAME = frozenset({0xA0, 0xA6})
"""Jumps where two numbers or two things are not the same."""
_UNLESS, _IF = 0x99, 0x9A
_EQUALS = frozenset({"equals", "equalsIgnoreCase", "contentEquals", "contains", "areEqual"})
_ENDS = frozenset({*range(0xAC, 0xB2), 0xBF, 0xA7, 0xA8, 0xA9, 0xAA, 0xAB, 0xC8})
"""What the next instruction does not follow."""
_COMPUTES = frozenset({*range(0x2E, 0x36), *range(0x60, 0x84)})
"""What makes another value of what is compared: arithmetic, and a place in a list."""
_MOST_ON, _MOST_DEEDS, _MOST = 12, 24, 200
_PARTS = re.compile(r"\[*(?:L[^;]*;|[BCDFIJSZ])")
_DELTAS = (
    "0 " + "1 " * 8 + "2 2 1 1 1 2 2 1 1 1 1 2 1 2 1 2 1 " + "1 " * 4 + "2 " * 4 + "1 " * 4 + "2 " * 4 + "1 " * 4
    + "-1 0 -1 0 -1 -1 -1 -1 -1 -2 -1 -2 -1 " + "-1 " * 4 + "-2 " * 4 + "-1 " * 4 + "-2 " * 4 + "-1 " * 4
    + "-3 -4 -3 -4 -3 -3 -3 -3 -1 -2 1 1 1 2 2 2 0 " + "-1 -2 -1 -2 " * 5 + "0 0 0 0 " + "-1 " * 6
    + "-1 -2 -1 -2 -1 -2 0 1 0 1 -1 -1 0 0 1 1 -1 0 -1 0 0 0 -3 -1 -1 -3 -3 " + "-1 " * 6 + "-2 " * 8
)  # fmt: skip
_DELTA = tuple(map(int, _DELTAS.split()))
"""By instruction, up to the jumps: how many slots more lie on the stack after it."""
_LATER = {0xBB: 1, 0xBC: 0, 0xBD: 0, 0xBE: 0, 0xC0: 0, 0xC1: 0, 0xC2: -1, 0xC3: -1, 0xC6: -1, 0xC7: -1}
_FIELDS = {0xB2: (1, 0), 0xB3: (-1, 0), 0xB4: (1, -1), 0xB5: (-1, -1)}
"""What an access does: its value so many times, and the thing that it is a field of."""

Named = Callable[[int], tuple[int, str, str]]
"""Of a field or method in the pool: the index of its name, its name, its descriptor."""


class Branch(NamedTuple):
    """Indices of the names and texts that are compared, the number, and indices of what is called where it holds."""

    on: tuple[int, ...]
    number: str
    calls: tuple[int, ...]


def branches(steps: Sequence[Step], named: Named, text: Callable[[int], int]) -> list[Branch]:
    """The comparisons of a method. ``text`` gives the string of a constant, 0 for none."""
    targets = {step.target for step in steps if step.target >= 0}
    found: list[Branch] = []
    depth, begin = 0, 0
    for at, step in enumerate(steps):
        if step.at in targets or depth <= 0:
            depth, begin = 0, at
        decides = step.target > step.at and len(found) < _MOST and depth == _taken(step.operation)
        if decides and (branch := _branch(steps, begin, at, named, text)) is not None:
            found.append(branch)
        delta = _delta(step, named)
        depth = 0 if delta is None or step.operation in _ENDS else depth + delta
    return found


def _taken(operation: int) -> int:
    return 2 if operation in _UNLESS_SAME else 1 if operation == _UNLESS else -1


def _branch(steps: Sequence[Step], begin: int, at: int, named: Named, text: Callable[[int], int]) -> Branch | None:
    jump, part = steps[at], steps[begin:at]
    if jump.operation == _UNLESS and (not part or _called(part[-1], named) not in _EQUALS):
        return None
    if any(step.operation in _COMPUTES for step in part):
        return None
    on: dict[int, None] = {}
    number = ""
    for step in part:
        if step.operation in jvm_code.CALLS or step.operation in {jvm_code.GETFIELD, jvm_code.GETSTATIC}:
            index, name, _ = named(step.operand)
            if index and name not in _EQUALS and not name.startswith("<"):
                on[index] = None
        elif step.operation in {jvm_code.LDC, jvm_code.LDC_W} and text(step.operand):
            on[text(step.operand)] = None
        elif jvm_code.is_number(step):
            number = str(step.operand)
    calls = _calls(steps[at + 1 :], jump.target, named)
    if len(on) + bool(number) < 2 or not calls:
        return None
    return Branch(tuple(on)[:_MOST_ON], number, tuple(calls))


def _calls(steps: Sequence[Step], end: int, named: Named) -> dict[int, None]:
    """The names of the functions that are called before ``end``."""
    calls: dict[int, None] = {}
    for step in steps:
        if step.at >= end or len(calls) >= _MOST_DEEDS:
            break
        if step.operation in jvm_code.CALLS:
            index, name, _ = named(step.operand)
            if index and not name.startswith("<"):
                calls[index] = None
    return calls


def _called(step: Step, named: Named) -> str:
    return named(step.operand)[1] if step.operation in jvm_code.CALLS else ""


def _delta(step: Step, named: Named) -> int | None:
    """How many slots more lie on the stack; ``None`` where that is not known."""
    operation = step.operation
    if operation < len(_DELTA):
        return _DELTA[operation]
    if operation in _LATER:
        return _LATER[operation]
    if operation in _FIELDS:
        times, more = _FIELDS[operation]
        return times * _size(named(step.operand)[2]) + more
    if operation in jvm_code.CALLS:
        takes, _, gives = named(step.operand)[2].rpartition(")")
        own = operation not in {0xB8, 0xBA}
        return _size(gives) - sum(map(_size, _PARTS.findall(takes))) - own if takes else None
    return None


def _size(descriptor: str) -> int:
    return 0 if descriptor == "V" else 2 if descriptor in {"J", "D"} else 1
