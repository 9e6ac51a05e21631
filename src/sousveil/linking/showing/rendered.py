"""Values that a program puts into words for people: ``{"asian": "asiática"}``, ``attr.race == 0 ? "..." : "..."``.

A map from one language into another, or from codes into words, is for those who read a screen. What it is keyed by
was told by an analysis where a map of the seven facial expressions that classifiers tell apart stands beside it, where
the same file asks for such an analysis, or where the codes are read off something with other features of a look.
"""

import re
from collections.abc import Iterator, Mapping

from sousveil.linking.code.chosen import chosen_by
from sousveil.linking.edges import EdgeKind, Fact, Setting
from sousveil.linking.graph import Graph, Node, View
from sousveil.linking.holders import spot_of
from sousveil.linking.lists.expressions import MOODS, MOST_MOODS, PEOPLE
from sousveil.linking.lists.scheme import Mark, Scheme
from sousveil.linking.surroundings import NEAR_LINES
from sousveil.linking.weave import Weave
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

WHY = "it is what people are shown for that value"
BY_MOODS = (
    "a map of the facial expressions that classifiers tell apart stands beside it: both put their answers into words"
)
LEAST = 3
"""Groups in a map that puts answers into words; features of a look that are read off the same thing."""
BELOW = 10
"""Lines under a chosen text in which it may be shown."""
_FOR_PEOPLE = late(
    r"transl|tradu[cçz]|übersetz|uebersetz|перев|label|caption|display|i18n|locale|nombres?|nomes?|noms?(?![a-z])|texts?(?![a-z])"
    r"|_(?:es|pt|br|fr|de|it|ru|tr|id|vi|pl|ar|fa|ko|kr|ja|jp|zh|cn|nl|uk|hi|el|ro|sv|he)$",
    re.IGNORECASE,
)
"""In the name of a map: it holds words for people."""
_PUTS = late(r"(?:strings?|texts?|words?|desc(?:ription)?|(?:To|_to_)(?:str|name|label)|display_?name)$", re.IGNORECASE)
"""The end of the name of a function that puts a code into words."""
_SHOWS = late(
    r"set_?text|append|print|draw|label|show|display|toast|text_?content|inner_?(?:html|text)|write|message|msg|format",
    re.IGNORECASE,
)
_VALUES = frozenset({Role.VALUE, Role.STRING, Role.ITEM, Role.UI_LABEL})


def by_moods(view: View, scheme: Scheme) -> bool:
    """Whether a map that is keyed by groups stands beside one that is keyed by the expressions of a classifier."""
    if scheme.trait not in PEOPLE or len(_keyed(view, scheme)) < LEAST:
        return False
    at = view.line_of(scheme.holder)
    return any(
        view.symbol(other).kind is SymbolKind.MAP
        and other != scheme.holder
        and abs(view.line_of(other) - at) <= NEAR_LINES
        and _tells_moods(view, other)
        for other in range(len(view.reading.symbols))
    )


def _tells_moods(view: View, holder: int) -> bool:
    keys = {view.symbol(child).name.lower() for child in view.children.get(holder, ())}
    return sum(not keys.isdisjoint(mood) for mood in MOODS) >= MOST_MOODS


def _keyed(view: View, scheme: Scheme) -> dict[int, list[int]]:
    """Of a map, the entries whose keys are groups, each with the units of the words that stand under it."""
    if scheme.holder < 0 or view.symbol(scheme.holder).kind is not SymbolKind.MAP:
        return {}
    marked = {mark.unit for mark in scheme.marks}
    entries = {}
    for entry in view.children.get(scheme.holder, ()):
        key = view.symbol(entry).unit
        texts = [unit for unit in view.inside.get(entry, ()) if unit != key and view.unit(unit).role in _VALUES]
        if key in marked and len(texts) == 1 and _other_words(view.unit(texts[0]).text, view.unit(key).text):
            entries[entry] = texts
    return entries


def _other_words(text: str, key: str) -> bool:
    return text != key and all(char.isalpha() or char in " /-().'’" for char in text)


def lay_rendered(weave: Weave, graph: Graph, lists: Mapping[Node, tuple[Scheme, Setting]]) -> None:
    """Label what is shown for the values of the lists that are tied to a face, and note who told them."""
    for node, (scheme, setting) in lists.items():
        if setting.tied:
            view = graph.view(node)
            _lay_map(weave, view, scheme, setting)
            _lay_chosen(weave, view, scheme)


def _lay_map(weave: Weave, view: View, scheme: Scheme, setting: Setting) -> None:
    keyed = _keyed(view, scheme)
    texts = [view.unit(unit).text for units in keyed.values() for unit in units]
    if len(keyed) < LEAST or not _for_people(view.symbol(scheme.holder).name, texts):
        _lay_put(weave, view, scheme)
        return
    key = (scheme.trait, setting)
    for entry, units in keyed.items():
        inner = weave.laid_at(view.blob, view.number, view.symbol(entry).unit)
        for unit in units:
            shown = weave.laid_at(view.blob, view.number, unit) or [weave.spot(key, spot_of(view, unit, symbol=entry))]
            for spot in shown:
                weave.facts[spot][Fact.LABEL] = None
                for group in inner:
                    weave.edge(group, spot, EdgeKind.SHOWN_BY, WHY)
    if by_moods(view, scheme) or _analysed(weave, view, scheme):
        _told(weave, view, scheme)


def _lay_put(weave: Weave, view: View, scheme: Scheme) -> None:
    """Label the texts of a branch on codes, in a function that is called after putting them into words."""
    above = view.symbol(scheme.holder).parent if scheme.holder >= 0 else -1
    if above < 0 or view.symbol(above).kind is not SymbolKind.FUNCTION or not _PUTS.search(view.symbol(above).name):
        return
    for mark in scheme.marks:
        if view.unit(mark.unit).role in _VALUES:
            for spot in weave.laid_at(view.blob, view.number, mark.unit):
                weave.facts[spot][Fact.LABEL] = None


def _for_people(name: str, texts: list[str]) -> bool:
    return _FOR_PEOPLE.search(name) is not None or any(not text.isascii() for text in texts)


def _analysed(weave: Weave, view: View, scheme: Scheme) -> bool:
    """Whether an analysis of faces is asked for such a trait in the same file."""
    asked = {Fact.PRODUCER, Fact.SELECTOR}
    traits = PEOPLE if scheme.trait in PEOPLE else {scheme.trait}
    return any(
        weave.keys[spot][0] in traits and weave.keys[spot][1] is Setting.IMAGE and asked & set(weave.facts[spot])
        for spot in weave.in_reading(view.blob, view.number)
    )


def _told(weave: Weave, view: View, scheme: Scheme) -> None:
    """Note that the values were told by an analysis, at the name of the list, or at each of them where it has none."""
    named = view.name_unit(scheme.holder)
    for unit in [named] if named >= 0 else dict.fromkeys(mark.unit for mark in scheme.marks):
        for spot in weave.laid_at(view.blob, view.number, unit):
            if weave.facts[spot].keys() & {Fact.GROUP_LIST, Fact.GROUP}:
                weave.facts[spot][Fact.PRODUCER] = None


def _lay_chosen(weave: Weave, view: View, scheme: Scheme) -> None:
    """Texts that are chosen by comparing a member that is called after the trait with codes."""
    chosen = [(mark, owner) for mark in scheme.marks for owner in _owners(view, scheme, mark)]
    if len({mark.group for mark, _ in chosen}) < LEAST - 1:
        return
    function = next(iter([view.symbol(a).name for a in _functions(view, scheme)]), "")
    lines = [line for mark, _ in chosen for line in _lines(view, mark)]
    texts = [view.unit(mark.unit).text for mark, _ in chosen]
    if all(text.isascii() for text in texts) and not any(map(_SHOWS.search, (function, *lines))):
        return
    spots = {spot for mark, _ in chosen for spot in weave.laid_at(view.blob, view.number, mark.unit)}
    looked_at = any(_looks(view, scheme, owner) for owner in {owner for _, owner in chosen})
    for spot in spots:
        weave.facts[spot][Fact.LABEL] = None
        if looked_at:
            weave.facts[spot][Fact.PRODUCER] = None


def _functions(view: View, scheme: Scheme) -> Iterator[int]:
    above = (scheme.holder, *view.ancestors(scheme.holder)) if scheme.holder >= 0 else ()
    return (one for one in above if view.symbol(one).kind is SymbolKind.FUNCTION)


def _lines(view: View, mark: Mark) -> list[str]:
    """The lines from the one above a text, in which a chain may begin, to where what it gives may be shown."""
    line = view.unit(mark.unit).line or 0
    return view.lines[max(0, line - 2) : line + BELOW]


def _owners(view: View, scheme: Scheme, mark: Mark) -> Iterator[str]:
    """What the member is read off by which a text is chosen."""
    for owner, member in chosen_by(view, mark.unit):
        if any(tag.concept == f"trait/{scheme.trait.value}" for tag in view.tag(member)):
            yield owner


def _looks(view: View, scheme: Scheme, owner: str) -> bool:
    """Whether features of a look are read off the same thing near there, one of them neither age nor sex."""
    line = view.unit(scheme.marks[0].unit).line or 1
    text = "\n".join(view.lines[max(0, line - NEAR_LINES) : line + NEAR_LINES])
    read = {match[1] for match in re.finditer(rf"\b{re.escape(owner)}\s*(?:\.|->|\?\.)\s*(\w+)", text)}
    told = [{tag.concept for tag in view.tag(name)} for name in read]
    looks = [concepts for concepts in told if "context/attribute" in concepts]
    return len(looks) >= LEAST - 1 and any("vital/age-or-sex" not in concepts for concepts in looks)
