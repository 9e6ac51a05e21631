"""Compiled Python: classes, enums, fields of structures, lists and strings of a ``.pyc`` file, without loading it.

Sources: CPython's ``Lib/importlib/_bootstrap_external.py`` (header); see also ``pyc_versions`` and ``marshalled``.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import descriptors, strings
from sousveil.reading.draft import Draft
from sousveil.reading.marshalled import Broken, Code, Group, Marshalled, Node, Text
from sousveil.reading.pyc_versions import Operations, operations, version_of

_VALUE = 200
_ANNOTATE = frozenset({"__annotate__", "__annotate_func__"})
"""Functions that give the types of a class's names, since 3.14."""


class _Step(NamedTuple):
    operation: int
    argument: int


class _Writer:
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
        for step, after in zip(steps, [*steps[1:], _Step(-1, 0)], strict=True):
            if step.operation in self._operations.loads and step.argument < len(names):
                written = self._name(names[step.argument])
            elif step.operation == self._operations.const and after.operation == self._operations.store_item:
                const = consts[step.argument] if step.argument < len(consts) else None
                if isinstance(const, Text) and (unit := self.unit(const, Role.FIELD)) is not None:
                    self._draft.symbol(SymbolKind.FIELD, unit.text, unit, owner, written)
                written = ""

    def constant(self, step: _Step, consts: list[Node]) -> Node:
        """The constant that an operation loads; ``None`` for one that loads none."""
        if step.operation == self._operations.small:
            return step.argument
        if step.operation == self._operations.const and step.argument < len(consts):
            return consts[step.argument]
        return None

    def loads_constant(self, step: _Step) -> bool:
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

    def _steps(self, code: Code) -> list[_Step]:
        part = code.text("code")
        if part is None:
            return []
        raw = bytes(self.data[part.start : part.end])
        steps: list[_Step] = []
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
            steps.append(_Step(operation, argument))
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
        before = _Step(-1, 0)
        for step in self._steps(code):
            if step.operation == self._operations.store and self.loads_constant(before) and step.argument < len(names):
                name = self._name(names[step.argument])
                if not name.startswith("__"):
                    found[name] = self.constant(before, consts)
            before = step
        return found

    def _body(self, code: Code, owner: int, kind: SymbolKind | None) -> dict[int, tuple[str, ...]]:
        """Writes what one code object holds; the bases of the classes that it defines, by constant."""
        body = _Body(self, self._draft, code, owner, kind, self._version)
        body.walk(self._steps(code), self._operations)
        body.rest()
        return body.bases


class _Body:
    """One code object, operation by operation."""

    def __init__(
        self, writer: _Writer, draft: Draft, code: Code, owner: int, kind: SymbolKind | None, version: tuple[int, int]
    ) -> None:
        self._writer, self._draft, self._code, self._owner, self._kind = writer, draft, code, owner, kind
        self._names, self._consts = code.group("names"), code.group("consts")
        self._locals = code.group("varnames" if version < (3, 11) else "localsplus")
        self._written: set[tuple[int, int]] = set()
        self.bases: dict[int, tuple[str, ...]] = {}

    def _text(self, nodes: list[Node], index: int) -> Text | None:
        node = nodes[index] if index < len(nodes) else None
        return node if isinstance(node, Text) else None

    def _declare(self, kind: SymbolKind, role: Role, text: Text, type_: str = "", value: str = "") -> int:
        unit = self._writer.unit(text, role)
        if unit is None:
            return -1
        self._written.add((text.start, text.end))
        return self._draft.symbol(kind, unit.text, unit, self._owner, type_, value)

    def walk(self, steps: list[_Step], known: Operations) -> None:
        """Looks for what is stored under a name, and for lists."""
        pairs: list[tuple[Text, str]] = []
        run: list[Text] = []
        self._locals_given(steps, known)
        for index, step in enumerate(steps):
            before = steps[index - 1] if index else _Step(-1, 0)
            if step.operation == known.const:
                const = self._consts[step.argument] if step.argument < len(self._consts) else None
                if isinstance(const, Text):
                    run.append(const)
                    self._string(const, steps, index, pairs, known)
                    continue
                self._constant(const, step.argument, steps[index + 1 : index + 16], known)
            elif step.operation in known.build and 1 < step.argument <= len(run):
                self._list(list(run[-step.argument :]), self._target(steps[index + 1 : index + 3], known))
            elif step.operation == known.annotation and before.operation in known.loads:
                name = self._text(self._names, step.argument)
                if name is not None and self._kind in {SymbolKind.RECORD, SymbolKind.ENUM}:
                    self._declare(SymbolKind.FIELD, Role.FIELD, name, self._loaded([before], known))
            elif step.operation == known.store:
                name = self._text(self._names, step.argument)
                if name is not None:
                    self._stored(name, before, pairs, known)
                pairs = []
            run = []

    def _locals_given(self, steps: list[_Step], known: Operations) -> None:
        """Local variables that are given what a method or attribute gives out, with its name: ``np.argmax``."""
        if self._kind is not SymbolKind.FUNCTION:
            return
        given: list[str] = []
        off = False
        for step in steps:
            if step.operation in known.loads or step.operation == known.method:
                name = self._text(self._names, step.argument)
                attribute = step.operation in {known.attribute, known.method}
                if name is not None and (attribute or not given):
                    given.append(self._said(name))
                    off = off or attribute
            elif step.operation in {known.local, known.local_and_load}:
                index = step.argument >> 4 if step.operation == known.local_and_load else step.argument
                name = self._text(self._locals, index)
                taken = index < self._code.numbers[0] or (name is not None and (name.start, name.end) in self._written)
                if name is not None and off and not taken:
                    self._declare(SymbolKind.VARIABLE, Role.VARIABLE, name, value=".".join(given)[:_VALUE])
                given, off = [], False
            elif step.operation in known.store_any:
                given, off = [], False

    def _constant(self, const: Node, number: int, after: list[_Step], known: Operations) -> None:
        """A class with its bases, or a list."""
        if isinstance(const, Code):
            self._class_bases(number, after, known)
        elif isinstance(const, Group) and not (after and after[0].operation == known.imports):
            self._list(const.items, self._target(after[:3], known))

    def _string(
        self, const: Text, steps: list[_Step], index: int, pairs: list[tuple[Text, str]], known: Operations
    ) -> None:
        """A string with a type behind it, or one that names what has a type."""
        after = steps[index + 1] if index + 1 < len(steps) else _Step(-1, 0)
        if after.operation in known.loads and self._text(self._names, after.argument):
            pairs.append((const, self._loaded(steps[index + 1 : index + 3], known)))
        elif after.operation == known.store_item:
            self._annotated(const, steps[max(0, index - 2) : index], known)

    def _loaded(self, steps: list[_Step], known: Operations) -> str:
        """The name that is loaded, or its attribute where one is taken of it: ``c_int`` of ``ctypes.c_int``."""
        last = steps[0]
        if len(steps) > 1 and steps[1].operation == known.attribute:
            last = steps[1]
        text = self._text(self._names, last.argument)
        return self._said(text) if text is not None else ""

    def _said(self, text: Text) -> str:
        unit = self._writer.unit(text, Role.IDENTIFIER)
        return unit.text if unit else ""

    def _target(self, steps: list[_Step], known: Operations) -> Text | None:
        for step in steps:
            if step.operation in known.store_any and step.operation in known.by_name:
                return self._text(self._names, step.argument)
        return None

    def _class_bases(self, const: int, steps: list[_Step], known: Operations) -> None:
        found: list[str] = []
        for step in steps:
            if step.operation in known.store_any:
                break
            if step.operation in known.loads and (name := self._text(self._names, step.argument)):
                found.append(self._said(name))
        self.bases[const] = tuple(found)

    def _annotated(self, text: Text, before: list[_Step], known: Operations) -> None:
        """``name: type`` of a class body: the type is loaded, then the table of annotations, then the name."""
        if self._kind not in {SymbolKind.RECORD, SymbolKind.ENUM} or len(before) < 2:
            return
        names = [self._text(self._names, step.argument) for step in before if step.operation in known.loads]
        if len(names) == 2 and names[0] and names[1] and self._said(names[1]) == "__annotations__":
            self._declare(SymbolKind.FIELD, Role.FIELD, text, self._said(names[0]))

    def _stored(self, name: Text, before: _Step, pairs: list[tuple[Text, str]], known: Operations) -> None:
        said = self._said(name)
        const = self._writer.constant(before, self._consts)
        if said == "__doc__" and isinstance(const, Text):
            self._comment(const)
        elif said == "_fields_":
            for text, type_ in pairs:
                self._declare(SymbolKind.FIELD, Role.FIELD, text, type_)
        elif said.startswith("__") or (name.start, name.end) in self._written:
            return
        elif self._kind is SymbolKind.ENUM and (const is not None or before.operation in known.build):
            member = self._declare(SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, name, value=self._value(const))
            self._value_unit(const, member)
        elif self._kind is SymbolKind.RECORD and const is not None:
            field = self._declare(SymbolKind.FIELD, Role.FIELD, name, value=self._value(const))
            self._value_unit(const, field)
        elif self._kind is None and isinstance(const, int | Text):
            constant = self._declare(SymbolKind.CONSTANT, Role.CONSTANT, name, value=self._value(const))
            self._value_unit(const, constant)

    def _value(self, const: Node) -> str:
        return str(const) if isinstance(const, int) else self._said(const)[:_VALUE] if isinstance(const, Text) else ""

    def _value_unit(self, const: Node, symbol: int) -> None:
        if isinstance(const, Text):
            self._written.add((const.start, const.end))
            self._draft.unit(self._writer.unit(const, Role.VALUE), symbol)

    def _comment(self, text: Text) -> None:
        if (text.start, text.end) in self._written:
            return
        self._written.add((text.start, text.end))
        raw = bytes(self._writer.data[text.start : text.end])
        start, end = text.end - len(raw.lstrip()), text.start + len(raw.rstrip())
        if start < end:
            self._draft.unit(self._writer.unit(Text(start, end, text.raw), Role.COMMENT), self._owner)

    def _list(self, items: "list[Node] | list[Text]", name: Text | None) -> None:
        """A list of strings, where there are two or more; inner tuples give theirs too."""
        texts = [item for item in items if isinstance(item, Text)]
        for item in items:
            if isinstance(item, Group) and id(item) not in self._writer.seen:
                self._writer.seen.add(id(item))
                self._list(item.items, None)
        if len(texts) < 2:
            return
        unit = self._writer.unit(name, Role.VARIABLE) if name is not None else None
        array = self._draft.symbol(SymbolKind.ARRAY, unit.text if unit else "", unit, self._owner)
        for text in texts:
            item_unit = self._writer.unit(text, Role.ITEM)
            if item_unit is not None:
                self._written.add((text.start, text.end))
                self._draft.symbol(SymbolKind.ITEM, item_unit.text, item_unit, array)

    def rest(self) -> None:
        """Parameters, the text that explains a function, and the strings and names that nothing was made of."""
        if self._kind is SymbolKind.FUNCTION:
            for node in self._locals[: max(self._code.numbers[0], 0)]:
                if isinstance(node, Text):
                    self._declare(SymbolKind.PARAMETER, Role.PARAMETER, node)
            first = self._consts[0] if self._consts else None
            if isinstance(first, Text):
                self._comment(first)
            self._names = [*self._names, *self._locals]
        codes = [self._code, *(node for node in self._consts if isinstance(node, Code))]
        own = {self._said(text) for code in codes for text in (code.text("name"), code.text("qualname")) if text}
        for nodes, role in ((self._consts, Role.STRING), (self._names, Role.IDENTIFIER)):
            for node in nodes:
                if isinstance(node, Text) and (node.start, node.end) not in self._written:
                    self._written.add((node.start, node.end))
                    unit = self._writer.unit(node, role)
                    # Names of the language itself, and names of inner code, which has a symbol of its own.
                    if unit is not None and unit.text not in own and not unit.text.startswith("__"):
                        self._draft.unit(unit, self._owner)
                elif isinstance(node, Group):
                    self._loose(node)

    def _loose(self, group: Group) -> None:
        for node in group.items:
            if isinstance(node, Text) and (node.start, node.end) not in self._written:
                self._written.add((node.start, node.end))
                self._draft.unit(self._writer.unit(node, Role.STRING), self._owner)


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
            _Writer(draft, data, version).code(top)
            descriptors.around(draft, data, places)
        except (Broken, struct.error) as error:
            draft = Draft(self.name, "python", limits)
            draft.gap("unparsed", size=len(data), detail=str(error), remedy="Scan the source of this module too.")
            strings.write(draft, data, places, lambda _: Role.STRING)
        yield from draft.finish()
