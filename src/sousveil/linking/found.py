"""A place with a trait's word: what it is there, and whom it is of."""

import msgspec

from sousveil.linking.code.answers import of_an_event, off_an_answer, put_into_row
from sousveil.linking.code.predicted import sure_of
from sousveil.linking.code.scripts import PICTURED, in_running_code, pictured
from sousveil.linking.edges import Fact, Setting, Surrounding
from sousveil.linking.given.apparent import APPEARS, PERCEIVED, of_appearance, perceived
from sousveil.linking.given.emblems import FACES, emblem, without_face
from sousveil.linking.given.written import written
from sousveil.linking.graph import View
from sousveil.linking.lists.scheme import trait_of
from sousveil.linking.searching.face_search import CALLED, SEARCHED, on_face_search
from sousveil.linking.searching.made_controls import put_on_screen
from sousveil.linking.searching.paged import paged
from sousveil.linking.searching.queried import compared_in_call
from sousveil.linking.settings import setting_of
from sousveil.linking.surroundings import Around
from sousveil.model.hit import Hit
from sousveil.model.words import SymbolKind, Trait


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


class Finds:
    """Makes the places of one view."""

    def __init__(self, view: View) -> None:
        self.view = view

    def _is_map(self, holder: int) -> bool:
        """Whether running code puts a map together: then it speaks of what the code around it speaks of."""
        return holder >= 0 and self.view.symbol(holder).kind is SymbolKind.MAP and in_running_code(self.view, holder)

    def _found(
        self, hit: Hit | None, symbol: int, record: int, facts: tuple[Fact, ...], around: Around,
        named: frozenset[Surrounding], *, trait: Trait | None = None, table: bool = False, unit: int = -1,
    ) -> Found:  # fmt: skip
        if hit is not None and hit.concept.startswith("proxy/") and Fact.PRODUCER not in facts:
            around = without_dress(self.view, around)
        if hit is not None and emblem(self.view, hit, around):
            around, named = without_face(around), named - FACES
        elif hit is not None and Fact.PRODUCER not in facts and (read := off_an_answer(self.view, hit)):
            kept = (Fact.SLOT,) if put_into_row(self.view, hit) else ()
            facts, named = tuple(dict.fromkeys((*facts, read, *kept))), named | {Surrounding.FACE}
        setting, why = setting_of(around, frozenset(named), table=table)
        code = record < 0 or self._is_map(record)
        if setting in (Setting.NONE, Setting.PERSON):
            setting, why = self._seen(hit, around, code=code) or (setting, why)
        if hit is None:
            start, end = 0, len(self.view.unit(unit).text)
        else:
            unit, start, end = hit.unit, hit.start, hit.end
            trait = trait or hit.trait
            if Fact.SLOT in facts and symbol >= 0 and unit == self.view.symbol(symbol).unit:
                start, end = 0, len(self.view.unit(unit).text)  # the whole name, whatever word in it was telling
        trait = trait or trait_of(self.view.own_concepts(symbol)) or Trait.ETHNICITY
        if why in (SEARCHED, CALLED) and Fact.LABEL not in facts and put_on_screen(self.view, unit):
            facts = (Fact.LABEL, *(fact for fact in facts if fact is not Fact.WORD))
        if setting.tied:
            facts = self._used(hit, unit, facts)
            setting, why = written(self.view, symbol, unit, around, facts) or (setting, why)
        if trait is Trait.NATIONALITY and setting.tied and hit is not None and sure_of(self.view, hit):
            facts = tuple(dict.fromkeys((*(fact for fact in facts if fact is not Fact.WORD), Fact.PRODUCER)))
        elif setting.tied and Fact.SLOT in facts and hit is not None and sure_of(self.view, hit):
            facts = tuple(dict.fromkeys((*facts, Fact.PRODUCER)))
        if trait is Trait.NATIONALITY and setting.tied and not {Fact.PRODUCER, Fact.NOT_RECOGNISED} & set(facts):
            setting, why = Setting.PERSON, "a nationality in the record of a person is stated, unless it was worked out"
        return Found(
            unit=unit, start=start, end=end, trait=trait,
            facts=facts, setting=setting, why=why, around=around.counts(), symbol=symbol, record=record,
            rule=hit.rule if hit else "", group=hit.group if hit else "",
        )  # fmt: skip

    def _used(self, hit: Hit | None, unit: int, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """What is done with a trait that is tied to people who are seen: events tell it, pages are asked for by it."""
        if hit is not None and Fact.EVENT not in facts and of_an_event(self.view, hit):
            facts = (*facts, Fact.EVENT)
        if hit is not None and compared_in_call(self.view, hit):
            facts = tuple(dict.fromkeys((Fact.SLOT, Fact.SEARCH, *(fact for fact in facts if fact is not Fact.WORD))))
        return (*facts, Fact.SEARCH) if Fact.SEARCH not in facts and paged(self.view, unit) else facts

    def _seen(self, hit: Hit | None, around: Around, *, code: bool) -> tuple[Setting, str] | None:
        """Why a trait is of a picture, where nothing else around it says so."""
        if hit is not None and of_appearance(self.view, hit):
            return Setting.IMAGE, APPEARS
        if hit is not None and perceived(self.view, hit, around):
            return Setting.IMAGE, PERCEIVED
        if hit is not None and hit.trait and not hit.group and (why := on_face_search(self.view, hit.unit, hit.trait)):
            return Setting.CAPTURED, why
        return (Setting.IMAGE, PICTURED) if code and pictured(around, firm=is_firm(hit)) else None


def words_only(hit: Hit, symbol: int) -> Found:
    """A word in a long list of words: that it stands there is all that is said."""
    return Found(
        unit=hit.unit, start=hit.start, end=hit.end, trait=hit.trait or Trait.ETHNICITY, facts=(Fact.WORD,),
        setting=Setting.NONE, why="it is one word among others", around={}, symbol=symbol, rule=hit.rule,
    )  # fmt: skip


def is_firm(hit: Hit | None) -> bool:
    """Whether a word is one for people alone: ethnicity is, race is not."""
    return hit is not None and hit.trait is Trait.ETHNICITY and not hit.weak


def without_dress(view: View, around: Around) -> Around:
    """What stands around a piece of dress, without its own and its like's names: shops have many of them, and pictures.

    Where somebody is seen in them, or a model is asked, they stay.
    """
    if around.has(Surrounding.FACE, Surrounding.BODY) or around.has(Surrounding.INFER) > 1:
        return around
    other = around.copy()
    other.seen[Surrounding.APPEARANCE] = {
        what
        for what in around.seen[Surrounding.APPEARANCE]
        if any(tag.concept == "context/attribute" for tag in view.tag(what.strip("<>")))
    }
    return other
