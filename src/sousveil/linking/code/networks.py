"""Heads of a network for pictures in the code that builds it: ``race = Dense(5)(x)`` beside ``age = Dense(1)(x)``.

A layer that is called after a trait gives it out, and so does what a network's pass forward gives such a name:
``race = self.softmax(self.head(x))`` beside ``age = self.head(x)``. The code must build a network for pictures, and
another layer must be called after age, sex or a feature of a look, or the trait's own word mean people alone. A network
for texts or tables of people has other layers below.
"""

import re
from functools import lru_cache

from sousveil.linking.code.scripts import line_of
from sousveil.linking.graph import View
from sousveil.linking.surroundings import Around
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

WHY = "it is a layer of a network for pictures, as others for age, sex or a look are beside it"
_LAYER = late(
    r"(?P<name>[\w.]+)\s*(?::\s*[\w.]+\s*)?=\s*(?:[\w.]+\.)?"
    r"(?:Dense|Linear|Sequential|Conv2[dD]|LazyLinear|Softmax|Chain|Classifier(?:Head)?|MLP|Head|nn_linear|nn_sequential|layer_dense)\s*\(",
)
"""A name that is given a layer, in the libraries that networks are built with (Keras, PyTorch, Flux, torch for R)."""
_PASSED = late(
    r"\s+(?P<name>[A-Za-z_]\w*)\s*(?::\s*[\w.]+\s*)?=\s*(?:[\w.]+\(\s*)?(?:self|this)\.\w+(?:\[[^\]\n]{1,30}\])?\s*\(",
)
"""A name that is given, within a network, what one of its own layers makes."""
_FORWARD = late(r"\s*(?:async\s+)?(?:def|fn|func|override\s+fun)\s+(\w+)\s*\(")
_PASSES = frozenset({"forward", "call", "__call__", "_forward", "forward_once", "predict_step"})
ABOVE = 150
"""Lines above one on which the function begins that it is in."""
_PICTURES = late(
    r"conv2d|conv_2d|nn_conv2d|resnet|(?<![a-z])vgg|mobilenet|efficientnet|inception|densenet|xception|squeezenet|convnext|(?<![a-z])vit(?:[_-]|(?![a-z]))"
    r"|vision_?transformer|image_?net|torchvision|image_?data_?generator|image_?folder|\(\s*\d{2,3}\s*,\s*\d{2,3}\s*,\s*3\s*\)",
    re.IGNORECASE,
)
_TEXTS = late(
    r"(?<![a-z])(?:bert|roberta|lstm|tokeni[sz]er|surname|tweet|vocab|(?:word|token|text|char\w*)_?embed)"
    r"|(?<!\w)(?:nn|layers)\.embedding\b|(?<![\w.])embedding\s*\(|import[^\n]{0,80}\bembedding\b",
    re.IGNORECASE,
)
"""What stands in networks for texts; what is made of a face is called an embedding too."""
_OF_A_LOOK = frozenset({"context/attribute", "vital/age-or-sex"})
_NAMES = frozenset({Role.VARIABLE, Role.IDENTIFIER, Role.FIELD})
LONGEST = 1000
"""Code points of a line on which a layer is named; longer ones are data."""


def head_of_network(view: View, hit: Hit) -> Around | None:
    """What the layers beside it speak for, where a name is a layer that gives the trait out of a picture."""
    unit = view.unit(hit.unit)
    if unit.role not in _NAMES or hit.group or hit.trait not in (Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR):
        return None
    line = line_of(view, hit)
    given = _LAYER.search(line)
    passed = _PASSED.match(line) if given is None and _passes(view, unit.line or 0) else None
    name = given["name"] if given is not None else passed["name"] if passed is not None else ""
    if unit.text not in name or not name or not _for_pictures(view.reading.text):
        return None
    around = Around()
    around.add({"context/capture", "context/infer"}, "<the network>")
    for other in _layers(view.reading.text):
        if other != name:
            around.add({tag.concept for tag in view.tag(other)} & _OF_A_LOOK, other)
    beside = any(around.seen[one] for one in around.seen if one.value in ("vital", "appearance"))
    alone = given is not None and hit.trait is Trait.ETHNICITY and not hit.weak
    return around if beside or alone else None


def _passes(view: View, line: int) -> bool:
    """Whether a line is in the function of a network that passes what it is given through its layers."""
    for above in range(line - 1, max(0, line - ABOVE), -1):
        if (begins := _FORWARD.match(view.lines[above - 1][:LONGEST])) is not None:
            return begins[1] in _PASSES
    return False


@lru_cache(maxsize=16)
def _for_pictures(text: str) -> bool:
    """Whether a file builds networks for pictures, and none for texts."""
    return _PICTURES.search(text) is not None and _TEXTS.search(text) is None


@lru_cache(maxsize=16)
def _layers(text: str) -> tuple[str, ...]:
    """The names that are given a layer in a file, each once."""
    lines = (line for line in text.split("\n") if len(line) <= LONGEST)
    found = (match["name"] for line in lines for match in (*_LAYER.finditer(line), *_PASSED.finditer(line)))
    return tuple(dict.fromkeys(found))
