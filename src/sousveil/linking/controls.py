"""Controls of a screen: lists of choices, what they are bound to, and the label that stands beside them."""

from collections.abc import Iterator

from sousveil.linking.graph import View
from sousveil.model.words import Role, SymbolKind

SHORT = 40
"""Code points of a label."""
_LABELS = frozenset({Role.UI_LABEL, Role.OPTION})


def is_control(view: View, symbol: int) -> bool:
    """Whether a symbol is an element of a screen."""
    return symbol >= 0 and view.symbol(symbol).kind is SymbolKind.ELEMENT


def bound_to(view: View, element: int) -> Iterator[int]:
    """The units that say what an element is bound to or called: ``v-model="query.race"``, ``name="race"``, ids."""
    for child in view.children.get(element, ()):
        if view.symbol(child).kind is SymbolKind.ENTRY:
            yield from (unit for unit in view.inside.get(child, ()) if view.unit(unit).role is Role.KEY)


def labels_of(view: View, element: int) -> Iterator[int]:
    """The short labels of an element: in its attributes, as its text, and those of the element just before it."""
    siblings = view.children.get(view.symbol(element).parent, ())
    before = [s for s in siblings if s < element and view.symbol(s).kind in (SymbolKind.ELEMENT, SymbolKind.ITEM)]
    around = view.symbol(element).parent
    for each in (element, *before[-1:], *((around,) if is_control(view, around) else ())):
        if each not in (element, around) and _choices(view, each):
            continue  # another control, with choices of its own
        for symbol in (each, *view.children.get(each, ())):
            if symbol != each and view.symbol(symbol).kind is not SymbolKind.ENTRY:
                continue
            yield from (
                unit
                for unit in view.texts.get(symbol, ())
                if view.unit(unit).role in _LABELS and len(view.unit(unit).text) <= SHORT
            )


def _choices(view: View, element: int) -> bool:
    return any(view.symbol(child).kind is SymbolKind.ITEM for child in view.children.get(element, ()))


def named_by_control(view: View, element: int) -> frozenset[str]:
    """The concepts in what an element is bound to and in its labels."""
    units = [*bound_to(view, element), *labels_of(view, element)]
    return frozenset(tag.concept for unit in units for tag in view.unit_tags(unit))
