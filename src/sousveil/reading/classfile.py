"""Java class files: the class with its fields, enum constants, methods, strings and the strings of annotations."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading, Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import strings
from sousveil.reading.draft import Draft
from sousveil.reading.jvm import Broken, ClassLayout, Constant, Member

_ENUM, _STATIC_FINAL, _SYNTHETIC = 0x4000, 0x0018, 0x1000
_PRIMITIVE = {
    "B": "byte", "C": "char", "D": "double", "F": "float", "I": "int", "J": "long", "S": "short", "Z": "boolean",
    "V": "void",
}  # fmt: skip
_KEYS = (
    "JsonProperty;",
    "SerializedName;",
    "JSONField;",
    "Column;",
    "TableField;",
    "JsonAlias;",
    "XmlElement;",
    "Field;",
)
_INTEGERS = frozenset("BCISJ")


def written_type(descriptor: str) -> str:
    """The simple name of a descriptor's type: ``[Lcom/x/A$B;`` is ``B``, ``I`` is ``int``, of a method the result."""
    bare = descriptor.rpartition(")")[2].lstrip("[")
    if bare.startswith("L"):
        return bare[1:].rstrip(";").rpartition("/")[2].rpartition("$")[2]
    return _PRIMITIVE.get(bare, "")


class _Writer:
    """One class as symbols and units."""

    def __init__(self, draft: Draft, data: memoryview, layout: ClassLayout) -> None:
        self._draft, self._data, self._layout = draft, data, layout
        self._told: set[int] = set()
        self._unreadable = 0

    def _text(self, index: int) -> str:
        entry = self._layout.constant(index, 1)
        return "" if entry is None else strings.exact(bytes(self._data[entry.start : entry.end]), "utf-8") or ""

    def _unit(self, index: int, role: Role, *, simple: bool = False) -> TextUnit | None:
        """A string of the pool; ``simple``: only what follows the last ``/`` or ``$``."""
        entry = self._layout.constant(index, 1)
        if entry is None or entry.start == entry.end:
            return None
        self._told.add(index)
        text = strings.exact(bytes(self._data[entry.start : entry.end]), "utf-8")
        if text is None:
            self._unreadable += entry.end - entry.start
            return None
        start = entry.start
        if simple:
            short = text.rpartition("/")[2].rpartition("$")[2] or text
            start += len(text[: len(text) - len(short)].encode())
            text = short
        return TextUnit(text, role, (Span(0, len(text), start, entry.end - start, ("utf-8",)),))

    def _class_name(self, index: int) -> int:
        entry = self._layout.constant(index, 7)
        return entry.first if entry is not None else 0

    def write(self) -> None:
        layout = self._layout
        constants = [field for field in layout.fields if self._is_constant(field)]
        fields = [field for field in layout.fields if not field.flags & _SYNTHETIC]
        enum = bool(layout.flags & _ENUM)
        list_of_numbers = not enum and len(constants) > 1 and len(constants) * 5 >= len(fields) * 4
        kind, role = (SymbolKind.ENUM, Role.ENUM) if enum or list_of_numbers else (SymbolKind.RECORD, Role.RECORD)
        name = self._unit(self._class_name(layout.this), role, simple=True)
        base = written_type(f"L{self._text(self._class_name(layout.super))};")
        owner = self._draft.symbol(
            kind, name.text if name else "", name, -1, "" if base in {"Object", "Enum"} else base
        )
        self._annotations(layout.annotations, owner)
        for field in fields:
            self._field(field, owner, member=bool(field.flags & _ENUM) or (list_of_numbers and field in constants))
        for method in layout.methods:
            text = self._text(method.name)
            if not text.startswith(("<", "lambda$", "access$")):
                unit = self._unit(method.name, Role.FUNCTION)
                type_ = written_type(self._text(method.descriptor))
                index = self._draft.symbol(SymbolKind.FUNCTION, text, unit, owner, type_)
                self._annotations(method.annotations, index)
        self._rest(owner)
        if self._unreadable:
            self._draft.gap(
                "undecodable",
                size=self._unreadable,
                detail="strings with characters that Java writes in its own form of UTF-8",
                remedy="Look at the class with javap.",
            )

    def _is_constant(self, field: Member) -> bool:
        return (
            field.flags & _STATIC_FINAL == _STATIC_FINAL
            and field.value > 0
            and self._text(field.descriptor) in _INTEGERS
        )

    def _field(self, field: Member, owner: int, *, member: bool) -> None:
        if member:
            kind, role = SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER
        elif field.flags & _STATIC_FINAL == _STATIC_FINAL and field.value:
            kind, role = SymbolKind.CONSTANT, Role.CONSTANT
        else:
            kind, role = SymbolKind.FIELD, Role.FIELD
        unit = self._unit(field.name, role)
        text = self._layout.constant(field.value, 8)
        value = self._text(text.first) if text is not None else self._layout.number(field.value)
        type_ = written_type(self._text(field.descriptor))
        index = self._draft.symbol(kind, unit.text if unit else "", unit, owner, type_, value[:200])
        if text is not None:
            self._draft.unit(self._unit(text.first, Role.VALUE), index)
        self._annotations(field.annotations, index)

    def _annotations(self, found: Sequence[tuple[int, int]], owner: int) -> None:
        for type_, text in found:
            key = self._text(type_).endswith(_KEYS)
            self._draft.unit(self._unit(text, Role.KEY if key else Role.STRING), owner)

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
    kinds: ClassVar[tuple[str, ...]] = ("java-class",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "What methods compute is not read: fields, constants, names, strings and annotations are.",
        "Strings that Java's own form of UTF-8 writes differently from UTF-8 are a gap.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:  # noqa: ARG002
        """By the mark and a version that a class file can have (a fat Mach-O starts alike)."""
        return len(data) > 24 and bytes(data[:4]) == b"\xca\xfe\xba\xbe" and data[6] == 0 and 45 <= data[7] < 128

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The class with its members, strings and names."""
        draft = Draft(self.name, "java", limits)
        try:
            layout = ClassLayout(data)
        except Broken as error:
            draft.gap("unparsed", size=len(data), detail=str(error), remedy="Ask the maker for a whole file.")
            strings.write(draft, data, places, lambda _: Role.STRING)
        else:
            _Writer(draft, data, layout).write()
        yield from draft.finish()
