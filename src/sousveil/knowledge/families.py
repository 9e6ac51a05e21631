"""What is asked of an entry for a family of models, or for a kit, beyond its schema."""

from collections.abc import Iterator
from functools import cache

from sousveil.knowledge.pack import LabelOrder, ModelFamily, Reading, Sdk

_SHORTEST = 6
"""Code points of the shortest name of a file or output that names a family; ``race`` or ``model`` names none."""


def of_model(model: ModelFamily, components: set[str]) -> Iterator[str]:
    """One sentence for each fault; ``components`` are the ids that there are."""
    sources = (*model.sources, *(order.source for order in model.orders))
    if not model.sources:
        yield "has no source for what it says"
    yield from (what for source in sources for what in _read(source))
    if not model.heads:
        yield "has no head"
    traits = {head.trait for head in model.heads if head.trait}
    if model.trait and model.trait not in traits:
        yield f"no head is for {model.trait.value}"
    if traits and not model.trait:
        yield "a head is for a trait that the family does not name"
    if not (model.files or model.tensors or model.component or model.by_labels):
        yield "is known by nothing"
    names = (*model.files, *(name for names in model.tensors for name in names))
    yield from (f"{name!r} is too short" for name in names if len(name) < _SHORTEST)
    if model.component and model.component not in components:
        yield f"there is no component {model.component!r}"
    yield from _orders(model)


FEWEST_SYMBOLS = 3
"""Functions of a kit that must be there before it is said to be there; two can have the same names by chance."""


def of_sdk(sdk: Sdk) -> Iterator[str]:
    """One sentence for each fault."""
    if not sdk.sources:
        yield "has no source for what it says"
    yield from (what for source in sdk.sources for what in _read(source))
    if len(set(sdk.symbols)) <= FEWEST_SYMBOLS:
        yield f"has too few symbols: more than {FEWEST_SYMBOLS} are needed to choose from"
    if sdk.companies and not sdk.maker:
        yield "names companies and no maker"
    names = (*sdk.symbols, *sdk.products, *sdk.companies)
    yield from (f"{name!r} is too short" for name in names if len(name.encode()) < _SHORTEST - 1)


def _read(source: Reading) -> Iterator[str]:
    if not source.read:
        yield "a source does not say when it was read"


def _orders(model: ModelFamily) -> Iterator[str]:
    widths = {head.width for head in model.heads if head.trait and head.width}
    for order in model.orders:
        if len(set(order.labels)) != len(order.labels):
            yield "an order has a label that stands twice"
        if widths and len(order.labels) not in widths and not model.disputed:
            yield "an order has not as many labels as a head is wide"
    if not model.disputed and any(
        len(one.labels) == len(other.labels) for one in model.orders for other in model.orders if one is not other
    ):
        yield "several orders of as many labels are given as if each were known"
    if model.by_labels and not model.orders:
        yield "is known by nothing: it has no labels"


@cache
def known_labels(order: LabelOrder) -> frozenset[str]:
    """The labels as they are compared: in lower case, with a blank for all that is no letter or digit."""
    return frozenset(map(plain_label, order.labels))


def plain_label(text: str) -> str:
    """A label in lower case, with one blank for each run of what is no letter or digit."""
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
