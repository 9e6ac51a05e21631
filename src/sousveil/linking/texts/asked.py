"""A trait in running text that is asked for: among the features of a face, or as what is searched or filtered by.

Clients of an analysis elsewhere hold no record of its answer. What they can ask for stands in a list inside one comment
or string (``age,gender,glasses,race``), and what they can filter by beside the word (``gender and race filter``).
"""

import re

from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

LISTED_IN = frozenset({Role.COMMENT, Role.STRING, Role.VALUE, Role.DOCUMENT})
LEAST = 3
"""So many other features in the list make it a list of features; age and sex alone stand in every survey."""
ASKED_FOR = 40
"""Features that an analysis can be asked for; a longer list with few of them is one of anything: jobs, say."""
FEW = 10
"""One in so many."""
LONGEST = 32
"""Code points of an item of such a list."""
REACH = 8
"""Code points between a trait's word and *filter* or *search*: room for *by the*."""
_SEPARATOR = late(r"[,，、;；|\n]")
_WORDS = late(r"[^\s*`'\"()\[\]{}<>]+")
_STOP = late(r"[.,;:!?()\[\]{}\n，。；：、]")
_KEY = late(r"([\w-]{4,40})[\"']?\s*(?:[:=]|=>)\s*[\[({]*\s*[\"'`]?[\w\s,|;'\"-]*$")
"""The key of a list that is still open, and the items before the hit."""
_PARTS = late(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_QUOTED = late(r"\"[^\"]{0,40}\"|'[^']{0,40}'")
_ROW = late(r"[\[{(]\s*@?(?:\"[^\"]{0,40}\"|'[^']{0,40}')(?:\s*,\s*@?(?:\"[^\"]{0,40}\"|'[^']{0,40}'))+")
"""A list of strings that is opened on a line, with nothing else in it."""
LINE = 400
"""Code points of a line that is looked at."""
_NAMES = late(r"[\w .-]{1,40}(?:[,;\t][\w .-]{1,40}){3,60}[,;]?\s*(?:\\n)?\s*")
_WRITES = late(
    r"<<|\b(?:f?printf|fputs|fwrite|write(?:_?(?:row|line|header))?s?|print(?:ln|_?writer)?|println)\s*\("
    r"|(?:csv|header|heading|columns?|first_?line|log_?line)s?\w*\s*=(?!=)",
    re.IGNORECASE,
)
"""A call, or a name, by which a line of a table is written."""
_ASKS = frozenset({"return", "face", "facial", "faces"})
_WHAT = frozenset({"attributes", "attribute", "attrs", "fields", "field", "features"})
_AND = late(r"\s+(?:and|or|&|和|及|或)\s+")


def among_anything(features: int, members: int) -> bool:
    """Whether so few members of a long list are features of a look that it lists anything."""
    return members > ASKED_FOR and features * FEW < members


def features_beside(view: View, hit: Hit) -> list[str]:
    """The other features of a person's appearance in the list that ``hit`` is an item of; empty where it is in none."""
    unit = view.unit(hit.unit)
    if unit.role not in LISTED_IN:
        return []
    text = unit.text
    items = [item for side in (_before(text, hit.start), _after(text, hit.end)) for item in side]
    seen: dict[str, bool] = {}
    for item in items:
        concepts = {tag.concept for tag in view.tag(item)}
        if "context/attribute" in concepts:
            seen[item.lower()] = "vital/age-or-sex" not in concepts
    if not items:
        for other in _on_line(view, hit):
            concepts = {tag.concept for tag in view.tag(other)}
            if "context/attribute" in concepts:
                seen[other.lower()] = "vital/age-or-sex" not in concepts
    asked = _asked_under(view, hit)
    if asked:
        return [*seen, asked]
    return list(seen) if len(seen) >= LEAST and any(seen.values()) else []


def _on_line(view: View, hit: Hit) -> list[str]:
    """The other strings of the list on one line that ``hit`` is a whole item of, where no symbol holds the items."""
    unit = view.unit(hit.unit)
    whole = (hit.start, hit.end) == (0, len(unit.text))
    if not whole or unit.role is not Role.STRING or unit.symbol >= 0 or unit.line is None or not view.reading.text:
        return []
    line = view.lines[unit.line - 1] if unit.line <= len(view.lines) else ""
    for run in _ROW.finditer(line):
        items = [item[1:-1] for item in _QUOTED.findall(run[0])]
        if unit.text in items:
            return [item for item in items if item != unit.text]
    return []


def _asked_under(view: View, hit: Hit) -> str:
    """The key by which an analysis is asked for attributes, where the list is its value: ``return_attributes: '...'``.

    Such a key says *return* or *face* and *attributes* (or fields, features).
    """
    unit = view.unit(hit.unit)
    key = _KEY.search(unit.text[max(0, hit.start - 400) : hit.start])
    name = key.group(1) if key else ""
    if not name and unit.symbol >= 0 and unit.role is not Role.COMMENT:
        name = view.symbol(unit.symbol).name
    words = {word.lower() for word in _PARTS.findall(name)}
    return name if words & _ASKS and words & _WHAT else ""


def _before(text: str, at: int) -> list[str]:
    """Items that end before ``at``, the nearest first; the last of them may be the end of a sentence."""
    return _items(list(reversed(_SEPARATOR.split(text[max(0, at - 400) : at]))), end=-1)


def _after(text: str, at: int) -> list[str]:
    return _items(_SEPARATOR.split(text[at : at + 400]), end=0)


def _items(parts: list[str], end: int) -> list[str]:
    items: list[str] = []
    for number, part in enumerate(parts):
        words = _WORDS.findall(part)
        whole = " ".join(words)
        if number == 0:  # what is left of the item that the word itself stands in: "emotion and", "= '"
            joined = _AND.split(f" {part} ")
            items += [" ".join(_WORDS.findall(piece)) for piece in joined if len(joined) > 1 and piece.strip()]
        elif len(whole) <= LONGEST:
            items += [" ".join(_WORDS.findall(piece)) for piece in _AND.split(part)]
        else:
            items += words[end:][:1]
            break
    return [item for item in items if item]


def heads_table(view: View, hit: Hit) -> bool:
    """Whether a text is the first line of a table that code writes: names between commas, beside a call that writes."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.STRING or unit.line is None or unit.line > len(view.lines):
        return False
    line = view.lines[unit.line - 1]
    return _NAMES.fullmatch(unit.text) is not None and _WRITES.search(line[:LINE]) is not None


def searched_by(view: View, hit: Hit) -> bool:
    """Whether a word of searching stands right beside the trait's word: ``race filter``, ``search by race``."""
    unit = view.unit(hit.unit)
    if unit.role not in LISTED_IN:
        return False
    searches = [tag for tag in view.unit_tags(hit.unit) if tag.concept == "context/search"]
    same = [other for other in view.hits_of_unit[hit.unit] if other.trait is hit.trait] if searches else []
    return any(
        low[1] <= high[0] <= low[1] + REACH and not _STOP.search(unit.text, low[1], high[0])
        for other in same
        for tag in searches
        for low, high in [sorted([(other.start, other.end), (tag.start, tag.end)])]
    )
