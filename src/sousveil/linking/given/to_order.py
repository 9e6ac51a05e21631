"""Pictures that a model makes to order, and numbers that a study makes up: nobody is looked at for either.

A program that has pictures made is told what those in them shall look like (hair, build, skin, ethnicity), in the words
of one that looks. It says that it generates or swaps, and nothing in it detects, predicts or analyses. A study of
fairness tries itself on scores that it draws by chance for each group.
"""

import re

from sousveil.linking.graph import View
from sousveil.model.late import late

ORDERED = "a model makes the pictures there as it is told to, and nothing looks at anybody"
STUDIED = "the numbers there are made up for a study of fairness, and no picture is opened"
RATED = "the rates of errors of a matcher of faces are compared there group by group, and nothing tells the group"
LONGEST = 400_000
"""Code points of a file that is looked through."""
_ORDERS = late(
    r"(?:generat(?:e|es|ed|ing|ion)|creat(?:e|ing)|draw)(?:[\s_-]+\w+){0,3}?[\s_-]+(?:image|img|avatar|portrait|headshot|picture|photo)s?(?![a-z])"
    r"|(?-i:(?:generate|create)(?:\w{0,16})(?:Image|Avatar|Portrait|Headshot|Picture|Photo)s?(?![a-z]))"
    r"|(?:image|picture|portrait|avatar|headshot)[\s_-]?generation|imagen[_-]?(?:model|handler|\d)|dall[-_·\s]?e(?![a-z])"
    r"|text[\s_-]?(?:2|to)[\s_-]?image|txt2img|img2img|stable[\s_-]?diffusion|(?<![a-z])sdxl(?![a-z])|midjourney|inpaint"
    r"|face[\s_-]?swap|swap[\s_-]?(?:the[\s_-]?)?faces?(?![a-z])|diffusion_?pipeline|images\.(?:generate|edit)\b",
    re.IGNORECASE,
)
"""What has a picture made."""
_DOCUMENT = late(r"\.(?:md|markdown|rst|txt|adoc|tex)$", re.IGNORECASE)
_MODEL = late(
    r"prompt|openai|(?<![a-z])gpt|gemini|replicate|diffus|generat\w*_?(?:model|ai)|(?<![a-z])(?:flux|sdxl|dall)|midjourney|imagen_?model",
    re.IGNORECASE,
)
"""What it is made by."""
_LOOKS = late(
    r"video_?capture|get_?user_?media|(?:ip|web|open|start|live)_?-?cam(?:era)?(?![a-z])|cctv|surveil"
    r"|camera_?(?:id|index|feed|stream|preview)|(?<!auto)(?<!auto[-_ ])detect|recogni[sz]|classif|predict|deepface"
    r"|insightface|opencv|(?<![a-z])cv2|mediapipe|face_?-?(?:api|mesh|landmark|attr|plus)|analy[sz]|infer(?!ence_?steps)"
    r"|estimat|(?<![a-z])describe(?![a-z])|confidence|vision",
    re.IGNORECASE,
)
"""A word of what looks at somebody."""
_CHANCE = late(
    r"(?<![a-z])(?:rng|np|numpy|random|rand|faker)\.\w|default_rng|Math\.random|(?<![a-z])rnorm\(|(?<![a-z])r?unif\("
)
_MADE_UP = late(r"synthe(?:tic|si[sz])|simulat(?!or)|made[-_\s]up|fictitious|illustrative", re.IGNORECASE)
_STUDY = late(
    r"fairness|(?<![a-z])unfair|(?<![a-z])bias(?!_(?:add|init))\W{0,2}(?:audit|study|report|analysis|gap|metric|test)"
    r"|disparit|performance gap|demographic[\s_]parity|equali[sz]ed[\s_]odds|equal[\s_]opportunity"
    r"|(?:tpr|fpr|fnr|fmr|fnmr|accuracy)[\s_-]gap|between groups|group[-_]level",
    re.IGNORECASE,
)
_RATES = late(
    r"(?<![a-z])(?:fnm?r|fpi?r|fmr|tmr|(?-i:TAR|FAR|FRR|EER)|det[\W_]?(?:curve|plot)|roc(?:[\W_]?curve)?|genuine|impost[oe]rs?"
    r"|(?:true|false)[\W_](?:match|non[\W_]?match)\w*)(?![a-z])",
    re.IGNORECASE,
)
"""How well faces are matched; *far* and *verification* are words of every manual of a face library."""
_BY_GROUP = late(
    r"\bfor\s+(?:\w+\s*,\s*)?\w*(?:group|race|ethnic|demograph|cohort|skin)\w*\s*(?:,\s*\w+\s*)?(?:in|of|<-)\b|group_?by\b|\.unique\("
    r"|facet|hue\s*=|sub_?groups?|per[\W_]group|by[\W_](?:race|ethnicit|group|skin|demograph)",
    re.IGNORECASE,
)
"""That it is compared for one group after the other."""
RATES = 2
"""So many different words of that kind."""
_TOLD = late(
    r"predict|classif(?:y|ier)|soft_?max|cross_?entropy|\.fit\(|optimizer|actions\s*=|deepface\.analy|num_classes|camera|alarm"
    r"|(?:race|ethnicity|skin)_?(?:model|net|labels?_?map|classes)",
    re.IGNORECASE,
)
"""What tells a group, or teaches a model to."""
_OPENS = late(
    r"imread|imdecode|image\.open|load_im(?:g|age)|videocapture|bitmapfactory|\.predict\(|deepface\.|load_model|torch\.load|\.tflite|\.onnx"
    r"|from_pretrained|InferenceSession",
    re.IGNORECASE,
)
"""A call that opens a picture, or asks a model."""


def made_to_order(view: View) -> bool:
    """Whether a program has pictures made by a model, as it is told to, and says nothing of looking at anybody."""
    text = view.reading.text
    if not 0 < len(text) <= LONGEST or _LOOKS.search(text) or is_prose(view):
        return False
    return _ORDERS.search(text) is not None and _MODEL.search(text) is not None


def looks(view: View) -> bool:
    """Whether a program says that something looks at somebody, or is too long to tell; documents do not say it."""
    text = view.reading.text
    return not is_prose(view) and (len(text) > LONGEST or _LOOKS.search(text) is not None)


def is_prose(view: View) -> bool:
    """Whether a reading is a document, and no program."""
    return _DOCUMENT.search(view.path) is not None


def made_for_a_study(view: View) -> bool:
    """Whether numbers are made up by chance to try a study of fairness, and no picture is opened and no model asked."""
    text = view.reading.text
    if not 0 < len(text) <= LONGEST or _MADE_UP.search(text) is None or _CHANCE.search(text) is None:
        return False
    return _STUDY.search(text) is not None and _OPENS.search(text) is None


def rated_by_group(view: View) -> bool:
    """Whether a study compares the errors of a matcher of faces by groups that its data came with."""
    text = view.reading.text
    if not 0 < len(text) <= LONGEST or _TOLD.search(text) is not None:
        return False
    return _BY_GROUP.search(text) is not None and len({word.lower() for word in _RATES.findall(text)}) >= RATES
