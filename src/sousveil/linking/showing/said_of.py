"""Texts on a screen that say outright that a trait is told, far from anything that says of what.

``SwitchListTile(title: Text('Enable ethnicity classification'))`` on a page of settings speaks of no face. Where the
program has the same trait told from one elsewhere, that is what the text is about.
"""

from collections.abc import Iterable

import msgspec

from sousveil.linking.code.surely import WHY as SURELY
from sousveil.linking.code.surely import shown_surely
from sousveil.linking.edges import Fact, Setting
from sousveil.linking.found import Found
from sousveil.linking.graph import View
from sousveil.linking.standing import LABEL_ROLES
from sousveil.linking.surroundings import GIVEN
from sousveil.linking.texts.stating import facts_of
from sousveil.model.words import Role

WHY = "a text on a screen says that it is told, and the program has it told from pictures elsewhere"
_TOLD = frozenset({Fact.PRODUCER, Fact.SLOT})
_OTHER = frozenset({Setting.NAMES, Setting.DOCUMENT})


def said_elsewhere(found: Iterable[tuple[View, Found]]) -> list[tuple[View, Found]]:
    """The same places, with such texts as labels of what is told from pictures in another file."""
    places = list(found)
    told = {
        item.trait
        for view, item in places
        if item.setting is Setting.IMAGE
        and not _TOLD.isdisjoint(item.facts)
        and view.unit(item.unit).role is not Role.DOCUMENT
    }
    return [(view, _labelled(view, item) if item.trait in told else item) for view, item in places] if told else places


def _labelled(view: View, item: Found) -> Found:
    """The same place as a label, where it is such a text; in no form, and where no names of people are looked at."""
    if item.setting.tied or item.setting in _OTHER or item.group or sum(item.around.get(one, 0) for one in GIVEN) > 1:
        return item
    hit = next((hit for hit in view.hits_of_unit.get(item.unit, ()) if hit.start == item.start), None)
    said = list(facts_of(view, hit)) if hit is not None else []
    shown = Fact.LABEL in said or (bool(said) and view.unit(item.unit).role in LABEL_ROLES)
    if hit is not None and not shown and shown_surely(view, hit):
        return msgspec.structs.replace(item, facts=(Fact.LABEL,), setting=Setting.IMAGE, why=SURELY)
    if not shown:
        return item
    facts = tuple(dict.fromkeys((Fact.LABEL, *(fact for fact in said if fact is not Fact.PRODUCER))))
    return msgspec.structs.replace(item, facts=facts, setting=Setting.IMAGE, why=WHY)
