"""Values that are read off the answer of an analysis of faces: ``face.appearance.ethnicity`` beside ``.glasses``.

Code that asks an analysis and takes what it gives out has no record of the answer's shape, but what it reads tells: the
same object gives other features of a look under names of their own, it is called after a face or its attributes, and
the file has something detect or predict.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from sousveil.linking.code.scripts import line_of
from sousveil.linking.edges import Fact
from sousveil.linking.graph import View
from sousveil.linking.standing import PROSE
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Trait

REACH = 30
"""Lines before and after in which another feature is read off the same answer."""
LONGEST = 400
"""Code points of a line that is looked at: minified files hold everything on one."""
_CHAIN = late(r"[A-Za-z_$][\w$]*(?:(?:\?\.|\.|->|::)[A-Za-z_]\w*|\[[^\[\]\n]{0,40}\]|\([\w\s,\"'`]{0,30}\))+")
_LINK = late(r"(?:\?\.|\.|->|::)([A-Za-z_]\w*)|\[[\"'`]([^\[\]\n\"'`]{1,38})[\"'`]\]")
_KEYED = late(r"(?:get|opt|at|find|value)\w*\(\s*[\"'`](\w+)[\"'`]\s*\)", re.IGNORECASE)
_ASKS = late(
    r"(?:detect|predict|analy[sz]e|classif|recogni[sz]e)(?!\w*(?:change|brows|device|lang|encod|mobil|platform|mime"
    r"|charset|click|outside|collision|version|os\b|ie\b))\w*\s*\(",
    re.IGNORECASE,
)
_ASKED = late(
    r"https?://[^\s\"'`]{4,120}/(?:detect|analy[sz]e|recogni[sz]e|predict|classify)(?![\w-])"
    r"|[\w\"'`]/(?:detect|analy[sz]e|recogni[sz]e|predict|classify)\?\w"
    r"|(?<![a-z])(?:return_?(?:face_?)?|face_?)(?:attributes?|fields?|features)[\"'`]?\s*(?:[:=,]|=>)\s*[\[(]?\s*[\"'`]\w+[\"'`]?,",
    re.IGNORECASE,
)
"""A service that is asked by an address, or for features by a list of them: ``face_field: 'age,glasses,...'``."""
_LOOKS = late(r"attr(?:s|ib\w*)?(?![a-z])|appearance|demograph", re.IGNORECASE)
_RESULT = late(
    r"(?<!inter)(?<!sur)(?<!type)face\w{0,24}(?:attr(?:ib\w*)?|result|analysis|propert\w*|feature)(?:s|_?(?:t|info|list|data|result))*$",
    re.IGNORECASE,
)
"""The name of a type for what an analysis gives out."""
_TOLD = late(r"race|ethni|skin|cultur|minorit", re.IGNORECASE)
"""What is said of a face only; a *nation* in what is called after a face may have been read off a card."""
_TYPED_IN = late(
    r"form|body|req(?:uest)?(?![a-z])|param|dto|row|card|user|staff|employee|student|passport|person|people|member"
    r"|identity|profile|visitor",
    re.IGNORECASE,
)
_EVENT = r"\b(?!(?:Mouse|Change|Input|Key|Drag|Touch|Form|Motion|Click|Focus)Event)\w*(?:EVENT|Event|ALARM|Alarm)\w*"
"""The name of a type that an event or alarm brings, and none of a window."""
_PUT = late(r"\.(?:push|append|add|push_?back|emplace_back|write_?row|write|insert)\s*\(([^\n]*)", re.IGNORECASE)
_COMMENTS = ("//", "#", "*", "/*", "--", "'", '"')
_TRAITS = ("trait/", "group/minority")
_OF_A_LOOK = frozenset({"context/attribute", "vital/age-or-sex"})


def off_an_answer(view: View, hit: Hit) -> Fact | None:
    """What is read, on a hit's line, off an object that gives other features of a face, where the trait is.

    Where something is detected or predicted in the file that is what it gave out, else a value in a record of a face.
    """
    if view.unit(hit.unit).role in PROSE or hit.trait is Trait.NATIONALITY or not hit.concept.startswith(_TRAITS):
        return None
    line = line_of(view, hit)
    if not line or len(line) > LONGEST:
        return None
    for base, name in _reads(line):
        if _names_trait(view, name) and _of_a_face(view, hit, base, name) and _beside(view, hit, base):
            return Fact.PRODUCER if _asks(view.reading.text) else Fact.SLOT
    return None


def put_into_row(view: View, hit: Hit) -> bool:
    """Whether what is read on a hit's line is put into a row or list, or written out: ``row.push(face.race)``."""
    return any(
        _names_trait(view, name) for at in _PUT.finditer(line_of(view, hit)[:LONGEST]) for _, name in _reads(at[1])
    )


def _reads(line: str) -> Iterator[tuple[str, str]]:
    """The members that are read on a line: what stands before each, and its name."""
    for chain in _CHAIN.finditer(line):
        if re.match(r"\s*=(?![=>])", line[chain.end() :]):
            continue  # it is set
        for pattern in (_LINK, _KEYED):
            for link in pattern.finditer(chain[0]):
                yield chain[0][: link.start()], link[1] or link[link.lastindex or 1]


def _names_trait(view: View, name: str) -> bool:
    return any(tag.concept.startswith(_TRAITS) for tag in view.tag(name))


def _of_a_face(view: View, hit: Hit, base: str, name: str) -> bool:
    """Whether an object is called after a face or its attributes, and after nothing that somebody typed in.

    The *attributes* of something are those of a face where faces are named near.
    """
    if _TYPED_IN.search(base):
        return False
    if _LOOKS.search(base) and _faces_near(view, hit):
        return True
    if _TOLD.search(name) is None:
        return False
    return "context/face" in {tag.concept for tag in view.tag(base)} or bool(_type_of(view, hit, base))


def _type_of(view: View, hit: Hit, base: str) -> str:
    """The type of a face's results that an object was declared with, on a line above; empty where none is seen."""
    if not base.isidentifier():
        return ""
    declared = re.compile(
        rf"(?<![\w.])(?:const\s+)?(\w{{4,60}})(?:\[\]|[>*&\])])*\s+[*&]*{base}\s*(?:[=;,){{\[]|$)"
        rf"|(?<![\w.]){base}\s*[?!]?:\s*\[?(\w{{4,60}})"
    )
    at = (view.unit(hit.unit).line or 1) - 1
    for text in reversed(view.lines[max(0, at - REACH) : at + 1]):
        for told in declared.findall(text[:LONGEST]) if base in text else ():
            if type_ := next((one for one in told if _RESULT.search(one)), ""):
                return type_
    return ""


def _faces_near(view: View, hit: Hit) -> bool:
    """Whether the file is called after faces, or a line near names one."""
    texts = (view.path.rpartition("/")[2], *(line for line in _near(view, hit) if len(line) <= LONGEST))
    return any("context/face" in {tag.concept for tag in view.tag(text)} for text in texts)


def _near(view: View, hit: Hit) -> list[str]:
    at = (view.unit(hit.unit).line or 1) - 1
    return list(view.lines[max(0, at - REACH) : at + REACH + 1])


@lru_cache(maxsize=16)
def _asks(text: str) -> bool:
    """Whether something is detected or predicted in a file, or asked for by an address or a list of features."""
    return any(_ASKS.search(line) or _ASKED.search(line) for line in text.split("\n") if len(line) <= LONGEST)


def _beside(view: View, hit: Hit, base: str) -> bool:
    """Whether another feature of a look is read off the same object on a line near."""
    for line in _near(view, hit):
        if base not in line or len(line) > LONGEST:
            continue
        for other, name in _reads(line):
            if other == base and _OF_A_LOOK & {tag.concept for tag in view.tag(name)}:
                return True
    return False


def of_an_event(view: View, hit: Hit) -> bool:
    """Whether the trait is read, on a hit's line, off something that was declared as the data of an event or alarm."""
    line = line_of(view, hit)
    if not line or len(line) > LONGEST or view.unit(hit.unit).role in PROSE:
        return False
    owners = {base.partition(".")[0].partition("->")[0] for base, name in _reads(line) if _names_trait(view, name)}
    at = (view.unit(hit.unit).line or 1) - 1
    before = [
        text
        for text in view.lines[max(0, at - REACH) : at]
        if len(text) <= LONGEST and not text.lstrip().startswith(_COMMENTS)
    ]
    return any(
        re.search(rf"{_EVENT}[>\])]*\s*[*&]?\s+[*&]?{re.escape(owner)}\b", text)
        for owner in owners
        if owner.isidentifier()
        for text in before
    )
