"""What a function that gives a group back takes: a number, say, that another function works out from a picture.

The two need not call each other: a program hands on what the one gives out to the other. They are joined where the
name of what is taken is a word of the other's name (``type_of(angle)``, ``get_angle(image)``), and the other takes a
picture. That is what the names say, no more: a chain that holds by it says so.
"""

from collections.abc import Iterator
from functools import cached_property

from sousveil.linking.acting.configured import words
from sousveil.linking.graph import Graph, Node, View
from sousveil.model.words import SymbolKind

FROM_A_PICTURE = "a function gives it back for what another works out from a picture"
SHORTEST = 3
ANYTHING = frozenset({
    "value", "values", "data", "input", "inputs", "output", "result", "results", "res", "arg", "args", "param", "item",
    "items", "obj", "object", "index", "idx", "key", "name", "names", "text", "string", "str", "num", "number", "count",
    "list", "array", "dict", "map", "path", "file", "self", "cls", "this", "type", "code", "label", "labels", "score",
    "scores", "color", "colour", "size", "width", "height", "mode", "model", "config", "options", "callback", "image",
    "img", "picture", "photo", "frame", "row", "column", "id", "info", "tmp", "temp", "buffer", "user", "context",
    "event", "max", "min", "card", "passport", "document", "doc", "mrz", "ocr", "line", "word", "field", "form",
})  # fmt: skip
"""Names that say nothing of what is taken."""


class Flows:
    """Looks through one target for what stands behind what is taken."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def _givers(self) -> list[tuple[Node, frozenset[str]]]:
        """The functions that take a picture, by the name or type of what they take, with the words of their names."""
        return [
            (Node(view.blob, view.number, symbol), frozenset(words(one.name)))
            for view in self._graph.views.values()
            for symbol, one in enumerate(view.reading.symbols)
            if one.kind is SymbolKind.FUNCTION and one.unit >= 0 and _takes_picture(view, symbol)
        ]

    def picture_behind(self, view: View, function: int) -> Node | None:
        """The function that gives out, from a picture, what ``function`` takes; the first by its place."""
        taken = {name for name in _taken(view, function) if name not in ANYTHING and len(name) >= SHORTEST}
        own = Node(view.blob, view.number, function)
        return next((node for node, name in self._givers if taken & name and node != own), None) if taken else None


def _takes_picture(view: View, function: int) -> bool:
    taken = (view.symbol(child) for child in view.children.get(function, ()))
    units = [one.unit for one in taken if one.kind is SymbolKind.PARAMETER and one.unit >= 0]
    return any(tag.concept == "context/capture" for unit in units for tag in view.unit_tags(unit))


def _taken(view: View, function: int) -> Iterator[str]:
    for child in view.children.get(function, ()):
        if view.symbol(child).kind is SymbolKind.PARAMETER:
            yield view.symbol(child).name.lower()
