"""Features that somebody picks to search by: a table of them, and code that makes a control of choice for each.

``for column, title in FEATURES.items(): st.selectbox(title, ...)``, and then a search goes by what was picked. Code
that makes a field to write into, or a column of a table, for each of them asks or shows: nothing is searched by that.
"""

import re
from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

WIDE = 300
"""Code points of a line that are looked at."""
BODY = 14
"""Lines of a loop in which the control is made."""
BELOW = 40
"""Lines under a loop in which the search begins."""
SHORTEST = 3
"""Letters of the name of a table."""
_TABLES = frozenset({SymbolKind.MAP, SymbolKind.ARRAY})
_THROUGH = (
    r"\bfor(?:each)?\b[^\n]{{1,110}}?(?<![\w.]){name}\b"
    r"|(?:Object\.(?:entries|keys)\(\s*{name}\s*\)|(?<![\w.]){name}(?:\.(?:entries|keys|items)(?:\(\))?)?)\.(?:map|forEach|each)\b"
)
"""Code that goes through a table."""
_PICKS = late(
    r"select_?box|multi_?select|check_?box|<select|<option|drop_?down|combo_?box|radio_?(?:group|button|list)|filter_?chip|choice_?chip"
    r"|option_?menu|pick_?list|createElement\([\"']select",
    re.IGNORECASE,
)
_SEARCHES = late(
    r"(?<![a-z])(?:search\w*|filter\w*|query\w*|lookup|find_?(?:match\w*|face\w*|person\w*|suspect\w*|by\w*)|matching_?\w*|buscar\w*|filtr\w*"
    r"|pesquis\w*|recherch\w*|such(?:e|en)|cari|ara)\s*\(|(?<=[a-z])(?:Search|Filter|Query)\w*\s*\(|[\"'/](?:search|filter|buscar)\b|搜索|检索|查询",
    re.IGNORECASE,
)


def picked_to_search(view: View, hit: Hit) -> bool:
    """Whether a word is one of a table of features, for each of which code makes a control to pick what is searched."""
    own = view.unit(hit.unit).symbol
    if own < 0 or not _offers(view.reading.text):
        return False
    holder = view.symbol(own).parent
    if holder < 0 or view.symbol(holder).kind not in _TABLES:
        return False
    name = view.symbol(holder).name.rpartition(".")[2]
    if len(name) < SHORTEST or not name.isidentifier():
        return False
    through = re.compile(_THROUGH.format(name=re.escape(name)))
    for number, line in enumerate(view.lines):
        if name in line and through.search(line[:WIDE]) is not None:
            body = "\n".join(told[:WIDE] for told in view.lines[number : number + BODY])
            below = "\n".join(told[:WIDE] for told in view.lines[number : number + BELOW])
            if _PICKS.search(body) is not None and _SEARCHES.search(below) is not None:
                return True
    return False


@lru_cache(maxsize=16)
def _offers(text: str) -> bool:
    """Whether controls to pick from are made in a file at all, and something is searched for."""
    return _PICKS.search(text) is not None and _SEARCHES.search(text) is not None
