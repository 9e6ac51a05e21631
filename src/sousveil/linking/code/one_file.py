"""What a model tells in one file is of one kind of thing: a second function for many pictures says less of them.

``race = RACES[scores.argmax()]`` stands beside faces in ``predict`` and beside nothing in ``predict_batch`` below it.
"""

from collections.abc import Iterable

import msgspec

from sousveil.linking.edges import Fact, Setting, Surrounding
from sousveil.linking.found import Found
from sousveil.linking.graph import View
from sousveil.linking.surroundings import GIVEN
from sousveil.model.words import Trait

WHY = "a model tells it, with age or sex, and tells the same trait of pictures elsewhere in that file"
MODELS = 2
"""So many different things speak of a model or what it gives out."""


def told_alike(found: Iterable[tuple[View, Found]]) -> list[tuple[View, Found]]:
    """The same places, those that a model tells being of a picture where it tells the trait of one in the same file."""
    found = list(found)
    tied: dict[tuple[int, int, Trait], Setting] = {}
    for view, item in found:
        if item.setting.tied and Fact.PRODUCER in item.facts:
            place = (view.blob, view.number, item.trait)
            tied[place] = Setting.IMAGE if Setting.IMAGE in (item.setting, tied.get(place)) else item.setting
    return [(view, _of(item, tied.get((view.blob, view.number, item.trait)))) for view, item in found]


def _of(item: Found, setting: Setting | None) -> Found:
    if setting is None or item.setting not in (Setting.NONE, Setting.PERSON):
        return item
    if not {Fact.PRODUCER, Fact.SLOT} & set(item.facts) or Fact.NOT_OPEN in item.facts:
        return item
    if any(item.around.get(one) for one in (*GIVEN, Surrounding.NAMES)) or not item.around.get(Surrounding.VITAL):
        return item
    if item.around.get(Surrounding.INFER, 0) < MODELS:
        return item
    return msgspec.structs.replace(item, setting=setting, why=WHY)
