"""A table that is looked up by what was told of a picture: ``SKIN_TONES[result.skinTone]``, ``INFO[told['race']]``.

Table and member are called after the same trait, and what the member is read off was given by something that predicts,
classifies or analyses. What somebody chose on a form or in a shop is looked up in the same way, and given by neither.
"""

import re

from sousveil.linking.code.scripts import line_of
from sousveil.linking.graph import View
from sousveil.linking.texts.stating import pictures_near
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

WHY = "a table is looked up by it, and it was told of a picture"
_TRAITS = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})
_ROLES = frozenset({Role.IDENTIFIER, Role.STRING, Role.KEY})
WIDE = 300
"""Code points of a line that are looked at."""
ABOVE = 30
"""Lines above one on which what is looked up by was told."""
_LOOKS_UP = (
    r"([A-Za-z_]\w{{3,60}})\s*(?:\[|\.get\(|\.at\(|\.find\()\s*\$?([A-Za-z_]\w*)(?:(?:\?\.|\.|->|!!?\.)"
    r"(?:\w+(?:\?\.|\.|->))?{key}\b|(?:\[|\.get\w*\()\s*[\"'`]{key}[\"'`])"
)
_TELLS = late(r"predict|classif|analy[sz]|detect|infer(?!red)|recogni[sz]|estimat", re.IGNORECASE)
_TOLD = late(r"^_*(?:pred(?:iction|icted)?s?|analysis|classification|detected|detection|inference)", re.IGNORECASE)
"""What the answer of one is called."""
_TYPED = late(r"form|quiz|input|select|choice|avatar|emoji|cart|product|localStorage|prefs|req\.body", re.IGNORECASE)


def tabled(view: View, hit: Hit) -> bool:
    """Whether a table of the trait is looked up by a member of what was predicted or analysed, where pictures are."""
    unit = view.unit(hit.unit)
    if hit.group or hit.trait not in _TRAITS or unit.role not in _ROLES or unit.line is None or len(unit.text) > 40:
        return False
    line = line_of(view, hit)[:WIDE]
    for table, root in re.findall(_LOOKS_UP.format(key=re.escape(unit.text)), line):
        if f"trait/{hit.trait}" not in {tag.concept for tag in view.tag(table)} or _TYPED.search(line):
            continue
        if (_TOLD.match(root) or _told(view, unit.line, root)) and pictures_near(view, unit.line, alone=True):
            return True
    return False


def _told(view: View, line: int, root: str) -> bool:
    """Whether a name was given, above a line, what a call gives back that predicts, classifies or analyses."""
    given = re.compile(rf"(?<![\w.]){re.escape(root)}\s*(?::\s*[\w<>?, ]{{1,60}}\s*)?:?=(?![=>])\s*([^\n]*)")
    for text in reversed(view.lines[max(0, line - 1 - ABOVE) : line]):
        told = given.search(text[:WIDE]) if root in text else None
        if told is not None:
            call = told[1].partition("(")
            return bool(call[1]) and _TELLS.search(call[0]) is not None
    return False
