"""Records of what a picture of somebody was told to show: glasses, mask, beard, race, with how sure or how alike.

Nobody fills such a record in: its members are the answers of a classifier, one for each feature. That a record is of
the features of a face does not say so yet; a score in it does, or that several answers may be *uncertain*.
"""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import GIVEN, of_record
from sousveil.model.late import late
from sousveil.model.words import Role

UNSURE = 3
"""So many members that may be uncertain."""
LOOKS = 3
"""So many features of a look, beside a score."""
MOST = 300
"""Members of a record that are looked at."""
LONGEST = 200
"""Code points of a comment that is looked at."""
_ASKED = late(
    r"filter|query|cond|search|param|conf|cfg|enable|switch|option|req|type|kind|want|match|rule|cap(?:s|abilit)|stat",
    re.IGNORECASE,
)
"""What is asked or set, and not told."""
_UNSURE = late(
    r"\buncertain\b|\bnot sure\b|\bunrecogni[sz]ed\b|\bnot recogni[sz]ed\b"
    r"|未识别|无法识别|识别失败|不确定|не распознан|인식 ?안 ?됨",
    re.IGNORECASE,
)


def tells_features(view: View, record: int) -> bool:
    """Whether a record of a face or body holds what was told of it, by what its other members are."""
    if _ASKED.search(view.symbol(record).name):
        return False
    around = of_record(view, record)
    given = around.has(*GIVEN)
    if around.has(Surrounding.INFER) and around.has(Surrounding.APPEARANCE) >= LOOKS and given <= 1:
        return True
    return not given and sum(_unsure(view, child) for child in view.children.get(record, ())[:MOST]) >= UNSURE


def _unsure(view: View, member: int) -> bool:
    """Whether the comment on a member has a value for what could not be told."""
    comments = (view.unit(unit) for unit in view.texts.get(member, ()))
    return any(
        comment.role is Role.COMMENT and _UNSURE.search(comment.text[:LONGEST]) is not None for comment in comments
    )
