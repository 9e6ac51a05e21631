"""What holds a record, and what for: the events that carry it, the searches that take it, the rules that ask for it."""

import re
from collections import defaultdict

from sousveil.linking.edges import EdgeKind, Fact, Spot
from sousveil.linking.graph import Graph, Node, View
from sousveil.linking.weave import Key, Weave
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

CLIMB = 3
"""Levels of nesting from a record to an event that contains it."""
USES: tuple[tuple[str, Fact], ...] = (
    ("context/event", Fact.EVENT),
    ("context/search", Fact.SEARCH),
    ("context/rule", Fact.RULE),
)
BY_NAME = frozenset({SymbolKind.FUNCTION, SymbolKind.PARAMETER, SymbolKind.FIELD})
SAYING = frozenset({SymbolKind.CONSTANT, SymbolKind.ENUM_MEMBER, SymbolKind.FUNCTION})
REQUESTS = frozenset({"option", "options"})
"""What a caller asks a detector for is called so too: alone it makes no rule of a record."""
WORD = late(r"[A-Za-z_]\w{5,}", re.ASCII)
"""Names of types in comments; ASCII, since Chinese comments run into them."""


def spot_of(view: View, unit: int, start: int = 0, end: int | None = None, symbol: int = -1, rule: str = "") -> Spot:
    """The spot of a stretch of a unit (code points), the whole of it unless said otherwise."""
    name = view.qualified(symbol) if symbol >= 0 else ""
    end = len(view.unit(unit).text) if end is None else end
    return Spot(examined=view.blob, reading=view.number, unit=unit, start=start, end=end, name=name, rule=rule)


class Holders:
    """Follows records outwards through one target, and lays what it finds on the weave."""

    def __init__(self, graph: Graph, weave: Weave):
        self.graph, self.weave = graph, weave
        self.laid: dict[str, list[tuple[Key, int]]] = defaultdict(list)
        """The spots of records by the record's name."""
        self._climbed: set[tuple[Node, int, Key, int, frozenset[Node]]] = set()
        self._leads: dict[tuple[Node, int], bool] = {}
        self.open_ends: set[str] = set()
        """Names of records that hold a record told, where nothing that was read holds them: a further file may."""
        self.mentions = self._mentions()
        """For the name of a record, the events, searches and calls whose comment names it, with what they are for."""

    def uses(self, view: View, symbol: int) -> list[Fact]:
        """What a thing is for, by its name; of a record, list or constant also by the comments on it.

        A function's comments tell how it works, with words for everything; its name tells what it is for.
        """
        kind = view.symbol(symbol).kind
        units = [view.symbol(symbol).unit] if kind in BY_NAME else list(view.words_of(symbol))
        firm = {
            tag.concept
            for unit in units
            if unit >= 0
            for tag in view.unit_tags(unit)
            if not tag.weak and view.unit(unit).text[tag.start : tag.end].lower() not in REQUESTS
        }
        return [
            fact
            for concept, fact in USES
            if concept in firm and not (fact is Fact.RULE and kind is SymbolKind.FUNCTION)
        ]

    def _mentions(self) -> dict[str, list[tuple[Node, list[Fact]]]]:
        found: dict[str, list[tuple[Node, list[Fact]]]] = defaultdict(list)
        for view in self.graph.views.values():
            for symbol, units in view.texts.items():
                if view.symbol(symbol).kind not in SAYING or view.symbol(symbol).unit < 0:
                    continue
                names = {name for unit in units for name in WORD.findall(view.unit(unit).text)}
                names &= self.graph.named.keys()
                if names and (uses := self.uses(view, symbol)):
                    for name in names:
                        found[name].append((Node(view.blob, view.number, symbol), uses))
        return dict(found)

    def climb(self, node: Node, spot: int, key: Key, levels: int = CLIMB, seen: frozenset[Node] = frozenset()) -> None:
        """Lay what holds the record at ``spot``, where it leads to an event, a search or a rule."""
        way = (node, spot, key, levels, seen)
        if levels == 0 or way in self._climbed:
            return
        self._climbed.add(way)
        for user in self.graph.users(node):
            view = self.graph.view(user)
            holder = view.symbol(user.symbol).parent
            if holder < 0 or view.symbol(user.symbol).unit < 0 or user in seen or view.symbol(holder).unit < 0:
                continue
            above = Node(view.blob, view.number, holder)
            call = view.symbol(holder).kind is SymbolKind.FUNCTION
            uses = self.uses(view, holder) + ([] if call else self.uses(view, user.symbol))
            if not uses and (call or not self._goes_on(above, levels - 1)):
                if not call:
                    self._note_ends(above, levels - 1)
                continue
            outer = self._lay(user, above, spot, key, uses)
            if not call:
                self.climb(above, outer, key, levels - 1, seen | {user})

    def _lay(self, user: Node, above: Node, spot: int, key: Key, uses: list[Fact]) -> int:
        """The field or parameter that holds the record, and what it belongs to; the number of that spot."""
        view, holder = self.graph.view(user), self.graph.view(above).symbol(above.symbol)
        call = holder.kind is SymbolKind.FUNCTION
        field = self.weave.spot(key, spot_of(view, view.symbol(user.symbol).unit, symbol=user.symbol), Fact.RECORD)
        self.weave.edge(spot, field, EdgeKind.CONTAINED_IN, "it takes that record" if call else "it holds that record")
        outer = self.weave.spot(key, spot_of(view, holder.unit, symbol=above.symbol), Fact.RECORD, *uses)
        if call:
            self.weave.edge(field, outer, EdgeKind.PARAMETER_OF, "it is a parameter of that call")
        else:
            self.weave.edge(field, outer, EdgeKind.MEMBER_OF, "it is a member of that record")
        if holder.name:
            self.laid[holder.name].append((key, outer))
        return outer

    def _note_ends(self, node: Node, levels: int, seen: frozenset[Node] = frozenset()) -> None:
        """Note the outermost records that hold the one at ``node``, or the last of them within ``levels``."""
        seen |= {node}
        users = self.graph.users(node) if levels > 0 else ()
        above = {Node(u.blob, u.reading, self.graph.view(u).symbol(u.symbol).parent) for u in users}
        further = sorted(one for one in above - seen if one.symbol >= 0 and not self._calls(one))
        if not further:
            self.open_ends.add(self.graph.view(node).symbol(node.symbol).name)
        for one in further:
            self._note_ends(one, levels - 1, seen)

    def _calls(self, node: Node) -> bool:
        """Whether it takes a record for the time of a call, and holds none; half a program may name such a function."""
        return self.graph.view(node).symbol(node.symbol).kind is SymbolKind.FUNCTION

    def _goes_on(self, node: Node, levels: int) -> bool:
        """Whether a record is an event, search or rule by a comment on one, or is held by one within ``levels``."""
        if (node, levels) not in self._leads:
            self._leads[node, levels] = self._leads_on(node, levels)
        return self._leads[node, levels]

    def _leads_on(self, node: Node, levels: int) -> bool:
        if self.graph.view(node).symbol(node.symbol).name in self.mentions:
            return True
        if levels <= 0:
            return False
        for user in self.graph.users(node):
            view = self.graph.view(user)
            above = Node(view.blob, view.number, view.symbol(user.symbol).parent)
            if above.symbol >= 0 and (self.uses(view, above.symbol) or self._goes_on(above, levels - 1)):
                return True
        return False

    def lay_mentions(self) -> None:
        """Event constants and calls whose comment names a record: in many interfaces the only link there is."""
        for name, spots in sorted(self.laid.items()):
            for node, uses in self.mentions.get(name, ()):
                for key, spot in dict.fromkeys(spots):
                    if set(uses) <= set(self.weave.facts[spot]):
                        continue  # the record says so itself; a constant that repeats it shows nothing more
                    view = self.graph.view(node)
                    event = self.weave.spot(
                        key, spot_of(view, view.symbol(node.symbol).unit, symbol=node.symbol), *uses
                    )
                    self.weave.edge(spot, event, EdgeKind.PAYLOAD_OF, "the comment on it names that record")
