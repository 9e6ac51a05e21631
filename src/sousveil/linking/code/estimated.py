"""What running code takes out of an answer together with how sure that is: ``race.kind = ...; race.confidence = ...``.

Nobody types in how sure they are of somebody's race: what comes with a confidence of its own was worked out. One of the
face (``face.confidence``) says how sure it is that a face was seen, and nothing of what else is told of it.
"""

import re
from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

REACH = 4
"""Lines before and after one on which the confidence is taken out or set."""
WIDE = 300
"""Code points of a line that are looked at."""
_ROLES = frozenset({Role.IDENTIFIER, Role.VARIABLE, Role.STRING, Role.KEY})
_NAME = late(r"[^\W\d]\w{2,40}")
_SURE = late(r"confiden|probab|certaint|reliab|likelihood", re.IGNORECASE)
_LIKELIEST = late(r"dominant_?(?:race|ethni|skin)", re.IGNORECASE)
"""The key under which analyses of faces give the likeliest of several out."""
_REMARK = ("//", "#", "*", "/*", "--")


def estimated(view: View, hit: Hit) -> bool:
    """Whether how sure it is stands beside what is taken out for a trait, on an object or key called after it."""
    unit = view.unit(hit.unit)
    if unit.role not in _ROLES or unit.line is None or unit.line > len(view.lines) or not _NAME.fullmatch(unit.text):
        return False
    line = view.lines[unit.line - 1][:WIDE]
    if _LIKELIEST.search(re.split(r"(?<![=!<>])=(?![=>])", line, maxsplit=1)[-1]) is not None:
        return True
    names = [unit.text, *_owners(view, hit, line, unit.text)]
    sure = _sure_of("|".join(sorted(map(re.escape, dict.fromkeys(names)))))
    near = (text[:WIDE] for text in view.lines[max(0, unit.line - 1 - REACH) : unit.line + REACH])
    return any(
        _SURE.search(text) is not None and not text.lstrip().startswith(_REMARK) and sure.search(text) is not None
        for text in near
    )


def _owners(view: View, hit: Hit, line: str, name: str) -> list[str]:
    """The objects that a member of this name is set on, which are called after the same trait themselves."""
    owners = re.findall(rf"([^\W\d]\w{{2,40}})\s*(?:\.|->)\s*{re.escape(name)}\b", line)
    trait = hit.concept
    return [owner for owner in owners if any(tag.concept == trait for tag in view.tag(owner))]


@lru_cache(maxsize=64)
def _sure_of(names: str) -> re.Pattern[str]:
    """What a confidence is called that belongs to one of some names: ``race.confidence``, ``["race"]["confidence"``."""
    taken = (
        r"[\"'`\])]*\s*(?:\?\.|\.|->|::|\[)?\s*(?:(?:get|opt|at|find|value|set)\w*\(\s*|\[)?[\"'`]?(?:set|get|with)?_?"
    )
    return re.compile(rf"(?<![A-Za-z])(?:{names}){taken}(?:confiden|probab|certaint|reliab|likelihood)", re.IGNORECASE)
