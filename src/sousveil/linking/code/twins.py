"""Names of an answer's slots that a program keeps as strings: each with a twin for how sure the answer is.

A program that writes or reads an answer (``{"gender": ..., "gender_conf": ...}``) holds the names of its slots side by
side. What is called twice, once with a word for confidence behind it, is given out by something that may be wrong.
"""

from sousveil.linking.graph import View
from sousveil.linking.surroundings import Around
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

_SURE = late(r"(\w+?)(?:confs?|confidences?|scores?|probs?|probabilit(?:y|ies)|reliability)")
_NAME = late(r"[\"'\s{,]*([A-Za-z][\w-]{1,40}?)[\"']?\s*[:=]?\s*")
"""A slot's name as programs hold it: alone, quoted, or with what comes before its value."""
_OF_A_LOOK = frozenset({"context/attribute", "vital/age-or-sex"})
_LEAST = 2
"""So many features of a look must have such twins beside the trait's own."""
_MOST = 400
"""Strings that lie side by side; more are a program's whole text."""


def twins_beside(view: View, symbol: int, around: Around) -> bool:
    """Whether a string names a slot of an answer, as its own twin and those of features beside it tell.

    The features are then noted in ``around``.
    """
    if view.symbol(symbol).kind is not SymbolKind.ITEM:
        return False
    unit = view.symbol(symbol).unit
    if unit < 0 or view.unit(unit).line is not None or view.unit(unit).role is not Role.STRING:
        return False
    siblings = view.children.get(view.symbol(symbol).parent, ())
    if len(siblings) > _MOST:
        return False
    names = {sibling: _name(view.symbol(sibling).name) for sibling in siblings}
    pairs = {base for name in names.values() if (base := _base(name)) and base in names.values()}
    own = names.get(symbol, "")
    if own not in pairs and _base(own) not in pairs:
        return False
    features = {
        name: view.own_concepts(sibling) & _OF_A_LOOK
        for sibling, name in names.items()
        if name in pairs and name not in {own, _base(own)}
    }
    told = {name: concepts for name, concepts in features.items() if concepts}
    if len(told) < _LEAST:
        return False
    for name, concepts in told.items():
        around.add(concepts, name)
    return True


def _name(text: str) -> str:
    """The name that a string holds, in lower case without what joins its words; empty where it holds more."""
    found = _NAME.fullmatch(text)
    return "" if found is None else found[1].lower().replace("_", "").replace("-", "")


def _base(name: str) -> str:
    """What a name for confidence is about; empty for other names."""
    found = _SURE.fullmatch(name)
    return "" if found is None else found[1]
