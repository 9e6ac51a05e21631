"""The one loop: names found in a round, to be sought in the files that hold no telling word.

Half of a chain lies in such files: the alarm record names the face record, and only that one names the slot.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sousveil.linking.chains import Linker
from sousveil.linking.edges import Chain, Fact, Setting
from sousveil.linking.graph import Tagger
from sousveil.model.examined import Examined
from sousveil.model.late import late
from sousveil.model.words import Trait

MOST_ROUNDS = 3
"""How often a target is sifted again for names."""
MOST_NAMES = 2000
_PARTS = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
FOLLOWED = frozenset({Fact.RECORD, Fact.GROUP_LIST, Fact.EVENT, Fact.SEARCH, Fact.RULE})


def telling(name: str) -> bool:
    """Whether a name is one that somebody made up, and not a word of the language: two parts, eight letters or more."""
    return name.isascii() and name.isidentifier() and len(name) >= 8 and len(_PARTS.findall(name)) >= 2


class Linked(NamedTuple):
    """What was linked in a round: the linker with its graph, and the chains."""

    linker: Linker
    chains: list[Chain]


def link_all(examined: Sequence[Examined], tagger: Tagger, traits: Mapping[str, Trait]) -> Linked:
    """Link a target. ``examined`` may come in any order; spots count in the order of the numbers."""
    linker = Linker(sorted(examined, key=lambda item: item.record.number), tagger, traits)
    return Linked(linker, linker.run())


def names_to_follow(linked: Linked) -> frozenset[str]:
    """Names that files without a telling word may name.

    Those of the records, lists and events in chains that are tied to a captured face or body, or to a card; of the
    records between, that hold such a record and tell nothing themselves; the keys of labels; and the numbers of
    databases of debug information.
    """
    names = {name for name in linked.linker.holders.open_ends if telling(name)}
    for chain in linked.chains:
        if not chain.structured or not (chain.setting.tied or chain.setting is Setting.DOCUMENT):
            continue
        for spot in chain.spots:
            if FOLLOWED & set(spot.facts):
                names.update(part for part in spot.name.split(".")[-1:] if telling(part))
    kept = frozenset(sorted(names, key=lambda name: (-len(name), name))[:MOST_NAMES])
    return kept | linked.linker.labels.keys_asked_for() | linked.linker.databases.asked_for()
