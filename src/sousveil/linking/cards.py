"""Slots whose own name says that the value stands on a card, in whatever record they lie.

A camera at a gate compares a face with a card, and its record of the face holds both what was told from the face and
what was read off the card: ``cardNation``, ``IDCardnational``, ``idcard_ethnicity``.
"""

import re

from sousveil.linking.graph import View
from sousveil.model.late import late

ON_A_CARD = late(
    r"(?:(?:^|[\W_\d]|(?:^|[\W_a-z])(?:[Ii][Dd]|[Ii][Cc]))(?:[Cc]ard|CARD|[Cc]ert(?:ificate)?|CERT)|[a-z]C(?:ard|ert)"
    r"|[Pp]assport|PASSPORT)(?:_?(?:[Ii]nfo|[Hh]older|[Oo]wner|[Dd]ata|INFO))?_?"
    r"(?i:nation|ethn|ethic|race|relig|folk|minzu|people)"
)
NAME = re.compile(r"[\w.$\->]+")
WHY = "its name says that the value stands on a card"


def on_a_card(view: View, symbol: int, unit: int) -> bool:
    """Whether the name of a slot, or the name that is all of a unit, says that the value stands on a card."""
    names = [view.symbol(symbol).name] if symbol >= 0 else []
    if unit >= 0 and NAME.fullmatch(view.unit(unit).text):
        names.append(view.unit(unit).text)
    return any(ON_A_CARD.search(name) for name in names)
