"""Titles that a program writes a value under: ``"Ethnicity: %s"``, ``print("Etnia: ", told)``, ``**Irk:** {race}``.

A word is one where it begins a text or a line of one, but for markup and the marks of a list, and a colon follows with
a value or with nothing behind. It counts where the titles of other features of a look stand in the same text or in the
same function, where it says itself that it was predicted, or where what is written there is called after the trait.
What is read in, asked of somebody, or noted in a log is none; nor is prose.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from sousveil.linking.edges import EdgeKind, Fact
from sousveil.linking.graph import Graph, View
from sousveil.linking.weave import Weave, chain_key
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.text import TextUnit
from sousveil.model.words import Role, SymbolKind

WHY = "the program writes it out under this title"
LOOKS = frozenset({"context/attribute", "vital/age-or-sex"})
NAMES = frozenset({Role.KEY, Role.IDENTIFIER, Role.STRING})
"""Roles of what a value is called that is written."""
_TEXTS = frozenset({Role.STRING, Role.ITEM})
"""Roles of the texts that a program puts together; an item is one of a list that is written line by line."""
NEAR = 12
"""Lines, or units of a compiled function, in which the other titles stand."""
BELOW = 3
"""Lines under a title in which its value may stand."""
_REACH = 120
"""Code points before a caption in which its name stands."""
GROUPS = 2
"""So many groups in a text with a value under each."""
LONGEST = 2000
"""Code points of a text in which titles are looked for; a longer one is a page or a document."""
_MARK = r"(?:<[^<>\n]{0,80}>|\x1b\[[\d;]*m|[*_~`#=|•·●▪►→✓+\-–—\[\]()]|\s)"
"""Markup, the marks of a list, brackets."""
_BREAK = r"(?:\r|\n|<(?:br|p|li|div|tr|td|th|h\d|hr)\b[^<>\n]{0,80}>)"
_WORD = r"[^\W_](?:[\w'’.\-\u0900-\u0dff\u0e00-\u0fff]*[\w\u0900-\u0dff\u0e00-\u0fff])?"
_PHRASE = rf"{_WORD}(?:\s?/\s?{_WORD}|[ \t]{_WORD}){{0,3}}"
_VALUE = r"(?:%[-+#\d.,*]*[a-zA-Z@\d]|\$?\{|\$\w|#\{|\\\(|<%=|\x01|\Z)"
"""A place for a value in the text, of any language's ways to write one; or the end of it."""
_COLON = r"\s?[:：](?![:/])"
_TITLE = late(
    rf"(?:^|{_BREAK}|(?<=[\w)}}%'\"])\s?[,;|、，；]\s?|(?<=\w)\s\((?=\w)|(?:%[-+#\d.]{{0,6}}[a-zA-Z]|\}})\s{{1,3}})(?:{_MARK}|[^\w\s<>{{}}$%\"':\\/.,;]|\d{{1,2}}[.)]\s)*+"
    rf"({_PHRASE})(?:{_MARK}|%(?=\))){{0,8}}{_COLON}(?:{_MARK}|['\"](?=\{{|%|\$))*(?={_VALUE}|{_BREAK})"
)
_FILLED = late(
    rf"(?:{_MARK}|%(?=\))){{0,8}}{_COLON}(?:{_MARK}|['\"](?=\{{|%|\$))*+(?:%[-+#\d.,*]*[a-zA-Z@\d]|\$?\{{|\$\w|#\{{|\\\(|<%=|\x01)"
)
"""A colon behind a title, and a place for a value in the text itself."""
READ_IN = late(
    r"(?:(?:starts?_?with|ends?_?with|has_?prefix|contains?|index_?of|includes|split\w*|find\w*|match\w*|search|replace\w*"
    r"|l?r?strip|trim\w*|equals\w*|compare\w*|parse\w*|scan\w*|input|raw_input|prompt\w*|ask\w*|question|read_?line"
    r"|regex\w*|compile|remove\w*|test|assert\w*|expect\w*)\s*\(\s*|[=!]=\s*|\b(?:in|is|case)\s+)(?:\w{0,2})$",
    re.IGNORECASE,
)
"""What stands before a text that is held against another, or put to somebody as a question."""
LOGGED = late(
    r"\b(?:\w*logg?(?:er|ing)?|console|debug|trace|timber|logcat)(?:\.|->|::)\w+\s*\(|\bNSLog\s*\(|\bLOG\w*\s*\(|\bLog[A-Z]?\w*\s*\("
    r"|\b(?:os_log|syslog|debugPrint|qDebug|qInfo|spdlog\S*|fprintf\s*\(\s*stderr)\b|\b(?:raise|throw)\b|\bassert\b",
    re.IGNORECASE,
)
"""What stands before a line of a log, or the message of a fault."""


_CAPTION = late(
    r"(?:(?<![a-z])(?:\w*_)?(?:title|label|caption|header|heading|placeholder|tooltip|legend)(?:_?text)?|[a-z](?:Title|Label|Caption|Header|Heading))"
    r"\s*(?:=|:)\s*(?:const\s+)?(?:(?:Text|Label|Qt?String|tr|_|LocalizedStringKey)\s*\(\s*)?[a-zA-Z@]?$"
    r"|(?<![\w.])(?:Text|Label|TextView|TextBlock|QLabel|JLabel|UILabel|Heading|Typography|TextSpan|st\.(?:sub)?header|st\.metric)\s*\(\s*[a-zA-Z@]?$"
    r"|\w\.(?:Text|Content|Caption)\s*:?=\s*@?$"
)
"""What stands before a text that is the title of something on a screen: an argument of that name, or its widget."""
_CHART = late(r"\b(?:plt|ax\w*|sns|px|fig\w*|chart\w*|plot\w*|hist\w*|bar\w*|scatter\w*|pie)\b", re.IGNORECASE)
_BARE = 3
"""Code points of a caption besides its word: a colon, a star."""


def captioned(view: View, hit: Hit) -> bool:
    """Whether a word is all of a caption that the program puts on a screen: ``Section(title = "...", value = ...)``."""
    unit = view.unit(hit.unit)
    if unit.role not in (Role.STRING, Role.VALUE) or hit.group or not view.reading.text or unit.line is None:
        return False
    if len(unit.text) - (hit.end - hit.start) > _BARE or (unit.text.isascii() and unit.text.islower()):
        return False  # in small letters it may be a key, which a program reads
    before = _before(view, unit)[-_REACH:]
    return _CAPTION.search(before) is not None and _CHART.search(before) is None


def titled(view: View, hit: Hit) -> bool:
    """Whether a word is, or is in, a title that a value is written under, among others of a look."""
    unit = view.unit(hit.unit)
    if unit.role not in _TEXTS or len(unit.text) > LONGEST or (unit.line is None and unit.symbol < 0):
        return False
    if hit.group or not any(start <= hit.start and hit.end <= end for start, end in _titles(unit.text)):
        return False
    before = _before(view, unit)
    if READ_IN.search(before) or LOGGED.search(before):
        return False
    if _names_value(view, hit) or _says_predicted(view, hit):
        return True
    return any(_of_a_look(view, other.text) for other in _beside(view, hit.unit))


def told_by_classifier(view: View, hit: Hit) -> bool:
    """Whether a title, or the name of what is written under it, says that a classifier told it."""
    unit = view.unit(hit.unit)
    beside = (
        other
        for other in (view.units_between(unit.line, unit.line) if unit.line is not None else ())
        if view.unit(other).role in NAMES and _of_a_trait(view, other)
    )
    return any(tag.concept == "context/infer" for one in (hit.unit, *beside) for tag in view.unit_tags(one))


def _says_predicted(view: View, hit: Hit) -> bool:
    """Whether the title says itself that a model gave it: ``Predicted ethnicity: ...``."""
    text = view.unit(hit.unit).text
    around = (text[start:end] for start, end in _titles(text) if start <= hit.start and hit.end <= end)
    return any(tag.concept == "context/infer" for title in around for tag in view.tag(title))


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Where the titles of a text stand, without markup and colon."""
    at = 0
    while (match := _TITLE.search(text, at)) is not None:
        yield match.span(1)
        at = match.end(1)


def _of_a_look(view: View, text: str) -> bool:
    return any(LOOKS & {tag.concept for tag in view.tag(text[start:end])} for start, end in _titles(text))


def _before(view: View, unit: TextUnit) -> str:
    """What stands on its line before a text."""
    if unit.line is None or unit.column is None or unit.line > len(view.lines):
        return ""
    return view.lines[unit.line - 1][: unit.column - 1].rstrip("\"'`")


def _function(view: View, symbol: int) -> int:
    above = (symbol, *view.ancestors(symbol)) if symbol >= 0 else ()
    return next((one for one in above if view.symbol(one).kind is SymbolKind.FUNCTION), -1)


def _beside(view: View, number: int) -> Iterator[TextUnit]:
    """A text, and the others of the same function near it."""
    unit = view.unit(number)
    near: list[int] | range = range(max(0, number - NEAR), min(len(view.reading.units), number + NEAR + 1))
    if unit.line is not None:
        near = view.units_between(unit.line - NEAR, unit.line + NEAR)
    within = _function(view, unit.symbol)
    for other in near:
        told = view.unit(other)
        if told.role in _TEXTS and len(told.text) <= LONGEST and _function(view, told.symbol) == within:
            yield told


def _names_value(view: View, hit: Hit) -> bool:
    """Whether what is written under a title is called after a trait: in a place of the text, or beside it."""
    if any(other.start > hit.end and not other.group for other in view.hits_of_unit[hit.unit] if other.trait):
        text = view.unit(hit.unit).text
        return any(
            text.rfind("{", hit.end, other.start) > text.rfind("}", hit.end, other.start)
            for other in view.hits_of_unit[hit.unit]
            if other.trait and other.start > hit.end
        )
    line = view.unit(hit.unit).line
    column = view.unit(hit.unit).column or 0
    return line is not None and any(
        view.unit(other).role in NAMES and (view.unit(other).column or 0) > column and _of_a_trait(view, other)
        for other in view.units_between(line, line)
        if other != hit.unit
    )


def _of_a_trait(view: View, unit: int) -> bool:
    return any(hit.trait is not None and not hit.group for hit in view.hits_of_unit.get(unit, ()))


def label_groups(weave: Weave, graph: Graph) -> None:
    """Label the groups of a list told of faces under which a text writes a value each: ``"Asian: %f, Black: %f"``."""
    told: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for number, spot in enumerate(weave.spots):
        if Fact.GROUP in weave.facts[number] and weave.keys[number][1].tied:
            told[spot.examined, spot.reading, spot.unit].append(number)
    for (examined, reading, number), spots in told.items():
        view = graph.views[examined, reading]
        unit = view.unit(number)
        if len(spots) < GROUPS or unit.role not in _TEXTS or len(unit.text) > LONGEST or unit.line is None:
            continue
        titles = [(start, end) for start, end in _titles(unit.text) if _FILLED.match(unit.text, end)]
        over = [one for one in spots if any(a <= weave.spots[one].start < b for a, b in titles)]
        before = _before(view, unit)
        if len(titles) >= GROUPS and len(over) >= GROUPS and not (READ_IN.search(before) or LOGGED.search(before)):
            for one in over:
                weave.facts[one][Fact.LABEL] = None


def join_titles(weave: Weave, graph: Graph) -> None:
    """Join the slots that are named beside a title, or just below it, to the title that they are written under."""
    for number in range(len(weave.spots)):
        spot = weave.spots[number]
        view = graph.views[spot.examined, spot.reading]
        unit = view.unit(spot.unit)
        if Fact.LABEL not in weave.facts[number] or unit.role not in _TEXTS or unit.line is None:
            continue
        slots = [
            (slot, view.unit(other).line == unit.line)
            for other in view.units_between(unit.line, unit.line + BELOW)
            for slot in weave.laid_at(spot.examined, spot.reading, other)
            if Fact.SLOT in weave.facts[slot]
            and Fact.LABEL not in weave.facts[slot]
            and chain_key(weave.keys[slot]) == chain_key(weave.keys[number])
        ]
        beside = any(same for _, same in slots)
        for slot, same in slots:
            if same or not beside:
                weave.edge(slot, number, EdgeKind.SHOWN_BY, WHY)
