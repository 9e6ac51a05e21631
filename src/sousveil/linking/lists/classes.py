"""Classes of models in files beside them: ``names`` of a data set, ``id2label``, ``labels.txt``, ``obj.names``.

Such a file says little but what a model tells apart. That it is handed pictures is told by what else is configured
(``image_size``, ``ForImageClassification``, folders of images with ``nc``), by the kind of file, or, where the lines of
a text are all there is, by the code that opens it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from sousveil.linking.code.scripts import PICTURE
from sousveil.linking.graph import Graph, View
from sousveil.linking.standing import MODEL_FILE
from sousveil.model.late import late
from sousveil.model.words import Role

CONFIGURED = "it lists the classes of a model that is configured for pictures"
OPENED = "code that opens pictures and asks a model reads its classes from that file"
MOST = 200
"""Lines of a file of classes; a longer one is a vocabulary."""
LONGEST = 60_000
"""Code points of a file of settings that is looked through."""
PICTURES = 3
"""So many different words for pictures stand in code that opens them."""
_DATA = frozenset({"yaml", "json", "toml", "ini", "xml", "properties", "cfg"})
_LISTS = late(
    r"(?:class|label|categor)\w*|names?|id2label|label2id|id_?to_?(?:label|class)|index_?to_?\w+|outputs?",
    re.IGNORECASE,
)
"""What a list of classes is called."""
_CLASSES = late(r"class|label|categor|names?$", re.IGNORECASE)
_IMAGES = late(
    r"ForImageClassification|ForObjectDetection|\"?image_?size\"?|\"?num_channels\"?|teachablemachine/image|ImageFeatureExtractor|ImageProcessor"
    r"|[\"']?(?:train|val|valid|test)[\"']?\s*[:=]\s*[\"']?[^\n\"']*images|input_?shape\"?\s*[:=]\s*[\[(]\s*(?:1\s*,\s*)?\d{2,3}\s*,\s*\d{2,3}\s*,\s*3"
    r"|images?_?(?:dir|path|folder)\s*[:=]",
    re.IGNORECASE,
)
_DETECTOR = late(r"^\s*[\"']?nc[\"']?\s*[:=]\s*\d+", re.MULTILINE)
_PARTS = late(r"^\s*[\"']?(train|val)[\"']?\s*[:=]", re.MULTILINE)
_OTHERS = late(
    r"(?<![a-z])(?:foods?|dish(?:es)?|cuisines?|recipes?|restaurants?|flags?|languages?|scripts?|fonts|font_?(?:names?|class|label|recogn|detect|classif|identif)\w*|dogs?|cats?|horses?|cattle"
    r"|costumes?|buildings?|music|accents?|speech|audio|wav)(?![a-z])",
    re.IGNORECASE,
)
"""What else the classes may be of."""
_READS = late(
    r"SequenceClassification|TokenClassification|vocab_size|tokeni[sz]er|surname|(?<![a-z])bert", re.IGNORECASE
)
"""A model of texts."""
FILE = late(
    r"(?:.*[/!])?(?:[\w.-]*?(?:labels?|classes|class_?names|categories)(?:[_-]?\w{0,16})?\.(?:txt|lst|list)|[\w.-]+\.names)",
    re.IGNORECASE,
)
_MODEL = late(r"model|network|classif|predict|interpreter|infer", re.IGNORECASE)
_SCORED = late(r"(?<![a-z])(?:scores?|confidence|prob(?:s|abilit(?:y|ies))?)(?![a-z])|置信度", re.IGNORECASE)
_BUILDS = late(
    r"(?:.*[/!])?(?:(?:Docker|Container)file[\w.-]*|[\w.-]+\.(?:dockerfile|sh|bash|ps1|bat|mk)|Makefile)", re.IGNORECASE
)
_NUMBERED = late(r"\s*\d{1,3}[\s:,;=\t]+\s*")


def fetches_model(path: str, text: str) -> bool:
    """Whether a line of a script that builds or sets up a program fetches or copies a model's file."""
    return _BUILDS.fullmatch(path) is not None and MODEL_FILE.search(text) is not None and not text.startswith("#")


def is_file(view: View) -> bool:
    """Whether a text is, by its name, a file of classes: one to a line."""
    return FILE.fullmatch(view.path) is not None and 1 < len(view.lines) <= MOST


def lines_of(view: View) -> list[int]:
    """The units of the lines of a file of classes; none where the lines are more than names."""
    lines = [line.strip() for line in view.lines if line.strip()]
    if any(len(_NUMBERED.sub("", line, count=1)) > 40 or line.startswith(("#", "//", "*")) for line in lines):
        return []
    return [unit for unit in range(len(view.reading.units)) if view.unit(unit).role is not Role.COMMENT]


def of_pictures(view: View, holder: int) -> bool:
    """Whether a list in a file of settings holds the classes of a model that is configured for pictures."""
    text = view.reading.text or ""
    if view.reading.language not in _DATA or not text or len(text) > LONGEST or holder < 0:
        return False
    names = (view.symbol(one).name for one in (holder, *view.ancestors(holder)))
    if not any(_LISTS.fullmatch(name) for name in names) or of_others(view.path):
        return False
    return configured(text)


@lru_cache(maxsize=8)
def configured(text: str) -> bool:
    """Whether a file of settings is for a model of pictures."""
    if of_others(text):
        return False
    parts = {match[1] for match in _PARTS.finditer(text)}
    return _IMAGES.search(text) is not None or (_DETECTOR.search(text) is not None and bool(parts))


def of_others(where: str) -> bool:
    """Whether the path or text of a file speaks of what else classes may be of, or of a model of texts."""
    return any(other.search(where) is not None for other in (_OTHERS, _READS))


def seen_in_code(view: View, holder: int) -> bool:
    """Whether a list in code is called after classes, and pictures are opened there and a model asked."""
    if holder < 0 or not in_pictures(view):
        return False
    names = (view.symbol(one).name.rpartition(".")[2] for one in (holder, *view.ancestors(holder)))
    return any(_CLASSES.search(name) for name in names)


def scored_in_code(view: View, holder: int) -> bool:
    """Whether a list in code is called after classes, and each has a score there, and what is told is a picture's."""
    names = (view.symbol(one).name.rpartition(".")[2] for one in (holder, *view.ancestors(holder)) if holder >= 0)
    return any(_CLASSES.search(name) for name in names) and scored(view)


def scored(view: View) -> bool:
    """Whether code speaks of pictures and of scores, and of no model of texts."""
    text = view.reading.text or ""
    if view.reading.language in _DATA or not text or len(text) > LONGEST or _READS.search(text):
        return False
    return _SCORED.search(text) is not None and PICTURE.search(text) is not None


def in_pictures(view: View) -> bool:
    """Whether code opens pictures and asks a model, of people: it and its path speak of nothing else."""
    text = view.reading.text or ""
    if view.reading.language in _DATA or not text or len(text) > LONGEST:
        return False
    return not of_others(view.path) and _opens_pictures(text)


@lru_cache(maxsize=8)
def _opens_pictures(text: str) -> bool:
    """Whether code opens pictures and asks a model, and speaks of nothing else that classes may be of."""
    if _MODEL.search(text) is None or of_others(text):
        return False
    return len({word.lower() for word in PICTURE.findall(text)}) >= PICTURES


def opened_for_pictures(graph: Graph, view: View) -> bool:
    """Whether a file of classes is one of a detector by its kind, or code beside it opens it, and pictures."""
    if _OTHERS.search(view.path) is not None:
        return False
    if view.path.endswith(".names"):
        return True
    base = re.split(r"[/!]", view.path)[-1]
    for other in _beside(graph, view):
        text = other.reading.text
        if base in text and _MODEL.search(text) and not _READS.search(text):
            seen = {
                word.lower() for one in (other, *_beside(graph, other)) for word in PICTURE.findall(one.reading.text)
            }
            if len(seen) >= PICTURES:
                return True
    return False


def _beside(graph: Graph, view: View) -> Iterator[View]:
    """Readings of code that lie in the folder of a file, or right above it."""
    folder = re.split(r"[/!]", view.path)[:-1]
    for other in graph.views.values():
        where = re.split(r"[/!]", other.path)[:-1]
        code = bool(other.reading.text) and other.reading.language not in _DATA and other.reading.symbols
        if other is not view and code and where in (folder, folder[:-1]):
            yield other
