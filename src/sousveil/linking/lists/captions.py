"""Texts that a picture is compared with: ``"a photo of a black person"``, ``"a photo of a white person"``.

A model that was taught pictures with their captions says how well each of several texts fits a picture; which of them
fits best is what is told of somebody in it. The groups in such texts are no prompts for pictures that are made.
"""

import re
from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.linking.lists.scheme import Scheme
from sousveil.model.late import late

WHY = "a picture is compared with a text for each of them, and the one that fits best is told"
SEVERAL = 2
"""So many groups have a text of that kind."""
LONGEST = 200
"""Code points of such a text."""
REACH = 60_000
"""Code points of code that is looked through."""
_CAPTION = late(
    r"(?<![a-z])(?:photo(?:graph)?|picture|image|portrait|mug_?shot|head_?shot|selfie|close-?up|face|snapshot)s?"
    r"\s+(?:of|showing|depicting|with)\s+(?:an?|the|one)\s",
    re.IGNORECASE,
)
_OF_PEOPLE = late(
    r"(?<![a-z])(?:person|people|man|men|woman|women|boy|girl|child|individual|face|human)(?![a-z])", re.IGNORECASE
)
_COMPARES = late(
    r"logits_per_(?:image|text)|encode_text|encode_image|get_(?:text|image)_features|CLIPModel|CLIPProcessor|open_?clip"
    r"|(?<![a-z])clip\.(?:load|tokenize)|zero[-_]shot[-_]image[-_]classification|candidate_?labels|SiglipModel|AlignModel"
    r"|CLIPVisionModel|CLIPTextModel",
    re.IGNORECASE,
)
_MAKES = late(r"diffus|txt2img|text[-_]?to[-_]?image|negative_prompt|(?<![a-z])dall-?e|generate_images?", re.IGNORECASE)


def compared(view: View, scheme: Scheme) -> bool:
    """Whether the groups of a list stand in captions, one for each, that code compares with a picture."""
    texts = {view.unit(mark.unit).text: mark.group for mark in scheme.marks}
    captions = {
        group
        for text, group in texts.items()
        if len(text) <= LONGEST and _CAPTION.search(text) and _OF_PEOPLE.search(text)
    }
    return len(captions) >= SEVERAL and compares(view.reading.text or "")


@lru_cache(maxsize=8)
def compares(text: str) -> bool:
    """Whether code asks a model how well texts fit a picture, and has none made."""
    text = text[:REACH]
    return _COMPARES.search(text) is not None and _MAKES.search(text) is None
