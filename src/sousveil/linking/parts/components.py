"""Engines, libraries and services that are documented to give out a trait, recognised by their marks."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from sousveil.knowledge.pack import Component, Mark, Pack
from sousveil.linking.edges import Spot
from sousveil.linking.graph import Graph, View
from sousveil.linking.removal.traces import spot_in
from sousveil.linking.unused import unused_import
from sousveil.model.examined import Examined
from sousveil.model.late import late
from sousveil.model.text import TextUnit
from sousveil.model.words import Role

NATIVE = frozenset({"elf", "pe"})
_SPLIT = late(r"[/!\\]")
_MODEL = late(r"(?:\.[A-Za-z0-9]{1,12}){0,3}$")
_REQUIREMENTS = late(
    r"^(?:requirements[\w.-]*\.(?:txt|in)|constraints[\w.-]*\.txt|pyproject\.toml|setup\.(?:py|cfg)|pipfile|metadata"
    r"|environment\.ya?ml|package\.json|packages\.config|.*\.csproj|.*\.nuspec|pom\.xml|build\.gradle(?:\.kts)?)$",
    re.IGNORECASE,
)
_REQUIRED = r"(?:^|[\s:\"'\[,])(?P<name>{name})(?=$|[\s\"'\],;=<>~!\[(@])"
_OWN_NAME = frozenset({"name", "title", "id", "packageid"})


class How(StrEnum):
    """How a mark stands there, the firmest first. The first four are the thing itself, or a use of it."""

    EXPORTED = "exported"
    CALLED = "called"
    WEIGHTS = "weights"
    PACKAGE = "package"
    DECLARED = "declared"
    SERVICE = "service"
    WEIGHTS_NAMED = "weights-named"
    IMPORTED = "imported"
    REQUIRED = "required"


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A mark that was seen: where, how. ``spot`` is ``None`` where only the path of the blob says it."""

    how: How
    text: str
    blob: int
    """Index into what was examined."""
    spot: Spot | None = None


class Recognised(msgspec.Struct, frozen=True, kw_only=True):
    """A component with all its marks, in the order of the files."""

    component: Component
    seen: tuple[Seen, ...]


def recognise(graph: Graph, examined: Sequence[Examined], pack: Pack) -> list[Recognised]:
    """The components in a target, in the order of the pack."""
    found: dict[str, list[Seen]] = defaultdict(list)
    folders = {part.lower() for item in examined for part in _SPLIT.split(item.path)[:-1]}
    finders = [_Finder(component, folders) for component in pack.components]
    for blob, item in enumerate(examined):
        if item.record.leaf and item.record.sha256:
            for finder in finders:
                found[finder.component.id].extend(finder.in_path(blob, item))
    for view in graph.views.values():
        text = view.reading.text.lower() or "\n".join(unit.text for unit in view.reading.units).lower()
        for finder in finders:
            if finder.may_be_in(text):
                found[finder.component.id].extend(finder.in_view(view))
    for finder in finders:
        found[finder.component.id] = found[finder.component.id] or finder.unused
    return [
        Recognised(component=finder.component, seen=tuple(_once(sorted(found[finder.component.id], key=_order))))
        for finder in finders
        if found[finder.component.id]
    ]


def _once(seen: Sequence[Seen]) -> Iterator[Seen]:
    """Each mark once in a blob: a function is exported in several tables, a library imported many times."""
    done: set[tuple[How, str, int]] = set()
    for each in seen:
        key = (each.how, each.text, each.blob)
        if key not in done:
            done.add(key)
            yield each


def _order(seen: Seen) -> tuple[int, int, int]:
    return list(How).index(seen.how), seen.blob, seen.spot.unit if seen.spot else -1


class _Finder:
    """Looks for one component. ``folders`` are the folders of the target: a package does not import itself."""

    def __init__(self, component: Component, folders: set[str]) -> None:
        self.component = component
        self._marks: dict[str, list[Mark]] = defaultdict(list)
        own = {m.text.rsplit("/", 1)[-1].lower() for m in component.marks if m.kind == "import"} & folders
        for mark in component.marks:
            if not (own and mark.kind in ("import", "dependency", "call")):
                self._marks[mark.kind].append(mark)
        self._exact = {mark.text for mark in self._marks["symbol"]}
        self._words = {
            m.text.lower().rsplit(".", 1)[-1] for kind, ms in self._marks.items() if kind != "package" for m in ms
        }
        self._strings = [*self._marks["service"], *self._marks["weights"]]
        self.unused: list[Seen] = []
        """Imports of which a file makes no use: they count where nothing else is seen of the component."""

    def may_be_in(self, text: str) -> bool:
        """Whether a mark may stand in a reading with this text, in lower case."""
        return any(word in text for word in self._words)

    def in_path(self, blob: int, item: Examined) -> Iterator[Seen]:
        """What the path of a leaf that may be quoted says."""
        path = item.path.replace("\\", "/").replace("!", "/")
        last = path.rsplit("/", 1)[-1]
        for mark in self._marks["weights"]:
            rest = last[len(mark.text) :]
            if (
                last.lower().startswith(mark.text.lower())
                and _MODEL.fullmatch(rest)
                and not last.endswith((".py", ".md"))
            ):
                yield Seen(how=How.WEIGHTS, text=last, blob=blob)
        for mark in self._marks["package"]:
            if f"/{mark.text}/" in f"/{path}":
                yield Seen(how=How.PACKAGE, text=mark.text, blob=blob)
                return

    def in_view(self, view: View) -> Iterator[Seen]:
        """What stands in a reading."""
        for index, unit in enumerate(view.reading.units):
            if unit.text in self._exact:
                if (how := _how(view, unit)) is not None:
                    yield Seen(how=how, text=unit.text, blob=view.blob, spot=_whole(view, index))
            elif unit.role is Role.IMPORT:
                yield from self._imported(view, index, unit)
            elif unit.role in (Role.STRING, Role.VALUE, Role.ITEM):
                yield from self._named(view, index, unit)
        called = {mark.text.rsplit(".", 1)[-1]: mark for mark in self._marks["call"]}
        for reference in view.reading.references if called else ():
            if reference.how == "call" and reference.name in called and self._beside(view, reference.unit, called):
                spot = _whole(view, reference.unit)
                yield Seen(how=How.CALLED, text=called[reference.name].text, blob=view.blob, spot=spot)
        if self._marks["dependency"] and _REQUIREMENTS.match(_SPLIT.split(view.path)[-1]):
            yield from self._required(view)

    def _imported(self, view: View, index: int, unit: TextUnit) -> Iterator[Seen]:
        for mark in self._marks["import"]:
            if re.match(rf"{re.escape(mark.text)}(?![\w-])", unit.text):
                start, end = 0, len(mark.text)
                spot = spot_in(view, index, start, end)
                seen = Seen(how=How.IMPORTED, text=mark.text, blob=view.blob, spot=spot)
                if unused_import(view, index):
                    self.unused.append(seen)
                else:
                    yield seen

    def _named(self, view: View, index: int, unit: TextUnit) -> Iterator[Seen]:
        for mark in self._strings:
            at = unit.text.find(mark.text)
            if at >= 0:
                how = How.SERVICE if mark.kind == "service" else How.WEIGHTS_NAMED
                spot = spot_in(view, index, at, at + len(mark.text), unit.symbol)
                yield Seen(how=how, text=mark.text, blob=view.blob, spot=spot)

    def _required(self, view: View) -> Iterator[Seen]:
        for index, unit in enumerate(view.reading.units):
            if unit.role is Role.COMMENT or self._own_name(view, unit):
                continue
            for mark in self._marks["dependency"]:
                found = re.search(_REQUIRED.format(name=re.escape(mark.text)), unit.text, re.IGNORECASE)
                if found:
                    spot = spot_in(view, index, found.start("name"), found.end("name"))
                    yield Seen(how=How.REQUIRED, text=mark.text, blob=view.blob, spot=spot)

    @staticmethod
    def _own_name(view: View, unit: TextUnit) -> bool:
        """Whether a text in a list of requirements is the name of the package that has the list."""
        if unit.role is Role.DOCUMENT:
            return not re.match(r"\s*(?:Requires-Dist:|[A-Za-z])", unit.text) or bool(re.match(r"\s*Name:", unit.text))
        return unit.symbol >= 0 and view.symbol(unit.symbol).name.lower() in _OWN_NAME

    def _beside(self, view: View, unit: int, called: dict[str, Mark]) -> bool:
        """Whether a call's class stands before it on its line."""
        line = view.unit(unit).line
        text = view.lines[line - 1] if line and view.reading.text else ""
        return any(mark.text in text.replace(" ", "") for mark in called.values())


def _whole(view: View, unit: int) -> Spot:
    return spot_in(view, unit, 0, len(view.unit(unit).text), view.unit(unit).symbol)


_HOWS: tuple[tuple[Role, How], ...] = (
    (Role.IMPORT, How.CALLED),
    (Role.FUNCTION, How.DECLARED),
    (Role.RECORD, How.DECLARED),
    (Role.IDENTIFIER, How.CALLED),
    (Role.CONSTANT, How.DECLARED),
    (Role.STRING, How.DECLARED),
)


def _how(view: View, unit: TextUnit) -> How | None:
    """How a symbol stands there, ``None`` where it is only written about."""
    if unit.role is Role.EXPORTED:
        return How.EXPORTED
    if view.reading.reader in NATIVE:
        return How.CALLED if unit.role is Role.IMPORT else How.DECLARED
    return dict(_HOWS).get(unit.role)
