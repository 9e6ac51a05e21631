"""The terms of a pack by their first words. What no text asks for is never taken apart, so that a start is short."""

from collections.abc import Mapping, Sequence

import msgspec

from sousveil.knowledge.pack import Term
from sousveil.matching.running import START, Running
from sousveil.matching.words import keys, plain_keys, plurals

STEM = 3
"""Characters by which stems are looked up. Stems are of scripts beyond ASCII."""
_SINGULAR_ONLY = ("rest/",)


class Node:
    """A step in a table of words: the words that may follow, and the terms that end here."""

    __slots__ = ("next", "terms")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.terms: list[Term] = []


class Index(msgspec.Struct, frozen=True, array_like=True):
    """Terms, as their numbers, by how they are looked for: plain data, that can be kept from start to start.

    plain    terms of ASCII by their first words; no others stand in a text of ASCII alone, to which a test holds the
             lexicon
    beyond   the other terms of words
    stems    terms that are the start of a word, by their first characters
    running  terms in running text by their first characters, those by their texts
    """

    plain: dict[str, tuple[int, ...]]
    beyond: dict[str, tuple[int, ...]]
    stems: dict[str, tuple[int, ...]]
    running: dict[str, tuple[int, ...]]


def index(terms: Sequence[Term]) -> Index:
    """Take all terms apart."""
    plain: dict[str, list[int]] = {}
    beyond: dict[str, list[int]] = {}
    stems: dict[str, list[int]] = {}
    running: dict[str, list[int]] = {}
    for number, term in enumerate(terms):
        if term.form == "word":
            table = plain if term.text.isascii() else beyond
            words = _words(term)
            firsts = _endings(term, words[0]) if len(words) == 1 else words[:1]
            for first in dict.fromkeys(firsts):
                table.setdefault(first, []).append(number)
        elif term.form == "stem":
            stems.setdefault(term.text[:STEM], []).append(number)
        else:
            running.setdefault(term.text[:START], []).append(number)
    for numbers in running.values():
        numbers.sort(key=lambda number: terms[number].text)
    return Index(_frozen(plain), _frozen(beyond), _frozen(stems), _frozen(running))


class Firsts(msgspec.Struct, frozen=True, array_like=True):
    """With what some of the terms begin, by how they are looked for."""

    plain: frozenset[str]
    beyond: frozenset[str]
    stems: frozenset[str]
    running: frozenset[str]


def firsts(whole: Index, wanted: Sequence[bool]) -> Firsts:
    """Those of the terms that are wanted, by their numbers."""
    plain, beyond, stems, running = (
        frozenset(first for first, numbers in table.items() if any(map(wanted.__getitem__, numbers)))
        for table in (whole.plain, whole.beyond, whole.stems, whole.running)
    )
    return Firsts(plain, beyond, stems, running)


class Table:
    """Terms of one or more words. The steps after a first word are made when a text has that word."""

    def __init__(self, terms: Sequence[Term], by_first: Mapping[str, tuple[int, ...]]) -> None:
        self._terms = terms
        self._by_first = by_first
        self._nodes: dict[str, Node] = {}

    def node(self, first: str) -> Node | None:
        """The step of a first word, ``None`` where no term begins with it."""
        known = self._nodes.get(first)
        if known is None and (numbers := self._by_first.get(first)) is not None:
            known = self._nodes[first] = Node()
            for number in numbers:
                term = self._terms[number]
                words = _words(term)
                _add(known, term, words if len(words) > 1 else [first])
        return known


class Vocabulary:
    """All terms, by how they are looked for."""

    def __init__(self, terms: Sequence[Term], made: Index | None = None) -> None:
        self.terms = terms
        self.index = made or index(terms)
        self.plain = Table(terms, self.index.plain)
        self.beyond = Table(terms, self.index.beyond)
        self.running = Running(terms, self.index.running)
        self._stems: dict[str, list[Term]] = {}

    def stems(self, start: str) -> list[Term]:
        """The stems that begin with these ``STEM`` characters."""
        known = self._stems.get(start)
        if known is None:
            known = self._stems[start] = [self.terms[number] for number in self.index.stems.get(start, ())]
        return known


def _words(term: Term) -> list[str]:
    text = term.text
    if text.isascii():
        return [text] if text.isalpha() else list(plain_keys(text))
    return keys(text)


def _frozen(table: dict[str, list[int]]) -> dict[str, tuple[int, ...]]:
    return {first: tuple(numbers) for first, numbers in table.items()}


def _endings(term: Term, last: str) -> tuple[str, ...]:
    return (last,) if term.concept.startswith(_SINGULAR_ONLY) else (last, *plurals(last))


def _add(first: Node, term: Term, words: list[str]) -> None:
    node = first
    for word in words[1:-1]:
        node = node.next.setdefault(word, Node())
    ends = [node] if len(words) == 1 else [node.next.setdefault(word, Node()) for word in _endings(term, words[-1])]
    for end in ends:
        if term not in end.terms:
            end.terms.append(term)
