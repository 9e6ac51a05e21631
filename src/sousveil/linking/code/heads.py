"""Heads of a model that code asks for by name: ``model.execute(face, ["age_output", "gender_output", "race_output"])``.

A model for several features of a face has an output for each, and they are called alike but for the feature.
"""

from sousveil.linking.graph import View
from sousveil.linking.surroundings import Around
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

_HEAD = late(
    r"(?:(?P<lead>output|out|head|branch|fc|dense|logits?|probs?)[._:/-])?(?P<what>[a-z][\w ]*?)"
    r"(?:[._:/-](?:(?P<end>outputs?|out|head|branch|logits?|probs?|softmax|pred|preds|predictions?|scores?)))?(?:[:_/]\d{1,2})?"
)
_OF_A_LOOK = frozenset({"context/attribute", "vital/age-or-sex"})
_SEEN = frozenset({"context/face", "context/body"})
_LEAST = 2
"""So many other heads of the list must be called after features of a look."""
_MOST = 64
_REACH = 96
"""Units before and after the list that are looked through for what the enclosing function takes."""


def head_beside(view: View, symbol: int, around: Around) -> bool:
    """Whether a string is one of the heads of a model of faces that a list names; what tells it is put in ``around``.

    The function that holds the list must speak of a face.
    """
    if view.symbol(symbol).kind is not SymbolKind.ITEM or view.symbol(symbol).parent < 0:
        return False
    siblings = view.children.get(view.symbol(symbol).parent, ())
    frame = _frame(view.symbol(symbol).name)
    if not frame or len(siblings) > _MOST:
        return False
    alike = [
        sibling
        for sibling in siblings
        if sibling != symbol and _frame(view.symbol(sibling).name) == frame and view.own_concepts(sibling) & _OF_A_LOOK
    ]
    if len({view.symbol(sibling).name for sibling in alike}) < _LEAST or not _about_a_face(view, symbol, around):
        return False
    for sibling in alike:
        around.add(view.own_concepts(sibling) & _OF_A_LOOK, view.symbol(sibling).name)
    return True


def _frame(name: str) -> tuple[str, str] | None:
    """What is before and behind the feature in the name of a head; ``None`` for other names."""
    found = _HEAD.fullmatch(name.lower())
    lead, end = (found["lead"] or "", found["end"] or "") if found is not None else ("", "")
    return (lead, end) if lead or end else None


def _about_a_face(view: View, symbol: int, around: Around) -> bool:
    """Whether the innermost function around a list speaks of a face or body; what does is put in ``around``."""
    function = next((a for a in view.ancestors(symbol) if view.symbol(a).kind is SymbolKind.FUNCTION), -1)
    unit = view.symbol(symbol).unit
    if function < 0 or unit < 0:
        return False
    seen = False
    for other in range(max(0, unit - _REACH), min(len(view.reading.units), unit + _REACH)):
        owner = view.unit(other).symbol
        if owner < 0 or (owner != function and function not in view.ancestors(owner)):
            continue
        concepts = {tag.concept for tag in view.unit_tags(other)}
        if concepts & _SEEN and "context/platform" not in concepts:
            seen = True
            around.add(concepts & (_SEEN | {"context/infer", "context/capture"}), view.unit(other).text[:80])
    return seen
