"""The same thing under another form of its name: a header and its binding, what is inside and what is handed out.

``FACE_TRAIT_TYPE`` and ``NET_FACE_TRAIT_TYPE``, ``FaceTraitResult`` and ``XYFaceTraitResult``: the words are the same,
but for what a maker puts before them. Short names and names of one word say too little for that.
"""

from collections import defaultdict
from collections.abc import Iterable

from sousveil.linking.edges import EdgeKind, Fact, Setting
from sousveil.linking.graph import Graph
from sousveil.linking.weave import Key, Weave, chain_key
from sousveil.model.late import late

PREFIXES = 2
"""Words that a maker may put before a name."""
LEAST_WORDS, LEAST_LETTERS = 2, 12
MOST = 12
"""Places of one name beyond which it is a common one: which of them is meant is not known."""
_WORDS = late(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_THINGS = frozenset({Fact.RECORD, Fact.GROUP_LIST})

Form = tuple[str, ...]


def form_of(name: str) -> Form:
    """The words of the last part of a qualified name, in lower case; empty where they say too little."""
    words = tuple(word.lower() for word in _WORDS.findall(name.rsplit(".", 1)[-1]))
    return words if len(words) >= LEAST_WORDS and sum(map(len, words)) >= LEAST_LETTERS else ()


def join_forms(weave: Weave, graph: Graph) -> None:
    """Join records and lists that are tied to a face or a card and have the same name in another file."""

    def place(number: int) -> tuple[str, int, int, int]:
        """In an order that does not depend on that of the files."""
        spot = weave.spots[number]
        return graph.views[spot.examined, spot.reading].path, spot.reading, spot.unit, spot.start

    places: dict[tuple[Key, Form], list[int]] = defaultdict(list)
    for number, spot in enumerate(weave.spots):
        key = chain_key(weave.keys[number])
        if _THINGS.isdisjoint(weave.facts[number]) or not (key[1].tied or key[1] is Setting.DOCUMENT):
            continue
        if form := form_of(spot.name):
            places[key, form].append(number)
    for numbers in places.values():
        numbers.sort(key=place)
    for (key, form), numbers in places.items():
        _join(weave, numbers[0], numbers[1:])
        for cut in range(1, PREFIXES + 1):
            shorter = places.get((key, form[cut:])) if form_of("_".join(form[cut:])) else None
            if shorter is not None:
                _join(weave, shorter[0], numbers)
                break


def _join(weave: Weave, first: int, others: Iterable[int]) -> None:
    others = list(others)
    if len(others) > MOST:
        return
    for number in others:
        if weave.spots[number].examined != weave.spots[first].examined:
            weave.edge(number, first, EdgeKind.OTHER_FORM, "it has the same name there, but for what stands before it")
