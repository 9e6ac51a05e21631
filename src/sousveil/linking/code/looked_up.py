"""Lists at the top of a script whose values are looked up, far below, by what a model gives out.

``ETHNICITY_MAP[torch.max(told, 1)[1].item()]``, ``groups[best]`` under ``best = scores.argmax()``; or a map of groups
to numbers is turned round first. What the list is of is told by the place where that is done: pictures are opened
there, faces are found.
"""

import re
from collections.abc import Iterator

from sousveil.linking.code.scripts import PICTURED, pictured
from sousveil.linking.edges import EdgeKind, Fact, Setting, Surrounding
from sousveil.linking.graph import View
from sousveil.linking.holders import spot_of
from sousveil.linking.lists.scheme import Scheme, trait_of
from sousveil.linking.settings import setting_of
from sousveil.linking.surroundings import GIVEN, Around, near
from sousveil.linking.texts.telling import GIVEN_OUT
from sousveil.linking.weave import Key, Weave
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

WHY = "its values are looked up by what a model gives out, where faces or pictures are looked at"
PICKS = "what a model gives out picks one of these values"
SEVERAL = 3
"""So many groups in a list are people, whatever it is called."""
LISTED = 2
"""So many values in words make a list of kinds."""
PLACES = 12
"""Places where it is looked up that are looked at: a script that trains and then tries a model has several."""
QUOTED = 3
"""So many of them are quoted."""
ABOVE, BELOW = 12, 4
"""Lines above and below one that say what is done there; above it what it is looked up by may have been worked out."""
FAR_ABOVE = 40
"""Lines above one in which a picture may be opened."""
_WIDE = 400
"""Code points of a line that are looked at."""
_NAME = late(r"[A-Za-z_]\w{2,60}|[^\W\d_a-z]\w{1,60}")
_LOOKS = r"(?:(?<![\w.'\"])|(?<=self\.)|(?<=this\.)){name}\s*(?:\[|\.get\(|\.at\(|\.elementAt\()([^\n]{{0,120}})"
_OPENS = late(
    r"\bim_?read\s*\(|\bim_?decode\s*\(|Image\.open\s*\(|\bload_(?:img|image)\s*\(|decode_?(?:image|jpe?g|png)\s*\(|from_?pixels\s*\(|VideoCapture\s*\("
    r"|BitmapFactory\.decode|ImageIO\.read\s*\(|Image\.(?:load|from_?file)\w*\s*\(|image::open\s*\(|new\s+(?:Image|Bitmap)\s*\(",
    re.IGNORECASE,
)
"""A call that opens a picture."""
_TURNED = (
    r"(?:^|[\s(,;])\$?([A-Za-z_]\w{{2,60}})\s*(?::\s*[\w<>,. ]{{1,40}})?=\s*(?:"
    r"(?:dict\s*\(\s*)?[{{(\[]{{1,2}}\s*(\w+)\s*[:,]\s*(\w+)\s*[)\]]?\s*for\s+\(?\3\s*,\s*\2\)?\s+in\s+{name}\.items\(\)"
    r"|dict\(zip\({name}\.values\(\),\s*{name}(?:\.keys\(\))?\)\)"
    r"|Object\.fromEntries\(\s*Object\.entries\({name}\)\.map\(|array_flip\(\${name}\)"
    r"|{name}\.(?:invert\b|inverse\(|entries\.associate|map\(\(\w+, \w+\) =>))"
)
"""A map that is made of another one, values for keys."""
_VALUE = late(r"[^\W\d_]{3}")
_LISTS = frozenset({SymbolKind.ARRAY, SymbolKind.MAP, SymbolKind.VARIABLE, SymbolKind.CONSTANT, SymbolKind.FIELD})
_CODE = frozenset({Role.IDENTIFIER, Role.VARIABLE, Role.FIELD, Role.FUNCTION, Role.CONSTANT, Role.STRING})
_BY = late(r"\s*(?:int\s*\(\s*)?([A-Za-z_]\w*)\s*(?:[\])]|,)")
"""What a list is looked up by, with or without what stands for a number that it has not."""


def of_model(view: View, scheme: Scheme) -> tuple[Setting, str, Around] | None:
    """What the values of a list are of, by the places where a model's answer picks one; ``None`` where none says it."""
    for line in _places(view, scheme):
        around = _beside(view, line)
        tied = setting_of(around, frozenset())[0].tied
        if tied or pictured(around, firm=len(scheme.groups) >= SEVERAL) or _opened(view, scheme, line, around):
            return Setting.IMAGE, WHY if tied else PICTURED, around
    return None


def lay_lookups(weave: Weave, view: View, scheme: Scheme, head: int, key: Key) -> None:
    """The places where what a model gives out picks one of the values of a list, told of a picture, that is laid."""
    name = view.symbol(scheme.holder).name.rpartition(".")[2] if scheme.holder >= 0 else ""
    for line in _places(view, scheme)[:QUOTED]:
        unit = _quoted(view, line, name)
        if unit >= 0:
            text = view.unit(unit).text
            start, end = (text.find(name), text.find(name) + len(name)) if name in text else (0, len(text))
            place = spot_of(view, unit, start, end, view.unit(unit).symbol)
            weave.edge(weave.spot(key, place, Fact.PRODUCER), head, EdgeKind.SELECTED_BY, PICKS)


def _quoted(view: View, line: int, name: str) -> int:
    """The unit that is quoted for a line: the list's own name, what gives the value out, its function; -1 for none."""
    units = [unit for unit in view.units_between(line, line) if view.unit(unit).role in _CODE]
    told = [unit for unit in units if name in view.unit(unit).text]
    told += [unit for unit in units if GIVEN_OUT.search(view.unit(unit).text) is not None]
    return next(iter([*told, *units, *_function_of(view, line)]), -1)


def _function_of(view: View, line: int) -> list[int]:
    """The unit that names the function in which a line stands, as far as can be told by lines alone."""
    heads = [
        unit
        for unit in view.units_between(line - FAR_ABOVE, line)
        if (symbol := view.unit(unit).symbol) >= 0
        and view.symbol(symbol).kind is SymbolKind.FUNCTION
        and view.symbol(symbol).unit == unit
    ]
    return heads[-1:]


def picks(view: View, hit: Hit) -> bool:
    """Whether a word names a list that what a model gives out for a face picks from, whatever its values are called."""
    symbol = view.unit(hit.unit).symbol
    if hit.group or symbol < 0 or view.symbol(symbol).unit != hit.unit or view.symbol(symbol).kind not in _LISTS:
        return False
    lines = view.once("lookups", view.symbol(symbol).name, _lookups)
    return any(setting_of(_beside(view, line), frozenset())[0].tied for line in lines)


def picks_texts(view: View, hit: Hit) -> bool:
    """The same of a list whose values are written there, in words: they are the kinds that are told."""
    holder = view.unit(hit.unit).symbol
    if holder < 0 or len(written_in(view, holder)) < LISTED:
        return False
    return picks(view, hit)


def written_in(view: View, holder: int) -> set[str]:
    """The different values of a list or map, where each is a text in words."""
    found: set[str] = set()
    for one in view.children.get(holder, ()):
        texts = [view.unit(unit) for unit in view.inside.get(one, ())]
        own = view.symbol(one).unit
        told = [unit.text for unit in (*texts, *([view.unit(own)] if own >= 0 else ())) if _VALUE.search(unit.text)]
        if not told:
            return set()
        found.update(told)
    return found


def _opened(view: View, scheme: Scheme, line: int, around: Around) -> bool:
    """Whether a picture is opened above a line, and a list that is called after a trait is looked up there."""
    if len(scheme.groups) < SEVERAL or trait_of(view.own_concepts(scheme.holder)) is None:
        return False
    if around.has(*GIVEN, Surrounding.NAMES) or not around.has(Surrounding.INFER):
        return False
    return any(_OPENS.search(text[:_WIDE]) for text in view.lines[max(0, line - 1 - FAR_ABOVE) : line])


def _beside(view: View, line: int) -> Around:
    """What stands beside a line: what is kept of the code around it, or the names in its lines where none is."""
    if units := view.units_between(line, line):
        return near(view, units[0])
    around = Around()
    for text in view.lines[max(0, line - 1 - ABOVE) : line + BELOW]:
        for name in _NAME.findall(text[:_WIDE]):
            around.add((tag.concept for tag in view.tag(name)), name)
    return around


def _places(view: View, scheme: Scheme) -> list[int]:
    """The lines on which the list is looked up by what a model gives out."""
    return view.once("lookups", view.symbol(scheme.holder).name if scheme.holder >= 0 else "", _lookups)


def _lookups(view: View, path: str) -> Iterator[int]:
    """The same of a list by its name, which may have what it lies in before it."""
    name = path.rpartition(".")[2]
    if not view.reading.text or _NAME.fullmatch(name) is None or name not in view.reading.text:
        return
    turned = _turned(view, name)
    looks, found = re.compile(_LOOKS.format(name=rf"(?:{name}|{turned})" if turned else name)), 0
    for number in sorted({*view.lines_with(name), *(view.lines_with(turned) if turned else ())}):
        match = looks.search(view.lines[number - 1][:_WIDE])
        if match is not None and (GIVEN_OUT.search(match[1]) or _worked_out(view, number, match[1])):
            found += 1
            yield number
            if found == PLACES:
                return


def _turned(view: View, name: str) -> str:
    """The name of the map that a list is turned round into, values for keys; empty where it is not."""
    turns = re.compile(_TURNED.format(name=name))
    of_it = (line[:_WIDE] for number in view.lines_with(name) if "=" in (line := view.lines[number - 1]))
    return next((match[1] for match in map(turns.search, of_it) if match is not None), "")


def _worked_out(view: View, number: int, index: str) -> bool:
    """Whether what a list is looked up by was given what a model gives out, above a line."""
    by = _BY.match(index)
    if by is None:
        return False
    given = re.compile(rf"(?<![\w.]){by[1]}\s*(?::\s*\w+\s*)?(?::=|=)(?!=)([^\n]*)")
    above = (view.lines[at][:_WIDE] for at in range(number - 2, max(-1, number - 2 - ABOVE), -1))
    return any((one := given.search(line)) is not None and GIVEN_OUT.search(one[1]) for line in above)
