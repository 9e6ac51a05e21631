"""The slow, obvious sifter: every variant looked for on its own, every pair of places compared."""

from collections.abc import Iterator

from sousveil.knowledge.pack import Pack
from sousveil.model.place import Place
from sousveil.sifting.borders import holds
from sousveil.sifting.companions import reach
from sousveil.sifting.variants import variants


def sift(pack: Pack, data: bytes) -> list[Place]:
    seen = {sift: list(_all(pack, data, sift)) for sift in ("strong", "weak", "partner")}
    found = set(seen["strong"])
    for place in seen["weak"]:
        term, window = pack.terms[place.term], reach(place.encoding)
        for other in (*seen["strong"], *seen["weak"], *seen["partner"]):
            beside = pack.terms[other.term]
            near = other.end > place.start - window and other.start < place.end + window
            if near and beside.company in pack.companions.get(term.company, ()) and beside.text != term.text:
                found.add(Place(place.start, place.end, place.term, place.encoding, weak=True))
    return sorted(found, key=lambda each: (each.start, each.end, each.term, each.encoding))


def about_people(pack: Pack, data: bytes) -> bool:
    return any(pack.terms[place.term].company == "person" for place in _all(pack, data, "partner"))


def _all(pack: Pack, data: bytes, sift: str) -> Iterator[Place]:
    for index, term in enumerate(pack.terms):
        if term.sift != sift:
            continue
        for needle, encoding, fold, check in variants(term):
            text, wanted = (data.lower(), needle.lower()) if fold else (data, needle)
            start = text.find(wanted)
            while start >= 0:
                end = start + len(wanted)
                if holds(data, start, end, encoding, check):
                    yield Place(start, end, index, encoding)
                start = text.find(wanted, start + 1)
