"""Slots, selectors, labels and producers: what the hits of one reading are in its structure."""

from collections.abc import Iterator

import msgspec

from sousveil.linking.acting.payloads import face_around, of_listed_faces
from sousveil.linking.code.answers import off_an_answer
from sousveil.linking.code.handed import handed_picture
from sousveil.linking.code.heads import head_beside
from sousveil.linking.code.predicted import (
    given_by_model,
    predicted_of_picture,
    scored,
    shared_out,
)
from sousveil.linking.code.replied import off_a_reply
from sousveil.linking.code.schemed import WHY as ANSWERED
from sousveil.linking.code.schemed import told_to_answer
from sousveil.linking.code.scripts import (
    asked_of,
    faces_before,
    of_a_face,
)
from sousveil.linking.code.traced import WHY as OFF_AN_ANSWER
from sousveil.linking.code.traced import from_model, given_off_an_answer
from sousveil.linking.code.twins import twins_beside
from sousveil.linking.edges import Fact, Setting, Surrounding
from sousveil.linking.found import Found, is_firm, words_only
from sousveil.linking.given.apparent import is_apparent
from sousveil.linking.given.skincare import cares_for_skin
from sousveil.linking.graph import View
from sousveil.linking.lists.dress import told_by_dress
from sousveil.linking.lists.dress import why as why_dress
from sousveil.linking.lists.expressions import RECORD, told_of_faces
from sousveil.linking.lists.scheme import Scheme
from sousveil.linking.lists.schemes import strongest
from sousveil.linking.lists.shares import SHARES, of_a_look
from sousveil.linking.loose import Loose
from sousveil.linking.searching.offered import picked_to_search
from sousveil.linking.settings import setting_of
from sousveil.linking.showing.catalogues import of_entry
from sousveil.linking.showing.columns import in_markup, titles_a_column
from sousveil.linking.showing.pictograms import has_pictogram
from sousveil.linking.showing.shown import drawn, entitled, gone_through
from sousveil.linking.showing.titles import captioned, titled, told_by_classifier
from sousveil.linking.showing.worded import worded
from sousveil.linking.standing import (
    CHOICE_KINDS,
    LABEL_ROLES,
    NOT_OPEN,
    SLOT_KINDS,
    answered_by,
    holder_of,
    in_word_list,
    named_by,
    set_in,
)
from sousveil.linking.surroundings import GIVEN, IN_PATH, Around, given_out, near, of_record, part_of_a_face
from sousveil.linking.texts.asked import LEAST, among_anything, searched_by
from sousveil.linking.texts.beside import switched_of
from sousveil.linking.texts.prompting import asked_of_model
from sousveil.model.hit import Hit
from sousveil.model.words import Role, SymbolKind, Trait

TOLD = "a classifier told it, and other features of a look are told beside it, and nothing that people fill in"


_ON_SCREEN = (drawn, in_markup, worded, entitled, gone_through, has_pictogram)


def as_shown(view: View, hit: Hit, found: Found) -> Found:
    """The same as a label, too, where what has this name is drawn, put on a screen or put into words for people."""
    seen = found.setting.tied and Fact.LABEL not in found.facts
    if not (seen and any(on_screen(view, hit) for on_screen in _ON_SCREEN)):
        return found
    facts = tuple(fact for fact in found.facts if fact is not Fact.WORD)
    return msgspec.structs.replace(found, facts=(*facts, Fact.LABEL))


def as_picked(view: View, hit: Hit, found: Found) -> Found:
    """The same as searched by, too, where it is one of the features that somebody picks on a screen to search by."""
    if not found.setting.tied or not picked_to_search(view, hit):
        return found
    return msgspec.structs.replace(found, facts=tuple(dict.fromkeys((*found.facts, Fact.SEARCH, Fact.LABEL))))


def as_apparent(view: View, hit: Hit, found: Found) -> Found:
    """The same as told of a picture, where its name says that it is only how somebody in one looks."""
    if not found.setting.tied or {Fact.PRODUCER, Fact.NOT_OPEN} & set(found.facts) or not is_apparent(view, hit):
        return found
    return msgspec.structs.replace(found, facts=(*found.facts, Fact.PRODUCER))


def as_title(view: View, hit: Hit, found: Found) -> Found:
    """The same as a label, too, where the word is a title that a value is written under, of something in a picture.

    What a classifier told is of one where an expression, glasses or the like, and age or sex, are told beside it.
    """
    looks = {Surrounding.APPEARANCE, Surrounding.VITAL} <= found.around.keys()
    untied = found.setting in (Setting.NONE, Setting.PERSON)
    shown = titled(view, hit) if found.setting.tied or (untied and looks) else False
    if not shown and not (found.setting.tied and captioned(view, hit)):
        return found
    if untied:
        if not told_by_classifier(view, hit):
            return found
        found = msgspec.structs.replace(found, setting=Setting.IMAGE, why=TOLD, facts=(*found.facts, Fact.PRODUCER))
    facts = tuple(fact for fact in found.facts if fact is not Fact.WORD)
    return msgspec.structs.replace(found, facts=(*facts, Fact.LABEL))


def _of_picture(view: View, symbol: int, trait: Trait, around: Around) -> str:
    """Why a slot is of a picture by what it and its record say of themselves; empty where it is not."""
    if why := predicted_of_picture(view, symbol, around):
        return why
    return RECORD if told_of_faces(view, symbol, trait, around) else ""


def _off_an_answer(view: View, found: Found, around: Around) -> Found:
    """The same as told of a picture, where it was given above what was read off the answer of an analysis of a face."""
    line, untied = view.line_of(found.symbol), found.setting in (Setting.NONE, Setting.PERSON)
    if not untied or not line or around.has(*GIVEN, Surrounding.NAMES):
        return found
    if not given_off_an_answer(view, line, view.symbol(found.symbol).value):
        return found
    facts = tuple(dict.fromkeys((*found.facts, Fact.PRODUCER)))
    return msgspec.structs.replace(found, facts=facts, setting=Setting.IMAGE, why=OFF_AN_ANSWER)


def _answered(view: View, found: Found, around: Around) -> Found:
    """The same as told of a picture, where a model that sees one is told to answer it, and nobody fills it in."""
    untied = found.setting in (Setting.NONE, Setting.PERSON) and not around.has(*GIVEN, Surrounding.NAMES)
    known = found.setting.tied and Fact.PRODUCER in found.facts
    if known or not (found.setting.tied or untied) or not told_to_answer(view, found.symbol, found.trait):
        return found
    found = msgspec.structs.replace(found, facts=tuple(dict.fromkeys((*found.facts, Fact.PRODUCER))))
    return msgspec.structs.replace(found, setting=Setting.IMAGE, why=ANSWERED) if untied else found


class Slots(Loose):
    """Sorts the hits of one view that name a trait."""

    def __init__(self, view: View, schemes: list[Scheme]):
        super().__init__(view)
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
            if in_word_list(self.view, symbol) or cares_for_skin(self.view, hit):
                yield words_only(hit, symbol)
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
                found = as_apparent(self.view, strongest(kept), self._of_symbol(symbol, kept))
                if self.view.symbol(symbol).kind is SymbolKind.ITEM:
                    title = next((hit for hit in kept if titled(self.view, hit)), strongest(kept))
                    found = as_title(self.view, title, found)
                yield as_picked(self.view, strongest(kept), as_shown(self.view, strongest(kept), found))
        for unit, hits in loose.items():
            told = strongest(hits)
            if not self._repeats(unit, named) or of_a_face(self.view, told) or off_a_reply(self.view, told):
                found = as_apparent(self.view, strongest(hits), self._of_unit(hits))
                found = as_title(self.view, strongest(hits), found)
                yield as_shown(self.view, strongest(hits), found)
                yield from self._titles(unit, hits)

    def _titles(self, unit: int, hits: list[Hit]) -> Iterator[Found]:
        """What a text has titles for, or asks a model for, beside the word that stands for it: one for each trait."""
        told = strongest(hits)
        seen: set[Trait | None] = {told.trait} if self._for_itself(told) else set()
        for hit in hits if len(hits) > 1 else ():
            if hit.trait not in seen and self._for_itself(hit):
                seen.add(hit.trait)
                yield as_title(self.view, hit, self.loose(hit, self.view.unit(unit).symbol))

    def _for_itself(self, hit: Hit) -> bool:
        return titled(self.view, hit) or asked_of_model(self.view, hit)

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
        return words_only(hit, symbol)

    def _repeats(self, unit: int, named: set[str]) -> bool:
        """Whether a string only names a slot that is quoted itself: the order of fields, a name handed to a call."""
        told = self.view.unit(unit)
        return told.role in (Role.STRING, Role.ATTRIBUTE) and told.text in named

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
            label = self._found(hit, symbol, -1, (Fact.LABEL,), near(view, hit.unit), named_by(view, symbol))
            return self.outright(hit, label)
        if kind in SLOT_KINDS or kind is SymbolKind.PARAMETER or face_around(view, symbol) >= 0:
            return self.slot(symbol, hit)
        if kind is SymbolKind.ITEM and (item := self._of_item(hit, symbol)):
            return item
        if kind in CHOICE_KINDS and self._beside_attributes(symbol):
            return self.asked_back(hit, symbol) or self._choice(hit, symbol)
        is_given = kind is SymbolKind.FUNCTION and symbol in given_out(view, view.symbol(symbol).parent)
        if is_given and not handed_picture(view, hit):
            return self.slot(symbol, hit)
        return self.loose(hit, symbol)

    def _of_item(self, hit: Hit, symbol: int) -> Found | None:
        """One thing that an analysis is asked for, in the list that it is handed, or the title of a column."""
        view, holder = self.view, self.view.symbol(symbol).parent
        if told_by_dress(view, symbol, hit):
            return self._dress(hit, symbol)
        if call := asked_of(view, symbol):
            told = {tag.concept for tag in view.tag(call)}
            around = near(view, hit.unit)
            around.add({"context/infer", *told}, f"<{call}>")
            named = named_by(view, symbol) | ({Surrounding.FACE} if "context/face" in told else frozenset())
            return self._found(hit, symbol, -1, (Fact.SELECTOR,), around, named)
        if titles_a_column(view, symbol):
            return self._found(hit, symbol, -1, (Fact.LABEL,), of_record(view, holder), named_by(view, holder, symbol))
        return None

    def choice(self, hit: Hit, symbol: int) -> Found | None:
        """A group's word that is by itself the name of a feature among features of a face, or a column."""
        if column := self.mapped(hit):
            return column
        if off_an_answer(self.view, hit):
            return self._found(hit, symbol, -1, (Fact.SLOT,), near(self.view, hit.unit), named_by(self.view, symbol))
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
        if hit is not None and not hit.group and scored(view, hit):
            return self._scored(hit, symbol)
        holder = max(holder_of(view, symbol), face_around(view, symbol))
        unit = hit.unit if hit else view.symbol(symbol).unit
        around, named = self._beside_slot(symbol, holder, unit, firm=is_firm(hit))
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
        if "context/infer" in view.own_concepts(symbol) or (hit is not None and hit.group and shared_out(view, symbol)):
            facts.append(Fact.PRODUCER)
        if hit is not None and searched_by(view, hit):
            facts.append(Fact.SEARCH)
        if any(NOT_OPEN.search(view.unit(u).text) for u in view.texts.get(symbol, ())) and symbol not in self.coded:
            facts = [Fact.SLOT, Fact.NOT_OPEN]
        table = symbol in self.coded and self.coded[symbol].table
        found = self._found(hit, symbol, holder, tuple(facts), around, named, trait=trait, table=table, unit=unit)
        if found.setting.tied and Fact.PRODUCER not in found.facts and self._told_by_model(symbol):
            found = msgspec.structs.replace(found, facts=(*found.facts, Fact.PRODUCER))
        found = _answered(view, _off_an_answer(view, found, around), around)
        if found.setting in (Setting.NONE, Setting.PERSON) and (why := _of_picture(view, symbol, found.trait, around)):
            return msgspec.structs.replace(found, setting=Setting.IMAGE, why=why)
        if hit and hit.group and not found.setting.tied and of_a_look(view, holder, around):
            return msgspec.structs.replace(found, facts=(*facts, Fact.PRODUCER), setting=Setting.IMAGE, why=SHARES)
        if hit and not found.setting.tied and (layer := self.layered(hit, found)) is not found:
            return layer
        return self.modelled(hit, found) if hit and Fact.PRODUCER in facts and not found.setting.tied else found

    def _told_by_model(self, symbol: int) -> bool:
        """Whether what is written into a slot is what a model answers, or a name that was given that above.

        So is what was read off the answer of an analysis there.
        """
        view, own, line = self.view, self.view.symbol(symbol), self.view.line_of(symbol)
        told = given_by_model(view, symbol) or from_model(view, line, own.value)
        return told or (line > 0 and given_off_an_answer(view, line, own.value))

    def _beside_slot(self, symbol: int, holder: int, unit: int, *, firm: bool) -> tuple[Around, frozenset[Surrounding]]:
        """What stands around a slot, and what names it and what holds it."""
        view = self.view
        record = holder if holder >= 0 else set_in(view, symbol)
        around = of_record(view, record) if record >= 0 else near(view, unit)
        named = named_by(view, holder, symbol)
        for above in view.ancestors(symbol):
            if view.symbol(above).kind is SymbolKind.RECORD:
                named |= named_by(view, above) & {Surrounding.FACE, Surrounding.BODY, Surrounding.DOCUMENT}
        named |= of_listed_faces(view, symbol, holder, around)
        if holder >= 0 and (IN_PATH in around.seen[Surrounding.FACE] or part_of_a_face(view, holder)):
            named |= {Surrounding.FACE}
        looks = around.has(Surrounding.VITAL, Surrounding.APPEARANCE) or (firm and around.has(Surrounding.INFER))
        if looks and self._is_map(holder) and setting_of(around, named)[0] in (Setting.NONE, Setting.PERSON):
            wider = near(view, unit)
            if not wider.has(*GIVEN):
                around = wider
            elif around.has(Surrounding.APPEARANCE) >= LEAST - 1 and faces_before(view, unit):
                around.add({"context/face"}, "<what it is made of>")
        return around, named

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
        if among_anything(len(features), len(siblings)):
            return False
        if unit >= 0 and view.unit(unit).line is None and view.unit(unit).role is Role.STRING:
            return sum(features.values()) >= LEAST
        return len(features) >= 2 and any(features.values())

    def _of_unit(self, hits: list[Hit]) -> Found:
        hit = strongest(hits)
        symbol = self.view.unit(hit.unit).symbol
        return self._dress(hit, symbol) if told_by_dress(self.view, symbol, hit) else self.loose(hit, symbol)

    def _dress(self, hit: Hit, symbol: int) -> Found:
        """One class of a model that tells religious dress in pictures."""
        around = near(self.view, hit.unit)
        found = self._found(hit, symbol, -1, (Fact.PRODUCER, Fact.GROUP), around, named_by(self.view, symbol))
        return msgspec.structs.replace(found, setting=Setting.IMAGE, why=why_dress(hit))
