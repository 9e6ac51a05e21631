"""The code of Android's methods, as far as it says what members are made of, which texts fill a list, what is used.

Source: "Dalvik bytecode" and "Dalvik executable instruction formats" (source.android.com).
"""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

_SIZES = {
    2: "02 05 08 13 15 16 19 1a 1c 1f 20 22 23 29 fe ff",
    3: "03 06 09 14 17 1b 24 25 26 2a 2b 2c fc fd",
    4: "fa fb",
    5: "18",
}  # fmt: skip
_SIZE = [1] * 256
for _size, _numbers in _SIZES.items():
    for _number in _numbers.split():
        _SIZE[int(_number, 16)] = _size
for _first, _last, _size in ((0x2D, 0x3D, 2), (0x44, 0x6D, 2), (0x6E, 0x78, 3), (0x90, 0xAF, 2), (0xD0, 0xE2, 2)):
    _SIZE[_first : _last + 1] = [_size] * (_last + 1 - _first)
CONST, OF_APP = 0x14, 0x7F
"""The instruction that loads a number of four bytes, and the highest of them in the number of an app's resource."""
_MOST = 20_000
"""Instructions of a method that are read."""

Held: TypeAlias = tuple[str, int]
"""What a register holds: ``("string", index)`` or ``("number", value)``."""


class Body(msgspec.Struct):
    """What the code of a method says.

    made     for a static field, what the object in it was made with
    lists    the strings of each list that was filled, with the static field that it was put into (-1: none)
    strings  the strings that are loaded, in their order
    uses     ``("call", method)`` and ``("access", field)``, in their order
    numbers  the numbers of an app's resources that are loaded, with the unit of the code where each begins first
    """

    made: dict[int, list[Held]] = {}
    lists: list[tuple[int, list[int]]] = []
    strings: dict[int, None] = {}
    uses: dict[tuple[str, int], None] = {}
    numbers: dict[int, int] = {}


class _Run:
    """One pass over the instructions, as if there were no jumps."""

    def __init__(self) -> None:
        self.body = Body()
        self._held: dict[int, Held] = {}
        self._made: dict[int, list[Held]] = {}
        self._lists: dict[int, list[int]] = {}
        self._filled: list[int] = []

    def step(self, operation: int, units: Sequence[int], at: int) -> None:
        """One instruction, which begins at the unit ``at``."""
        high = units[0] >> 8
        if operation == CONST and units[2] >> 8 == OF_APP:
            self.body.numbers.setdefault(units[1] | units[2] << 16, at + 1)
        if operation in {0x12, 0x13, 0x14, 0x15, 0x1A, 0x1B}:
            self._load(operation, high, units)
        elif operation == 0x23:
            self._lists[units[0] >> 8 & 0xF] = []
        elif operation == 0x4D:
            held = self._held.get(high)
            if held is not None and held[0] == "string" and (units[1] & 0xFF) in self._lists:
                self._lists[units[1] & 0xFF].append(held[1])
        elif operation in {0x24, 0x25}:
            self._filled = [number for kind, number in self._arguments(operation == 0x25, units) if kind == "string"]
        elif operation == 0x0C and self._filled:
            self._lists[high], self._filled = self._filled, []
        elif 0x6E <= operation <= 0x78:
            self._call(operation, units)
        elif 0x52 <= operation <= 0x6D:
            self.body.uses.setdefault(("access", units[1]))
            if operation == 0x69:
                self._put(high, units[1])

    def _load(self, operation: int, high: int, units: Sequence[int]) -> None:
        if operation == 0x12:
            value = high >> 4
            self._held[high & 0xF] = "number", value - 16 if value > 7 else value
        elif operation in {0x13, 0x15}:
            value = units[1] - (1 << 16) if units[1] >> 15 else units[1]
            self._held[high] = "number", value << 16 if operation == 0x15 else value
        else:
            value = units[1] | (units[2] << 16 if operation in {0x14, 0x1B} else 0)
            if operation == 0x14:
                self._held[high] = "number", value - (1 << 32) if value >> 31 else value
            else:
                self._held[high] = "string", value
                self.body.strings.setdefault(value)

    def _registers(self, ranged: bool, units: Sequence[int]) -> list[int]:
        if ranged:
            return list(range(units[2], units[2] + (units[0] >> 8)))
        count = units[0] >> 12
        return [*(units[2] >> shift & 0xF for shift in (0, 4, 8, 12)), units[0] >> 8 & 0xF][:count]

    def _arguments(self, ranged: bool, units: Sequence[int]) -> list[Held]:
        return [self._held[one] for one in self._registers(ranged, units) if one in self._held]

    def _call(self, operation: int, units: Sequence[int]) -> None:
        ranged = operation >= 0x74
        self.body.uses.setdefault(("call", units[1]))
        registers = self._registers(ranged, units)
        if operation in {0x70, 0x76} and registers:
            self._made[registers[0]] = [self._held[one] for one in registers[1:] if one in self._held]

    def _put(self, register: int, into: int) -> None:
        if register in self._made:
            self.body.made[into] = self._made.pop(register)
        if register in self._lists:
            self.body.lists.append((into, self._lists.pop(register)))

    def finish(self) -> Body:
        """All of it, with the lists that went into no field."""
        self.body.lists += [(-1, items) for items in self._lists.values() if len(items) > 1]
        return self.body


def read(code: Sequence[int]) -> Body:
    """What the code of a method says, up to what is no instruction."""
    run = _Run()
    for at, operation, units in _instructions(code):
        run.step(operation, units, at)
    return run.finish()


def _instructions(code: Sequence[int]) -> Iterator[tuple[int, int, Sequence[int]]]:
    at = count = 0
    while at < len(code) and count < _MOST:
        operation = code[at] & 0xFF
        size = _SIZE[operation]
        if operation == 0 and code[at] >> 8 in {1, 2, 3}:  # the tables of switches, and the data of arrays
            if at + 4 > len(code):
                return
            kind, entries = code[at] >> 8, code[at + 1]
            size = 4 + 2 * entries if kind == 1 else 2 + 4 * entries
            if kind == 3:
                size = 4 + (entries * (code[at + 2] | code[at + 3] << 16) + 1) // 2
        elif at + size <= len(code):
            yield at, operation, code[at : at + size]
        at += size
        count += 1
