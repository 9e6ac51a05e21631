"""Values that what was told is held against in running code, so that those who match are kept and others left out.

``faces.filter(f => f.ethnicity === wanted)``, ``[f for f in faces if f["race"] == race]``, and a loop that goes on to
the next (``if told["race"] != race: continue``). What then raises an alarm is a decision (``decisions``); against
nothing it asks whether there is a value.
"""

import re

from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

_ROLES = frozenset({Role.IDENTIFIER, Role.STRING, Role.KEY, Role.FIELD, Role.FUNCTION})
_MOST, _CLAUSE = 400, 160
"""Code points of a line, and of what stands on either side of a word in it."""
_ABOVE, _BELOW = 2, 2
"""Lines above on which a call may have begun, and below on which what is done then stands."""
_MEMBER = late(r"(?:\.|->|\?\.|::|\[\s*[\"':]|\bget\w*\(\s*[\"']|\.get)\w*$")
"""What stands before the name of a member, or of a key that is asked for."""
_REST = r"\w*(?:[\"']?\s*[\])])*(?:\.\w{1,24}(?:\(\s*\))?|\(\s*\)){0,3}\s*"
_NOTHING = r"(?!\d|(?:null|none|nil|undefined|true|false|empty|string\.empty)\b)"
_OTHER = rf"{_NOTHING}(?:[$@&*]?[A-Za-z_]\w*|[\"'][^\W\d][^\"'\n]{{2,30}}[\"'])"
_EQUAL = r"(?:equals(?:IgnoreCase)?|eq|compareTo(?:IgnoreCase)?)"
_AGAINST = late(
    rf"^{_REST}(?:[=!]==?|<>|\.{_EQUAL}\s*\(|\b(?:eq|ne)\b|(?:not\s+)?\bin\b)\s*{_OTHER}",
    re.IGNORECASE,
)
"""A comparison with something that has a name, behind the word."""
_BEFORE = late(
    rf"{_OTHER}(?:[\w.\]\[\"']|\(\s*\)){{0,60}}"
    rf"(?:\s*(?:[=!]==?|<>)\s*|\.(?:{_EQUAL}|contains|includes|has)\s*\(\s*)\S{{0,60}}$",
    re.IGNORECASE,
)
"""The same before it."""
_KEEPS = late(
    r"(?:filter\w*|where|select|find_?all|find_?index|find|remove_?if|reject|partition|first_?where|copy_if|grep|retain|any|some"
    r"|contains)!?\s*(?:\(|\{)|\bfor\b.{0,80}\bin\b.{0,80}\bif\b",
    re.IGNORECASE,
)
"""A call that keeps some of several, or a comprehension."""
_IF = late(r"^\s*[}\s]*(?:else\s*if|elif|elsif|if|unless|guard)\b", re.IGNORECASE)
_NEXT = late(r"^\s*(?:continue|next|return(?:\s+(?:false|nil|null|none))?|break)\s*;?\s*\}?\s*$", re.IGNORECASE)
_TAKES = late(r"\.(?:append|push|push_back|add|insert|emplace_back)\s*\(|\byield\b|=\s*append\(")
_UNEQUAL = late(r"!=|<>|\bnot\b|\bne\b|!\w|\bunless\b")


def filters(view: View, hit: Hit) -> bool:
    """Whether a word names a member of what is gone through, kept or left out as its value compares with another."""
    unit = view.unit(hit.unit)
    if hit.group or unit.role not in _ROLES or unit.line is None or unit.column is None or unit.line > len(view.lines):
        return False
    line = view.lines[unit.line - 1]
    word = unit.text[hit.start : hit.end]
    at = line.find(word, unit.column - 1 + hit.start if hit.start else max(unit.column - 1, 0))
    if len(line) > _MOST or at < 0:
        return False
    before, behind = line[max(0, at - _CLAUSE) : at], line[at + len(word) :][:_CLAUSE]
    if _MEMBER.search(before) is None or (_AGAINST.search(behind) is None and _BEFORE.search(before) is None):
        return False
    return _kept(view, unit.line, before) or _passed_over(view, unit.line, line)


def _kept(view: View, number: int, before: str) -> bool:
    """Whether it stands in a call that keeps some of several, which may have begun on a line above."""
    above = view.lines[max(0, number - 1 - _ABOVE) : number - 1]
    return any(len(text) <= _MOST and _KEEPS.search(text) is not None for text in (before, *above))


def _passed_over(view: View, number: int, line: str) -> bool:
    """Whether the next is gone on to where the values differ, or one is taken where they are the same."""
    if _IF.match(line) is None:
        return False
    behind = [text for text in view.lines[number : number + _BELOW] if text.strip() not in {"", "{"}]
    then = behind[0] if behind else ""
    rest = line[line.rfind(")") + 1 :] if ")" in line else line[line.rfind(":") + 1 :]
    if _UNEQUAL.search(line) is not None:
        return any(_NEXT.match(text.lstrip(" {:")) is not None for text in (rest, then) if text.strip())
    return any(_TAKES.search(text) is not None for text in (rest, then))
