"""Values that come with how sure it is: on a screen, *Race* over ``data.race`` and ``data.raceProbability``; in code.

Nobody fills in how sure it is. A page that is handed what another file tells of pictures speaks of none itself: age or
sex are shown beside it in the same way, and nothing that people fill in. And code that works on pixels hands over an
ethnicity with how sure it is, as it does age or sex: ``Look(sex: s, sexScore: a, ethnicity: e, ethnicityScore: b)``.
"""

import re
from functools import lru_cache

from sousveil.linking.code.traced import given_above
from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.standing import LABEL_ROLES
from sousveil.linking.surroundings import GIVEN, near
from sousveil.linking.taming import REACH
from sousveil.linking.texts.telling import TYPED_IN
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

WHY = "a screen shows it with how sure it is, and the program has it told from pictures elsewhere"
ANSWERED = "code for pixels hands it over with how sure it is, as age or sex beside it, and nothing that people fill in"
UNDER = 6
"""Lines under a title in which its value, and how sure it is, stand."""
_VALUES = frozenset({Role.IDENTIFIER, Role.KEY, Role.VALUE, Role.ATTRIBUTE})
_SURE = late(r"(?i:confid|prob(?:s|a\w*)(?![a-z])|score|certain|likelihood)|(?:(?<![a-zA-Z])c|(?<=[a-z])C)onf(?![a-z])")


LONGEST = 100_000
"""Code points of a file that is looked through."""
_HANDED = frozenset({Role.IDENTIFIER, Role.KEY, Role.STRING})
_TRAITS = frozenset({Trait.ETHNICITY, Trait.SKIN_COLOUR})
_NAMED = r"\b{name}[\"']?\s*(?::|=(?!=))"
_TWIN = r"\b(?i:{name}_?(?:conf(?:idence)?|score|prob(?:ability)?|certainty))[\"']?\s*(?::|=(?!=))"
_SURE_OF = late(r"\b([a-z]\w*?)_?(?:[cC]onf(?:idence)?|[sS]core|[pP]rob(?:ability)?|[cC]ertainty)[\"']?\s*(?::|=(?!=))")
_PIXELS = late(
    r"pixels?(?![a-z])|\[\s*1\s*,\s*\d{2,3}\s*,\s*\d{2,3}\s*,\s*[13]\s*\]|(?:from|to)_?(?:bitmap|uiimage)|cvpixelbuffer",
    re.IGNORECASE,
)
"""How code speaks of a picture that it has as numbers."""
_TELLS = late(r"infer(?:ence)?(?![a-z])|predict|classif|interpreter", re.IGNORECASE)


def shown_surely(view: View, hit: Hit) -> bool:
    """Whether a word for a trait is the title of a value that is shown with how sure it is."""
    unit = view.unit(hit.unit)
    if unit.role not in LABEL_ROLES or hit.group or unit.line is None or not view.reading.text or view.catalogue:
        return False
    if any(TYPED_IN.search(text[:REACH]) for text in view.lines[unit.line - 1 : unit.line + UNDER]):
        return False
    values = [
        view.unit(other).text
        for other in view.units_between(unit.line, unit.line + UNDER)
        if view.unit(other).role in _VALUES and any(h.trait is hit.trait for h in view.hits_of_unit.get(other, ()))
    ]
    sure = [_SURE.search(value) is not None for value in values]
    around = near(view, hit.unit)
    return (
        any(sure) and not all(sure) and around.has(Surrounding.VITAL) > 0 and not around.has(*GIVEN, Surrounding.NAMES)
    )


def answered_surely(view: View, hit: Hit) -> bool:
    """Whether a named argument or key is handed over with how sure it is, beside age or sex, by code for pixels."""
    unit = view.unit(hit.unit)
    if unit.role not in _HANDED or hit.group or hit.weak or hit.trait not in _TRAITS or unit.line is None:
        return False
    if not unit.text.isidentifier() or (hit.start, hit.end) != (0, len(unit.text)) or not _on_pixels(view.reading.text):
        return False
    if unit.line > len(view.lines) or not re.search(_NAMED.format(name=unit.text), view.lines[unit.line - 1][:REACH]):
        return False
    lines = [text[:REACH] for text in view.lines[max(0, unit.line - 1 - UNDER) : unit.line + UNDER]]
    twin = re.compile(_TWIN.format(name=unit.text))
    others = {match[1] for text in lines for match in _SURE_OF.finditer(text)}
    vital = any(tag.concept == "vital/age-or-sex" for other in others for tag in view.tag(other))
    return vital and any(map(twin.search, lines)) and not near(view, hit.unit).has(*GIVEN, Surrounding.NAMES)


def worked_out_surely(view: View, hit: Hit) -> bool:
    """The same, where what is handed over is no text that stands in the code: that is what is said until it is told."""
    unit = view.unit(hit.unit)
    if not answered_surely(view, hit) or unit.line is None:
        return False
    given = re.search(_NAMED.format(name=unit.text) + r"\s*([^\n,)]*)", view.lines[unit.line - 1][:REACH])
    value = given[1] if given is not None else ""
    above = given_above(view, unit.line, value)
    return not (above[1] if above is not None else value).strip().startswith(('"', "'", "`"))


@lru_cache(maxsize=16)
def _on_pixels(text: str) -> bool:
    """Whether code works on the pixels of a picture and tells something by them."""
    return bool(text) and len(text) <= LONGEST and _PIXELS.search(text) is not None and _TELLS.search(text) is not None
