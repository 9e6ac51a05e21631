"""What a request for faces may go by: parameters of a route, members of its query, columns of a set of filters.

``request.args.get("race")`` in ``list_faces``, ``@RequestParam String race`` in a controller of ``/faces``, a record
``ListFacesParams``, ``name: race`` beside ``in: query``; ``list_filter = ("race",)`` in the pages that a framework
makes of a class of faces. What is gone through is told as for conditions (``sought``): by what encloses the place, the
nearest first. An analysis that is asked for is none, nor is what is handed over when a face is enrolled.
"""

import re

from sousveil.linking.graph import Graph, View
from sousveil.linking.searching.sought import IN_COMMENT, LINE, enclosing, lay_searches, of_faces_there
from sousveil.linking.weave import Weave
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

ABOVE, BESIDE = 12, 3
"""Lines above a name on which its list or route begins; lines around it in the description of a parameter."""
LEVELS = 3
"""What encloses a place, outwards, that says whether something is listed."""
_OTHER = frozenset({"context/racing", "context/sport", "context/game", "context/font", "context/platform"})
"""What a race or a face is of then, on the lines around it."""
_READ = late(
    r"(?:(?:\bargs|\bquery(?:_?params|_?string\w*|_?parameters)?|\bsearch_?params|\$_GET|\burl\.query\(\)|\bGET|\bqueryDict)"
    r"(?:\s*\?)?(?:\.(?:get\w*|optional|first|one|fetch|value|input)\(|\[|\.|->|\()"
    r"|\b(?:get_?)?(?:default)?query(?:_?(?:param(?:eter)?|arg(?:ument)?|array|value|text|string))?s?\("
    r"|@(?:Query|QueryParam|RequestParam|QueryValue|RestQuery)\(\s*(?:(?:value|name)\s*=\s*)?)\s*[\"'`:]?\w{0,12}$",
    re.IGNORECASE,
)
"""What stands before the name of a member of a request's query, where code reads it."""
_TAKEN_OUT = late(r"^\w*[\w\s,=\"']*\}\s*=\s*(?:await\s+)?[\w.]{0,40}\b(?:query|searchParams|queryStringParameters)\b")
"""What stands behind it in ``const { camera, race } = req.query``."""
_NOTED = late(r"@(?:RequestParam|QueryParam|Query|QueryValue|RestQuery)\b|\[FromQuery\b|\bQuery\(|\$\w+\s*=\s*\$_GET")
"""A note that a parameter is a member of the query."""
_GETS = late(
    r"(?:@\w*(?:\.|Mapping\.)?(?:get|GetMapping|HttpGet|GET|Get|route)\b|\[HttpGet|#\[get\(|\b(?:app|router|server|api|r|e)\.(?:get|GET|Get)\("
    r"|@api_view\(\[[\"']GET)"
)
"""A route that only gets something."""
_BOOL = late(r"\bbool(?:ean)?\b|(?<!required)(?<!required )=\s*(?:True|False|true|false)\b", re.IGNORECASE)
_ANALYSES = late(
    r"detect(?!ed|ions)|analy[sz]|predict|recogni[sz]e|classif|enrol|register|create|insert|upload|update|save|train|generat"
    r"|estimat|extract|infer|swap|edit|upsert|add_?face|post",
    re.IGNORECASE,
)
_LISTED = late(
    r"list|search|find|query|records?|histor|captures|captured|faces(?![a-z])|people|persons|logs?(?![a-z])|events?(?![a-z])|statist"
    r"|count|page|filter|snaps|detections|index|sightings",
    re.IGNORECASE,
)
_OFFERS = late(
    r"(?:^|\.)(?:list_filters?|filter_?set_?fields|filter_?fields|filter_?columns|column_filters|column_searchable_list"
    r"|filterable\w{0,12}|searchable\w{0,12}|allowed_?filters|filter_?by|filter_?keys|attributesForFaceting|facet_?(?:fields|by)"
    r"|facets|ransackable_attributes|with_?filters)$",
    re.IGNORECASE,
)
"""What a list of columns is called by which people filter what is kept."""
_LIST_OF = late(
    r"([\w$.]+)[\"']?\s*(?:\([\w\s,]*\)\s*)?(?::[ \t]*[\w\[\], |]+?)?[ \t]*(?:=|:|=>)\s*(?:new\s+\w+\s*)?"
    r"[\[({](?:[^\[\](){}=]|\[[^\[\]]{0,80}\]|\([^()]{0,80}\))*$"
)
"""The name of the list that is open where a word stands."""
_NAMES = late(r"^\s*\w{0,16}[\"']\s*(?:[,\])}:]|=>|$)")
_FIELDS = frozenset({"fields", "exclude_fields"})
_OF_FILTER = late(r"\bclass\s+\w*Filter(?:Set)?\b|\(\s*[\w.]*Filter(?:Set)?\s*\)", re.IGNORECASE)
_ACTIVE = late(r"^\s*(?:filter|has_scope|ransacker)\s+:\w*$")
_PARAMS = late(
    r"^(?:[A-Z]\w*)?(?:List|Search|Find|Query|Filter|Fetch)\w{0,40}(?:Params?|Parameters|Query|Args|Request|Req|Input|Criteria|Dto)$"
    r"|(?:Filters?|FilterInput|WhereInput|ListParams|QueryParams|SearchParams|ListQuery|QueryDto|FilterDto|Criteria)$"
)
"""The name of a record that holds what a listing goes by."""
_KEPT = late(
    r"(?i)camera|device|channel|start|end|begin|from|to|since|until|page|limit|offset|size|time|date|cursor|gender|age|glasses|mask"
    r"|site|zone|location|store"
)
"""Members beside it in such a record; a filter that makes a face prettier has none of them."""
_IN_QUERY = late(r"^\s*[\"']?in[\"']?\s*:\s*[\"']?query\b|\bin:\s*query\b")
_QUOTING = frozenset({Role.STRING, Role.ITEM, Role.KEY, Role.VALUE, Role.IDENTIFIER})
_NAMING = frozenset({Role.PARAMETER, Role.FIELD, Role.VARIABLE})


def lay_requested(weave: Weave, graph: Graph) -> None:
    """Lay each value by which a request for faces or bodies goes, as that."""
    lay_searches(weave, graph, requested)


def requested(view: View, hit: Hit) -> bool:
    """Whether a word names what a request for faces goes by, or a column by which kept faces are filtered."""
    unit = view.unit(hit.unit)
    if unit.role not in _QUOTING | _NAMING or unit.line is None or unit.column is None or unit.line > len(view.lines):
        return False
    line, word = view.lines[unit.line - 1], unit.text[hit.start : hit.end]
    at = line.find(word, max(0, unit.column - 1 + hit.start))
    if len(line) > LINE or at < 0 or IN_COMMENT.match(line) is not None:
        return False
    before, behind = line[:at], line[at + len(word) :]
    asked = _asks(view, hit, unit.line, before, behind)
    if not asked or not of_faces_there(view, unit.line, asked):
        return False
    lines = view.lines[max(0, unit.line - 1 - ABOVE) : unit.line + BESIDE]
    told = {tag.concept for text in lines if len(text) <= LINE for tag in view.tag(text)}
    return hit.trait is not None and not told & _OTHER


def _asks(view: View, hit: Hit, number: int, before: str, behind: str) -> str:
    """The text that says what is gone through, where a word is what a request goes by or is filtered by; else empty."""
    line = view.lines[number - 1]
    if _offered(view, number, before, behind):
        return before
    if view.unit(hit.unit).role is Role.FIELD and _of_params(view, hit):
        return view.symbol(view.symbol(view.unit(hit.unit).symbol).parent).name
    if _in_description(view, number, before):
        return line
    read = _READ.search(before) is not None or _TAKEN_OUT.match(behind) is not None
    if (read or _taken(view, hit, number)) and _lists(view, number):
        return line
    return ""


def _offered(view: View, number: int, before: str, behind: str) -> bool:
    """Whether a word is one of the columns by which people filter, in a list that says so."""
    if _ACTIVE.match(before) is not None:
        return True
    if _NAMES.match(behind) is None:
        return False
    above = "\n".join(text[:LINE] for text in view.lines[max(0, number - 1 - ABOVE) : number - 1])
    opened = _LIST_OF.search(f"{above}\n{before}")
    if opened is None:
        return False
    if opened[1] in _FIELDS:
        return any(_OF_FILTER.search(text) is not None for text in enclosing(view, number))
    return _OFFERS.search(opened[1]) is not None


def _of_params(view: View, hit: Hit) -> bool:
    """Whether a word is a member of a record that holds what a listing goes by, with others of that kind."""
    symbol = view.unit(hit.unit).symbol
    parent = view.symbol(symbol).parent if symbol >= 0 else -1
    if parent < 0 or view.symbol(parent).kind is not SymbolKind.RECORD:
        return False
    name = view.symbol(parent).name
    if (
        _PARAMS.search(name) is None
        or _ANALYSES.search(name) is not None
        or view.symbol(symbol).type.startswith("bool")
    ):
        return False
    beside = (view.symbol(one).name for one in view.children.get(parent, ()) if one != symbol)
    return any(_KEPT.search(one) is not None for one in beside)


def _in_description(view: View, number: int, before: str) -> bool:
    """Whether it is the name of a parameter of a route that gets something, where an interface is described."""
    if view.reading.language not in ("yaml", "json") or not before.rstrip(" \"'").endswith(("name:", 'name":', "name")):
        return False
    beside = view.lines[max(0, number - 1 - BESIDE) : number + BESIDE]
    if not any(_IN_QUERY.search(text[:LINE]) is not None for text in beside):
        return False
    return any(text.strip(" \"':{") == "get" for text in enclosing(view, number))


def _taken(view: View, hit: Hit, number: int) -> bool:
    """Whether it is a parameter that a route which gets something takes from the query."""
    unit = view.unit(hit.unit)
    symbol = unit.symbol
    if (
        symbol < 0
        or view.symbol(symbol).kind is not SymbolKind.PARAMETER
        or _BOOL.search(view.lines[number - 1][:LINE])
    ):
        return False
    if _NOTED.search(view.lines[number - 1]) is not None:
        return True
    function = view.symbol(symbol).parent
    head = (view.line_of(function) if function >= 0 else 0) or number
    above = view.lines[max(0, head - 4) : head]
    return any(len(text) <= LINE and _GETS.search(text) is not None for text in above)


def _lists(view: View, number: int) -> bool:
    """Whether what encloses a place lists what is kept, and neither analyses nor enrols."""
    heads = [view.lines[number - 1]]
    for level, text in enumerate(enclosing(view, number)):
        if level >= LEVELS:
            break
        heads.append(text)
    return any(_LISTED.search(text) for text in heads) and not any(_ANALYSES.search(text) for text in heads)
