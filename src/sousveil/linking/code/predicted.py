"""What says itself that it was predicted: ``predictedEthnicity`` beside ``imagePath``, ``race: {value, confidence}``.

Age or sex is predicted beside it, and no name is there that it could be guessed from. What a doctor or a census knows
of somebody is not predicted, whatever else is told from the picture.
"""

import re
from collections.abc import Iterable

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.lists.scheme import Mark
from sousveil.linking.lists.shares import GROUPS, groups_of, is_fraction
from sousveil.linking.surroundings import GIVEN, Around
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

PREDICTED = "it was predicted, as age or sex beside it, in a record that has a picture, and nothing that people fill in"
DOMINANT = "it is the likeliest of several, as an expression is beside it, with age or sex: faces were analysed for it"
_TOLD = late(
    r"(?:^|[a-z_\W])(?:[Pp]redict|[Ii]nfer|[Ee]stimat|[Cc]lassif|[Dd]etected|[Dd]ominant|[Cc]onfid|PRED|INFER|ESTIM)"
)
"""In the name of a member: it was told by a model."""
OF_MODEL = late(
    r"(?:^|[^a-z])preds?(?![a-z])|predict(?!or)|argmax|softmax|classif(?:y|ied|ication)|infer(?:red|ence)?(?![a-z])|dominant_?(?=[a-z])",
    re.IGNORECASE,
)
"""In what is written as a value: it is the answer of a model."""
_WRITTEN = 200
_VALUE = late(
    r"^(?:value|label|type|name|class|result|category|race|ethnicity|dominant\w*|\w*_?(?:value|label))$", re.IGNORECASE
)
_SCORE = late(r"confiden|score|probab|certain|reliab|likelihood", re.IGNORECASE)
_NAME = 60
"""Code points of a name."""
_ANSWER = 4
"""Members of an answer about one feature."""
_SHARE = late(r"[01]?\.\d{2,}(?:[eE]-?\d+)?|\d{1,2}\.\d{3,}|\d(?:\.\d+)?[eE]-\d+")
"""A number that is worked out, and no count: a fraction with several digits."""
_DOMINANT = late(r"(?:^|_)dominant|^dominant[A-Z]|Dominant(?:[A-Z_]|$)")
"""In the name of a member: the likeliest of several, which an analysis gave out with the others."""
REGISTERED = 1
"""Things that stand in registers which a record of pictures may have too: an address of the picture, a number."""


def given_by_model(view: View, symbol: int) -> bool:
    """Whether what is written under a key, or into a member, is what a model answers: ``"race": pred_race``."""
    value = view.symbol(symbol).value
    return 0 < len(value) <= _WRITTEN and OF_MODEL.search(value) is not None


def predicted_of_picture(view: View, symbol: int, around: Around) -> str:
    """Why a slot is predicted from a picture: by its own name, from the one in its record, or as the likeliest of some.

    ``dominant_race`` beside ``dominant_emotion`` and an age or sex is of a face: no name and no form gives these.
    Empty where it is not.
    """
    if around.has(*GIVEN, Surrounding.NAMES) or around.has(Surrounding.REGISTRY) > REGISTERED:
        return ""
    beside = view.children.get(view.symbol(symbol).parent, ())
    if _DOMINANT.search(view.symbol(symbol).name) is not None and around.has(Surrounding.VITAL):
        looks = (view.own_concepts(other) for other in beside if _DOMINANT.search(view.symbol(other).name) is not None)
        if any("context/attribute" in own and "vital/age-or-sex" not in own for own in looks):
            return DOMINANT
    if not around.has(Surrounding.CAPTURE) or _TOLD.search(view.symbol(symbol).name) is None:
        return ""
    told = any(
        "vital/age-or-sex" in view.own_concepts(other) and _TOLD.search(view.symbol(other).name) is not None
        for other in beside
        if other != symbol
    )
    return PREDICTED if told else ""


def scored(view: View, hit: Hit) -> bool:
    """Whether a word names an answer that comes with how sure it is: ``"race": {"value": ..., "confidence": 0.97}``."""
    symbol = view.unit(hit.unit).symbol
    if symbol < 0 or view.symbol(symbol).unit != hit.unit or (hit.start, hit.end) != (0, len(view.unit(hit.unit).text)):
        return False
    told = symbol
    if view.symbol(symbol).kind is SymbolKind.ENTRY:
        told = next((c for c in view.children.get(symbol, ()) if view.symbol(c).kind is SymbolKind.MAP), -1)
    if told < 0 or view.symbol(told).kind is not SymbolKind.MAP:
        return False
    names = [view.symbol(child).name for child in view.children.get(told, ())]
    return len(names) <= _ANSWER and any(map(_VALUE.search, names)) and any(map(_SCORE.search, names))


_SURE = late(r"(?i)_*(?:p|f|out|flt|d)?_?(?:conf|confidence|prob|probability|reliability|certainty)_*")
"""A parameter for how sure the answer in the one before it is."""


def sure_of(view: View, hit: Hit) -> bool:
    """Whether it is kept beside a word how sure it is: ``nationality`` with ``nationality_confidence`` in a record."""
    unit = view.unit(hit.unit)
    word = unit.text[hit.start : hit.end]
    names = "|".join(sorted({re.escape(word), re.escape(unit.text) if len(unit.text) <= _NAME else re.escape(word)}))
    kept = re.compile(rf"\b(?:{names})_?(?:conf(?:s|iden\w*)?(?![a-z])|score|prob|certain|reliab)", re.IGNORECASE)
    if len(unit.text) > len(word) and kept.search(unit.text) is not None:
        return True
    if unit.symbol < 0 or view.symbol(unit.symbol).unit != hit.unit:
        return False
    beside = view.children.get(view.symbol(unit.symbol).parent, ())
    return any(kept.match(view.symbol(other).name) is not None for other in beside) or _handed_out(view, unit.symbol)


def _handed_out(view: View, symbol: int) -> bool:
    """Whether a function hands its parameter out with how sure it is right behind: ``(face, race, confidence)``."""
    own = view.symbol(symbol)
    if own.kind is not SymbolKind.PARAMETER or own.parent < 0:
        return False
    taken = [one for one in view.children.get(own.parent, ()) if view.symbol(one).kind is SymbolKind.PARAMETER]
    behind = taken[taken.index(symbol) + 1 :][:1] if symbol in taken else []
    return any(_SURE.fullmatch(view.symbol(one).name) is not None for one in behind)


def shared_in_map(view: View, holder: int, marks: Iterable[Mark]) -> bool:
    """Whether a map has a fraction under each of several groups: ``{"asian": 0.08, "black": 0.1, ...}``."""
    if holder < 0 or view.symbol(holder).kind is not SymbolKind.MAP:
        return False
    told: dict[str, bool] = {}
    for mark in marks:
        entry = view.unit(mark.unit).symbol
        named = entry >= 0 and view.symbol(entry).unit == mark.unit
        told[mark.group] = named and _SHARE.fullmatch(view.symbol(entry).value.strip()) is not None
    return len(told) >= GROUPS and all(told.values())


def shared_out(view: View, symbol: int) -> bool:
    """Whether a record has a fraction for each of several groups: only a model says how much of each a face is."""
    parent = view.symbol(symbol).parent
    if parent < 0 or not is_fraction(view, symbol):
        return False
    return len(groups_of(view, [c for c in view.children.get(parent, ()) if is_fraction(view, c)])) >= GROUPS
