"""Entries of debug information as symbols: enums with their values, records with offsets and types, functions."""

from collections import defaultdict
from typing import TYPE_CHECKING

from sousveil.model.place import Place
from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.native import dwarf
from sousveil.reading.native.dwarf import Entry, Word
from sousveil.reading.native.dwarf_tree import Tree
from sousveil.reading.strings import exact

if TYPE_CHECKING:
    from sousveil.reading.native.debug import Chosen

_DEEP = 16
_HIDDEN = frozenset({b"this", b"__in_chrg", b"__vtt_parm"})
"""Parameters that only the compiler writes."""


class Teller:
    """Writes chosen entries into a draft, each thing once, however many units name it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._written: dict[tuple[int, tuple[str, ...]], int] = {}
        self._places: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def told(self, place: Place) -> bool:
        """Whether the bytes of ``place`` are in a name that was written."""
        return any(start <= place.start and place.end <= end for start, end in self._places.get(place.start >> 6, ()))

    def write(self, unit: Tree, chosen: "Chosen") -> None:
        """All that is chosen of a unit."""
        for entry in chosen.owners.values():
            self._owner(unit, entry, 0)

    def _owner(self, unit: Tree, entry: Entry, depth: int) -> int:
        """The symbol of an enum, record, function or variable, with all that is in it; that around it comes first."""
        declared = unit.declaration(entry)
        for word in (entry.linkage, declared.linkage):
            if word is not None:
                self._note(word)  # it says the same once more
        entry = declared
        kind, role = _KINDS.get(entry.tag, (SymbolKind.RECORD, Role.RECORD))
        named = unit.called(entry)
        above = unit.entries.get(entry.parent)
        names = tuple(word.raw.decode("latin-1") for word in (named, above.name if above else None) if word is not None)
        key = (entry.tag, names or (str(entry.at),))
        if key in self._written:
            return self._written[key]
        parent = -1
        if above is not None and above.tag in dwarf.RECORDS and depth < _DEEP:
            parent = self._owner(unit, above, depth + 1)
            if key in self._written:
                return self._written[key]
        name = self._unit(named, role)
        type_ = unit.type_name(entry.type) if entry.tag != dwarf.ENUM else ""
        symbol = self._draft.symbol(kind, name.text if name else "", name, parent, type_)
        self._written[key] = symbol
        if entry.name is not None and named is not entry.name:
            self._draft.unit(self._unit(entry.name, Role.TYPE), symbol)  # the tag of what bears another name
        self._inside(unit, entry, symbol)
        return symbol

    def _inside(self, unit: Tree, entry: Entry, symbol: int) -> None:
        members = [unit.entries[at] for at in unit.children.get(entry.at, ())]
        if entry.tag == dwarf.FUNCTION:
            members = unit.parameters(entry)
        for member in members:
            if member.tag == dwarf.ENUMERATOR:
                value = "" if member.value is None else str(member.value)
                self._member(SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, member, symbol, "", value)
            elif member.tag == dwarf.MEMBER:
                value = "" if member.location is None else f"@{member.location}"
                type_ = unit.type_name(member.type)
                made_of = unit.entries.get(member.type or 0)
                if member.name is None and made_of is not None and made_of.tag in dwarf.RECORDS:
                    self._inside(unit, made_of, symbol)  # an anonymous struct in it: its members are members
                    continue
                self._member(SymbolKind.FIELD, Role.FIELD, member, symbol, type_, value)
            elif member.tag == dwarf.PARAMETER and entry.tag == dwarf.FUNCTION_TYPE and member.name is None:
                self._taken(unit, member, symbol)
            elif member.tag == dwarf.PARAMETER and member.name is not None and member.name.raw not in _HIDDEN:
                self._member(SymbolKind.PARAMETER, Role.PARAMETER, member, symbol, unit.type_name(member.type), "")

    def _taken(self, unit: Tree, parameter: Entry, symbol: int) -> None:
        """What a callback takes: such parameters have no name, so that of the type stands for it."""
        made_of = unit.resolve(parameter.type)
        word = self._unit(unit.called(made_of), Role.TYPE) if made_of is not None else None
        if word is not None:
            self._draft.symbol(SymbolKind.PARAMETER, "", word, symbol, word.text)

    def _member(self, kind: SymbolKind, role: Role, entry: Entry, parent: int, type_: str, value: str) -> None:
        unit = self._unit(entry.name, role)
        if unit is not None:
            self._draft.symbol(kind, unit.text, unit, parent, type_, value)

    def _unit(self, word: Word | None, role: Role) -> TextUnit | None:
        if word is None or not word.raw:
            return None
        codec = "ascii" if word.raw.isascii() else "utf-8"
        text = exact(word.raw, codec)
        if text is None:
            return None
        self._note(word)
        return TextUnit(text, role, (Span(0, len(text), word.start, len(word.raw), (codec,)),))

    def _note(self, word: Word) -> None:
        end = word.start + len(word.raw)
        for page in range(word.start >> 6, (end >> 6) + 1):
            self._places[page].append((word.start, end))


_KINDS = {
    dwarf.ENUM: (SymbolKind.ENUM, Role.ENUM),
    dwarf.FUNCTION: (SymbolKind.FUNCTION, Role.FUNCTION),
    dwarf.FUNCTION_TYPE: (SymbolKind.FUNCTION, Role.FUNCTION),
    dwarf.VARIABLE: (SymbolKind.VARIABLE, Role.VARIABLE),
    dwarf.CONSTANT: (SymbolKind.CONSTANT, Role.CONSTANT),
}
