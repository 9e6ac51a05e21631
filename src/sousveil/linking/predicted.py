"""What says itself that it was predicted: ``predictedEthnicity`` beside ``imagePath``, ``race: {value, confidence}``.

Age or sex is predicted beside it, and no name is there that it could be guessed from. What a doctor or a census knows
of somebody is not predicted, whatever else is told from the picture.
"""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import GIVEN, Around
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

PREDICTED = "it was predicted, as age or sex beside it, in a record that has a picture, and nothing that people fill in"
_TOLD = late(
    r"(?:^|[a-z_\W])(?:[Pp]redict|[Ii]nfer|[Ee]stimat|[Cc]lassif|[Dd]etected|[Dd]ominant|[Cc]onfid|PRED|INFER|ESTIM)"
)
"""In the name of a member: it was told by a model."""
_ANSWERED = late(
    r"(?:^|[^a-z])preds?(?![a-z])|predict(?!or)|argmax|softmax|classif(?:y|ied|ication)|infer(?:red|ence)?(?![a-z])|dominant_?(?=[a-z])",
    re.IGNORECASE,
)
"""In what is written as a value: it is the answer of a model."""
_WRITTEN = 200
_VALUE = late(
    r"^(?:value|label|type|name|class|result|category|race|ethnicity|dominant\w*|\w*_?(?:value|label))$", re.IGNORECASE
)
_SCORE = late(r"confiden|score|probab|certain|reliab|likelihood", re.IGNORECASE)
_ANSWER = 4
"""Members of an answer about one feature."""
_FRACTION = late(r"(?:float|double|decimal|single|f32|f64|real|cgfloat|float32|float64)\??", re.IGNORECASE)
_GROUPS = 3
"""Groups with a fraction for each."""
REGISTERED = 1
"""Things that stand in registers which a record of pictures may have too: an address of the picture, a number."""


def given_by_model(view: View, symbol: int) -> bool:
    """Whether what is written under a key, or into a member, is what a model answers: ``"race": pred_race``."""
    value = view.symbol(symbol).value
    return 0 < len(value) <= _WRITTEN and _ANSWERED.search(value) is not None


def predicted_of_picture(view: View, symbol: int, around: Around) -> bool:
    """Whether a slot is predicted, by its own name, from the picture in its record."""
    if around.has(*GIVEN, Surrounding.NAMES) or around.has(Surrounding.REGISTRY) > REGISTERED:
        return False
    if not around.has(Surrounding.CAPTURE) or _TOLD.search(view.symbol(symbol).name) is None:
        return False
    beside = view.children.get(view.symbol(symbol).parent, ())
    return any(
        "vital/age-or-sex" in view.own_concepts(other) and _TOLD.search(view.symbol(other).name) is not None
        for other in beside
        if other != symbol
    )


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


def shared_out(view: View, symbol: int) -> bool:
    """Whether a record has a fraction for each of several groups: only a model says how much of each a face is."""
    parent = view.symbol(symbol).parent
    if parent < 0 or _FRACTION.fullmatch(view.symbol(symbol).type.strip()) is None:
        return False
    groups = {
        concept
        for other in view.children.get(parent, ())
        if _FRACTION.fullmatch(view.symbol(other).type.strip())
        for concept in view.own_concepts(other)
        if concept.startswith("group/")
    }
    return len(groups) >= _GROUPS
