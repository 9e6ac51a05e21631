"""Compiled Python: classes, enums, fields of structures, lists and strings of a ``.pyc`` file, without loading it.

Sources: CPython's ``Lib/importlib/_bootstrap_external.py`` (header); see also ``pyc_versions`` and ``marshalled``.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import descriptors, strings
from sousveil.reading.draft import Draft
from sousveil.reading.marshalled import Broken, Code, Marshalled, Node, Text
from sousveil.reading.pyc_body import Body, Step
from sousveil.reading.pyc_versions import operations, version_of

_ANNOTATE = frozenset({"__annotate__", "__annotate_func__"})
"""Functions that give the types of a class's names, since 3.14."""


class Writer:
    """Turns code objects into symbols and units."""

    def __init__(self, draft: Draft, data: memoryview, version: tuple[int, int]) -> None:
        self._draft, self.data, self._version = draft, data, version
        self._operations = operations(version)
        self.seen: set[int] = set()

    def unit(self, text: Text, role: Role) -> TextUnit | None:
        """A string as a unit; ``None`` for bytes that are no text."""
        raw = bytes(self.data[text.start : text.end])
        if not raw or (text.raw and any(byte < 9 or 13 < byte < 32 or byte == 127 for byte in raw)):
            return None
        for codec in ("ascii", "utf-8", "gb18030") if text.raw else ("ascii", "utf-8"):
            if (decoded := strings.exact(raw, codec)) is not None:
                return TextUnit(decoded, role, (Span(0, len(decoded), text.start, len(raw), (codec,)),))
        if not text.raw:
            self._draft.gap("unparsed", size=len(raw), hides=False, detail="a string with lone surrogates")
        return None

    def _name(self, node: Node) -> str:
        unit = self.unit(node, Role.IDENTIFIER) if isinstance(node, Text) else None
        return unit.text if unit else ""

    def code(self, top: Code) -> None:
        """Everything in a module, innermost code after the one around it."""
        waiting: list[tuple[Code, int, SymbolKind | None]] = [(top, -1, None)]
        while waiting:
            code, parent, kind = waiting.pop()
            if id(code) in self.seen:
                continue
            self.seen.add(id(code))
            if parent >= 0 and self._name(code.text("name")) in _ANNOTATE:
                self._annotations(code, parent)
                continue
            owner = parent if kind is None else self._owner(code, parent, kind)
            bases = self._body(code, owner, kind)
            inner = [(node, index) for index, node in enumerate(code.group("consts")) if isinstance(node, Code)]
            for node, index in reversed(inner):
                waiting.append((node, owner, self._kind(node, bases.get(index, ()))))

    def _annotations(self, code: Code, owner: int) -> None:
        """The names of a class with their types: a type is loaded, then the name under which it is stored."""
        names, consts = code.group("names"), code.group("consts")
        steps = self._steps(code)
        written = ""
        for step, after in zip(steps, [*steps[1:], Step(-1, 0)], strict=True):
            if step.operation in self._operations.loads and step.argument < len(names):
                written = self._name(names[step.argument])
            elif step.operation == self._operations.const and after.operation == self._operations.store_item:
                const = consts[step.argument] if step.argument < len(consts) else None
                if isinstance(const, Text) and (unit := self.unit(const, Role.FIELD)) is not None:
                    self._draft.symbol(SymbolKind.FIELD, unit.text, unit, owner, written)
                written = ""

    def constant(self, step: Step, consts: list[Node]) -> Node:
        """The constant that an operation loads; ``None`` for one that loads none."""
        if step.operation == self._operations.small:
            return step.argument
        if step.operation == self._operations.const and step.argument < len(consts):
            return consts[step.argument]
        return None

    def loads_constant(self, step: Step) -> bool:
        """Whether an operation loads a constant."""
        return step.operation in {self._operations.const, self._operations.small}

    def _kind(self, code: Code, bases: tuple[str, ...]) -> SymbolKind:
        flags = code.numbers[-2]
        if flags & 1:
            return SymbolKind.FUNCTION
        if any("Enum" in base or base.endswith("Flag") for base in bases):
            return SymbolKind.ENUM
        stored = [name for name in self._stored(code) if not name.startswith("__")]
        numbers = all(isinstance(value, int | Text) for value in self._assigned(code).values())
        return SymbolKind.ENUM if len(stored) > 1 and numbers and all(map(str.isupper, stored)) else SymbolKind.RECORD

    def _owner(self, code: Code, parent: int, kind: SymbolKind) -> int:
        text = code.text("name")
        role = {SymbolKind.ENUM: Role.ENUM, SymbolKind.RECORD: Role.RECORD}.get(kind, Role.FUNCTION)
        return self._draft.symbol(kind, self._name(text), self.unit(text, role) if text else None, parent)

    def _steps(self, code: Code) -> list[Step]:
        part = code.text("code")
        if part is None:
            return []
        raw = bytes(self.data[part.start : part.end])
        steps: list[Step] = []
        extended, at = 0, 0
        while at < len(raw):
            operation = raw[at]
            if self._version >= (3, 6):
                argument = raw[at + 1] if at + 1 < len(raw) else 0
                at += 2
                shift = 8
            elif operation < 90:
                argument, shift = 0, 16
                at += 1
            else:
                argument = raw[at + 1] | raw[at + 2] << 8 if at + 2 < len(raw) else 0
                at += 3
                shift = 16
            argument |= extended
            if operation == self._operations.extended:
                extended = (argument << shift) & 0xFFFFFFFF
                continue
            extended = 0
            if self._version >= (3, 11) and operation == 0:
                continue
            # The lowest bit of these says what else is pushed, since the versions named.
            since = {self._operations.global_: (3, 11), self._operations.attribute: (3, 12)}.get(operation)
            if since is not None and self._version >= since:
                argument >>= 1
            steps.append(Step(operation, argument))
        return steps

    def _stored(self, code: Code) -> list[str]:
        names = code.group("names")
        return [
            self._name(names[step.argument])
            for step in self._steps(code)
            if step.operation == self._operations.store and step.argument < len(names)
        ]

    def _assigned(self, code: Code) -> dict[str, Node]:
        """Names of a class body that are given a constant, with it."""
        names, consts = code.group("names"), code.group("consts")
        found: dict[str, Node] = {}
        before = Step(-1, 0)
        for step in self._steps(code):
            if step.operation == self._operations.store and self.loads_constant(before) and step.argument < len(names):
                name = self._name(names[step.argument])
                if not name.startswith("__"):
                    found[name] = self.constant(before, consts)
            before = step
        return found

    def _body(self, code: Code, owner: int, kind: SymbolKind | None) -> dict[int, tuple[str, ...]]:
        """Writes what one code object holds; the bases of the classes that it defines, by constant."""
        body = Body(self, self._draft, code, owner, kind, self._version)
        body.walk(self._steps(code), self._operations)
        body.rest()
        return body.bases


class Bytecode:
    """Compiled modules of Python 2.7 and 3.0 to 3.14."""

    name: ClassVar[str] = "python-bytecode"
    kinds: ClassVar[tuple[str, ...]] = ("python-bytecode",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "What functions compute is not read: names, constants, classes, lists and texts are.",
        "Of versions later than 3.14 only strings are read.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the line break in the magic number, and the name or a known version."""
        if len(data) < 16 or bytes(data[2:4]) != b"\r\n":
            return False
        return version_of(data) is not None or name.lower().endswith((".pyc", ".pyo"))

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """All names, constants and texts, with the classes and lists that they belong to."""
        version = version_of(data)
        draft = Draft(self.name, "python", limits)
        if version is None:
            magic = data[0] | data[1] << 8
            draft.gap(
                "unknown-version",
                size=len(data),
                detail=f"magic number {magic}",
                remedy="Scan the source of this module too.",
            )
            strings.write(draft, data, places, lambda _: Role.STRING)
            yield from draft.finish()
            return
        header = 16 if version >= (3, 7) else 12 if version >= (3, 3) else 8
        try:
            top = Marshalled(data, header, version).read()
            if not isinstance(top, Code):
                raise Broken("no code object")  # noqa: TRY301 - both are the same to whoever reads the gap
            Writer(draft, data, version).code(top)
            descriptors.around(draft, data, places)
        except (Broken, struct.error) as error:
            draft = Draft(self.name, "python", limits)
            draft.gap("unparsed", size=len(data), detail=str(error), remedy="Scan the source of this module too.")
            strings.write(draft, data, places, lambda _: Role.STRING)
        yield from draft.finish()
