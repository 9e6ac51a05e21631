"""Names that are left where their kin went: a text field, a string or a label for a trait whose slots are gone."""

import re
from collections.abc import Sequence

from sousveil.linking.edges import Chain, Fact, Spot
from sousveil.linking.graph import Graph
from sousveil.linking.traces import Sign, Trace
from sousveil.model.words import SymbolKind, Trait

WIDGET = re.compile(
    r"^(?:J|Q|ui|UI|NS|System\.Windows\.\S*\.)?"
    r"(?:Text(?:Field|Box|View|Area)?|Label|Edit(?:Text)?|LineEdit|ComboBox|CheckBox|Spinner|Choice|RadioButton)\w*$"
)
"""Types of what shows a text on a screen; such a field holds no value of a record."""
MENTIONS = frozenset({Fact.SLOT, Fact.LABEL, Fact.PRODUCER, Fact.WORD, Fact.RECORD})
"""All that a chain of mere names may have."""
_NAME = re.compile(r"\w")
ALIKE: dict[Trait, frozenset[Trait]] = {
    Trait.RACE: frozenset({Trait.RACE, Trait.SKIN_COLOUR}),
    Trait.SKIN_COLOUR: frozenset({Trait.RACE, Trait.SKIN_COLOUR}),
    Trait.ETHNICITY: frozenset({Trait.ETHNICITY}),
}


def survivors(graph: Graph, chains: Sequence[Chain], renamed: Sequence[Trace]) -> tuple[list[Chain], list[Trace]]:
    """The chains that stand by themselves, and traces in the place of those that are mere names.

    A chain becomes a trace where all its slots are widgets or strings, and slots for the same trait are called
    otherwise in the records of the same target (``renamed``).
    """
    gone = {trace.trait for trace in renamed if trace.sign is Sign.RENAMED}
    if not gone:
        return list(chains), []
    kept: list[Chain] = []
    traces: list[Trace] = []
    for chain in chains:
        if gone & ALIKE.get(chain.trait, frozenset()) and chain.structured and _only_names(graph, chain):
            traces.append(_survivor(graph, chain, renamed))
        else:
            kept.append(chain)
    return kept, traces


def _only_names(graph: Graph, chain: Chain) -> bool:
    return (
        chain.setting.tied
        and not chain.groups
        and all(set(spot.facts) <= MENTIONS for spot in chain.spots)
        and any(Fact.RECORD not in spot.facts for spot in chain.spots)
        and not any(Fact.SLOT in spot.facts and _holds_a_value(graph, spot) for spot in chain.spots)
    )


def _holds_a_value(graph: Graph, spot: Spot) -> bool:
    """Whether a slot is a field or column of a record, and not what shows or prints one."""
    view = graph.views[spot.examined, spot.reading]
    number = view.unit(spot.unit).symbol
    if number < 0 or view.symbol(number).unit != spot.unit:
        return False
    symbol = view.symbol(number)
    return symbol.kind in (SymbolKind.FIELD, SymbolKind.COLUMN) and not WIDGET.match(symbol.type)


def _survivor(graph: Graph, chain: Chain, renamed: Sequence[Trace]) -> Trace:
    named = [spot for spot in chain.spots if Fact.RECORD not in spot.facts]
    first = next((spot for spot in named if Fact.SLOT in spot.facts), named[0])
    text = graph.views[first.examined, first.reading].reading.text
    kin = max(
        (trace for trace in renamed if trace.trait in ALIKE[chain.trait] and trace.sign is Sign.RENAMED),
        key=lambda trace: (trace.record in text, trace.trait is chain.trait),
    )
    others = [spot for spot in named if spot is not first]
    return Trace(
        sign=Sign.SURVIVOR, trait=chain.trait, spots=(first, *others, kin.spots[0]), written=_whole(graph, first),
        record=kin.record, published=kin.published, entry=kin.entry,
        between=(kin.written, ""),
    )  # fmt: skip


def _whole(graph: Graph, spot: Spot) -> str:
    """The whole name of which a spot is a part."""
    text = graph.views[spot.examined, spot.reading].unit(spot.unit).text
    start, end = spot.start, spot.end
    while start > 0 and _NAME.match(text[start - 1]):
        start -= 1
    while end < len(text) and _NAME.match(text[end]):
        end += 1
    return text[start:end]
