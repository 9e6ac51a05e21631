"""What running code puts on a screen or draws onto a picture: a name that is handed to it, a value looked up in a list.

``cv2.putText(frame, race, ...)`` shows what is called race, ``putText(frame, NAMES[best])`` one of the groups of a
list, and so does ``label = NAMES[best]`` where that is shown below. What goes to a log is not shown. A thing of a
screen is made with its title, which is its own name: ``InfoItem ethnicity("Ethnicity")`` beside others of its type. A
list of keys is shown where code goes through it and puts each of them there.
"""

import re
from collections.abc import Iterator, Mapping

from sousveil.linking.acting.configured import words
from sousveil.linking.edges import EdgeKind, Fact, Setting
from sousveil.linking.graph import Graph, Node, View
from sousveil.linking.holders import spot_of
from sousveil.linking.lists.scheme import Scheme
from sousveil.linking.taming import REACH
from sousveil.linking.weave import Weave
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

WHY = "one of its values is looked up and shown there"
DRAWS = late(
    r"(?<![a-z])(?:put_?text(?!ur)\w{0,12}|cv2?\w{0,6}_?add\w{0,10}_?text|draw_?(?:text|string)(?!ur)\w{0,12}|draw(?:er|ing)?\.text|(?:fill|stroke|add|set)_?text|text_?out|show_?info|show_?message\w*|make_?text|render_?(?:text|ui|table)"
    r"|(?:st|col\w*|\w+_col\w*|sidebar|container|placeholder|expander|tab\w*)(?:\[\d\])?"
    r"\.(?:write|metric|text|markdown|success|info|title|subheader|header|caption)"
    r"|label\.(?:config|configure)|messagebox\.\w+|(?<![\w.])html\.(?:div|span|strong|p|h[1-6]|t[dhr]|li|label|b|small))\s*\("
    r"|(?:text_?content|inner_?html|inner_?text|\.text|\.caption|\.title)\s*=(?!=)",
    re.IGNORECASE,
)
"""A call, or a member that is set, by which something comes on a screen or a picture."""
_LOOKED_UP = r"(?:(?<![\w.'\"])|(?<=self\.)|(?<=this\.)){name}\s*(?:\[|\.get\(|\.at\(|\.values\(\)\[|\()"
_GIVEN = (
    r"(?:^|[\s(,;])(\w+)\s*(?::\s*\w+\s*)?(?::=|<-|=)(?![=>])[^\n]{{0,80}}?(?<![\w.'\"]){name}\s*(?:\[|\.get\(|\.at\()"
)
_MADE_OF = (
    r"\s*(?:[\w<>\[\]:]+\s)?\s*(\w+)\s*\+?=(?!=)[^\n]*?[\"'`][^\n]*?[{{+,%(\s](?:\w+(?:\?\.|\.|->))*{name}(?![\w(])"
)
"""A text that is put together of what has a name, among other words."""
_CALLED = late(
    r"\s*(?:(?:const|let|var|val|auto|final)\s+)?(\w+)\s*(?::=|=)(?!=)\s*(?:await\s+)?(?:\w+(?:\.|->|::))*(\w+)\("
)
"""A name that is given what a call gives back."""
_THROUGH = (
    r"\bfor\s*\(?\s*(?:const\s|let\s|var\s|auto\s|\w+\s)?\s*(\w+)\s*(?:in|of|:)\s+{name}\b"
    r"|\b{name}\.(?:map|forEach)\(\s*\(?(\w+)"
)
"""Code that goes through a list."""
_BY_METHOD = r"\s*(?:(?:const|let|var|auto|String|string)\s+)?(\w+)\s*=\s*{name}\."
_IN_A_PAGE = late(r">\s*\{[^{}]*$|\{\{[^{}]*$|>\s*<%=[^%]*$|\$\{[^{}]*$")
"""What stands before a place for a value in a page or a text."""
_KEPT = late(r"(?<![\w.])set([A-Z]\w*)\s*\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*$")
"""What stands before a value that is put into the state of a screen, by the function that does so."""
_IN_STATE = r"\{{[^{{}}\n]{{0,120}}(?<![\w.]){name}\b(?!\s*(?:=|\())[^{{}}\n]{{0,80}}\}}"
_NAMES = frozenset({Role.IDENTIFIER, Role.VARIABLE, Role.KEY, Role.STRING})
_WORDS = frozenset({Role.STRING, Role.UI_LABEL, Role.OPTION, Role.KEY, Role.IDENTIFIER})
_CODE = frozenset({Role.IDENTIFIER, Role.KEY})
_NAME = late(r"[A-Za-z_]\w{2,40}", re.ASCII)
ABOVE = 2
"""Lines above a place in a page on which the words stand that a value is shown under; above an argument, its call."""
BELOW = 30
"""Lines under a name that is given a looked up value, on which it may be shown."""
LEAST = 3
"""So many things of one type that are made with a title each."""
BESIDE = 12
"""Lines before and after one on which the others are made."""
_MADE = late(
    r"\s*(?:(?:const|static|final|auto|var|val|let)\s+)*(?:[\w.]+::)?(?P<type>\w*(?:Item|Label|Caption|Title|Widget|Control|TextView)\w*)"
    r"\s*[*&]?\s+[*&]?(?P<name>\w+)\s*(?:\(|\{|=\s*(?:new\s+)?[\w:.]+\s*\()\s*(?:L|u8|tr\(|_\()?\"(?P<text>[^\"]{2,60})\""
)
"""A variable that is made with a text."""
_LETTERS = late(r"[^\W\d_]{2}")


def drawn(view: View, hit: Hit) -> bool:
    """Whether a name or key is handed to what draws it or puts it on a screen."""
    unit = view.unit(hit.unit)
    if unit.role not in _NAMES or unit.line is None or unit.column is None or unit.line > len(view.lines):
        return False
    if unit.role is Role.IDENTIFIER and (given := _CALLED.match(view.lines[unit.line - 1])) and given[2] == unit.text:
        return _comes_on_screen(view, unit.line, given[1])
    if unit.role is Role.IDENTIFIER and _in_shown_text(view, unit.line, unit.text):
        return True
    if unit.role is Role.VARIABLE:
        return unit.text.isidentifier() and _comes_on_screen(view, unit.line, unit.text)
    if unit.role is Role.STRING and (hit.start, hit.end) != (0, len(unit.text)) and not unit.text.isidentifier():
        return False  # words in a text are titles, or tell something
    before = view.lines[unit.line - 1][: unit.column - 1]
    for above in range(unit.line - 2, max(-1, unit.line - 2 - ABOVE), -1):
        if DRAWS.search(before):
            break
        before = f"{view.lines[above]} {before}"
    return handed(before) or _kept_on_screen(view, view.lines[unit.line - 1][: unit.column - 1])


def _in_shown_text(view: View, number: int, name: str) -> bool:
    """Whether a line puts a member of this name into a text that is shown below: ``text = age + ", " + face.race``."""
    if not name.isidentifier():
        return False
    made = re.compile(_MADE_OF.format(name=re.escape(name))).match(view.lines[number - 1][:REACH])
    return made is not None and made[1] != name and _shown_below(view, number, made[1]) is not None


def _kept_on_screen(view: View, before: str) -> bool:
    """Whether what follows is put into the state of a screen (``setTone(...)``) whose markup shows that."""
    kept = _KEPT.search(before[-REACH:])
    if kept is None or "</" not in view.reading.text:
        return False
    name = kept[1][0].lower() + kept[1][1:]
    state = re.compile(rf"\[\s*{name}\s*,\s*set{kept[1]}\s*\]")
    shown = re.compile(_IN_STATE.format(name=name))
    lines = [line[:REACH] for line in view.lines if name in line]
    return any(map(state.search, lines)) and any(map(shown.search, lines))


def entitled(view: View, hit: Hit) -> bool:
    """Whether a text is the title that a thing of a screen is made with: its own name, beside others of its type."""
    unit = view.unit(hit.unit)
    if unit.role is not Role.STRING or unit.line is None or unit.line > len(view.lines) or unit.text[:1].islower():
        return False
    made = _MADE.match(view.lines[unit.line - 1][:REACH])
    if made is None or made["text"] != unit.text or words(made["name"]) != words(made["text"]):
        return False
    around = view.lines[max(0, unit.line - 1 - BESIDE) : unit.line + BESIDE]
    others = [other for line in around if (other := _MADE.match(line[:REACH])) and other["type"] == made["type"]]
    return len({other["text"] for other in others}) >= LEAST


def gone_through(view: View, hit: Hit) -> bool:
    """Whether a word is one of a list of keys that code goes through, and puts on a screen one by one."""
    unit = view.unit(hit.unit)
    holder = view.symbol(unit.symbol).parent if unit.symbol >= 0 else -1
    if holder < 0 or view.symbol(holder).kind is not SymbolKind.ARRAY or not view.reading.text:
        return False
    name = view.symbol(holder).name.rpartition(".")[2]
    if _NAME.fullmatch(name) is None:
        return False
    through = re.compile(_THROUGH.format(name=re.escape(name)))
    for number, line in enumerate(view.lines, 1):
        if name in line and (match := through.search(line[:REACH])) is not None:
            return _each_shown(view, number, match[1] or match[2])
    return False


def _each_shown(view: View, number: int, name: str) -> bool:
    """Whether what has this name is shown below a line, or what is made of it by a method of its own."""
    if _comes_on_screen(view, number, name):
        return True
    made = re.compile(_BY_METHOD.format(name=re.escape(name)))
    for below in range(number + 1, min(len(view.lines), number + BELOW) + 1):
        text = made.match(view.lines[below - 1][:REACH])
        if text is not None and text[1] != name and _shown_below(view, below, text[1]) is not None:
            return True
    return False


def lay_shown(weave: Weave, graph: Graph, lists: Mapping[Node, tuple[Scheme, Setting]]) -> None:
    """Label the places at which a value of a list that is tied to a face is looked up and shown."""
    for node, (scheme, setting) in lists.items():
        view = graph.view(node)
        if not setting.tied or scheme.holder < 0 or not view.reading.text:
            continue
        name = view.symbol(scheme.holder).name.rpartition(".")[2]
        head = view.name_unit(scheme.holder)
        if head < 0 or _NAME.fullmatch(name) is None:
            continue
        key = (scheme.trait, setting)
        heads = [spot for spot in weave.laid_at(view.blob, view.number, head) if weave.keys[spot] == key]
        begin, end = view.line_of(scheme.holder), max(view.unit(mark.unit).line or 0 for mark in scheme.marks)
        places = (unit for line, unit in view.once("shown", name, _places) if not begin <= line <= end)
        for unit in dict.fromkeys(places):
            spot = weave.spot(key, spot_of(view, unit, symbol=view.unit(unit).symbol), Fact.LABEL)
            for one in heads:
                weave.edge(one, spot, EdgeKind.SHOWN_BY, WHY)


def _places(view: View, name: str) -> Iterator[tuple[int, int]]:
    """The lines on which a value of a list of this name is looked up, with the units where it is shown."""
    looked_up = re.compile(_LOOKED_UP.format(name=re.escape(name)))
    given = re.compile(_GIVEN.format(name=re.escape(name)))
    for number in view.lines_with(name):
        line = view.lines[number - 1]
        match = looked_up.search(line)
        if match is None:
            continue
        if _shows(line, match.start()):
            yield from ((number, unit) for unit in _words_at(view, number))
        elif (told := given.search(line)) is not None:
            yield from ((number, unit) for unit in _below(view, number, told[1]))


def _below(view: View, number: int, name: str) -> Iterator[int]:
    """The unit at the first place below a line where what has this name is shown; else the name itself."""
    below = _shown_below(view, number, name)
    if below is None:
        return
    found = list(_words_at(view, below))
    yield from found or [
        unit
        for unit in view.units_between(number, number)
        if view.unit(unit).role is Role.VARIABLE and view.unit(unit).text == name
    ]


def _shown_below(view: View, number: int, name: str) -> int | None:
    """The first line below one on which what has this name is shown."""
    used = re.compile(rf"(?<![\w.'\"]){re.escape(name)}(?!\w|\s*=(?!=))")
    for below in range(number + 1, min(len(view.lines), number + BELOW) + 1):
        line = view.lines[below - 1]
        if any(_shows(line, match.start()) for match in used.finditer(line)):
            return below
    return None


def _comes_on_screen(view: View, number: int, name: str) -> bool:
    """Whether what has this name is shown below a line, or a text that is put together of it is."""
    if _shown_below(view, number, name) is not None:
        return True
    made = re.compile(_MADE_OF.format(name=re.escape(name)))
    for below in range(number + 1, min(len(view.lines), number + BELOW) + 1):
        text = made.match(view.lines[below - 1][:REACH])
        if text is not None and text[1] != name:
            return _shown_below(view, below, text[1]) is not None
    return False


def handed(before: str) -> bool:
    """Whether what follows is an argument of a call that draws or shows, or the value of a member that is shown."""
    before = before[-REACH:]
    ends = [match.end() for match in DRAWS.finditer(before)]
    rest = before[ends[-1] :] if ends else ")"
    return rest.count(")") <= rest.count("(") and ";" not in rest


def _shows(line: str, at: int) -> bool:
    before = line[:at]
    return handed(before) or (_IN_A_PAGE.search(before) is not None and ("<" in line or "{{" in line))


def _words_at(view: View, number: int) -> Iterator[int]:
    """The unit that is shown on a line, or under whose words it is."""
    for line in range(number, max(0, number - ABOVE - 1), -1):
        units = [
            unit
            for unit in view.units_between(line, line)
            if view.unit(unit).role in _WORDS and _LETTERS.search(view.unit(unit).text)
        ]
        if units:
            yield min(units, key=lambda unit: view.unit(unit).role in _CODE)
            return
