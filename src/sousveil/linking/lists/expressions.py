"""Ethnic groups beside the expressions of a face: what tells an emotion beside age and sex has looked at one.

``ethnicity`` in a record with ``gender``, ``age``, ``emotion`` and ``camera_id``; an enumeration of peoples beside one
of the six expressions that classifiers tell apart. People write their age and sex into forms, and no emotion.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.lists.scheme import Scheme
from sousveil.linking.surroundings import GIVEN, NEAR_LINES, Around
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

RECORD = "an emotion, age or sex, and a camera or how sure it is, are beside it, and nothing that people fill in"
LISTED = "the expressions of faces that classifiers tell apart are listed beside it"
PEOPLE = frozenset({Trait.RACE, Trait.ETHNICITY})
MOODS = (
    {"happy", "happiness", "joy"}, {"sad", "sadness"}, {"angry", "anger"}, {"fear", "fearful", "scared"},
    {"disgust", "disgusted"}, {"surprise", "surprised"}, {"neutral"},
)  # fmt: skip
"""The six basic expressions (Ekman, 1971) and none of them: the classes of FER-2013 and of what is trained on it."""
MOST_MOODS, FEW_MOODS = 6, 5
"""So many of them in a list are those classes; fewer do where nothing else is in it."""
LEAST = 3
"""Groups in a list of peoples."""
OTHERS = 3
"""Other things in a list of expressions, ``unknown`` say; where there are more, it is of what is drawn or written."""
_LOOKED_AT = 400
"""Units around a list that are looked at."""
_EXPRESSION = late(
    r"(?:dominant|top|main|facial|face|detected|predicted)?_?"
    r"(?:emotions?|expressions?|emoci[oó]n|emo[çc][ãa]o|émotion|эмоция|表情|情绪|감정)"
    r"(?:_?(?:label|type|name|value|id|distribution))?",
    re.IGNORECASE,
)
"""The whole name of a member that says what a face expresses."""
_SEEN = late(r"camera|cctv|frame_?(?:id|no|num)|detect|confiden|track_?id", re.IGNORECASE)
"""In the name of another member: somebody was seen, or a model told it."""
_LISTED = frozenset({Role.ENUM_MEMBER, Role.ITEM, Role.STRING, Role.VALUE, Role.OPTION, Role.KEY, Role.CONSTANT})
_HOLDERS = frozenset({SymbolKind.ENUM, SymbolKind.ARRAY})


def told_of_faces(view: View, symbol: int, trait: Trait, around: Around) -> bool:
    """Whether a member for a people stands beside what a face expresses, age or sex, and a camera or how sure it is."""
    if trait not in PEOPLE or not around.has(Surrounding.VITAL) or around.has(*GIVEN, Surrounding.NAMES):
        return False
    beside = [view.symbol(other).name for other in view.children.get(view.symbol(symbol).parent, ()) if other != symbol]
    return any(map(_EXPRESSION.fullmatch, beside)) and any(map(_SEEN.search, beside))


def tells_moods(names: Iterable[str]) -> bool:
    """Whether names are those of nearly all expressions, and of little else."""
    told = {name.lower() for name in names}
    found = sum(not told.isdisjoint(mood) for mood in MOODS)
    return found >= (FEW_MOODS if len(told) == found else MOST_MOODS) and len(told) <= found + OTHERS


def among_expressions(view: View, scheme: Scheme) -> bool:
    """Whether a list of peoples stands beside one of the expressions that classifiers of faces tell apart."""
    if scheme.trait not in PEOPLE or len(scheme.groups) < LEAST or scheme.table or scheme.scattered:
        return False
    if scheme.holder < 0 or view.symbol(scheme.holder).kind not in _HOLDERS:
        return False
    at = view.line_of(scheme.holder)
    return at > 0 and any(map(tells_moods, _lists_near(view, at, scheme.holder)))


def _lists_near(view: View, at: int, holder: int) -> Iterator[list[str]]:
    """The texts of the lists near a line, but for one."""
    texts: dict[int, list[str]] = defaultdict(list)
    for unit in view.units_between(at - NEAR_LINES, at + NEAR_LINES)[:_LOOKED_AT]:
        told = view.unit(unit)
        if told.role not in _LISTED or told.symbol < 0:
            continue
        above = view.symbol(told.symbol).parent
        for one in (told.symbol, above):
            if one >= 0 and one != holder and view.symbol(one).kind in _HOLDERS:
                texts[one].append(told.text)
                break
    yield from texts.values()
