"""Groups that no list holds: names made alike (``FACE_RACE_WHITE``, ``FACE_RACE_BLACK``), texts added one by one.

Constants that are declared one by one, in languages without enumerations and before them, and the strings that lie side
by side in a compiled program: what they begin or end with says that they belong together. And the texts with which code
fills a control that is called after a trait: ``cmbRace.Items.Add("White")``.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from sousveil.linking.graph import View
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind

LONGEST = 80
"""Code points of a name."""
NEAR = 1024
"""Bytes of a compiled program in which the next of such names begins."""
_LINE = 400
"""Characters of a line that are looked at before such a text."""
LOOSE = -2
"""What holds the names in a compiled program."""
COLOURS = 2
"""So many names of the same make with a colour that no people is called by make them names of paint, or of dragons."""
DECLARED = frozenset({
    SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.FIELD, SymbolKind.ENTRY, SymbolKind.ITEM,
    SymbolKind.ENUM_MEMBER,
})  # fmt: skip
ADDED = late(
    r"([A-Za-z_$][\w$]*)(?:(?:\.|->|::)(?:[Ii]tems|[Ll]ines|options|model))?(?:\.|->)"
    r"(?:[Aa]dd\w*|[Aa]ppend\w*|push\w*|[Ii]nsert\w*)(?:\s*\(|[ \t])[^()]{0,40}\(?[^()]{0,20}$"
)
"""What stands before a text that is added to something, on its line."""
_NAME = late(r"[\"']?[A-Za-z_$][\w$.:-]*[\"']?")


class Alike(msgspec.Struct, frozen=True, order=True):
    """One such name: its unit, where the group's word stands in it, the group, whether that word alone is weak."""

    unit: int
    start: int
    end: int
    group: str
    weak: bool
    said: frozenset[str]
    """The concepts in it, or in the name of what it is added to."""


def alike(view: View, taken: AbstractSet[int]) -> Iterator[list[Alike]]:
    """Runs of names that differ in the group alone, two groups or more in each; none of the units ``taken``."""
    runs: dict[tuple[int, str, str], list[Alike]] = defaultdict(list)
    for unit in view.hits_of_unit:
        if unit not in taken and _declared(view, unit):
            for name in _read(view, unit):
                text = view.unit(unit).text
                runs[_owner(view, unit), text[: name.start].lower(), text[name.end :].lower()].append(name)
    for (owner, before, after), names in runs.items():
        for run in _near(view, names) if owner == LOOSE else (names,):
            units = range(len(view.reading.units)) if owner == LOOSE else _beside(view, owner)
            if len({name.group for name in run}) > 1 and not _painted(view, units, before, after):
                yield run


def added(view: View, taken: AbstractSet[int]) -> Iterator[list[Alike]]:
    """Runs of texts that code adds one by one to what is called after a trait, two groups or more in each."""
    runs: dict[tuple[int, str], list[Alike]] = defaultdict(list)
    for number in view.hits_of_unit:
        unit = view.unit(number)
        if number in taken or unit.role is not Role.STRING or len(unit.text) > LONGEST:
            continue
        if unit.line is None or unit.column is None or unit.line > len(view.lines) or unit.column > _LINE:
            continue
        match = ADDED.search(view.lines[unit.line - 1][: unit.column - 1])
        if match is None:
            continue
        said = frozenset(tag.concept for tag in view.tag(match[1]))
        for tag in view.unit_tags(number) if any(concept.startswith("trait/") for concept in said) else ():
            if tag.concept.startswith("group/") and (number, tag.start) not in view.set_aside:
                group = tag.concept.removeprefix("group/")
                runs[unit.symbol, match[1]].append(Alike(number, tag.start, tag.end, group, tag.weak, said))
    yield from (names for names in runs.values() if len({name.group for name in names}) > 1)


def _declared(view: View, number: int) -> bool:
    """Whether a unit is the name of a constant, or a name among the strings of a compiled program."""
    unit = view.unit(number)
    if len(unit.text) > LONGEST or _NAME.fullmatch(unit.text) is None:
        return False
    if unit.line is None:
        return unit.role is Role.STRING
    symbol = view.symbol(unit.symbol) if unit.symbol >= 0 else None
    return symbol is not None and symbol.unit == number and symbol.kind in DECLARED


def _owner(view: View, number: int) -> int:
    """What holds a name: the same for all of a run. In a compiled program nothing does."""
    unit = view.unit(number)
    return LOOSE if unit.line is None else view.symbol(unit.symbol).parent


def _near(view: View, names: list[Alike]) -> Iterator[list[Alike]]:
    """The runs of names that lie near each other in a compiled program."""
    run: list[Alike] = []
    last = 0
    for at, name in sorted((_offset(view, name.unit), name) for name in names):
        if run and at - last > NEAR:
            yield run
            run = []
        run.append(name)
        last = at
    yield run


def _offset(view: View, number: int) -> int:
    spans = view.unit(number).spans
    return spans[0].offset if spans else 0


def _beside(view: View, owner: int) -> list[int]:
    """The names of all that one thing holds."""
    return [view.symbol(child).unit for child in view.children.get(owner, ()) if view.symbol(child).unit >= 0]


def _read(view: View, number: int) -> Iterator[Alike]:
    tags = view.unit_tags(number)
    said = frozenset(tag.concept for tag in tags)
    for tag in tags if any(concept.startswith("trait/") for concept in said) else ():
        if tag.concept.startswith("group/") and (number, tag.start) not in view.set_aside:
            yield Alike(number, tag.start, tag.end, tag.concept.removeprefix("group/"), tag.weak, said)


def _painted(view: View, units: Sequence[int], before: str, after: str) -> bool:
    """Whether others of the same make name colours that no people is called by."""
    colours = set()
    for number in units:
        text = view.unit(number).text.lower()
        if len(text) <= LONGEST and text.startswith(before) and text.endswith(after):
            colours |= {text for tag in view.unit_tags(number) if tag.concept == "context/colour"}
    return len(colours) >= COLOURS
