"""Names of products: *Face Race* is a game, a workshop, a shop; what is called so says nothing of anybody's face.

A word for a face right before one that means other things too, in a label, in the title of a page or in the name of a
package: where nothing else near it speaks of a face, of a look, of age or sex, the two are one name.
"""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.standing import LABEL_ROLES
from sousveil.linking.surroundings import Around
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

FACES = frozenset({Surrounding.FACE, Surrounding.BODY})
_NAME = late(r"(?:[\w.]*\.)?\W*face[\s_-]?race", re.IGNORECASE)
"""*Race* alone means people of one race, and a contest; nothing but a face is before it."""
_VALUED = late(r"\s*[:：=]")


def emblem(view: View, hit: Hit, around: Around) -> bool:
    """Whether a word is half of a name whose other half is the only face that is spoken of near it."""
    unit = view.unit(hit.unit)
    packaged = unit.symbol >= 0 and view.symbol(unit.symbol).kind is SymbolKind.NAMESPACE
    if hit.group or not (packaged or unit.role in LABEL_ROLES):
        return False
    if around.has(*FACES) > 1 or around.has(Surrounding.APPEARANCE, Surrounding.VITAL):
        return False
    return _NAME.fullmatch(unit.text, 0, hit.end) is not None and _VALUED.match(unit.text, hit.end) is None


def without_face(around: Around) -> Around:
    """The same, but for the faces in it."""
    other = around.copy()
    for surrounding in FACES:
        other.seen.pop(surrounding, None)
    return other
