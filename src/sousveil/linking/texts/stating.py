"""What a document or a screen says outright: that a trait is told from pictures, by a word for telling right beside it.

``Race Classification``, ``人种识别``, ``Deteksi Etnis``, ``predicts age, gender and race``: in a heading, an item of
a list, a table or a short line of a document; on a label, or in a text of running code. Faces or pictures must be
spoken of near it, and nothing on the line may take it back, put it off, or speak of papers or of bias. What a document
says is the maker's word and no more, as its finding says; a screen is a part of the software itself.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from sousveil.linking.code.schemed import describes_an_answer
from sousveil.linking.code.scripts import PICTURE
from sousveil.linking.edges import Fact, Surrounding
from sousveil.linking.graph import View
from sousveil.linking.standing import LABEL_ROLES, MODEL_FILE
from sousveil.linking.surroundings import GIVEN, Around
from sousveil.linking.texts.counted import counted_of_faces
from sousveil.linking.texts.telling import AND, DECLARED, DRAWN, PUT_OFF, SHOWN, TAKES_BACK, TELLS
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

WHY = "it says so itself, and faces or pictures are spoken of near it"
OUTRIGHT = frozenset({Trait.RACE, Trait.ETHNICITY, Trait.SKIN_COLOUR})
TEXTS = LABEL_ROLES | {Role.STRING, Role.ITEM, Role.VALUE}
NEAR = 60
"""Lines before and after one of a document in which faces or pictures are spoken of."""
REACH = 60
"""Code points between a trait and the word for telling; other features and *and* may stand there."""
SHORT = 100
"""Code points of a line that is a title or label by its length."""
LONGEST = 400
"""Code points of a line that is looked at: a longer one is a text, or data."""
PICTURES = 2
"""So many different words for pictures, where no face is named."""
OPENED = 2
"""Lines before a text on which the call may begin that it is handed to."""
PAPERS = frozenset({"tex", "bib", "log", "po", "srt", "vtt", "tab"})
"""Endings of texts that are no maker's documents."""
PLAIN = frozenset({"txt", "text", ""})
"""Where a short line may be one of any list: of titles, of words."""
DATA = frozenset({"json", "yaml", "toml", "xml", "plist", "ini", "properties", "csv", "table"})
"""Where a text is data, and none of running code."""
ACTS = late(
    r"<(?:video|canvas)\b|type\s*=\s*[\"']?file|getUserMedia|<form\b|\bon(?:click|change|submit)\s*=|dropzone|\{\{|\{%",
    re.IGNORECASE,
)
"""What makes a page of HTML a screen that does something, and no text that somebody published."""
_FEATURES = frozenset({"context/attribute", "vital/age-or-sex", "context/person", "context/skin"})
_ITEM = late(r"\s*(?:#{1,6}\s|=+\s|[-*+•·▪►→✓✔✅☑]|\d{1,2}[.)]\s|\||<h\d|[│├└─\s]*[├└]|\.\.\s)")
"""The mark of a heading, an item of a list, a row of a table, a line of a tree."""
_UNDONE = late(r"^\s*(?:[-*+]\s*)?\[ \]|~~|☐|⬜|❌|✗|✘|🚧|⏳|[?？؟]")
_NEXT = late(r"\s*[,，、;|]")
_BY = late(
    r"\s*(?:by|using|with|via|por|mediante|usando|par|durch|mit|anhand(?:\s+der)?|dengan|ile|по)\s+(?:the\s+|la\s+|der\s+)?",
    re.IGNORECASE,
)
_HEADING = late(r"\s*#{1,6}\s+(.*)")
_LINKED = late(r"\[[^\[\]]*\]\([^()\s]*\)")
_ASIDE = late(r"\([^()\n]{1,20}\)|（[^（）\n]{1,20}）")
"""What else a trait is called, in brackets behind it."""
_URL = late(r"https?://\S+")
_ENDS = late(r"[.!;。！；]\s+\S")
_ELEMENT = late(r"</(?:div|span|p|li|td|th|h[1-6]|label|strong|b|dt|dd|small|button|section|option)>", re.IGNORECASE)
_CLOSES = late(r"[^<>\n]{0,60}<")
_COMMAND = late(r"^\s*(?:\$|>|docker|conda|pip|npm|git|cd|python\d?|bash|sh|go|cargo|mvn|curl|wget)\s")


def tells(view: View, hit: Hit) -> bool:
    """Whether a word for telling stands right beside a trait's word in its line, and nothing there takes it back."""
    return not hit.group and hit.trait in OUTRIGHT and _said_beside(view, hit)


def _said_beside(view: View, hit: Hit) -> bool:
    text = view.unit(hit.unit).text
    low, high = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
    high = len(text) if high < 0 else high
    line = text[low:high]
    if len(line) > LONGEST or TAKES_BACK.search(_without_links(line)) or _UNDONE.search(line):
        return False
    return _beside(view, hit, line, low)


def _beside(view: View, hit: Hit, line: str, low: int) -> bool:
    if TELLS.search(line, hit.start - low, hit.end - low):
        return True
    for match in TELLS.finditer(line):
        first, then = sorted([(hit.start - low, hit.end - low), match.span()])
        if first == match.span() and hit.trait is Trait.SKIN_COLOUR and _BY.fullmatch(line, first[1], then[0]):
            continue  # what is found by it is found by its pixels: "faces detected by skin colour"
        if first == match.span() and _NEXT.match(line, first[1]):
            continue  # that of something else: "face recognition, ethnicity, age"
        if first[1] <= then[0] <= first[1] + REACH and _only_features(view, line[first[1] : then[0]]):
            return True
    return False


def _only_features(view: View, between: str) -> bool:
    left = between = _ASIDE.sub(" ", between)
    for tag in sorted(view.tag(between), key=lambda tag: tag.start, reverse=True):
        if tag.concept in _FEATURES or tag.concept.startswith("trait/"):
            left = left[: tag.start] + " " + left[tag.end :]
    return AND.fullmatch(left) is not None


def _without_links(line: str) -> str:
    return _URL.sub("", _LINKED.sub("", line))


def stated_in(view: View, hit: Hit) -> Around | None:
    """What a document that says it outright speaks of near it; ``None`` where it does not, or of no face or picture."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.DOCUMENT or unit.line is None or not tells(view, hit) or not _as_title(view, hit):
        return None
    around, pictures = spoken_of(view, unit.line)
    of_people = not hit.weak or around.has(Surrounding.VITAL, Surrounding.APPEARANCE)  # no race of cars or threads
    seen = around.has(Surrounding.FACE)
    given = around.has(Surrounding.NAMES, *GIVEN) > seen + pictures
    return around if of_people and not given and (seen or pictures >= PICTURES) else None


def _as_title(view: View, hit: Hit) -> bool:
    """Whether the line of a document is a heading, an item, a row or a label, under no heading that puts it off."""
    unit = view.unit(hit.unit)
    text, language = unit.text, view.reading.language
    if language in PAPERS or _COMMAND.match(text) or any(start <= hit.start < end for start, end in _linked(text)):
        return False
    if not _ITEM.match(text) and (len(text) > SHORT or _ENDS.search(text) or language in PLAIN):
        return False
    return not (PUT_OFF.search(_heading(view, unit.line or 1)) or PUT_OFF.search(view.path.rpartition("/")[2]))


def _linked(text: str) -> Iterator[tuple[int, int]]:
    for match in (*_LINKED.finditer(text), *_URL.finditer(text)):
        yield match.span()


def _lines(view: View, line: int) -> list[str]:
    """The lines of a document near one, each cut to what is looked at."""
    return [told[:LONGEST] for told in view.lines[max(0, line - 1 - NEAR) : line + NEAR] if told.strip()]


def _heading(view: View, line: int) -> str:
    """The heading that a line of a document stands under; itself where it is one."""
    for above in range(min(line, len(view.lines)) - 1, -1, -1):
        if (match := _HEADING.match(view.lines[above])) is not None:
            return match[1]
    return ""


def facts_of(view: View, hit: Hit) -> Iterator[Fact]:
    """What a text of a screen, or of running code, shows where it says outright that the trait is told."""
    unit = view.unit(hit.unit)
    page = view.reading.language == "html" and not _acts(view.reading.text)
    data = unit.role not in LABEL_ROLES and view.reading.language in DATA
    if unit.role not in TEXTS or page or (data and not _of_a_model(view, hit)):
        return
    if not data and counted_of_faces(view, hit):
        yield from (Fact.PRODUCER, Fact.LABEL, Fact.ON_SCREEN)
    if not (tells(view, hit) or _nationality_of_a_face(view, hit)):
        return
    yield Fact.PRODUCER
    if not data and unit.role not in LABEL_ROLES and (_in_page(view, hit) or _on_screen(view, hit)):
        yield from (Fact.LABEL, Fact.ON_SCREEN)


def _nationality_of_a_face(view: View, hit: Hit) -> bool:
    """Whether a text says that a nationality is told, where a face and pictures are spoken of, and no card or name.

    A nationality is mostly typed in, read off a card or guessed from a name: the word alone says nothing.
    """
    unit = view.unit(hit.unit)
    if hit.trait is not Trait.NATIONALITY or hit.group or unit.line is None or not _said_beside(view, hit):
        return False
    around, pictures = spoken_of(view, unit.line)
    return around.has(Surrounding.FACE) > 0 and pictures >= PICTURES and not around.has(Surrounding.NAMES, *GIVEN)


def spoken_of(view: View, line: int) -> tuple[Around, int]:
    """What the lines near one speak of, and how many different words for pictures they have."""
    around = Around()
    pictures: set[str] = set()
    for told in _lines(view, line):
        around.add((tag.concept for tag in view.tag(told)), told[:80])
        pictures.update(found.lower() for found in PICTURE.findall(told))
    return around, len(pictures)


def _of_a_model(view: View, hit: Hit) -> bool:
    """Whether a text in data describes a model: the file of one, or where it is fetched from, stands beside it."""
    own = view.unit(hit.unit).symbol
    if own < 0 or view.symbol(own).kind is not SymbolKind.ENTRY or view.symbol(own).parent < 0:
        return False
    beside = (other for one in view.children.get(view.symbol(own).parent, ()) for other in view.inside.get(one, ()))
    return any(MODEL_FILE.search(view.unit(other).text) is not None for other in beside)


@lru_cache(maxsize=4)
def _acts(text: str) -> bool:
    """Whether a whole page does anything."""
    return ACTS.search(text) is not None


def _in_page(view: View, hit: Hit) -> bool:
    """Whether a text in running code is a piece of a page, and the word stands in it for people to read."""
    text = view.unit(hit.unit).text
    if view.unit(hit.unit).role is not Role.STRING or _ELEMENT.search(text) is None:
        return False
    return text.rfind(">", 0, hit.start) > text.rfind("<", 0, hit.start) and _CLOSES.match(text, hit.end) is not None


def _on_screen(view: View, hit: Hit) -> bool:
    """Whether a text is handed to what puts it on a screen."""
    unit = view.unit(hit.unit)
    if (
        unit.line is None
        or unit.column is None
        or unit.line > len(view.lines)
        or describes_an_answer(view, unit.symbol)
    ):
        return False
    before = view.lines[unit.line - 1][: unit.column - 1].rstrip("\"'`")
    above = unit.line - 2
    while not before.strip(" \tfrbu") and above >= max(0, unit.line - 1 - OPENED):
        before = view.lines[above].rstrip()
        above -= 1
    if DRAWN.search(before) or DECLARED.search(before):
        return False
    return SHOWN.search(before) is not None


def with_picture(view: View, hit: Hit) -> bool:
    """Whether a value stands in a map beside a picture: ``{"type": "ethnicity_detection", "image": data}``."""
    own = view.unit(hit.unit).symbol
    if own < 0 or view.symbol(own).kind is not SymbolKind.ENTRY or view.symbol(own).parent < 0:
        return False
    beside = (view.symbol(one).name for one in view.children.get(view.symbol(own).parent, ()) if one != own)
    return any(PICTURE.search(name) is not None for name in beside)


def pictures_near(view: View, line: int | None, *, alone: bool = False) -> bool:
    """Whether the lines near one speak of pictures in several words; ``alone``: and of no card, form or names."""
    if line is None or not view.reading.text:
        return False
    around, pictures = spoken_of(view, line)
    return pictures >= PICTURES and not (alone and around.has(Surrounding.NAMES, *GIVEN))
