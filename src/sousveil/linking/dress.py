"""Classes of a detector that are religious dress: ``hijab`` and ``no_hijab``, ``niqab`` beside ``chador``.

One such word among helmets or skirts is a thing to wear; where most classes of a model for pictures are of that kind,
what it tells of those whom it sees is their faith.
"""

from collections.abc import Iterator

from sousveil.linking.classes import of_pictures, seen_in_code
from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.words import SymbolKind

WHY = "most classes of a model for pictures are religious dress, or its absence"
MOST = 40
"""Classes of a detector; a longer list is of all that is worn."""
FEWEST = 2
"""Classes of that kind: two dresses, or one and its absence."""
OF_TEN = 4
"""So many of ten classes, or more."""
_ONE = frozenset({SymbolKind.ITEM, SymbolKind.ENTRY})


def told_by_dress(view: View, symbol: int, hit: Hit) -> bool:
    """Whether a word is one class of a model that tells religious dress in pictures."""
    if symbol < 0 or not hit.concept.startswith("proxy/") or view.symbol(symbol).kind not in _ONE:
        return False
    holder = view.symbol(symbol).parent
    classes = view.children.get(holder, ()) if holder >= 0 else ()
    if not FEWEST <= len(classes) <= MOST:
        return False
    worn = {name.lower() for one in classes for name in _worn(view, one)}
    return (
        len(worn) >= FEWEST
        and 10 * len(worn) >= OF_TEN * len(classes)
        and (of_pictures(view, holder) or seen_in_code(view, holder))
    )


def _worn(view: View, symbol: int) -> Iterator[str]:
    """The text of a class that is a piece of dress."""
    for unit in view.inside.get(symbol, ()):
        if any(tag.concept.startswith("proxy/") for tag in view.unit_tags(unit)):
            yield view.unit(unit).text
            return
