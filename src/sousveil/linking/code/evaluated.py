"""Functions and classes that work a trait out of a face: told by what is called alike, or by what they take.

``face_age_eval``, ``face_gender_eval`` and ``face_race_eval`` are a family: each works one feature out of a picture.
That one of them evaluates a trait is told by the others, which stand in the same table of symbols of a library. So is a
class that turns the label of each category that is told of a face into another value (``codeFromGlassesLabel``).
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
_LABELS = frozenset({"label", "labels", "category", "categories", "class", "classes"})
_TURNS = frozenset({"from", "to"})
_FAMILY = 3
"""So many other features of a look whose labels are turned into values by functions that are called alike."""
_DRAWN = late(r"avatar|emoji|sticker|cartoon|character|player|npc|sims?(?![a-z])", re.IGNORECASE)
"""Whose looks somebody picks."""
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
    if unit.symbol < 0 or view.symbol(unit.symbol).unit != hit.unit:
        return False
    symbol = view.symbol(unit.symbol)
    native = view.reading.reader in NATIVE
    switches = _SWITCHES.fullmatch(unit.text[: hit.start]) is not None and hit.end == len(unit.text)
    if symbol.kind is not SymbolKind.FUNCTION:
        return False
    if _beside_a_vital(view, hit) and _works_out(view, symbol.parent, unit.text, hit):
        around.add({"vital/age-or-sex"}, unit.text)
        return True
    works = (native or switches) and _works_out(view, symbol.parent, unit.text, hit)
    return (works or _turns_a_label(view, hit)) and _of_a_family(view, hit, around, works=works, native=native)


def _of_a_family(view: View, hit: Hit, around: Around, *, works: bool, native: bool) -> bool:
    """Whether others are called alike that work out another feature of a look."""
    alike = _alike(view, view.symbol(view.unit(hit.unit).symbol).parent, hit)
    for text, told in alike:
        around.add(told, text)
    if not works:
        return sum("context/attribute" in told for _, told in alike) >= _FAMILY
    if not native:
        return len(alike) > 1 and around.has(Surrounding.APPEARANCE) > 0
    return around.has(Surrounding.APPEARANCE, Surrounding.VITAL) > 0 and bool(alike)


def _beside_a_vital(view: View, hit: Hit) -> bool:
    """Whether one name says that both are worked out, age or sex and the trait, where faces are looked at."""
    functions = _functions(view)
    own = {tag.concept for tag in view.unit_tags(hit.unit)}
    return functions.faces and "vital/age-or-sex" in own


def _functions(view: View) -> _Functions:
    functions = _known.get(view)
    if functions is None:
        functions = _known[view] = _Functions(view)
    return functions


def _alike(view: View, holder: int, hit: Hit) -> list[tuple[str, frozenset[str]]]:
    """The functions that are called alike but for the feature, with what that is; none where no face is named."""
    functions = _functions(view)
    if not functions.faces:
        return []
    name = view.unit(hit.unit).text
    before, behind = name[: hit.start].lower(), name[hit.end :].lower()
    return [
        (text, told)
        for text, start, end, told in functions.of.get(holder, ())
        if text.startswith(before)
        and text.endswith(behind)
        and len(before) <= start
        and end <= len(text) - len(behind)
        and len(text) - len(before) - len(behind) <= _LONGEST
    ]


def _turns_a_label(view: View, hit: Hit) -> bool:
    """Whether the name of a function says that it turns the label of a category into something, of no drawn face."""
    text = view.unit(hit.unit).text
    told = {*plain_keys(text[: hit.start]), *plain_keys(text[hit.end :])}
    if _TURNS.isdisjoint(told) or _LABELS.isdisjoint(told):
        return False
    holder = view.symbol(view.unit(hit.unit).symbol).parent
    return _DRAWN.search(f"{view.path} {view.symbol(holder).name if holder >= 0 else ''} {text}") is None


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
