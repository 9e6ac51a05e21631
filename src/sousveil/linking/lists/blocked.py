"""Black and white lists: ``BLACK("黑名单", 1)`` is a list of those who are kept out, and names no people."""

import re

from sousveil.linking.graph import View
from sousveil.model.late import late

LONGEST = 80
"""Code points of a text that is looked at."""
MOST = 8
"""Texts of one thing that are looked at."""
_LIST = late(
    r"[黑白]名单|(?:black|white|block|allow)[ _-]?list|(?:ч[её]рн|бел)\w{2} спис|블랙 ?리스트|화이트 ?리스트|kara liste"
    r"|lista (?:negra|blanca)|danh sách (?:đen|trắng)|القائمة (?:السوداء|البيضاء)",
    re.IGNORECASE,
)


def blocked(view: View, number: int) -> bool:
    """Whether what a unit is the name or a value of is a black or white list, by one of its other texts."""
    symbol = view.unit(number).symbol
    if symbol < 0:
        return False
    texts = (*view.inside.get(symbol, ())[:MOST], *view.texts.get(symbol, ())[:MOST])
    return any(_LIST.search(view.unit(text).text[:LONGEST]) is not None for text in texts if text != number)
