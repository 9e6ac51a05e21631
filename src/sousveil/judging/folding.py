"""Places that are one to a reader: a record with the member by which it holds another, a slot with its plain record.

So is a word that stands again on the lines that are shown around it, and says nothing new there. A chain keeps each
of them as a spot of its own, since each has bytes of its own. A report tells them as one place in parts, all quoted and
all checked, and the chain runs from place to place.
"""

from collections.abc import Sequence

from sousveil.linking.edges import Chain, Edge, EdgeKind, Fact, Spot

_INSIDE = frozenset({EdgeKind.MEMBER_OF, EdgeKind.PARAMETER_OF})
_ONLY_HOLDS = (Fact.RECORD,)
_ELSEWHERE = frozenset({EdgeKind.SAME_NAME, EdgeKind.OTHER_FORM})
"""To the same thing in another form: the place as a whole has these, whichever of its parts they start from."""


AGAIN = 3
"""Lines after a word on which the same word is the same place: so many are shown around each."""


def folded(chain: Chain, words: Sequence[tuple[str, int]] = ()) -> tuple[list[int], dict[int, list[int]], list[Edge]]:
    """The spots that stay places, the spots that became parts of one, and the edges between those that stay.

    All by their index in ``chain.spots``; the edges keep their kind and reason. ``words`` gives for each spot the word
    that it quotes and its line, 0 where it has none.
    """
    home = _homes(chain)
    _fold_repeated(chain, words, home)
    kept = [index for index in range(len(chain.spots)) if index not in home]
    parts: dict[int, list[int]] = {}
    for part, place in home.items():
        parts.setdefault(place, []).append(part)
    edges: dict[Edge, None] = {}
    for edge in chain.edges:
        a, b = home.get(edge.a, edge.a), home.get(edge.b, edge.b)
        if a != b:
            edges[Edge(a=a, b=b, kind=edge.kind, why=edge.why)] = None
    return kept, {place: sorted(of) for place, of in parts.items()}, list(edges)


def _homes(chain: Chain) -> dict[int, int]:
    """Part -> the spot that it belongs to."""
    home: dict[int, int] = {}
    places: set[int] = set()
    into: dict[int, list[int]] = {}
    out: dict[int, list[Edge]] = {}
    for edge in chain.edges:
        if edge.kind not in _ELSEWHERE:
            out.setdefault(edge.a, []).append(edge)
        if edge.kind is EdgeKind.MEMBER_OF:
            into.setdefault(edge.b, []).append(edge.a)
    for edge in chain.edges:
        inner, outer = chain.spots[edge.a], chain.spots[edge.b]
        if edge.kind not in _INSIDE or not _same_text(inner, outer):
            continue
        part, place = -1, -1
        if inner.facts == _ONLY_HOLDS and Fact.RECORD in outer.facts and len(out[edge.a]) == 1:
            part, place = edge.a, edge.b  # a member that only holds the record before: told with what it is a member of
        elif Fact.SLOT in inner.facts and outer.facts == _ONLY_HOLDS and into.get(edge.b) == [edge.a]:
            part, place = edge.b, edge.a  # a record that is nothing but the place of the one slot
        # Parts have no parts, so that nothing runs in a circle.
        if part != place and part not in home and place not in home and part not in places:
            home[part] = place
            places.add(place)
    return home


def _fold_repeated(chain: Chain, words: Sequence[tuple[str, int]], home: dict[int, int]) -> None:
    """Adds the words that stand again near by to those that are parts. Groups of a list each stay a place."""
    taken = {*home, *home.values()}
    first: dict[tuple[int, int, str], int] = {}
    for index in sorted(range(len(words)), key=lambda index: words[index][1]):
        (word, line), spot = words[index], chain.spots[index]
        if not line or not spot.rule or index in taken:
            continue
        place = first.get((spot.examined, spot.reading, word))
        if place is not None and line - words[place][1] <= AGAIN and set(spot.facts) == set(chain.spots[place].facts):
            home[index] = place
        else:
            first[spot.examined, spot.reading, word] = index


def _same_text(inner: Spot, outer: Spot) -> bool:
    return (inner.examined, inner.reading) == (outer.examined, outer.reading)
