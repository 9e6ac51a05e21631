"""All signs of removal in a target."""

from collections.abc import Sequence

from sousveil.knowledge.pack import Pack
from sousveil.linking.edges import Chain
from sousveil.linking.graph import Graph
from sousveil.linking.removal.layouts import Layouts
from sousveil.linking.removal.scrubbed import Scrubbed
from sousveil.linking.removal.siblings import renamed_in_copies
from sousveil.linking.removal.silenced import commented_out
from sousveil.linking.removal.struck import struck_out
from sousveil.linking.removal.survivors import survivors
from sousveil.linking.removal.traces import Trace, ordered
from sousveil.model.words import Trait


def signs_of_removal(
    graph: Graph, chains: Sequence[Chain], pack: Pack, traits: dict[str, Trait]
) -> tuple[list[Chain], list[Trace]]:
    """The chains that stand by themselves, and the traces. ``traits`` gives the trait that each group belongs to."""
    traces = [*Layouts(pack).find(graph), *renamed_in_copies(graph)]
    scrubbed = Scrubbed(pack, traits)
    for view in graph.views.values():
        traces.extend(scrubbed.find(view))
        traces.extend(commented_out(view))
        traces.extend(struck_out(view))
    kept, left = survivors(graph, chains, traces)
    return kept, ordered(graph, [*traces, *left])
