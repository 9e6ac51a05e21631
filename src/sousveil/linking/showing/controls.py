"""Controls of a screen: lists of choices, what they are bound to, and the label that stands beside them."""

from collections.abc import Iterator

from sousveil.linking.graph import View
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

SHORT = 40
"""Code points of a label."""
LEVELS = 3
"""Elements outwards in which the label of a control is sought."""
MOST = 50
ABOVE, REACH = 2, 200
"""Lines above the first choice on which the call may begin by which a control is filled; code points before it."""
_FILLS = late(
    r"(\w+)(?:(?:\.|->)(?:[Ii]tems|get[Ii]tems\(\)|[Dd]ata[Ss]ource|[Oo]ptions|[Mm]odel|[Cc]hoices|[Vv]alues))?"
    r"(?:(?:\.|->)(?:[Aa]dd(?:Range|All|Items|_items)|[Ss]etItems|[Ss]etAll|insertItems)\s*\()[^;]{0,60}$"
)
"""A call that puts a list of choices into a control."""
_LABELS = frozenset({Role.UI_LABEL, Role.OPTION})


def is_control(view: View, symbol: int) -> bool:
    """Whether a symbol is an element of a screen."""
    return symbol >= 0 and view.symbol(symbol).kind is SymbolKind.ELEMENT


def bound_to(view: View, element: int) -> Iterator[int]:
    """The units that say what an element is bound to or called: ``v-model="query.race"``, ``name="race"``, ids."""
    for child in view.children.get(element, ()):
        if view.symbol(child).kind is SymbolKind.ENTRY:
            yield from (unit for unit in view.inside.get(child, ()) if view.unit(unit).role is Role.KEY)


def labels_of(view: View, element: int) -> list[int]:
    """The short labels of an element: its own, else those just before it, else those of what it is wrapped in."""
    each = element
    for _ in range(LEVELS):
        siblings = view.children.get(view.symbol(each).parent, ())
        before = [s for s in siblings if s < each and view.symbol(s).kind in (SymbolKind.ELEMENT, SymbolKind.ITEM)]
        beside = [s for s in before[-1:] if not _choices(view, s)]  # those of another control are that one's
        if found := [unit for symbol in (each, *beside) for unit in _own_labels(view, symbol)]:
            return found
        each = view.symbol(each).parent
        if not is_control(view, each):
            break
    return []


def filled_with(view: View, array: int) -> str:
    """The name of the control that code fills with a list: ``box.Items.AddRange(new object[] {...})``."""
    if array < 0 or view.symbol(array).kind is not SymbolKind.ARRAY or view.symbol(array).name:
        return ""
    first = next((view.symbol(one).unit for one in view.children.get(array, ())), -1)
    told = view.unit(first) if first >= 0 else None
    if told is None or told.line is None or told.column is None or told.line > len(view.lines):
        return ""
    above = view.lines[max(0, told.line - 1 - ABOVE) : told.line - 1]
    before = " ".join((*above, view.lines[told.line - 1][: told.column - 1]))[-REACH:]
    match = _FILLS.search(before)
    return match[1] if match is not None else ""


def _own_labels(view: View, element: int) -> Iterator[int]:
    """In its attributes, and as its text, which may stand in an element of its own."""
    for symbol in (element, *view.children.get(element, ())):
        if symbol == element or view.symbol(symbol).kind in (SymbolKind.ENTRY, SymbolKind.ELEMENT):
            yield from (
                unit
                for unit in view.texts.get(symbol, ())
                if view.unit(unit).role in _LABELS and len(view.unit(unit).text) <= SHORT
            )


def _choices(view: View, element: int) -> bool:
    below = view.children.get(element, ())
    return any(view.symbol(inner).kind is SymbolKind.ITEM for inner in below) or any(
        view.symbol(inner).kind is SymbolKind.ITEM for child in below[:MOST] for inner in view.children.get(child, ())
    )


def named_by_control(view: View, element: int) -> frozenset[str]:
    """The concepts in what an element is bound to and in its labels, or in the name of what a list is put into."""
    if not is_control(view, element):
        filled = filled_with(view, element)
        return frozenset(tag.concept for tag in view.tag(filled)) if filled else frozenset()
    units = [*bound_to(view, element), *labels_of(view, element)]
    return frozenset(tag.concept for unit in units for tag in view.unit_tags(unit))
