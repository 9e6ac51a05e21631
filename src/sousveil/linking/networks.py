"""Heads of a network for pictures in the code that builds it: ``race = Dense(5)(x)`` beside ``age = Dense(1)(x)``.

A layer that is called after a trait gives it out. The code must build a network for pictures, and another layer must be
called after age, sex or a feature of a look, or the trait's own word mean people alone. A network for texts or tables
of people has other layers below.
"""

import re
from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.linking.scripts import line_of
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
_PICTURES = late(
    r"conv2d|conv_2d|nn_conv2d|resnet|(?<![a-z])vgg|mobilenet|efficientnet|inception|densenet|xception|squeezenet|convnext|(?<![a-z])vit(?:[_-]|(?![a-z]))"
    r"|vision_?transformer|image_?net|torchvision|image_?data_?generator|image_?folder|\(\s*\d{2,3}\s*,\s*\d{2,3}\s*,\s*3\s*\)",
    re.IGNORECASE,
)
_TEXTS = late(r"(?<![a-z])(?:bert|roberta|lstm|embedding|tokeni[sz]er|surname|tweet|vocab)", re.IGNORECASE)
_OF_A_LOOK = frozenset({"context/attribute", "vital/age-or-sex"})
_NAMES = frozenset({Role.VARIABLE, Role.IDENTIFIER, Role.FIELD})
LONGEST = 1000
"""Code points of a line on which a layer is named; longer ones are data."""


def head_of_network(view: View, hit: Hit) -> Around | None:
    """What the layers beside it speak for, where a name is a layer that gives the trait out of a picture."""
    unit = view.unit(hit.unit)
    if unit.role not in _NAMES or hit.group or hit.trait not in (Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR):
        return None
    given = _LAYER.search(line_of(view, hit))
    if given is None or unit.text not in given["name"] or not _for_pictures(view.reading.text):
        return None
    around = Around()
    around.add({"context/capture", "context/infer"}, "<the network>")
    for name in _layers(view.reading.text):
        if name != given["name"]:
            around.add({tag.concept for tag in view.tag(name)} & _OF_A_LOOK, name)
    beside = any(around.seen[one] for one in around.seen if one.value in ("vital", "appearance"))
    return around if beside or (hit.trait is Trait.ETHNICITY and not hit.weak) else None


@lru_cache(maxsize=16)
def _for_pictures(text: str) -> bool:
    """Whether a file builds networks for pictures, and none for texts."""
    return _PICTURES.search(text) is not None and _TEXTS.search(text) is None


@lru_cache(maxsize=16)
def _layers(text: str) -> tuple[str, ...]:
    """The names that are given a layer in a file, each once."""
    lines = (line for line in text.split("\n") if len(line) <= LONGEST)
    return tuple(dict.fromkeys(match["name"] for line in lines for match in _LAYER.finditer(line)))
