"""Models that running code asks a cloud or hub for by name: ``pipeline("image-...", model="x/ethnicity-vit")``.

The name says what the model tells, the code that it is a model and is handed pictures. ``/models/ethnicity-.../`` in an
address is one, the project of a trained detector (``project("hijab-detection")``) another. A model
that reads names of people or other text is none.
"""

import re

from sousveil.linking.code.scripts import PICTURE
from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

WHY = "a model of that name is asked for, and handed pictures"
HERE, NEAR, FAR = 6, 12, 36
"""Lines before and after a name: of its call, of the code around it, and of what makes the request that it is sent."""
_TOLD = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR, Trait.RELIGION})
_TEXTS = frozenset({Role.STRING, Role.VALUE, Role.ITEM})
_TOKEN = late(r"[\w.:/@-]+")
_ASKED = late(
    r"model(?:_?(?:id|name|path|url|version|repo))?[\"']?\s*[=:]|/models?/|from_pretrained\s*\(|(?<![a-z])pipeline\s*\(|\.project\s*\("
    r"|hub_?(?:download|load)|hub\.(?:load|module)|snapshot_download|inference_?client|replicate\.run\s*\(|load_model\s*\(|get_model\s*\("
    r"|post_?model_?outputs|\.infer\s*\(|create_?model\s*\(|api-inference",
    re.IGNORECASE,
)
"""By what a model is asked for by its name."""
_TELLS = late(
    r"recogni|classif|detect|predict|estimat|analy|infer|demograph|(?<![a-z])(?:vit|resnet\d*|clip|swin|convnext|efficientnet|yolo\w*|cnn|model|net|test)(?![a-z])"
    r"|fac(?:e|ial)|image|photo|portrait|attribute|appearance",
    re.IGNORECASE,
)
"""In the name of a model, beside the trait: what it does, or what it is."""
_PEOPLE = late(r"fac(?:e|ial)|human|people|person|age|gender|portrait|classif|recogni", re.IGNORECASE)
"""In the name of a model: what a word that also means a contest is of."""
_OTHERS = late(
    r"(?<![a-z])(?:dog|cat|horse|cattle|cow|bird|animal|pet|car|kart|bike|boat|drone|f1|formula|dnd|fantasy|game)s?(?![a-z])",
    re.IGNORECASE,
)
"""In the name of a model: whose race, or what kind of contest, it is."""
_LOOKS_AT = late(
    r"image-classification|zero-shot-image|image_?classif|image_?processor|feature_?extractor|\.(?:jpe?g|png|webp)(?![a-z])|imread|image_?url"
    r"|(?<![a-z])(?:b64|base64)",
    re.IGNORECASE,
)
_READS = late(
    r"text-classification|tokeni[sz]er|sequence_?classif|(?<![a-z])(?:sur|first_?|last_?|full_?|given_?)names?(?![a-z])|tweets?(?![a-z])|sentence|fill-mask",
    re.IGNORECASE,
)


def asked_for(view: View, hit: Hit) -> bool:
    """Whether a trait's word is in the name of a model that running code asks for and hands pictures to."""
    unit = view.unit(hit.unit)
    if hit.group or hit.trait not in _TOLD or unit.role not in _TEXTS or not view.reading.text or unit.line is None:
        return False
    if hit.trait is Trait.RELIGION and not hit.concept.startswith("proxy/"):
        return False
    token = next((m[0] for m in _TOKEN.finditer(unit.text) if m.start() <= hit.start and hit.end <= m.end()), "")
    return _names_model(token, hit.trait) and _handed_pictures(
        view, unit.line - 1, token, 2 if hit.trait is Trait.RACE else 1
    )


def _names_model(token: str, trait: Trait) -> bool:
    """Whether ``token`` is the name of a model that tells a trait of people."""
    if not re.search(r"[-_/.]", token) or _TELLS.search(token) is None or _READS.search(token) is not None:
        return False
    return trait is not Trait.RACE or (_OTHERS.search(token) is None and _PEOPLE.search(token) is not None)


def _handed_pictures(view: View, line: int, token: str, least: int) -> bool:
    """Whether the model named on ``line`` is asked for there, by code with ``least`` words of pictures around."""
    asks = "\n".join(view.lines[max(0, line - 1) : line + 1])
    if _ASKED.search(asks) is None:
        return False
    here, near, far = (
        "\n".join(view.lines[max(0, line - reach) : line + reach + 1]).replace(token, "") for reach in (HERE, NEAR, FAR)
    )
    if _READS.search(here) or (_READS.search(far) and not _LOOKS_AT.search(near)):
        return False
    return _LOOKS_AT.search(far) is not None or len({found.lower() for found in PICTURE.findall(far)}) >= least
