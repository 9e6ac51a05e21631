"""All that was read of a target, indexed: names, members, types, comments, and the context words of each symbol."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Protocol, TypeVar

from sousveil.linking.taming import parted, tamed, tamed_reading
from sousveil.model.encodings import is_resource
from sousveil.model.examined import Examined
from sousveil.model.hit import Hit, Tag
from sousveil.model.late import late
from sousveil.model.text import Reading, Symbol, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.translated import is_catalogue


class Tagger(Protocol):
    """What linking needs of a matcher."""

    def tag(self, text: str) -> tuple[Tag, ...]:
        """The concepts seen in ``text``."""


TABLE = "arsc"
"""The reader of tables of resources."""
SHORT = 40
"""Code points of a text that says what stands there; a sentence has words for everything."""


def scope_of(path: str) -> str:
    """What holds a file: its folder, or the container that it is in. Numbers of resources count in there."""
    return path[: max(path.rfind("/"), path.rfind("!")) + 1]


class Node(NamedTuple):
    """A symbol of a target: which blob, which of its readings, which symbol."""

    blob: int
    reading: int
    symbol: int


_OF_A_TABLE = late(r"(?<![\w.])(?:\w+\.)*models\.(?=(?:[A-Z]\w*)?(?:Field|Key)\b)")
"""What stands before a column in frameworks that call the records of a database models: nothing is inferred there."""
TEXTS_OF_A_SYMBOL = frozenset({Role.COMMENT, Role.ATTRIBUTE, Role.UI_LABEL})
SLOTS = frozenset({SymbolKind.FIELD, SymbolKind.PARAMETER, SymbolKind.COLUMN})
REMARK = 400
"""Code points of a comment in which names of types are looked for."""
NAMES = late(r"[A-Za-z]\w*(?:_|[a-z][A-Z])\w+")
"""Words that are names of something: no word of a language has a capital or a line in it."""
OWNERS = frozenset({SymbolKind.RECORD, SymbolKind.ENUM, SymbolKind.TABLE, SymbolKind.FUNCTION})


_Found = TypeVar("_Found")


def _lines_with(view: "View", name: str) -> Iterator[int]:
    return (number for number, line in enumerate(view.lines, 1) if name in line)


class View:
    """One reading with what follows from it. Everything is computed when it is first asked for."""

    def __init__(
        self, blob: int, number: int, examined: Examined, reading: Reading, hits: Sequence[Hit], tagger: Tagger
    ):
        self.blob, self.number, self.path = blob, number, examined.path
        self.reading = reading = tamed_reading(reading)
        self.hits, self.beyond = parted([hit for hit in hits if not hit.discarded], reading)
        """Those that are looked at, and those of which no more is told than that the word stands there."""
        live = {(hit.unit, hit.start) for hit in (*self.hits, *self.beyond)}
        self.set_aside = {(hit.unit, hit.start) for hit in hits if hit.discarded} - live
        self.children: dict[int, list[int]] = defaultdict(list)
        for index, symbol in enumerate(reading.symbols):
            self.children[symbol.parent].append(index)
        self.texts: dict[int, list[int]] = defaultdict(list)
        self.inside: dict[int, list[int]] = defaultdict(list)
        for index, unit in enumerate(reading.units):
            if unit.symbol >= 0:
                (self.texts if unit.role in TEXTS_OF_A_SYMBOL else self.inside)[unit.symbol].append(index)
        self.hits_of_unit: dict[int, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            self.hits_of_unit[hit.unit].append(hit)
        self._tagger = tagger
        self.scope: str | None = None
        """What holds its table of resources, where there is one."""
        self.meanings: Mapping[str, Sequence[str]] = {}
        """What the table of resources beside it says under a number: keys and short texts."""
        self._once: dict[tuple[str, str], list[Any]] = {}
        self.unit_tags = lru_cache(maxsize=None)(self._unit_tags)
        self.own_concepts = lru_cache(maxsize=None)(self._own_concepts)

    @cached_property
    def catalogue(self) -> bool:
        """Whether it is a table of texts, each under a key."""
        return is_catalogue(self.reading, self.path)

    def symbol(self, index: int) -> Symbol:
        """The symbol at ``index``."""
        return self.reading.symbols[index]

    def unit(self, index: int) -> TextUnit:
        """The unit at ``index``."""
        return self.reading.units[index]

    def tag(self, text: str) -> tuple[Tag, ...]:
        """The concepts in any text."""
        return self._tagger.tag(text)

    def _unit_tags(self, index: int) -> tuple[Tag, ...]:
        return self._tagger.tag(self.reading.units[index].text)

    def concepts_of(self, unit: int) -> Iterator[str]:
        """The concepts in a unit's text, or in what it stands for where it is a number of a resource."""
        yield from (tag.concept for tag in self.unit_tags(unit))
        for text in self.meanings.get(self.unit(unit).text, ()) if self.meanings else ():
            yield from (tag.concept for tag in self.tag(text))

    def words_of(self, index: int) -> Iterator[int]:
        """The units that say what a symbol is: its name, its comments, its annotations and labels."""
        if (unit := self.symbol(index).unit) >= 0:
            yield unit
        yield from (text for text in self.texts.get(index, ()) if text != unit)

    def _own_concepts(self, index: int) -> frozenset[str]:
        symbol = self.symbol(index)
        seen = {tag.concept for unit in self.words_of(index) for tag in self.unit_tags(unit)}
        for text in (
            "" if symbol.type == "Model" and self._of_table(index) else symbol.type,
            _OF_A_TABLE.sub("", symbol.value),
            symbol.name if symbol.unit < 0 else "",
        ):
            seen.update(tag.concept for tag in self.tag(text) if text)
        return frozenset(seen)

    def _of_table(self, index: int) -> bool:
        """Whether a class is the record of a database, by what some frameworks call all such: ``models.Model``."""
        line = self.line_of(index)
        return bool(line) and line <= len(self.lines) and "models.Model" in self.lines[line - 1]

    def ancestors(self, index: int) -> Iterator[int]:
        """The symbols around a symbol, innermost first."""
        parent = self.symbol(index).parent
        while parent >= 0:
            yield parent
            parent = self.symbol(parent).parent

    def units_between(self, low: int, high: int) -> list[int]:
        """The units that begin on the lines ``low`` to ``high``, both counted."""
        first = bisect_left(self._by_line, (low, -1))
        last = bisect_left(self._by_line, (high + 1, -1))
        return [unit for _, unit in self._by_line[first:last]]

    def units_on(self, line: int, low: int, high: int) -> list[int]:
        """The units that begin on one line, between the columns ``low`` and ``high``, both counted."""
        first = bisect_left(self._by_column, (line, low, -1))
        last = bisect_left(self._by_column, (line, high + 1, -1))
        return [unit for _, _, unit in self._by_column[first:last]]

    @cached_property
    def _by_column(self) -> list[tuple[int, int, int]]:
        return sorted((self.unit(unit).line or 0, self.unit(unit).column or 0, unit) for _, unit in self._by_line)

    @cached_property
    def _by_line(self) -> list[tuple[int, int]]:
        return sorted((unit.line, index) for index, unit in enumerate(self.reading.units) if unit.line is not None)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the whole text, without their ends; empty where there are none."""
        return [tamed(line) for line in self.reading.text.split("\n")]

    def once(self, what: str, name: str, find: Callable[["View", str], Iterable[_Found]]) -> list[_Found]:
        """What is found for a name in the whole reading: looked for once, under what it is, however often asked."""
        if (what, name) not in self._once:
            self._once[what, name] = list(find(self, name))
        return self._once[what, name]

    def lines_with(self, name: str) -> list[int]:
        """The numbers of the lines, from 1, in which a name stands, be it as a part of another one."""
        return self.once("lines", name, _lines_with)

    def qualified(self, index: int) -> str:
        """``NET_FACE_DATA.emNation``: the symbol with the record, enum or function that owns it."""
        symbol = self.symbol(index)
        owner = next((s for a in self.ancestors(index) if (s := self.symbol(a)).name and s.kind in OWNERS), None)
        return f"{owner.name}.{symbol.name}" if owner and symbol.name else symbol.name

    def name_unit(self, index: int) -> int:
        """The unit of a symbol's name; the rows of a table have theirs where it is declared. -1 where there is none."""
        symbol = self.symbol(index)
        if symbol.unit >= 0 or not symbol.name or symbol.kind is not SymbolKind.ARRAY:
            return symbol.unit
        tables = (one.unit for one in self.reading.symbols if one.kind is SymbolKind.TABLE and one.name == symbol.name)
        return next(tables, -1)

    def line_of(self, index: int) -> int:
        """The line of a symbol's name, 0 where there is none."""
        unit = self.symbol(index).unit
        return (self.unit(unit).line or 0) if unit >= 0 else 0


class Graph:
    """A whole target. Only blobs that were read are in it."""

    def __init__(self, examined: Sequence[Examined], tagger: Tagger):
        self.views: dict[tuple[int, int], View] = {}
        self.named: dict[str, list[Node]] = defaultdict(list)
        self.typed: dict[str, list[Node]] = defaultdict(list)
        self._here: dict[tuple[str, int, int], Node] = {}
        self._meant: dict[tuple[str, str, str | None], Node | None] = {}
        """By the name, the language and the folder in which it is used; without a folder: wherever that is."""
        self._lying: dict[str, dict[str, list[Node]]] = {}
        self._users: dict[str, dict[Node, list[Node]]] = {}
        self._told: dict[str, list[Node]] | None = None
        for blob, item in enumerate(examined):
            for number, (reading, hits) in enumerate(zip(item.readings, item.hits, strict=True)):
                view = View(blob, number, item, reading, hits, tagger)
                self.views[blob, number] = view
                self._index(view)
        tables = [view for view in self.views.values() if view.reading.reader == TABLE]
        for scope, meanings in sorted(_meanings(tables).items()):  # the innermost comes last
            for view in self.views.values():
                if view.path.startswith(scope) and "!" not in view.path[len(scope) :]:
                    view.scope, view.meanings = scope, meanings

    def _index(self, view: View) -> None:
        for index, symbol in enumerate(view.reading.symbols):
            node = Node(view.blob, view.number, index)
            if symbol.kind in (SymbolKind.ENUM, SymbolKind.RECORD) and symbol.name:
                self.named[symbol.name].append(node)
                told = self._here.setdefault((symbol.name, view.blob, view.number), node)
                if told is not node and not view.children.get(told.symbol) and view.children.get(index):
                    self._here[symbol.name, view.blob, view.number] = node  # the first only announced it
            if symbol.type and symbol.kind in SLOTS:
                self.typed[symbol.type].append(node)

    def view(self, node: Node) -> View:
        """The view that a node is in."""
        return self.views[node.blob, node.reading]

    def nearest(self, name: str, near: Node) -> Node | None:
        """The enum or record called ``name`` that is meant at ``near``.

        In the same reading if there is one there; else that of the same language in the same folder, which is a package
        or a copy of its own; else the only one of the same language; else the first by its path, where all of them have
        the same members (an edition and its copy). ``None`` where they differ: that is not guessed away.
        """
        nodes = self.named.get(name)
        here = self._here.get((name, near.blob, near.reading))
        if here is not None or not nodes:
            return here
        view = self.view(near)
        folder = scope_of(view.path)
        way = (name, view.reading.language, folder)
        if way not in self._meant:
            beside = [node for node in self._in_folder(name, folder) if self._members(node)]
            alike = [node for node in beside if self.view(node).reading.language == way[1]]
            self._meant[way] = (self._among(alike, way[1]) if alike else None) or self._anywhere(name, way[1])
        return self._meant[way]

    def _anywhere(self, name: str, language: str) -> Node | None:
        if (name, language, None) not in self._meant:
            self._meant[name, language, None] = self._among(self.named[name], language)
        return self._meant[name, language, None]

    def _in_folder(self, name: str, folder: str) -> Sequence[Node]:
        """Those of a name that are declared in the files of one folder."""
        if name not in self._lying:
            lying = self._lying[name] = defaultdict(list)
            for node in self.named[name]:
                lying[scope_of(self.view(node).path)].append(node)
        return self._lying[name].get(folder, ())

    def _among(self, nodes: Sequence[Node], language: str) -> Node | None:
        alike = [node for node in nodes if self.view(node).reading.language == language] or list(nodes)
        alike = [node for node in alike if self._members(node)] or alike  # one without members only announces it
        if len({self._members(node) for node in alike}) != 1:
            return None
        return min(alike, key=lambda node: (self.view(node).path, node))

    def _members(self, node: Node) -> tuple[str, ...]:
        view = self.view(node)
        return tuple(view.symbol(child).name for child in view.children.get(node.symbol, ()))

    def users(self, node: Node) -> list[Node]:
        """The fields and parameters typed with the enum or record at ``node``, as ``nearest`` resolves their type.

        So are those of a plain type (``int``) whose comment names it: in many bindings this is the only link.
        """
        name = self.view(node).symbol(node.symbol).name
        if name not in self._users:
            by_type: dict[Node, list[Node]] = defaultdict(list)
            for user in (*self.typed.get(name, ()), *self._by_comment().get(name, ())):
                if (meant := self.nearest(name, user)) is not None:
                    by_type[meant].append(user)
            self._users[name] = dict(by_type)
        return self._users[name].get(node, [])

    def _by_comment(self) -> dict[str, list[Node]]:
        """The slots whose comment names an enum or a record that is not their type, by that name."""
        if self._told is None:
            self._told = defaultdict(list)
            for view in self.views.values():
                for index, units in view.texts.items():
                    symbol = view.symbol(index)
                    if symbol.kind not in SLOTS or symbol.type in self.named:
                        continue
                    said = {name for unit in units if view.unit(unit).role is Role.COMMENT
                            for name in NAMES.findall(view.unit(unit).text, 0, REMARK)}  # fmt: skip
                    for name in said & self.named.keys():
                        self._told[name].append(Node(view.blob, view.number, index))
        return self._told


def _meanings(tables: Sequence[View]) -> dict[str, dict[str, list[str]]]:
    """For each app, by what holds it: keys and short texts by their number."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for view in tables:
        for index, symbol in enumerate(view.reading.symbols):
            if is_resource(symbol.type):
                texts = [view.unit(unit).text for unit in (*view.inside.get(index, ()), *view.texts.get(index, ()))]
                said = found[scope_of(view.path)][symbol.type]
                said += [text for text in dict.fromkeys((symbol.name, *texts)) if text and len(text) <= SHORT]
    return found
