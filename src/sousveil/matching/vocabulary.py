"""The terms of a pack by their first words. What no text asks for is never taken apart, so that a start is short."""

from collections.abc import Callable, Iterable, Sequence, Set
from functools import cached_property

from sousveil.knowledge.pack import Term
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


class Table:
    """Terms of one or more words. The steps after a first word are made when a text has that word."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._nodes: dict[str, Node] = {}
        self._by_first: dict[str, list[tuple[Term, list[str]]]] = {}
        by_first = self._by_first
        for term in terms:
            text = term.text
            if text.isascii() and not text.isalpha():
                words = list(plain_keys(text))
            else:
                words = [text] if text.isascii() else keys(text)
            if len(words) == 1:
                for ending in _endings(term, words[0]):
                    by_first.setdefault(ending, []).append((term, [ending]))
            elif words:
                by_first.setdefault(words[0], []).append((term, words))

    def firsts(self, wanted: Callable[[Term], bool] | None = None) -> Set[str]:
        """The first words of all terms, or of those ``wanted``."""
        if wanted is None:
            return self._by_first.keys()
        return frozenset(first for first, terms in self._by_first.items() if any(wanted(term) for term, _ in terms))

    def node(self, first: str) -> Node | None:
        """The step of a first word, ``None`` where no term begins with it."""
        known = self._nodes.get(first)
        if known is None and (terms := self._by_first.get(first)) is not None:
            known = self._nodes[first] = Node()
            for term, words in terms:
                _add(known, term, words)
        return known


class Vocabulary:
    """All terms, by how they are looked for."""

    def __init__(self, terms: Sequence[Term]) -> None:
        plain, self._beyond = list[Term](), list[Term]()
        self.running: list[Term] = []
        """Terms in running text."""
        self.stems: dict[str, list[Term]] = {}
        """Terms that are the start of a word, by their first characters."""
        for term in terms:
            if term.form == "word":
                (plain if term.text.isascii() else self._beyond).append(term)
            elif term.form == "stem":
                self.stems.setdefault(term.text[:STEM], []).append(term)
            else:
                self.running.append(term)
        self.plain = Table(plain)
        """Terms of ASCII. No others stand in a text of ASCII alone; the lexicon is held to that by a test."""

    @cached_property
    def beyond(self) -> Table:
        """The other terms of words."""
        return Table(self._beyond)


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
