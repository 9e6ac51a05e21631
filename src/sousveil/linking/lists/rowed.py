"""Lists whose members are lists that say what each is: ``[["Race", "raceCode", Kind.select, {...}], ["Hat", ...]]``.

So are controls of a form, columns of a table and rows of details written where maps are too long: a title, a key, a
kind and what belongs to it. The places of the other rows say what kind of thing is listed, as the keys of maps do.
"""

from sousveil.linking.edges import Fact
from sousveil.linking.graph import SHORT, View
from sousveil.linking.lists.described import FEATURES, LONGEST, Described
from sousveil.linking.surroundings import IN_PATH, OF_CONCEPT, Around
from sousveil.linking.texts.asked import among_anything
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

HEAD = 2
"""Members of a row that say what it is: a title and a key."""
FOLDERS = 3
"""Parts of the path that say what a file is about."""
_KEY = late(r"[a-z][A-Za-z0-9_.$-]*")
_SEEN_ON = frozenset({"context/face", "context/body"})
_OF_A_PATH = frozenset({"context/face", "context/body", "context/infer", "context/capture"})


def rowed(view: View, hit: Hit) -> Described | None:
    """What a trait's word is in such a row, where two other rows are features of a look; else ``None``."""
    unit = view.unit(hit.unit)
    row = _row_of(view, unit.symbol) if unit.symbol >= 0 and len(unit.text) <= SHORT else -1
    if row < 0:
        return None
    holder = view.symbol(row).parent
    rows = [one for one in view.children.get(holder, ()) if view.symbol(one).kind is SymbolKind.ARRAY]
    head = _head(view, row)
    if not head or len(rows) > LONGEST or not any(_told_trait(view, one) for one in head):
        return None
    around, features = Around(), dict[int, bool]()
    for other in rows:
        units = _head(view, other) if other != row else []
        told = {tag.concept for one in units for tag in view.unit_tags(one)}
        looks = "context/attribute" in told
        if told & {"context/attribute", "context/face"}:
            features[other] = looks
        if told:
            around.add(told - _SEEN_ON if looks else told, view.unit(units[0]).text)
    if len(features) <= FEATURES or sum(features.values()) < FEATURES or among_anything(len(features), len(rows)):
        return None
    names = {concept for one in (holder, *view.ancestors(holder)) for concept in view.own_concepts(one)}
    path = {tag.concept for tag in view.tag("/".join(view.path.replace("!", "/").split("/")[-FOLDERS:]))}
    around.add(names & set(OF_CONCEPT), "<what holds it>")
    around.add(path & _OF_A_PATH, IN_PATH)
    named = frozenset(OF_CONCEPT[concept] for concept in names if concept in OF_CONCEPT)
    facts = [_fact(view, hit, head)]
    if "context/search" in names | path:
        facts.append(Fact.SEARCH)
    return Described(facts=tuple(facts), around=around, named=named)


def _row_of(view: View, symbol: int) -> int:
    """The row that an item is in, or that a map is in whose entry it is; -1 for none."""
    told = view.symbol(symbol)
    above = told.parent
    if told.kind is SymbolKind.ENTRY and above >= 0 and view.symbol(above).kind is SymbolKind.MAP:
        above = view.symbol(above).parent
    elif told.kind is not SymbolKind.ITEM:
        return -1
    if above < 0 or view.symbol(above).kind is not SymbolKind.ARRAY:
        return -1
    holder = view.symbol(above).parent
    listed = holder >= 0 and view.symbol(holder).kind is SymbolKind.ARRAY
    return above if listed and len(view.children.get(holder, ())) > FEATURES else -1


def _head(view: View, row: int) -> list[int]:
    """The units of the title and the key with which a row begins."""
    members = view.children.get(row, ())[:HEAD]
    units = [view.symbol(one).unit for one in members if view.symbol(one).kind is SymbolKind.ITEM]
    return [unit for unit in units if unit >= 0 and len(view.unit(unit).text) <= SHORT]


def _told_trait(view: View, unit: int) -> bool:
    return any(tag.concept.startswith(("trait/", "proxy/")) for tag in view.unit_tags(unit))


def _fact(view: View, hit: Hit, head: list[int]) -> Fact:
    """A title is a label, a key a slot, and what else stands in the row only belongs to it."""
    if hit.unit not in head or view.unit(hit.unit).role is Role.IDENTIFIER:
        return Fact.WORD
    return Fact.SLOT if _KEY.fullmatch(view.unit(hit.unit).text) else Fact.LABEL
