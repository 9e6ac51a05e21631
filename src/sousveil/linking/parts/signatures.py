"""Signatures of models: what goes in, what comes out, and of which shape, as model files and their settings tell it.

A model that takes a picture, and gives out a trait beside age, sex or a feature of looks, works it out from a picture
of a person. Its weights are never looked at. The form is that of a TensorFlow ``SignatureDef`` written as JSON, as
TensorFlow.js keeps it (``signature``: ``inputs``, ``outputs``, each with a ``tensorShape`` of ``dim``s of a ``size``).
"""

from collections.abc import Iterator

from sousveil.linking.acting.configured import trait_hits, words
from sousveil.linking.edges import EdgeKind, Fact, Setting, Surrounding
from sousveil.linking.graph import Graph, View
from sousveil.linking.holders import spot_of
from sousveil.linking.surroundings import Around
from sousveil.linking.weave import Weave

READERS = frozenset({"json", "yaml", "toml"})
IN = frozenset({"inputs", "input"})
OUT = frozenset({"outputs", "output"})
SHAPES = frozenset({"shape", "tensorshape", "dim"})
"""Keys under which the shape of a tensor stands."""
COLOURS = 3
SMALLEST, LARGEST = 16, 4096
"""Pixels of a side of a picture that a model takes."""
MOST_NUMBERS = 64
PICTURE = "a model takes a picture there, and gives this out beside age, sex or a feature of looks"


def lay_heads(graph: Graph, weave: Weave) -> None:
    """Lays the outputs of models that are named after a trait and are worked out from a picture of a person."""
    for view in graph.views.values():
        if view.reading.reader not in READERS or view.catalogue:
            continue
        for hit, trait in trait_hits(view):
            head = view.unit(hit.unit).symbol
            if head < 0 or view.symbol(head).unit != hit.unit:
                continue
            outputs = view.symbol(head).parent
            if outputs < 0 or view.symbol(outputs).name.lower() not in OUT or not takes_a_picture(view, outputs):
                continue
            around = _beside(view, outputs, head)
            if not around.has(Surrounding.VITAL, Surrounding.APPEARANCE):
                continue
            key = (trait, Setting.IMAGE)
            spot = weave.spot(key, spot_of(view, hit.unit, symbol=head, rule=hit.rule), Fact.PRODUCER)
            into = next(_inputs(view, outputs))
            taken = weave.spot(key, spot_of(view, view.symbol(into).unit, symbol=into))
            weave.edge(spot, taken, EdgeKind.BESIDE, "the model works it out from the picture that goes in there")
            weave.surround(key, view, around, PICTURE)


def takes_a_picture(view: View, outputs: int) -> bool:
    """Whether what stands beside ``outputs`` takes one picture: four numbers, of which one are three colours."""
    return any(is_picture(shape) for into in _inputs(view, outputs) for shape in _shapes(view, into))


def is_picture(shape: list[int]) -> bool:
    """Whether a shape is that of pictures: how many, height, width and colours, or the colours before both."""
    if len(shape) != 4:
        return False
    first, *sides = (shape[1], shape[2], shape[3]) if shape[1] == COLOURS else (shape[3], shape[1], shape[2])
    return first == COLOURS and all(side == -1 or SMALLEST <= side <= LARGEST for side in sides)


def _beside(view: View, outputs: int, head: int) -> Around:
    around = Around()
    for other in view.children.get(outputs, ()):
        if other != head:
            around.add(view.own_concepts(other), view.symbol(other).name)
    return around


def _inputs(view: View, outputs: int) -> Iterator[int]:
    above = view.symbol(outputs).parent
    for beside in view.children.get(above, ()):
        if view.symbol(beside).name.lower() in IN and view.symbol(beside).unit >= 0:
            yield beside


def _shapes(view: View, symbol: int) -> Iterator[list[int]]:
    """The runs of numbers under keys for shapes, in what is held by ``symbol``."""
    for child in view.children.get(symbol, ()):
        if words(view.symbol(child).name) and "".join(words(view.symbol(child).name)) in SHAPES:
            yield list(_numbers(view, child))[:MOST_NUMBERS]
        else:
            yield from _shapes(view, child)


def _numbers(view: View, symbol: int) -> Iterator[int]:
    units = view.inside.get(symbol, ()) if not view.children.get(symbol) else ()
    for text in (view.unit(unit).text.strip() for unit in units):
        if text.lstrip("-").isdigit():
            yield int(text)
    for child in view.children.get(symbol, ()):
        yield from _numbers(view, child)
