"""What is looked for page by page: a trait among what a search is handed, beside the page and how much is on it.

``list(sex, race, page, size)``, ``{ pageNum, pageSize, race }``: whoever gives a page number asks for what was kept, by
what stands beside it. What comes back has a page number too, and how many there are in all.
"""

from sousveil.linking.graph import View
from sousveil.model.words import SymbolKind

PAGE = frozenset({
    "page", "pageno", "pagenum", "pagenumber", "pageindex", "currentpage", "curpage", "pagesize", "perpage", "limit",
    "offset",
})  # fmt: skip
BESIDE = PAGE | {
    "size", "rows", "begintime", "starttime", "endtime", "begindate", "startdate", "enddate", "orderby", "sortby",
}  # fmt: skip
TOTALS = frozenset(
    {"total", "totalcount", "totalpages", "totalelements", "totalrecords", "records", "items", "results"}
)
"""What stands in an answer only."""
_LEAST = 2
MOST = 80
"""Members or parameters that are looked at."""
_HOLDS = frozenset({SymbolKind.RECORD, SymbolKind.MAP, SymbolKind.FUNCTION})
_HELD = frozenset({SymbolKind.FIELD, SymbolKind.ENTRY, SymbolKind.PARAMETER})


def paged(view: View, unit: int) -> bool:
    """Whether a unit is, or says of, a member or parameter among those by which something is asked for in pages."""
    symbol = view.unit(unit).symbol
    if symbol < 0:
        return False
    told = view.symbol(symbol)
    holder = symbol if told.kind is SymbolKind.FUNCTION else told.parent
    if holder < 0 or view.symbol(holder).kind not in _HOLDS:
        return False
    if told.kind is SymbolKind.FUNCTION and told.unit == unit:
        return False  # what it is called after may be all that it gives
    if told.kind is not SymbolKind.FUNCTION and told.kind not in _HELD:
        return False
    names = {
        view.symbol(child).name.lower().replace("_", "").replace("-", "")
        for child in view.children.get(holder, ())[:MOST]
        if view.symbol(child).kind in _HELD
    }
    return bool(names & PAGE) and len(names & BESIDE) >= _LEAST and not names & TOTALS
