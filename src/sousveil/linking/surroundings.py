"""What stands around a symbol or a place; it decides whether a value comes from a picture, a card or a form."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from sousveil.linking.edges import Surrounding
from sousveil.linking.graph import View
from sousveil.linking.unused import unused_import
from sousveil.model.hit import Tag
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

OF_CONCEPT: dict[str, Surrounding] = {
    "context/face": Surrounding.FACE,
    "context/body": Surrounding.BODY,
    "context/attribute": Surrounding.APPEARANCE,
    "vital/age-or-sex": Surrounding.VITAL,
    "proxy/hijab": Surrounding.APPEARANCE,
    "context/capture": Surrounding.CAPTURE,
    "context/infer": Surrounding.INFER,
    "context/person": Surrounding.PERSON,
    "context/document": Surrounding.DOCUMENT,
    "context/form": Surrounding.FORM,
    "context/registry": Surrounding.REGISTRY,
    "context/medical": Surrounding.MEDICAL,
    "context/census": Surrounding.CENSUS,
    "context/name-based": Surrounding.NAMES,
    "context/demographics": Surrounding.PERSON,
}
NEAR_LINES = 40
NEAR_UNITS = 16
SCREENS = frozenset({"axml", "baml"})
BYTECODE = "python-bytecode"
"""Where each name in a function is a unit of its own, several of them to a line of what was written."""
OF_A_SCREEN = 80
"""Units before and after one that are near it in the compiled form of a screen, where nothing else lies between."""
RUN_TOGETHER = 400
"""Code points of a text without lines from which on it says nothing of what lies beside it: compilers lay the strings
of a whole program in one run without ends, in which there is a word for everything."""
PACKED = 3_000
"""Characters of a line from which on a tool wrote it that takes the ends of lines out of a whole program."""
OF_PACKED = 2_000
"""Characters before and after a place that are near it on such a line: some forty lines without their blanks."""
WINDOWS = frozenset({"qt-ui", "gtk-ui"})
OF_A_WINDOW = 160
"""Lines that are near one where the tool that draws a window writes a dozen of them for each label."""
LOOKS = 2
"""So many features of a look in a record make a face in the path of its file speak for it too."""
IN_PATH = "<path>"
GIVEN = (
    Surrounding.DOCUMENT, Surrounding.REGISTRY, Surrounding.FORM, Surrounding.MEDICAL, Surrounding.CENSUS,
)  # fmt: skip
"""What stands in records that somebody fills in."""
OF_FACES = late(
    r"(?:detect|recogni[sz]e|analy[sz]e)_?(?:face|facial)|(?:face|facial)[_-]?(?:detect|recogni|analy|attribute)",
    re.IGNORECASE,
)
APPARENT = late(r"appearance|apparent", re.IGNORECASE)
GIVES = late(r"(?:get|is|has)_?[A-Z]")
"""The name of a method that gives out what a record has."""
CODE = late(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
"""A code in data: ``EYE_GREY``."""
FIELD_LIKE = frozenset(
    {
        SymbolKind.FIELD, SymbolKind.COLUMN, SymbolKind.PARAMETER, SymbolKind.ENUM_MEMBER, SymbolKind.ITEM,
        SymbolKind.ENTRY, SymbolKind.ELEMENT, SymbolKind.RECORD, SymbolKind.ENUM, SymbolKind.VARIABLE,
        SymbolKind.CONSTANT,
    }
)  # fmt: skip


class Around:
    """Counts, for each surrounding, the *different* words or members that speak for it."""

    def __init__(self) -> None:
        self.seen: dict[Surrounding, set[str]] = defaultdict(set)

    def add(self, concepts: Iterable[str], what: str) -> None:
        """Note that ``what`` (a member's name, a line) carries these concepts."""
        for surrounding in told_by(concepts):
            self.seen[surrounding].add(what.lower())

    def copy(self) -> "Around":
        """Another one of the same, to add to."""
        other = Around()
        other.seen.update((surrounding, set(seen)) for surrounding, seen in self.seen.items())
        return other

    def joined(self, other: "Around") -> "Around":
        """What speaks for either."""
        both = self.copy()
        for surrounding, seen in other.seen.items():
            both.seen[surrounding] |= seen
        return both

    def counts(self) -> dict[Surrounding, int]:
        """How many different things speak for each surrounding, in the order of the closed list."""
        return {s: len(self.seen[s]) for s in Surrounding if self.seen[s]}

    def has(self, *surroundings: Surrounding) -> int:
        """How many different things speak for any of these."""
        return sum(len(self.seen[s]) for s in surroundings)


def told_by(concepts: Iterable[str]) -> set[Surrounding]:
    """The surroundings that concepts on one thing speak for."""
    seen = set(concepts)
    if "context/platform" in seen:
        seen.discard("context/face")
    if not seen.isdisjoint(("vital/age-or-sex", "context/vocabulary")):  # a mask over words is on nobody's face
        seen.discard("context/attribute")
    return {OF_CONCEPT[concept] for concept in seen if concept in OF_CONCEPT}


class _Kept:
    """What was worked out of one view: many slots of a record, and many words on a line, ask for the same."""

    def __init__(self) -> None:
        self.records: dict[int, Around] = {}
        self.place = (-1, -1)
        self.near: dict[Surrounding, dict[str, int]] = {}
        """Of the units near ``place``: for each surrounding, what speaks for it, and in how many units."""
        self.holders: dict[str, list[int]] | None = None
        """For the name of a type, the records of the file that have a member of it."""


_kept: WeakKeyDictionary[View, _Kept] = WeakKeyDictionary()


def _kept_of(view: View) -> _Kept:
    kept = _kept.get(view)
    if kept is None:
        kept = _kept[view] = _Kept()
    return kept


def of_record(view: View, record: int) -> Around:
    """The surroundings that a record gives its fields: its own name and comments, its members, what encloses it."""
    records = _kept_of(view).records
    if record not in records:
        records[record] = _of_record(view, record)
    return records[record].copy()


def _of_record(view: View, record: int) -> Around:
    around = Around()
    around.add(view.own_concepts(record), f"<{view.symbol(record).name}>")
    children = view.children.get(record, ())
    for child in children:
        if view.symbol(child).kind in FIELD_LIKE:
            # A private field and the property that gives it out are one thing.
            around.add(of_member(view, child), view.symbol(child).name.lstrip("_") or str(child))
    for child in given_out(view, record):
        around.add(of_member(view, child), view.symbol(child).name)
    looks = around.has(Surrounding.APPEARANCE)
    if looks + around.has(Surrounding.VITAL) >= LOOKS and not around.has(*GIVEN):
        told = view.tag(view.path)
        if looks or "context/infer" in view.own_concepts(record):
            around.add({tag.concept for tag in told} & {"context/face"}, IN_PATH)
        if looks and analysed(view.path, told):
            around.add({"context/attribute", "context/infer"}, IN_PATH)
    file = view.path.rpartition("/")[2]
    if not looks and around.has(Surrounding.VITAL) >= LOOKS and around.has(*GIVEN) <= 1 and OF_FACES.search(file):
        around.add({"context/face", "context/infer"}, IN_PATH)  # age, sex and an id, say, in ``FaceDetector.hpp``
    for above in view.ancestors(record):
        if view.symbol(above).kind is SymbolKind.RECORD:
            around.add(view.own_concepts(above) & NAMING, f"<{view.symbol(above).name}>")
    return around


def part_of_a_face(view: View, record: int) -> bool:
    """Whether a record is the type of a member of one that is called after a face, in the same file."""
    kept = _kept_of(view)
    if kept.holders is None:
        kept.holders = defaultdict(list)
        for symbol in view.reading.symbols:
            if symbol.kind is SymbolKind.FIELD and symbol.type and symbol.parent >= 0:
                kept.holders[symbol.type].append(symbol.parent)
    name = view.symbol(record).name
    return any("context/face" in told_by_name(view, above) for above in kept.holders.get(name, ()) if above != record)


def told_by_name(view: View, symbol: int) -> set[str]:
    """The concepts in the name of a symbol."""
    unit = view.symbol(symbol).unit
    return {tag.concept for tag in view.unit_tags(unit)} if unit >= 0 else set()


def analysed(path: str, told: Iterable[Tag]) -> bool:
    """Whether a path says that a feature of appearance is told by analysis; a folder of *models* says nothing."""
    concepts = {t.concept for t in told if path[t.start : t.end].lower() not in ("model", "models")}
    return {"context/attribute", "context/infer"} <= concepts and "vital/age-or-sex" not in concepts


def of_faces(path: str) -> bool:
    """Whether the folder that a file lies in, or the one above, is called after the analysis of faces."""
    return any(OF_FACES.search(part) for part in path.split("/")[-3:-1])


def of_member(view: View, child: int) -> frozenset[str]:
    """What a member of a record speaks for: *facial hair* is a feature, and no face that something was seen on.

    An *apparent age* is what somebody looks like, and not what a form says.
    """
    concepts = view.own_concepts(child)
    if "vital/age-or-sex" in concepts and APPARENT.search(view.symbol(child).name):
        concepts -= {"vital/age-or-sex"}
    return concepts - {"context/face", "context/body"} if "context/attribute" in concepts else concepts


def given_out(view: View, record: int) -> list[int]:
    """The methods that give out what a record has, where it has next to no fields itself: an interface, a wrapper."""
    children = view.children.get(record, ())
    if sum(view.symbol(child).kind in FIELD_LIKE for child in children) > 1:
        return []
    return [
        child
        for child in children
        if view.symbol(child).kind is SymbolKind.FUNCTION
        and (GIVES.match(view.symbol(child).name) or _declared(view, child))
    ]


def _declared(view: View, method: int) -> bool:
    """Whether a method takes nothing and has no body: of an interface, or of a class whose values others make."""
    line, name = view.line_of(method), view.symbol(method).name
    if not line or line > len(view.lines):
        return False
    return (
        re.search(rf"\b{re.escape(name)}\s*\(\s*\)[^{{}};]*;\s*(?://.*)?$", view.lines[line - 1].rstrip()) is not None
    )


_TYPEFACE = late(r"\bface\s*=\s*[^,\n]{0,40}[\"'](?:plain|bold|italic|bold\.italic|oblique|normal)[\"']")
_LAYOUT = late(
    r"(?:translates)?auto_?resizing_?mask\w*|masks_?to_?bounds|(?:ui|ns)?image_?view|image|frame(?:_?layout)?|(?:rounded_?)?rect"
    r"|portrait|landscape\w*",
    re.IGNORECASE,
)
"""Words of layouts that elsewhere are for pictures and faces: a *mask* of bits, *portrait* as a phone is held."""
LAID_OUT = frozenset({"screen", "axml"})
_OF_MARKUP = frozenset({Role.ELEMENT, Role.ATTRIBUTE, Role.VALUE, Role.KEY})
NAMING = frozenset({"context/face", "context/body", "context/document", "context/medical", "context/name-based"})


def near(view: View, unit: int) -> Around:
    """The surroundings of a place without a record: the symbols around it, the units near it, the file's path."""
    around = Around()
    around.add((tag.concept for tag in view.tag(view.path)), IN_PATH)
    own = view.unit(unit)
    if own.symbol >= 0:
        itself = view.reading.reader == BYTECODE and view.symbol(own.symbol).unit == unit
        for above in (*(() if itself else (own.symbol,)), *view.ancestors(own.symbol)):
            around.add(view.own_concepts(above), f"<{view.symbol(above).name}>")
            if owner := owner_of(view, above):
                around.add({tag.concept for tag in view.tag(owner)}, f"<{owner}>")
    if own.line is None:
        for other in units_near(view, unit):
            again = view.reading.reader == BYTECODE and view.unit(other).text == own.text
            if other != unit and not again and len(view.unit(other).text) < RUN_TOGETHER:
                around.add(view.concepts_of(other), view.unit(other).text[:80])
        return around
    alone = told_by(tag.concept for tag in view.unit_tags(unit))
    for surrounding, seen in _near_line(view, unit, own.line).items():
        others, this = set(seen), _speaks(view, unit, surrounding)
        if surrounding in alone and seen.get(this) == 1:
            others.discard(this)  # nobody but the place itself says it
        names = {what[1:-1] for what in around.seen[surrounding] if what[:1] == "<"}
        around.seen[surrounding] |= others - names
    return around


def owner_of(view: View, function: int) -> str:
    """The class to which a function belongs that is written outside of it: ``void FaceView::fill()``; else empty."""
    symbol, line = view.symbol(function), view.line_of(function)
    if symbol.kind is not SymbolKind.FUNCTION or not symbol.name or not line or line > len(view.lines):
        return ""
    name = symbol.name.rpartition("::")[2].rpartition(".")[2]
    match = re.search(rf"(\w{{1,60}})(?:::|\.)~?{re.escape(name)}\b", view.lines[line - 1][:RUN_TOGETHER])
    return match[1] if match is not None and view.symbol(function).parent < 0 else ""


def _near_line(view: View, unit: int, line: int) -> dict[Surrounding, dict[str, int]]:
    kept = _kept_of(view)
    place = (line, (view.unit(unit).column or 0) if packed(view, line) else -1)
    if kept.place != place:
        near: dict[Surrounding, dict[str, int]] = defaultdict(dict)
        for other in units_near(view, unit):
            silent = _of_type(view, other) or of_layout(view, other) or unused_import(view, other)
            tags = () if silent else view.unit_tags(other)
            for surrounding in told_by(tag.concept for tag in tags):
                what = _speaks(view, other, surrounding)
                near[surrounding][what] = near[surrounding].get(what, 0) + 1
        kept.place, kept.near = place, dict(near)
    return kept.near


def _speaks(view: View, unit: int, surrounding: Surrounding) -> str:
    """What in a unit speaks for a surrounding: its text; of codes in data only the feature that they are codes of.

    ``EYE_GREY`` and ``EYE_BLUE`` are two values of one feature.
    """
    told = view.unit(unit)
    if told.role is Role.VALUE and surrounding is Surrounding.APPEARANCE and CODE.fullmatch(told.text):
        tag = next((one for one in view.unit_tags(unit) if one.concept == "context/attribute"), None)
        if tag is not None and tag.start == 0 and tag.end < len(told.text):
            return told.text[: tag.end].lower()
    return told.text[:80].lower()


def _of_type(view: View, unit: int) -> bool:
    """Whether a name is that of the style of letters: ``element_text(face = "bold")``."""
    told = view.unit(unit)
    if told.text != "face" or told.line is None or told.line > len(view.lines):
        return False
    return _TYPEFACE.search(view.lines[told.line - 1]) is not None


def of_layout(view: View, unit: int) -> bool:
    """Whether a word in the description of a screen is of its layout: its frames, its image views, how it is held."""
    told = view.unit(unit)
    return view.reading.language in LAID_OUT and told.role in _OF_MARKUP and _LAYOUT.fullmatch(told.text) is not None


def packed(view: View, line: int) -> bool:
    """Whether a line is so long that what stands on it is near to next to nothing else on it."""
    return 0 < line <= len(view.lines) and len(view.lines[line - 1]) > PACKED


def units_near(view: View, unit: int, lines: int = NEAR_LINES, units: int = NEAR_UNITS) -> Iterator[int]:
    """The units within ``lines`` lines, or in a binary within ``units`` units, of the one given; itself too."""
    at = view.unit(unit).line
    if at is None:
        if view.reading.language in SCREENS or view.reading.reader == BYTECODE:
            units = OF_A_SCREEN
        yield from range(max(0, unit - units), min(len(view.reading.units), unit + units + 1))
        return
    if packed(view, at):
        column = view.unit(unit).column or 0
        yield from view.units_on(at, column - OF_PACKED, column + OF_PACKED)
        return
    lines = max(lines, OF_A_WINDOW) if view.reading.language in WINDOWS else lines
    yield from view.units_between(at - lines, at + lines)
