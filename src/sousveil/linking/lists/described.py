"""Lists whose members are maps that say what each is: ``[{label: 'Race', prop: 'race'}, {label: 'Beard', ...}]``.

So are columns of a table, controls of a form, filters, the features of an analysis and the choices of one written, in
every language that has maps, and in settings. The same key of the other maps says what kind of thing is listed.
"""

import re
from collections.abc import Iterator

import msgspec

from sousveil.linking.acting.configured import words
from sousveil.linking.code.schemed import describes_an_answer
from sousveil.linking.edges import Fact, Surrounding
from sousveil.linking.graph import SHORT, View
from sousveil.linking.standing import SCREENS
from sousveil.linking.surroundings import GIVEN, IN_PATH, OF_CONCEPT, Around
from sousveil.linking.texts.asked import among_anything
from sousveil.model.hit import Hit
from sousveil.model.late import late
from sousveil.model.words import SymbolKind

LONGEST = 200
"""Members of the longest list that is looked at."""
FEATURES = 2
LABELS = frozenset({
    "label", "title", "text", "tip", "tips", "tooltip", "hint", "placeholder", "header", "heading", "caption",
    "display", "show", "shown", "desc", "description", "message", "remark", "comment", "alias", "zh", "cn", "chinese",
})  # fmt: skip
"""Words in keys of what people are shown: ``defaultTip``, ``display_name``."""
ROWS = frozenset({SymbolKind.MAP, SymbolKind.ELEMENT})
CODE = frozenset({"javascript", "typescript", "vue", "html", "python", "go", "java", "csharp", "c", "cpp"})
"""Languages in which a value without quotation marks is the name of something else."""
_NAME = late(r"[\w.$-]+", re.ASCII)
_COLUMNS = late(r"col(?:umn)?s?(?![a-z])|columns?[A-Z]|headers?(?![a-z])", re.IGNORECASE)
"""What a list of the columns of a table is called, or typed as."""
_MADE = frozenset({"context/platform", "context/font", "context/game", "context/racing", "context/play"})
LINE = 400
_FACE = frozenset({Surrounding.FACE, Surrounding.BODY, Surrounding.DOCUMENT})


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """What a value in such a map is, what stands beside it, and what names the list or the map."""

    facts: tuple[Fact, ...]
    around: Around
    named: frozenset[Surrounding]


def list_of(view: View, row: int) -> int:
    """The array, or the map of named maps, that a map is a member of; -1 for none."""
    above = view.symbol(row).parent if row >= 0 and view.symbol(row).kind in ROWS else -1
    if above < 0:
        return -1
    kind = view.symbol(above).kind
    if view.symbol(row).kind is SymbolKind.ELEMENT:
        alike = [c for c in view.children.get(above, ())[:FEATURES] if view.symbol(c).name == view.symbol(row).name]
        listed = kind is SymbolKind.ELEMENT and len(alike) == FEATURES and view.reading.language not in SCREENS
        return above if listed else -1
    if kind is SymbolKind.ENTRY:
        above = view.symbol(above).parent
        kind = view.symbol(above).kind if above >= 0 else kind
    return above if kind in (SymbolKind.ARRAY, SymbolKind.MAP) and len(view.children.get(above, ())) > 1 else -1


def row_of(view: View, symbol: int) -> int:
    """The map in which an entry says what a member of a list is; -1 where it is none."""
    if symbol < 0 or view.symbol(symbol).kind not in (SymbolKind.ENTRY, SymbolKind.ITEM):
        return -1
    row = view.symbol(symbol).parent
    return row if list_of(view, row) >= 0 else -1


def _rows(view: View, holder: int) -> list[int]:
    rows = []
    for child in view.children.get(holder, ()):
        if view.symbol(child).kind in ROWS:
            rows.append(child)
        elif view.symbol(child).kind is SymbolKind.ENTRY:
            rows += [one for one in view.children.get(child, ()) if view.symbol(one).kind is SymbolKind.MAP][:1]
    return rows


def _name_of(view: View, row: int) -> list[int]:
    """The unit of the name under which a map stands in a map of maps."""
    above = view.symbol(row).parent
    own = row if view.symbol(above).kind is not SymbolKind.ENTRY else above
    return [view.symbol(own).unit] if view.symbol(own).unit >= 0 else []


def values_of(view: View, row: int) -> Iterator[tuple[int, int]]:
    """The entries of a map with the units of their short values."""
    for entry in view.children.get(row, ()):
        if view.symbol(entry).kind is SymbolKind.ENTRY:
            for unit in (*view.inside.get(entry, ()), *view.texts.get(entry, ())):
                if unit != view.symbol(entry).unit and len(view.unit(unit).text) <= SHORT:
                    yield entry, unit


def choices(view: View, holder: int, key: str) -> Iterator[int]:
    """The units of the values under one key of a list of maps; none under a trait's own name: data about people.

    Without a key those that stand in a map by themselves: what a call in it is made of.
    """
    for row in _rows(view, holder):
        if not key:
            yield from (
                view.symbol(child).unit
                for child in view.children.get(row, ())
                if view.symbol(child).kind is SymbolKind.ITEM and view.symbol(child).unit >= 0
            )
            continue
        for entry, unit in values_of(view, row):
            name = view.symbol(entry).unit
            if view.symbol(entry).name == key and (
                name < 0 or not any(tag.concept.startswith("trait/") for tag in view.unit_tags(name))
            ):
                yield unit


def told_by_row(view: View, row: int) -> frozenset[str]:
    """The concepts in the values of a map."""
    return frozenset(tag.concept for _, unit in values_of(view, row) for tag in view.unit_tags(unit))


def described(view: View, hit: Hit) -> Described | None:
    """What a trait's word is as the value in a map that says what a member of a list is, among features of a look."""
    unit = view.unit(hit.unit)
    name = unit.symbol >= 0 and view.symbol(unit.symbol).unit == hit.unit
    row = unit.symbol if name and list_of(view, unit.symbol) >= 0 else -1 if name else row_of(view, unit.symbol)
    if row < 0 or len(unit.text) > SHORT or describes_an_answer(view, unit.symbol):
        return None
    holder = list_of(view, row)
    if len(view.children[holder]) > LONGEST:
        return None
    key = "" if name else view.symbol(unit.symbol).name
    around, features = Around(), dict[int, bool]()
    rows = _rows(view, holder)
    for other in rows:
        values = list(values_of(view, other)) if other != row else []
        if not name and not any(view.symbol(entry).name == key for entry, _ in values):
            continue
        told: set[str] = set()
        for value in (*(value for _, value in values), *_name_of(view, other)):
            concepts = {tag.concept for tag in view.unit_tags(value)}
            told |= concepts - _seen_on(concepts)
            if concepts & {"context/attribute", "context/face"}:
                features[other] = features.get(other, False) or "context/attribute" in concepts
        if told:
            around.add(told, view.unit(values[0][1]).text if values else str(other))  # one thing, whatever says it
    if len(features) < FEATURES or not any(features.values()):
        return _of_table(view, hit, holder, around, key)
    if among_anything(len(features), len(rows)):
        return None
    above = [holder, *view.ancestors(holder)]
    names = {concept for one in above for concept in view.own_concepts(one)}
    path = {tag.concept for tag in view.tag("/".join(view.path.replace("!", "/").split("/")[-2:]))}
    named = {OF_CONCEPT[concept] for concept in names if concept in OF_CONCEPT}
    named |= {OF_CONCEPT[concept] for concept in told_by_row(view, row) if concept in OF_CONCEPT} & _FACE
    around.add(names & set(OF_CONCEPT), "<what holds it>")
    around.add(path & {"context/face", "context/body", "context/infer", "context/capture"}, IN_PATH)
    shown = not LABELS.isdisjoint(words(key)) or _NAME.fullmatch(unit.text) is None
    facts = [Fact.LABEL if shown else Fact.WORD if not name and _refers(view, hit.unit) else Fact.SLOT]
    if "context/search" in names | path:
        facts.append(Fact.SEARCH)
    return Described(facts=tuple(facts), around=around, named=frozenset(named))


def _of_table(view: View, hit: Hit, holder: int, around: Around, key: str) -> Described | None:
    """What a trait's word is among the columns of a table of faces that were captured: its list and theirs say so."""
    line = view.line_of(holder)
    if not line or line > len(view.lines) or around.has(*GIVEN, Surrounding.NAMES) or not key:
        return None
    head = view.lines[line - 1][:LINE]
    told = {tag.concept for tag in view.tag(head) if not tag.weak}
    seen = told & {"context/face", "context/body"}
    if _COLUMNS.search(head) is None or not seen or not around.has(Surrounding.CAPTURE) or told & _MADE:
        return None
    around.add(seen, "<what holds it>")
    shown = not LABELS.isdisjoint(words(key)) or _NAME.fullmatch(view.unit(hit.unit).text) is None
    return Described(facts=(Fact.LABEL if shown else Fact.SLOT,), around=around, named=frozenset({Surrounding.FACE}))


def _seen_on(concepts: set[str]) -> set[str]:
    """*Facial hair* is a feature, and no face that something was seen on."""
    return {"context/face", "context/body"} if "context/attribute" in concepts else set()


def _refers(view: View, number: int) -> bool:
    """Whether a value is a bare name: what it stands for is written elsewhere."""
    unit = view.unit(number)
    if view.reading.language not in CODE or unit.line is None or unit.column is None or unit.line > len(view.lines):
        return False
    before = view.lines[unit.line - 1][: unit.column - 1]
    return (
        not before.endswith(('"', "'", "`", ".", ">", "- "))
        and "." not in unit.text
        and _NAME.fullmatch(unit.text) is not None
    )
