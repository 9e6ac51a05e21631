"""Columns that code writes one by one: ``put.addColumn(family, "Age", ...)``, ``row["mask"] = ...``, line after line.

No record is declared there. What is written beside a trait, by lines that are alike up to the name, are its members,
and what the lines above them name, a table of faces, is what they are of.
"""

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import OF_CONCEPT, Around
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

LINES, APART = 60, 4
"""Lines before and after one on which others are looked for, and lines of another kind between two of them."""
LEAST = 6
"""So many are columns; fewer may be anything."""
ABOVE = 16
"""Lines above the first that may name what is written."""
LONGEST = 300
"""Code points of a line."""
_SEEN = (Surrounding.FACE, Surrounding.BODY, Surrounding.APPEARANCE, Surrounding.CAPTURE)
"""What only a look at somebody, or a device, gives: one of these is among the columns."""
_ROLES = frozenset({Role.STRING, Role.ITEM, Role.KEY, Role.VALUE})
_QUOTE = late(r"[\"'`]$")
_CALLS = late(r"[\w$)\]]\s*[(\[]")
_NAME = late(r"([A-Za-z_][\w.-]{1,40})[\"'`]")


def written_one_by_one(view: View, hit: Hit) -> tuple[Around, frozenset[Surrounding]] | None:
    """What is written beside a column by lines that are alike, and what the lines above them name; else ``None``."""
    unit = view.unit(hit.unit)
    if hit.group or unit.role not in _ROLES or unit.line is None or unit.line > len(view.lines):
        return None
    line = view.lines[unit.line - 1]
    at = line.find(unit.text) if len(line) <= LONGEST else -1
    head = line[:at].lstrip()
    if at < 0 or _QUOTE.search(head) is None or _CALLS.search(head) is None or _NAME.match(line, at) is None:
        return None
    names, first = _alike(view, unit.line, head)
    if len(names) < LEAST:
        return None
    around = Around()
    for name in names - {unit.text}:
        around.add({tag.concept for tag in view.tag(name)}, name)
    if not around.has(*_SEEN):
        return None  # what is written is a person's name, birth date and number, whatever is spoken of above
    above = view.lines[max(0, first - 1 - ABOVE) : first - 1]
    told = {tag.concept for text in above for tag in view.tag(text[:LONGEST]) if not tag.weak}
    return around, frozenset(OF_CONCEPT[concept] for concept in told if concept == "context/face")


def _alike(view: View, number: int, head: str) -> tuple[set[str], int]:
    """The names on the lines around one that begin like it, and the first of these lines."""
    names, first = set[str](), number
    for step in (-1, 1):
        apart, at = 0, number
        while apart <= APART and abs(at - number) <= LINES and 1 <= at <= len(view.lines):
            text = view.lines[at - 1].lstrip()[:LONGEST]
            name = _NAME.match(text, len(head)) if text.startswith(head) else None
            if name is not None:
                names.add(name[1])
                first = min(first, at)
            apart = 0 if name is not None else apart + 1
            at += step
    return names, first
