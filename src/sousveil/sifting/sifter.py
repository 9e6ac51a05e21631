"""The sifter: bytes in, places out."""

from collections.abc import Iterator
from typing import NamedTuple

import hyperscan
import msgspec

from sousveil.knowledge.pack import Pack
from sousveil.model.place import Place
from sousveil.sifting import cache
from sousveil.sifting.automaton import Automaton, Scanner, build, patterns
from sousveil.sifting.borders import AROUND, Data
from sousveil.sifting.companions import Company, stretches
from sousveil.sifting.scanning import matches, places

SLICE = 1 << 20
"""Bytes handed to the engine at once: what stays in the second-level cache of a core."""


class Sifted(NamedTuple):
    """Places, sorted, and how many more there were than the limit that the caller set: a gap, where it is not 0."""

    places: list[Place]
    left_out: int


class Automata(msgspec.Struct, frozen=True, array_like=True):
    """What is compiled from a pack: for strong and weak words; packed, for partners and for words about people.

    The packed two are taken out when a file asks for them, as few do.
    """

    main: Automaton
    partners: msgspec.Raw
    people: msgspec.Raw


def compile_automata(pack: Pack) -> Automata:
    """The automata of ``pack``: some seconds."""
    terms = list(enumerate(pack.terms))
    return Automata(
        build(patterns(each for each in terms if each[1].sift in ("strong", "weak"))),
        _packed(build(patterns(each for each in terms if each[1].sift == "partner"))),
        _packed(build(patterns(each for each in terms if each[1].company == "person" and each[1].sift != "never"))),
    )


def _packed(automaton: Automaton) -> msgspec.Raw:
    return msgspec.Raw(msgspec.msgpack.encode(automaton))


def _unpacked(raw: msgspec.Raw) -> Scanner:
    return Scanner(msgspec.msgpack.decode(raw, type=Automaton))


class Sifter:
    """Looks through bytes for every term of a pack, in every encoding in which it could stand.

    ``slice_size`` counts bytes. ``cached`` keeps what was compiled in the user's cache directory. A sifter belongs to
    one thread; a forked child may go on using its own copy.
    """

    def __init__(self, pack: Pack, *, slice_size: int = SLICE, cached: bool = True) -> None:
        self._pack = pack
        self._slice = slice_size
        self._automata, self._main = _ready(pack, cached=cached)
        self._weak = frozenset(number for number, term in enumerate(pack.terms) if term.sift == "weak")
        self._partners: Scanner | None = None
        self._people: Scanner | None = None

    def sift(self, data: Data) -> list[Place]:
        """Places in ``data`` worth reading, sorted by (start, end, term). Offsets count bytes."""
        return self.look(data).places

    def look(self, data: Data, limit: int | None = None) -> Sifted:
        """Like ``sift``, at most the first ``limit`` places, in memory bounded by it.

        What is left out is counted: places beyond the limit, and weak words beyond it whose company was not looked at.
        """
        strong: list[Place] = []
        weak: list[Place] = []
        left_out = 0
        for place in places(self._main, data, self._slice):
            kept = weak if place.term in self._weak else strong
            if limit is None or len(kept) < limit:
                kept.append(place)
            else:
                left_out += 1
        if not strong and not weak:
            return Sifted([], left_out)
        weak = sorted(weak, key=_order)
        found = sorted({*strong, *self._in_company(weak, strong, data)}, key=_order)
        if limit is not None and len(found) > limit:
            return Sifted(found[:limit], left_out + len(found) - limit)
        return Sifted(found, left_out)

    def about_people(self, data: Data) -> bool:
        """Whether a word for a face, a body or an attribute of a person stands in ``data``; stops at the first."""
        if self._people is None:
            self._people = _unpacked(self._automata.people)
        return next(matches(self._people, data, self._slice >> 4 or 1), None) is not None

    def _in_company(self, weak: list[Place], strong: list[Place], data: Data) -> Iterator[Place]:
        if not weak:
            return
        if self._partners is None:
            self._partners = _unpacked(self._automata.partners)
        seen = [*strong, *weak]
        view = memoryview(data)
        for start, end in stretches(weak, len(view), self._partners.longest + AROUND):
            seen += (
                Place(start + place.start, start + place.end, place.term, place.encoding)
                for place in places(self._partners, view[start:end], self._slice)
            )
        company = Company(self._pack, seen)
        for place in weak:
            if company.keeps(place):
                yield msgspec.structs.replace(place, weak=True)


def _order(place: Place) -> tuple[int, int, int, str]:
    return place.start, place.end, place.term, place.encoding


def _ready(pack: Pack, *, cached: bool) -> tuple[Automata, Scanner]:
    """The automata and the main one made ready, from the cache where it has them and the engine takes them."""
    folder = cache.directory() if cached and pack.digest else None
    path = folder / f"sift-{cache.key(pack.digest)}" if folder else None
    if path and (kept := cache.load(path, Automata)):
        try:
            return kept, Scanner(kept.main)
        except hyperscan.HyperscanError:
            pass  # written for another processor or engine: built again
    kept = compile_automata(pack)
    if path:
        cache.store(path, kept)
    return kept, Scanner(kept.main)
