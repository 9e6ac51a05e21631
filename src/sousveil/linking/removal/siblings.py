"""Copies of one record in a target: what one of them names, another may call reserved."""

from collections.abc import Iterator

from sousveil.knowledge.pack import Layout, Slot
from sousveil.linking.edges import Edge, EdgeKind
from sousveil.linking.graph import Graph, View
from sousveil.linking.removal.layouts import compare
from sousveil.linking.removal.records import fields_of, record_name, size_of
from sousveil.linking.removal.scrubbed import of_a_face
from sousveil.linking.removal.traces import Trace, spot_of
from sousveil.model.words import SymbolKind, Trait

LEAST = 5
"""Fields that a record must have to be compared with its copy."""
MOST = 500
"""Fields that it may have."""
EDITIONS = 16
"""Different editions of a record of one name that are compared with all its copies."""


def renamed_in_copies(graph: Graph) -> Iterator[Trace]:
    """Slots for a trait of a face record that are called otherwise in another copy of it."""
    known: dict[str, dict[tuple[Slot, ...], tuple[Layout, View, dict[str, int]]]] = {}
    for view in graph.views.values():
        for record, traits in _telling(view).items():
            name = view.symbol(record).name
            if len(graph.named.get(name, ())) < 2 or len(known.get(name, ())) >= EDITIONS:
                continue
            layout = _layout(view, record, traits)
            if layout is not None and of_a_face(view, record):
                slots = {view.symbol(field).name: field for field in traits}
                known.setdefault(name, {}).setdefault(layout.slots, (layout, view, slots))
    for name, editions in known.items():
        for node in graph.named[name]:
            there = graph.view(node)
            if there.symbol(node.symbol).kind is not SymbolKind.RECORD:
                continue
            for layout, view, slots in editions.values():
                for trace in compare(there, node.symbol, layout):
                    yield _with_copy(trace, view, slots[trace.published])


def _telling(view: View) -> dict[int, dict[int, Trait]]:
    """The records with a field whose name says a trait firmly, and these fields."""
    found: dict[int, dict[int, Trait]] = {}
    for unit, hits in view.hits_of_unit.items():
        field = view.unit(unit).symbol
        trait = next((hit.trait for hit in hits if hit.trait and not hit.group and not hit.weak), None)
        if trait is None or field < 0 or view.symbol(field).unit != unit:
            continue
        parent = view.symbol(field).parent
        if view.symbol(field).kind is SymbolKind.FIELD and parent >= 0 and view.symbol(parent).name:
            found.setdefault(parent, {})[field] = trait
    return found


def _layout(view: View, record: int, traits: dict[int, Trait]) -> Layout | None:
    fields = fields_of(view, record)
    if not LEAST <= len(fields) <= MOST:
        return None
    slots = tuple(Slot(name=view.symbol(f).name, size=size_of(view, f), trait=traits.get(f)) for f in fields)
    return Layout(id="", record=record_name(view.symbol(record).name), slots=slots, sources=())


def _with_copy(trace: Trace, view: View, slot: int) -> Trace:
    """The same with the slot of the other copy as evidence."""
    spots = (*trace.spots, spot_of(view, slot))
    why = "it stands there in another copy of the record"
    edges = (*trace.edges, Edge(a=0, b=len(spots) - 1, kind=EdgeKind.SAME_NAME, why=why))
    return Trace(
        sign=trace.sign, trait=trace.trait, spots=spots, edges=edges, written=trace.written, record=trace.record,
        published=trace.published, between=trace.between, offset=trace.offset, bare=trace.bare,
    )  # fmt: skip
