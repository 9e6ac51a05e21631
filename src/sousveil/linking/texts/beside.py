"""What the lines around a word say of it where no symbol does.

Columns in SQL that a program puts together, a setter that is called on a face, the switches of a detector.
"""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import OF_CONCEPT, Around
from sousveil.linking.taming import before
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

_TYPES = "text|integer|int|bigint|smallint|tinyint|real|float|double|numeric|decimal|n?varchar2?|n?char|blob|boolean"
_COLUMN = late(rf"(?:^|[,(])\s*[\"'`\[]?(\w+)[\"'`\]]?\s+(?:{_TYPES})\b", re.IGNORECASE)
_TABLE = late(r"\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?[\"'`\[]?([\w.]+)[\"'`\]]?\s*\(", re.IGNORECASE)
_STRINGS = 24
"""Strings before and after one that are looked through for the statement that it is a part of."""
_APART = 2
"""Lines between two strings of one statement."""
_SETS = late(r"set_?(?=[A-Z_])")
_CALLED_ON = late(r"(\w+)(?:\(\))?\s*(?:\.|->|::)\s*$")
_DETECTS = late(r"detect|recogni[sz]e|analy[sz]e|estimate|classif", re.IGNORECASE)
_FLAG = late(r"_?bool(?:ean)?[?]?", re.IGNORECASE)
_SWITCHES = frozenset({"true", "false", "yes", "no", "0", "1"})


def in_columns(view: View, hit: Hit) -> tuple[Around, frozenset[Surrounding]] | None:
    """The columns beside a word in SQL that strings hold, and what the table's name says; else ``None``."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.STRING or unit.line is None or not _names_column(unit.text, hit):
        return None
    before, after = strings_beside(view, hit.unit, -1), strings_beside(view, hit.unit, 1)
    text = "".join(reversed(before)) + unit.text
    at = len(text) - len(unit.text) + hit.start
    opened = next((table for table in reversed(list(_TABLE.finditer(text))) if table.end() <= at), None)
    if opened is None or text.count(")", opened.end(), at) > text.count("(", opened.end(), at):
        return None
    around = Around()
    rest = text[opened.end() :] + "".join(after)
    for column in _COLUMN.finditer("," + rest[: _closed(rest)]):
        around.add({tag.concept for tag in view.tag(column[1])}, column[1])
    concepts = {tag.concept for tag in view.tag(opened[1])}
    around.add(concepts, f"<{opened[1]}>")
    return around, frozenset(OF_CONCEPT[concept] for concept in concepts if concept in OF_CONCEPT)


def _names_column(text: str, hit: Hit) -> bool:
    return any(match.start(1) <= hit.start < match.end(1) for match in _COLUMN.finditer(text))


def strings_beside(view: View, unit: int, step: int) -> list[str]:
    """The texts of the strings that follow a unit, or come before it, with no line free between them."""
    texts: list[str] = []
    line, at = view.unit(unit).line or 0, unit + step
    while 0 <= at < len(view.reading.units) and len(texts) < _STRINGS:
        other = view.unit(at)
        if other.line is None or abs(other.line - line) >= _APART:
            break
        if other.role is Role.STRING:
            texts.append(other.text)
            line = other.line
        at += step
    return texts


def _closed(text: str) -> int:
    """Where the parenthesis that is open at the start of a text is closed."""
    depth = 1
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return at
    return len(text)


def set_on_face(view: View, hit: Hit) -> bool:
    """Whether a word is the name of a setter that is called on something called after a face: ``face.setRace(...)``."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.IDENTIFIER or unit.line is None or not view.reading.text or not _SETS.match(unit.text):
        return False
    line = view.lines[unit.line - 1] if unit.line <= len(view.lines) else ""
    return any(
        "context/face" in {tag.concept for tag in view.tag(on[1])}
        for call in re.finditer(rf"\b{re.escape(unit.text)}\s*\(", line)
        if (on := _CALLED_ON.search(before(line, call.start()))) is not None
    )


def switched_of(view: View, symbol: int) -> str:
    """The name of what holds switches, ``symbol`` among them, for what a detector tells; else empty.

    That is a map of an analysis whose values are all yes or no, or a record of what is asked about a face, in which
    even an age is yes or no.
    """
    parent, kind = view.symbol(symbol).parent, view.symbol(symbol).kind
    if parent < 0 or kind not in (SymbolKind.ENTRY, SymbolKind.FIELD):
        return ""
    name = view.symbol(parent).name
    siblings = view.children.get(parent, ())
    if kind is SymbolKind.ENTRY:
        asked = _DETECTS.search(name) is not None
        asked = asked and all(view.symbol(s).value.strip().lower() in _SWITCHES for s in siblings)
    else:
        siblings = [s for s in siblings if view.symbol(s).kind is SymbolKind.FIELD]
        asked = _is_flag(view, symbol) and all(_is_flag(view, s) for s in siblings if _looks(view, s))
        asked = asked and (_DETECTS.search(name) is not None or "context/face" in view.own_concepts(parent))
        asked = asked and any("vital/age-or-sex" in view.own_concepts(s) for s in siblings)
    if not asked:
        return ""
    features = [view.own_concepts(s) for s in siblings if s != symbol]
    looks = any("context/attribute" in own and "vital/age-or-sex" not in own for own in features)
    return name if looks and sum("context/attribute" in own for own in features) >= 2 else ""


def _is_flag(view: View, symbol: int) -> bool:
    return _FLAG.fullmatch(view.symbol(symbol).type) is not None


def _looks(view: View, symbol: int) -> bool:
    return bool({"context/attribute", "vital/age-or-sex"} & view.own_concepts(symbol))
