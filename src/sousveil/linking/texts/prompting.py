"""Texts by which a program asks a model that sees pictures: describe the person, gender, age, ethnicity.

Such a text asks for the trait, in an item of a list or a sentence, where it speaks of a picture and of a person or a
face, and a picture is handed over near it. What forbids it asks for nothing; what has a picture made looks at nobody.
"""

import re
from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache

from sousveil.linking.code.scripts import PICTURE
from sousveil.linking.graph import View
from sousveil.linking.texts.beside import strings_beside
from sousveil.linking.texts.telling import PARTS, TELLS
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

WHY = "a model that is handed a picture is asked for it"
ASKED_FOR = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})
SHORTEST, LONGEST = 24, 20_000
"""Code points of a text that asks for something."""
NEAR = 40
"""Lines before and after a text in which a picture is handed over."""
LINE = 300
"""Code points before and after a word in which its sentence begins and ends."""
ABOVE = 8
"""Lines of a list above an item in which the sentence stands that introduces it."""
_ANNOUNCED = 2
"""Lines with something on them, above a block between fences, of which one says that it is a prompt."""
PROMPT = late(r"prompt", re.IGNORECASE)
"""In the path of a document that is such a text itself."""
_ASKS = late(
    r"(?<![a-z])(?:analy[sz]e|describe|determine|estimate|guess|examine|extract|look at|inspect"
    r"|what (?:is|are)|which|list|assess|classify|report|identify|infer|predict"
    r"|analis[ae]r?|analiza[r]?|descrev[ae]r?|describ[ae]|identifi(?:que|ca|car)"
    r"|estim[ae]|determin[ae]|qual|cuál"
    r"|quelle?|d[ée]cri[sv]\w*|analysiere|beschreibe|bestimme|schätze|welche\w*|descrivi|analizza|opisz|przeanalizuj"
    r"|analisis|deskripsikan|jelaskan|tentukan|phân tích|mô tả|xác định|analiz et|tanımla|betimle)(?![a-z])"
    r"|опиши|описать|проанализируй|определи|укажи|опишіть|визнач|分析|描述|识别|識別|判断|判斷"
    r"|描写|説明|教えて|분석|설명|판단|추정해|تحلیل|توصیف کن|صف|حلل|حدد|वर्णन|विश्लेषण|תאר|נתח",
    re.IGNORECASE,
)
_MAKES = late(
    r"(?<![a-z])(?:create|generate|draw|paint|render|make|design|imagine|illustrate|synthesi[sz]e|produce|write|invent|compose)\s"
    r"(?:\w+\s){0,4}?(?:images?|pictures?|portraits?|photos?|photographs?|characters?|persons?|avatars?|faces?|figures?|personas?"
    r"|profiles?|stor(?:y|ies)|headshots?|illustrations?)(?![a-z])"
    r"|(?:сгенерируй|создай|нарисуй|придумай|生成一|画一|绘制|생성해|그려|描いて|生成して"
    r"|crie uma|gere uma|crea una|genera una|crée une|génère une|erstelle ein|generiere ein)",
    re.IGNORECASE,
)
_HANDED = late(
    r"image_?url|inline_?data|input_image|mime_?type[\"']?\s*[:=]\s*[\"']image|b64encode|base64|image\.open|imread|<image>|vision"
    r"|from_bytes|camera|webcam|images?\s*=",
    re.IGNORECASE,
)
_GIVEN_TO = late(
    r"(?:generate_?content\w*|send_?message\w*|invoke|answer_?question|(?<![a-z])(?:query|chat|ask|generate|run))\(\s*[^()\n]{0,200}?"
    r"(?<![a-z])(?:image|img|photo|picture|frame|snapshot|crop|foto|imagem|imagen|bild)",
    re.IGNORECASE,
)
"""A call of a model that is given a picture, or several, beside its text: ``generate_content([prompt] + images)``."""
_GIVEN_TO = late(
    r"(?:generate_?content\w*|send_?message\w*|invoke|answer_?question|(?<![a-z])(?:query|chat|ask|generate|run))\(\s*[^()\n]{0,200}?"
    r"(?<![a-z])(?:image|img|photo|picture|frame|snapshot|crop|foto|imagem|imagen|bild)",
    re.IGNORECASE,
)
"""A call of a model that is given a picture, or several, beside its text: ``generate_content([prompt] + images)``."""
_PIECE = late(
    r"[\"'`]?type[\"'`]?\s*[:=]>?\s*[\"'`](?:input_)?image(?:_url)?[\"'`]|inline_?data[\"'`]?\s*[:=(]|image_url[\"'`]?\s*[:=]"
    r"|from_(?:bytes|image|uri)\(|fromImage|image_?part",
    re.IGNORECASE,
)
"""A picture as a piece of what a model is sent, beside its text."""
_PAPERS = late(
    r"passport|licen[cs]e|(?:id|identity)[ _]?cards?|(?:date|place) of birth|birth_?date|surname"
    r"|(?:first|last|full)[ _]?name|certificate|invoice|身份证|证件"
    r"|(?<![a-z])(?:ocr|forms?|documents?|dni|pasaporte|documento|ausweis|formular|apellidos?|sobrenome|scanned)(?![a-z])",
    re.IGNORECASE,
)
"""What is read off a paper, in words."""
_READS = late(r"passport|id_?card|(?<![a-z])ocr(?![a-z])|身份证|证件", re.IGNORECASE)
"""The same in code."""
_MADE = late(
    r"flash-image|images\.(?:edit|generate)|gpt-image|image_generation|(?<![a-z])(?:dall-?e|imagen-\d|flux|txt2img|img2img|inpaint\w*)(?![a-z])"
    r"|modalities[^\n]{0,40}image|try-?on|face_?swap",
    re.IGNORECASE,
)
"""Models and calls that make a picture out of one."""
_KEPT = late(
    r"(?<![a-z])(?:keep|keeping|preserv\w*|same|identical|maintain\w*|retain\w*|unchanged|conserv\w*|mant[eé]n\w*|manter|mism[oa]|mesm[oa]"
    r"|même|garde[rz]?|beibehalt\w*|gleiche[rns]?)(?![a-z])|保持|保留|一致|不变|同じ|유지|сохран",
    re.IGNORECASE,
)
"""What says that something in a picture stays as it is."""
_SENTENCE = late(r"[.!?;\n。！？；]")
LEAST = 2
"""So many parts of a look are asked for where the text does not speak of the picture."""
_MODEL = late(
    r"prompt|openai|(?<![a-z])gpt|gemini|claude|anthropic|llava|qwen|ollama|mistral|deepseek|doubao|generate_?content"
    r"|chat\.?completions|(?<![a-z])(?:llm|vlm|mllm|chatbot)|moondream|florence|blip|vision_?(?:model|client)|vision\(|提示词",
    re.IGNORECASE,
)
_FORBIDS = late(
    r"(?<![a-z])(?:no|not|never|without|avoid|except|exclud\w*|refrain|omit|ignore|forbid\w*|prohibit\w*|neither|nor|\w+n['’]t"
    r"|regardless|irrespective|bias\w*|stereotyp\w*|discriminat\w*|não|sem|evite|sin|nunca|pas|sans|jamais|évite\w*|nicht|kein\w*"
    r"|ohne|niemals|non|senza|jangan|tidak|tanpa|không|đừng|değil|etme)(?![a-z])"
    r"|(?<!\w)(?:не|без|кроме|никогда)(?!\w)|不要|不得|不能(?=让|猜|臆)|不可(?=猜|推测|臆)|不应|不许|不允许|不准(?!确)|禁止|严禁|避免|勿"
    r"|请勿|切勿|ないで|しない|してはいけ|してはなら"
    r"|하지 ?마|말고|않|금지|نکن|لا|नहीं|मत|אל|ללא",
    re.IGNORECASE,
)
_PRESSES = late(
    r"(?<![a-z])(?:never|do not|don['’]t|must not|without)\s+(?:(?:just|simply|ever)\s+)?"
    r"(?:(?:answer|say|reply|respond|return|output|write)(?:ing)?(?:\s+(?:like|with|as|that))?\s*[:\"'“‘`(]*\s*"
    r"(?:unknown|unsure|not sure|unclear|uncertain|n/?a(?![a-z])|none(?![a-z])|null|impossible"
    r"|(?:i|you) (?:can(?:not|['’]t| not)|do(?:n['’]t| not)))"
    r"|(?:refus|declin)(?:e|ing))[^.;。\n]{0,80}"
    r"|(?<![a-z])even (?:if|when|though) (?:you|it) (?:are|is|were)[^.,;。\n]{0,60}",
    re.IGNORECASE,
)
"""What forbids a model to decline, or to say that it does not know."""
_SEEN = frozenset({"context/face", "context/person", "context/body", "context/attribute", "vital/age-or-sex"})


@lru_cache(maxsize=16)
def makes(text: str) -> bool:
    """Whether a text has a picture or a story made: it asks nothing of a picture that is there."""
    return _MAKES.search(text) is not None


def asked_of_model(view: View, hit: Hit) -> bool:
    """Whether a text in running code, or in a file of prompts, asks a model for a trait of somebody in a picture."""
    unit = view.unit(hit.unit)
    block = _quoted_prompt(view, unit.line or 1) if unit.role is Role.DOCUMENT else ""
    document = unit.role is Role.DOCUMENT and (bool(block) or PROMPT.search(view.path) is not None)
    if hit.group or hit.trait not in ASKED_FOR or not (document or unit.role in (Role.STRING, Role.VALUE)):
        return False
    before = "" if document else "".join(reversed(strings_beside(view, hit.unit, -1)))
    after = "" if document else "".join(strings_beside(view, hit.unit, 1))
    text = (block or _around(view, unit.line or 1)) if document else before + unit.text + after
    if not SHORTEST <= len(text) <= LONGEST or makes(text) or not (_ASKS.search(text) or TELLS.search(text)):
        return False
    low = text.find(unit.text) if document else len(before)
    if low < 0 or _forbidden(text, low + hit.start, low + hit.end):
        return False
    if not PICTURE.search(text) and (document or not _of_a_look(view, unit.line or 1, text)):
        return False
    return _SEEN & {tag.concept for tag in view.tag(text)} != set() and (document or _handed(view, hit))


def _quoted_prompt(view: View, line: int) -> str:
    """The block between fences of a document that a line lies in, where a prompt is announced above it; else empty."""
    fences = view.lines_with("```")
    at = bisect_left(fences, line)
    if at % 2 == 0 or at >= len(fences) or fences[at] - fences[at - 1] > NEAR:
        return ""
    opened = fences[at - 1]
    above = [text for text in view.lines[max(0, opened - 1 - ABOVE) : opened - 1] if text.strip()][-_ANNOUNCED:]
    if not any(PROMPT.search(text[:LINE]) for text in (*above, view.lines[opened - 1])):
        return ""
    return "\n".join(text[:LONGEST] for text in view.lines[opened : fences[at] - 1])


def values_asked_for(view: View, units: Collection[int]) -> bool:
    """Whether groups that one text names are those that it asks a model to choose from."""
    return len(units) == 1 and any(
        asked_of_model(view, hit) for unit in units for hit in view.hits_of_unit.get(unit, ()) if hit.trait is not None
    )


def _of_a_look(view: View, line: int, text: str) -> bool:
    """Whether a text asks for several parts of a look, and the picture is handed over beside it as a piece."""
    parts = {part.lower() for part in PARTS.findall(text)}
    around = _around(view, line)
    other = _PAPERS.search(text) or _READS.search(around) or _MADE.search(around)
    return len(parts) >= LEAST and _PIECE.search(around) is not None and other is None


def _forbidden(text: str, start: int, end: int) -> bool:
    """Whether the line of a word, or the sentence that introduces its list, says that it must not be told.

    Or its own sentence says that it must stay as it is: such a text has a picture changed. What forbids a model to
    decline (*never answer "unknown"*) forbids nothing of that.
    """
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    if _FORBIDS.search(_PRESSES.sub(" ", text[low : high if high >= 0 else len(text)])):
        return True
    if _KEPT.search(_sentence(text, start, end)):
        return True
    above = text[:low].split("\n")[-ABOVE - 1 :]
    heads = [line for line in above if line.rstrip().endswith((":", "："))]
    return bool(heads) and _FORBIDS.search(heads[-1]) is not None


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence, or the line of a list, that a word stands in."""
    low = max(
        (stop.end() for stop in _SENTENCE.finditer(text, max(0, start - LINE), start)), default=max(0, start - LINE)
    )
    stop = _SENTENCE.search(text, end, end + LINE)
    return text[low : stop.start() if stop is not None else end + LINE]


def _handed(view: View, hit: Hit) -> bool:
    """Whether near a text a picture is handed over, and a model is spoken of that is told in words what to do."""
    line = view.unit(hit.unit).line
    if line is None:
        return False
    near = _around(view, line)
    handed = _HANDED.search(near) or _PIECE.search(near) or _GIVEN_TO.search(near)
    return handed is not None and _MODEL.search(near) is not None


def hands_picture(view: View, line: int) -> bool:
    """Whether near a line a picture is handed to a model that is told in words: none of a card, none to change."""
    near = _around(view, line)
    if (_PIECE.search(near) or _GIVEN_TO.search(near)) is None or _MODEL.search(near) is None:
        return False
    return not (_READS.search(near) or _MADE.search(near))


def _around(view: View, line: int) -> str:
    return "\n".join(view.lines[max(0, line - 1 - NEAR) : line + NEAR])
