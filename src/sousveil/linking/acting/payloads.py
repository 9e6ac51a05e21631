"""What an event carries, as data: ``{"eventType": "faceDetection", "faces": [{"faceRect": ..., "race": ...}]}``.

No record is declared there: that the map is an event is told by a key for the kind of event or alarm in it.
"""

from sousveil.linking.acting.configured import ROOT, last_key, words
from sousveil.linking.edges import EdgeKind, Fact, Surrounding
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.surroundings import GIVEN, Around, of_record, told_by_name
from sousveil.linking.weave import Weave
from sousveil.model.words import SymbolKind

WHY = "it is in what that event carries"
UP = 4
"""Maps and lists around a slot that are looked at."""
MOST = 60
"""Keys of an event."""
DATA = frozenset({"json", "yaml", "markup"})
"""Readers of data."""
XML = "xml"
_EVENT = frozenset({"event", "alarm", "alert", "notification"})
_KIND = frozenset({"type", "name", "code", "kind", "id", "state", "category", "time", "description", "major", "minor"})
_TELLS = ("group/", "rest/", "shade/", "trait/")
_SEEN = (Surrounding.CAPTURE, Surrounding.APPEARANCE, Surrounding.VITAL)


def lay_payloads(graph: Graph, weave: Weave) -> None:
    """Join each slot in data to the key that says of what kind the event is that carries it."""
    for number in range(len(weave.spots)):
        spot, key = weave.spots[number], weave.keys[number]
        view = graph.views[spot.examined, spot.reading]
        if view.reading.reader not in DATA or (view.reading.reader == "markup" and view.reading.language != XML):
            continue
        if not key[1].tied or Fact.SLOT not in weave.facts[number]:
            continue
        kind = _kind_of(view, view.unit(spot.unit).symbol)
        if kind >= 0:
            event = weave.spot(key, spot_of(view, view.symbol(kind).unit, symbol=kind), Fact.RECORD, Fact.EVENT)
            weave.edge(number, event, EdgeKind.PAYLOAD_OF, WHY)


def _kind_of(view: View, symbol: int) -> int:
    """The key for the kind of event, in one of the maps around a symbol; -1 where there is none."""
    if symbol < 0 or view.symbol(symbol).kind not in (SymbolKind.ENTRY, SymbolKind.ELEMENT):
        return -1
    for above in [*list(view.ancestors(symbol))[:UP], ROOT]:
        if above == ROOT or view.symbol(above).kind in (SymbolKind.MAP, SymbolKind.ELEMENT):
            for child in view.children.get(above, ())[:MOST]:
                told = view.symbol(child)
                if told.unit >= 0 and told.value and child != symbol and _is_kind(last_key(told.name)):
                    return child
    return -1


def _is_kind(name: str) -> bool:
    told = set(words(name))
    return (
        bool(told & _EVENT)
        and told <= _EVENT | _KIND
        and (bool(told & {"type", "code", "kind", "name"}) or told <= _EVENT)
    )


def of_listed_faces(view: View, symbol: int, holder: int, around: Around) -> frozenset[Surrounding]:
    """That a face is named, where a map lies in a list of faces, and something in it was seen and not filled in."""
    above = view.symbol(holder).parent if holder >= 0 and view.reading.reader in DATA else -1
    if above < 0 or view.symbol(holder).kind is not SymbolKind.MAP or view.symbol(above).kind is not SymbolKind.ARRAY:
        return frozenset()
    named = "context/face" in told_by_name(view, above) and "context/platform" not in told_by_name(view, above)
    seen = around.has(*_SEEN) and around.has(*GIVEN) <= 1
    seen = seen and not _of_something_else(view, symbol)
    return frozenset({Surrounding.FACE}) if named and seen and not view.symbol(holder).name else frozenset()


def face_around(view: View, symbol: int) -> int:
    """The element of a face that an element without others in it lies in, as documents of XML have it; -1 for none.

    Something that was seen must lie beside it: a rectangle, an age, glasses.
    """
    own = view.symbol(symbol) if symbol >= 0 and view.reading.language == XML else None
    if own is None or own.kind is not SymbolKind.ELEMENT or own.parent < 0 or _has_elements(view, symbol):
        return -1
    named = any(
        "context/face" in told_by_name(view, one) for one in (own.parent, view.symbol(own.parent).parent) if one >= 0
    )
    around = of_record(view, own.parent)
    seen = around.has(*_SEEN) and around.has(*GIVEN) <= 1
    seen = seen and not _of_something_else(view, symbol)
    return own.parent if named and seen and view.symbol(own.parent).kind is SymbolKind.ELEMENT else -1


def _of_something_else(view: View, symbol: int) -> bool:
    """Whether a value is no code and names no group, rest or shade: a race that was run, a kind of figure."""
    value = view.symbol(symbol).value
    return bool(value) and not value.isdigit() and not any(tag.concept.startswith(_TELLS) for tag in view.tag(value))


def _has_elements(view: View, symbol: int) -> bool:
    return any(view.symbol(child).kind is SymbolKind.ELEMENT for child in view.children.get(symbol, ()))
