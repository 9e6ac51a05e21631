"""Edges that are laid when all else is: keys, translations, documents and subscriptions of what was found."""

import re
from collections import defaultdict
from collections.abc import Iterator

from sousveil.linking.edges import EdgeKind, Fact
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import WORD, spot_of
from sousveil.linking.lists.keyed import lay_keyed
from sousveil.linking.weave import Weave, chain_key
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

NAME = late(r"[A-Za-z_][\w.-]{1,60}")
LANGUAGE = late(r"(?:[-_.]|(?<=[/!])|^)[a-z]{2}(?:[-_]r?[a-z]{2,4})?(?=[/!._-])", re.IGNORECASE)
"""A language in a path: ``values-zh``, ``messages_en_GB.properties``, ``i18n/fr.json``."""
MOST = 8
"""Files in other languages that are joined to a label."""
PARTS = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LONG_NAME = 8
"""Letters of a name that a text can be said to name; shorter ones are words of the language."""


class Further:
    """Lays them on the weave of one target."""

    def __init__(self, graph: Graph, weave: Weave) -> None:
        self._graph, self._weave = graph, weave

    def lay(self) -> None:
        """All of them, over the spots that are there."""
        lay_keyed(self._weave, self._graph)
        numbers = range(len(self._weave.spots))
        self._keys(numbers)
        self._translations(numbers)
        self._subscriptions(numbers)
        self._documents(numbers)

    def _view(self, number: int) -> View:
        spot = self._weave.spots[number]
        return self._graph.views[spot.examined, spot.reading]

    def _keys(self, numbers: range) -> None:
        """The key in an annotation, under which a field is written, and the field."""
        for number in numbers:
            view, unit = self._view(number), self._weave.spots[number].unit
            symbol = view.unit(unit).symbol
            if (
                Fact.SLOT not in self._weave.facts[number]
                or view.unit(unit).role is not Role.ATTRIBUTE
                or not NAME.fullmatch(view.unit(unit).text)
                or symbol < 0
                or view.symbol(symbol).kind is not SymbolKind.FIELD
                or view.symbol(symbol).unit < 0
            ):
                continue
            key = self._weave.keys[number]
            field = self._weave.spot(key, spot_of(view, view.symbol(symbol).unit, symbol=symbol), Fact.SLOT)
            self._weave.edge(number, field, EdgeKind.KEY_OF, "that field is written under it")

    def _translations(self, numbers: range) -> None:
        """Labels under one key in files that differ by their language only."""
        labels: dict[tuple[object, str, str], list[int]] = defaultdict(list)
        for number in numbers:
            view, unit = self._view(number), self._weave.spots[number].unit
            symbol = view.unit(unit).symbol
            if Fact.LABEL not in self._weave.facts[number] or symbol < 0 or not view.symbol(symbol).name:
                continue
            if view.symbol(symbol).kind is SymbolKind.ENTRY:
                where = LANGUAGE.sub("", view.path.lower())
                labels[chain_key(self._weave.keys[number]), where, view.symbol(symbol).name].append(number)
        for same in labels.values():
            same.sort(key=lambda number: (self._view(number).path, self._weave.spots[number].start))
            for number in same[1 : MOST + 1]:
                if self._weave.spots[number].examined != self._weave.spots[same[0]].examined:
                    why = "it stands under the same key in a file for another language"
                    self._weave.edge(number, same[0], EdgeKind.TRANSLATES, why)

    def _subscriptions(self, numbers: range) -> None:
        """Calls that subscribe to an event that was found."""
        events: dict[str, list[int]] = defaultdict(list)
        for number in numbers:
            name = self._weave.spots[number].name.rpartition(".")[2]
            if Fact.EVENT in self._weave.facts[number] and _telling(name) and self._weave.keys[number][1].tied:
                events[name].append(number)
        for view in self._graph.views.values() if events else ():
            for reference in view.reading.references:
                if reference.how != "subscribe":
                    continue
                for event in events.get(reference.name, ())[:1]:
                    key = self._weave.keys[event]
                    use = self._weave.spot(key, spot_of(view, reference.unit, symbol=reference.within))
                    self._weave.edge(use, event, EdgeKind.SUBSCRIBES_TO, "it is handed to a call that subscribes")

    def _documents(self, numbers: range) -> None:
        """Texts for people that name a slot, a record or a list that was found; one for each name."""
        named: dict[str, list[int]] = defaultdict(list)
        for number in numbers:
            facts = self._weave.facts[number]
            name = self._weave.spots[number].name.rpartition(".")[2]
            things = {Fact.SLOT, Fact.RECORD, Fact.GROUP_LIST} & set(facts)
            if things and _telling(name) and self._weave.keys[number][1].tied:
                named[name].append(number)
        if not named:
            return
        for view, unit, name, start in self._mentions(set(named)):
            for number in named.pop(name, ())[:1]:
                where = spot_of(view, unit, start, start + len(name))
                text = self._weave.spot(self._weave.keys[number], where)
                self._weave.edge(number, text, EdgeKind.DOCUMENTED_BY, "that text names it")

    def _mentions(self, names: set[str]) -> Iterator[tuple[View, int, str, int]]:
        for view in sorted(self._graph.views.values(), key=lambda view: (view.path, view.number)):
            for unit, told in enumerate(view.reading.units):
                if told.role is Role.DOCUMENT:
                    for match in WORD.finditer(told.text):
                        if match[0] in names:
                            yield view, unit, match[0], match.start()


def _telling(name: str) -> bool:
    """Whether a name is one that somebody made up, and not a word of the language."""
    return len(name) >= LONG_NAME and len(PARTS.findall(name)) >= 2
