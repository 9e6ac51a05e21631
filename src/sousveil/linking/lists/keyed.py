"""Features of a face that a record keeps by number: ``enum FaceAttrType { AGE, RACE }``, ``FaceAttr { type, value }``.

No field is called after the trait: the record has one for the kind of feature and one for its value, and the kinds are
listed beside. A kind is then a slot in all but name. Where no record keeps a kind with a value, the list says what can
be asked for, and no more; a record that switches features on or off keeps none.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sousveil.linking.edges import EdgeKind, Fact
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.weave import Weave
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

WHY = "a record keeps the number of a feature with its value, and this is one of the numbers"
MOST = 8
"""Members of such a record; one with more is of something."""
_KINDS = frozenset({SymbolKind.ENUM_MEMBER, SymbolKind.CONSTANT})
_ASKED = frozenset({Fact.SELECTOR, Fact.PRODUCER, Fact.WORD})
_OF = r"(?:face|facial|person|human|body|pedestrian)_?(?:attr(?:ibute)?s?|features?|propert(?:y|ies)|props?|traits?)"
_NUMBERS = late(rf"{_OF}_?(?:type|kind|key|id|code|item|index)s?(?![a-z])", re.IGNORECASE)
"""What the kinds of features are called, each by its own name or all by that of their list."""
_KEEPS = late(rf"{_OF}(?!_?(?:type|kind|key))", re.IGNORECASE)
_SETS = late(
    r"switch|enable|cfg|conf|filter|req(?![a-z])|request|quer|search|cap(?:s|abilit)|param|thresh|rule", re.IGNORECASE
)
"""What is asked or set, and not told."""
_KIND = late(r"(?:[a-z]{1,4}_|m_|_|[a-z]{1,3}(?=[A-Z]))?(?:attr(?:ibute)?_?)?(?i:type|kind|key|id|code|name|index)_?")
_VALUE = late(r"(?:[a-z]{1,4}_|m_|_|[a-z]{1,3}(?=[A-Z]))?(?:attr(?:ibute)?_?)?(?i:val|value|result|level)s?_?")


class _Keeper(NamedTuple):
    """A record with a member for the kind of something and one for its value."""

    view: View
    record: int
    types: frozenset[str]
    """The types of the members that say the kind."""
    of_features: bool
    """Whether it is called after the features of a face."""


def lay_keyed(weave: Weave, graph: Graph) -> None:
    """Note the kinds of features, tied to a face, that a record keeps with a value each: they are slots."""
    kinds = [number for number in range(len(weave.spots)) if _is_kind(weave, graph, number)]
    keepers = _by_type(graph) if kinds else {}
    for number in kinds if keepers else ():
        spot = weave.spots[number]
        view = graph.views[spot.examined, spot.reading]
        if (keeper := _keeper_of(view, view.unit(spot.unit).symbol, keepers)) is not None:
            weave.facts[number].pop(Fact.WORD, None)
            weave.facts[number][Fact.SLOT] = None
            place = spot_of(keeper.view, keeper.view.symbol(keeper.record).unit, symbol=keeper.record)
            record = weave.spot(weave.keys[number], place, Fact.RECORD)
            weave.edge(number, record, EdgeKind.MEMBER_OF, WHY)


def _by_type(graph: Graph) -> dict[tuple[str, str], _Keeper]:
    """The first record for each type of a kind, by language and in any; what is called after a face, under none too."""
    found: dict[tuple[str, str], _Keeper] = {}
    for keeper in _keepers(graph):
        for name in (*sorted(keeper.types), *(("",) if keeper.of_features else ())):
            for language in (keeper.view.reading.language, ""):
                found.setdefault((name, language), keeper)
    return found


def _is_kind(weave: Weave, graph: Graph, number: int) -> bool:
    """Whether a spot is the name of a kind of feature, which is tied to a face, and no group."""
    facts, spot = weave.facts[number].keys(), weave.spots[number]
    if not weave.keys[number][1].tied or not facts & _ASKED or facts & {Fact.SLOT, Fact.GROUP, Fact.GROUP_LIST}:
        return False
    view = graph.views[spot.examined, spot.reading]
    symbol = view.unit(spot.unit).symbol
    if symbol < 0 or view.symbol(symbol).unit != spot.unit or view.symbol(symbol).kind not in _KINDS:
        return False
    return _NUMBERS.search(view.symbol(symbol).name) is not None or bool(_list_of(view, symbol))


def _list_of(view: View, symbol: int) -> str:
    """The name of the enumeration that a kind is in."""
    parent = view.symbol(symbol).parent
    return view.symbol(parent).name if parent >= 0 and view.symbol(parent).kind is SymbolKind.ENUM else ""


def _keeper_of(view: View, symbol: int, keepers: Mapping[tuple[str, str], _Keeper]) -> _Keeper | None:
    """The record that keeps a kind: by the type of its member, or by what both are called after."""
    name, own = _list_of(view, symbol), view.symbol(symbol).name
    numbered = _NUMBERS.search(own) or _NUMBERS.search(name)
    for one in ([name] if name else []) + ([""] if numbered else []):
        keeper = keepers.get((one, view.reading.language)) or keepers.get((one, ""))
        if keeper is not None:
            return keeper
    return None


def _keepers(graph: Graph) -> Iterator[_Keeper]:
    for view in graph.views.values():
        for record, symbol in enumerate(view.reading.symbols):
            children = view.children.get(record, ()) if symbol.kind is SymbolKind.RECORD and symbol.unit >= 0 else ()
            if not 2 <= len(children) <= MOST or _SETS.search(symbol.name) is not None:
                continue
            fields = [view.symbol(one) for one in children if view.symbol(one).kind is SymbolKind.FIELD]
            kinds = [one for one in fields if _KIND.fullmatch(one.name) is not None]
            if kinds and any(_VALUE.fullmatch(one.name) is not None for one in fields):
                types = frozenset(one.type.rpartition(".")[2] for one in kinds if one.type)
                yield _Keeper(view, record, types, _KEEPS.search(symbol.name) is not None)
