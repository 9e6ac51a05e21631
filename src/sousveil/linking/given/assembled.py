"""Faces that are put together of drawn parts, and figures that are modelled of meshes: nobody is looked at for either.

A generator of avatars lists the mouths, eyes, hats and hair that it has, as numbered variants, with a colour for each
part, or out of a tool for drawing; a program that models bodies has meshes, bones and morphs. Where a file speaks of a
camera, or of detecting or predicting, nothing is said.
"""

import re
from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.model.late import late

WHY = "faces are put together of drawn parts there, or bodies modelled of meshes, and nothing looks at anybody"
LONGEST = 400_000
"""Code points of a file that is looked through."""
PARTS = 3
"""So many different parts of a face are named where one is put together."""
VARIANTS = 3
"""So many different numbered variants are those of parts."""
COLOURS = 2
"""So many parts with a colour of their own, of such as no picture of somebody is asked for."""
SHAPED = 4
"""So many different words of modelling."""
_PART = late(
    r"(?<![a-z])(?:mouth|eyes?|eye_?brows?|nose|ears?|hair|beard|facial_?hair|glasses|ear_?rings?|hat|head|cloth(?:es|ing)|accessor(?:y|ies)"
    r"|freckles|cheeks?|shirt|top)(?![a-z])",
    re.IGNORECASE,
)
_VARIANT = late(r"[\"'](?:variant|style|option|part|shape|type)[_-]?\d+[\"']", re.IGNORECASE)
_COLOURED = late(
    r"(?<![a-z])(hat|accessor(?:y|ies)|base|mouth|ear_?rings?|nose|glasses|cloth(?:es|ing)|shirt|top)_?colou?rs?(?![a-z])",
    re.IGNORECASE,
)
_SVG = late(r"\"<svg[\s>]")
_TOOL = late(r"figma|inkscape|illustrator|lottie", re.IGNORECASE)
"""A tool in which things are drawn."""
_LOOKS = late(
    r"web_?cam|cctv|selfie|surveil|detect|recogni[sz]|predict|deepface|insightface|opencv|(?<![a-z])cv2|mediapipe|(?<![a-z])infer(?!no)",
    re.IGNORECASE,
)
"""What looks at somebody."""
_LOOKS_TOO = late(r"camera|classif|analy[sz]|confidence", re.IGNORECASE)
"""The same, but for what a modelled figure is seen by and sorted into as well."""
_SHAPES = late(
    r"(?<![a-z])(?:mesh(?:es)?|skeletons?|vertex|vertices|rigg?(?:ed|ing)?|morphs?|blend_?shapes?|bvh|polygons?|uv_?maps?|modifiers?"
    r"|bones?|armatures?|sculpt\w*)(?![a-z])",
    re.IGNORECASE,
)
_STARTS = late(r"(?<=[a-z0-9])(?=[A-Z])")


def assembled(view: View) -> bool:
    """Whether a file lists the parts that faces are put together of, or models bodies."""
    text = view.reading.text
    return 0 < len(text) <= LONGEST and _is_assembled(text)


@lru_cache(maxsize=8)
def _is_assembled(text: str) -> bool:
    if _LOOKS.search(text) is not None:
        return False
    if len({word.lower() for word in _SHAPES.findall(text)}) >= SHAPED:
        return True
    if _LOOKS_TOO.search(text) is not None:
        return False
    drawn = any(sign.search(text) is not None for sign in (_SVG, _TOOL)) or len(set(_VARIANT.findall(text))) >= VARIANTS
    words = _STARTS.sub("_", text)
    if not drawn and len({part.lower() for part in _COLOURED.findall(words)}) < COLOURS:
        return False
    return len({part.lower() for part in _PART.findall(words)}) >= PARTS
