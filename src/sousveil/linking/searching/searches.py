"""Functions that make the condition of a search out of a trait: ``raceCondition(race)`` in a module of queries."""

from sousveil.linking.acting.configured import words
from sousveil.linking.edges import EdgeKind, Fact
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.searching.requested import lay_requested
from sousveil.linking.searching.sought import lay_sought
from sousveil.linking.weave import Weave
from sousveil.model.words import Role, SymbolKind

WHY = "that function makes the condition of a search out of it"
MADE = frozenset({
    "condition", "conditions", "conditon", "condtion", "criteria", "criterion", "where", "filter", "filters",
    "predicate", "clause", "query", "specification", "spec",
})  # fmt: skip
"""Words for what a search goes by, in the name of a function; two of them as they are misspelt."""
SEARCHES = frozenset({
    "query", "queries", "search", "searches", "retrieval", "filter", "filters", "criteria", "predicate", "where",
    "finder", "specification", "specifications", "queryset", "condition", "conditions",
})  # fmt: skip
"""Words that say of a file, or of the type of what is given back, that it is about searching."""
TAKEN = frozenset({Role.PARAMETER, Role.FUNCTION, Role.TYPE, Role.IDENTIFIER})


def makes_condition(view: View, function: int) -> bool:
    """Whether a function that is called after a trait makes the condition of a search, by its name and its module.

    A name such as ``raceCondition`` says so only of what is tied to a face: see ``join_searches``.
    """
    symbol = view.symbol(function)
    if symbol.unit < 0 or not any(tag.concept.startswith("trait/") for tag in view.tag(symbol.name)):
        return False
    if not MADE & set(words(symbol.name)):
        return False
    path = view.path.rpartition(".")[0].replace("!", "/").split("/")[-2:]
    return bool(SEARCHES & {word for part in (*path, symbol.type) for word in words(part)})


def join_searches(weave: Weave, graph: Graph) -> None:
    """Join what such a function takes, where that is tied to a face or body, to the function; and lay conditions."""
    for number in range(len(weave.spots)):
        spot = weave.spots[number]
        view = graph.views[spot.examined, spot.reading]
        unit = view.unit(spot.unit)
        if not weave.keys[number][1].tied or unit.role not in TAKEN or unit.symbol < 0:
            continue
        above = (unit.symbol, *view.ancestors(unit.symbol))
        function = next((one for one in above if view.symbol(one).kind is SymbolKind.FUNCTION), -1)
        if function >= 0 and makes_condition(view, function):
            made = weave.spot(
                weave.keys[number], spot_of(view, view.symbol(function).unit, symbol=function), Fact.SEARCH
            )
            weave.edge(number, made, EdgeKind.PARAMETER_OF, WHY)
    lay_sought(weave, graph)
    lay_requested(weave, graph)
