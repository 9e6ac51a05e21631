"""Values that are put, one beside another, into what somebody enters: an employee with a number, a duty, a telephone.

Programs for doors and working hours talk of faces, cameras and detectors on every page; whom they hold was entered.
``map.put("nation", ...)`` and ``emp.Nation = ...`` are told by what is put into the same thing on the lines beside it.
"""

import re

from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late

WHY = "it is put beside what somebody enters of a person, and nothing of a look is"
LINES = 20
"""Lines before and after one on which the others are looked for."""
LONGEST = 300
"""Characters of a line that is looked at."""
LEAST = 4
"""So many other things that are entered."""
BY_HAND = 2
"""So many are enough where each is what a control of the screen holds, and so is the one."""
_INTO = late(r"([A-Za-z_$]\w*)(?:\.|->|\[\s*[\"']|(?:\.|->)(?:put\w*|[Aa]dd\w*|set\w*|append)\(\s*[\"'])\W{0,3}$")
"""What stands before the name: what it is put into."""
_ENTERED = late(
    r"emp(?:loyee)?_?(?:no|num|code|id|name)|staff_?(?:no|id)|job_?(?:no|title|num)|work_?(?:no|num)|dept|department|duty"
    r"|pass_?word|pwd|tele?phone|mobile|phone|e_?mail|address|birth|card_?(?:no|num)|identity_?card|id_?card"
    r"|(?:hire|join|leave|entry)_?date|marri|education|salary",
    re.IGNORECASE,
)
_CONTROL = late(
    r"=\s*\$?(?:this\.|self\.|_)*(?:txt|tb|cmb|cbo?|ddl|lst|rb|edt|et|spn|spinner|combo|text|edit|entry|input|choice)_?\w*(?:\.|->)"
    r"(?:Text|Selected\w*|getText|getSelected\w*|get|text|current_?[Tt]ext|Value|value)\b",
)
"""What a control of a screen holds, on the right of what it is put into."""
_SOUGHT = late(r"search|filter|query|criteri", re.IGNORECASE)
_PERSONAL = late(r"name|phone|mobile|tel|address|birth|e?mail|(?:id|card|passport)_?(?:no|num)", re.IGNORECASE)
_TOLD = frozenset({"context/registry", "context/document", "context/form", "vital/personal-name"})
_LOOKED = frozenset({"context/attribute", "context/infer", "context/body", "proxy/hijab"})
_SEEN = frozenset({"context/face", "context/body", "context/search", "context/infer"})


def entered(view: View, hit: Hit) -> bool:
    """Whether a word names what is put into something with four others that are entered, and no feature of a look."""
    unit = view.unit(hit.unit)
    if unit.line is None or unit.column is None or unit.line > len(view.lines):
        return False
    line = view.lines[unit.line - 1]
    if len(line) > LONGEST:
        return False
    at = line.find(unit.text, max(unit.column - 2, 0))
    into = next((one for end in (at, at + hit.start) if at >= 0 and (one := _INTO.search(line[:end]))), None)
    if into is None or _SEEN & {tag.concept for tag in view.tag(into[1])}:
        return False
    if _by_hand(view, into[1], unit.line):
        return True
    beside = _beside(view, into[1], unit.line) - {unit.text}
    concepts = {name: {tag.concept for tag in view.tag(name)} for name in beside}
    if any(told & _LOOKED and "vital/age-or-sex" not in told for told in concepts.values()):
        return False
    return sum(bool(told & _TOLD) or _ENTERED.search(name) is not None for name, told in concepts.items()) >= LEAST


def _by_hand(view: View, into: str, line: int) -> bool:
    """Whether a line puts what a control holds into something, as others do for a name, a telephone or the like."""
    own = view.lines[line - 1][:LONGEST]
    if _CONTROL.search(own) is None or _SOUGHT.search(own) or _SOUGHT.search(into):
        return False
    near = [text[:LONGEST] for text in view.lines[max(line - 1 - LINES, 0) : line + LINES]]
    put = re.compile(rf"(?<![\w.]){re.escape(into)}(?:\.|->)(\w+)\s*=(?!=)")
    names = {
        found[1]
        for text in near
        if _CONTROL.search(text) and (found := put.search(text)) and _PERSONAL.search(found[1])
    }
    return len(names) >= BY_HAND and not any(_SOUGHT.search(text) for text in near)


def _beside(view: View, into: str, line: int) -> set[str]:
    """The names of what is put into the same thing on the lines around one."""
    thing = rf"(?<![\w.]){re.escape(into)}"
    put = re.compile(
        rf"{thing}(?:\.|->)(?:put\w*|[Aa]dd\w*|append|set)\(\s*[\"'](\w+)[\"']"
        rf"|{thing}\[\s*[\"'](\w+)[\"']\s*\]\s*="
        rf"|{thing}(?:\.|->)set_?(\w+)\("
        rf"|{thing}(?:\.|->)(\w+)\s*:?=(?!=)"
    )
    lines = view.lines[max(line - 1 - LINES, 0) : line + LINES]
    return {name for text in lines for found in put.findall(text[:LONGEST]) for name in found if name}
