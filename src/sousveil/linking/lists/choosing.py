"""Lists of groups that others name: a control, a column or a page takes its choices from a list written elsewhere.

``options: raceOptions`` in the filters of a face search says what the bare list of that name, in a module of constants,
is for. Only a list that is called after a trait is looked up so, and none whose name another list of other groups has.
"""

from collections import defaultdict
from collections.abc import Iterable

from sousveil.linking.edges import EdgeKind, Setting
from sousveil.linking.found import Found
from sousveil.linking.graph import View
from sousveil.linking.holders import WORD
from sousveil.linking.lists.alongside import WHY as ALONGSIDE
from sousveil.linking.lists.alongside import Alongside
from sousveil.linking.lists.origins import Origins
from sousveil.linking.lists.scheme import Scheme, trait_of
from sousveil.linking.weave import Weave
from sousveil.model.words import Role, Trait

CHOSEN = "what is chosen from it is told of a face or body, by those who name it"
NAMING = frozenset({Role.VALUE, Role.IDENTIFIER, Role.ITEM, Role.KEY, Role.VARIABLE, Role.ATTRIBUTE, Role.STRING})
LONGEST = 80
"""Code points of a text in which the name of a list is looked for."""
LEAST = 6
"""Letters of a name that is looked up across files."""


class Choosing:
    """Who names which list, in one target."""

    def __init__(self, weave: Weave, origins: Origins) -> None:
        self._weave = weave
        self._alongside = Alongside(origins)
        self._named: dict[tuple[Trait, str], set[Setting]] = defaultdict(set)
        self._spots: dict[tuple[Trait, str], list[int]] = defaultdict(list)
        self._lists: dict[tuple[Trait, str], list[int]] = defaultdict(list)
        self._meant: dict[tuple[Trait, str], set[tuple[str, ...]]] = defaultdict(set)
        """The groups that lists of a name have: where these differ, nobody knows which is meant."""

    def note_all(self, found: Iterable[tuple[View, Found]]) -> None:
        """What has a trait's word, and may name a list."""
        for view, item in found:
            if item.setting.tied:
                for name in _names(view, item):
                    self._named[item.trait, name].add(item.setting)

    def note_lists(self, lists: Iterable[tuple[View, Scheme]]) -> None:
        """The lists that may be named."""
        for view, scheme in lists:
            self._alongside.note(view, scheme)
            if name := _name_of(view, scheme):
                self._meant[scheme.trait, name].add(scheme.groups)

    def laid(self, view: View, item: Found, spot: int) -> None:
        """The same, with the place that it was given."""
        if item.setting.tied:
            for name in _names(view, item):
                self._spots[item.trait, name].append(spot)

    def from_list(self, view: View, scheme: Scheme) -> tuple[Setting, str] | None:
        """The setting of those who choose from a list, or of one of the same groups, with the reason.

        The firmest of those who choose decides; ``None`` where nobody names it, and no other list is told of pictures.
        """
        key = (scheme.trait, _name_of(view, scheme))
        settings = self._named.get(key, set()) if key[1] and len(self._meant[key]) == 1 else set()
        if settings:
            return min(settings, key=lambda one: (one is not Setting.IMAGE, one)), CHOSEN
        beside = self._alongside.setting(view, scheme)
        return (beside, ALONGSIDE) if beside is not None else None

    def listed(self, view: View, scheme: Scheme, head: int) -> None:
        """A list, with the place of its name."""
        if name := _name_of(view, scheme):
            self._lists[scheme.trait, name].append(head)

    def join(self) -> None:
        """Joins those who name a list to it, where there is one of that name."""
        for key, heads in self._lists.items():
            for spot in dict.fromkeys(self._spots.get(key, ())) if len(heads) == 1 else ():
                if spot != heads[0]:
                    self._weave.edge(spot, heads[0], EdgeKind.TYPED_AS, "its choices are those of that list")


def _names(view: View, item: Found) -> list[str]:
    unit = view.unit(item.unit)
    if unit.role not in NAMING or len(unit.text) > LONGEST:
        return []
    return [name for name in WORD.findall(unit.text) if len(name) >= LEAST]


def _name_of(view: View, scheme: Scheme) -> str:
    """The name of a list that is called after its trait; ``""`` where it is not."""
    if scheme.holder < 0 or scheme.unit >= 0 or len(view.symbol(scheme.holder).name) < LEAST:
        return ""
    unit = view.symbol(scheme.holder).unit
    named = trait_of(tag.concept for tag in view.unit_tags(unit)) if unit >= 0 else None
    return view.symbol(scheme.holder).name if named is not None else ""
