"""Scales of skin: *fair*, *medium*, *dark* as the classes of code that tells them in pictures.

Shades are ordinary words, so a list of them is a scale of skin only where something about the colour of skin holds it,
or where the file speaks of that and the list, called after classes, holds shades and nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from sousveil.linking.code.picked import picked_lists
from sousveil.linking.code.scripts import PICTURE
from sousveil.linking.graph import View
from sousveil.linking.lists.classes import configured, of_others
from sousveil.model.hit import Tag
from sousveil.model.late import late
from sousveil.model.words import SymbolKind, Trait

WHY = "it lists classes of skin in code that opens pictures and has a model, or a measure of colours, tell them"
OF_SKIN = "group/skin"
"""The rule for a colour that is said of skin."""
SHADES = 3
"""So many different shades in a list that something about the colour of skin holds are a scale of it."""
PICTURES = 3
"""So many different words for pictures stand in code that opens them."""
LONGEST = 60_000
"""Code points of a file that is looked through."""
_LISTS = frozenset({SymbolKind.ARRAY, SymbolKind.MAP})
_CLASSES = late(
    r"class|label|categor|tone_?(?:groups?|names?)$|(?:idx|index|id)_?(?:to|2)_?(?:\w+_)?tone", re.IGNORECASE
)
"""What a list of classes is called; one of *tones* or *options* may be for somebody to choose from."""
_BARE = late(
    r"_*(?:(?:skin|tones?|shades?|complexion|model|output|pred(?:icted|ictions?)?|target|all|the|my)_?)*"
    r"(?:class(?:es)?|labels?|categor(?:y|ies)|tone_?(?:groups?|names?))_?(?:names?|list|map(?:ping)?|dict|labels?|info)?",
    re.IGNORECASE,
)
"""The same by a name that says of what at most by words for skin: *hair labels* and *theme classes* have shades too."""
_LISTED = late(r"(?:class_?)?(?:names?|labels?|list|classes|values)?", re.IGNORECASE)
"""What a list of classes is called within a map that is called after classes."""
_TELLS = late(
    r"predict|classif|infer(?:ence)?(?![a-z])|arg_?max|interpreter|load_?model|\.forward\(|tflite|onnx|rgb2lab|2lab(?![a-z])"
    r"|k_?means|(?:mean|average|avg|dominant)_?colou?r",
    re.IGNORECASE,
)
"""How shades are told in a picture: by a model, or by measuring colours."""
_CHOSEN = late(r"emoji|avatar|sticker|bitmoji|memoji", re.IGNORECASE)
"""What has a shade that somebody chose."""


class Marked(Protocol):
    """What is asked of a word in a list."""

    @property
    def unit(self) -> int:
        """Where it stands."""


def shade_of(concept: str) -> str:
    """``shade/dark`` for itself, ``""`` for other concepts."""
    return concept if concept.startswith("shade/") else ""


def shades_among(view: View, units: Sequence[int]) -> list[tuple[int, Tag]]:
    """The units that name a shade, each with the longest one that it names; none where they are too few for a scale."""
    named = ((unit, [tag for tag in view.unit_tags(unit) if shade_of(tag.concept)]) for unit in units)
    found = [(unit, max(tags, key=lambda tag: tag.end - tag.start)) for unit, tags in named if tags]
    different = {view.unit(unit).text[tag.start : tag.end].lower() for unit, tag in found}
    if len(different) < SHADES or len({tag.concept for _, tag in found}) < SHADES - 1:
        return []
    return found


def scales(view: View) -> Iterator[int]:
    """Lists called after classes in a file that speaks of the colour of skin: they may hold shades and nothing else."""
    if not any(hit.trait is Trait.SKIN_COLOUR and not hit.group for hit in view.hits):
        return
    for index, symbol in enumerate(view.reading.symbols):
        if symbol.kind in _LISTS and (_barely_called(view, index) or _is_picked(view, symbol.name)):
            yield index


def only_shades(view: View, holder: int, units: Sequence[int]) -> bool:
    """Whether a list that is called after classes holds shades, from light to dark, and nothing else but a rest.

    So it is, whatever else it holds, where a model's answer picks of it what is called after the colour of skin.
    """
    if holder < 0 or view.symbol(holder).kind not in _LISTS:
        return False
    if not _barely_called(view, holder):
        return _is_picked(view, view.symbol(holder).name)
    told: set[str] = set()
    for unit in units:
        tags = view.unit_tags(unit)
        whole = [
            tag for tag in tags if (tag.start, tag.end) == (0, len(view.unit(unit).text)) and shade_of(tag.concept)
        ]
        if not whole and not any(tag.concept.startswith("rest/") for tag in tags):
            return False
        told.update(tag.concept for tag in whole)
    return {"shade/light", "shade/dark"} <= told


def said_of_skin(view: View, marks: Iterable["Marked"]) -> bool:
    """Whether each of several colours is said of skin in its own text, and somebody's looks are spoken of there."""
    units = {mark.unit for mark in marks}
    return len(units) > 1 and all(any(hit.rule == OF_SKIN for hit in view.hits_of_unit[unit]) for unit in units)


def told_in_pictures(view: View, holder: int) -> bool:
    """Whether a scale of skin is called after classes, in code that opens pictures and tells shades in them.

    So it is in the settings of a model for pictures.
    """
    text = view.reading.text or ""
    if holder < 0 or not text or len(text) > LONGEST or of_others(view.path):
        return False
    name = view.symbol(holder).name
    if _barely_called(view, holder) and configured(text):
        return True
    return (_called_after_classes(name) or _is_picked(view, name)) and _tells(text)


def _is_picked(view: View, name: str) -> bool:
    return bool(name) and name.rpartition(".")[2] in picked_lists(view)


def _called_after_classes(name: str) -> bool:
    return _CLASSES.search(name.rpartition(".")[2]) is not None


def _barely_called(view: View, holder: int) -> bool:
    """Whether a list is called so, or is the list of names in a map that is: ``Class_Info = {'name': [...]}``."""
    name = view.symbol(holder).name
    if _BARE.fullmatch(name.rpartition(".")[2]) is not None:
        return True
    above = list(view.ancestors(holder))[:2]
    names = [name, *(view.symbol(one).name for one in above[:-1])]
    return (
        view.symbol(holder).kind is SymbolKind.ARRAY
        and len(above) > 1
        and all(_LISTED.fullmatch(one) is not None for one in names)
        and _BARE.fullmatch(view.symbol(above[-1]).name.rpartition(".")[2]) is not None
    )


@lru_cache(maxsize=8)
def _tells(text: str) -> bool:
    if _TELLS.search(text) is None or _CHOSEN.search(text) is not None:
        return False
    return len({word.lower() for word in PICTURE.findall(text)}) >= PICTURES
