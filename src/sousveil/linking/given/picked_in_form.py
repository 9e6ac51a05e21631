"""What somebody picks in a form, over several lines of a page, and what such a control then holds.

``<label>Ethnicity</label> <select value={about.ethnicity} ...>`` beside a box for the age is a form, whatever else the
page does with pictures; ``ethnicity: about.ethnicity`` hands on what was picked there. A page that filters or searches
picks what is looked for, and a control that nobody can change shows a result: neither is told here.
"""

import re

from sousveil.linking.given.typed_in import NO_BOX, SOUGHT, TYPES_TOO
from sousveil.linking.graph import View
from sousveil.linking.standing import LABEL_ROLES
from sousveil.model.late import late
from sousveil.model.words import Role

WHY = "somebody picks it in a form"
ABOVE, UNDER = 20, 3
"""Lines above a choice in which its control began, and under a label in which it begins."""
AROUND = 30
"""Lines around it in which nothing is searched for, and something else is typed in."""
LONGEST = 400
"""Characters of a line that is looked at."""
MOST = 400_000
"""Code points of a text that is looked through."""
_OPENS = late(r"<(?:(?:el|a|v|q|n|van|ion|mat)-)?select\b|<(?:Select|Dropdown|Picker|RadioGroup|Autocomplete)\b")
_CLOSES = late(r"</(?:(?:el|a|v|q|n|van|ion|mat)-)?select>|</(?:Select|Dropdown|Picker|RadioGroup|Autocomplete)>")
_TYPED = late(
    r"<(?:(?:el|a|v|q|n|van|ion)-)?input\b|<(?:Input|TextInput|TextField|InputNumber)\b|type\s*=\s*[\"'](?:number|text|date|email|tel)"
)
_AGE = late(r"(?<![a-z])age(?![a-z])|birth|umur|usia|edad|idade|alter|возраст|年龄|나이|年齢|yaş|tuổi", re.IGNORECASE)
_ROLES = LABEL_ROLES | {Role.ATTRIBUTE, Role.KEY, Role.FIELD, Role.VARIABLE, Role.IDENTIFIER, Role.STRING, Role.VALUE}
_OF = late(r"([A-Za-z_$][\w$]*)(?:\?\.|\.)([A-Za-z_]\w*)")


def picked_in_form(view: View, unit: int) -> bool:
    """Whether a word names, or is a choice of, a control of a form, or hands on what such a control holds."""
    told, text = view.unit(unit), view.reading.text
    if told.role not in _ROLES or told.line is None or told.line > len(view.lines) or not 0 < len(text) <= MOST:
        return False
    if SOUGHT.search(view.path.rpartition("/")[2]):
        return False
    at = _control(view, told.line)
    if at >= 0:
        return _in_form(view, at)
    return any(_held(view, unit, holder, name) for holder, name in _OF.findall(view.lines[told.line - 1][:LONGEST]))


def _control(view: View, line: int) -> int:
    """The line on which the control begins that a line is in, or is the label of; -1 where it is none of one."""
    for at in range(line - 1, max(-1, line - 2 - ABOVE), -1):
        if _OPENS.search(view.lines[at][:LONGEST]):
            return at
        if at < line - 1 and _CLOSES.search(view.lines[at][:LONGEST]):
            break
    if "label" not in view.lines[line - 1][:LONGEST].lower():
        return -1
    below = range(line, min(len(view.lines), line + UNDER))
    return next((at for at in below if _OPENS.search(view.lines[at][:LONGEST])), -1)


def _in_form(view: View, at: int) -> bool:
    """Whether something that is told of oneself is typed in near a control, and nothing is searched for there."""
    control = " ".join(one[:LONGEST] for one in view.lines[at : at + 1 + UNDER])
    if NO_BOX.search(control.partition(">")[0]):
        return False
    near = [one[:LONGEST] for one in view.lines[max(0, at - AROUND) : at + AROUND]]
    if any(map(SOUGHT.search, near)):
        return False
    return any(
        _TYPED.search(one)
        and any(_AGE.search(beside) or TYPES_TOO.search(beside) for beside in near[max(0, n - 3) : n + 4])
        for n, one in enumerate(near)
    )


def _held(view: View, unit: int, holder: str, name: str) -> bool:
    """Whether a member that is read on a line is what a control of a form in the same file is bound to."""
    trait = {tag.concept for tag in view.unit_tags(unit) if tag.concept.startswith("trait/")}
    if SOUGHT.search(holder) or not trait & {tag.concept for tag in view.tag(name)}:
        return False
    bound = re.compile(
        rf"(?:value|v-model(?:\.\w+)*|ng-?[mM]odel|\[\(ngModel\)\]|bind:value)\s*=\s*[\"'{{]+\s*{re.escape(holder)}(?:\?\.|\.){name}\b"
    )
    at = next((n for n, one in enumerate(view.lines) if bound.search(one[:LONGEST])), -1)
    return at >= 0 and (start := _control(view, at + 1)) >= 0 and _in_form(view, start)
