"""What a query asks back, writes or goes by: ``{"fields": [...], "condition": ...}``, a statement in SQL, an index.

A list of fields in a query is no list of what an analysis can tell: what is kept in the records is asked back. A column
that a statement compares, or that a table has an index on, is there to be searched by; so is what a call compares that
makes one condition of a search: ``query.addEqualCriteria("race", race)``.
"""

from collections.abc import Iterator

from sousveil.linking.code.predicted import OF_MODEL
from sousveil.linking.code.traced import from_model
from sousveil.linking.edges import Fact, Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import OF_CONCEPT
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

REACH = 3000
"""Code points before and after a word in which the rest of its list stands."""
BESIDE = 600
"""Code points from a list to the condition of its query."""
LONGEST = 20_000
"""Code points of a statement."""
CLAUSE = 80
"""Code points before a column in which the word stands that has it compared."""
LINES = 40
_Q = r"\\?[\"'`]?"
_NAMES = r"[\w\"'`\\\s,.$@-]*"
_CLOSED = late(rf"{_NAMES}\]\s*")
_OPENED = late(rf"{_Q}\b(\w+){_Q}\s*(?:[:=]|=>)\s*(?:new\s+\w+\s*|\w+\.\w+\()?[\[{{(]{_NAMES}$")
_BARE = late(_NAMES)
_FIELDS = frozenset({
    "fields", "field", "columns", "cols", "select", "projection", "source", "returnfields", "outfields", "outputfields",
    "returncolumns", "includefields", "resultfields", "properties",
})  # fmt: skip
"""What the list of what is asked back is called in a query."""
_BY = late(rf"(?:^|[\s,{{(]){_Q}(?:conditions?|where|filters?|query|criteria|match|predicates?){_Q}\s*(?:[:=]|=>)")
_INDEX = late(
    r"(?i)\bcreate\s+(?:unique\s+|fulltext\s+|clustered\s+|nonclustered\s+)?index\b[^;()]{0,160}?\bon\s+(?:only\s+)?"
    r"([\w.\"'`\[\]{}$%:]+)\s*(?:using\s+\w+\s*)?\(([^();]{0,400})\)"
)
_SELECT = late(r"(?is)\bselect\b([^;]{1,4000}?)\bfrom\s+([\w.\"'`\[\]{}$%:]+)")
_COMPARED = late(r"(?i)[\w.\"'`\]]*\s*(?:=|<>|!=|\blike\b|\bin\b|\bis\b|\bilike\b)")
_WHERE = late(r"(?i)\b(?:where|and|or|on|having)\s+\(?\s*(?:lower|upper|trim)?\(?[\w.\"'`\[]*$")
_FROM = late(r"(?i)\b(?:from|update|join)\s+([\w.\"'`\[\]{}$%:]+)")
_INTO = late(
    r"(?is)\b(?:insert\s+(?:or\s+\w+\s+|ignore\s+)?into|replace\s+into)\s+([\w.\"'`\[\]{}$%:]+)\s*\(([^()]{1,4000})\)"
)
_SET = late(r"(?is)\bupdate\s+([\w.\"'`\[\]{}$%:]+)\s+set\b(.{1,4000}?)(?:\bwhere\b|$)")
_LISTS = (
    (_INDEX, 1, 2, (Fact.SLOT, Fact.SEARCH)),
    (_SELECT, 2, 1, (Fact.SLOT,)),
    (_INTO, 1, 2, (Fact.SLOT,)),
    (_SET, 1, 2, (Fact.SLOT,)),
)
"""Lists of columns in a statement: which part names the table, which the columns, and what these are."""
_COMPARES = late(
    r"(?i)(?:(?:criteri(?:a|on)|conditions?|predicate)|(?<![a-z])(?:and|or|add|where|query|match|term)_?\w{0,12}?"
    r"(?:filter|equal(?:_?to)?|between|like|term)|(?<![a-z])terms?_?query|match_?query|match_?phrase_?query"
    r"|(?<![a-z])(?:criteria|query|wrapper|qw|filters?|restrictions|builder)(?:\(\))?(?:\.|->|::)(?:where|and|or|eq|equals?|like|in))"
    r"\(\s*\\?[\"'`]$"
)
"""What stands before a column in a call that makes one condition of a search."""
_AND_VALUE = late(r"\\?[\"'`]\s*(?:,|\)\s*(?:\.|->)\s*(?:is|in|eq|regex|like)\b)")
_WRITES = late(r"(?is)\b(?:insert\s+(?:or\s+\w+\s+|ignore\s+)?into|replace\s+into|update\s+\S+\s+set)\b")
_HANDED_OVER = late(r"(?<![\w.\"'])[A-Za-z_]\w{2,40}(?![\w(\"'])")
_PEOPLE = frozenset({"trait/race", "trait/ethnicity"})
HANDED, TAIL = 4, 12
"""Lines under a statement on which it is handed its values, and code points of its end."""
QUOTING = frozenset({Role.STRING, Role.ITEM, Role.VALUE, Role.KEY})


def asked_back(view: View, hit: Hit) -> bool:
    """Whether a word is one of the fields that a query asks back, by a list with a condition beside it."""
    unit = view.unit(hit.unit)
    if unit.role not in QUOTING:
        return False
    before, after = _sides(view, hit)
    opened = _OPENED.search(before)
    if opened is None and _BARE.fullmatch(before) is None:
        return False  # no list, or one of anything else
    if opened is not None and opened[1].lower().replace("_", "") not in _FIELDS:
        return False
    closed = _CLOSED.match(after)
    if closed is None or (opened is None and "," not in before):
        return False
    rest = _level(after[closed.end() :][:BESIDE])
    told = _level(before[: opened.start()][-BESIDE:][::-1], "}])", "{[(")[::-1] if opened is not None else ""
    return _BY.search(rest) is not None or _BY.search(told) is not None


def _sides(view: View, hit: Hit) -> tuple[str, str]:
    """What stands before and after a word: in its own text where that holds a list, else on the lines around it."""
    unit = view.unit(hit.unit)
    if "[" in unit.text:
        return unit.text[: hit.start][-REACH:], unit.text[hit.end :][:REACH]
    if unit.line is None or unit.column is None or unit.line > len(view.lines):
        return "", ""
    at = unit.line - 1
    line = view.lines[at]
    begin, end = unit.column - 1 + hit.start, unit.column - 1 + hit.end
    before = "\n".join([*view.lines[max(0, at - LINES) : at], line[:begin]])
    after = "\n".join([line[end:], *view.lines[at + 1 : at + 1 + LINES]])
    return before[-REACH:], after[:REACH]


def _level(text: str, opens: str = "{[(", closes: str = "}])") -> str:
    """As much of a text as lies on the level that it begins on or below: what is closed ends it."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in opens) - (sign in closes)
        if depth < 0 or sign == ";":
            return text[:at]
    return text


def in_statement(view: View, hit: Hit) -> tuple[tuple[Fact, ...], frozenset[Surrounding]] | None:
    """What a column is in a statement of SQL, and what the name of the table says; ``None`` where it is none."""
    for table, facts in _statements(view, hit):
        concepts = {tag.concept for tag in view.tag(table)}
        return facts, frozenset(OF_CONCEPT[concept] for concept in concepts if concept in OF_CONCEPT)
    return None


def compared_in_call(view: View, hit: Hit) -> bool:
    """Whether a string is the name of a column that a call compares with a value, to search by it."""
    unit = view.unit(hit.unit)
    if hit.group or unit.role is not Role.STRING or unit.line is None or unit.column is None:
        return False
    if unit.line > len(view.lines) or len(unit.text) > CLAUSE:
        return False
    line, at = view.lines[unit.line - 1], unit.column - 1
    if not line.startswith(unit.text, at):
        at = line.find(unit.text, at)
    before, after = line[max(0, at - CLAUSE) : at], line[at + len(unit.text) :][:CLAUSE]
    return at > 0 and _COMPARES.search(before) is not None and _AND_VALUE.match(after) is not None


def _statements(view: View, hit: Hit) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    unit = view.unit(hit.unit)
    text, at = unit.text, [h.start for h in view.hits_of_unit[hit.unit] if h.trait is hit.trait and not h.group]
    if view.reading.language == "sql" and unit.line is not None and unit.line <= len(view.lines):
        text, at = view.lines[unit.line - 1], [(unit.column or 1) - 1 + hit.start]
    elif unit.role not in (Role.STRING, Role.VALUE, Role.ATTRIBUTE):
        return
    if hit.group or len(text) > LONGEST:
        return
    for pattern, table, columns, facts in _LISTS:
        for one in pattern.finditer(text):
            if any(one.start(columns) <= start < one.end(columns) for start in at):
                yield one[table], facts
    for start in at:
        if _WHERE.search(text[max(0, start - CLAUSE) : start]) and _COMPARED.match(text, start + hit.end - hit.start):
            for source in list(_FROM.finditer(text[:start]))[-1:]:
                yield source[1], (Fact.SLOT, Fact.SEARCH)


def filled_by_model(view: View, hit: Hit) -> bool:
    """Whether a statement that puts something into a column is handed, for the same trait, what a model gave out.

    ``"UPDATE t SET race = %s" % race`` under ``race = predict(face)``: the name that is handed over is called alike.
    """
    unit = view.unit(hit.unit)
    if unit.line is None or not view.reading.text or unit.line > len(view.lines) or not _WRITES.search(unit.text):
        return False
    for number in range(unit.line, min(len(view.lines), unit.line + HANDED) + 1):
        line = view.lines[number - 1][:REACH]
        rest = line.rpartition(unit.text[-TAIL:])[2] if number == unit.line else line
        for name in dict.fromkeys(_HANDED_OVER.findall(rest)):
            told = any(tag.concept in _PEOPLE for tag in view.tag(name))
            if told and (OF_MODEL.search(name) or from_model(view, number, name)):
                return True
        if rest.rstrip().endswith(";"):
            break
    return False
