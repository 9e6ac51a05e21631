"""Skin types of those who care for skin: oily, dry, combination. They are told by touch or a quiz, and are no colour.

Dermatologists call the colour of skin by a type as well (that of Fitzpatrick), and who sorts people by the tone of
their skin may call that a type: where a file speaks of such a scale, nothing is set aside.
"""

import re
from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Trait

LEAST = 2
"""So many different things of the care of skin in a file."""
LONGEST = 400_000
"""Code points of a file that is looked through."""
_TYPE = late(r"skin[\W_]*types?|haut[\W_]*typ\w*", re.IGNORECASE)
_CARE = late(
    r"(?<![a-z])(?:oily|oiliness|dry(?:ness)?|combination|sensitiv(?:e|ity)|dehydrat\w*|hydrat\w*|sebum|acne|blemish\w*|pores?"
    r"|wrinkles?|moisturi[sz]\w*|cleansers?|serums?|toners?|exfoliat\w*|fettig|trocken|mischhaut|grasa|seca|mixta|oleosa|berminyak"
    r"|kering|sensitif|yağlı|kuru|karma)(?![a-z])|油性|干性|乾性|混合性|敏感|жирн|сух(?:ая|ой)|комбинированн|지성|건성|복합성|脂性|混合肌",
    re.IGNORECASE,
)
_SCALE = late(
    r"fitzpatrick|photo_?type|monk[\W_]*(?:skin|scale|tone)|melanin|(?<![a-z])(?:fair|pale|light|dark|tan|olive|brown)[\W_]+skin|von[\W_]luschan"
    r"|skin[\W_]*(?:colou?r|tone)s?[\W_]*(?:class|predict|detect|label|map|scale)|individual[\W_]typology"
    r"|(?<![a-z])type[\W_]+(?:i{1,3}|iv|vi?|[1-6])(?![a-z\d])",
    re.IGNORECASE,
)
"""A scale of the colour of skin."""


def cares_for_skin(view: View, hit: Hit) -> bool:
    """Whether a word is a type of skin in a file about the care of it, which speaks of no scale of its colour."""
    if hit.trait is not Trait.SKIN_COLOUR or not 0 < len(view.reading.text) <= LONGEST:
        return False
    if _TYPE.fullmatch(view.unit(hit.unit).text[hit.start : hit.end]) is None:
        return False
    return _of_care(view.reading.text)


@lru_cache(maxsize=8)
def _of_care(text: str) -> bool:
    return _SCALE.search(text) is None and len({word.lower() for word in _CARE.findall(text)}) >= LEAST
