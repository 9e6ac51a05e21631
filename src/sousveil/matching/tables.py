"""What the matcher makes of a pack before it can look for its words: plain data, kept from start to start."""

import itertools

import msgspec

from sousveil.knowledge.pack import Pack, Term
from sousveil.matching.conditions import Families, word_concept
from sousveil.matching.vocabulary import Firsts, Index, firsts, index


class Tables(msgspec.Struct, frozen=True, array_like=True):
    """The index of ``terms_of`` a pack, and how those of them begin that rules find."""

    index: Index
    found: Firsts


def tables_of(pack: Pack) -> Tables:
    """Take a pack apart: a tenth of a second."""
    terms = terms_of(pack)
    families = Families(pack)
    found = frozenset[str]().union(*(families.expand(rule.find) for rule in pack.rules if rule.status != "retired"))
    whole = index(terms)
    return Tables(whole, firsts(whole, [term.concept in found for term in terms]))


def terms_of(pack: Pack) -> tuple[Term, ...]:
    """The terms of a pack, then the plain words of conditions as terms of their own."""
    conditions = itertools.chain.from_iterable((*rule.needs, *rule.weak_needs, *rule.unless) for rule in pack.rules)
    words = {word for condition in conditions for word in condition.words}
    return (*pack.terms, *(Term(text=word, concept=word_concept(word), sift="never") for word in sorted(words)))
