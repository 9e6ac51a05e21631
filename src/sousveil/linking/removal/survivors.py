"""Names that are left where their kin went: a text field, a string or a label for a trait whose slots are gone."""

from collections.abc import Sequence

from sousveil.linking.edges import Chain, Fact, Spot
from sousveil.linking.graph import Graph
from sousveil.linking.removal.traces import Sign, Trace
from sousveil.model.late import late
from sousveil.model.words import SymbolKind, Trait

WIDGET = late(
    r"^(?:J|Q|ui|UI|NS|System\.Windows\.\S*\.)?"
    r"(?:Text(?:Field|Box|View|Area)?|Label|Edit(?:Text)?|LineEdit|ComboBox|CheckBox|Spinner|Choice|RadioButton)\w*$"
)
"""Types of what shows a text on a screen; such a field holds no value of a record."""
MENTIONS = frozenset({Fact.SLOT, Fact.WORD, Fact.RECORD})
"""All that a chain of mere names may have; its records may besides be taken for the output of an analysis."""
_NAME = late(r"\w")
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
    moved = [trace for trace in renamed if trace.sign is Sign.RENAMED]
    kept: list[Chain] = []
    traces: list[Trace] = []
    for chain in chains:
        kin = [trace for trace in moved if trace.trait in ALIKE.get(chain.trait, frozenset())]
        if kin and _only_names(graph, chain, {trace.published for trace in kin}):
            traces.append(_survivor(graph, chain, kin))
        else:
            kept.append(chain)
    return kept, traces


def _only_names(graph: Graph, chain: Chain, published: set[str]) -> bool:
    """Whether a chain is of mere names: of widgets and strings of a face window, or the very names that are gone."""
    named = [spot for spot in chain.spots if Fact.RECORD not in spot.facts]
    facts = {fact for spot in named for fact in spot.facts}
    if chain.groups or not named or not facts <= MENTIONS:
        return False
    if any(set(spot.facts) - MENTIONS - {Fact.PRODUCER} for spot in chain.spots if Fact.RECORD in spot.facts):
        return False
    if any(Fact.SLOT in spot.facts and _holds_a_value(graph, spot) for spot in named):
        return False
    return (chain.setting.tied and Fact.SLOT in facts) or any(_whole(graph, spot) in published for spot in named)


def _holds_a_value(graph: Graph, spot: Spot) -> bool:
    """Whether a slot is a field or column of a record, and not what shows or prints one."""
    view = graph.views[spot.examined, spot.reading]
    number = view.unit(spot.unit).symbol
    if number < 0 or view.symbol(number).unit != spot.unit:
        return False
    symbol = view.symbol(number)
    return symbol.kind in (SymbolKind.FIELD, SymbolKind.COLUMN) and not WIDGET.match(symbol.type)


def _survivor(graph: Graph, chain: Chain, moved: Sequence[Trace]) -> Trace:
    named = [spot for spot in chain.spots if Fact.RECORD not in spot.facts]
    first = next((spot for spot in named if Fact.SLOT in spot.facts), named[0])
    text = graph.views[first.examined, first.reading].reading.text
    written = _whole(graph, first)
    kin = max(moved, key=lambda t: (t.published == written, t.record in text, t.trait is chain.trait))
    others = [spot for spot in named if spot is not first]
    return Trace(
        sign=Sign.SURVIVOR, trait=chain.trait, spots=(first, *others, kin.spots[0]), written=written,
        record=kin.record, published=kin.published, entry=kin.entry, between=(kin.written, ""),
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
