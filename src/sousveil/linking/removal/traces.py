"""Signs of removal: what was read looks as if a word was taken out of it.

A trace claims neither presence nor removal. Each sign asks for something that ties it to a trait: a name, a type, a
group that was missed, or the published layout of a record of the same name.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import msgspec

from sousveil.linking.edges import Chain, Edge, EdgeKind, Spot
from sousveil.linking.graph import Graph, View
from sousveil.model.words import SymbolKind, Trait


class Sign(StrEnum):
    """What kind of trace it is."""

    RENAMED = "renamed-slot"
    """A published record, with another name in the place of a slot for a trait."""
    LIST_HOLE = "hole-in-list"
    """A published list of kinds of people, with one kind missing or unnamed."""
    BLANKED = "blanked-words"
    """Numbered values of which some were blanked, and one was missed."""
    NUMBERS = "numbers-for-words"
    """A function that words what was not recognised, and numbers the kinds instead of naming them."""
    UNDER_COMMENT = "renamed-under-comment"
    """A comment that names a trait, on a slot that is called reserved."""
    COMMENT_HOLE = "comment-hole"
    """A slot named after a trait, without a comment among siblings that have one."""
    RESERVED_COMMENT = "reserved-comment"
    """A slot named after a trait, whose comment calls it reserved."""
    COMMENTED_OUT = "commented-out"
    """A line for a trait in a comment, beside lines of the same form for other features of a look."""
    STRUCK = "struck-out"
    """A stretch of code in comments that opens pictures, asks a model and names a trait."""
    SURVIVOR = "survivor"
    """A name for a trait that is left where its slots are called otherwise."""
    EUPHEMISM = "euphemism"
    """A slot that is called something milder than the list that types it."""


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """A sign of removal. ``spots`` are quoted, the first is the sign itself; ``edges`` join them.

    ``written`` is the name or text that stands there, ``record`` what holds it, ``published`` the name that stands in
    its place in published editions, ``entry`` the id of the layout or list that says so, ``between`` its neighbours,
    ``offset`` its byte in the published record (-1: not known), ``bare`` whether it is without a comment among siblings
    that have one, ``groups`` ids of groups that were missed or are missing.
    """

    sign: Sign
    trait: Trait
    spots: tuple[Spot, ...]
    edges: tuple[Edge, ...] = ()
    written: str = ""
    record: str = ""
    published: str = ""
    entry: str = ""
    between: tuple[str, str] = ("", "")
    offset: int = -1
    bare: bool = False
    groups: tuple[str, ...] = ()


def spot_of(view: View, symbol: int) -> Spot:
    """The name of a symbol as a spot. The symbol must have a unit."""
    unit = view.symbol(symbol).unit
    return spot_in(view, unit, 0, len(view.unit(unit).text), symbol)


def spot_in(view: View, unit: int, start: int, end: int, symbol: int = -1) -> Spot:
    """A stretch of a unit as a spot."""
    name = view.qualified(symbol) if symbol >= 0 else ""
    return Spot(examined=view.blob, reading=view.number, unit=unit, start=start, end=end, name=name)


def joined(view: View, sign: Spot, holder: int, *beside: int) -> tuple[tuple[Spot, ...], tuple[Edge, ...]]:
    """A sign with the symbol that holds it and those beside it, and the edges between them."""
    spots, edges = [sign], []
    function = holder >= 0 and view.symbol(holder).kind is SymbolKind.FUNCTION
    why = "it is one of the texts that this gives out" if function else "it is a member of that record"
    if holder >= 0 and view.symbol(holder).unit >= 0:
        spots.append(spot_of(view, holder))
        edges.append(Edge(a=0, b=1, kind=EdgeKind.MEMBER_OF, why=why))
    for other in beside:
        if view.symbol(other).unit >= 0:
            spots.append(spot_of(view, other))
            edges.append(Edge(a=0, b=len(spots) - 1, kind=EdgeKind.BESIDE, why="it stands next to it"))
    return tuple(spots), tuple(edges)


def ordered(graph: Graph, traces: Iterable[Trace]) -> list[Trace]:
    """By file and place, one for each sign at a place."""
    seen: set[tuple[Sign, Trait, Spot]] = set()
    out = []
    for trace in sorted(traces, key=lambda t: (_place(graph, t.spots[0]), t.sign, list(Trait).index(t.trait))):
        key = (trace.sign, trace.trait, trace.spots[0])
        if key not in seen:
            seen.add(key)
            out.append(trace)
    return out


def _place(graph: Graph, spot: Spot) -> tuple[str, int, int, int]:
    return graph.views[spot.examined, spot.reading].path, spot.reading, spot.unit, spot.start


def quoted_in(chains: Sequence[Chain]) -> Iterator[tuple[int, int, int]]:
    """Blob, reading and unit of every spot of these chains."""
    for chain in chains:
        for spot in chain.spots:
            yield spot.examined, spot.reading, spot.unit
