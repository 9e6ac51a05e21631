"""What says of itself that it is only how somebody looks: ``multicultural_appearance``, ``apparent_ethnicity``.

Where it is not said of whom, the first is of pictures beside an age or gender of that kind, as in answers of a service.
Where that is known, the name says that it was told by looking.
"""

import re

from sousveil.linking.graph import View
from sousveil.linking.standing import PROSE
from sousveil.linking.surroundings import APPARENT
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Trait

_APPEARANCE = late(r"multi[_-]?cultural[ _-]?appearances?", re.IGNORECASE)
_AS_OLD = late(r"(?:age|gender)[ _-]?appearance", re.IGNORECASE)
APPEARS = "it is called after what somebody looks to be, as the age and gender in such answers are"
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


def is_apparent(view: View, hit: Hit) -> bool:
    """Whether a name says that what is kept there is what somebody in a picture looks to be."""
    return hit.trait in _OF and APPARENT.search(view.unit(hit.unit).text) is not None
