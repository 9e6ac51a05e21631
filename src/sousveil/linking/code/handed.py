"""What is handed a picture and called after what it tells of it: ``func getEthnicity(of image: UIImage)``.

A name of telling (``predict``) says it by itself; one of asking (``get``) where its body asks a model or a service.
What reads a card, a chart or a scan is handed a picture of something else, and a function for pictures of a group
(``getEthnicityIcon``) tells nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sousveil.linking.code.complexions import (
    finds_pixels,
    gives_words,
    makes_prettier,
    names_telling,
    names_tone,
    of_liveness,
    worked_on,
)
from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import near
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.text import TextUnit
from sousveil.model.words import Role, Trait

WHY = "a function of that name is handed a picture"
MEASURED = "it is looked up by what is measured in a picture, the nearest of some tones of skin"
_PATHS = frozenset({Role.STRING, Role.ATTRIBUTE, Role.VALUE})
_OTHERWISE = (Surrounding.DOCUMENT, Surrounding.MEDICAL, Surrounding.CENSUS, Surrounding.NAMES)
HEAD, BODY, NEAR, HANDLER = 6, 45, 15, 12
"""Lines that a head, and a body, are looked for in, and that stand around a call."""
_TOLD = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.RELIGION})
_MEASURES = late(
    r"dominant|k_?means|(?:mean|average|avg|median)_?colou?r|rgb2lab|2lab\b|(?<![a-z])ita(?![a-z])|luminance",
    re.IGNORECASE,
)
"""How the tone of somebody's skin is measured without a model."""
_NEAREST = late(r"closest|nearest|euclid|delta_?e(?![a-z])|min_?dist|arg_?min", re.IGNORECASE)
_GIVEN = late(r"^\s*(?::\s*\w+\s*)?:?=(?!=)\s*\S*[\[(]")
_CHOSEN = late(r"random|emoji|avatar|sticker", re.IGNORECASE)
"""A tone that somebody picks, or nobody has."""
_MODEL = late(
    r"model|(?<![a-z])(?:net|cnn|pipe|vit|clf)(?![a-z])|network|classif|predictor|detector|recogni[sz]er|estimator|pipeline"
)
_MODEL_OF = late(
    r"_*(?:(?:dl|trained|loaded|my)_?)?(?:model|net|network|cnn|classifier|predictor|clf|session|interpreter)_*(?:for_|of_)?"
)
"""The name of a model up to what it is for, where that stands behind: ``net_ethnicity``."""
_ASKED = late(
    r"\b(?=(?P<name>[^\W\d]\w*+)(?P<does>(?:(?:\.|::)(?:shared|sharedInstance|default|[iI]nstance|INSTANCE|getInstance)(?:\(\))?)?"
    r"\s?(?:\.|->)\s?\w{0,20}(?i:predict|detect|classif|infer|run|forward|process|analy|recogni|estimat)\w{0,20})?"
    r"\s?\((?P<all>[^)\n]{0,200}))"
)
"""A call, and that of what a model does, or the one model that there is: one in the other, too."""
_HANDED_ON = late(
    r"(?<![.\w])(?:\w+(?:\.|::))?\w{0,20}(?i:predict|classif|infer|forward|run_?model|recogni[sz]|estimat|evaluate|analy[sz])\w{0,20}[!.]?"
    r"\s?\(\s*(?:&|self\.|this\.)?(?P<name>[^\W\d]\w*)\s*,\s*(?P<all>[^)\n]{0,200})"
)
"""A call of what a model does, which takes the model first: ``classify(net, picture)``."""
_FACE_CROP = late(
    r"(?<![A-Za-z])(?:face|head|crop|roi)s?(?:_?(?:crop|roi|img|patch|tensor|blob))?\s*(?:[{\[(][\w\s:,]*[}\])]?)?\s*(?:,|$)"
)
"""A face alone, or one of several, that is handed to a model: what was cut out of a picture."""
WIDE = 400
"""Characters of a line around."""
_NAMES = frozenset({Role.FUNCTION, Role.VARIABLE, Role.IDENTIFIER, Role.CONSTANT})
_TELLS = late(
    r"predict|detect|classif|recogni[stz]|estimat|infer(?!red)|analy[sz]|identif|guess|determin|prediz|detec[tc]|reconoc|reconhec|clasific"
    r"|klassif|klasif|prediks|deteks|kenali|anali[sz]|tahmin|tespit|belirle|s[ıi]n[ıi]fland|erkenn|bestimm|sch(?:ae|ä)tz"
    r"|opredel|raspozn|phan_?loai|du_?doan|nhan_?(?:dien|dang)|rozpozna|klasyfik"
    r"|识别|识別|检测|判断",
    re.IGNORECASE,
)
_ASKS = late(
    r"^_*(?:get|fetch|find|check|ask|compute|calculate|extract|obtain|measure|post|run|obtener|obter|pegar|dapatkan|lay"
    r"|calcular|calculer|extraer|extrair|extraire|medir|mesurer|mengukur|hitung|berechne|ermittle)",
    re.IGNORECASE,
)
_ASKS_BEHIND = late(r"^_?(?:bul|hesapla|getir|cikar|çıkar)(?![a-z])", re.IGNORECASE)
"""The same where the verb stands last, as in Turkish."""
_CLAIMS = late(r"^_*(?:is|are|has|wears?|wearing)_?$", re.IGNORECASE)
"""A question that is answered by looking: ``wearsHijab``."""
_OF = late(r"^_?(?:[Oo]f|[Ff]rom|[Ff]or|[Ii]n)(?:_|(?=[A-Z])|$)")
"""What it is told of: ``ethnicityOf``, ``race_from_face``; no ``ethnicity_info``."""
_FROM = late(
    r"^_?(?:from|From|of|Of)_?(?:[A-Z]\w*?|\w+_)??(?:path|file|url|uri|bytes|image|img|photo|picture|frame|face|b64|base64)s?$",
    re.IGNORECASE,
)
"""What it is told of stands behind: ``skin_tone_from_files``."""
_TURNS = late(
    r"(?:face|image|img|photo|picture|pic|frame|portrait|selfie)s?_?(?:2|to)_?$",
    re.IGNORECASE,
)
"""A name of making one of the other: ``face2race``, ``image_to_ethnicity``."""
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
_CLASS = late(r"^\s*(?:[a-z]+\s+){0,4}(?:class|struct|interface|object|trait|enum)\s+\w", re.MULTILINE)
_NEXT = late(
    r"^\s*(?:@|\[)?(?:\w+\.|Route::)?(?:post|get|put|route|delete|\w+_?mapping|handle_?func)\s*\(",
    re.MULTILINE | re.IGNORECASE,
)
_CONTEST = late(
    r"winn|result|time|track|condition|lap|start|finish|number|bib|car|event|day|pace|position|odds|driver|horse",
    re.IGNORECASE,
)
_SOMEBODY = late(
    r"(?<![A-Za-z])(?i:face|facial|person|human|people)(?![a-z])|(?<=[a-z])(?:Face|Person|Human|People)(?![a-z])"
)
_PEOPLE = late(
    r"(?<![A-Za-z])(?i:faces?|facial|persons?|people|humans?|gender|sex|ages?|ethnic\w*|skin|selfies?|asians?|africans?|caucasians?"
    r"|latinos?|deepface|fairface|utkface)(?![a-z])|(?<=[a-z])(?:Face|Person|Human|Gender|Age|Skin)(?![a-z])"
)
_METHOD = late(
    r"^[ \t]+(?:[\w<>.,?\[\]*&@]+[ \t]+){0,6}(?!(?:if|for|while|switch|return|catch)\b)\w+[ \t]?"
    r"\((?P<all>[^)\n]+)\)[^;\n]{0,60}[:{]?[ \t]*$",
    re.MULTILINE,
)
"""The head of a method in the body of a class."""
_ROUTE = late(
    r"(?:(?:\.|::|@|\[)(?:http_?)?(?:post|put|route|any|handle_?func|(?:post|request)_?mapping)\s*\(|path\s*\(|@(?:Post|Path)\s*\()"
    r"[^()\n]{0,40}$",
    re.IGNORECASE,
)
"""What stands before the path under which a server takes something."""
_PICTURE = late(
    r"(?<![a-z])(?:imgs?|images?|photos?|pictures?|pics?|frames?|bitmaps?|selfies?|portraits?|webcam|videos?|pixels|snapshots?|jpe?gs?|pngs?|fotos?|imagem|imagens?|imagen|imagenes|bild"
    r"|gambar|citra|resim|g[oö]r[uü]nt[uü]|zdj[eę]cie|afbeelding|immagine|hinh_?anh|face_?(?:img|image|crop|roi|pixels|photo)|cropped_?(?:face|image)|image_?(?:path|file|url|data|bytes|b64|base64))(?![a-z]|_?[Ii]ds?(?![a-z]))"
    r"|UIImage|CGImage|CIImage|CVPixelBuffer|BufferedImage|ImageProxy|InputImage|(?<![A-Za-z])(?:Bitmap|Mat|Image|PImage|XFile)(?![A-Za-z])"
    r"|(?:face|person|user|input|camera|captured)(?:Img|Image|Photo|Picture|Bitmap|Crop|Frame)(?!Id)",
)
_MODELS = late(
    r"predict|classif|infer(?:ence)?\b|argmax|softmax|interpreter|forward\s*\(|deepface|onnx|session\.run|analy[sz]e\s*\(|\.process\s*\("
    r"|(?:model|net|network|engine)\s?(?:\.|->|::)\s?run|fetch\s*\(|axios|https?\b|url_?request|URLSession|requests?\.post|\.post\s*\(|multipart|vncoremlrequest|gpt|gemini|openai|claude|llava",
    re.IGNORECASE,
)
_ELSE = late(
    r"(?<![a-z])(?:ocr|tesseract|mrz|passport|id_?cards?|identity_?card|licen[cs]e|barcode|qr_?code|document(?!\.)|x_?-?ray|radiograph|fundus|retina"
    r"|dicom|histolog|mammogra|mri|ct_?scan|ecg|pelvi[sc]|skull|sprite|texture|comic|anime|character|horse|dog|cat(?!\s*\()|cattle|car|kart|chart|scoreboard)"
    r"(?![a-z])",
    re.IGNORECASE,
)


def handed_picture(view: View, hit: Hit) -> str:
    """Why a trait's word is the name of what tells the trait of a picture that it is handed; empty where it is not."""
    unit = view.unit(hit.unit)
    of_skin = names_tone(unit, hit)
    told = hit.trait in _TOLD and (not hit.group or _a_people(unit, hit))
    if not (told or of_skin or names_telling(unit, hit)) or unit.line is None or not view.reading.text:
        return ""
    measured = unit.role is Role.VARIABLE and of_skin
    if unit.role is Role.RECORD:
        found = _class_takes_picture(view, hit)
    elif measured:
        found = _tone_measured(view, unit)
    elif unit.role in _PATHS:
        found = _server_takes_picture(view, hit)
    else:
        found = unit.role in _NAMES and (_function_tells(view, hit) or _model_asked(view, hit))
    if not found or near(view, hit.unit).has(*_OTHERWISE):
        return ""
    return MEASURED if measured else WHY


def _a_people(unit: TextUnit, hit: Hit) -> bool:
    """Whether it is a people that is told of a face or a person: a language and a script may be of that name, too."""
    beside = unit.text[: hit.start] + " " + unit.text[hit.end :]
    return not hit.weak and unit.role in _NAMES and _SOMEBODY.search(beside) is not None


def _function_tells(view: View, hit: Hit) -> bool:
    """Whether it is the name of a function, in its head, that tells the trait of a picture."""
    unit = view.unit(hit.unit)
    verb, rest = unit.text[: hit.start], unit.text[hit.end :]
    tells = (_TELLS.search(unit.text) or _TURNS.search(verb) or _CLAIMS.match(verb)) is not None
    asks = (_ASKS.match(verb) or _ASKS_BEHIND.match(rest)) is not None
    if hit.trait is Trait.RACE and (_CONTEST.search(verb + rest) or not _of_people(view)):
        return False
    if _MADE.match(verb) or (_THINGS.search(rest) and not _FROM.match(rest)) or not (tells or asks or _OF.match(rest)):
        return False
    if not _takes_picture(view, unit) or (hit.concept.startswith("proxy/") and not tells):
        return False
    body = _lines(view, unit, 0, BODY)
    if _ELSE.search(body) is not None:
        return False
    if hit.trait is Trait.SKIN_COLOUR:
        return _tells_of_skin(view, hit, body, tells=tells)
    return tells or _MODELS.search(body) is not None


def _tells_of_skin(view: View, hit: Hit, body: str, *, tells: bool) -> bool:
    """Whether a function that is called after the colour of skin tells it of somebody, and finds no pixels by it."""
    unit = view.unit(hit.unit)
    tone = names_tone(unit, hit)
    if tone and tells:
        return True
    if finds_pixels(body) or makes_prettier(body) or of_liveness(view):
        return False
    if not tone:
        return gives_words(view, unit, body)
    inside = body.partition("\n")[2]
    works = _MODELS.search(body) or _MEASURES.search(body) or worked_on(inside, unit.text[hit.start : hit.end])
    return bool(works)


def _of_people(view: View) -> bool:
    """Whether a file speaks of people at all: where none does, a race is run, or is the breed of a dog."""
    if _speaks(view.path) or _speaks(view.reading.text):
        return True
    texts = ((hit, view.unit(hit.unit).text[hit.start : hit.end]) for hit in view.hits if not hit.weak)
    return any(hit.trait is not Trait.RACE or not text.isascii() for hit, text in texts)


@lru_cache(maxsize=4)
def _speaks(text: str) -> bool:
    return _PEOPLE.search(text) is not None


def _tone_measured(view: View, unit: TextUnit) -> bool:
    """Whether the tone of somebody's skin is looked up by what was measured in a picture: the nearest of some."""
    line = unit.line or 1
    given = _GIVEN.search(view.lines[line - 1][:WIDE].partition(unit.text)[2]) if line <= len(view.lines) else None
    if given is None:
        return False
    pictures, measured, others = (
        bisect_left(lines, line - NEAR) < bisect_right(lines, line + NEAR) for lines in _measuring(view.reading.text)
    )
    return pictures and measured and not others


@lru_cache(maxsize=4)
def _measuring(text: str) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """The lines of a file that speak of pictures, those on which colours are measured, and those of something else."""
    found: tuple[list[int], list[int], list[int]] = ([], [], [])
    for number, line in enumerate(text.split("\n"), 1):
        for lines, patterns in zip(found, ((_PICTURE,), (_MEASURES, _NEAREST), (_ELSE, _CHOSEN)), strict=True):
            if any(pattern.search(line[:WIDE]) is not None for pattern in patterns):
                lines.append(number)
    return found


def _model_asked(view: View, hit: Hit) -> bool:
    """Whether it is the name of a model that is asked about a picture: ``ethnicity_model.predict(image)``."""
    unit = view.unit(hit.unit)
    called = _MODEL.search(unit.text[hit.end :].lower()) or _MODEL_OF.fullmatch(unit.text[: hit.start].lower())
    if not unit.text.isidentifier() or called is None:
        return False
    for line in _handed_in(view.reading.text).get(unit.text, ()):
        around = "\n".join(told[:WIDE] for told in view.lines[max(0, line - 1 - NEAR) : line + NEAR])
        if _ELSE.search(around) is None:
            return True
    return False


@lru_cache(maxsize=4)
def _handed_in(text: str) -> Mapping[str, Sequence[int]]:
    """The lines of a file on which something is called with a picture, by the names that are called."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    line, reached = 1, 0
    for call in _HANDED_ON.finditer(text):
        if _PICTURE.search(call["all"]) is not None or _FACE_CROP.match(call["all"]) is not None:
            line, reached = line + text.count("\n", reached, call.start()), call.start()
            found[call["name"]][line] = None
    line, reached = 1, 0
    for call in _ASKED.finditer(text):
        taken = call["all"] if call["does"] else "" if call["name"][:1].isupper() else call["all"].partition(",")[0]
        if (call["does"] is None and ":" in taken) or "=" in taken:
            continue  # a record of data is made
        if _PICTURE.search(taken) is not None:
            line, reached = line + text.count("\n", reached, call.start()), call.start()
            found[call["name"]][line] = None
    return {name: tuple(lines) for name, lines in found.items()}


def _class_takes_picture(view: View, hit: Hit) -> bool:
    """Whether a class is called after telling the trait, and one of its methods takes a picture."""
    unit = view.unit(hit.unit)
    if _TELLS.search(unit.text[hit.end :]) is None:  # a model may be one of data
        return False
    body = _CLASS.split(_lines(view, unit, 1, BODY))[0]
    return _ELSE.search(body) is None and any(_PICTURE.search(one["all"]) for one in _METHOD.finditer(body))


def _server_takes_picture(view: View, hit: Hit) -> bool:
    """Whether it is in the path under which a server takes a picture, with what it does: ``/detect/ethnicity``."""
    unit = view.unit(hit.unit)
    line = _lines(view, unit, 0, 1)
    at = line.find(unit.text)
    if "/" not in unit.text or at < 0 or _ROUTE.search(line[:at].rstrip("\"'`")) is None:
        return False
    if _TELLS.search(unit.text) is None and _MODEL.search(unit.text) is None:
        return False
    body = _NEXT.split(_lines(view, unit, 1, HANDLER))[0]
    return (
        _ELSE.search(body) is None
        and _MODELS.search(body) is not None
        and _PICTURE.search(line[at:] + body) is not None
    )


def _lines(view: View, unit: TextUnit, first: int, last: int) -> str:
    line = (unit.line or 1) - 1
    return "\n".join(told[:WIDE] for told in view.lines[line + first : line + last])


def _takes_picture(view: View, unit: TextUnit) -> bool:
    """Whether the head of a function of this name is written here, with a picture among what it takes."""
    head = _lines(view, unit, 0, HEAD)
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
