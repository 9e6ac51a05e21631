"""What is on record of somebody, shown on a page: ``{member.ethnicity}`` where the page shows ``member.dob`` too.

A page that shows a person with names, a birth date, an address or prior convictions shows what somebody entered,
whatever else of it speaks of faces and pictures. It is told by what else is read off the same thing.
"""

import re

from sousveil.linking.graph import View
from sousveil.linking.standing import PROSE
from sousveil.model.late import late

WHY = "it is read off what holds names, a birth date or the like of somebody, which were entered"
LEAST = 3
"""So many different things that are entered."""
UNDER = 3
"""Lines under a title in which the value stands."""
LONGEST = 300
"""Characters of a line that is looked at."""
MOST = 400_000
"""Code points of a text that is looked through."""
_READ = late(r"(?<![\w.$])([A-Za-z_$][\w$]{2,40})(?:\?\.|\.|->)([A-Za-z_]\w{1,40})\b(?!\s*(?:\(|:?=(?!=)))")
_NAME = late(
    r"(?:full|first|last|family|given|sur|middle|father|mother|maiden)_?names?|alias(?:es)?|nick_?name", re.IGNORECASE
)
_ENTERED = frozenset({"context/registry", "context/custody", "context/document"})
_LOOKED = frozenset({"context/attribute", "context/infer"})
_SEEN = frozenset({"context/face", "context/body", "context/search", "context/infer", "context/capture"})


def on_record(view: View, unit: int) -> bool:
    """Whether a word names, or is the title of, what is read off something with three things that are entered."""
    told = view.unit(unit)
    text = view.reading.text
    if told.line is None or told.role in PROSE or not 0 < len(text) <= MOST:
        return False
    trait = {tag.concept for tag in view.unit_tags(unit) if tag.concept.startswith("trait/")}
    for line in view.lines[told.line - 1 : told.line + UNDER]:
        for read in _READ.finditer(line) if len(line) <= LONGEST else ():
            if trait & {tag.concept for tag in view.tag(read[2])}:
                return _entered(view, text, read[1])
    return False


def _entered(view: View, text: str, thing: str) -> bool:
    """Whether three things that are entered are read off something, more than of a look; and it is nothing seen."""
    if _SEEN & {tag.concept for tag in view.tag(thing)}:
        return False
    names = set(re.findall(rf"(?<![\w.$]){re.escape(thing)}(?:\?\.|\.|->)([A-Za-z_]\w{{1,40}})", text))
    entered = sum(_is_entered(view, name) for name in names)
    looks = sum(bool(_LOOKED & {tag.concept for tag in view.tag(name)}) for name in names) if entered >= LEAST else 0
    return entered >= LEAST and entered > looks


def _is_entered(view: View, name: str) -> bool:
    return _NAME.fullmatch(name) is not None or bool(_ENTERED & {tag.concept for tag in view.tag(name)})
