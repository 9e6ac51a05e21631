"""Functions that are handed a picture and called after what they tell of it: ``func getEthnicity(of image: UIImage)``.

A name of telling (``predict``) says it by itself; one of asking (``get``) where its body asks a model or a service.
What reads a card, a chart or a scan is handed a picture of something else, and a function for pictures of a group
(``getEthnicityIcon``) tells nothing.
"""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import near
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.text import TextUnit
from sousveil.model.words import Role, Trait

WHY = "a function of that name is handed a picture"
_OTHERWISE = (Surrounding.DOCUMENT, Surrounding.MEDICAL, Surrounding.CENSUS, Surrounding.NAMES)
HEAD, BODY = 6, 45
"""Lines that a head, and a body, are looked for in."""
_TOLD = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.RELIGION})
_NAMES = frozenset({Role.FUNCTION, Role.VARIABLE, Role.IDENTIFIER, Role.CONSTANT})
_TELLS = late(
    r"predict|detect|classif|recogni[sz]|estimat|infer(?!red)|analy[sz]|identif|guess|determin|prediz|detec[tc]|reconoc|reconhec|clasific"
    r"|识别|识別|检测|判断",
    re.IGNORECASE,
)
_ASKS = late(
    r"^_*(?:get|fetch|find|check|ask|compute|calculate|extract|obtain|post|run|obtener|obter|pegar|dapatkan|lay)",
    re.IGNORECASE,
)
_THINGS = late(
    r"(?:icon|image|img|photo|picture|avatar|logo|banner|flag|list|options?|labels?|names?|ids?|codes?|count|stat(?:s|istics)?|bias"
    r"|dataset|loader|url|path|file|folder|dir|chart|plot|color|colour)s?$",
    re.IGNORECASE,
)
"""What a function gives that is named after a trait, and is not the trait."""
_MADE = late(
    r"(?<![a-z])(?:set|save|store|upload|update|add|delete|remove|draw|plot|show|render|load|read|write|test|generat\w*|chang\w*|swap|edit)",
    re.IGNORECASE,
)
"""What a function does that tells nothing."""
_PARAMETERS = late(
    r"\s*(?:<[^<>()]*>)?\s*(?::[^=()]{0,60})?(?:(?:=|<-)\s*(?:async\s*)?(?:function\s*\w*\s*)?)?(?:\(|:\s*\()(?P<all>[^\n)]*(?:\n[^)\n]*){0,4})\)?"
)
_DEFINES = late(r"(?:^|[^\w.])(?:def|func?|function|fn|sub|proc)\s[^()\n]*$|^\s*[-+]\s*\([^()]*\)\s*$")
"""What stands before the name of a function in its own head; a method of Objective-C among them."""
_OPENS = late(r"^\)?[^;\n]{0,60}?(?:\{|=>)\s*$", re.MULTILINE)
"""What stands after the parameters of one that has no word for it before its name."""
_TYPED = late(r"^\s*(?:[\w.<>,?\[\]]+\s+)+$")
_PICTURE = late(
    r"(?<![a-z])(?:imgs?|images?|photos?|pictures?|pics?|frames?|bitmaps?|selfies?|portraits?|webcam|snapshots?|fotos?|imagem|imagens?|bild"
    r"|gambar|resim|face_?(?:img|image|crop|roi|pixels|photo)|cropped_?(?:face|image)|image_?(?:path|file|url|data|bytes|b64|base64))(?![a-z]|_?[Ii]ds?(?![a-z]))"
    r"|UIImage|CGImage|CIImage|CVPixelBuffer|BufferedImage|ImageProxy|InputImage|(?<![A-Za-z])(?:Bitmap|Mat|Image|PImage|XFile)(?![A-Za-z])"
    r"|(?:face|person|user|input|camera|captured)(?:Img|Image|Photo|Picture|Bitmap|Crop|Frame)(?!Id)",
)
_MODELS = late(
    r"predict|classif|infer(?:ence)?\b|argmax|softmax|interpreter|forward\s*\(|deepface|onnx|session\.run|analy[sz]e\s*\(|\.process\s*\("
    r"|fetch\s*\(|axios|https?\b|url_?request|URLSession|requests?\.post|\.post\s*\(|multipart|vncoremlrequest|gpt|gemini|openai|claude|llava",
    re.IGNORECASE,
)
_ELSE = late(
    r"(?<![a-z])(?:ocr|tesseract|mrz|passport|id_?cards?|identity_?card|licen[cs]e|barcode|qr_?code|document(?!\.)|x_?-?ray|radiograph|fundus|retina"
    r"|dicom|histolog|mammogra|mri|ct_?scan|ecg|pelvi[sc]|skull|sprite|texture|comic|anime|character|horse|dog|cat(?!\s*\()|cattle|car|kart|chart|scoreboard)"
    r"(?![a-z])",
    re.IGNORECASE,
)


def handed_picture(view: View, hit: Hit) -> bool:
    """Whether a trait's word is in the name of a function that is handed a picture of somebody and tells the trait."""
    unit = view.unit(hit.unit)
    if hit.group or hit.trait not in _TOLD or unit.role not in _NAMES or unit.line is None or not view.reading.text:
        return False
    verb, rest = unit.text[: hit.start], unit.text[hit.end :]
    tells = (_TELLS.search(verb) or _TELLS.search(rest)) is not None
    if _MADE.match(verb) or _THINGS.search(rest) or not (tells or _ASKS.match(verb)):
        return False
    if not _takes_picture(view, unit) or (hit.concept.startswith("proxy/") and not tells):
        return False
    body = "\n".join(view.lines[unit.line - 1 : unit.line - 1 + BODY])
    if _ELSE.search(body) is not None or not (tells or _MODELS.search(body)):
        return False
    return not near(view, hit.unit).has(
        Surrounding.DOCUMENT, Surrounding.MEDICAL, Surrounding.CENSUS, Surrounding.NAMES
    )


def _takes_picture(view: View, unit: TextUnit) -> bool:
    """Whether the head of a function of this name is written here, with a picture among what it takes."""
    line = (unit.line or 1) - 1
    head = "\n".join(view.lines[line : line + HEAD])
    named = re.search(rf"\b{re.escape(unit.text)}\b", head)
    given = _PARAMETERS.match(head, named.end()) if named is not None else None
    if named is None or given is None or _PICTURE.search(given["all"]) is None:
        return False
    if unit.role is Role.FUNCTION:
        return True
    before, between, after = head[: named.start()], head[named.end() : given.start("all")], head[given.end("all") :]
    if _DEFINES.search(before) or re.search(r"(?:=|<-)\s*(?:async|function|\()", between):
        return True
    return _TYPED.match(before) is not None and _OPENS.match(after) is not None
