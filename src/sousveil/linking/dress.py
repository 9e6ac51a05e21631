"""Classes of a detector that are religious dress: ``hijab`` and ``no_hijab``, ``niqab`` beside ``chador``.

One such word among helmets or skirts is a thing to wear; where most classes of a model for pictures are of that kind,
or one is told from its own absence, what it tells of those whom it sees is their faith.
"""

import re
from collections.abc import Iterator, Mapping

from sousveil.linking.classes import of_pictures, seen_in_code
from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

WHY = "most classes of a model for pictures are religious dress, or its absence"
MOST = 40
"""Classes of a detector; a longer list is of all that is worn."""
FEWEST = 2
"""Classes of that kind: two dresses, or one and its absence."""
OF_TEN = 4
"""So many of ten classes, or more."""
_ONE = frozenset({SymbolKind.ITEM, SymbolKind.ENTRY})
_ABSENT = late(
    r"(?:non|no|not|un|without|w/?o|sans|sin|sem|senza|ohne|tanpa|bez|без|не)[\s_-]*(?P<what>\w{4,})",
    re.IGNORECASE,
)
"""The name of a class for those who wear no such thing, often in one word with it: ``nonhijab``."""


def told_by_dress(view: View, symbol: int, hit: Hit) -> bool:
    """Whether a word is one class of a model that tells religious dress in pictures."""
    if symbol < 0 or not hit.concept.startswith("proxy/") or view.symbol(symbol).kind not in _ONE:
        return False
    holder = view.symbol(symbol).parent
    classes = view.children.get(holder, ()) if holder >= 0 else ()
    if not FEWEST <= len(classes) <= MOST:
        return False
    worn = {name.lower(): dress for one in classes for name, dress in _worn(view, one)}
    return (
        len(worn) >= FEWEST
        and (10 * len(worn) >= OF_TEN * len(classes) or _with_absence(worn))
        and (of_pictures(view, holder) or seen_in_code(view, holder))
    )


def _worn(view: View, symbol: int) -> Iterator[tuple[str, str]]:
    """The text of a class that is a piece of dress, or its absence, with the concept of the dress."""
    for unit in view.inside.get(symbol, ()):
        text = view.unit(unit).text
        absent = _ABSENT.fullmatch(text)
        told = (*view.unit_tags(unit), *(view.tag(absent["what"]) if absent is not None else ()))
        if dress := next((tag.concept for tag in told if tag.concept.startswith("proxy/")), ""):
            yield text, dress
            return


def _with_absence(worn: Mapping[str, str]) -> bool:
    """Whether a dress is one class and its absence another, among whatever else is told."""
    absent = {dress for name, dress in worn.items() if _ABSENT.fullmatch(name) is not None}
    return any(dress in absent and _ABSENT.fullmatch(name) is None for name, dress in worn.items())
