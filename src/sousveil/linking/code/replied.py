"""What is read off the answer to a picture that was sent: ``answer['skin_tone']`` beside ``answer['face_shape']``.

A client of an analysis elsewhere sends a picture, makes an object out of what comes back, and reads features of a look
off it. What the same request hands over itself was typed in; what sends the picture of a card reads a card. A model
that is told in words what to answer has the name of the key in those words.
"""

import re
from collections.abc import Iterator

from sousveil.linking.code.scripts import PICTURE, line_of
from sousveil.linking.graph import View
from sousveil.linking.texts.telling import PARTS
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

WHY = "it is read off the answer to a picture that was sent"
_TRAITS = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})
_ROLES = frozenset({Role.STRING, Role.KEY, Role.IDENTIFIER, Role.VALUE})
ABOVE = 80
"""Lines above one in which the answer was made an object of, and above that the picture was sent."""
REACH = 12
"""Lines before and after one on which another feature is read off the same answer."""
WIDE = 300
"""Code points of a line that are looked at."""
HOPS = 3
"""Names by way of which a part of an answer is reached."""
_READ = late(
    r"(?<![\w.>\"'])\$?(?P<root>[A-Za-z_]\w*)(?P<way>(?:(?:\?|!!?)?(?:\.|->|::)?(?:\[[^\[\]\n]{1,40}\]|\b(?:get|opt|at|value|find|dig|fetch)\w*+"
    r"\([^()\n]{0,40}\)|(?<=[.>:])[A-Za-z_]\w*+))++)"
)
_KEYS = late(r"[\"'`:]([\w -]{3,40})[\"'`]?\s*[\])]|(?:\.|->)([A-Za-z_]\w{2,40})(?![\w(])")
_DECODES = late(
    r"json_?decode\s*\(|json\.(?:parse|loads?|decode|unmarshal)\s*\(|\.json\s*\(|json_?object\s*\(|jobject\.parse|deserialize\w*\s*[<(]"
    r"|from_?json|json_?serialization|new_?decoder\(|parse_json|json\.newdecoder|decode\(\w*\.self",
    re.IGNORECASE,
)
_FROM_OUTSIDE = late(
    r"(?<![\w.])(?:flask\.|self\.|ctx\.|event\.)?(?:request|req)(?:\.|->)(?:form|get_json|json|data|body|POST|GET|args|values|params|input|query)\b"
    r"|\$_(?:POST|REQUEST|GET)\b|php://input|\bgetParameter\(|(?<![\w.])r\.(?:Body|FormValue)\b|(?<![\w.])Request\.(?:Form|Body|Query)\b"
)
"""What a server was sent by whoever asks it: typed in, or made elsewhere."""
_SENDS = late(
    r"multipart|(?<![a-z])files\s*[=:]|\.append\(\s*[\"'](?:image|file|photo|picture|img|face|foto|imagen|imagem|frame)"
    r"|form_?data|b64|base64|image_?url|inline_?data|input_image|curl_?file|create_?form_?file|add_?binary_?body|octet-?stream"
    r"|image/(?:jpe?g|png|\*)",
    re.IGNORECASE,
)
_CALLS = late(
    r"https?:|/api/|fetch\(|axios|\.ajax\b|\burl\s*:|\.post\b|\.send\(|requests?\.|http\.|openai|gemini|completions|client\.|urlsession",
    re.IGNORECASE,
)
_ELSE = late(
    r"(?<![a-z])(?:ocr|tesseract|mrz|passport|id_?cards?|identity_?card|licen[cs]e|document_?scan|x_?-?ray|dicom|dermat\w*|lesion|sprite"
    r"|dog|cat|breed|cattle|身份证|证件)(?![a-z])",
    re.IGNORECASE,
)
_PREDICTS = late(
    r"[\"'`/](?:predict\w*|classify\w*|infer(?:ence)?|(?:analy[sz]e|detect|estimate|recogni[sz]e)[-_/]?(?:faces?|facial|photo|image|picture|selfie|person"
    r"|people|demograph\w*|age|gender)[\w-]*)(?:[\"'`/?]|\b)",
    re.IGNORECASE,
)
"""The last part of a path, or an end point, at which something is told of what is sent there."""
_DRAWN = late(r"avatar|emoji|sticker|character|cartoon", re.IGNORECASE)
"""What an answer is called that says how somebody is drawn."""
_TAKEN_OUT = late(r"\{([^{}]{3,200})\}\s*=\s*(?:await\s+)?([A-Za-z_]\w*)")
_TAKEN = (
    r"(?:\.(?:then|done|success|subscribe)\s*\(|\b(?:success|complete)\s*:)\s*(?:async\s*)?(?:function\s*\w*\s*)?\(?\s*{name}\b"
    r"\s*(?::\s*\w+\s*)?(?:,\s*\w+\s*){{0,2}}\)?\s*(?:=>|\{{)"
)
"""What is called with an answer when that is there, and gives it a name."""
_LOOKS = frozenset({"context/attribute", "context/face"})


def off_a_reply(view: View, hit: Hit) -> bool:
    """Whether the key or member of a hit is read off the answer to a picture, beside other features of a look."""
    unit = view.unit(hit.unit)
    if hit.group or hit.trait not in _TRAITS or unit.role not in _ROLES or unit.line is None:
        return False
    if len(unit.text) > 40 or (line := line_of(view, hit)[:WIDE]) == "":
        return False
    for root, keys in _reads(line):
        if unit.text not in keys or _DRAWN.search(root):
            continue
        made = _made_of_answer(view, unit.line, root, HOPS)
        if made and _picture_sent(view, made, unit.text):
            asked = _asked_by_name(view, made, unit.text) or _beside(view, unit.line, root, unit.text)
            return asked or (_predicted(view, made) and _ages(view, unit.line, root, hit.trait))
    return _taken_out(view, line, unit.line, unit.text)


def _taken_out(view: View, line: str, number: int, key: str) -> bool:
    """Whether members are taken out of an answer at once, this one among others: ``{ skinTone, eyes } = answer``."""
    taken = _TAKEN_OUT.search(line)
    names = re.findall(r"\w+", taken[1]) if taken is not None else []
    if taken is None or key not in names or not any(_looks(view, name) for name in names if name != key):
        return False
    made = number if _DECODES.search(line, taken.start(2)) else _made_of_answer(view, number - 1, taken[2], HOPS)
    return made > 0 and _picture_sent(view, made, key)


def _reads(line: str) -> Iterator[tuple[str, list[str]]]:
    """The names that something is read off on a line, each with the keys and members that are read."""
    for read in _READ.finditer(line):
        if not re.match(r"\s*=(?![=>])", line[read.end() :]):
            yield read["root"], [one or other for one, other in _KEYS.findall(read["way"])]


def _made_of_answer(view: View, line: int, root: str, hops: int) -> int:
    """The line above one on which what a name holds was made of the text of an answer, or is it; 0 where none is."""
    given = re.compile(
        rf"(?<![\w.>])\$?{re.escape(root)}\b\s*(?:\??:\s*[\w<>?, \[\]|.]{{1,60}})?\s*:?=(?![=>])([^\n]*)"
        rf"|&{re.escape(root)}\)"
    )
    taken = re.compile(_TAKEN.format(name=re.escape(root)))
    for number in range(line, max(0, line - ABOVE), -1):
        text = view.lines[number - 1][:WIDE]
        if root in text and taken.search(text):
            return number
        told = given.search(text) if root in text else None
        if told is None:
            continue
        if (made := _DECODES.search(text)) is not None:
            return 0 if _received(view, number, made.end()) else number
        other = re.match(r"\s*(?:await\s+|\(+)?\$?([A-Za-z_]\w*)", told[1] or "")
        if other is not None and other[1] != root and hops > 1:
            return _made_of_answer(view, number - 1, other[1], hops - 1)
        return 0
    return 0


def _received(view: View, number: int, behind: int) -> bool:
    """Whether what is decoded on a line, or was given the name that is decoded there, is what somebody else sent in."""
    text = view.lines[number - 1][:WIDE]
    if _FROM_OUTSIDE.search(text):
        return True
    name = re.match(r"\s*[&$]?([A-Za-z_]\w*)\s*[,)]", text[behind:])
    given = re.compile(rf"(?<![\w.]){name[1]}\s*(?::\s*\w+\s*)?:?=(?!=)") if name is not None else None
    above = (view.lines[at - 1][:WIDE] for at in range(number - 1, max(0, number - 1 - ABOVE), -1) if given)
    told = next((line for line in above if given is not None and given.search(line)), "")
    return _FROM_OUTSIDE.search(told) is not None


def _picture_sent(view: View, made: int, key: str) -> bool:
    """Whether above the place where an answer is taken in a picture was sent, and not what the key is called after."""
    text = "\n".join(text[:WIDE] for text in view.lines[max(0, made - 1 - ABOVE) : made])
    below = "\n".join(text[:WIDE] for text in view.lines[made : made + REACH])
    if _ELSE.search(text) or _ELSE.search(below):
        return False
    if _SENDS.search(text) is None or _CALLS.search(text) is None or PICTURE.search(text) is None:
        return False
    put = re.compile(
        rf"[\"'`]{re.escape(key)}[\"'`]\s*\]\s*=(?!=)|(?:append|add|field|put|set)\w*\(\s*[\"'`]{re.escape(key)}[\"'`]\s*,"
    )
    return put.search(text) is None


def _asked_by_name(view: View, made: int, key: str) -> bool:
    """Whether a model was told in words to answer under this key: ``{"skin_tone": "..."}`` above in a text."""
    asked = re.compile(rf"[\"'`]{re.escape(key)}\\?[\"'`]\s*:")
    return any(key in text and asked.search(text[:WIDE]) for text in view.lines[max(0, made - 1 - ABOVE) : made - 1])


def _predicted(view: View, made: int) -> bool:
    """Whether what is sent goes to a path that says that it is predicted: then age or sex was told, too."""
    above = view.lines[max(0, made - 1 - ABOVE) : made]
    return any(_CALLS.search(text[:WIDE]) and _PREDICTS.search(text[:WIDE]) for text in above)


def _beside(view: View, line: int, root: str, key: str) -> bool:
    """Whether another feature of a look, and not an age or sex alone, is read off the same object on a line near."""
    return any(_looks(view, name) for name in _read_near(view, line, root) if name != key)


def _ages(view: View, line: int, root: str, trait: Trait) -> bool:
    """Whether an age or sex is read off the same object; where a dog may have the word for the trait, both of them."""
    told = {
        name.lower()
        for name in _read_near(view, line, root)
        if any(tag.concept == "vital/age-or-sex" for tag in view.tag(name))
    }
    return len(told) >= (2 if trait is Trait.RACE else 1)


def _read_near(view: View, line: int, root: str) -> Iterator[str]:
    """What is read off an object on the lines near one."""
    for text in view.lines[max(0, line - 1 - REACH) : line + REACH]:
        for other, keys in _reads(text[:WIDE]) if root in text else ():
            if other == root:
                yield from keys


def _looks(view: View, name: str) -> bool:
    """Whether a name is that of a feature of a look, and no age or sex alone, which a card has too."""
    told = {tag.concept for tag in view.tag(name)}
    return (bool(_LOOKS & told) and "vital/age-or-sex" not in told) or PARTS.search(name) is not None
