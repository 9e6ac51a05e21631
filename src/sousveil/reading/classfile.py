"""Java class files: the class with its fields, enum constants, methods, strings and the strings of annotations."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Condition, Deed, Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import java_text, jvm_branches, jvm_code, strings
from sousveil.reading.binary_spots import holder
from sousveil.reading.draft import Draft
from sousveil.reading.java_text import KEYS, generic_type, parameters, written_type
from sousveil.reading.jvm import Annotated, Broken, ClassLayout, Constant, Member
from sousveil.reading.reference import java_locales

_STATIC, _STATIC_FINAL, _NATIVE, _SYNTHETIC, _ENUM = 0x0008, 0x0018, 0x0100, 0x1000, 0x4000
_INTEGERS = frozenset("BCISJ")
_BASES = frozenset({"Object", "Enum", "Record"})


class _Writer:
    """One class as symbols and units."""

    def __init__(self, draft: Draft, data: memoryview, layout: ClassLayout) -> None:
        self._draft, self._data, self._layout = draft, data, layout
        self._told: set[int] = set()
        self._fields: dict[str, int] = {}
        """Symbols of the fields by their names."""
        self._bodies: list[tuple[Member, int]] = []
        """Methods with code, and the symbols of them."""
        self._where: dict[int, int] = {}
        self._unreadable = 0

    def _text(self, index: int) -> str:
        entry = self._layout.constant(index, 1)
        return "" if entry is None else bytes(self._data[entry.start : entry.end]).decode("utf-8", "replace")

    def _unit(self, index: int, role: Role, *, simple: bool = False) -> TextUnit | None:
        """A string of the pool; ``simple``: only what follows the last ``/`` or ``$``."""
        entry = self._layout.constant(index, 1)
        if entry is None or entry.start == entry.end:
            return None
        self._told.add(index)
        unit = java_text.unit(self._data, entry.start, entry.end, role)
        if unit is None:
            self._unreadable += entry.end - entry.start
            return None
        return java_text.simple(unit) if simple else unit

    def _class_name(self, index: int) -> int:
        entry = self._layout.constant(index, 7)
        return entry.first if entry is not None else 0

    def write(self) -> None:
        """The whole class."""
        layout = self._layout
        constants = [field for field in layout.fields if self._is_constant(field)]
        fields = [field for field in layout.fields if not field.flags & _SYNTHETIC]
        enum = bool(layout.flags & _ENUM)
        list_of_numbers = not enum and len(constants) > 1 and len(constants) * 5 >= len(fields) * 4
        kind, role = (SymbolKind.ENUM, Role.ENUM) if enum or list_of_numbers else (SymbolKind.RECORD, Role.RECORD)
        name = self._unit(self._class_name(layout.this), role, simple=True)
        base = written_type(f"L{self._text(self._class_name(layout.super))};")
        owner = self._draft.symbol(kind, name.text if name else "", name, -1, "" if base in _BASES else base)
        self._annotations(layout.said.annotations, owner)
        for field in fields:
            self._field(field, owner, member=bool(field.flags & _ENUM) or (list_of_numbers and field in constants))
        for method in layout.methods:
            self._method(method, owner)
        self._rest(owner)
        if self._unreadable:
            self._draft.gap(
                "undecodable",
                size=self._unreadable,
                detail="strings that are no text",
                remedy="Look at the class with javap.",
            )

    def _is_constant(self, field: Member) -> bool:
        return (
            field.flags & _STATIC_FINAL == _STATIC_FINAL
            and field.said.value > 0
            and self._text(field.descriptor) in _INTEGERS
        )

    def _field(self, field: Member, owner: int, *, member: bool) -> None:
        if member:
            kind, role = SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER
        elif field.flags & _STATIC_FINAL == _STATIC_FINAL and field.said.value:
            kind, role = SymbolKind.CONSTANT, Role.CONSTANT
        else:
            kind, role = SymbolKind.FIELD, Role.FIELD
        unit = self._unit(field.name, role)
        text = self._layout.constant(field.said.value, 8)
        value = self._text(text.first) if text is not None else self._layout.number(field.said.value)
        index = self._draft.symbol(kind, unit.text if unit else "", unit, owner, self._type(field), value[:200])
        self._fields.setdefault(self._text(field.name), index)
        if text is not None:
            self._draft.unit(self._unit(text.first, Role.VALUE), index)
        self._annotations(field.said.annotations, index)

    def _type(self, member: Member) -> str:
        written = generic_type(self._text(member.said.signature)) if member.said.signature else ""
        return written or written_type(self._text(member.descriptor))

    def _annotations(self, found: Sequence[Annotated], owner: int) -> None:
        for type_, text in found:
            key = self._text(type_).endswith(KEYS)
            self._draft.unit(self._unit(text, Role.KEY if key else Role.ATTRIBUTE), owner)

    # Methods

    def _method(self, method: Member, owner: int) -> None:
        text = self._text(method.name)
        index = owner
        if not text.startswith(("<", "lambda$", "access$")) and not method.flags & _SYNTHETIC:
            unit = self._unit(method.name, Role.FUNCTION)
            index = self._draft.symbol(SymbolKind.FUNCTION, text, unit, owner, self._type(method))
            self._annotations(method.said.annotations, index)
            self._parameters(method, index)
            if method.flags & _NATIVE and index >= 0:
                self._draft.refer(text, "native", self._draft.symbols[index].unit, index)
        self._bodies.append((method, index))
        self._body(method, index)

    def _parameters(self, method: Member, function: int) -> None:
        """Named where the compiler left the names; else those of the types that the maker made, which stand there."""
        named = method.said.names
        if not method.said.given and not method.flags & _STATIC:
            named = named[1:]
        for number, (type_, start, end) in enumerate(parameters(self._text(method.descriptor))):
            if number < len(named) and (unit := self._unit(named[number], Role.PARAMETER)) is not None:
                self._draft.symbol(SymbolKind.PARAMETER, unit.text, unit, function, type_)
            elif start >= 0 and type_ not in {"String", "Object"}:
                self._draft.symbol(SymbolKind.PARAMETER, "", self._part(method.descriptor, start, end), function, type_)

    def _part(self, index: int, start: int, end: int) -> TextUnit | None:
        """A part of a string of the pool that is plain ASCII."""
        entry = self._layout.constant(index, 1)
        text = self._text(index)
        if entry is None or not text.isascii():
            return None
        span = Span(0, end - start, entry.start + start, end - start, ("utf-8",))
        return TextUnit(text[start:end], Role.TYPE, (span,))

    def _body(self, method: Member, owner: int) -> None:
        """The texts of a method in their order: given to a member of an enumeration, filling a list, or by themselves.

        A member of an enumeration is made from its name, its place in the list, and what the maker adds.
        """
        start, end = method.said.code
        given: list[tuple[int, str]] = []
        listed: list[int] | None = None
        for step in jvm_code.steps(bytes(self._data[start : min(end, len(self._data))])):
            if step.operation in {jvm_code.LDC, jvm_code.LDC_W}:
                constant = self._layout.constant(step.operand, 8)
                if constant is None:
                    given.append((0, self._layout.number(step.operand)))
                elif listed is not None:
                    listed.append(constant.first)
                else:
                    given.append((constant.first, ""))
            elif jvm_code.is_number(step):
                given.append((0, str(step.operand)))
            elif step.operation == jvm_code.ANEWARRAY:
                listed = []
            elif step.operation in jvm_code.STORES:
                field = self._field_of(step.operand) if step.operation == jvm_code.PUTSTATIC else 0
                self._stored(field, given, listed, owner)
                given, listed = [], None
            elif step.operation in jvm_code.CALLS or step.operation in {jvm_code.GETFIELD, jvm_code.GETSTATIC}:
                self._use(step, owner)
                if step.operation == 0xB6 and listed is None:
                    self._strings(given, owner)
                    given = []
        self._stored(0, given, listed, owner)

    def branches(self, places: Sequence[Place]) -> None:
        """The comparisons in whose names or texts a telling word stands, with what is called where they hold."""
        holds = holder(places)
        for method, owner in self._bodies:
            start, end = method.said.code
            steps = list(jvm_code.steps(bytes(self._data[start : min(end, len(self._data))])))
            for branch in jvm_branches.branches(steps, self._named, self._literal):
                pool = (self._layout.constant(index, 1) for index in branch.on)
                if not any(entry is not None and holds(entry.start, entry.end) for entry in pool):
                    continue
                on = tuple(unit for index in branch.on if (unit := self._unit_of(index, owner)) >= 0)
                calls = (self._unit_of(index, owner) for index in branch.calls)
                if does := tuple(Deed("call", unit) for unit in calls if unit >= 0):
                    self._draft.conditions.append(Condition(on, does, branch.number, owner))

    def _unit_of(self, index: int, owner: int) -> int:
        """The unit of a string of the pool, which may be there already."""
        entry = self._layout.constant(index, 1)
        if not self._where:
            self._where = {unit.spans[0].offset: at for at, unit in reversed(list(enumerate(self._draft.units)))}
        if entry is None:
            return -1
        if entry.start not in self._where:
            self._where[entry.start] = self._draft.unit(self._unit(index, Role.IDENTIFIER), owner)
        return self._where[entry.start]

    def _named(self, index: int) -> tuple[int, str, str]:
        entry = next((found for tag in (9, 10, 11, 18) if (found := self._layout.constant(index, tag))), None)
        pair = None if entry is None else self._layout.constant(entry.second(self._data), 12)
        if pair is None:
            return 0, "", ""
        return pair.first, self._text(pair.first), self._text(pair.second(self._data))

    def _literal(self, index: int) -> int:
        constant = self._layout.constant(index, 8)
        return constant.first if constant is not None else 0

    def _stored(self, field: int, given: list[tuple[int, str]], listed: list[int] | None, owner: int) -> None:
        symbol = self._fields.get(self._text(field), -1) if field else -1
        if symbol >= 0 and self._draft.symbols[symbol].kind is SymbolKind.ENUM_MEMBER:
            self._made(symbol, given)
            given = []
        self._strings(given, owner)
        if listed and len(listed) > 1:
            unit = self._unit(field, Role.VARIABLE) if field else None
            array = self._draft.symbol(SymbolKind.ARRAY, unit.text if unit else "", unit, owner)
            for index in listed:
                if (item := self._unit(index, Role.ITEM)) is not None:
                    self._draft.symbol(SymbolKind.ITEM, item.text[:200], item, array)
        elif listed:
            self._strings([(listed[0], "")], owner)

    def _made(self, member: int, given: list[tuple[int, str]]) -> None:
        """The numbers and texts that a member of an enumeration is made with, after its name and place."""
        numbers = [number for index, number in given if not index]
        if len(numbers) > 1 and not self._draft.symbols[member].value:
            self._draft.amend(member, value=numbers[1])
        name = self._draft.symbols[member].name
        for index, _ in given:
            if index and self._text(index) != name:
                self._draft.unit(self._unit(index, Role.VALUE), member)

    def _strings(self, given: list[tuple[int, str]], owner: int) -> None:
        for index, _ in given:
            if index and index not in self._told:
                self._draft.unit(self._unit(index, Role.STRING), owner)

    def _field_of(self, index: int) -> int:
        """The name of the field or method that an entry of the pool refers to."""
        entry = next((found for tag in (9, 10, 11) if (found := self._layout.constant(index, tag)) is not None), None)
        named = None if entry is None else self._layout.constant(entry.second(self._data), 12)
        return 0 if named is None else named.first

    def _use(self, step: jvm_code.Step, owner: int) -> None:
        name = self._field_of(step.operand)
        if not name or name in self._told or self._text(name).startswith(("<", "$")):
            return
        unit = self._unit(name, Role.IDENTIFIER)
        if unit is not None:
            how = "call" if step.operation in jvm_code.CALLS else "access"
            self._draft.refer(unit.text, how, self._draft.unit(unit, owner), owner)

    # What is left

    def _rest(self, owner: int) -> None:
        """Strings and names in the code that nothing was made of yet, in the order of the pool."""
        for entry in self._layout.pool:
            if entry is None:
                continue
            if entry.tag == 8:
                self._loose(entry, Role.STRING, owner)
            elif entry.tag == 7 and not self._text(entry.first).startswith(("java/", "[")):
                self._loose(entry, Role.IDENTIFIER, owner, simple=True)
            elif entry.tag == 12 and not self._text(entry.first).startswith("<"):
                self._loose(entry, Role.IDENTIFIER, owner)

    def _loose(self, entry: Constant, role: Role, owner: int, *, simple: bool = False) -> None:
        if entry.first not in self._told:
            self._draft.unit(self._unit(entry.first, role, simple=simple), owner)


class ClassFile:
    """Compiled Java (and Kotlin, Scala, Groovy)."""

    name: ClassVar[str] = "java-class"
    kinds: ClassVar[tuple[str, ...]] = ("java-class", "java-class-decision")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "What methods compute is not read, but for comparisons with a telling word and what is called where they hold.",
        "Parameters have their names only where the compiler left these.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the mark and a version that a class file can have (a fat Mach-O starts alike)."""
        known = len(data) > 24 and bytes(data[:4]) == b"\xca\xfe\xba\xbe" and data[6] == 0 and 45 <= data[7] < 128
        return known and not java_locales(data, name)

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The class with its members, strings and names."""
        draft = Draft(self.name, "java", limits)
        try:
            layout = ClassLayout(data)
        except Broken as error:
            draft.gap("unparsed", size=len(data), detail=str(error), remedy="Ask the maker for a whole file.")
            strings.write(draft, data, places, lambda _: Role.STRING)
        else:
            writer = _Writer(draft, data, layout)
            writer.write()
            writer.branches(places)
        yield from draft.finish()
