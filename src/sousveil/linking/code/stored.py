"""Columns of tables whose rows are given, elsewhere, what was told of a face: ``detection.race = answer["race"]``.

A migration, a schema or the class of a record says which columns a table has, and of whom it is no more than its name.
Where code puts into an object of that name, or of the class that the table is called after, what an analysis of a face
told, that is what the column holds. A table of the same column under another name is left alone, and so is one that
is filled with what was typed in, in a program that compares faces.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from sousveil.linking.code.one_file import told_alike
from sousveil.linking.edges import Fact, Setting
from sousveil.linking.found import Found
from sousveil.linking.graph import View
from sousveil.linking.showing.said_of import said_elsewhere
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

WHY = "code puts what was told of a face into a record that is called as its table is"
ABOVE = 60
"""Lines above a column in which its table is named, and above a member in which its class is."""
CALL = 8
"""Lines above a key on which the call begins that makes a record of it."""
WIDE = 300
"""Code points of a line that are looked at."""
_TOLD = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR, Trait.RELIGION})
_OPEN = frozenset({Setting.NONE, Setting.PERSON, Setting.TYPED})
_ROLES = frozenset({Role.IDENTIFIER, Role.STRING, Role.FIELD, Role.KEY, Role.VARIABLE, Role.CONSTANT})
_HOLDERS = frozenset({SymbolKind.RECORD, SymbolKind.TABLE})
_OWN = frozenset({"self", "this"})
_ANY = frozenset({
    "result", "data", "item", "row", "record", "response", "answer", "output", "out", "info", "value", "object", "obj",
    "entry", "model", "params", "args", "body", "form", "req", "request", "res",
})  # fmt: skip
"""Names that anything has: they say nothing of a table."""
_ANYBODY = frozenset({
    "person", "people", "user", "employee", "student", "patient", "customer", "client", "member", "visitor", "guest",
    "profile", "account", "contact", "suspect", "citizen", "human", "p",
})  # fmt: skip
"""What somebody in a picture is called by code that looks at one: a table of that name may be filled in by others."""
_SET = late(
    r"([^\W\d]\w{1,40})\s*(?:\.|->)\s*(\w{3,40})\s*=(?![=>~])"
    r"|([^\W\d]\w{1,40})\s*\[\s*[:\"'`](\w{3,40})[\"'`]?\s*\]\s*=(?![=>~])"
)
"""Where a member of an object is given something."""
_KEY = late(r"(?<![\w.$>])[\"'`:]?(\w{3,40})[\"'`]?\s*(?:=(?![=>])|=>|:(?!:))")
"""A key, or the name of a parameter, that is given something in a call."""
_CLASS = late(r"^\s*(?:[a-z]+\s+){0,3}class\s+(\w+)")
_MAKES = late(
    r"(?<![\w.])(?P<of>[A-Z]\w+)(?:(?:\.objects|\.query)?(?:\.|::|->)\w{0,20}(?:create|new|build|insert|update|save)\w{0,20}!?)?\s*(?P<o>\()"
    r"|(?<!\w)(?P<on>[a-z]\w{2,60})\.(?:create|insert|update|upsert|save|build)\w{0,20}\s*(?P<i>\()"
    r"|(?<!class )(?<!struct )(?<!interface )(?<!extends )(?<!implements )(?<!enum )(?<!trait )(?<!impl )(?<!type )"
    r"(?<!\w)(?P<as>[A-Z]\w+)\s?(?P<b>\{)"
)
"""What makes a record out of keys: a call of its class or of what keeps such records, or the class before a brace."""
_KEEPS = late(r"_?(?:repository|repo|model|dao|table|collection|mapper)$", re.IGNORECASE)
"""What keeps the records of a table is called after, behind the name of the table."""
_TABLE = late(
    r"(?:create_?table|change_?table|add_?columns?|schema::(?:create|table)|\bdefine)(?:\s+if\s+not\s+exists)?[\s(]*[:\"'`\[]+(\w{2,60})",
    re.IGNORECASE,
)
_COLUMN = (
    r"(?:\.|->|::)?\s*\w+[\s(]*[:\"'`]{name}\b|add_?column[s]?\b.*[:\"'`]{name}\b|[\"'`]?{name}[\"'`]?\s*:\s*\{{?"
    r"|column\(\s*[\"'`]{name}\b"
)


def as_elsewhere(found: Iterable[tuple[View, Found]]) -> list[tuple[View, Found]]:
    """The same places, with what is said of their like in the same file and in others."""
    return _stored(said_elsewhere(told_alike(found)))


def _stored(found: list[tuple[View, Found]]) -> list[tuple[View, Found]]:
    filled: dict[tuple[str, str], Setting] = {}
    for view, item in found:
        told = item.setting.tied and Fact.PRODUCER in item.facts
        for place in _given(view, item) if told and item.trait in _TOLD and not item.group else ():
            filled[place] = Setting.IMAGE if item.setting is Setting.IMAGE else filled.get(place, item.setting)
    if not filled:
        return found
    return [(view, _as_column(view, item, filled)) for view, item in found]


def _as_column(view: View, item: Found, filled: dict[tuple[str, str], Setting]) -> Found:
    """The same place as a column that holds it, where it is one of a table that is filled so."""
    unit = view.unit(item.unit)
    if item.setting not in _OPEN or item.trait not in _TOLD or item.group or unit.role not in _ROLES:
        return item
    table = _table_of(view, item)
    setting = filled.get((_singular(table), _plain(unit.text))) if table else None
    if setting is None:
        return item
    facts = tuple(dict.fromkeys((Fact.SLOT, *(fact for fact in item.facts if fact is not Fact.WORD))))
    return msgspec.structs.replace(item, facts=facts, setting=setting, why=WHY)


def _given(view: View, item: Found) -> Iterator[tuple[str, str]]:
    """The records that a line puts a trait into, by their name, with the member that it goes into."""
    unit = view.unit(item.unit)
    if unit.role not in _ROLES or unit.line is None or unit.line > len(view.lines):
        return
    line = view.lines[unit.line - 1][:WIDE]
    for put in _SET.finditer(line):
        owner, column = put[1] or put[3], put[2] or put[4]
        if not _names_trait(view, column):
            continue
        if owner.lower() in _OWN:
            owner = _class_of(view, unit.line)
        elif _singular(owner) in _ANYBODY:
            continue
        if owner and _singular(owner) not in _ANY:
            yield _singular(owner), _plain(column)
    for key in _KEY.finditer(line):
        made = _made(view, unit.line, key.start()) if _names_trait(view, key[1]) else ""
        if made and _singular(made) not in _ANY:
            yield _singular(made), _plain(key[1])


def _names_trait(view: View, name: str) -> bool:
    return any(tag.concept.startswith("trait/") for tag in view.tag(name))


def _class_of(view: View, line: int) -> str:
    """The class that a line stands in, by the nearest head of one above it."""
    for text in reversed(view.lines[max(0, line - 1 - ABOVE) : line]):
        if (head := _CLASS.match(text[:WIDE])) is not None:
            return head[1]
    return ""


def _made(view: View, line: int, at: int) -> str:
    """The class of the record that is made by the call in which a key stands."""
    above = [text[:WIDE] for text in view.lines[max(0, line - 1 - CALL) : line - 1]]
    text = "\n".join([*above, view.lines[line - 1][: max(0, at)]])
    for call in reversed([*_MAKES.finditer(text)]):
        inside = text[call.end() :]
        opens, closes = "{}" if call["b"] else "()"
        if inside.count(opens) >= inside.count(closes):
            return _KEEPS.sub("", call["of"] or call["on"] or call["as"])
    return ""


def _table_of(view: View, item: Found) -> str:
    """The table or record of which a place is a column; empty where it is none."""
    unit = view.unit(item.unit)
    if item.record >= 0 and view.symbol(item.record).kind in _HOLDERS:
        return view.symbol(item.record).name
    if unit.line is None or unit.line > len(view.lines) or not unit.text.isidentifier():
        return ""
    line = view.lines[unit.line - 1][:WIDE]
    if re.search(_COLUMN.format(name=re.escape(unit.text)), line, re.IGNORECASE) is None:
        return ""
    for text in reversed(view.lines[max(0, unit.line - 1 - ABOVE) : unit.line]):
        if (table := _TABLE.search(text[:WIDE])) is not None:
            return table[1]
    return ""


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _singular(name: str) -> str:
    """A name without its lines and capitals, and as one thing of it: ``face_scans`` is a table of ``FaceScan``."""
    told = _plain(name)
    if told.endswith("ies"):
        return told[:-3] + "y"
    if told.endswith(("ses", "xes", "ches", "shes")):
        return told[:-2]
    return told[:-1] if told.endswith("s") and not told.endswith("ss") else told
