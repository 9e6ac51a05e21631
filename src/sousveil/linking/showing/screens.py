"""Screens that show what lies elsewhere: titles over a value, choices that are those of a list, names of one's own.

``<CardTitle>Ethnicity</CardTitle>`` over ``chart.ethnicity`` shows what the same program works out of pictures;
``<Label>Ethnicity</Label>`` over ``Object.values(EthnicGroup)`` offers a list that is of faces, in another file; and
``f"Seen as: {told}"`` shows the race that ``told`` was given above. What people type in is none of these.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from sousveil.linking.code.branched import lay_branched
from sousveil.linking.edges import EdgeKind, Fact, Setting, Surrounding
from sousveil.linking.graph import Graph, Node, View
from sousveil.linking.holders import spot_of
from sousveil.linking.lists.scheme import Scheme
from sousveil.linking.showing.filled import lay_filled
from sousveil.linking.showing.rendered import lay_rendered
from sousveil.linking.showing.shown import lay_shown
from sousveil.linking.showing.titles import LOGGED, READ_IN, label_groups, titled
from sousveil.linking.standing import LABEL_ROLES
from sousveil.linking.surroundings import GIVEN, near, told_by
from sousveil.linking.taming import REACH
from sousveil.linking.texts.telling import TYPED_IN
from sousveil.linking.weave import Weave
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

OVER = "what stands under this title is called after what the same program tells of pictures"
OFFERED = "its choices are those of that list"
CARRIED = "what is written there was given that value above"
UNDER = 6
"""Lines under a title in which the value stands."""
CHOICES = 10
"""Lines under a label in which its choices are named."""
BELOW = 40
"""Lines under a name that is given a value, in which it is shown."""
LEAST = 6
"""Letters of the name of a list that is looked up across files."""
SHOWN = 3
"""Places at which one name is shown."""
MOST = 400
"""Labels of one text that are looked at."""
_TOLD = frozenset({Fact.SLOT, Fact.PRODUCER, Fact.SELECTOR})
_VALUES = frozenset({Role.IDENTIFIER, Role.KEY, Role.VALUE, Role.ATTRIBUTE})
_TEXTS = frozenset({Role.STRING, Role.VALUE, Role.ITEM})
_SOUGHT = late(r"filter|search|query|facet", re.IGNORECASE)
_OWN = late(r"[A-Za-z_]\w{2,40}", re.ASCII)
_SHOWN = (
    r"[\w)\"'’.!*_`~>][ \t]?[:：=][*_`~ \t]{{0,4}}"
    r"(?:['\"]?(?:\$|#|\\)?[{{(](?:{{)?[ \t]*{name}[ \t]*[:!}})]"
    r"|['\"][ \t]*[,+.%][ \t]*(?:str\(|String\()?{name}\b|\$\{{?{name}\b)"
)
"""A title, a colon and what has a name, in the text or after it."""


def lay_screens(weave: Weave, graph: Graph, lists: Mapping[Node, tuple[Scheme, Setting]]) -> None:
    """Label what screens show of the slots and lists that are tied to a face."""
    lay_branched(weave, graph, lists)
    label_groups(weave, graph)
    lay_rendered(weave, graph, lists)
    lay_shown(weave, graph, lists)
    told: dict[tuple[int, int], dict[Trait, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, spot in enumerate(weave.spots):
        if weave.keys[number][1].tied and _TOLD & weave.facts[number].keys():
            told[spot.examined, spot.reading][weave.keys[number][0]].append(number)
    for place, traits in told.items():
        view = graph.views[place]
        if view.reading.text and not view.catalogue:
            for trait, spots in traits.items():
                if any(weave.keys[spot][1] is Setting.IMAGE for spot in spots):
                    _lay_titles(weave, view, trait, spots)
                _lay_carried(weave, view, spots)
    _lay_offered(weave, graph, lists)
    lay_filled(weave, graph)


def _lay_titles(weave: Weave, view: View, trait: Trait, spots: list[int]) -> None:
    """The titles over a value that is called after the trait, in a text where that is told of pictures."""
    for hit in _labels(view, trait):
        if _value_under(view, hit, trait) and _of_people(view, hit):
            label = _label(weave, view, hit, (trait, Setting.IMAGE))
            weave.edge(spots[0], label, EdgeKind.SHOWN_BY, OVER)
    for hit in view.hits:
        if hit.trait is trait and view.unit(hit.unit).role is Role.STRING and _of_a_picture(view, hit):
            weave.edge(spots[0], _label(weave, view, hit, (trait, Setting.IMAGE)), EdgeKind.SHOWN_BY, OVER)


def _of_a_picture(view: View, hit: Hit) -> bool:
    """Whether a text writes out a picture with age or sex and the trait: ``"Photo: %s | Age: %d | Race: %s"``."""
    told = told_by(tag.concept for tag in view.unit_tags(hit.unit))
    if not {Surrounding.CAPTURE, Surrounding.VITAL} <= told or not told.isdisjoint((*GIVEN, Surrounding.NAMES)):
        return False
    return titled(view, hit)


def _labels(view: View, trait: Trait) -> Iterator[Hit]:
    """The words for a trait in what a screen shows, each once to a text."""
    seen: set[int] = set()
    for hit in view.hits:
        unit = view.unit(hit.unit)
        if hit.trait is trait and not hit.group and unit.role in LABEL_ROLES and unit.line is not None:
            if hit.unit not in seen:
                seen.add(hit.unit)
                yield hit
            if len(seen) >= MOST:
                return


def _value_under(view: View, hit: Hit, trait: Trait) -> bool:
    """Whether a value called after the trait, and nothing that people fill in, stands under a title."""
    line = view.unit(hit.unit).line or 1
    lines = view.lines[line - 1 : line + UNDER]
    if any(TYPED_IN.search(text[:REACH]) for text in lines):
        return False
    return any(
        view.unit(other).role in _VALUES and any(h.trait is trait for h in view.hits_of_unit.get(other, ()))
        for other in view.units_between(line, line + UNDER)
        if other != hit.unit
    )


def _of_people(view: View, hit: Hit) -> bool:
    """Whether age or sex stands beside a label, and nothing of a form, a card or a name that it is guessed from."""
    around = near(view, hit.unit)
    return around.has(Surrounding.VITAL) > 0 and not around.has(*GIVEN, Surrounding.NAMES)


def _label(weave: Weave, view: View, hit: Hit, key: tuple[Trait, Setting], *facts: Fact) -> int:
    symbol = view.unit(hit.unit).symbol
    return weave.spot(key, spot_of(view, hit.unit, hit.start, hit.end, symbol, hit.rule), Fact.LABEL, *facts)


def _lay_offered(weave: Weave, graph: Graph, lists: Mapping[Node, tuple[Scheme, Setting]]) -> None:
    """The labels of controls whose choices are a list that is tied to a face, by its name."""
    named: dict[str, list[Node]] = defaultdict(list)
    for node, (scheme, _) in lists.items():
        if scheme.holder >= 0 and scheme.unit < 0:
            named[graph.view(node).symbol(scheme.holder).name].append(node)
    offers = {
        name: nodes[0]
        for name, nodes in named.items()
        if len(nodes) == 1 and lists[nodes[0]][1].tied and len(name) >= LEAST and _OWN.fullmatch(name)
    }
    for view in graph.views.values() if offers else ():
        text = view.reading.text
        if not text or not view.hits or view.catalogue:
            continue
        for name, node in offers.items():
            if name in text:
                _offer(weave, graph, view, name, node, lists[node])


def _offer(weave: Weave, graph: Graph, view: View, name: str, node: Node, told: tuple[Scheme, Setting]) -> None:
    scheme, setting = told
    other, key = graph.view(node), (scheme.trait, setting)
    head = other.name_unit(scheme.holder)
    heads = [spot for spot in weave.laid_at(other.blob, other.number, head) if weave.keys[spot][0] is scheme.trait]
    for hit in _labels(view, scheme.trait) if heads else ():
        line = view.unit(hit.unit).line or 1
        below = view.lines[line - 1 : line + CHOICES]
        if not any(re.search(rf"\b{name}\b", text[:REACH]) for text in below) or not _of_people(view, hit):
            continue
        sought = _SOUGHT.search(view.path.rpartition("/")[2]) or any(_SOUGHT.search(text[:REACH]) for text in below)
        label = _label(weave, view, hit, key, *([Fact.SEARCH] if sought else []))
        weave.edge(label, heads[0], EdgeKind.TYPED_AS, OFFERED)


def _lay_carried(weave: Weave, view: View, spots: list[int]) -> None:
    """The texts that show a name of the program's own that is given what was told of a picture."""
    for number in spots:
        spot = weave.spots[number]
        unit = view.unit(spot.unit)
        if unit.symbol < 0 or unit.line is None or view.symbol(unit.symbol).kind is not SymbolKind.VARIABLE:
            continue
        name = view.symbol(unit.symbol).name
        if _OWN.fullmatch(name) is None or any(tag.concept.startswith("trait/") for tag in view.tag(name)):
            continue  # one that is called after the trait is found by that
        for shown in _shown(view, unit.line, name):
            told = view.unit(shown)
            label = weave.spot(weave.keys[number], spot_of(view, shown, symbol=told.symbol), Fact.LABEL)
            weave.edge(number, label, EdgeKind.SHOWN_BY, CARRIED)


def _shown(view: View, line: int, name: str) -> Iterator[int]:
    """The texts below a line in which what has a name is written under a title; until it is given something else."""
    title = re.compile(_SHOWN.format(name=re.escape(name)))
    anew, found = re.compile(rf"^\s*{re.escape(name)}\s*=(?!=)"), 0
    for below in range(line + 1, min(len(view.lines), line + BELOW) + 1):
        text = view.lines[below - 1][:REACH]
        if name not in text:
            continue
        if anew.match(text) or found >= SHOWN:
            return
        match = title.search(text)
        if match is None or LOGGED.search(text[: match.start()]) or READ_IN.search(text[: match.start()]):
            continue
        for unit in view.units_between(below, below):
            if view.unit(unit).role in _TEXTS:
                found += 1
                yield unit
                break
