"""Names in native files as symbols: what a compiler wrote into them is taken apart, each word with its own bytes."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sousveil.model.place import Place
from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading import descriptors, strings
from sousveil.reading.draft import Draft
from sousveil.reading.native import itanium, jni, msvc, rust
from sousveil.reading.native.mangled import Mangled, Piece, Written
from sousveil.reading.native.objects import Symbol
from sousveil.reading.strings import Run

_CLASS_OF = re.compile(r"_OBJC_(?:CLASS|METACLASS|EHTYPE)_\$_(\w+)", re.ASCII)
_METHOD = re.compile(r"[-+]\[(\w+)(?:\(\w*\))? ([\w:]+)\]", re.ASCII)
_GO = re.compile(r"(?=.*/|.*\(\*)(?:[\w.~%-]+/)*[\w~%-]+\.(?:\(\*(\w+)\)\.)?(\w+)", re.ASCII)
"""How Go writes them: ``example.com/face.(*Engine).Race``."""
_HASH = re.compile(r"h[0-9a-f]{16}")
_POINTER = "__imp_"
"""What Windows puts before the name of the pointer to something that is imported."""
_OF_WINDOWS = re.compile(r"(?=__imp_|[^@]*@|@)(?:__imp_)?[_@]?(?P<name>[A-Za-z]\w*)(?:@{1,2}\d{1,4})?", re.ASCII)
"""How C names are written there: ``_Name@8``, ``@Name@8``, ``Name@@8``, and pointers to them."""


class Sort(NamedTuple):
    """What a string is.

    ``kind`` is that of the thing that it names, ``None`` for a plain string; ``lead``: bytes that the platform puts
    before every name.
    """

    role: Role
    kind: SymbolKind | None = None
    lead: int = 0


PLAIN = Sort(Role.STRING)
NATIVE_LIMITS = (
    "Machine code is not understood: strings, names and types are read, not what is done with them.",
    "Of debug information only what has a telling word in its name, what holds that and what uses it are read.",
    "Names that C++ compilers write are taken apart, but for expressions in the arguments of templates.",
    "Names of Swift are given as they are written.",
    "Of Go, structs are told by their fields and tags (programs of 64 bits); names of other types are strings.",
)


def sort_of(symbol: Symbol) -> Sort:
    """What the name of a symbol is."""
    kind = SymbolKind.VARIABLE if symbol.data else SymbolKind.FUNCTION
    if not symbol.defined:
        return Sort(Role.IMPORT, kind)
    if symbol.public:
        return Sort(Role.EXPORTED, kind)
    return Sort(Role.VARIABLE if symbol.data else Role.FUNCTION, kind)


class Namer:
    """Writes names into one draft. Scopes are written once, however many names are in them."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._scopes: dict[tuple[str, ...], int] = {}

    def write(self, run: Run, sort: Sort, *, whole: bool) -> None:
        """One name. ``whole``: a place lies in it, so what it takes is told too."""
        kind = sort.kind or SymbolKind.FUNCTION
        found = _taken_apart(run.text.removeprefix(_POINTER))
        if found is not None:
            if run.text.startswith(_POINTER):
                run = strings.Run(run.start + len(_POINTER), run.end, run.text[len(_POINTER) :], run.encoding, run.nul)
            self._mangled(run, found, sort, whole=whole)
            return
        decorated = _OF_WINDOWS.fullmatch(run.text)
        start = sort.lead if len(run.text) > sort.lead else 0
        name = Piece(run.text[start:], start, len(run.text))
        if decorated is not None:
            name = Piece(decorated["name"], decorated.start("name"), decorated.end("name"))
        self._draft.symbol(kind, name.text, self._unit(run, name, sort.role))

    def _mangled(self, run: Run, found: Mangled, sort: Sort, *, whole: bool) -> None:
        path = [piece for piece in found.name.path if piece.text]
        function = found.kind == "function"
        if len(path) > 1 and _HASH.fullmatch(path[-1].text):  # Rust ends its names with a hash, and says no parameters
            path.pop()
            function = sort.kind is SymbolKind.FUNCTION
        if found.kind == "type":
            self.type(run, found.name, enum=found.enum)
            return
        if not path:
            self._draft.unit(run.unit(sort.role))
            return
        parent = self._scope(run, path[:-1], known=found.of_class)
        kind = SymbolKind.FUNCTION if function else SymbolKind.VARIABLE
        returns = found.returns.told().text if found.returns is not None else ""
        returns = "" if returns == "void" else returns
        symbol = self._draft.symbol(kind, path[-1].text, self._unit(run, path[-1], sort.role), parent, returns)
        for taken in found.parameters if whole else ():
            told = taken.told()
            unit = self._unit(run, told.last, Role.TYPE) if told.last is not None else None
            if unit is not None:
                self._draft.symbol(SymbolKind.PARAMETER, "", unit, symbol, told.text)

    def type(self, run: Run, written: Written, *, enum: bool = False) -> None:
        """The name of a class or enum that is told with nothing in it."""
        path = [piece for piece in written.told().path if piece.text]
        if not path:
            self._draft.unit(run.unit(Role.STRING))
            return
        role, kind = (Role.ENUM, SymbolKind.ENUM) if enum else (Role.RECORD, SymbolKind.RECORD)
        key = tuple(piece.text for piece in path)
        known = self._scopes.get(key)
        if known is not None and known >= 0 and kind is SymbolKind.RECORD:
            self._known_class(known)
            return
        self._scopes[key] = self._draft.symbol(kind, path[-1].text, self._unit(run, path[-1], role))

    def _scope(self, run: Run, path: Sequence[Piece], *, known: bool) -> int:
        """The symbol of the innermost scope: a class where that is known, else a scope without a kind of its own."""
        if not path or path[0].text == "std":
            return -1
        key = tuple(piece.text for piece in path)
        if key not in self._scopes:
            role, kind = (Role.RECORD, SymbolKind.RECORD) if known else (Role.IDENTIFIER, SymbolKind.NAMESPACE)
            self._scopes[key] = self._draft.symbol(kind, path[-1].text, self._unit(run, path[-1], role))
        elif known:
            self._known_class(self._scopes[key])
        return self._scopes[key]

    def _known_class(self, symbol: int) -> None:
        if symbol >= 0 and self._draft.symbols[symbol].kind is SymbolKind.NAMESPACE:
            self._draft.amend(symbol, kind=SymbolKind.RECORD)
            self._draft.rerole(self._draft.symbols[symbol].unit, Role.RECORD)

    @staticmethod
    def _unit(run: Run, piece: Piece, role: Role) -> TextUnit | None:
        """A word of a name as a unit; ``None`` for one that is not written there as such (``std`` for ``St``)."""
        if run.text[piece.start : piece.end] != piece.text:
            return jni.unit(run, piece, role)
        if not run.text.isascii():
            before = len(run.text[: piece.start].encode(run.encoding))
            length = len(piece.text.encode(run.encoding))
        else:
            before, length = piece.start, piece.end - piece.start
        return TextUnit(piece.text, role, (Span(0, len(piece.text), run.start + before, length, (run.encoding,)),))


def _taken_apart(text: str) -> Mangled | None:
    """What a name says, in whichever way it was written."""
    for start, demangle in _WAYS:
        if text.startswith(start):
            return demangle(text)
    if (found := _CLASS_OF.search(text)) is not None:
        piece = Piece(found[1], found.start(1), found.end(1))
        return Mangled("type", Written((piece,), piece.text))
    if (found := _METHOD.fullmatch(text)) is not None or (found := _GO.fullmatch(text)) is not None:
        pieces = tuple(Piece(found[group], found.start(group), found.end(group)) for group in (1, 2) if found[group])
        return Mangled("function", Written(pieces, found[2]), of_class=True)
    return None


_WAYS: tuple[tuple[str | tuple[str, ...], Callable[[str], Mangled | None]], ...] = (
    ("?", msvc.demangle),
    ("_R", rust.demangle),
    (("_Z", "__Z", "___Z", "____Z"), itanium.demangle),
    (("Java_", "_Java_"), jni.demangle),
)


def is_name(text: str) -> bool:
    """Whether a text is written as a name of a compiler."""
    return _taken_apart(text) is not None


def type_information(text: str) -> tuple[Written, bool] | None:
    """The type that a string of run-time type information names, and whether it is an enum; ``None`` for others."""
    if text.startswith(".?A"):
        found = msvc.type_descriptor(text)
        return None if found is None else (found.name, found.enum)
    written = itanium.type_name(text)
    return None if written is None else (written, False)


def write(
    draft: Draft, data: memoryview, places: Sequence[Place], sort: Callable[[Sequence[Run]], Sequence[Sort]]
) -> None:
    """Puts the strings around ``places`` into ``draft``: names taken apart, plain strings as items of their table.

    ``sort`` says what each of some strings is.
    """
    runs, lost = strings.around(data, descriptors.around(draft, data, places))
    held = _Held(places)
    namer = Namer(draft)
    known = dict(zip(runs, sort(runs), strict=True))
    for table in strings.tables(data, runs):
        # Names of compilers and linkers are bytes; what stands there in two bytes a character is text.
        sorts = [known[run] if _of_bytes(run) else PLAIN for run in table]
        types = [
            type_information(run.text) if each.kind is None and _of_bytes(run) else None
            for run, each in zip(table, sorts, strict=True)
        ]
        plain = sum(each.kind is None and type_ is None for each, type_ in zip(sorts, types, strict=True))
        array = draft.symbol(SymbolKind.ARRAY, "") if plain > 1 else -1
        for run, each, type_ in zip(table, sorts, types, strict=True):
            if each.kind is not None:
                namer.write(run, each, whole=held.by(run))
            elif type_ is not None:
                namer.type(run, type_[0], enum=type_[1])
            elif plain > 1:
                draft.symbol(SymbolKind.ITEM, run.text, run.unit(each.role), array)
            else:
                draft.unit(run.unit(each.role))
    strings.say_lost(draft, lost)


def _of_bytes(run: Run) -> bool:
    """Whether each character of ASCII in a string is one byte."""
    return not run.encoding.startswith(("utf-16", "utf-32"))


class _Held:
    """Which runs hold a place."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._starts = sorted(place.start for place in places)

    def by(self, run: Run) -> bool:
        """Whether this one does."""
        index = bisect_right(self._starts, run.end - 1) - 1
        return index >= 0 and self._starts[index] >= run.start
