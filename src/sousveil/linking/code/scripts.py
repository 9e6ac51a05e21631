"""Running code that tells a trait from pictures: scripts without a record, where names and lines say all there is.

A script opens pictures, asks a model, and calls what comes out *race*, beside *age* or *sex*. No face need be named.
"""

import re
from functools import lru_cache

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import Around
from sousveil.linking.taming import before
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

PICTURES, MODELS, FIRM = 3, 2, 3
"""So many different things that speak of pictures, and of a model or what it gives out."""
_BODY = 120
"""Lines of a function before a place that are looked at."""
PICTURED = "pictures are opened and a model is asked beside it, and nothing that people fill in"
PICTURE = late(
    r"image|photo|picture|webcam|camera|video|cv2|imagem|(?<![a-z])(?:imgs?|frames?|foto|bild|gambar)(?![a-z])"
    r"|图|圖|照片|相片|画像|写真|사진|이미지|фото|изображ|кадр|görüntü|resim|ảnh|صور|عکس|תמונ|चित्र",
    re.IGNORECASE,
)
_GIVEN = (
    Surrounding.DOCUMENT, Surrounding.REGISTRY, Surrounding.FORM, Surrounding.MEDICAL, Surrounding.CENSUS,
    Surrounding.NAMES,
)  # fmt: skip
LONGEST = 400
"""Code points of a line that is looked at."""
ABOVE = 12
"""Lines above one on which the number of the best score is found."""
_LOOKED_UP = late(r"(?:[A-Za-z_]\w*|\))\s*(?:\[|\.(?:get|at)\()\s*(?:\(?int\)?\s*\(?)?([A-Za-z_]\w{0,40})\s*\)?[\])]")
_BEST = late(r"arg_?max|max_?element|max_?index|index_?of_?max|indexOf\(\s*Math\.max|top_?k|\.max\(", re.IGNORECASE)
_ASSIGNS = late(r"^[\w.,:;\s\"'\[\](){}*&$@-]{0,80}?(?<![=!<>+*/%|^-])=(?![=>])\s*(.*)$")
_TAKEN_OUT = late(r"\{([^{}]*)\}\s*=\s*(?:await\s+)?([\w.$?\[\]]+)")
_WORKS_OUT = late(
    r"argmax|torch\.max\([^()\n]{1,60},\s*(?:dim\s*=\s*)?-?\d\)|softmax|predict|classif|infer(?!red_from_name)|estimat|recogni[sz]|detect|identif",
    re.IGNORECASE,
)
_FINDS_OUT = late(r"^_*(?:detect|identif\w*|guess|determine|recogni[sz]e|tell|estimate)(?:_?the)?_?$", re.IGNORECASE)
_ASKED = frozenset({"actions", "attributes", "features", "analyses", "analysis", "tasks"})
_ANALYSES = late(r"([\w.>:-]*(?:analy[sz]e|detect|predict|recogni[sz]e|extract)\w*)\s*\(", re.IGNORECASE)
_COMPARED = late(r"(\w+)\s*(?:===?|\.equals(?:IgnoreCase)?\(|\bis\b|\beq\b)\s*$")
_TAG_NAMED = late(
    r"(\w+)\s*(?:\[\s*[\"'`](?:\w+_)?(?:name|type|key|label|tag|attribute|id)[\"'`]\s*\]|(?:\?\.|\.|->)(?:get)?_?(?:\w+_)?"
    r"(?:[Nn]ame|[Tt]ype|[Kk]ey|[Ll]abel|[Tt]ag|[Aa]ttribute|id)(?:\(\))?|\.(?:get|opt|getString|optString)\(\s*[\"'](?:name|type|key|label)[\"']\s*\))"
    r"\s*(?:===?|\.equals(?:IgnoreCase)?\(|\beq\b)\s*$"
)
"""What stands before the name of a tag that is looked for among others: ``tag["name"] ==``."""
_TAG_READ = r"\b{name}\s*(?:\[\s*[\"'`]|(?:\?\.|\.|->)(?:get\w*\(\s*[\"'`])?_?)(?i:value|confiden|score|prob)"
_LABELLED = late(r"label|class|cls|pred|categor", re.IGNORECASE)
_OFF = late(r"([\w.\[\]()'\"]{1,80}?)(?:\.|\?\.|->)?(?:\[|(?:get|opt|find|value|at|Value|Get)\w*\s*\()\s*[\"'`]$")
_BEHIND = late(r"\b(\w++)\s*(?:::|\.|->)\s*(?=(\w++))")
_ONTO = late(r"(\w+)(?:\(\s*\))?\s*(?:\.|->|\$)\s*$")
_READ_BELOW = 3
"""Lines below one on which a tag is looked for in which its value is read."""
_READ_OFF = late(
    r"(?:await\s+)?\(?\s*(?:\w+\.)?(?:[a-z]\w*_)?(?:resp(?:onse)?|result|answer|json|output|reply)s?(?:_?(?:json|data|dict|obj))?"
    r"(?:\(\))?(?:\s*\[[^\[\]\n]{1,40}\]|\.get\([^()\n]{1,40}\)){1,8}",
    re.IGNORECASE,
)
_KEY_READ = late(r"[\[(]\s*[\"'`]([\w -]{3,40})[\"'`]")
_PARAMETER = late(r"(?:[:@\\]param(?:eter)?|[@\\]property|@ivar|:ivar)\b[^\n]*$")
_TAG = frozenset({"name", "key", "type", "attribute", "label", "tag", "trait", "feature", "category"})
_SAID = late(r"value|result|prediction|answer|class")
_SCORE = late(r"confiden|score|probab|certain|reliab")
RUNNING = frozenset({SymbolKind.FUNCTION, SymbolKind.VARIABLE, SymbolKind.CALL})


def pictured(around: Around, *, firm: bool) -> bool:
    """Whether pictures are opened and a model asked beside it, and nothing that people fill in.

    Without a ``firm`` word for people (ethnicity, or a list of several groups) age or sex must be told too.
    """
    seen = {surrounding: {what.strip("<>") for what in around.seen[surrounding]} for surrounding in (
        Surrounding.CAPTURE, Surrounding.INFER)}  # fmt: skip
    pictures = sum(PICTURE.search(what) is not None for what in seen[Surrounding.CAPTURE])
    models = len(seen[Surrounding.INFER])
    enough = (models >= MODELS and around.has(Surrounding.VITAL) > 0) or (firm and models >= FIRM)
    return pictures >= PICTURES and enough and not around.has(*_GIVEN)


def line_of(view: View, hit: Hit) -> str:
    """The line that a hit stands in; empty in what has none."""
    unit = view.unit(hit.unit)
    if unit.line is None or not view.reading.text or unit.line > len(view.lines):
        return ""
    return view.lines[unit.line - 1]


def worked_out(view: View, hit: Hit) -> bool:
    """Whether a name is given what a model or classifier gives out: ``race = np.argmax(scores)``."""
    unit = view.unit(hit.unit)
    if unit.role not in (Role.VARIABLE, Role.IDENTIFIER):
        return False
    if unit.line is None and unit.symbol >= 0:  # of bytecode: what a variable is given stands with it
        own = view.symbol(unit.symbol)
        of_names = any(tag.concept == "vital/personal-name" for tag in view.tag(own.value))
        is_given = own.kind is SymbolKind.VARIABLE and own.unit == hit.unit and not of_names
        return is_given and _WORKS_OUT.search(own.value) is not None
    line = line_of(view, hit)
    given = _ASSIGNS.match(line)
    if given is None or unit.text not in line[: given.start(1)]:
        return False
    if _WORKS_OUT.search(given[1]) is not None or _best_of(view, unit.line or 0, given[1][:LONGEST]):
        return True
    return unit.role is Role.VARIABLE and _off_an_answer(view, given[1])


def _off_an_answer(view: View, given: str) -> bool:
    """Whether a key called after a trait is read off the answer of a service: ``response["a"]["ethnicity"]``."""
    read = _READ_OFF.match(given[:LONGEST])
    return read is not None and any(
        tag.concept.startswith("trait/") for key in _KEY_READ.findall(read[0]) for tag in view.tag(key)
    )


def _best_of(view: View, line: int, given: str) -> bool:
    """Whether what is given is looked up in a list by the number of the best score, which is found a few lines above.

    ``best = scores.argmax()``, and then ``face.race = RACES[best]``.
    """
    for name in dict.fromkeys(_LOOKED_UP.findall(given)):
        found = re.compile(rf"(?<![\w.]){name}\s*(?=[,=:])[^=\n]{{0,60}}(?<![=!<>])=(?!=)([^\n]{{1,{LONGEST}}})")
        for number in range(line - 1, max(0, line - 1 - ABOVE), -1):
            if (told := found.search(view.lines[number - 1][:LONGEST])) is not None:
                if _BEST.search(told[1]) is not None:
                    return True
                break
    return False


def analyses(view: View, hit: Hit) -> bool:
    """Whether the name of a function says that it finds the trait out: ``detect_ethnicity``."""
    unit = view.unit(hit.unit)
    return unit.role is Role.FUNCTION and _FINDS_OUT.match(unit.text[: hit.start]) is not None


def asked_of(view: View, symbol: int) -> str:
    """The call of the analysis whose list of what it is asked for an item stands in; empty where it is in none.

    ``DeepFace.analyze(image, actions=['race'])``.
    """
    parent = view.symbol(symbol).parent
    unit = view.symbol(symbol).unit
    if parent < 0 or unit < 0 or view.symbol(parent).name.lower() not in _ASKED:
        return ""
    line = view.unit(unit).line
    near = range(max(0, (line or 1) - 4), line or 0) if view.reading.text and line is not None else ()
    calls = (_ANALYSES.search(view.lines[number]) for number in reversed(near) if number < len(view.lines))
    return next((call[1] for call in calls if call is not None), "")


def told_apart(view: View, hit: Hit) -> bool:
    """Whether a label that a model gave is compared with this word: ``if label == "hijab"``."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.STRING or (hit.start, hit.end) != (0, len(unit.text)):
        return False
    line = line_of(view, hit)
    return any(
        (one := _COMPARED.search(before(line, at.start()))) is not None and _LABELLED.search(one[1]) is not None
        for at in re.finditer(rf"[\"'`]{re.escape(unit.text)}[\"'`]", line)
    )


def looked_for(view: View, hit: Hit) -> bool:
    """Whether the tag of this name is looked for among the tags of an answer, and its value read.

    ``if tag["name"] == "race": races.append(tag["value"])``.
    """
    unit = view.unit(hit.unit)
    if unit.role is not Role.STRING or unit.line is None or (hit.start, hit.end) != (0, len(unit.text)):
        return False
    line = line_of(view, hit)
    for at in re.finditer(rf"[\"'`]{re.escape(unit.text)}[\"'`]", line[:LONGEST]):
        tag = _TAG_NAMED.search(before(line, at.start()))
        if tag is not None:
            read = re.compile(_TAG_READ.format(name=re.escape(tag[1])))
            below = (line[at.end() :], *view.lines[unit.line : unit.line + _READ_BELOW])
            if any(read.search(told[:LONGEST]) for told in below):
                return True
    return False


def of_a_face(view: View, hit: Hit) -> bool:
    """Whether a key is read from something called after a face, or a slot is set on it.

    ``face["race"]``, ``faceObject.getString("race")``, ``face.race``, ``{ race, age } = face``.
    """
    unit, line = view.unit(hit.unit), line_of(view, hit)
    if not line:
        return False
    word = re.escape(unit.text)
    if unit.role in (Role.STRING, Role.KEY):
        found = (_OFF.search(before(line, at.start(1))) for at in re.finditer(rf"[\"'`]({word})[\"'`]", line))
    elif unit.role is Role.IDENTIFIER and unit.text.isidentifier():
        taken = _TAKEN_OUT.search(line)
        if taken is not None and re.search(rf"\b{word}\b", taken[1]):
            return "context/face" in {tag.concept for tag in view.tag(taken[2])}
        found = (_ONTO.search(before(line, at.start())) for at in re.finditer(rf"\b{word}\b(?!\s*\()", line))
    else:
        return False
    return any(one is not None and "context/face" in {tag.concept for tag in view.tag(one[1])} for one in found)


def sets(view: View, hit: Hit) -> bool:
    """Whether a value is given to a member of this name, or put under this key.

    ``answer.race = ...``, ``answer["race"] = ...``, ``answer.put("race", ...)``; or under a constant with its name:
    ``answer[RACE] = ...``.
    """
    unit = view.unit(hit.unit)
    if unit.role in (Role.STRING, Role.KEY):
        return put_under(unit.text, line_of(view, hit)) is not None
    if unit.role is not Role.IDENTIFIER or not unit.text.isidentifier():
        return False
    if unit.text.isupper() and put_under(unit.text, line_of(view, hit)) is not None:
        return True
    return re.search(rf"[\w)\]]\s*(?:\.|->)\s*{unit.text}\s*=(?!=)", line_of(view, hit)) is not None


def put_under(key: str, line: str) -> str | None:
    """What is put under a key, or a constant in capitals, on a line; ``None`` where nothing is."""
    quoted = rf"(?:[\"'`]{re.escape(key)}[\"'`]" + (
        rf"|(?:\w+(?:\.|::))*{key})" if key.isidentifier() and key.isupper() else ")"
    )
    match = re.search(
        rf"\w\s*\[\s*{quoted}\s*\]\s*=(?!=)(.*)|\.(?:put|set|add|append|insert)\(\s*{quoted}\s*,(.*)", line
    )
    return None if match is None else match[1] if match[1] is not None else match[2]


def puts_told(view: View, hit: Hit) -> bool:
    """Whether what a model gives out is put under a key: ``out["race"] = answer["dominant_race"]``."""
    unit = view.unit(hit.unit)
    put = put_under(unit.text, line_of(view, hit)) if unit.role in (Role.STRING, Role.KEY) else None
    return put is not None and (_WORKS_OUT.search(put) is not None or "dominant" in put)


def owners_of(view: View, unit: int) -> list[str]:
    """The names that a name is written behind on its line: ``Action`` in ``Action::RACE`` and ``Action.RACE``."""
    told = view.unit(unit)
    if told.line is None or not told.text.isidentifier() or not view.reading.text or told.line > len(view.lines):
        return []
    return [owner for owner, name in _owned(view.lines[told.line - 1]) if name == told.text]


@lru_cache(maxsize=64)
def _owned(line: str) -> tuple[tuple[str, str], ...]:
    """The names on a line that are written behind another, after it."""
    return tuple((match[1], match[2]) for match in _BEHIND.finditer(line))


def is_parameter(view: View, hit: Hit) -> bool:
    """Whether a documentation comment explains a member or parameter with this word: ``:param _Skin: ...``."""
    unit = view.unit(hit.unit)
    if unit.role not in (Role.COMMENT, Role.DOCUMENT):
        return False
    return _PARAMETER.search(unit.text[unit.text.rfind("\n", 0, hit.start) + 1 : hit.start]) is not None


def tags(view: View, hit: Hit) -> bool:
    """Whether a word is the name of a tag in an answer: ``{"name": "race", "value": ..., "confidence": 0.99}``."""
    unit = view.unit(hit.unit)
    if unit.symbol < 0 or (hit.start, hit.end) != (0, len(unit.text)):
        return False
    own = view.symbol(unit.symbol)
    if own.kind is not SymbolKind.ENTRY or own.name.lower() not in _TAG or own.unit == hit.unit or own.parent < 0:
        return False
    beside = [view.symbol(child).name.lower() for child in view.children.get(own.parent, ())]
    return any(_SAID.search(name) for name in beside) and any(_SCORE.search(name) for name in beside)


def faces_before(view: View, unit: int) -> bool:
    """Whether the function names faces more than once before a place in it: then it is made of what was captured.

    A form may name one: the picture of a face that somebody hands in.
    """
    told = view.unit(unit)
    above = (told.symbol, *view.ancestors(told.symbol)) if told.symbol >= 0 else ()
    function = next((one for one in above if view.symbol(one).kind is SymbolKind.FUNCTION), -1)
    begin = view.line_of(function) if function >= 0 else 0
    if not begin or told.line is None:
        return False
    seen = {
        view.unit(other).text.lower()
        for other in view.units_between(max(begin, told.line - _BODY), told.line)
        if "context/face" in (tags := {tag.concept for tag in view.unit_tags(other)}) and "context/platform" not in tags
    }
    return len(seen) > 1


def in_running_code(view: View, symbol: int) -> bool:
    """Whether a map or list is made by running code, and is no record of its own."""
    return symbol >= 0 and any(view.symbol(above).kind in RUNNING for above in view.ancestors(symbol))
