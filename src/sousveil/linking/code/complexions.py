"""Functions that are called after the colour or tone of somebody's skin, in any language: ``cilt_rengi_tahmin(resim)``.

A *tone* of skin is told of somebody; by the *colour* of skin pixels are found, too: there the name has to say that it
is analysed or classified. What gives back a mask or a picture has found pixels, or made a picture prettier.
"""

import re
from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.linking.lists.tones import shade_of
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.text import TextUnit
from sousveil.model.words import Role, Trait

_ROLES = frozenset({Role.FUNCTION, Role.VARIABLE, Role.IDENTIFIER})
_TONE = late(
    r"skin_?_?(?:tone|hue|shade)|complexion|undertone|fitzpatrick|monk_?(?:scale|tone)|(?:tono|tonalidad)_?(?:de_?)?(?:la_?)?piel"
    r"|(?:tom|tons|tonalidade)_?(?:d[ae]_?)?pele|(?:teint|ton)_?(?:de_?)?(?:la_?)?peau|haut_?t[oy]|huidtint|carnagione|karnacja|ten_?rengi"
    r"|оттен\w+_?кожи|тон_?кожи|색조|גוון",
    re.IGNORECASE,
)
_TELLS = late(
    r"predi[cksz]|[ck]lass?if|sınıfland|siniflandir|infer(?!red)|identif|determin|recogni[sz]"
    r"|tahmin|belirle|bestimm|opredel|raspozn|phan_?loai|du_?doan|识别|識別|判断|分类",
    re.IGNORECASE,
)
"""Words for telling in a name."""
_LOOKS_AT = late(
    r"detec|deteks|tespit|algila|erkenn|estim|anal[iy][sz]|evalu|schaetz|schätz|find|get|extract|check|检测|分析",
    re.IGNORECASE,
)
"""Words for looking at it: the *detection of skin colour* finds pixels, and its *analysis* may give numbers only."""
_WORDS = late(r"return\s+\(?\s*[furb]?[\"'`][^\"'`\n]*[^\W\d_]{3}")
_QUOTED = late(r"[\"'`]([^\"'`\n]{3,24})[\"'`]")
_NUMBERS = late(r"estim|anal[iy][sz]|evalu|schaetz|schätz|分析", re.IGNORECASE)
SHADES = 2
"""So many different shades in the body of a function."""
_ALIVE = late(r"liveness|anti_?spoof|is_?live(?![a-z])|deep_?fake|photo_?attack|presentation_?attack", re.IGNORECASE)
"""What looks at the colour of skin to see whether somebody is there at all."""
_MEASURES = late(
    r"measure|(?<![a-z])(?:mean|average|avg|median|percentile|histogram|calc_?hist|k_?means|cluster\w*)(?:_\w+|[A-Z]\w*)?\s*\(",
    re.IGNORECASE,
)
_PIXELS = late(
    r"return\s+\(?(?:[\w.\[\]]+\s*,\s*){0,3}\w*?(?:mask[ae]?|maschera|pixels?|segment\w*"
    r"|(?<![a-z])(?:img|image|frame|picture|canvas|bitmap|mat|dst|output_?im\w*))\s*(?:[;,)\n]|$)"
    r"|return\s+[\w.]*(?:in_?range|bitwise_\w+)\s*\(",
    re.IGNORECASE,
)
_PART = late(
    r"mask|region|(?<![a-z])area|pixel|layer|segment|range|threshold|filter|adjust|correct|transfer|match|blend|smooth|whiten|augment|thresh|esik",
    re.IGNORECASE,
)
"""In a name: pixels of skin, or what is done to a picture."""
_LABELS = late(r"put_?text|draw_?text|draw_?string", re.IGNORECASE)
_PRETTIER = late(
    r"whiten|beaut[iy]|make_?up|blend|recolou?r|colou?r_?(?:transfer|correct|match)|retouch|relight|face_?swap|inpaint|add_?weighted",
    re.IGNORECASE,
)


def names_tone(unit: TextUnit, hit: Hit) -> bool:
    """Whether a name is called after the tone of skin, which is told of somebody."""
    return _told(unit, hit) and _TONE.search(unit.text) is not None


def names_telling(unit: TextUnit, hit: Hit) -> bool:
    """Whether a name is called after the colour of skin, with a word that says that it is told, or looked at."""
    told = _TELLS.search(unit.text) or _LOOKS_AT.search(unit.text)
    return _told(unit, hit) and told is not None


def gives_words(view: View, unit: TextUnit, body: str) -> bool:
    """Whether a function that is called after the colour of skin tells it in words, as its name says or its body shows.

    One that only detects it must know of several shades; one that analyses or estimates it must give back a word.
    """
    if _TELLS.search(unit.text) is not None:
        return True
    found = {tag.concept for text in _QUOTED.findall(body) for tag in view.tag(text) if shade_of(tag.concept)}
    return len(found) >= SHADES or (_NUMBERS.search(unit.text) is not None and _WORDS.search(body) is not None)


def of_liveness(view: View) -> bool:
    """Whether a file asks if somebody is there at all, which is seen by the colour of skin, too."""
    return _ALIVE.search(view.path) is not None or _alive(view.reading.text)


@lru_cache(maxsize=4)
def _alive(text: str) -> bool:
    return _ALIVE.search(text) is not None


def _told(unit: TextUnit, hit: Hit) -> bool:
    return hit.trait is Trait.SKIN_COLOUR and unit.role in _ROLES and _PART.search(unit.text) is None


def worked_on(body: str, name: str) -> bool:
    """Whether a function measures colours, or hands its picture on to another one that is called after the same."""
    further = rf"{re.escape(name)}\w*\s*\(\s*\w*(?i:im(?:g|age)|photo|frame|face|foto)"
    return _MEASURES.search(body) is not None or re.search(further, body) is not None


def finds_pixels(body: str) -> bool:
    """Whether a function gives back a mask, or a picture that it has written nothing on."""
    return _PIXELS.search(body) is not None and _LABELS.search(body) is None


def makes_prettier(body: str) -> bool:
    """Whether a function changes how skin looks."""
    return _PRETTIER.search(body) is not None
