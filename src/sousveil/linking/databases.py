"""Types in a database of debug information, joined to the library that was linked with it.

Microsoft's linkers write the same number (a GUID) into both; debuggers find the one by the other in the same way.
"""

from sousveil.linking.edges import EdgeKind, Fact
from sousveil.linking.graph import Graph, Node, View
from sousveil.linking.holders import spot_of
from sousveil.linking.weave import Key, Weave, chain_key
from sousveil.model.encodings import is_database

MOST = 4
"""Libraries that are joined to one database: one, but for copies."""
_JOINED = frozenset({Fact.RECORD, Fact.GROUP_LIST, Fact.EVENT})


class Databases:
    """Joins what was laid in databases of one target."""

    def __init__(self, graph: Graph, weave: Weave) -> None:
        self._graph, self._weave = graph, weave
        self._asked: set[str] = set()

    def asked_for(self) -> frozenset[str]:
        """The numbers of databases in which something was laid: to be sought in libraries."""
        return frozenset(self._asked)

    def lay(self) -> None:
        """Join the first thing of each chain in a database to the library that names it."""
        numbers = {place: number for place, view in self._graph.views.items() if (number := _number_of(view))}
        if not numbers:
            return
        first: dict[tuple[str, Key], int] = {}
        for at, spot in enumerate(self._weave.spots):
            number = numbers.get((spot.examined, spot.reading), "")
            if number and not _JOINED.isdisjoint(self._weave.facts[at]):
                first.setdefault((number, chain_key(self._weave.keys[at])), at)
        self._asked = {number for number, _ in first}
        libraries = self._libraries()
        for (number, _), at in first.items():
            for node in libraries.get(number, [])[:MOST]:
                view = self._graph.view(node)
                place = spot_of(view, view.symbol(node.symbol).unit, symbol=node.symbol)
                library = self._weave.spot(self._weave.keys[at], place, Fact.WORD)
                why = "that library was linked with it: it names that database by its number"
                self._weave.edge(at, library, EdgeKind.CONTAINED_IN, why)

    def _libraries(self) -> dict[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for (blob, reading), view in self._graph.views.items():
            if view.reading.reader == "pe":
                for index, symbol in enumerate(view.reading.symbols):
                    if is_database(symbol.type) and symbol.unit >= 0:
                        found.setdefault(symbol.type, []).append(Node(blob, reading, index))
        return found


def _number_of(view: View) -> str:
    """The number of the database that a reading is of."""
    if view.reading.reader != "codeview":
        return ""
    return next((symbol.type for symbol in view.reading.symbols if is_database(symbol.type)), "")
