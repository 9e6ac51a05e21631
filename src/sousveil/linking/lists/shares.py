"""Records with a share for each of several groups: how much of each a face looks to be, as only a model says it."""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import GIVEN, Around
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

_FRACTION = late(r"(?:float|double|decimal|single|f32|f64|real|cgfloat|float32|float64)\??", re.IGNORECASE)
_SHARE = late(r"[01]?\.\d+(?:[eE]-?\d+)?")
MOST = 60
"""Members of a record of a face; a longer one is looked at so far."""
SHARES = "a share for each of several groups stands among features of a look: only a model says how much of each"
GROUPS = 3
"""Groups with a fraction for each."""


def shares(view: View, holder: int) -> list[int]:
    """The members of a record that are a share each, where several of them are called after groups; else none."""
    if holder < 0 or view.symbol(holder).kind not in (SymbolKind.RECORD, SymbolKind.MAP):
        return []
    told = [child for child in view.children.get(holder, ())[:MOST] if _is_share(view, child)]
    return told if len(groups_of(view, told)) >= GROUPS else []


def of_a_look(view: View, holder: int, around: Around) -> bool:
    """Whether a record has a share for each of several groups, and features of a look, age or sex beside them.

    Counts of people in a district have ages and sexes too, and no glasses.
    """
    if around.has(*GIVEN, Surrounding.NAMES) or not around.has(Surrounding.APPEARANCE):
        return False
    return around.has(Surrounding.VITAL) > 0 and bool(shares(view, holder))


def is_fraction(view: View, symbol: int) -> bool:
    """Whether a member is of a type of fractions."""
    return _FRACTION.fullmatch(view.symbol(symbol).type.strip()) is not None


def groups_of(view: View, members: list[int]) -> set[str]:
    """The groups that members are called after."""
    return {concept for member in members for concept in view.own_concepts(member) if concept.startswith("group/")}


def _is_share(view: View, symbol: int) -> bool:
    told = view.symbol(symbol)
    if told.kind is SymbolKind.ENTRY:
        return _SHARE.fullmatch(told.value.strip()) is not None
    return told.kind is SymbolKind.FIELD and (is_fraction(view, symbol) or told.type.strip() == "number")
