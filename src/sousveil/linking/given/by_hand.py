"""Bodies that somebody described in writing: weight, scars, the shape of a face, a shoe size, beside hair and eyes.

A register of those who are held, sought, cast or to be married describes how they look, and has their photo; no camera
tells a weight, a blood group or a marriage. Where something there detects or predicts, or a device took the picture,
nothing is said.
"""

import re
from functools import lru_cache

from sousveil.linking.graph import View
from sousveil.model.late import late

WHY = "it stands in a description that somebody wrote down: of weight, scars, a marriage or the like"
AROUND = 30
"""Lines before and after one that are looked through."""
LONGEST = 300
"""Characters of a line that is looked at."""
LEAST = 3
"""So many different things that are written down of a body, one of them such as no picture shows."""
MOST = 400_000
"""Code points of a text that is looked through."""
_SHOWN_TOO = (
    r"height(?:_?(?:cm|in|feet|inches|centimet\w+))?(?!_?(?:px|limit|ratio))|altura|estatura|tinggi_?badan|рост|身高|신장|身長",
    r"build|physique|body_?(?:build|type|shape)|complexi[oó]n|constitution|телосложение|体型|체형",
    r"shape_?of_?face|face_?shape|bentuk_?(?:muka|wajah)|форма_?лица|脸型|顔の形|얼굴형",
    r"occupations?|profession(?!al)",
    r"hair_?(?:length|type|texture|description)|eye_?(?:colou?r)_?(?:description|code)",
    r"lips?|fore_?head|chin|ears?",
    r"scars?|tatt?oos?|(?:distinguishing|identif\w+|birth|body|special)_?(?:marks?|features?)|(?:cicatri[zc]\w*|tatua\w+)",
)
_HIDDEN = (
    r"weight(?:_?(?:kg|kilogram\w*|lbs?|pounds|stone))?(?!_?(?:path|file|url|decay|init|s?_?dir))|peso|berat_?badan|вес|体重|체중",
    r"(?:shoe|dress|bra|cup|suit|collar)_?size|shoes?_?(?:eu|us|uk)",
    r"waist\w*|hips?(?:_?(?:size|cm|measure\w*))?|cintura|талия|腰围",
    r"bust\w*|chest(?:_?(?:size|cm|measure\w*))?|busto|грудь|胸围",
    r"inseam|neck_?size|sleeve_?length|leg_?length",
    r"blood_?(?:group|type)|golongan_?darah|tipo_?(?:de_?)?sangu?[eí]neo|группа_?крови|血型",
    r"(?:marital|civil)_?status|maritals?|married|estado_?civil|status_?(?:per)?(?:kawin|nikah)\w*|семейное_?положение|婚姻状况|婚姻",
    r"smok(?:er|es|ing)|drink(?:er|s|ing)|diet(?:ary)?|teeth",
    r"mother_?tongue|sub_?caste|gotra|annual_?income|hobb(?:y|ies)",
)
_NAMED = tuple(late(rf"(?<![a-z])(?:{one})(?![a-z])", re.IGNORECASE) for one in (*_HIDDEN, *_SHOWN_TOO))
_MEASURES = tuple(
    late(rf"(?<![a-z])(?:{one})_?(?:size|cm|inch(?:es)?|measure\w*)?(?![a-z])", re.IGNORECASE)
    for one in ("bust|busto|chest_?cm", "waist|cintura", "hips?|quadril|cadera")
)
_JOINTS = late(
    r"(?<![a-z])(?:joints?|knees?|ankles?|elbows?|wrists?|skeletons?|key_?points?)(?![a-z])|关节|骨骼|关键点|сустав|скелет",
    re.IGNORECASE,
)
"""Hips, a waist and ears are points of a body that a camera follows, too."""
_PARTS = late(r"(?<=[a-z])(?=[A-Z])|[\s-]+")
"""Where a word of a name begins, or of a text."""
_SEES = late(
    r"predict|classif|(?<!un)detect(?!ive)|recogni[sz]|confiden|probab|analy[sz]|(?<![a-z])infer|snap_?shot|captur|cctv|surveil"
    r"|camera|device_?(?:id|no|index)|shot_?time|left_?top|sub_?image|bounding|bbox|tensor|deepface|insightface|识别|抓拍|设备|检测",
    re.IGNORECASE,
)
"""What looks at somebody, or took the picture."""
_FACE = late(r"(?<!inter)(?<!sur)(?<!type)(?:face(?!book|less)|facial)|人脸|人臉", re.IGNORECASE)
_SEEN = late(
    r"left_?top_?[xy]|right_?(?:btm|bottom)_?[xy]|shot_?time|appear_?time|similarity_?degree|抓拍|相似度|左上角",
    re.IGNORECASE,
)
"""Where somebody stood in a picture, and how alike: such a file holds what was seen, whatever else it describes."""


def written_by_hand(view: View, unit: int) -> bool:
    """Whether a place stands in the description of a body that somebody wrote, where nothing looks at anybody.

    A file that describes bodies and has no word for looking at somebody does so in all its parts.
    """
    line, text = view.unit(unit).line, view.reading.text
    if line is None or not 0 < len(text) <= MOST:
        return False
    if told_in_a_picture(text) or _of_faces(view):
        return False
    near = [text for text in view.lines[max(0, line - 1 - AROUND) : line + AROUND] if len(text) <= LONGEST]
    return _describes("\n".join(near)) or _describes(text)


def _of_faces(view: View) -> bool:
    """Whether a file is called after a face: standards for what cameras tell of one name scars and a shape too."""
    return _FACE.search(view.path.rpartition("/")[2]) is not None


def looked_at_near(view: View, unit: int) -> bool:
    """Whether something near a place looks at somebody, or its file holds where somebody stood in a picture."""
    line = view.unit(unit).line
    if line is None or len(view.reading.text) > MOST or told_in_a_picture(view.reading.text):
        return True
    near = view.lines[max(0, line - 1 - AROUND) : line + AROUND]
    return any(_SEES.search(text[:LONGEST]) is not None for text in near)


@lru_cache(maxsize=64)
def measures(text: str) -> bool:
    """Whether a text has the measures of somebody's body: two of bust, waist and hips."""
    words = _PARTS.sub("_", text)
    measured = sum(named.search(words) is not None for named in _MEASURES) >= len(_MEASURES) - 1
    return measured and _JOINTS.search(words) is None


@lru_cache(maxsize=8)
def told_in_a_picture(text: str) -> bool:
    """Whether a file says where in a picture somebody stood, or how alike two faces are."""
    return _SEEN.search(text) is not None


@lru_cache(maxsize=64)
def _describes(text: str) -> bool:
    if _SEES.search(text) is not None:
        return False
    words = _PARTS.sub("_", text)
    told = [named.search(words) is not None for named in _NAMED]
    if _JOINTS.search(words) is not None:
        return False
    return any(told[: len(_HIDDEN)]) and sum(told) >= LEAST
