"""ASCII in UTF-16 reads as well one byte on in the other order of bytes; only one of the two is what was written."""

from sousveil.model.place import Place
from sousveil.sifting.borders import Data

_FAR = 64


def without_echoes(places: list[Place], data: Data) -> list[Place]:
    """``places`` without those that are another one of the same term read in the other order of bytes."""
    little = {(place.start, place.term) for place in places if place.encoding == "utf-16-le"}
    big = {(place.start, place.term) for place in places if place.encoding == "utf-16-be"}
    if not little or not big:
        return places
    out = []
    for place in places:
        start, term = place.start, place.term
        if place.encoding == "utf-16-le" and (start - 1, term) in big and not _is_little(data, start):
            continue
        if place.encoding == "utf-16-be" and (start + 1, term) in little and _is_little(data, start + 1):
            continue
        out.append(place)
    return out


def _is_little(data: Data, start: int) -> bool:
    """Whether the text with a letter at ``start`` is in little order.

    Where the text begins after a byte that is not NUL, it cannot begin with the NUL of a big-endian letter; elsewhere
    the order is that in which its units lie at even offsets.
    """
    at = start
    for _ in range(_FAR):
        if at < 2 or data[at - 1]:
            return at == 0 or bool(data[at - 1])
        if not data[at - 2]:
            break
        at -= 2
    return start % 2 == 0
