"""What the instructions of a method in smali say: as much as ``dex_code`` takes from the same ones in their bytes.

Sources: "Dalvik bytecode" (source.android.com) for the instructions; the wiki of smali for how they are written.
"""

import re
from typing import TypeAlias

import msgspec

from sousveil.model.late import late

_STEP = late(r"[ \t]*([a-z][a-z0-9/-]*)\s*(.*)")
_STRING = late(r'"((?:[^"\\]|\\.)*+)(?:"|\\?$)')
_MEMBER = late(r"(?<=[\s,])([\[LBCDFIJSZ][^\s;]*;?)->([^\s(:]{1,500})([(:])")
_REGISTER = late(r"[vp]\d+")
_RANGE = late(r"\{([vp])(\d+)\s*\.\.\s*[vp](\d+)\}")
_NUMBER = late(r"-?0x[0-9a-f]+")
_OF_APP = late(r"0x7f[0-9a-f]{6}$")
_MOST_RANGE = 256

Where: TypeAlias = tuple[int, int]
"""A stretch of the text, in code points."""
Held: TypeAlias = tuple[str, int | Where]
"""What a register holds: ``("string", where)`` or ``("number", value)``."""


class Body(msgspec.Struct):
    """What the code of a method says.

    made     for a static field (class and name), what the object in it was made with
    lists    the strings of each list that was filled, with where the static field is named that it was put into
    strings  the strings that are loaded, in their order
    uses     ``("call" or "access", name, where)``, in their order
    numbers  the numbers of an app's resources that are loaded
    """

    made: dict[tuple[str, str], list[Held]] = {}
    lists: list[tuple[Where | None, list[Where]]] = []
    strings: list[Where] = []
    uses: list[tuple[str, str, Where]] = []
    numbers: list[Where] = []


class Run:
    """One pass over the instructions, as if there were no jumps."""

    def __init__(self) -> None:
        self.body = Body()
        self._held: dict[str, Held] = {}
        self._made: dict[str, list[Held]] = {}
        self._lists: dict[str, list[Where]] = {}
        self._filled: list[Where] = []

    def step(self, line: str, start: int) -> None:
        """One line of a method, which stands at ``start``."""
        found = _STEP.fullmatch(line)
        if found is None:
            return
        name, rest, at = found[1], found[2], start + found.start(2)
        kind = name.partition("/")[0]
        if kind.startswith("const"):
            self._load(name, rest, at)
        elif kind.startswith("invoke-"):
            self._call(name, rest, at)
        elif kind.startswith(("iget", "iput", "sget", "sput")):
            self._access(name, rest, at)
        elif kind == "new-array":
            self._lists[rest.partition(",")[0].strip()] = []
        elif kind == "aput-object":
            self._put(rest)
        elif kind == "filled-new-array":
            held = [self._held[one] for one in _registers(rest) if one in self._held]
            self._filled = [where for _, where in held if isinstance(where, tuple)]
        elif kind == "move-result-object" and self._filled:
            self._lists[rest.strip()], self._filled = self._filled, []

    def _load(self, name: str, rest: str, at: int) -> None:
        register = rest.partition(",")[0].strip()
        if name.startswith("const-string"):
            if (found := _STRING.search(rest)) is not None:
                where = at + found.start(1), at + found.end(1)
                self._held[register] = "string", where
                self.body.strings.append(where)
            return
        number = _NUMBER.search(rest, len(register))
        if number is None:
            return
        if name == "const" and _OF_APP.match(number[0]):
            self.body.numbers.append((at + number.start(), at + number.end()))
        self._held[register] = "number", int(number[0], 16)

    def _call(self, name: str, rest: str, at: int) -> None:
        self._use("call", rest, at)
        registers = _registers(rest)
        if name.startswith("invoke-direct") and registers:
            self._made[registers[0]] = [self._held[one] for one in registers[1:] if one in self._held]

    def _access(self, name: str, rest: str, at: int) -> None:
        found = self._use("access", rest, at)
        if found is None or name != "sput-object":
            return
        register = rest.partition(",")[0].strip()
        if register in self._made:
            self.body.made[found[1], found[2]] = self._made.pop(register)
        if register in self._lists:
            self.body.lists.append(((at + found.start(2), at + found.end(2)), self._lists.pop(register)))

    def _use(self, how: str, rest: str, at: int) -> re.Match[str] | None:
        found = _MEMBER.search(rest)
        if found is not None:
            self.body.uses.append((how, found[2], (at + found.start(2), at + found.end(2))))
        return found

    def _put(self, rest: str) -> None:
        value, array, *_ = *_REGISTER.findall(rest), "", ""
        _, where = self._held.get(value, ("", 0))
        if array in self._lists and isinstance(where, tuple):
            self._lists[array].append(where)

    def finish(self) -> Body:
        """All of it, with the lists that went into no field."""
        self.body.lists += [(None, items) for items in self._lists.values() if len(items) > 1]
        return self.body


def _registers(rest: str) -> list[str]:
    if (found := _RANGE.match(rest)) is not None:
        first, last = int(found[2]), int(found[3])
        return [f"{found[1]}{number}" for number in range(first, min(last, first + _MOST_RANGE) + 1)]
    return _REGISTER.findall(rest[: rest.find("}") + 1])
