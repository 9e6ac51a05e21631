"""Spots and edges as they are laid, and the chains that they hang together in."""

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from sousveil.linking.edges import Chain, Edge, EdgeKind, Fact, Setting, Spot, Surrounding
from sousveil.linking.graph import Graph, View
from sousveil.linking.surroundings import Around
from sousveil.model.words import Trait

Key = tuple[Trait, Setting]


class Weave:
    """Collects spots (the same place under the same key is one spot), edges, groups and surroundings."""

    def __init__(self) -> None:
        self.keys: list[Key] = []
        self.spots: list[Spot] = []
        self.facts: list[dict[Fact, None]] = []
        self.edges: dict[tuple[int, int, EdgeKind], str] = {}
        self._at: dict[tuple[Key, int, int, int, int, int], int] = {}
        self._in_unit: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        self._groups: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
        self._around: dict[tuple[Key, int, int], dict[Surrounding, int]] = defaultdict(dict)
        self._why: dict[tuple[Key, int, int], dict[str, None]] = defaultdict(dict)

    def spot(self, key: Key, spot: Spot, *facts: Fact) -> int:
        """Lay a spot, or add facts to the one that is there; its number."""
        place = (chain_key(key), spot.examined, spot.reading, spot.unit, spot.start, spot.end)
        if place not in self._at:
            self._at[place] = len(self.spots)
            self.spots.append(spot)
            self.keys.append(key)
            self.facts.append({})
            self._in_unit[spot.examined, spot.reading, spot.unit].append(self._at[place])
        number = self._at[place]
        self.facts[number].update(dict.fromkeys(facts))
        if key[1] is Setting.IMAGE:
            self.keys[number] = key
        return number

    def laid_at(self, examined: int, reading: int, unit: int) -> list[int]:
        """The numbers of the spots that lie in a unit, in the order in which they were laid."""
        return self._in_unit.get((examined, reading, unit), [])

    def in_reading(self, examined: int, reading: int) -> list[int]:
        """The numbers of the spots that lie in a reading."""
        return [n for n, spot in enumerate(self.spots) if (spot.examined, spot.reading) == (examined, reading)]

    def count_rows(self, spot: int, rows: int) -> None:
        """Note in how many rows of its table the column at a spot has a value."""
        self.spots[spot] = msgspec.structs.replace(self.spots[spot], rows=rows)

    def edge(self, a: int, b: int, kind: EdgeKind, why: str) -> None:
        """Join spot ``a`` to spot ``b``; from the inner to the outer, from the user to the type."""
        if a != b:
            self.edges.setdefault((a, b, kind), why)

    def group(self, key: Key, spot: int, group: str, written: str, *, weak: bool) -> None:  # noqa: ARG002
        """Note that a group's word stands at a spot."""
        self._groups[spot].append((group, written, weak))

    def surround(self, key: Key, view: View, around: Around, why: str) -> None:
        """Note what stands around something of this key in this reading."""
        self.surround_counts(key, view, around.counts(), why)

    def surround_counts(self, key: Key, view: View, counts: dict[Surrounding, int], why: str) -> None:
        """Like ``surround``, for counts."""
        place = (chain_key(key), view.blob, view.number)
        held = self._around[place]
        for surrounding, count in counts.items():
            held[surrounding] = max(held.get(surrounding, 0), count)
        self._why[place][why] = None

    def chains(self, graph: Graph) -> list[Chain]:
        """Connected sets of spots; what lies in one file under one key hangs together."""
        parent = list(range(len(self.spots)))

        def root(number: int) -> int:
            while parent[number] != number:
                parent[number] = parent[parent[number]]
                number = parent[number]
            return number

        for a, b, _ in self.edges:
            if chain_key(self.keys[a]) == chain_key(self.keys[b]):
                parent[root(b)] = root(a)
        joined = {number for a, b, _ in self.edges for number in (a, b)}
        first: dict[tuple[Key, int, bool], int] = {}
        firm: dict[tuple[int, int, int], list[int]] = defaultdict(list)
        """The spots tied to a face or body that are more than a word, by their unit."""
        for number, spot in enumerate(self.spots):
            if self.keys[number][1].tied and set(self.facts[number]) != {Fact.WORD}:
                firm[spot.examined, spot.reading, spot.unit].append(number)
        every = range(len(self.spots))
        kept = [number for number in every if number in joined or not self._told_better(number, firm)]
        for number in kept:
            spot = self.spots[number]
            telling = number in joined or set(self.facts[number]) != {Fact.WORD}
            place = (chain_key(self.keys[number]), spot.examined, telling)
            parent[root(first.setdefault(place, number))] = root(number)
        sets: dict[int, list[int]] = defaultdict(list)
        for number in kept:
            sets[root(number)].append(number)
        inside: dict[int, list[tuple[int, int, EdgeKind]]] = defaultdict(list)
        for edge in self.edges:
            if root(edge[0]) == root(edge[1]):
                inside[root(edge[0])].append(edge)
        chains = [self._chain(numbers, inside.get(number, []), graph) for number, numbers in sets.items()]
        return sorted(
            chains, key=lambda chain: (chain.spots[0].examined, chain.spots[0].unit, list(Trait).index(chain.trait))
        )

    def _told_better(self, number: int, firm: Mapping[tuple[int, int, int], list[int]]) -> bool:
        """Whether a bare word stands where something tied to a face or body is laid: it is told there, and once."""
        if set(self.facts[number]) != {Fact.WORD}:
            return False
        spot = self.spots[number]
        return any(
            self.keys[other][0] is self.keys[number][0]
            and self.spots[other].start < spot.end
            and spot.start < self.spots[other].end
            for other in firm.get((spot.examined, spot.reading, spot.unit), ())
        )

    def _chain(self, numbers: list[int], edges: list[tuple[int, int, EdgeKind]], graph: Graph) -> Chain:
        numbers = sorted(
            numbers,
            key=lambda n: (self.spots[n].examined, self.spots[n].reading, self.spots[n].unit, self.spots[n].start),
        )
        index = {number: at for at, number in enumerate(numbers)}
        settings = [self.keys[number][1] for number in numbers]
        setting = Setting.IMAGE if Setting.IMAGE in settings else settings[0]
        trait = self.keys[numbers[0]][0]
        around: dict[Surrounding, int] = {}
        whys: dict[str, None] = {}
        for examined, reading in sorted({(self.spots[n].examined, self.spots[n].reading) for n in numbers}):
            place = (chain_key((trait, setting)), examined, reading)
            for surrounding, count in self._around.get(place, {}).items():
                around[surrounding] = max(around.get(surrounding, 0), count)
            whys.update(self._why.get(place, {}))
        groups = [entry for number in numbers for entry in self._groups.get(number, ())]
        spots = tuple(
            msgspec.structs.replace(self.spots[n], facts=tuple(sorted(self.facts[n], key=list(Fact).index)))
            for n in numbers
        )
        laid = tuple(
            Edge(a=index[a], b=index[b], kind=kind, why=self.edges[a, b, kind])
            for a, b, kind in sorted(edges, key=lambda edge: (index[edge[0]], index[edge[1]], edge[2]))
        )
        return Chain(
            trait=trait, setting=setting, spots=spots, edges=laid, around=around, why=tuple(whys),
            groups=tuple(dict.fromkeys(group for group, _, _ in groups)),
            as_written=_as_written(groups),
            subject=next(
                (s.name for s in spots if Fact.RECORD in s.facts or Fact.GROUP_LIST in s.facts),
                graph.views[spots[0].examined, spots[0].reading].path,
            ),
            structured=any(fact is not Fact.WORD for spot in spots for fact in spot.facts),
        )  # fmt: skip


def _as_written(groups: list[tuple[str, str, bool]]) -> tuple[str, ...]:
    """The maker's words: first one for each group in the order of the groups, then the others."""
    first: dict[str, str] = {}
    for group, written, _ in groups:
        first.setdefault(group, written)
    others = dict.fromkeys(written for _, written, _ in groups if written not in first.values())
    return (*first.values(), *others)


def chain_key(key: Key) -> Key:
    """What must agree for spots to hang together: settings tied to a face or body are one."""
    trait, setting = key
    return (trait, Setting.IMAGE) if setting.tied else key
