"""Records of what a picture of somebody was told to show: glasses, mask, beard, race, with how sure or how alike.

Nobody fills such a record in: its members are the answers of a classifier, one for each feature. That a record is of
the features of a face does not say so yet; a score in it does, or that several answers may be *uncertain*, or that the
codes of a member are the expressions which classifiers tell apart.
"""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.lists.expressions import FEW_MOODS, MOODS
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
_WORD = late(r"[a-z]+")
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
    if given:
        return False
    members = view.children.get(record, ())[:MOST]
    return sum(_unsure(view, child) for child in members) >= UNSURE or any(_moods(view, child) for child in members)


def _moods(view: View, member: int) -> bool:
    """Whether the comment on a member lists the expressions that classifiers of faces tell apart, as its values."""
    comments = (view.unit(unit) for unit in view.texts.get(member, ()) if view.unit(unit).role is Role.COMMENT)
    words = (_WORD.findall(comment.text[:LONGEST].lower()) for comment in comments)
    return any(sum(not mood.isdisjoint(told) for mood in MOODS) >= FEW_MOODS for told in map(set, words))


def _unsure(view: View, member: int) -> bool:
    """Whether the comment on a member has a value for what could not be told."""
    comments = (view.unit(unit) for unit in view.texts.get(member, ()))
    return any(
        comment.role is Role.COMMENT and _UNSURE.search(comment.text[:LONGEST]) is not None for comment in comments
    )
