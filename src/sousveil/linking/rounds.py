"""The one loop: names found in a round, to be sought in the files that hold no telling word.

Half of a chain lies in such files: the alarm record names the face record, and only that one names the slot.
"""

import re
from collections.abc import Mapping, Sequence

from sousveil.linking.chains import Linker
from sousveil.linking.edges import Fact, Setting
from sousveil.linking.graph import Tagger
from sousveil.model.examined import Examined
from sousveil.model.words import Trait

MOST_ROUNDS = 3
MOST_NAMES = 2000
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
FOLLOWED = frozenset({Fact.RECORD, Fact.GROUP_LIST, Fact.EVENT, Fact.SEARCH, Fact.RULE})


def telling(name: str) -> bool:
    """Whether a name is one that somebody made up, and not a word of the language: two parts, eight letters or more."""
    return name.isascii() and name.isidentifier() and len(name) >= 8 and len(_PARTS.findall(name)) >= 2


def names_to_follow(examined: Sequence[Examined], tagger: Tagger, traits: Mapping[str, Trait]) -> frozenset[str]:
    """Names of the records, lists and events in the chains of ``examined`` that are tied to anything at all."""
    names: set[str] = set()
    for chain in Linker(examined, tagger, traits).run():
        if chain.setting is Setting.NONE:
            continue
        for spot in chain.spots:
            if FOLLOWED & set(spot.facts):
                names.update(part for part in spot.name.split(".")[-1:] if telling(part))
    return frozenset(sorted(names, key=lambda name: (-len(name), name))[:MOST_NAMES])
