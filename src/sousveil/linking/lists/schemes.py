"""Schemes: lists of the kinds that people are sorted into.

Two groups or more among siblings, or one group and a rest (``UYGUR, OTHER``), are a scheme. Black, white and yellow
beside red and blue are paint; alone they need the trait's own word on the list or on what holds it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from sousveil.linking.code.chosen import chosen_trait
from sousveil.linking.graph import View
from sousveil.linking.lists.allowed import named_by_place
from sousveil.linking.lists.blocked import blocked
from sousveil.linking.lists.classes import is_file, lines_of
from sousveil.linking.lists.continents import parts_of_the_world
from sousveil.linking.lists.described import choices, list_of, row_of, told_by_row
from sousveil.linking.lists.hues import without_list
from sousveil.linking.lists.painted import painted
from sousveil.linking.lists.person_labels import labels_of, lists_looks
from sousveil.linking.lists.scheme import Mark, Scheme, group_of, trait_of
from sousveil.linking.lists.shades_told import told_in_functions
from sousveil.linking.lists.shares import shares
from sousveil.linking.lists.taught import taught_lists
from sousveil.linking.lists.tones import only_shades, said_of_skin, scales, shades_among
from sousveil.linking.searching.made_controls import title_before
from sousveil.linking.taming import before
from sousveil.model.hit import Hit, Tag
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

LISTS = frozenset(
    {
        SymbolKind.ENUM, SymbolKind.ARRAY, SymbolKind.MAP, SymbolKind.FUNCTION, SymbolKind.RECORD, SymbolKind.ELEMENT,
        SymbolKind.VARIABLE, SymbolKind.CONSTANT, SymbolKind.ENTRY, SymbolKind.CALL, SymbolKind.COLUMN,
    }
)  # fmt: skip
CODED = frozenset({Role.COMMENT, Role.STRING, Role.VALUE, Role.DOCUMENT, Role.ATTRIBUTE, Role.UI_LABEL})
MOST_MEMBERS = 3000
"""A list with more texts than this is a vocabulary, not a list of kinds."""
PEOPLES = 4
"""So many different peoples in a list make its bare names names of peoples."""
LONG_NAME = 4
"""So long a name of a people is no ordinary word in a list that is called after race."""
PREFIX_FROM = 3
"""A weak word that so many names of a list begin with is their prefix."""
APART = 32
"""Code points between two items of an enumeration in prose."""
_LISTING = late(r"[,，、;；:：/|=\n\d]|\b(?:and|or|y|o|et|ou|und|oder|e|и|или)\b|和|及|或|与")
_NEGATED = late(
    r"(?:(?:no|nicht|keine?|não|sin|sans|bukan|не)[\s_-]+|(?:non|not)[\s_-]*|非|不是|غير )",
    re.IGNORECASE,
)
"""What stands at the beginning of a name for everybody but one group: *Non Asian*."""
_CODED = late(r"(?:\d\s*[-:=.)]|^[\s/*#]*[-*])\s*[\"'`]?$")
"""What stands before a value that a comment explains, each on a line of its own: ``0: Black``."""
RUNNING = frozenset({SymbolKind.FUNCTION, SymbolKind.VARIABLE, SymbolKind.CALL})
SEVERAL = 3
"""So many groups in a list, two of them called after parts of the world, are people and no paint."""
COLOURED = frozenset({"black", "white", "yellow", "brown", "red"})


def without_prefix(marks: list[Mark]) -> list[Mark]:
    """Marks without the weak words that several names of a list begin with: ``VA_`` of a maker is not the Va."""
    heads = Counter(mark.group for mark in marks if mark.weak and mark.start == 0)
    return [mark for mark in marks if not (mark.weak and mark.start == 0 and heads[mark.group] >= PREFIX_FROM)]


class Finder:
    """Finds the schemes of one view. ``trait_of_group`` gives the trait that a group belongs to."""

    def __init__(self, view: View, trait_of_group: dict[str, Trait]):
        self.view = view
        self.trait_of_group = trait_of_group

    def all(self) -> Iterator[Scheme]:
        """Every scheme: lists among siblings, then codings inside one comment or string."""
        taken: set[int] = set()
        for holder, members in self._holders().items():
            scheme = self._among(holder, members)
            if scheme is not None:
                taken.update(mark.unit for mark in scheme.marks)
                yield scheme
        if not taken and is_file(self.view) and (scheme := self._of_file()) is not None:
            taken.update(mark.unit for mark in scheme.marks)
            yield scheme
        for names in () if self.view.catalogue else without_list(self.view, taken):
            taken.update(name.unit for name in names)
            marks = tuple(Mark(name.unit, name.start, name.end, name.group, name.weak) for name in names)
            said = frozenset(concept for name in names for concept in name.said)
            yield Scheme(
                holder=-1, unit=-1, trait=trait_of(said) or Trait.RACE, marks=marks, rest=(), unrecognised=(), said=said
            )
        for units in (units for holder, units in told_in_functions(self.view) if holder < 0):
            if scale := shades_among(self.view, units):
                yield self._named(-1, units, scale, Trait.SKIN_COLOUR)
        for scheme in taught_lists(self.view):
            if taken.isdisjoint(mark.unit for mark in scheme.marks):
                taken.update(mark.unit for mark in scheme.marks)
                yield scheme
        for units in self._coded({hit.unit for hit in self.view.hits} - taken):
            scheme = self._inside(units)
            if scheme is not None:
                yield scheme

    def _of_file(self) -> Scheme | None:
        """The groups of a file of classes: its lines, half of which name one, or the rest."""
        units = lines_of(self.view)
        marks, rest, unrecognised, _ = self._marks(units)
        groups = {mark.group for mark in marks}
        told = {mark.unit for mark in marks} | set(rest)
        several = len(groups) >= SEVERAL and len(groups - COLOURED) >= 2
        called = {mark.group for mark in marks if self._of_person(mark)}
        if (not several or 2 * len(told) < len(units)) and not (
            len(called) >= 2 and lists_looks(labels_of(self.view, -1))
        ):
            return None
        return Scheme(
            holder=-1, unit=-1, trait=Trait.RACE, marks=tuple(marks), rest=tuple(dict.fromkeys(rest)),
            unrecognised=tuple(dict.fromkeys(unrecognised)), texts=len(units),
        )  # fmt: skip

    def _of_person(self, mark: Mark) -> bool:
        """Whether a label says of whom it speaks: ``black_person``, ``race_white``."""
        named = {tag.concept for tag in self.view.unit_tags(mark.unit)}
        return not mark.weak or "context/person" in named or trait_of(named) is not None

    def _holders(self) -> dict[int, list[int]]:
        """Symbols under which a hit stands, with the units of their members in order."""
        holders: dict[int, list[int]] = {}
        keys: dict[int, dict[str, None]] = {}
        for hit in self.view.hits:
            symbol = self.view.unit(hit.unit).symbol
            around = [symbol, *self.view.ancestors(symbol)] if symbol >= 0 else []
            for holder in around[:2]:
                if holder not in holders and self.view.symbol(holder).kind in LISTS:
                    holders[holder] = self._members(holder)
            rows = list_of(self.view, row_of(self.view, symbol))
            value = rows >= 0 and self.view.symbol(symbol).unit != hit.unit
            if value or (rows >= 0 and self.view.symbol(symbol).kind is SymbolKind.ITEM):
                keys.setdefault(rows, {})[self.view.symbol(symbol).name if value else ""] = None
        for holder in scales(self.view):
            holders.setdefault(holder, self._members(holder))
        holders.update((holder, list(units)) for holder, units in told_in_functions(self.view) if holder >= 0)
        for holder, names in keys.items():
            told = {unit for name in names for unit in choices(self.view, holder, name)}
            holders[holder] = sorted(told | set(holders.get(holder, ())))
        return holders

    def _members(self, holder: int) -> list[int]:
        view = self.view
        if told := shares(view, holder):
            return sorted({unit for child in told for unit in view.words_of(child)})
        units: list[int] = []
        for child in view.children.get(holder, ()):
            symbol = view.symbol(child)
            if symbol.kind in (
                SymbolKind.ENUM_MEMBER,
                SymbolKind.ITEM,
                SymbolKind.ENTRY,
                SymbolKind.CONSTANT,
                SymbolKind.ELEMENT,
            ) or (symbol.kind is SymbolKind.FIELD and self._scored(holder)):
                units.extend(view.words_of(child))
                units.extend(
                    u
                    for u in view.inside.get(child, ())
                    if u != symbol.unit and view.unit(u).role in (Role.VALUE, Role.ITEM, Role.STRING, Role.OPTION)
                )
        strings = (Role.STRING, Role.ITEM, Role.OPTION, Role.VALUE)
        units.extend(u for u in view.inside.get(holder, ()) if view.unit(u).role in strings)
        return sorted(dict.fromkeys(units))

    def _scored(self, holder: int) -> bool:
        """Whether a record is called after the trait: its fields are the groups, each with its share or score."""
        view = self.view
        if view.symbol(holder).kind is not SymbolKind.RECORD or view.symbol(holder).unit < 0:
            return False
        return trait_of(tag.concept for tag in view.unit_tags(view.symbol(holder).unit)) is not None

    def _marks(self, units: Sequence[int]) -> tuple[list[Mark], list[int], list[int], set[str]]:
        marks, rest, unrecognised = [], [], []
        colours: set[str] = set()
        for unit in units:
            negated = self._negated(unit) if len(units) > 1 else set()  # once for all words of a text
            for tag in self.view.unit_tags(unit):
                if (group := group_of(tag.concept)) and (unit, tag.start) not in self.view.set_aside:
                    paint = tag.weak and group in COLOURED and painted(self.view, unit, tag.start)
                    if paint or (group in COLOURED and blocked(self.view, unit)):
                        continue
                    if group in negated:
                        rest.append(unit)
                        continue
                    marks.append(Mark(unit, tag.start, tag.end, group, tag.weak))
                elif tag.concept.startswith("rest/"):
                    rest.append(unit)
                    if tag.concept == "rest/unidentified":
                        unrecognised.append(unit)
                elif tag.concept in ("context/colour", "context/pixel") and not painted(self.view, unit, tag.start):
                    colours.add(self.view.unit(unit).text[tag.start : tag.end].lower())
        return marks, rest, unrecognised, colours

    def _negated(self, unit: int) -> set[str]:
        """The group that a text names to say that somebody is none of it: ``Non Asian``, ``非维吾尔族``."""
        text = self.view.unit(unit).text
        return {
            group_of(tag.concept)
            for tag in self.view.unit_tags(unit)
            if tag.end == len(text) and _NEGATED.fullmatch(text, 0, tag.start)
        } - {""}

    def _among(self, holder: int, units: Sequence[int]) -> Scheme | None:
        if len(units) > MOST_MEMBERS:
            return None
        around = self._named_by(holder)
        of_skin = trait_of(around) is Trait.SKIN_COLOUR or only_shades(self.view, holder, units)
        scale = shades_among(self.view, units) if of_skin else parts_of_the_world(self.view, holder, units)
        if scale:
            return self._named(holder, units, scale, Trait.SKIN_COLOUR if of_skin else Trait.ETHNICITY)
        if not any(self.view.hits_of_unit.get(unit) for unit in units):
            return None
        marks, rest, unrecognised, colours = self._marks(units)
        marks = without_prefix(marks)
        around |= self._titled(units, marks)
        around = around.union(*(chosen_trait(self.view, mark.unit) for mark in marks))
        scheme = self._scheme(holder, -1, marks, rest, unrecognised, colours, around)
        return msgspec.structs.replace(scheme, texts=len(units)) if scheme else None

    def _named(self, holder: int, units: Sequence[int], named: Sequence[tuple[int, Tag]], trait: Trait) -> Scheme:
        """A list of shades of skin, or of parts of the world: words that name people only in such a list."""
        marks = [Mark(unit, tag.start, tag.end, tag.concept, tag.weak) for unit, tag in named]
        _, rest, unrecognised, _ = self._marks(units)
        return Scheme(
            holder=holder, unit=-1, trait=trait, marks=tuple(marks),
            rest=tuple(dict.fromkeys(rest)), unrecognised=tuple(dict.fromkeys(unrecognised)),
        )  # fmt: skip

    def _coded(self, units: set[int]) -> Iterator[list[int]]:
        """The texts that could code values: the comments of one symbol together, any other text by itself."""
        done: set[int] = set()
        for unit in sorted(units):
            this = self.view.unit(unit)
            if this.role not in CODED or unit in done:
                continue
            together = [unit]
            if this.role in (Role.COMMENT, Role.ATTRIBUTE) and this.symbol >= 0:
                together = [u for u in self.view.texts[this.symbol] if self.view.unit(u).role is this.role] or together
            done.update(together)
            yield together

    def _inside(self, units: Sequence[int]) -> Scheme | None:
        """A coding in a text, or in the comments of one symbol: ``1-Asian, 2-Black, 3-White``."""
        marks, rest, unrecognised, colours = self._marks(units)
        if all(self._tells(unit) for unit in units):
            marks = self._enumerated(marks)
        if not marks:
            return None
        unit = marks[0].unit
        symbol = self.view.unit(unit).symbol
        around = self._named_by(symbol) if symbol >= 0 else frozenset()
        around |= {tag.concept for text in units for tag in self.view.unit_tags(text)}
        return self._scheme(symbol, unit, marks, rest, unrecognised, colours, around)

    def _tells(self, unit: int) -> bool:
        """Whether a text is written for people: a document, or a comment that is not on anything that has values."""
        told = self.view.unit(unit)
        if told.role is Role.COMMENT:
            return told.symbol < 0 or self.view.symbol(told.symbol).kind in RUNNING
        return told.role is Role.DOCUMENT

    def _enumerated(self, marks: Sequence[Mark]) -> list[Mark]:
        """Of the groups that a text for people names, those that it enumerates; a story names several on every page."""
        kept: dict[Mark, None] = {}
        told = [mark for mark in marks if self.view.unit(mark.unit).text[: mark.start].rstrip("/")[-1:] != "<"]
        for one, other in pairwise(told):  # a tag (<li>) is no word
            if one.unit == other.unit and one.group != other.group:
                between = self.view.unit(one.unit).text[one.end : other.start]
                if len(between) <= APART and _LISTING.search(between):
                    kept |= {one: None, other: None}
        coded = [mark for mark in told if _CODED.search(before(self.view.unit(mark.unit).text, mark.start))]
        if len({mark.group for mark in coded}) > 1:
            kept |= dict.fromkeys(coded)
        return [mark for mark in told if mark in kept]

    def _named_by(self, holder: int) -> frozenset[str]:
        """Concepts on what holds the list: its name and comments, and those of the named thing around it."""
        concepts = self.view.own_concepts(holder)
        if not trait_of(concepts):
            concepts |= {c for c in named_by_place(self.view, holder) if c.startswith("trait/")}
        above = next(self.view.ancestors(holder), -1)
        if above >= 0 and not trait_of(concepts):
            concepts |= {c for c in self.view.own_concepts(above) if c.startswith("trait/")}
        row = next((one for one in (row_of(self.view, holder), row_of(self.view, above)) if one >= 0), -1)
        if row >= 0 and not trait_of(concepts):
            concepts |= {c for c in told_by_row(self.view, row) if c.startswith("trait/")}
        return concepts

    def _titled(self, units: Sequence[int], marks: Sequence[Mark]) -> frozenset[str]:
        """The trait that the label before the first group names: in a window, or on a screen that code makes."""
        title = title_before(self.view, units, marks[0].unit) if marks else -1
        concepts = (tag.concept for tag in self.view.unit_tags(title)) if title >= 0 else ()
        return frozenset(concept for concept in concepts if concept.startswith("trait/"))

    def _without_stray_peoples(self, marks: list[Mark], *, of_race: bool) -> list[Mark]:
        """Bare names of peoples (Man, Li, She) are ordinary words but in a list of peoples."""
        peoples = {mark.group for mark in marks if self.trait_of_group.get(mark.group) is Trait.ETHNICITY}
        kept = {hit.group for mark in marks for hit in self.view.hits_of_unit.get(mark.unit, ())}
        if len(peoples) >= PEOPLES or len(peoples & kept) >= SEVERAL:
            return marks
        long = LONG_NAME if of_race else MOST_MEMBERS
        return [mark for mark in marks if not mark.weak or mark.group not in peoples or mark.end - mark.start >= long]

    def _scheme(
        self,
        holder: int,
        unit: int,
        marks: list[Mark],
        rest: list[int],
        unrecognised: list[int],
        colours: set[str],
        around: frozenset[str],
    ) -> Scheme | None:
        trait = trait_of(around) or (Trait.SKIN_COLOUR if said_of_skin(self.view, marks) else None)
        if trait is not Trait.ETHNICITY:
            marks = self._without_stray_peoples(marks, of_race=trait is Trait.RACE)
        groups = {mark.group for mark in marks}
        firm = {mark.group for mark in marks if not mark.weak}
        if not groups or (colours and not trait and not firm):
            return None
        kind = self.view.symbol(holder).kind if holder >= 0 else None
        listed = unit >= 0 or kind is SymbolKind.ENUM or (kind is SymbolKind.ELEMENT and trait is not None)
        against = groups.union(*(self._negated(other) for other in rest)) == groups and len(groups) == 1 and not colours
        one = (len(firm) == 1 and bool(rest) and listed) or (against and any(map(self._negated, rest)))
        several = len(groups) >= SEVERAL and len(groups - COLOURED) >= 2
        enough = len(firm) >= 2 or (len(groups) >= 2 and (bool(trait) or bool(firm))) or one or several
        if not enough or (len(colours) >= 2 and len(colours) >= len(groups)):
            return None
        if trait is None or trait is Trait.NATIONALITY:
            votes: dict[Trait, int] = defaultdict(int)
            for group in groups:
                votes[self.trait_of_group.get(group, Trait.ETHNICITY)] += 1
            trait = max(votes, key=lambda t: (votes[t], -list(Trait).index(t)))
        return Scheme(
            holder=holder, unit=unit, trait=trait, marks=tuple(marks),
            rest=tuple(dict.fromkeys(rest)), unrecognised=tuple(dict.fromkeys(unrecognised)),
        )  # fmt: skip


def strongest(hits: Sequence[Hit]) -> Hit:
    """The hit that a place is quoted by: a live, firm one before a weak one, the longer before the shorter."""
    return max(hits, key=lambda hit: (not hit.discarded, not hit.weak, hit.end - hit.start, -hit.start))
