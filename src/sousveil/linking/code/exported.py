"""Layers in the file of a model that are called after a trait: ``functional_1/ethnicity/MatMul``, ``race_head.weight``.

A model's file has numbers and the names of its layers. What it is asked about stands in the code that opens it.
"""

import re

import msgspec

from sousveil.linking.code.scripts import PICTURE
from sousveil.linking.edges import Fact, Setting
from sousveil.linking.found import Found
from sousveil.linking.graph import Graph, View
from sousveil.linking.standing import MODEL_FILE
from sousveil.model.late import late
from sousveil.model.words import Trait

WHY = "a layer of a model is called so, and code that opens pictures of faces opens that model"
PICTURES = 2
"""So many different words for pictures stand in code that opens them, beside faces."""
LONGEST = 500
"""Code points of the names of a layer; longer texts in a model's file are something else."""
_LAYER = late(
    r"(?:^|[/.;])(?P<name>\w[\w-]{0,60})[/.](?:MatMul|BiasAdd|Gemm|(?:Log)?Softmax|Sigmoid|kernel|bias|weight|Conv2D)(?![a-z])"
)
_FACE = late(r"(?<![a-z])faces?(?![a-z])|Face(?![a-z])", re.ASCII)
_PIXELS = late(r"bitmap|pixel", re.IGNORECASE)
_TOLD = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})


class Exported:
    """What is known of the models of a target and of the code that opens them."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._files: dict[str, bool] = {}

    def told(self, view: View, found: Found) -> Found:
        """The same place; what gives the trait out of a picture, where it is a layer of a model that is handed some."""
        if found.setting.tied or found.group or found.trait not in _TOLD or view.reading.text:
            return found
        base = re.split(r"[/!]", view.path)[-1]
        if MODEL_FILE.fullmatch(base) is None or not _is_layer(view, found) or not self._handed_pictures(base):
            return found
        return msgspec.structs.replace(found, facts=(Fact.PRODUCER,), setting=Setting.IMAGE, why=WHY)

    def _handed_pictures(self, base: str) -> bool:
        if base not in self._files:
            self._files[base] = any(_opens(other, base) for other in self._graph.views.values())
        return self._files[base]


def _is_layer(view: View, found: Found) -> bool:
    """Whether the word is in the name of a layer, before what is done in it."""
    text = view.unit(found.unit).text
    if len(text) > LONGEST:
        return False
    return any(one.start("name") <= found.start and found.end <= one.end("name") for one in _LAYER.finditer(text))


def _opens(view: View, base: str) -> bool:
    """Whether code names the file of a model, and faces, and opens pictures."""
    text = view.reading.text
    if not text or not view.reading.symbols or base not in text or _FACE.search(text) is None:
        return False
    return len({word.lower() for seen in (PICTURE, _PIXELS) for word in seen.findall(text)}) >= PICTURES
