"""Slots whose own name says that the value stands on a card, in whatever record they lie.

A camera at a gate compares a face with a card, and its record of the face holds both what was told from the face and
what was read off the card: ``cardNation``, ``IDCardnational``, ``idcard_ethnicity``. Where the name is too short to say
so, the type does, or the comment that names it: ``int folk; // see IDCARD_FOLK``.
"""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.standing import SLOT_KINDS
from sousveil.linking.surroundings import Around
from sousveil.model.late import late

ON_A_CARD = late(
    r"(?:(?:^|[\W_\d]|(?:^|[\W_a-z])(?:[Ii][Dd]|[Ii][Cc]))(?:[Cc]ard|CARD|[Cc]ert(?:ificate)?|CERT)|[a-z]C(?:ard|ert)"
    r"|[Pp]assport|PASSPORT)(?:_?(?:[Ii]nfo|[Hh]older|[Oo]wner|[Dd]ata|INFO))?_?"
    r"(?i:nation|ethn|ethic|race|relig|folk|minzu|people)"
)
NAME = late(r"[\w.$\->]+")
_CARD = late(r"(?:^|_|[a-z](?=[A-Z]))(?i:citizen_?id|(?:id|ic|identity)_?card|passport|id_?cert)")
_PICTURED = late(r"face|photo|snap|capture", re.IGNORECASE)
_WRITTEN = late(r"[A-Za-z]\w*(?:_|[a-z](?=[A-Z]))\w+")
"""A name in a comment: words do not look so."""
_READS_CARDS = late(
    r"(?:^|[\W_])(?:(?:my|id|ic)_?(?:kad|cards?)|ktp|aadhaar|mrz|passports?|(?:id|card|doc\w*|kyc|ktp|mykad)_?ocr|ocr_?(?:id|card|doc\w*|ktp|mykad))"
    r"(?:[\W_\d]|$)",
    re.IGNORECASE,
)
OF_CARDS = "its file is called after the reading of cards, and nothing of a look stands beside it"
WHY = "its name says that the value stands on a card"


def in_reader_of_cards(view: View, around: Around) -> bool:
    """Whether a file is called after the reading of cards, where no look is told and nothing detects or predicts.

    The face beside it is the photo that is printed on the card.
    """
    if around.has(Surrounding.APPEARANCE, Surrounding.INFER):
        return False
    return _READS_CARDS.search(re.split(r"[/!]", view.path)[-1]) is not None


def on_a_card(view: View, symbol: int, unit: int) -> bool:
    """Whether the name of a slot, or the name that is all of a unit, says that the value stands on a card.

    Or the name of the slot's type does, as it is written in the code or in the comment on the slot.
    """
    names = [view.symbol(symbol).name] if symbol >= 0 else []
    if unit >= 0 and NAME.fullmatch(view.unit(unit).text):
        names.append(view.unit(unit).text)
    return any(ON_A_CARD.search(name) for name in names) or (symbol >= 0 and _typed_by_a_card(view, symbol))


def _typed_by_a_card(view: View, symbol: int) -> bool:
    """Whether a slot, its type, or one named in the comment on it is called after a card, and none after a face."""
    told = view.symbol(symbol)
    if told.kind not in SLOT_KINDS:
        return False
    names = [told.name, told.type]
    for text in view.texts.get(symbol, ()):
        names.extend(_WRITTEN.findall(view.unit(text).text))
    return any(_CARD.search(name) for name in names) and not any(_PICTURED.search(name) for name in names)
