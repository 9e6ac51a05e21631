"""Statements of SQL that lie in pieces in the elements of an XML file, as the mappers of MyBatis and iBATIS have them.

A column there is kept, asked back or searched by; the columns beside it are no list of what an analysis can tell. Its
record is the whole statement, pieces and all, and what that is about is told by its table, its name and the type that
it takes or gives.
"""

from sousveil.linking.edges import Fact, Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import OF_CONCEPT, Around
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

ROOTS = frozenset({"mapper", "sqlmap"})
STATEMENTS = frozenset({"select", "insert", "update", "delete", "sql", "statement", "procedure"})
FIRST = 12
"""Units at the start of a file among which its root stands."""
PIECES = 400
"""Units of one statement."""
NAMED_BY = frozenset(
    {"id", "parameterType", "resultType", "parameterClass", "resultClass", "resultMap", "parameterMap"}
)
_TABLE = late(r"(?i)\b(?:from|into|update|join)\s+([\w.\"'`\[\]]+)")
_COMPARED = late(r"(?i)[\w\"'`\]]*\s*(?:=|<>|!=|\blike\b|\bin\b|\bis\b)(?!\s*\w+\.\w)")
"""With a value, not with a column of another table."""
_BY = late(r"(?i)(?:^|\b(?:where|and|or|on|having))\s*\(?\s*(?:\w+\.)?[\w\"'`\[]*$")
_HOLD = late(r"[#$][{]?[\w., =]*$")
"""A value that is handed in: ``#{race}``, ``#race#``."""


def in_mapper(view: View, hit: Hit) -> tuple[tuple[Fact, ...], Around, frozenset[Surrounding]] | None:
    """What a column in a statement of a mapper is, and what the statement says of its table; else ``None``."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.STRING or view.reading.language != "xml" or not _is_mapper(view):
        return None
    begin = hit.unit
    while begin >= max(0, hit.unit - PIECES) and not _opens(view, begin):
        begin -= 1
    if begin < 0 or not _opens(view, begin):
        return None
    end = hit.unit + 1
    while end < min(len(view.reading.units), hit.unit + PIECES) and not _opens(view, end):
        end += 1
    around, named, key = Around(), set[Surrounding](), ""
    for at in range(begin, end):
        other = view.unit(at)
        if other.role is Role.STRING:
            for tag in view.unit_tags(at):
                around.add({tag.concept}, other.text[tag.start : tag.end])
            for table in _TABLE.finditer(other.text):
                named |= _told(view, table[1])
        elif other.role is Role.ATTRIBUTE:
            key = other.text
        elif other.role in (Role.KEY, Role.VALUE) and key in NAMED_BY:
            named |= _told(view, other.text.rsplit(".", 1)[-1])
    return _facts(view, hit, view.unit(begin).text.lower()), around, frozenset(named)


def _is_mapper(view: View) -> bool:
    units = view.reading.units[:FIRST]
    return any(unit.role is Role.ELEMENT and unit.text.lower() in ROOTS for unit in units)


def _opens(view: View, unit: int) -> bool:
    told = view.unit(unit)
    return told.role is Role.ELEMENT and told.text.lower() in STATEMENTS


def _told(view: View, name: str) -> set[Surrounding]:
    return {OF_CONCEPT[tag.concept] for tag in view.tag(name) if tag.concept in OF_CONCEPT}


def _facts(view: View, hit: Hit, statement: str) -> tuple[Fact, ...]:
    """A column that a query goes by is searched by; every other is kept."""
    text = view.unit(hit.unit).text
    before = text[: hit.start]
    if statement in ("select", "sql") and _BY.search(before) and _COMPARED.match(text, hit.end):
        return (Fact.SLOT, Fact.SEARCH)
    if statement == "select" and _HOLD.search(before):
        return (Fact.SLOT, Fact.SEARCH)
    return (Fact.SLOT,)
