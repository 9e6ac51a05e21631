"""Android's compiled code as text (smali): a class with its members, values, annotations and texts, told as of DEX.

The same app, taken apart to smali or as it is shipped, is to be judged alike: what is told here, and as what, follows
:mod:`sousveil.reading.dex`. Source: the grammar and the wiki of smali (github.com/google/smali); "Dalvik bytecode".
"""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sousveil.model.encodings import backslash
from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import java_text
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped
from sousveil.reading.java_text import KEYS, generic_type, written_type
from sousveil.reading.lines import Lines
from sousveil.reading.smali_code import Body, Run, Where
from sousveil.reading.textual import head_text, suffix

_LINE = late(r"^[ \t]*+(\S[^\n]*)", re.MULTILINE)
_TYPE = r"\[*(?:[BCDFIJSZV]|L[^;\s]+;)"
_FIELD = late(rf"\.field\s+(|(?:[\w-]+\s+)*)([^\s:]+):({_TYPE})\s*(?:=\s*(.*))?")
_METHOD = late(r"\.method\s+(|(?:[\w-]+\s+)*)([^\s(]+)(\([^)]*\)\S+)")
_PARAMETER = late(r"\.param(?:eter)?\s*(?:p(\d+))?[\s,]*(?:\"([^\"]*)\")?")
_NOTE = late(r"\.annotation\s+\w+\s+(L[^;\s]+;)")
_STRING = late(r'"((?:[^"\\]|\\.)*+)(?:"|\\?$)')
_NUMBER = late(r"(-?)0x([0-9a-fA-F]+)[LlSsTt]?")
_START = late(r"\s*(?:#[^\n]*\n\s*)*+\.class\s[^\nL]*L[^;\s]+;")
_INTEGERS = frozenset({"byte", "char", "int", "long", "short"})
_BASES = frozenset({"Object", "Enum"})
_MACHINE = ("Ldalvik/", "Lkotlin/Metadata;", "Lkotlin/coroutines/")
_SIGNATURE = "Ldalvik/annotation/Signature;"
_OTHERS = ("Ljava/", "Ljavax/", "Landroid/", "Ldalvik/", "Lkotlin/", "Lorg/json/")
"""Types that no app defines itself."""
_MADE = ("<", "lambda$", "access$", "-$")
_LONGEST = 20_000
"""Characters of what a method takes: 255 types at most."""
_MOST_METHODS = 200
"""Methods of a class that are all told; of more only those in which a place lies, and what makes the members."""


class _Line(NamedTuple):
    text: str
    start: int


class _Member(NamedTuple):
    """A field: its flags, the stretches of its name and its type, and its value as it is written."""

    flags: list[str]
    name: Where
    type: Where
    value: str
    at: int


class _Writer:
    """One class, as symbols and units."""

    def __init__(self, draft: Draft, decoded: Decoded, spots: Sequence[int]) -> None:
        self._draft, self._decoded, self._spots = draft, decoded, spots
        self._text = decoded.text
        self._lines = [_Line(match[1].rstrip(), match.start(1)) for match in _LINE.finditer(decoded.text)]
        self._told: set[str] = set()
        """Names that were told: a use of one is not told again."""
        self._class = ""
        self._owner = -1
        self._fields: dict[str, int] = {}

    def run(self) -> None:
        """Writes all of it."""
        fields = [field for line in self._lines if (field := _field(line)) is not None]
        self._head(fields)
        many = sum(line.text.startswith(".method") for line in self._lines) > _MOST_METHODS
        at, last = 0, self._owner
        while at < len(self._lines):
            line = self._lines[at]
            if (field := _field(line)) is not None:
                last = self._field(field) if "synthetic" not in field.flags else -1
            elif line.text.startswith(".method"):
                at = self._method(at, many=many)
                last = self._owner
                continue
            elif line.text.startswith(".annotation"):
                at = self._note(at, last)
                continue
            elif line.text.startswith((".end field", ".super", ".implements")):
                last = self._owner
            at += 1

    def _unit(self, where: Where, role: Role) -> TextUnit:
        return self._decoded.unit(*where, role)

    def _string(self, where: Where, role: Role, owner: int) -> None:
        if where[0] < where[1]:
            self._draft.unit(unescaped(self._unit(where, role), "backslash"), owner)

    def _simple(self, where: Where, role: Role) -> TextUnit:
        """The simple name in a type that stands there."""
        whole = self._text[slice(*where)]
        name = written_type(whole) or whole
        end = where[1] - whole.endswith(";")
        return self._unit((end - len(name), end), role)

    # The class

    def _head(self, fields: Sequence[_Member]) -> None:
        line = next((line for line in self._lines if line.text.startswith(".class")), None)
        flags = line.text.split() if line is not None else []
        members = [field for field in fields if "enum" in field.flags]
        enum = "enum" in flags or (line is None and bool(members))
        own = [field for field in fields if "synthetic" not in field.flags]
        constants = [
            field for field in fields
            if {"static", "final"} <= {*field.flags} and field.value and self._written(field) in _INTEGERS
        ]  # fmt: skip
        self._numbers = not enum and len(constants) > 1 and len(constants) * 5 >= len(own) * 4
        kind, role = (SymbolKind.ENUM, Role.ENUM) if enum or self._numbers else (SymbolKind.RECORD, Role.RECORD)
        where = None
        if line is not None and (start := line.text.find(" L")) >= 0:
            where = line.start + start + 1, line.start + len(line.text)
        elif members:  # a piece of a class: its members are of its own type
            where = members[0].type
        unit = self._simple(where, role) if where is not None else None
        self._class = self._text[slice(*where)] if where is not None else ""
        base = next((written_type(one.text.split()[-1]) for one in self._lines if one.text.startswith(".super")), "")
        name = unit.text if unit is not None else ""
        self._told.add(name)
        self._owner = self._draft.symbol(kind, name, unit, -1, "" if base in _BASES else base)

    def _written(self, field: _Member) -> str:
        return written_type(self._text[slice(*field.type)])

    def _field(self, field: _Member) -> int:
        text = _STRING.match(field.value)
        said = backslash(text[1])[:200] if text is not None else _said(field.value)
        constant = {"static", "final"} <= {*field.flags} and bool(field.value)
        if "enum" in field.flags or (self._numbers and constant and self._written(field) in _INTEGERS):
            kind, role = SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER
        elif constant:
            kind, role = SymbolKind.CONSTANT, Role.CONSTANT
        else:
            kind, role = SymbolKind.FIELD, Role.FIELD
        unit = self._unit(field.name, role)
        self._told.add(unit.text)
        symbol = self._draft.symbol(kind, unit.text, unit, self._owner, self._written(field), said)
        self._fields[unit.text] = symbol
        if text is not None:
            self._string((field.at + text.start(1), field.at + text.end(1)), Role.VALUE, symbol)
        return symbol

    def _note(self, at: int, owner: int) -> int:
        """An annotation, up to the line behind its end."""
        found = _NOTE.match(self._lines[at].text)
        type_ = found[1] if found is not None else ""
        role = Role.KEY if type_.endswith(KEYS) else Role.ATTRIBUTE
        pieces: list[str] = []
        at += 1
        while at < len(self._lines) and not self._lines[at].text.startswith((".end annotation", ".method", ".field")):
            line = self._lines[at]
            for match in _STRING.finditer(line.text):
                pieces.append(match[1])
                if not type_.startswith(_MACHINE):
                    self._string((line.start + match.start(1), line.start + match.end(1)), role, owner)
            at += 1
        if type_ == _SIGNATURE and owner >= 0 and owner != self._owner:
            self._draft.amend(owner, type_=generic_type("".join(pieces)))
        return at + (at < len(self._lines) and self._lines[at].text.startswith(".end"))

    # Methods

    def _method(self, at: int, *, many: bool) -> int:
        """A method, up to the line behind its end."""
        head = self._lines[at]
        end = next(
            (index for index in range(at + 1, len(self._lines)) if self._lines[index].text.startswith(_ENDS)),
            len(self._lines),
        )
        until = self._lines[end].start if end < len(self._lines) else len(self._text)
        after = end + (end < len(self._lines) and self._lines[end].text.startswith(".end"))
        found = _METHOD.match(head.text)
        if found is None:
            return after
        if many and found[2] != "<clinit>" and not any(head.start <= spot < until for spot in self._spots):
            return after
        symbol = self._owner
        flags = found[1].split()
        if not found[2].startswith(_MADE) and "synthetic" not in flags:
            where = head.start + found.start(2), head.start + found.end(2)
            unit = self._unit(where, Role.FUNCTION)
            self._told.add(found[2])
            symbol = self._draft.symbol(SymbolKind.FUNCTION, found[2], unit, self._owner, written_type(found[3]))
            self._parameters(found, head.start, self._lines[at + 1 : end], symbol)
            if "native" in flags and symbol >= 0:
                self._draft.refer(found[2], "native", self._draft.symbols[symbol].unit, symbol)
        run = Run()
        notes_of_parameters = self._of_parameters(at + 1, end)
        index = at + 1
        while index < end:
            line = self._lines[index]
            if line.text.startswith(".annotation") and index not in notes_of_parameters:
                index = self._note(index, symbol)
                continue
            run.step(line.text, line.start)
            index += 1
        self._body(run.finish(), symbol)
        return after

    def _of_parameters(self, first: int, end: int) -> set[int]:
        """The lines of what is said of parameters, which is not told of compiled code either."""
        found: set[int] = set()
        last = end
        for number in range(first, end):
            if self._lines[number].text.startswith(".param"):
                last = number
            elif self._lines[number].text.startswith(".end param"):
                found.update(range(last, number))
                last = end
        return found

    def _parameters(self, found: re.Match[str], start: int, body: Sequence[_Line], function: int) -> None:
        """Named where the names were left; else those of the types that the app defines itself."""
        names: dict[int, Where] = {}
        register = 0 if "static" in found[1].split() else 1
        said = [(line, named) for line in body if (named := _PARAMETER.match(line.text)) is not None]
        taken: list[int] = []
        types = java_text.parameters(found[3]) if len(found[3]) < _LONGEST else []
        for type_, _, _ in types:
            taken.append(register)
            register += 2 if type_ in ("long", "double") else 1
        for order, (line, named) in enumerate(said):
            number = order if named[1] is None else (taken.index(int(named[1])) if int(named[1]) in taken else -1)
            if named[2]:
                names[number] = line.start + named.start(2), line.start + named.end(2)
        for number, (bare, low, high) in enumerate(types):
            at = start + found.start(3)
            if number in names:
                unit = self._unit(names[number], Role.PARAMETER)
                self._draft.symbol(SymbolKind.PARAMETER, unit.text, unit, function, bare)
            elif low >= 0 and not _foreign(found[3], low):
                self._draft.symbol(
                    SymbolKind.PARAMETER, "", self._unit((at + low, at + high), Role.TYPE), function, bare
                )

    def _body(self, body: Body, owner: int) -> None:
        taken = self._made(body) | self._listed(body, owner)
        seen: set[str] = set()
        for where in body.strings:
            text = self._text[slice(*where)]
            if where not in taken and text not in seen:
                seen.add(text)
                self._string(where, Role.STRING, owner)
        for how, name, where in body.uses:
            if name not in self._told and not name.startswith(("<", "$")):
                self._told.add(name)
                self._draft.refer(name, how, self._draft.unit(self._unit(where, Role.IDENTIFIER), owner), owner)
        for where in body.numbers:
            self._draft.unit(self._unit(where, Role.CONSTANT), owner)

    def _made(self, body: Body) -> set[Where]:
        """What the members of an enumeration are made with after their name and place; the strings among it."""
        taken: set[Where] = set()
        for (type_, name), given in body.made.items():
            member = self._fields.get(name, -1) if type_ == self._class else -1
            if member < 0 or self._draft.symbols[member].kind is not SymbolKind.ENUM_MEMBER:
                continue
            numbers = [what for _, what in given if isinstance(what, int)]
            if len(numbers) > 1 and not self._draft.symbols[member].value:
                self._draft.amend(member, value=str(numbers[1]))
            for where in [what for _, what in given if isinstance(what, tuple)]:
                taken.add(where)
                if self._text[slice(*where)] != name:
                    self._string(where, Role.VALUE, member)
        return taken

    def _listed(self, body: Body, owner: int) -> set[Where]:
        """The lists that code fills; the strings in them."""
        taken: set[Where] = set()
        for field, items in body.lists:
            if len(items) < 2:
                continue
            name = self._unit(field, Role.VARIABLE) if field is not None else None
            array = self._draft.symbol(SymbolKind.ARRAY, name.text if name else "", name, owner)
            for where in items:
                taken.add(where)
                if where[0] < where[1]:
                    item = unescaped(self._unit(where, Role.ITEM), "backslash")
                    self._draft.symbol(SymbolKind.ITEM, item.text[:200], item, array)
        return taken


_ENDS = (".end method", ".method", ".field", ".class")


def _field(line: _Line) -> _Member | None:
    found = _FIELD.match(line.text) if line.text.startswith(".field") else None
    if found is None:
        return None
    start = line.start
    return _Member(
        found[1].split(),
        (start + found.start(2), start + found.end(2)),
        (start + found.start(3), start + found.end(3)),
        found[4] or "",
        start + (found.start(4) if found[4] else 0),
    )


def _said(value: str) -> str:
    """A number in decimal, as DEX has it; anything else as it is written."""
    found = _NUMBER.fullmatch(value)
    return f"{found[1]}{int(found[2], 16)}" if found is not None else value[:200]


def _foreign(descriptor: str, name: int) -> bool:
    """Whether the type whose simple name stands at ``name`` is none that an app defines."""
    return descriptor.startswith(_OTHERS, max(descriptor.rfind(";", 0, name), descriptor.rfind("(", 0, name)) + 1)


class Smali:
    """Android's compiled code as text."""

    name: ClassVar[str] = "smali"
    kinds: ClassVar[tuple[str, ...]] = ("smali",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "What methods compute is not read: classes, members, values, annotations, and the names and texts of code are.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the ending of the name, or by a class as smali begins it."""
        head = head_text(data)
        return head is not None and (suffix(name) == ".smali" or _START.match(head) is not None)

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The class."""
        if len(data) > limits.read_source:
            yield from Lines().read(data, name, places, limits)
            return
        decoded = decode(data, places)
        draft = Draft(self.name, "smali", limits, decoded.text)
        spots = sorted(decoded.char(decoded.u8_of_byte(place.start)) for place in places)
        _Writer(draft, decoded, spots).run()
        yield from draft.finish()
        yield from decoded.gaps()
