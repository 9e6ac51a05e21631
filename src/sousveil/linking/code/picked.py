"""The colour of skin that a list's value is called after: ``skin_hue = NAMES[model.predict(crop)]``.

Neither the list nor its values need say of what they are: the name does that the value is given. And a table of shades
in a module of constants is of skin in pictures where code elsewhere looks it up by what a classifier says of a picture.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from weakref import WeakKeyDictionary

from sousveil.linking.code.scripts import PICTURE
from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import Graph, View
from sousveil.linking.surroundings import GIVEN
from sousveil.linking.texts.stating import PICTURES, spoken_of
from sousveil.linking.texts.telling import GIVEN_OUT
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

WHY = "it is given the value of a list that a model's answer picks, where faces and pictures are looked at"
WIDE = 300
"""Code points of a line that are looked at."""
ABOVE = 12
"""Lines above the use of a name on which it is given its value."""
NEAR = 20
"""Lines around the name of a table in which a classifier is asked about pictures."""
SHORTEST = 6
"""Letters of a name that is looked up across files."""
LONGEST = 200_000
"""Code points of a file that is looked through for a name."""
_NAMES = frozenset({Role.IDENTIFIER, Role.VARIABLE, Role.KEY})
_PICKS = (
    r"(?<![\w.]){name}\s*(?::\s*[\w<>?]{{1,30}}\s*)?(?::=|<-|=)(?![=>])\s*(?:this\.|self\.|\$)?"
    r"([A-Za-z_]\w{{2,60}})\s*(?:\[|\.get\(|\.at\()([^\n]*)"
)
_CLASSIFIES = late(r"classif|predict|infer(?:ence)?(?![a-z])|arg_?max|interpreter|detect", re.IGNORECASE)
_TAKEN_IN = late(r"^\s*(?:import|export\s*\{|from|#include|using|use|require|//|#|\*|/\*)")
_CHOSEN = late(r"emoji|avatar|sticker|product|price|cart(?![a-z])|shop", re.IGNORECASE)
"""What has a shade that somebody chose or buys."""


_known: WeakKeyDictionary[View, frozenset[str]] = WeakKeyDictionary()


def picked(view: View, hit: Hit) -> bool:
    """Whether what a hit names was given, on its line or a little above it, what a model's answer picks of a list."""
    unit = view.unit(hit.unit)
    if hit.trait is not Trait.SKIN_COLOUR or unit.role not in _NAMES or unit.line is None or not view.reading.text:
        return False
    if not unit.text.isidentifier() or not list(_lists(view, unit.text, max(1, unit.line - ABOVE), unit.line)):
        return False
    around, pictures = spoken_of(view, unit.line)
    return around.has(Surrounding.FACE) > 0 and pictures >= PICTURES and not around.has(Surrounding.NAMES, *GIVEN)


def picked_lists(view: View) -> frozenset[str]:
    """The names of the lists of which a model's answer picks a value that is called after the colour of skin."""
    if (known := _known.get(view)) is not None:
        return known
    names = {
        view.unit(hit.unit).text
        for hit in view.hits
        if hit.trait is Trait.SKIN_COLOUR and not hit.group and view.unit(hit.unit).role in _NAMES
    }
    told = frozenset(one for name in names if name.isidentifier() for one in _lists(view, name, 1, len(view.lines)))
    _known[view] = told
    return told


def _lists(view: View, name: str, first: int, last: int) -> Iterator[str]:
    given = re.compile(_PICKS.format(name=re.escape(name)))
    for line in view.lines[first - 1 : last] if view.reading.text else ():
        told = given.search(line[:WIDE]) if name in line else None
        if told is not None and GIVEN_OUT.search(told[2]):
            yield told[1]


def classified_elsewhere(graph: Graph, view: View, holder: int) -> bool:
    """Whether a list that is called after the colour of skin is used elsewhere, where pictures are classified."""
    name = view.symbol(holder).name.rpartition(".")[2] if holder >= 0 else ""
    if len(name) < SHORTEST or f"trait/{Trait.SKIN_COLOUR}" not in {tag.concept for tag in view.tag(name)}:
        return False
    return any(
        other is not view and 0 < len(other.reading.text or "") <= LONGEST and _classified(other.reading.text, name)
        for other in graph.views.values()
    )


@lru_cache(maxsize=64)
def _classified(text: str, name: str) -> bool:
    if name not in text or _CLASSIFIES.search(text) is None or _CHOSEN.search(text) is not None:
        return False
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if name in line and _TAKEN_IN.match(line) is None and re.search(rf"\b{re.escape(name)}\b", line[:WIDE]):
            near = "\n".join(told[:WIDE] for told in lines[max(0, number - NEAR) : number + NEAR])
            if _CLASSIFIES.search(near) and PICTURE.search(near):
                return True
    return False
