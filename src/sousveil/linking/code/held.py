"""Records that are a part of a face's, with each of them in a file of its own: ``class Race`` and ``class Face``.

In Java, C# and the like every class has its file. A record that holds nothing but one trait, with how sure it is, says
of nobody whose it is; the one that has a member of that type does. The record of a person is none of these: whoever is
kept beside a face may have told it of himself.
"""

import re

import msgspec

from sousveil.linking.edges import Fact, Setting, Surrounding
from sousveil.linking.found import Found
from sousveil.linking.graph import Graph, Node, View
from sousveil.linking.surroundings import GIVEN, of_record, told_by_name
from sousveil.model.late import late
from sousveil.model.words import SymbolKind, Trait

WHY = "the record that it is in holds that trait alone, and is a part of one that is called after a face"
MOST = 8
"""Members of a record that holds one trait: its value, how sure it is, and what else belongs to that."""
_SETTLED = frozenset({Fact.PRODUCER, Fact.NOT_OPEN})
_SURE = late(r"_*(?:[mfdn]_?|fl|db|p)?(?:confiden\w*|probabilit\w*|certainty|reliability|likelihood)_*", re.IGNORECASE)
"""A member for how sure something is."""
_TOLD = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})


def held_by_face(graph: Graph, view: View, record: int) -> bool:
    """Whether a record that is called after a trait, and holds nothing else, is the type of a member of a face's."""
    if record < 0 or view.symbol(record).kind is not SymbolKind.RECORD or len(view.children.get(record, ())) > MOST:
        return False
    if not any(concept.startswith("trait/") for concept in told_by_name(view, record)):
        return False
    if of_record(view, record).has(*GIVEN, Surrounding.NAMES, Surrounding.REGISTRY):
        return False
    for user in graph.users(Node(view.blob, view.number, record)):
        other = graph.view(user)
        holder = other.symbol(user.symbol).parent
        member = other.symbol(user.symbol).kind is SymbolKind.FIELD and holder >= 0
        if member and "context/face" in told_by_name(other, holder):
            return True
    return False


class Held:
    """Tells it for the slots of one target."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def told(self, view: View, found: Found) -> Found:
        """The same place; tied to a face where the record that it is in is a part of a face's in another file.

        It was worked out where its type has a member for how sure it is.
        """
        found = self._held(view, found)
        if not found.setting.tied or Fact.SLOT not in found.facts or _SETTLED & set(found.facts):
            return found
        if found.trait not in _TOLD or any(found.around.get(one) for one in (*GIVEN, Surrounding.NAMES)):
            return found
        if not self._comes_with_confidence(view, found.symbol):
            return found
        return msgspec.structs.replace(found, facts=(*found.facts, Fact.PRODUCER))

    def _comes_with_confidence(self, view: View, symbol: int) -> bool:
        """Whether the type of a slot is a small record of an answer: its value, and how sure it is."""
        if symbol < 0 or not view.symbol(symbol).type:
            return False
        node = self._graph.nearest(view.symbol(symbol).type, Node(view.blob, view.number, symbol))
        if node is None or node.symbol < 0:
            return False
        other = self._graph.view(node)
        members = other.children.get(node.symbol, ())
        if other.symbol(node.symbol).kind is not SymbolKind.RECORD or not 1 < len(members) <= MOST:
            return False
        fields = [other.symbol(one).name for one in members if other.symbol(one).kind is SymbolKind.FIELD]
        return len(fields) > 1 and any(_SURE.fullmatch(name) is not None for name in fields)

    def _held(self, view: View, found: Found) -> Found:
        open_yet = found.setting in (Setting.NONE, Setting.PERSON) and found.trait in _TOLD
        if not open_yet or Fact.SLOT not in found.facts or not held_by_face(self._graph, view, found.record):
            return found
        return msgspec.structs.replace(found, setting=Setting.CAPTURED, why=WHY)
