"""A sentence that a program puts out with numbers in it, of the faces that it detected: how many look which way.

``"people seen: %d, of whom %d have dark skin"``. Faces that are detected *by* the colour of skin, or
a log that says how many were found, tell nobody apart.
"""

import re

from sousveil.linking.graph import View
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, Trait

_TRAITS = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})
_ROLES = frozenset({Role.STRING, Role.VALUE, Role.ITEM})
LONGEST = 300
"""Code points of a sentence."""
_DETECTED = late(
    r"(?:detected|recogni[sz]ed|seen|captured|analy[sz]ed)\s+(?:faces?|people|persons?|visitors?)"
    r"|(?:faces?|people|persons|visitors)\s+(?:that\s+were\s+|were\s+)?(?:detected|recogni[sz]ed|seen|captured)"
    r"|(?:faces|rostos|rostros|caras|pessoas|personas)\s+(?:detectad|reconhecid|reconocid|analisad|analizad|captad)[oa]s"
    r"|(?:visages|personnes)\s+d[ée]tect[ée]e?s|volti\s+rilevati|(?:erkannte[nr]?|erfasste[nr]?)\s+(?:gesichter|personen)"
    r"|wajah\s+(?:yang\s+)?terdeteksi|(?:tespit\s+edilen|algılanan)\s+yüz|(?:обнаруженн|распознанн)\w+\s+лиц|khuôn\s+mặt\s+được\s+phát\s+hiện"
    r"|检测到的(?:人脸|人)|檢測到的人臉|検出された(?:顔|人)|감지된\s*얼굴",
    re.IGNORECASE,
)
_VALUE = late(r"%[-+#\d.]*l?[a-zA-Z]|\{[^{}\n]{0,40}\}|\$\w|#\{|\\\(")
"""A place for a number in the text."""
_BY = late(
    r"(?<![a-z])(?:by|using|use|via|with|based\s+on|from|through|por|mediante|usando|utilizando|com\s+base|através|pel[oa]|par|selon|mit|durch|anhand"
    r"|nach|dengan|berdasarkan|ile|göre|по|通过|根据|按)(?![a-z])[^.;:]{0,24}$",
    re.IGNORECASE,
)
"""What stands before a trait by which faces are found, and not told apart."""
_PIXELS = late(r"[\s_-]*(?:filter|mask|segment|threshold|pixel|area|region|range)", re.IGNORECASE)


def counted_of_faces(view: View, hit: Hit) -> bool:
    """Whether a text with places for numbers says of the faces that were detected how many have a trait."""
    unit = view.unit(hit.unit)
    if hit.group or hit.weak or hit.trait not in _TRAITS or unit.role not in _ROLES or len(unit.text) > LONGEST:
        return False
    detected = _DETECTED.search(unit.text)
    if detected is None or _VALUE.search(unit.text) is None or detected.end() > hit.start:
        return False
    found = _BY.search(unit.text[detected.end() : hit.start]) or _PIXELS.match(unit.text, hit.end)
    return found is None
