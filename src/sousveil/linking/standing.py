"""How a hit stands in its text and its symbol beside others: what slots, labels and decisions ask of a view alone."""

import re

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.surroundings import OF_CONCEPT, Around
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

SLOT_KINDS = frozenset({SymbolKind.FIELD, SymbolKind.COLUMN, SymbolKind.ENTRY})
HOLDER_KINDS = frozenset({SymbolKind.RECORD, SymbolKind.TABLE, SymbolKind.MAP})
CHOICE_KINDS = frozenset({SymbolKind.ENUM_MEMBER, SymbolKind.ITEM, SymbolKind.ENTRY, SymbolKind.CONSTANT})
LABEL_ROLES = frozenset({Role.UI_LABEL, Role.OPTION})
PROSE = frozenset({Role.COMMENT, Role.DOCUMENT})
SLOT_NAMES = frozenset({Role.STRING, Role.KEY, Role.ATTRIBUTE})
SCREENS = frozenset({"html", "vue", "screen", "qt-ui", "gtk-ui", "axml"})
"""Languages of screens."""
NOT_OPEN = late(
    r"\breserved?\b|\bnot (?:yet )?(?:open|used|supported|implemented)\b|\bunused\b|\bnot yet defined\b"
    r"|保留|预留|暂不开放|暂未开放|暂不支持|未使用|暂未定义|尚未定义|未実装|予約領域|미사용"
    r"|не используется|зарезервировано",
    re.IGNORECASE,
)
"""A maker's words for a slot that is not filled, or not yet."""
MOST_MEMBERS = 1000
"""A map or record with more members than this is a word list, not a record of anything."""


def holder_of(view: View, symbol: int) -> int:
    """The record, table or map that a slot lies in, -1 for none."""
    parent = view.symbol(symbol).parent
    return parent if parent >= 0 and view.symbol(parent).kind in HOLDER_KINDS else -1


_SETS = late(r"(?:set|with)_?[A-Z_]\w*")


def set_in(view: View, symbol: int) -> int:
    """The record whose field a parameter of a setter sets, -1 where it is none of one: ``setRace(String race)``."""
    told = view.symbol(symbol)
    if told.kind is not SymbolKind.PARAMETER or told.parent < 0 or not _SETS.fullmatch(view.symbol(told.parent).name):
        return -1
    record = holder_of(view, told.parent)
    fields = (view.symbol(child) for child in view.children.get(record, ()) if record >= 0)
    named = any(field.kind is SymbolKind.FIELD and field.name.lower() == told.name.lower() for field in fields)
    return record if named else -1


def takes_names(view: View, symbol: int) -> bool:
    """Whether a function, or the methods of a class, take the names of people."""
    if symbol < 0:
        return False
    functions = [symbol, *(c for c in view.children.get(symbol, ()) if view.symbol(c).kind is SymbolKind.FUNCTION)]
    taken = (p for function in functions for p in view.children.get(function, ()))
    return any(
        view.symbol(p).kind is SymbolKind.PARAMETER and "vital/personal-name" in view.own_concepts(p) for p in taken
    )


def answered_by(view: View, symbol: int) -> int:
    """The function in whose body an entry of a map stands, where it infers from a face that it is given; else -1."""
    if view.symbol(symbol).kind is not SymbolKind.ENTRY:
        return -1
    maker = next((a for a in view.ancestors(symbol) if view.symbol(a).kind is SymbolKind.FUNCTION), -1)
    if maker < 0 or "context/infer" not in view.own_concepts(maker):
        return -1
    taken = (c for c in view.children.get(maker, ()) if view.symbol(c).kind is SymbolKind.PARAMETER)
    return maker if any("context/face" in told_concepts(view, c) for c in taken) else -1


def told_concepts(view: View, symbol: int) -> frozenset[str]:
    """The concepts of a symbol's own words, but a platform's *face* (a typeface, a library called after it)."""
    own = view.own_concepts(symbol)
    return own - {"context/face"} if "context/platform" in own else own


def beside_slots(around: Around) -> bool:
    """Whether two other things beside it are told of a person: by a look, or by a card or register."""
    looks = around.has(Surrounding.APPEARANCE, Surrounding.VITAL)
    return looks >= 2 or around.has(Surrounding.REGISTRY, Surrounding.DOCUMENT) >= 2


NAME = late(r"\W*[\w.-]+\W*")


LONG_NAME = 8
"""A text of more words than these is a sentence, and no name of a slot."""
_ENDS = late(r"[。！？।؟]")
"""Where a sentence ends in a language that writes its words without blanks, or has a sign of its own."""
_OFFERED = late(
    r"<(?:(?:el|a|v|q|n|van|ion|mat)-)?(?:select-)?option\b|<(?:Select|Menu|Picker|Radio)[.-]?(?:Item|Option)\b"
    r"|Dropdown_?Menu_?Item\(",
    re.IGNORECASE,
)
"""A line of a page that offers a value to choose."""


def is_name(view: View, hit: Hit) -> bool:
    """Whether a text is the name of something, and not words for people; dress is never a slot by its word alone.

    A sentence is none, and neither is a group among the choices that a control of a page offers.
    """
    text, line = view.unit(hit.unit).text, view.unit(hit.unit).line
    if len(text.split()) > LONG_NAME or _ENDS.search(text) is not None:
        return False
    if hit.group and line is not None and line <= len(view.lines) and _OFFERED.search(view.lines[line - 1][:400]):
        return False
    return not hit.concept.startswith("proxy/") and (view.unit(hit.unit).line is not None or bool(NAME.fullmatch(text)))


_INFERS = late(
    r"predic|predi[sz]|classif|clasif|klassif|klasif|infer|recogn|reconn|reconoc|reconh|erkenn|dikenal|analy|anali[sz]|estim|confi[ad]|confidence|probab"
    r"|wahrschein|soft_?max|logits|arg_?max|neural|onnx|tensor|dominan|detect|face[\W_]*model|[^\x00-\x7f]",
    re.IGNORECASE,
)
"""Words of inference but those that records of a database and the order of what is found have too: models, scores."""


def infers(around: Around) -> bool:
    """Whether something beside it says that something is inferred, other than what records and searches have too.

    A *model* of faces is none of a record.
    """
    return any(_INFERS.search(what) is not None for what in around.seen[Surrounding.INFER])


def in_data(view: View, hit: Hit) -> bool:
    """Whether a group is named in the midst of a sentence, a statement or data that a string holds."""
    unit = view.unit(hit.unit)
    if not hit.group or unit.role is not Role.STRING:
        return False
    beside = len(unit.text[: hit.start].split()) + len(unit.text[hit.end :].split())
    return beside > WORDS_BESIDE and not quoted_alone(unit.text, hit)


def quoted_alone(text: str, hit: Hit) -> bool:
    """Whether a word stands by itself between quotation marks of a longer text, as a key or value in it does."""
    return text[: hit.start].rstrip("\\ ")[-1:] in QUOTES and text[hit.end :].lstrip("\\ ")[:1] in QUOTES


WORDS_BESIDE = 3
"""So many words beside one for a group make a string a sentence, a statement or a line of data, and no name."""
QUOTES = frozenset("\"'`")
MODEL_FILE = late(
    r"(?:[\w.-]+[/\\]{1,2})*[\w.-]+\.(?:onnx|tflite|h5|hdf5|keras|pb|pt|pth|pkl|joblib|caffemodel|prototxt|weights|ckpt|mnn|rknn|ncnn"
    r"|param|tmfile|cvimodel|bmodel|kmodel|axmodel|om|trt|dlc|hef|engine|mlmodelc?|mlpackage|safetensors|dat|bin)\b"
    r"|(?:[\w.-]+[/\\]{1,2})*\w*models?[/\\]{1,2}(?:[\w.-]+[/\\]{1,2})*[\w.-]+\.(?:xml|cfg|conf|ini|json|ya?ml)\b",
    re.IGNORECASE,
)
"""The path of a model's file, or of what configures one in a folder of models."""


def model_file(text: str, hit: Hit) -> bool:
    """Whether a hit stands in the name of a model's file."""
    return any(match.start() <= hit.start and hit.end <= match.end() for match in MODEL_FILE.finditer(text))


def in_word_list(view: View, symbol: int) -> bool:
    """Whether a symbol is one of very many in its holder."""
    parent = view.symbol(symbol).parent if symbol >= 0 else -1
    return parent >= 0 and len(view.children.get(parent, ())) > MOST_MEMBERS


def named_by(view: View, *symbols: int) -> frozenset[Surrounding]:
    """The surroundings in the names and comments of these symbols."""
    return frozenset(
        OF_CONCEPT[concept]
        for symbol in symbols
        if symbol >= 0
        for concept in view.own_concepts(symbol)
        if concept in OF_CONCEPT
    )
