"""Controls of a screen: lists of choices, what they are bound to, and the label that stands beside them."""

from collections.abc import Iterator

from sousveil.linking.graph import View
from sousveil.model.words import Role, SymbolKind

SHORT = 40
"""Code points of a label."""
LEVELS = 3
"""Elements outwards in which the label of a control is sought."""
MOST = 50
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
    """The concepts in what an element is bound to and in its labels."""
    units = [*bound_to(view, element), *labels_of(view, element)]
    return frozenset(tag.concept for unit in units for tag in view.unit_tags(unit))
