"""Parts of the world as the classes of a list of ethnicities: ``const ethnicities = ["Africa", "Asia", "Europe"]``.

They are places, so such a list is one of people only where its own name says so, by a word that means people alone, and
where it holds nothing else but groups and a rest.
"""

from collections.abc import Sequence

from sousveil.linking.graph import View
from sousveil.model.hit import Tag
from sousveil.model.words import Role

PARTS = 3
"""So many different parts of the world in a list."""
_LISTED = frozenset({Role.STRING, Role.ITEM, Role.ENUM_MEMBER, Role.OPTION, Role.VALUE, Role.KEY})
_PEOPLE = "trait/ethnicity"


def parts_of_the_world(view: View, holder: int, units: Sequence[int]) -> list[tuple[int, Tag]]:
    """The units of a list that name a part of the world, each with its tag; none where the list is not of people."""
    if not _of_people(view, holder):
        return []
    found: list[tuple[int, Tag]] = []
    for unit in units:
        told = view.unit(unit)
        if told.role not in _LISTED or not any(map(str.isalpha, told.text)):
            continue
        whole = [tag for tag in view.unit_tags(unit) if (tag.start, tag.end) == (0, len(told.text))]
        if not any(tag.concept.startswith(("continent/", "group/", "rest/")) for tag in whole):
            return []
        found += [(unit, tag) for tag in whole if tag.concept.startswith("continent/")][:1]
    return found if len({tag.concept for _, tag in found}) >= PARTS else []


def _of_people(view: View, holder: int) -> bool:
    """Whether a list, or what it is given to, is called after ethnicity by a word that means nothing else."""
    named = (holder, *view.ancestors(holder)) if holder >= 0 else ()
    units = (view.symbol(one).unit for one in named[:2])
    return any(tag.concept == _PEOPLE and not tag.weak for unit in units if unit >= 0 for tag in view.unit_tags(unit))
