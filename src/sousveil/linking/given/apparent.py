"""What says of itself that it is only how somebody looks: ``multicultural_appearance``, ``apparent_ethnicity``.

Where it is not said of whom, the first is of pictures beside an age or gender of that kind, as in answers of a service.
Where that is known, the name says that it was told by looking. Officers and interviewers write down a *perceived*
ethnicity too: it is of a picture where a camera and a model stand beside it, and an age or gender that is perceived.
"""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.standing import PROSE
from sousveil.linking.surroundings import APPARENT, GIVEN, Around
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Trait

_APPEARANCE = late(r"multi[_-]?cultural[ _-]?appearances?", re.IGNORECASE)
_AS_OLD = late(r"(?:age|gender)[ _-]?appearance", re.IGNORECASE)
APPEARS = "it is called after what somebody looks to be, as the age and gender in such answers are"
PERCEIVED = "it is perceived, as the age or gender beside it, and a camera and what a model tells are beside it"
_PERCEIVED = late(r"perceived?[ _-]?(?:race|ethnic|skin|religio)", re.IGNORECASE)
_AS_PERCEIVED = late(r"perceived?[ _-]?(?:age|gender|sex|emotion|mood)", re.IGNORECASE)
_TOLD = 2
"""So many things that a model tells."""
_OF = frozenset({Trait.RACE, Trait.ETHNICITY})
"""What looks apparent in a picture."""


def of_appearance(view: View, hit: Hit) -> bool:
    """Whether a name or key says of itself that it is what somebody looks to be: ``multicultural_appearance``.

    Answers of a service have an age or a gender of that kind beside it. In what people write, it may be anything.
    """
    unit = view.unit(hit.unit)
    if unit.role in PROSE or _APPEARANCE.fullmatch(unit.text[hit.start : hit.end]) is None:
        return False
    return _AS_OLD.search(view.reading.text or "") is not None


def perceived(view: View, hit: Hit, around: Around) -> bool:
    """Whether the name of a slot says that it is perceived, where a camera and a model look and nobody writes down."""
    if view.unit(hit.unit).role in PROSE or _PERCEIVED.search(view.unit(hit.unit).text) is None:
        return False
    if not around.has(Surrounding.CAPTURE) or around.has(Surrounding.INFER) < _TOLD or around.has(*GIVEN):
        return False
    return any(_AS_PERCEIVED.search(what) for seen in around.seen.values() for what in seen)


def is_apparent(view: View, hit: Hit) -> bool:
    """Whether a name says that what is kept there is what somebody in a picture looks to be."""
    return hit.trait in _OF and APPARENT.search(view.unit(hit.unit).text) is not None
