"""Titles that have a pictogram each: ``{"Race (model)": "🌎", "Beard": "🧔", ...}`` is a table of what is shown.

Nothing but a screen or a message needs an emoji for a value's title. The table says of each title in it that a value is
shown under it.
"""

from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

LEAST = 3
"""So many titles, each with a pictogram."""
MOST = 400
"""Entries of a table; a longer one is of all emoji that there are."""
LONGEST = 12
"""Code points of a pictogram and what joins its parts."""
_PICTOGRAM = late(
    r"[\s\u200d\ufe0f\U0001f3fb-\U0001f3ff]*(?:[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\s\u200d\ufe0f\U0001f3fb-\U0001f3ff]*)+"
)
_TITLE = late(r"[^\W\d_]{2}")


def has_pictogram(view: View, hit: Hit) -> bool:
    """Whether a word is, or is in, the title of an entry of a table whose every value is a pictogram."""
    symbol = view.unit(hit.unit).symbol
    if symbol < 0 or view.symbol(symbol).unit != hit.unit or view.symbol(symbol).kind is not SymbolKind.ENTRY:
        return False
    beside = view.children.get(view.symbol(symbol).parent, ())
    if not LEAST <= len(beside) <= MOST or view.symbol(symbol).parent < 0:
        return False
    told = [view.symbol(one) for one in beside]
    return all(_TITLE.search(one.name) and _is_pictogram(one.value) for one in told)


def _is_pictogram(value: str) -> bool:
    value = value.strip().strip("\"'`")
    return 0 < len(value) <= LONGEST and _PICTOGRAM.fullmatch(value) is not None
