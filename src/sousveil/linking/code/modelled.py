"""Names of models in running code: one for each feature of a look, or one name for several of them.

``age_model_path``, ``emotion_model_path`` and ``race_model_path`` name a model each, and are called alike but for the
feature. ``"age-gender-ethnicity"`` is the name of one model that tells all three.
"""

import re

from sousveil.linking.code.scripts import line_of
from sousveil.linking.graph import View
from sousveil.linking.surroundings import Around
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

WHY = "models for other features of a look are called alike beside it"
NEAR = 40
"""Lines before and after a name in which the others stand."""
LEAST = 2
"""So many other features have a model beside it, and one of them is no age and no sex: those stand in any survey."""
_NAMES = frozenset(
    {Role.VARIABLE, Role.IDENTIFIER, Role.KEY, Role.PARAMETER, Role.FIELD, Role.CONSTANT, Role.STRING, Role.FUNCTION}
)
_BEHIND = late(
    r"[_\- ]?(?:model|net|network|classifier|clf|predictor|recogni[sz]er|detector|session)"
    r"(?:[_\- ]?(?:path|file|name|weights|dir|url|onnx|interpreter|engine))?\d?",
    re.IGNORECASE,
)
_OF_A_LOOK = frozenset({"context/attribute", "vital/age-or-sex"})
_SEEN = frozenset({"context/face", "context/body"})
_JOINED = late(r"[A-Za-z]+(?:[-_+&][A-Za-z]+){2,5}(?:[-_.]v?\d[\d.]*)?")
_OF_A_MODEL = late(r"model|classif|detector|network|onnx|tflite|predict|infer", re.IGNORECASE)
_KEPT = late(
    r"(?:[\w.-]+[/\\]{1,2})*(?:[\w.-]*[\W\d_])?(?:nets?|models?|cnn|classifier|clf|svm)(?:[\W\d_][\w.-]*)?\.(?:mat|rds|rdata|jld2|bson|sav)",
    re.IGNORECASE,
)
"""The path of a model where a language keeps models in files for anything: it is called a model, or a net."""


def keeps_model(text: str) -> bool:
    """Whether a text is the name of a file for anything, in MATLAB, R or Julia, that is called after a model in it."""
    return _KEPT.fullmatch(text) is not None


def models_beside(view: View, hit: Hit) -> Around | None:
    """What models for other features of a look speak for, where a name is a model's like theirs; else ``None``."""
    unit = view.unit(hit.unit)
    behind = unit.text[hit.end :]
    if unit.role not in _NAMES or unit.line is None or not _BEHIND.fullmatch(behind):
        return None
    before = unit.text[: hit.start].lower()
    around = Around()
    told: dict[str, frozenset[str]] = {}
    for other in view.units_between(unit.line - NEAR, unit.line + NEAR):
        text = view.unit(other).text.lower()
        if view.unit(other).role not in _NAMES or not (text.startswith(before) and text.endswith(behind.lower())):
            continue
        core = text[len(before) : len(text) - len(behind)]
        concepts = frozenset(tag.concept for tag in view.tag(core)) & (_OF_A_LOOK | _SEEN) if core.isalpha() else None
        if concepts:
            told[core] = concepts
            around.add(concepts, text)
    plain = sum(bool(concepts & _OF_A_LOOK) for concepts in told.values())
    look = any("vital/age-or-sex" not in concepts for concepts in told.values())
    return around if plain >= LEAST and look else None


def names_model(view: View, hit: Hit) -> bool:
    """Whether a text is the name of one model for several features of a look, the trait among them."""
    unit = view.unit(hit.unit)
    if unit.role not in (Role.STRING, Role.VALUE) or not _JOINED.fullmatch(unit.text):
        return False
    features = [part for part in re.split(r"[-_+&]", unit.text) if _OF_A_LOOK & {t.concept for t in view.tag(part)}]
    return len(features) >= LEAST and _OF_A_MODEL.search(line_of(view, hit)) is not None
