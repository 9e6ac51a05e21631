"""Words that are used as slurs: what a report says in its own voice never repeats one, only quoted evidence does."""

from functools import cache

from sousveil.knowledge import load
from sousveil.matching.tagger import Tagger

_LONGEST = 2_000


def slur(text: str) -> bool:
    """Whether a word of ``text`` is one that the lexicon marks as a slur."""
    tagger = _tagger()
    return any(tagger.tag(text[at : at + _LONGEST]) for at in range(0, min(len(text), 4 * _LONGEST), _LONGEST))


@cache
def _tagger() -> Tagger:
    pack = load()
    marked = {concept.id for concept in pack.concepts.values() if concept.slur}
    terms = tuple(term for term in pack.terms if term.slur or term.concept in marked)
    return Tagger(terms)
