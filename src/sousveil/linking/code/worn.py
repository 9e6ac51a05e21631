"""Religious dress that code looks for among what a detector told of a picture: ``if "hijab" in detected: ...``.

The names of the classes that a model found are put into a set and looked through, or a text says that the dress was
detected: ``status = "NO HIJAB DETECTED"``. And pictures of people are searched with texts that a model compares them
with: ``"a person wearing a turban"``, where cameras or those whom they follow are spoken of. In a shop the same words
are goods: its tags and titles are looked through, and nothing is detected.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from sousveil.linking.code.scripts import PICTURE, line_of
from sousveil.linking.edges import Fact
from sousveil.linking.graph import View
from sousveil.linking.lists.captions import REACH, compares
from sousveil.linking.lists.classes import in_pictures, of_others
from sousveil.linking.taming import before
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role

AMONG = "it is looked for among the classes that a detector told of a picture"
DETECTED = "a text says that it was detected, in code that opens pictures and asks a model"
COMPARED = "pictures of those whom cameras see are compared with a text that says what somebody wears"
LONGEST, TEXT = 400, 60
"""Code points of a line, and of a text, that are looked at."""
WATCHED = 2
"""So many different words for cameras and those whom they follow."""
_TEXTS = frozenset({Role.STRING, Role.VALUE, Role.UI_LABEL, Role.OPTION})
_TOLD = late(
    r"detect|predict|recogni|label|class|(?<![a-z])cls|found_?(?:obj|item|name)|erkann|deteks|tespit", re.IGNORECASE
)
"""In the name of a set: what a model told is in it."""
_IN = late(r"^[\"'`]\s*(?:not\s+)?in\s+(?:self\.|this\.)?(\w+)")
_HAS = late(
    r"([A-Za-z_]\w*)\)?\s*(?:\.|->|::)\s*(?:includes|contains|has|count|find|indexOf|Contains|include\?)\s*\(\s*[\"'`]$"
)
_SAYS = late(
    r"detected|found(?=\W*$)|recogni[sz]ed|terdeteksi|detectad[oa]|d[ée]tect[ée]e?(?![a-z])|erkannt|rilevat[oa]|wykryt[oay]"
    r"|alg[ıi]land[ıi]|tespit edildi|phát hiện|обнаружен|检测到|検出|감지|شناسایی شد|تم كشف",
    re.IGNORECASE,
)
_WEARS = late(
    r"(?<![a-z])(?:person|people|man|men|woman|women|girl|boy|individual|pedestrian|suspect|human)s?\s+(?:who\s+(?:is|are)\s+)?"
    r"(?:wearing|with|in|dressed\s+in)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_BOXES = late(
    r"(?<![a-z])yolo\w{0,8}\s*\(|ultralytics|\.boxes\b|xyxy|detectMultiScale|roboflow|object_?detect", re.IGNORECASE
)
"""What a detector of objects gives out."""
_WATCHES = late(
    r"cctv|surveil|(?<![a-z])cameras?(?![a-z])|tracklet|pedestrian|re-?id(?![a-z])|suspect|footage|video|person_?(?:crop|attr|search|track|det)",
    re.IGNORECASE,
)


def among_told(view: View, hit: Hit) -> bool:
    """Whether code asks if a dress is among the names of what a model told of a picture."""
    unit = view.unit(hit.unit)
    if not _dress(hit) or unit.role is not Role.STRING or (hit.start, hit.end) != (0, len(unit.text)):
        return False
    line = line_of(view, hit)[:LONGEST]
    for at in re.finditer(rf"[\"'`]({re.escape(unit.text)})[\"'`]", line):
        name = _IN.match(line[at.end(1) :]) or _HAS.search(before(line, at.start(1)))
        if name is not None and _TOLD.search(name[1]) is not None:
            return _detects(view)
    return False


def said_detected(view: View, hit: Hit) -> bool:
    """Whether a text says that a dress was detected, or was not, in code that opens pictures and asks a model."""
    unit = view.unit(hit.unit)
    if not _dress(hit) or unit.role not in _TEXTS or len(unit.text) > TEXT:
        return False
    return _SAYS.search(unit.text) is not None and _detects(view)


def compared_with(view: View, hit: Hit) -> bool:
    """Whether pictures of people are searched with a text that says that somebody wears it."""
    unit = view.unit(hit.unit)
    if not _dress(hit) or len(unit.text) > LONGEST or unit.role not in (*_TEXTS, Role.ITEM):
        return False
    text = view.reading.text
    return _WEARS.search(unit.text, 0, hit.start) is not None and compares(text) and _watches(text)


def _detects(view: View) -> bool:
    """Whether code opens pictures and has something told in them."""
    text = view.reading.text
    boxes = 0 < len(text) <= REACH and _BOXES.search(text) is not None and PICTURE.search(text) is not None
    return in_pictures(view) or (boxes and not of_others(view.path) and not of_others(text))


def _dress(hit: Hit) -> bool:
    return hit.concept.startswith("proxy/")


@lru_cache(maxsize=4)
def _watches(text: str) -> bool:
    return len({word.lower() for word in _WATCHES.findall(text)}) >= WATCHED


OUTRIGHT: tuple[tuple[Callable[[View, Hit], bool], tuple[Fact, ...], str], ...] = (
    (among_told, (Fact.PRODUCER,), AMONG),
    (said_detected, (Fact.PRODUCER, Fact.LABEL), DETECTED),
    (compared_with, (Fact.PRODUCER, Fact.SEARCH), COMPARED),
)
"""What says outright that a dress is told of a picture, what it then is, and why."""
