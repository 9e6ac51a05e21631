"""Features of somebody as the record of an arrest or a jail states them: charges, bail, a booking number beside them.

Such a record describes the body of those who are held (hair, eyes, height) and has their photo, as what was told from a
picture would; but somebody wrote it down. So did whoever filled in the file of a criminal: aliases, prior convictions.
"""

from collections.abc import Iterable, Iterator

from sousveil.linking.given.by_hand import told_in_a_picture
from sousveil.linking.graph import View
from sousveil.linking.surroundings import units_near
from sousveil.model.hit import Tag
from sousveil.model.words import SymbolKind

WHY = "what is written down of those who are held, sought or missing (charges, a booking) stands beside it"
LEAST = 2
"""So many different things of that kind; one may be a word for something else."""
ABOVE = 3
"""Lists and records around a member that are looked through: a row, and the table it is in."""
MOST = 200
"""Members of a longer list are not all of one record."""
SHORT = 40
"""Code points of a text that names one thing; what is longer tells a story."""
_HOLDERS = frozenset({SymbolKind.RECORD, SymbolKind.TABLE, SymbolKind.MAP, SymbolKind.ARRAY})
_HELD = "context/custody"
_TOLD = "context/infer"


def of_those_held(view: View, symbol: int) -> bool:
    """Whether a member stands in the record of an arrest or a jail, and does not say itself that it was predicted.

    What the record and its file are called after says so too: ``class Prisoner``, ``inmates.json``.
    """
    if symbol < 0 or _TOLD in view.own_concepts(symbol) or told_in_a_picture(view.reading.text):
        return False
    return len({*_written(view, symbol), *_called(view, symbol)}) >= LEAST


def shown_of_those_held(view: View, unit: int) -> bool:
    """Whether a word on a page or in running code stands among what is shown or taken of those who are held."""
    told = view.unit(unit)
    if told.line is None or any(tag.concept == _TOLD for tag in view.unit_tags(unit)):
        return False
    if told_in_a_picture(view.reading.text):
        return False
    near = (other for other in units_near(view, unit) if len(view.unit(other).text) <= SHORT)
    return len({*_called(view, told.symbol), *(word for other in near for word in _held(view, other))}) >= LEAST


def _written(view: View, symbol: int) -> Iterator[str]:
    """The words for what is written down of those who are held, in the records and lists that a member is in."""
    holders = [above for above in view.ancestors(symbol) if view.symbol(above).kind in _HOLDERS][:ABOVE]
    for holder in holders:
        for member in view.children.get(holder, ())[:MOST]:
            for one in (member, *view.children.get(member, ())[:ABOVE]):
                unit = view.symbol(one).unit
                yield from _held(view, unit) if unit >= 0 else ()


def _called(view: View, symbol: int) -> Iterator[str]:
    """The words for those who are held in the names of what a member is in, and of its file."""
    for above in list(view.ancestors(symbol))[:ABOVE] if symbol >= 0 else ():
        yield from _words(view.tag(view.symbol(above).name), view.symbol(above).name)
    file = view.path.rpartition("/")[2]
    yield from _words(view.tag(file), file)


def _held(view: View, unit: int) -> Iterator[str]:
    return _words(view.unit_tags(unit), view.unit(unit).text)


def _words(tags: Iterable[Tag], text: str) -> Iterator[str]:
    return (text[tag.start : tag.end].casefold()[:4] for tag in tags if tag.concept == _HELD)  # ``charge``, ``charges``
