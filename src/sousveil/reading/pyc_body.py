"""One code object of compiled Python, operation by operation: what is stored, listed, annotated, and what is left."""

from typing import TYPE_CHECKING, NamedTuple

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.marshalled import Code, Group, Node, Text
from sousveil.reading.pyc_versions import Operations

if TYPE_CHECKING:
    from sousveil.reading.pyc import Writer


_VALUE = 200
"""Code points of a value that a symbol carries."""


class Step(NamedTuple):
    """An operation and its argument."""

    operation: int
    argument: int


class Body:
    """One code object, operation by operation."""

    def __init__(
        self, writer: "Writer", draft: Draft, code: Code, owner: int, kind: SymbolKind | None, version: tuple[int, int]
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

    def walk(self, steps: list[Step], known: Operations) -> None:
        """Looks for what is stored under a name, and for lists."""
        pairs: list[tuple[Text, str]] = []
        run: list[Text] = []
        self._locals_given(steps, known)
        for index, step in enumerate(steps):
            before = steps[index - 1] if index else Step(-1, 0)
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

    def _locals_given(self, steps: list[Step], known: Operations) -> None:
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

    def _constant(self, const: Node, number: int, after: list[Step], known: Operations) -> None:
        """A class with its bases, or a list."""
        if isinstance(const, Code):
            self._class_bases(number, after, known)
        elif isinstance(const, Group) and not (after and after[0].operation == known.imports):
            self._list(const.items, self._target(after[:3], known))

    def _string(
        self, const: Text, steps: list[Step], index: int, pairs: list[tuple[Text, str]], known: Operations
    ) -> None:
        """A string with a type behind it, or one that names what has a type."""
        after = steps[index + 1] if index + 1 < len(steps) else Step(-1, 0)
        if after.operation in known.loads and self._text(self._names, after.argument):
            pairs.append((const, self._loaded(steps[index + 1 : index + 3], known)))
        elif after.operation == known.store_item:
            self._annotated(const, steps[max(0, index - 2) : index], known)

    def _loaded(self, steps: list[Step], known: Operations) -> str:
        """The name that is loaded, or its attribute where one is taken of it: ``c_int`` of ``ctypes.c_int``."""
        last = steps[0]
        if len(steps) > 1 and steps[1].operation == known.attribute:
            last = steps[1]
        text = self._text(self._names, last.argument)
        return self._said(text) if text is not None else ""

    def _said(self, text: Text) -> str:
        unit = self._writer.unit(text, Role.IDENTIFIER)
        return unit.text if unit else ""

    def _target(self, steps: list[Step], known: Operations) -> Text | None:
        for step in steps:
            if step.operation in known.store_any and step.operation in known.by_name:
                return self._text(self._names, step.argument)
        return None

    def _class_bases(self, const: int, steps: list[Step], known: Operations) -> None:
        found: list[str] = []
        for step in steps:
            if step.operation in known.store_any:
                break
            if step.operation in known.loads and (name := self._text(self._names, step.argument)):
                found.append(self._said(name))
        self.bases[const] = tuple(found)

    def _annotated(self, text: Text, before: list[Step], known: Operations) -> None:
        """``name: type`` of a class body: the type is loaded, then the table of annotations, then the name."""
        if self._kind not in {SymbolKind.RECORD, SymbolKind.ENUM} or len(before) < 2:
            return
        names = [self._text(self._names, step.argument) for step in before if step.operation in known.loads]
        if len(names) == 2 and names[0] and names[1] and self._said(names[1]) == "__annotations__":
            self._declare(SymbolKind.FIELD, Role.FIELD, text, self._said(names[0]))

    def _stored(self, name: Text, before: Step, pairs: list[tuple[Text, str]], known: Operations) -> None:
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
