"""What is asked of an entry for a family of models, or for a kit, beyond its schema."""

from collections.abc import Iterable, Iterator
from functools import cache

from sousveil.knowledge.pack import LabelOrder, ModelFamily, Sdk
from sousveil.knowledge.placing import Fault, Steps

_SHORTEST = 6
"""Code points of the shortest name of a file or output that names a family; ``race`` or ``model`` names none."""


def of_model(model: ModelFamily, components: set[str]) -> Iterator[Fault]:
    """Each fault; ``components`` are the ids that there are."""
    if not model.sources:
        yield Fault(("sources",), "has no source for what it says")
    yield from _read(("sources", at) for at, source in enumerate(model.sources) if not source.read)
    yield from _read(("orders", at, "source") for at, order in enumerate(model.orders) if not order.source.read)
    if not model.heads:
        yield Fault(("heads",), "has no head")
    traits = {head.trait for head in model.heads if head.trait}
    if model.trait and model.trait not in traits:
        yield Fault(("trait",), f"no head is for {model.trait.value}")
    if traits and not model.trait:
        yield Fault(("heads",), "a head is for a trait that the family does not name")
    if not (model.files or model.tensors or model.component or model.by_labels):
        yield Fault((), "is known by nothing")
    for steps, name in (
        *((("files", at), name) for at, name in enumerate(model.files)),
        *((("tensors", of, at), name) for of, names in enumerate(model.tensors) for at, name in enumerate(names)),
    ):
        if len(name) < _SHORTEST:
            yield Fault(steps, f"{name!r} is too short")
    if model.component and model.component not in components:
        yield Fault(("component",), f"there is no component {model.component!r}")
    yield from _orders(model)


FEWEST_SYMBOLS = 3
"""Functions of a kit that must be there before it is said to be there; two can have the same names by chance."""


def of_sdk(sdk: Sdk) -> Iterator[Fault]:
    """Each fault."""
    if not sdk.sources:
        yield Fault(("sources",), "has no source for what it says")
    yield from _read(("sources", at) for at, source in enumerate(sdk.sources) if not source.read)
    if len(set(sdk.symbols)) <= FEWEST_SYMBOLS:
        yield Fault(("symbols",), f"has too few symbols: more than {FEWEST_SYMBOLS} are needed to choose from")
    if sdk.companies and not sdk.maker:
        yield Fault(("companies",), "names companies and no maker")
    for key, names in (("symbols", sdk.symbols), ("products", sdk.products), ("companies", sdk.companies)):
        for at, name in enumerate(names):
            if len(name.encode()) < _SHORTEST - 1:
                yield Fault((key, at), f"{name!r} is too short")


def _read(where: Iterable[Steps]) -> Iterator[Fault]:
    yield from (Fault(steps, "a source does not say when it was read") for steps in where)


def _orders(model: ModelFamily) -> Iterator[Fault]:
    widths = {head.width for head in model.heads if head.trait and head.width}
    for at, order in enumerate(model.orders):
        if not order.labels:
            yield Fault(("orders", at, "labels"), "an order has no label")
        if len(set(order.labels)) != len(order.labels):
            yield Fault(("orders", at), "an order has a label that stands twice")
        if widths and len(order.labels) not in widths and not model.disputed:
            yield Fault(("orders", at), "an order has not as many labels as a head is wide")
    if not model.disputed and any(
        len(one.labels) == len(other.labels) for one in model.orders for other in model.orders if one is not other
    ):
        yield Fault(("orders",), "several orders of as many labels are given as if each were known")
    if model.by_labels and not model.orders:
        yield Fault(("by-labels",), "is known by nothing: it has no labels")


@cache
def known_labels(order: LabelOrder) -> frozenset[str]:
    """The labels as they are compared: in lower case, with a blank for all that is no letter or digit."""
    return frozenset(map(plain_label, order.labels))


def plain_label(text: str) -> str:
    """A label in lower case, with one blank for each run of what is no letter or digit."""
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())
