"""Slots, selectors, labels and producers: what the hits of one reading are in its structure."""

from collections.abc import Iterator

import msgspec

from sousveil.linking.asked import LEAST, features_beside, searched_by
from sousveil.linking.beside import in_columns, set_on_face, switched_of
from sousveil.linking.catalogues import of_entry
from sousveil.linking.edges import Fact, Setting, Surrounding
from sousveil.linking.evaluated import evaluated, takes_faces
from sousveil.linking.graph import View
from sousveil.linking.heads import head_beside
from sousveil.linking.schemes import Scheme, strongest, trait_of
from sousveil.linking.scripts import (
    PICTURED,
    analyses,
    asked_of,
    in_running_code,
    is_parameter,
    of_a_face,
    pictured,
    sets,
    tags,
    told_apart,
    worked_out,
)
from sousveil.linking.settings import setting_of
from sousveil.linking.standing import (
    CHOICE_KINDS,
    HOLDER_KINDS,
    LABEL_ROLES,
    NOT_OPEN,
    PROSE,
    SCREENS,
    SLOT_KINDS,
    SLOT_NAMES,
    answered_by,
    beside_slots,
    holder_of,
    in_data,
    in_word_list,
    is_name,
    model_file,
    named_by,
    takes_names,
)
from sousveil.linking.surroundings import GIVEN, IN_PATH, OF_CONCEPT, Around, given_out, near, of_record, part_of_a_face
from sousveil.linking.titles import titled
from sousveil.linking.twins import twins_beside
from sousveil.model.hit import Hit
from sousveil.model.words import Role, SymbolKind, Trait

ASKED_FOR = 40
"""Features that an analysis can be asked for; a longer list with few of them is one of anything: jobs, say."""
FEW = 10
"""One in so many."""
PRODUCES = frozenset({"context/infer"})
_SEEN = frozenset({"context/face", "context/body"})
_ABOUT_PEOPLE = (
    Surrounding.VITAL, Surrounding.REGISTRY, Surrounding.MEDICAL, Surrounding.DOCUMENT, Surrounding.CENSUS,
    Surrounding.FORM,
)  # fmt: skip
"""What stands beside a code set of a person's record."""
NAME_ROLES = frozenset(
    {
        Role.RECORD,
        Role.FUNCTION,
        Role.VARIABLE,
        Role.FIELD,
        Role.CONSTANT,
        Role.TYPE,
        Role.PARAMETER,
        Role.EXPORTED,
        Role.IDENTIFIER,
    }
)


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A hit's place with what it is there. ``symbol`` is the symbol it belongs to (-1: none), ``record`` its holder."""

    unit: int
    start: int
    end: int
    trait: Trait
    facts: tuple[Fact, ...]
    setting: Setting
    why: str
    around: dict[Surrounding, int]
    symbol: int = -1
    record: int = -1
    rule: str = ""
    group: str = ""
    """The group that stands here, where the word is a group's."""


def as_title(view: View, hit: Hit, found: Found) -> Found:
    """The same as a label, too, where the word is a title that a value is written under, of something in a picture."""
    if not found.setting.tied or not titled(view, hit):
        return found
    facts = tuple(fact for fact in found.facts if fact is not Fact.WORD)
    return msgspec.structs.replace(found, facts=(*facts, Fact.LABEL))


class Slots:
    """Sorts the hits of one view that name a trait."""

    def __init__(self, view: View, schemes: list[Scheme]):
        self.view = view
        self.coded = {scheme.holder: scheme for scheme in schemes if scheme.unit >= 0 and scheme.holder >= 0}
        self.listed = {mark.unit for scheme in schemes for mark in scheme.marks}

    def all(self) -> Iterator[Found]:
        """One entry for each symbol, or else unit, with a trait word."""
        if self.view.catalogue:
            yield from self._texts()
            return
        by_symbol: dict[int, list[Hit]] = {}
        loose: dict[int, list[Hit]] = {}
        for hit in self.view.hits:
            if hit.trait is None or hit.group:
                continue
            symbol = self.view.unit(hit.unit).symbol
            if in_word_list(self.view, symbol):
                yield self.words_only(hit, symbol)
                continue
            if symbol >= 0 and self._of_the_symbol(hit.unit, symbol):
                by_symbol.setdefault(symbol, []).append(hit)
            else:
                loose.setdefault(hit.unit, []).append(hit)
        named = {self.view.symbol(symbol).name for symbol in by_symbol if self.view.symbol(symbol).kind in SLOT_KINDS}
        for symbol, hits in by_symbol.items():
            kept = hits
            if self.view.symbol(symbol).kind not in SLOT_KINDS:
                kept = [hit for hit in hits if not self._repeats(hit.unit, named)]
            if kept:
                yield self._of_symbol(symbol, kept)
        for unit, hits in loose.items():
            if not self._repeats(unit, named) or of_a_face(self.view, strongest(hits)):
                yield as_title(self.view, strongest(hits), self._of_unit(hits))
                yield from self._titles(unit, hits)

    def _titles(self, unit: int, hits: list[Hit]) -> Iterator[Found]:
        """The words of a text that are titles in it, where another one stands for the whole: one for each trait."""
        told = strongest(hits)
        seen: set[Trait | None] = {told.trait} if titled(self.view, told) else set()
        for hit in hits if len(hits) > 1 else ():
            if hit.trait not in seen and titled(self.view, hit):
                seen.add(hit.trait)
                yield as_title(self.view, hit, self.loose(hit, self.view.unit(unit).symbol))

    def _texts(self) -> Iterator[Found]:
        """Of a table of texts: one entry for each key with a trait word in it or in its text."""
        told: dict[tuple[int, int], list[Hit]] = {}
        for hit in self.view.hits:
            symbol = self.view.unit(hit.unit).symbol
            if hit.trait is not None and not hit.group:
                told.setdefault((symbol, -1 if symbol >= 0 else hit.unit), []).append(hit)
        for (symbol, _), hits in told.items():
            shown = [hit for hit in hits if self.view.unit(hit.unit).role in LABEL_ROLES]
            yield self.text(strongest(shown or hits), symbol)

    def text(self, hit: Hit, symbol: int) -> Found:
        """A word in a table of texts: a label where its key or section names what it is about, else a word only."""
        around, named = of_entry(self.view, symbol)
        found = self._found(hit, symbol, -1, (Fact.LABEL,), around, named)
        if found.setting.tied and self.view.unit(hit.unit).role in LABEL_ROLES:
            return found
        return self.words_only(hit, symbol)

    def _repeats(self, unit: int, named: set[str]) -> bool:
        """Whether a string only names a slot that is quoted itself: the order of fields, a name handed to a call."""
        told = self.view.unit(unit)
        return told.role in (Role.STRING, Role.ATTRIBUTE) and told.text in named

    def words_only(self, hit: Hit, symbol: int) -> Found:
        """A word in a long list of words: that it stands there is all that is said."""
        return Found(
            unit=hit.unit, start=hit.start, end=hit.end, trait=hit.trait or Trait.ETHNICITY, facts=(Fact.WORD,),
            setting=Setting.NONE, why="it is one word among others", around={}, symbol=symbol, rule=hit.rule,
        )  # fmt: skip

    def _of_the_symbol(self, unit: int, symbol: int) -> bool:
        """Whether a unit says what a symbol is: its name, comment, annotation, label, or a slot's written type.

        The labels of a page that a function draws are each for themselves.
        """
        if self.view.unit(unit).role in LABEL_ROLES and self.view.symbol(symbol).kind is SymbolKind.FUNCTION:
            return False
        if self.view.unit(unit).role is Role.TYPE and self.view.symbol(symbol).kind in SLOT_KINDS:
            return True
        return unit in self.view.words_of(symbol)

    def _of_symbol(self, symbol: int, hits: list[Hit]) -> Found:
        view, kind = self.view, self.view.symbol(symbol).kind
        name_unit = view.symbol(symbol).unit
        hit = strongest([h for h in hits if h.unit == name_unit] or hits)
        labels = [u for u in view.texts.get(symbol, ()) if view.unit(u).role in LABEL_ROLES]
        if labels and kind is not SymbolKind.FUNCTION:
            hit = strongest([h for h in hits if h.unit in labels] or hits)
            return self._found(hit, symbol, -1, (Fact.LABEL,), near(view, hit.unit), named_by(view, symbol))
        if kind in SLOT_KINDS or (kind is SymbolKind.PARAMETER):
            return self.slot(symbol, hit)
        if kind in CHOICE_KINDS and self._beside_attributes(symbol):
            return self._choice(hit, symbol)
        if kind is SymbolKind.ITEM and asked_of(view, symbol):
            return self._found(hit, symbol, -1, (Fact.SELECTOR,), near(view, hit.unit), named_by(view, symbol))
        if kind is SymbolKind.FUNCTION and symbol in given_out(view, view.symbol(symbol).parent):
            return self.slot(symbol, hit)
        return self.loose(hit, symbol)

    def choice(self, hit: Hit, symbol: int) -> Found | None:
        """A group's word that is by itself the name of a feature among features of a face; ``None`` where it is not."""
        told = self.view.symbol(symbol) if symbol >= 0 else None
        if told is None or told.unit != hit.unit or told.kind not in CHOICE_KINDS:
            return None
        return self._choice(hit, symbol) if self._beside_attributes(symbol) else None

    def _choice(self, hit: Hit, symbol: int) -> Found:
        """One of several names side by side of which others are features of a look."""
        view = self.view
        holder = view.symbol(symbol).parent
        around = of_record(view, holder) if holder >= 0 else near(view, hit.unit)
        named = named_by(view, holder, symbol)
        if twins_beside(view, symbol, around):
            return self._found(hit, symbol, -1, (Fact.SLOT, Fact.PRODUCER), around, named)
        if head_beside(view, symbol, around):
            return self._found(hit, symbol, -1, (Fact.PRODUCER,), around, named | {Surrounding.FACE})
        if around.has(Surrounding.APPEARANCE) and setting_of(around, named)[0] is Setting.NONE:
            around = near(view, hit.unit)  # of the code that asks for them
        return self._found(hit, symbol, -1, (Fact.SELECTOR,), around, named)

    def slot(self, symbol: int, hit: Hit | None, trait: Trait | None = None) -> Found:
        """A field of a record; ``hit`` is ``None`` where only its type names the trait."""
        view = self.view
        holder = holder_of(view, symbol)
        unit = hit.unit if hit else view.symbol(symbol).unit
        around = of_record(view, holder) if holder >= 0 else near(view, unit)
        named = named_by(view, holder, symbol)
        for above in view.ancestors(symbol):
            if view.symbol(above).kind is SymbolKind.RECORD:
                named |= named_by(view, above) & {Surrounding.FACE, Surrounding.BODY, Surrounding.DOCUMENT}
        if holder >= 0 and (IN_PATH in around.seen[Surrounding.FACE] or part_of_a_face(view, holder)):
            named |= {Surrounding.FACE}
        looks = around.has(Surrounding.VITAL, Surrounding.APPEARANCE) or (
            _is_firm(hit) and around.has(Surrounding.INFER)
        )
        if looks and self._is_map(holder) and setting_of(around, named)[0] in (Setting.NONE, Setting.PERSON):
            wider = near(view, unit)
            around = around if wider.has(*GIVEN) else wider
        facts = [Fact.SLOT]
        if (maker := answered_by(view, symbol)) >= 0:
            around.add({"context/face", "context/infer"}, f"<{view.symbol(maker).name}>")
            named |= {Surrounding.FACE}
            facts.append(Fact.PRODUCER)
        if detector := switched_of(view, symbol):
            around.add({"context/attribute", "context/infer"}, f"<{detector}>")
            facts.append(Fact.SELECTOR)
        if "rest/unidentified" in view.own_concepts(symbol):
            facts.append(Fact.NOT_RECOGNISED)
        if "context/infer" in view.own_concepts(symbol):
            facts.append(Fact.PRODUCER)
        if hit is not None and searched_by(view, hit):
            facts.append(Fact.SEARCH)
        if any(NOT_OPEN.search(view.unit(u).text) for u in view.texts.get(symbol, ())) and symbol not in self.coded:
            facts = [Fact.SLOT, Fact.NOT_OPEN]
        table = symbol in self.coded and self.coded[symbol].table
        return self._found(hit, symbol, holder, tuple(facts), around, named, trait=trait, table=table, unit=unit)

    def _is_map(self, holder: int) -> bool:
        """Whether running code puts a map together: then it speaks of what the code around it speaks of."""
        return holder >= 0 and self.view.symbol(holder).kind is SymbolKind.MAP and in_running_code(self.view, holder)

    def _beside_attributes(self, symbol: int) -> bool:
        """Whether two siblings or more are features of a person's appearance, and not just called after a face.

        Strings of a program that lie side by side are no siblings of each other: there it takes three.
        """
        view = self.view
        features: dict[str, bool] = {}
        siblings = view.children.get(view.symbol(symbol).parent, ())
        for sibling in siblings:
            own = view.own_concepts(sibling)
            if sibling != symbol and own & {"context/attribute", "context/face"}:
                features[view.symbol(sibling).name] = "context/attribute" in own
        unit = view.symbol(symbol).unit
        if len(siblings) > ASKED_FOR and len(features) * FEW < len(siblings):
            return False
        if unit >= 0 and view.unit(unit).line is None and view.unit(unit).role is Role.STRING:
            return sum(features.values()) >= LEAST
        return len(features) >= 2 and any(features.values())

    def _of_unit(self, hits: list[Hit]) -> Found:
        hit = strongest(hits)
        return self.loose(hit, self.view.unit(hit.unit).symbol)

    def loose(self, hit: Hit, symbol: int) -> Found:
        """A word in running code or text: what it does is told by its own name and by what stands near."""
        view, unit = self.view, self.view.unit(hit.unit)
        features = features_beside(view, hit)
        if in_data(view, hit):
            return self.words_only(hit, symbol)
        documented = unit.role in PROSE and is_parameter(view, hit)
        if unit.role in PROSE and not features and not documented and not model_file(unit.text, hit):
            return self.words_only(hit, symbol)  # what stands around prose changes nothing of that
        record = next((a for a in self._around(symbol) if view.symbol(a).kind in HOLDER_KINDS), -1)
        titles = self._titles_codes(hit, symbol)  # what is beside it are the titles of the other code sets
        tag = tags(view, hit)  # the other tags beside it are records of their own
        around = of_record(view, record) if record >= 0 and not titles and not tag else near(view, hit.unit)
        named = named_by(view, symbol, record) | {
            OF_CONCEPT[tag.concept] for tag in view.unit_tags(hit.unit) if tag.concept in OF_CONCEPT
        }
        if record >= 0 and setting_of(around, named)[0] in (Setting.NONE, Setting.PERSON):
            around = self._of_method(hit, symbol, around)
        if OF_CONCEPT["context/infer"] in named and takes_names(view, symbol):
            around.add({"context/name-based"}, "<what it takes>")
            named |= {Surrounding.NAMES}
        elif unit.role is Role.RECORD and takes_faces(view, symbol):
            named |= {Surrounding.FACE}
        if features:
            for feature in features:
                around.add({"context/attribute"}, feature)
            shown = (Fact.LABEL,) if unit.role in LABEL_ROLES else ()
            return self._found(hit, -1, -1, (Fact.SELECTOR, *shown), around, named)
        if columns := in_columns(view, hit):
            return self._found(hit, symbol, -1, (Fact.SLOT,), *columns)
        one_of_a_family = (Fact.PRODUCER,) if evaluated(view, hit, around) else ()
        of_face = of_a_face(view, hit) or set_on_face(view, hit)
        if of_face or one_of_a_family:
            named |= {Surrounding.FACE}
        told = self._told(hit, around, titles, slot=of_face or documented or tag)
        facts = tuple(dict.fromkeys((*told, *one_of_a_family)))
        found = self._found(hit, symbol, -1, facts or (Fact.WORD,), around, named)
        if found.setting.tied and found.facts == (Fact.WORD,) and sets(view, hit):
            return msgspec.structs.replace(found, facts=(Fact.SLOT,))
        return found

    def _of_method(self, hit: Hit, symbol: int, around: Around) -> Around:
        """What stands near in the method that a word is in, where its class tells nothing; else ``around``."""
        kinds = {self.view.symbol(above).kind for above in self._around(symbol)}
        if SymbolKind.FUNCTION not in kinds:
            return around
        wider = near(self.view, hit.unit)
        return around if wider.has(*GIVEN) else wider

    def _told(self, hit: Hit, around: Around, titles: bool, *, slot: bool) -> Iterator[Fact]:
        """What a word in running code is; ``slot``: known to be a slot by its line or comment."""
        view, unit = self.view, self.view.unit(hit.unit)
        if unit.role in LABEL_ROLES:
            yield Fact.LABEL
        if not slot:
            yield from self._of_word(hit, around, titles)
        else:
            yield Fact.SLOT
            infers = unit.symbol >= 0 and bool(PRODUCES & view.own_concepts(unit.symbol))
            if infers and (sets(view, hit) or set_on_face(view, hit)):
                yield Fact.PRODUCER
        if worked_out(view, hit) or told_apart(view, hit) or analyses(view, hit):
            yield Fact.PRODUCER

    def _of_word(self, hit: Hit, around: Around, titles: bool) -> Iterator[Fact]:
        """What a word's own unit says that it is."""
        view, unit = self.view, self.view.unit(hit.unit)
        own = {tag.concept for tag in view.unit_tags(hit.unit)}
        if unit.role is Role.FUNCTION and "context/search" in own and own & _SEEN:
            yield from (Fact.WORD, Fact.SEARCH)
        if own & PRODUCES and (unit.role in NAME_ROLES or model_file(unit.text, hit)):
            yield Fact.PRODUCER
        elif unit.role is Role.RECORD and own & _SEEN:
            yield Fact.SLOT
        elif unit.role in SLOT_NAMES and is_name(view, hit) and beside_slots(around):
            yield from self._of_name(hit, around)
        elif titles and around.has(*_ABOUT_PEOPLE) >= 2:
            yield Fact.SLOT

    def _of_name(self, hit: Hit, around: Around) -> Iterator[Fact]:
        """What the bare name of a slot is: a control that is bound to what is searched for searches by it."""
        yield Fact.SLOT
        if around.has(Surrounding.INFER) >= 2:
            yield Fact.PRODUCER
        own = {tag.concept for tag in self.view.unit_tags(hit.unit)}
        bound = self.view.unit(hit.unit).role is Role.KEY and self.view.reading.language in SCREENS
        if bound and "context/search" in own:
            yield Fact.SEARCH

    def _titles_codes(self, hit: Hit, symbol: int) -> bool:
        """Whether a text is nothing but the trait's name and stands before a list of codes, as its title."""
        view = self.view
        if symbol < 0 or view.symbol(symbol).kind is not SymbolKind.ITEM:
            return False
        if (hit.start, hit.end) != (0, len(view.unit(hit.unit).text)):
            return False
        siblings = view.children.get(view.symbol(symbol).parent, ())
        return len(siblings) > 1 and siblings[0] == symbol and view.symbol(siblings[1]).kind is SymbolKind.ARRAY

    def _around(self, symbol: int) -> Iterator[int]:
        if symbol >= 0:
            yield symbol
            yield from self.view.ancestors(symbol)

    def _found(
        self, hit: Hit | None, symbol: int, record: int, facts: tuple[Fact, ...], around: Around,
        named: frozenset[Surrounding], *, trait: Trait | None = None, table: bool = False, unit: int = -1,
    ) -> Found:  # fmt: skip
        setting, why = setting_of(around, frozenset(named), table=table)
        code = record < 0 or self._is_map(record)
        if setting in (Setting.NONE, Setting.PERSON) and code and pictured(around, firm=_is_firm(hit)):
            setting, why = Setting.IMAGE, PICTURED
        if hit is None:
            start, end = 0, len(self.view.unit(unit).text)
        else:
            unit, start, end = hit.unit, hit.start, hit.end
            trait = trait or hit.trait
            if Fact.SLOT in facts and symbol >= 0 and unit == self.view.symbol(symbol).unit:
                start, end = 0, len(self.view.unit(unit).text)  # the whole name, whatever word in it was telling
        trait = trait or trait_of(self.view.own_concepts(symbol)) or Trait.ETHNICITY
        if trait is Trait.NATIONALITY and setting.tied and not {Fact.PRODUCER, Fact.NOT_RECOGNISED} & set(facts):
            setting, why = Setting.PERSON, "a nationality in the record of a person is stated, unless it was worked out"
        return Found(
            unit=unit, start=start, end=end, trait=trait,
            facts=facts, setting=setting, why=why, around=around.counts(), symbol=symbol, record=record,
            rule=hit.rule if hit else "", group=hit.group if hit else "",
        )  # fmt: skip


def _is_firm(hit: Hit | None) -> bool:
    """Whether a word is one for people alone: ethnicity is, race is not."""
    return hit is not None and hit.trait is Trait.ETHNICITY and not hit.weak
