"""The sifter: bytes in, places out, in one pass over slices of the buffer."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from sousveil.knowledge.pack import Pack
from sousveil.model.place import Place
from sousveil.sifting import cache
from sousveil.sifting.automaton import Automaton, Pattern, Row, Scanner, build, patterns
from sousveil.sifting.borders import Data, holds
from sousveil.sifting.companions import WINDOW, Company, stretches
from sousveil.sifting.wide import without_echoes

SLICE = 1 << 20
"""Bytes handed to the engine at once: what stays in the second-level cache of a core."""

_PAD = b"\n"


class Sifted(NamedTuple):
    """What one pass gives: the places, sorted; whether words about people stand in the data; and how many places were
    left out because of the limit that the caller set (a gap, where it is not 0)."""

    places: list[Place]
    about_people: bool
    left_out: int = 0


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The cache: the automaton of all places and of words about people, and the one of partners."""

    main: Automaton
    partners: Automaton


class Sifter:
    """Looks through bytes for every term of a pack, in every encoding in which it could stand.

    ``slice_size`` counts bytes. ``cached`` keeps the compiled automaton in the user's cache directory. A sifter belongs
    to one thread; forked children may each go on using it.
    """

    def __init__(self, pack: Pack, *, slice_size: int = SLICE, cached: bool = True) -> None:
        self._pack = pack
        self._slice = slice_size
        kept = _load_or_build(pack, cached=cached)
        self._main = Scanner(kept.main)
        self._kept = kept
        self._partners: Scanner | None = None

    def sift(self, data: Data) -> list[Place]:
        """Places in ``data`` worth reading, sorted by (start, end, term). Offsets count bytes."""
        return self.look(data).places

    def about_people(self, data: Data) -> bool:
        """Whether a word for a face, a body or an attribute of a person stands in ``data``."""
        return self.look(data).about_people

    def look(self, data: Data, limit: int | None = None) -> Sifted:
        """Both in one pass. At most ``limit`` places are returned, the first ones; the rest is counted."""
        found = list(_scan(self._main, data, self._slice))
        terms = self._pack.terms
        strong, weak, about = [], [], False
        for place in found:
            sift = terms[place.term].sift
            if sift == "strong":
                strong.append(place)
            elif sift == "weak":
                weak.append(place)
            about = about or terms[place.term].company == "person"
        weak = without_echoes(weak, data)
        places = sorted({*without_echoes(strong, data), *self._kept_company(weak, strong, data)}, key=_order)
        if limit is not None and len(places) > limit:
            return Sifted(places[:limit], about, len(places) - limit)
        return Sifted(places, about)

    def _kept_company(self, weak: list[Place], strong: list[Place], data: Data) -> Iterator[Place]:
        if not weak:
            return
        if self._partners is None:
            self._partners = Scanner(self._kept.partners)
        weak = sorted(weak, key=_order)
        seen = [*strong, *weak]
        view = memoryview(data)
        for start, end in stretches(weak, len(view), self._partners.longest):
            for place in _scan(self._partners, view[start:end], self._slice):
                seen.append(_moved(place, start))
        company = Company(self._pack, seen)
        for place in weak:
            if company.keeps(place):
                yield msgspec.structs.replace(place, weak=True)


def _order(place: Place) -> tuple[int, int, int, str]:
    return place.start, place.end, place.term, place.encoding


def _moved(place: Place, by: int) -> Place:
    return Place(place.start + by, place.end + by, place.term, place.encoding, place.weak)


def _slices(data: memoryview, size: int, overlap: int) -> Iterator[tuple[bytes | memoryview, int, int]]:
    """Stretches to scan, each with the offset of its first byte and the offset after which its matches are new.

    Patterns ask for a neighbour on both sides, so a line feed stands before the first byte and after the last two.
    """
    total = len(data)
    for start in range(0, total, size):
        low, high = max(0, start - overlap), min(total, start + size)
        piece: bytes | memoryview = data[low:high]
        if low == 0 or high == total:
            head, tail = _PAD if low == 0 else b"", _PAD * 2 if high == total else b""
            yield head + bytes(piece) + tail, low - len(head), start
        else:
            yield piece, low, start


def _scan(scanner: Scanner, data: Data, size: int) -> Iterator[Place]:
    rows = scanner.rows
    view = memoryview(data)
    for piece, origin, fresh in _slices(view, size, scanner.longest):
        hits: list[tuple[int, int]] = []
        scanner.scan(piece, lambda row, _start, end, _flags, _context, hits=hits: hits.append((row, end)))
        for number, to in hits:
            if origin + to <= fresh:
                continue
            row: Row = rows[number]
            end = origin + to - row.trail
            start = end - row.length
            if row.check and not holds(view, start, end, row.encoding, row.check):
                continue
            for term in row.terms:
                yield Place(start, end, term, row.encoding)


def _load_or_build(pack: Pack, *, cached: bool) -> _Kept:
    folder = cache.directory() if cached and pack.digest else None
    path: Path | None = folder / f"sift-{cache.key(pack.digest)}" if folder else None
    if path and (kept := cache.load(path, _Kept)):
        return kept
    kept = _build(pack)
    if path:
        cache.store(path, kept)
    return kept


def _build(pack: Pack) -> _Kept:
    terms = list(enumerate(pack.terms))
    places = [each for each in terms if each[1].sift in ("strong", "weak")]
    partners = [each for each in terms if each[1].sift == "partner"]
    people = [each for each in partners if each[1].company == "person"]
    wanted: list[Pattern] = [*patterns(places), *patterns(people, once=True)]
    return _Kept(build(wanted), build(patterns(partners)))
