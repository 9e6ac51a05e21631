"""What is built to tell a trait and taught to: ``class RaceHead(nn.Module)``, data sets of pictures that are labelled.

The heads of one model are classes that are called alike but for the feature: ``AgeHead``, ``GenderHead``, ``RaceHead``.
A data set that is called after a trait, in whose body pictures are opened, is what a model learns the trait from; what
is said there beside the labels, in a remark, is what they are of.
"""

import re

from sousveil.linking.code.scripts import line_of
from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

HEAD = "it is a head of a model for pictures, and others for age, sex or a look are called alike"
TAUGHT = "pictures are opened there for a model to learn it from"
LEAST = 2
"""So many other heads for age, sex or a look."""
BODY = 60
"""Lines of a class in which a picture is opened."""
NEAR = 25
"""Lines around a remark on labels in which a picture is opened."""
LONGEST, REMARK = 400, 60
"""Code points of a line, and of a remark, that are looked at."""
_HEAD = late(r"(?:Head|Classifier|Branch|Predictor|Estimator|Decoder|_head|_classifier|_branch)(?:Net|Model|Module)?$")
_BUILDS = late(r"(?:torch|keras|tensorflow|flax|mlx|MLX|candle|tch|burn|(?<!\w)nn)(?:[.:_]|\b)")
_SEES = late(r"image|picture|photo|(?<![a-z])face|(?-i:\bCLIP\b)|(?<![a-z])vit(?![a-z])|vision", re.IGNORECASE)
_READS = late(r"(?<![a-z])(?:bert|roberta|lstm|tokeni[sz]er|surname|tweet|vocab)", re.IGNORECASE)
_DATA = late(r"(?:Data_?[Ss]et|_dataset|Data_?[Ll]oader|Data_?[Gg]enerator|Data_?[Mm]odule)\w{0,12}$")
_OPENS = late(
    r"\bim_?read\s*\(|\bim_?decode\s*\(|Image\.open\s*\(|\bload_(?:img|image)\s*\(|read_image\s*\(|decode_?(?:image|jpe?g|png)\s*\("
    r"|image::open\s*\(|imdecode|FaceAlign|Image\.load",
)
_LABELS = late(
    r"(?:label|class|categor|target)\w{0,24}(?:\[[^\]\n]{0,40}\])?\s*(?::[^=\n]{1,40})?(?:=(?!=)|=>|:)", re.IGNORECASE
)
_PEOPLE = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})
_OF_A_LOOK = frozenset({"context/attribute", "vital/age-or-sex"})


def built_or_taught(view: View, hit: Hit) -> str:
    """Why what a class or a remark names is told from pictures: a head of a model, or what one learns; else empty."""
    unit = view.unit(hit.unit)
    if hit.trait not in _PEOPLE or hit.group or unit.symbol < 0 or not view.reading.text:
        return ""
    if _of_class(view, hit) and _is_head(view, unit.symbol):
        return HEAD
    if hit.weak:
        return ""
    return TAUGHT if _is_data(view, hit) or _labels_said(view, hit) else ""


def _of_class(view: View, hit: Hit) -> bool:
    """Whether a word stands in the name of a class, or in the remark on it."""
    unit = view.unit(hit.unit)
    return view.symbol(unit.symbol).kind is SymbolKind.RECORD and unit.role in (Role.RECORD, Role.COMMENT)


def _is_head(view: View, symbol: int) -> bool:
    """Whether a class is the head of a model for pictures, among others that are called alike."""
    name = view.symbol(symbol).name
    kind, text = _HEAD.search(name), view.reading.text
    if kind is None or not any(tag.concept.startswith("trait/") for tag in view.tag(name)):
        return False
    if _BUILDS.search(text) is None or _SEES.search(text + view.path) is None or _READS.search(text) is not None:
        return False
    alike = {
        other.name
        for other in view.reading.symbols
        if other.kind is SymbolKind.RECORD and other.name != name and other.name.endswith(kind[0])
    }
    return sum(bool(_OF_A_LOOK & {tag.concept for tag in view.tag(one)}) for one in alike) >= LEAST


def _is_data(view: View, hit: Hit) -> bool:
    """Whether a class is a data set in whose body pictures are opened."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.RECORD or unit.line is None or _DATA.search(unit.text) is None:
        return False
    body = view.lines[unit.line : unit.line + BODY]
    return any(_OPENS.search(line[:LONGEST]) for line in body)


def _labels_said(view: View, hit: Hit) -> bool:
    """Whether a remark behind labels says what they are of, and pictures are opened near."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.COMMENT or unit.line is None or len(unit.text) > REMARK:
        return False
    line = line_of(view, hit)[:LONGEST]
    at = line.find(unit.text.strip())
    if at <= 0 or _LABELS.search(line[:at]) is None:
        return False
    near = view.lines[max(0, unit.line - 1 - NEAR) : unit.line + NEAR]
    return any(_OPENS.search(other[:LONGEST]) for other in near)
