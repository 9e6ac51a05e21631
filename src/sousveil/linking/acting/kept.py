"""Kept records: columns for a trait beside those of a captured face, with values in their rows. Rows are not read."""

import re

from sousveil.linking.acting.configured import about, trait_hits
from sousveil.linking.acting.switches import setting_there
from sousveil.linking.edges import Fact, Surrounding
from sousveil.linking.graph import Graph
from sousveil.linking.holders import spot_of
from sousveil.linking.weave import Weave
from sousveil.model.late import late

LESSONS = late(
    r"(?:^|[/!_.\s-])(?:train(?:ing)?|val(?:idation)?|test(?:s|ing)?|labels?|dataset|annotations?|samples?|examples?"
    r"|fixtures?|benchmark|split)(?:[/!_.\s\d-]|$)",
    re.IGNORECASE,
)
"""Paths of what a model is taught or tested with: these rows were not kept by a product that was used."""
SEEN = (Surrounding.FACE, Surrounding.BODY, Surrounding.CAPTURE)


def lay_kept(graph: Graph, weave: Weave) -> None:
    """Lays the columns of one target that have values, with the number of rows."""
    for view in graph.views.values():
        if not view.reading.kept or LESSONS.search(view.path):
            continue
        rows = {kept.symbol: kept.rows for kept in view.reading.kept}
        for hit, trait in trait_hits(view):
            symbol = view.unit(hit.unit).symbol
            if symbol not in rows or view.symbol(symbol).unit != hit.unit:
                continue
            setting, why, around = about(view, symbol, hit.unit, sections=2)
            if not setting.tied or not around.has(*SEEN):
                continue
            key = (trait, setting_there(weave, view, hit.unit, setting))
            spot = weave.spot(key, spot_of(view, hit.unit, symbol=symbol, rule=hit.rule), Fact.ROWS)
            weave.count_rows(spot, rows[symbol])
            weave.surround(key, view, around, why)
