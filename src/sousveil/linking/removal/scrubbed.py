"""Comments and labels out of which words were taken: holes, blanks, and comments that say less than the name."""

import re
from collections.abc import Iterator, Sequence

from sousveil.knowledge.pack import Pack
from sousveil.linking.edges import Edge, EdgeKind
from sousveil.linking.graph import View
from sousveil.linking.lists.scheme import group_of, trait_of
from sousveil.linking.removal.records import comments_of, fields_of, is_bare, is_reserved
from sousveil.linking.removal.traces import Sign, Trace, joined, spot_in, spot_of
from sousveil.linking.settings import setting_of
from sousveil.linking.standing import named_by
from sousveil.linking.surroundings import near, of_record
from sousveil.model.late import late
from sousveil.model.words import Role, SymbolKind, Trait

FEATURES = 5
"""Fields that a record must have before a hole among its comments says anything."""
MOST = 500
"""Texts that a function may give out, and functions of one file that are followed."""
HOLES = 2
"""Fields without a comment that a record may have; with more, nobody kept comments complete."""
CODED = frozenset({Role.COMMENT, Role.STRING, Role.UI_LABEL, Role.ATTRIBUTE, Role.VALUE})
_BLANK = r"(?:[_＿]{2,}|[*＊×✕□■█▇]{2,}|[xX]{3,}|_)"
_HAS_BLANK = late(rf"\d\s*[-–—:：=.、)）]\s*['\"]?{_BLANK}(?!\w)")
_VALUE = late(r"(?<![\w.])(\d{1,3}|0[xX][0-9a-fA-F]{1,2})\s*[-–—:：=.、)）]\s*['\"]?([^,，;；、\n\r'\"/|]*)")
_ONLY_BLANK = late(rf"\s*{_BLANK}\s*[.。)）*/]*\s*")
_KEPT_FREE = late(
    r"预留|保留|暂不开放|暂未开放|未开放|備用|备用"
    r"|\b(?:reserved?|not (?:yet )?(?:open|available|public|used)|unused|for future use)\b",
    re.IGNORECASE,
)
_TYPE_NAME = late(r"[A-Za-z_]\w{5,}", re.ASCII)
_MILDER: dict[Trait, frozenset[Trait]] = {
    Trait.RACE: frozenset({Trait.SKIN_COLOUR}),
    Trait.ETHNICITY: frozenset({Trait.SKIN_COLOUR, Trait.RACE}),
}
"""What a list of the trait on the left is called where it is put more mildly."""


class Scrubbed:
    """Looks at the words on the fields of records, and at the values that texts list."""

    def __init__(self, pack: Pack, traits: dict[str, Trait]) -> None:
        self._traits = traits
        self._lists = {name: known for known in pack.lists for name in (known.name, *known.also)}
        self._slots = {
            slot.name.lower(): slot.trait for layout in pack.layouts for slot in layout.slots if slot.trait is not None
        }

    def find(self, view: View) -> Iterator[Trace]:
        """The traces in one reading."""
        for index, symbol in enumerate(view.reading.symbols):
            if symbol.kind is SymbolKind.RECORD:
                yield from self._record(view, index)
        yield from _numbers_for_words(view)
        for index, unit in enumerate(view.reading.units):
            if unit.role in CODED and _HAS_BLANK.search(unit.text):
                yield from self._blanked(view, index)

    # fields

    def _record(self, view: View, record: int) -> Iterator[Trace]:
        fields = fields_of(view, record)
        telling = [f for f in fields if self._named(view, f) or self._under(view, f)]
        if len(fields) < FEATURES or not telling or not of_a_face(view, record):
            return
        holes = sum(not comments_of(view, f) and not is_reserved(view.symbol(f).name) for f in fields)
        for field in telling:
            name = view.symbol(field).name
            if is_reserved(name):
                yield from self._under_comment(view, record, field)
                continue
            trait = self._named(view, field)
            if trait is None:
                continue
            if holes <= HOLES and is_bare(view, field, fields):
                yield self._of_field(view, record, fields, field, Sign.COMMENT_HOLE, trait)
            elif comments_of(view, field) and all(self._kept_free(view, unit) for unit in comments_of(view, field)):
                yield self._of_field(view, record, fields, field, Sign.RESERVED_COMMENT, trait)
            yield from self._euphemism(view, record, field)

    def _named(self, view: View, field: int) -> Trait | None:
        """The trait that a field's name says firmly, or that it has in a published layout."""
        symbol = view.symbol(field)
        firm = (hit.trait for hit in view.hits_of_unit.get(symbol.unit, ()) if not hit.group and not hit.weak)
        return next(firm, None) or self._slots.get(symbol.name.lower())

    @staticmethod
    def _under(view: View, field: int) -> bool:
        """Whether a field is called reserved, and a comment on it has a word that was found."""
        return is_reserved(view.symbol(field).name) and any(
            view.hits_of_unit.get(unit) for unit in view.texts.get(field, ())
        )

    @staticmethod
    def _kept_free(view: View, unit: int) -> bool:
        text = view.unit(unit).text
        says = {tag.concept.partition("/")[0] for tag in view.unit_tags(unit)}
        return bool(_KEPT_FREE.search(text)) and not says & {"trait", "group"}

    def _of_field(self, view: View, record: int, fields: Sequence[int], field: int, sign: Sign, trait: Trait) -> Trace:
        at = fields.index(field)
        beside = [fields[other] for other in (at - 1, at + 1) if 0 <= other < len(fields)]
        spots, edges = joined(view, spot_of(view, field), record, *beside)
        for unit in comments_of(view, field) if sign is Sign.RESERVED_COMMENT else ():
            spots = (*spots, spot_in(view, unit, 0, len(view.unit(unit).text), field))
            edges = (*edges, Edge(a=len(spots) - 1, b=0, kind=EdgeKind.COMMENT_OF, why="it is the comment on it"))
        return Trace(
            sign=sign, trait=trait, spots=spots, edges=edges, written=view.symbol(field).name,
            record=view.symbol(record).name, bare=sign is Sign.COMMENT_HOLE,
        )  # fmt: skip

    @staticmethod
    def _under_comment(view: View, record: int, field: int) -> Iterator[Trace]:
        """The first comment on a reserved slot that names a trait, or groups, firmly."""
        for unit in comments_of(view, field):
            firm = [hit for hit in view.hits_of_unit.get(unit, ()) if hit.trait is not None and not hit.weak]
            word = next((hit for hit in firm if not hit.group), next(iter(firm), None))
            if word is None or word.trait is None:
                continue
            spots, edges = joined(view, spot_of(view, field), record)
            spots = (*spots, spot_in(view, unit, word.start, word.end, field))
            edges = (*edges, Edge(a=len(spots) - 1, b=0, kind=EdgeKind.COMMENT_OF, why="it is the comment on it"))
            yield Trace(
                sign=Sign.UNDER_COMMENT, trait=word.trait, spots=spots, edges=edges, written=view.symbol(field).name,
                record=view.symbol(record).name, published=view.unit(unit).text[word.start : word.end],
                groups=tuple(dict.fromkeys(hit.group for hit in firm if hit.group)),
            )  # fmt: skip
            return

    def _euphemism(self, view: View, record: int, field: int) -> Iterator[Trace]:
        """A slot called something milder than the published list that types it, or that its comment names."""
        symbol = view.symbol(field)
        texts = [view.unit(unit).text for unit in comments_of(view, field)]
        names = {symbol.type, *(name for text in texts for name in _TYPE_NAME.findall(text))}
        known = next((self._lists[name] for name in sorted(names) if name in self._lists), None)
        if known is None:
            return
        called = {
            tag.concept for text in (symbol.name, *(_without(t, known.name) for t in texts)) for tag in view.tag(text)
        }
        traits = {Trait(concept.removeprefix("trait/")) for concept in called if concept.startswith("trait/")}
        if known.trait in traits or not traits & _MILDER.get(known.trait, frozenset()):
            return
        spots, edges = joined(view, spot_of(view, field), record)
        yield Trace(
            sign=Sign.EUPHEMISM, trait=known.trait, spots=spots, edges=edges, written=symbol.name,
            record=view.symbol(record).name, published=known.name, entry=known.id,
        )  # fmt: skip

    # values

    def _blanked(self, view: View, index: int) -> Iterator[Trace]:
        """``0-unknown, 1-___, 2-Black``: values that are still numbered while their words are blanked."""
        unit = view.unit(index)
        values = _VALUE.findall(unit.text)
        blanked = [number for number, label in values if _ONLY_BLANK.fullmatch(label)]
        if not blanked or len(values) < 2:
            return
        tags = view.unit_tags(index)
        own = view.own_concepts(unit.symbol) if unit.symbol >= 0 else frozenset()
        groups = tuple(dict.fromkeys(group_of(t.concept) for t in tags if group_of(t.concept)))
        trait = trait_of({tag.concept for tag in tags if not tag.weak} | own)
        if trait is None and groups and any(group_of(t.concept) and not t.weak for t in tags):
            trait = self._traits.get(groups[0])
        holder = view.symbol(unit.symbol).parent if unit.symbol >= 0 else -1
        record = holder if holder >= 0 and view.symbol(holder).kind is SymbolKind.RECORD else -1
        if trait is None or not of_a_face(view, record, index):
            return
        spots, edges = joined(view, spot_in(view, index, 0, len(unit.text), unit.symbol), record)
        yield Trace(
            sign=Sign.BLANKED, trait=trait, spots=spots, edges=edges, written=", ".join(blanked),
            record=view.symbol(record).name if record >= 0 else "", groups=groups,
        )  # fmt: skip


def _numbers_for_words(view: View) -> Iterator[Trace]:
    """Functions that word what was not recognised and only number the rest, called for a trait."""
    found = {view.symbol(f).name: told for f in range(len(view.reading.symbols)) if (told := _numbering(view, f))}
    if not found:
        return
    names = "|".join(re.escape(name) for name in list(found)[:MOST])
    call = re.compile(rf"(?<!\w)({names})\s*\(")
    for number, line in enumerate(view.lines, 1):
        for name in dict.fromkeys(call.findall(line)):
            if name not in found or number == view.line_of(found[name][0]):
                continue
            trait = trait_of(tag.concept for tag in view.tag(line))
            if trait is None:
                continue
            function, numbers, rest = found.pop(name)
            spots, edges = joined(view, spot_in(view, numbers[0], 0, len(view.unit(numbers[0]).text)), function)
            more = tuple(spot_in(view, u, 0, len(view.unit(u).text)) for u in (*numbers[1:], *rest))
            written = ", ".join(view.unit(unit).text.strip("\"'") for unit in numbers)
            yield Trace(
                sign=Sign.NUMBERS, trait=trait, spots=(*spots, *more), edges=edges, written=written, record=name
            )


def _numbering(view: View, function: int) -> tuple[int, list[int], list[int]] | None:
    """A function with two bare numbers or more among its texts, and all others for what was not recognised."""
    symbol = view.symbol(function)
    if symbol.kind is not SymbolKind.FUNCTION or symbol.unit < 0 or len(symbol.name) < 3:
        return None
    strings = [u for u in _inside(view, function) if view.unit(u).role in (Role.STRING, Role.VALUE, Role.ITEM)]
    numbers = [unit for unit in strings if view.unit(unit).text.strip("\"'").isdigit()]
    if len(numbers) < 2 or len(strings) > MOST:
        return None
    rest = [u for u in strings if any(tag.concept.startswith("rest/") for tag in view.unit_tags(u))]
    return (function, numbers, rest) if rest and len(strings) == len(numbers) + len(rest) else None


def _inside(view: View, symbol: int) -> Iterator[int]:
    """The units inside a symbol and inside what it holds, in their order."""
    todo = [symbol]
    while todo:
        each = todo.pop()
        yield from view.inside.get(each, ())
        todo.extend(reversed(view.children.get(each, ())))


def _without(text: str, name: str) -> str:
    return text.replace(name, " ")


def of_a_face(view: View, record: int, unit: int = -1) -> bool:
    """Whether a record, or else the surroundings of a unit, is of a captured face or body."""
    around = of_record(view, record) if record >= 0 else near(view, unit)
    named = named_by(view, record, *view.ancestors(record)) if record >= 0 else frozenset()
    return setting_of(around, named)[0].tied
