"""Functions and classes that work a trait out of a face: told by what is called alike, or by what they take.

``face_age_eval``, ``face_gender_eval`` and ``face_race_eval`` are a family: each works one feature out of a picture.
That one of them evaluates a trait is told by the others, which stand in the same table of symbols of a library.
"""

import re
from collections import defaultdict
from weakref import WeakKeyDictionary

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.natives import NATIVE
from sousveil.linking.surroundings import Around
from sousveil.matching.words import plain_keys
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

_EVALUATES = ("eval", "estimat", "predict", "classif", "detect", "analy", "infer", "recogn")
"""How words begin that say that something is worked out."""
_GIVES = frozenset({"get", "calc", "compute", "extract"})
_FEATURES = ("attr", "attribute", "attributes", "attrs", "attribution")
_SWITCHES = late(r"(?:set|get|is|enable|use|with|_)*_?detects?_?", re.IGNORECASE)
"""How functions begin that switch on what a detector tells, in whatever language: ``setDetectGlasses``."""
_OF_A_LOOK = frozenset({"context/attribute", "vital/age-or-sex"})
_SEEN = frozenset({"context/face", "context/body"})
_HOLDERS = (SymbolKind.RECORD, SymbolKind.NAMESPACE)
_MOST = 400
"""Functions with features that are compared with one; a library has a dozen."""
_LONGEST = 24
"""Characters of the name of a feature."""


class _Functions:
    """The functions of a view that are called after features of a look, by what they belong to."""

    def __init__(self, view: View) -> None:
        self.of: dict[int, list[tuple[str, int, int, frozenset[str]]]] = defaultdict(list)
        self.faces = "context/face" in {tag.concept for tag in view.tag(view.path.rpartition("/")[2])}
        for symbol in view.reading.symbols:
            if symbol.unit < 0 or symbol.kind not in (SymbolKind.FUNCTION, *_HOLDERS):
                continue
            tags = view.unit_tags(symbol.unit)
            own = {tag.concept for tag in tags}
            self.faces = self.faces or (bool(own & _SEEN) and "context/platform" not in own)
            features = [tag for tag in tags if tag.concept in _OF_A_LOOK]
            if features and symbol.kind is SymbolKind.FUNCTION and len(self.of[symbol.parent]) < _MOST:
                start, end = min(tag.start for tag in features), max(tag.end for tag in features)
                told = frozenset(tag.concept for tag in features)
                self.of[symbol.parent].append((view.unit(symbol.unit).text.lower(), start, end, told))


_known: WeakKeyDictionary[View, _Functions] = WeakKeyDictionary()


def evaluated(view: View, hit: Hit, around: Around) -> bool:
    """Whether a hit names what a native function works out of a face, as others do that are called alike.

    The features that those work out are then noted in ``around``.
    """
    unit = view.unit(hit.unit)
    native = view.reading.reader in NATIVE
    if not native and not (_SWITCHES.fullmatch(unit.text[: hit.start]) and hit.end == len(unit.text)):
        return False
    if unit.symbol < 0 or view.symbol(unit.symbol).unit != hit.unit:
        return False
    symbol = view.symbol(unit.symbol)
    if symbol.kind is not SymbolKind.FUNCTION or not _works_out(view, symbol.parent, unit.text, hit):
        return False
    functions = _known.get(view)
    if functions is None:
        functions = _known[view] = _Functions(view)
    if not functions.faces:
        return False
    before, behind = unit.text[: hit.start].lower(), unit.text[hit.end :].lower()
    alike = [
        (text, told)
        for text, start, end, told in functions.of.get(symbol.parent, ())
        if text.startswith(before)
        and text.endswith(behind)
        and len(before) <= start
        and end <= len(text) - len(behind)
        and len(text) - len(before) - len(behind) <= _LONGEST
    ]
    for text, told in alike:
        around.add(told, text)
    if not native:
        return len(alike) > 1 and around.has(Surrounding.APPEARANCE) > 0
    return around.has(Surrounding.APPEARANCE, Surrounding.VITAL) > 0 and bool(alike)


def _works_out(view: View, holder: int, text: str, hit: Hit) -> bool:
    """Whether the name of a function, or of its class, says that something is worked out."""
    told = [*plain_keys(text[: hit.start]), *plain_keys(text[hit.end :])]
    if holder >= 0 and view.symbol(holder).kind in _HOLDERS:
        told += plain_keys(view.symbol(holder).name)
    return any(word.startswith(_EVALUATES) for word in told) or (
        not _GIVES.isdisjoint(told) and any(word in _FEATURES for word in told)
    )


def takes_faces(view: View, symbol: int) -> bool:
    """Whether a class that is called after working something out has a method that takes a face, or says so."""
    if symbol < 0 or view.symbol(symbol).kind is not SymbolKind.RECORD:
        return False
    if "context/infer" not in view.own_concepts(symbol):
        return False
    for method in view.children.get(symbol, ()):
        if view.symbol(method).kind is SymbolKind.FUNCTION:
            taken = (c for c in view.children.get(method, ()) if view.symbol(c).kind is SymbolKind.PARAMETER)
            for told in (method, *taken):
                own = view.own_concepts(told)
                if own & _SEEN and "context/platform" not in own:
                    return True
    return False
