"""Values that somebody chooses on a screen when a person is enrolled: kept beside a face, told by no picture of it.

``add_face(path, name, ethnicity)`` keeps what it is handed, and each call of it hands over what a control of the
program holds: ``add_face(shot, name.get(), ethnicity_box.get())``. Where the same file works the trait out too, nothing
is said.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from sousveil.linking.edges import Fact, Setting
from sousveil.linking.found import Found
from sousveil.linking.given.agencies import Agencies
from sousveil.linking.given.questions import WHY as ASKED
from sousveil.linking.given.questions import answered, answers
from sousveil.linking.graph import Graph, View
from sousveil.linking.lists.expressions import PEOPLE
from sousveil.model.late import late
from sousveil.model.words import SymbolKind, Trait

WHY = "it is chosen by hand where a person is enrolled under a name, and that is what is kept beside the face"
LONGEST = 400_000
"""Code points of a file in which calls are looked for."""
ARGUMENTS = 2000
"""Code points of the arguments of a call."""
ABOVE = 2000
"""Code points before a call in which a name that it hands over was given its value."""
SHORTEST = 4
"""Letters of the name of a function; *add* is anybody's."""
MOST = 40
"""Functions that are looked at in one file."""
_NAME = late(r"(?:full|person|user|first|display|employee|student|subject|people)?_?name|nome|nombre", re.IGNORECASE)
_SELF = frozenset({"self", "cls", "this"})
_CONTROL = late(
    r"(?:var|entry|box|combo|drop_?down|input|edit|choice|field|select\w*|spin\w*|menu|option\w*|radio|picker|widget)\w*"
    r"(?:\.|->)(?:get|value|text|current_?text|get_?text|get_?value|get_?selected\w*|selected\w*|current_?value)\b"
    r"|(?<![\w.])(?:raw_)?input\s*\(|(?<!\w)st(?:\.\w+)?\.(?:selectbox|radio|text_input)\s*\(|scanner\.next",
    re.IGNORECASE,
)
"""What a control of a screen holds, or somebody answers on a console."""
_TOLD = frozenset({Fact.PRODUCER, Fact.SELECTOR, Fact.NOT_RECOGNISED})


def _family(trait: Trait) -> Trait:
    """Race and ethnicity are one thing to those who choose them on a screen."""
    return Trait.RACE if trait in PEOPLE else trait


class Enrolled:
    """Which files of a target keep or hand over what is chosen by hand, for which trait."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._agencies = Agencies(graph)
        self._typed: set[tuple[int, int, Trait]] = set()

    def told(self, found: Iterable[tuple[View, Found]]) -> list[tuple[View, Found]]:
        """The same places, those that are told by hand as typed in."""
        found = list(found)
        inferred = {(view.blob, view.number, _family(item.trait)) for view, item in found if _TOLD & set(item.facts)}
        slots = {(view.blob, view.number): view for view, item in found if item.setting.tied}
        self._typed = {key for view in slots.values() for key in self._chosen(view)} - inferred
        told = answered(self._graph, ((view, self._of(view, item)) for view, item in found))
        return self._agencies.told(told)

    def setting(self, view: View, trait: Trait, setting: Setting, why: str, line: int = 0) -> tuple[Setting, str]:
        """The setting of a list of groups that begins on a line of a file, with the reason."""
        if setting.tied and trait in PEOPLE and answers(view, line):
            return Setting.TYPED, ASKED
        typed = setting.tied and (view.blob, view.number, _family(trait)) in self._typed
        return (Setting.TYPED, WHY) if typed else (setting, why)

    def _of(self, view: View, item: Found) -> Found:
        setting, why = self.setting(view, item.trait, item.setting, item.why)
        return item if setting is item.setting else msgspec.structs.replace(item, setting=setting, why=why)

    def _chosen(self, view: View) -> Iterator[tuple[int, int, Trait]]:
        """The files that a function of a file is called in with what was chosen, and its own; none where one is not."""
        for name, at, keyword, trait in list(_keeps(view))[:MOST]:
            calls: dict[tuple[int, int], list[bool]] = defaultdict(list)
            for other in self._graph.views.values():
                text = other.reading.text
                if len(text) <= LONGEST and f"{name}(" in text:
                    calls[other.blob, other.number] += _handed(text, name, at, keyword)
            if any(map(any, calls.values())) and all(map(all, calls.values())):
                for blob, number in {(view.blob, view.number), *(place for place, told in calls.items() if told)}:
                    yield blob, number, _family(trait)


def _keeps(view: View) -> Iterator[tuple[str, int, str, Trait]]:
    """The functions that take a trait and the name of a person: name, place and name of that parameter, trait."""
    for number, symbol in enumerate(view.reading.symbols):
        if symbol.kind is not SymbolKind.FUNCTION or len(symbol.name) < SHORTEST:
            continue
        taken = [one for one in view.children.get(number, ()) if view.symbol(one).kind is SymbolKind.PARAMETER]
        names = [view.symbol(one).name for one in taken]
        if not any(map(_NAME.fullmatch, names)):
            continue
        first = int(names[0] in _SELF)
        for at, one in enumerate(taken):
            trait = _trait_of(view, one)
            if trait is not None:
                yield symbol.name, at - first, names[at], trait


def _trait_of(view: View, symbol: int) -> Trait | None:
    named = {tag.concept for tag in view.tag(view.symbol(symbol).name)}
    return next((trait for trait in Trait if f"trait/{trait.value}" in named), None)


def _handed(text: str, name: str, at: int, keyword: str) -> list[bool]:
    """For each call of a function in a text that hands over that parameter: whether a control holds it."""
    told = []
    for call in re.finditer(rf"(?<!def )(?<!function )(?<!\w){re.escape(name)}\(", text):
        arguments = _arguments(text[call.end() : call.end() + ARGUMENTS])
        named = [one.partition("=")[2] for one in arguments if re.match(rf"{re.escape(keyword)}\s*=(?!=)", one)]
        if not named and len(arguments) > at and not any(re.match(r"\w+\s*=(?!=)", one) for one in arguments[: at + 1]):
            named = [arguments[at]]
        told += [_by_hand(text[max(0, call.start() - ABOVE) : call.start()], value.strip()) for value in named]
    return told


def _by_hand(before: str, value: str) -> bool:
    """Whether a value is what a control holds, or a name that was given it before."""
    if _CONTROL.search(value) is not None:
        return True
    given = list(re.finditer(rf"(?<![\w.]){re.escape(value)}\s*=(?!=)([^\n]*)", before)) if value.isidentifier() else []
    return bool(given) and _CONTROL.search(given[-1][1]) is not None


def _arguments(text: str) -> Sequence[str]:
    """What stands between the commas of a call whose parenthesis was just opened."""
    parts: list[str] = []
    depth = start = 0
    for at, sign in enumerate(text):
        if sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
            if depth < 0:
                return [*parts, text[start:at].strip()] if text[start:at].strip() else parts
        elif sign == "," and not depth:
            parts.append(text[start:at].strip())
            start = at + 1
    return []
