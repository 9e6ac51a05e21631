"""Which concepts a text names: every word of the lexicon in it, the longest of each family."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from sousveil.knowledge.pack import Term
from sousveil.matching.running import may_run
from sousveil.matching.vocabulary import STEM, Firsts, Index, Node, Vocabulary
from sousveil.matching.words import Word, in_run, is_plain, joins, plain_keys, runs, split
from sousveil.model.hit import Tag

_CACHED = 200_000
_SHORT = 2_000
_WHOLE = ("trait", "group", "rest", "proxy")
"""Families of which only the longest word counts at a place; elsewhere each concept is a family of its own."""


def family(concept: str) -> str:
    """Within what a longer word drives out a shorter one."""
    head = concept.partition("/")[0]
    return head if head in _WHOLE else concept


class Sieve:
    """Says of a text whether it may name any of some concepts: cheap, and right when it says no."""

    def __init__(self, begin: Index | Firsts) -> None:
        tables = (begin.plain, begin.beyond, begin.stems, begin.running)
        starts: Iterable[Set[str]] = (table if isinstance(table, frozenset) else table.keys() for table in tables)
        self._plain, self._beyond, self._stems, self._running = starts

    def may_hold(self, text: str) -> bool:
        """Whether ``text`` may have a tag."""
        if not self._plain.isdisjoint(plain_keys(text)):
            return True
        if text.isascii():
            return False
        return may_run(text, self._running) or (not is_plain(text) and any(map(self._is_beyond, runs(text))))

    def _is_beyond(self, run: str) -> bool:
        plain, beyond, stems = self._plain, self._beyond, self._stems
        return any(word.key in beyond or word.key in plain or word.key[:STEM] in stems for word in in_run(run))


class Tagger:
    """Tags texts with terms. ``made`` is their index, where it is known."""

    def __init__(self, terms: Sequence[Term], made: Index | None = None) -> None:
        self._vocabulary = Vocabulary(terms, made)
        self._sieve = Sieve(self._vocabulary.index)
        self._cache: dict[str, tuple[Tag, ...]] = {}

    def tag(self, text: str) -> tuple[Tag, ...]:
        """The tags of ``text``, by place; offsets in code points."""
        known = self._cache.get(text)
        if known is None:
            known = tuple(_longest(self._all(text))) if self._sieve.may_hold(text) else ()
            if len(text) <= _SHORT:
                if len(self._cache) >= _CACHED:
                    self._cache.clear()
                self._cache[text] = known
        return known

    def _all(self, text: str) -> Iterator[Tag]:
        if text.isascii():
            yield from self._in_ascii(text)
            return
        words = split(text)
        for i, word in enumerate(words):
            node = self._vocabulary.plain.node(word.key)
            if node is not None:
                yield from _walk(text, words, i, node)
            yield from self._beyond(text, words, i)
        for term, start, end in self._vocabulary.running.find(text):
            yield Tag(term.concept, start, end, term.weak)

    def _in_ascii(self, text: str) -> Iterator[Tag]:
        """As ``_all``; where the words lie is worked out only when one of them begins a term."""
        words: list[Word] = []
        node_of = self._vocabulary.plain.node
        for i, key in enumerate(plain_keys(text)):
            node = node_of(key)
            if node is not None:
                words = words or split(text)
                yield from _walk(text, words, i, node)

    def _beyond(self, text: str, words: list[Word], i: int) -> Iterator[Tag]:
        word = words[i]
        node = self._vocabulary.beyond.node(word.key)
        if node is not None:
            yield from _walk(text, words, i, node)
        for term in self._vocabulary.stems(word.key[:STEM]):
            if word.key.startswith(term.text):
                yield Tag(term.concept, word.start, word.end, term.weak)


def _walk(text: str, words: list[Word], i: int, node: Node) -> Iterator[Tag]:
    """All terms that start at word ``i``."""
    start = words[i].start
    while True:
        for term in node.terms:
            yield Tag(term.concept, start, words[i].end, term.weak)
        i += 1
        if i == len(words) or not node.next or not joins(text[words[i - 1].end : words[i].start]):
            return
        following = node.next.get(words[i].key)
        if following is None:
            return
        node = following


def _longest(tags: Iterable[Tag]) -> list[Tag]:
    """Of the tags of a family that overlap, the longest, then the first; of a span with both, the strong one."""
    taken: defaultdict[str, _Taken] = defaultdict(_Taken)
    longest = sorted(tags, key=lambda t: (t.start - t.end, t.start, t.weak, t.concept))
    kept = [tag for tag in longest if taken[family(tag.concept)].take(tag)]
    return sorted(kept, key=lambda t: (t.start, t.end, t.concept))


class _Taken:
    """The stretches of a text that are taken, apart from each other: each by one concept, or several of one stretch."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._by: dict[tuple[int, int], set[str]] = {}

    def take(self, tag: Tag) -> bool:
        """Takes the stretch of a tag, unless it reaches into another, or its concept has it already."""
        concepts = self._by.get((tag.start, tag.end))
        if concepts is not None:
            new = tag.concept not in concepts
            concepts.add(tag.concept)
            return new
        at = bisect_left(self._starts, tag.end)  # those before it begin before the end of the tag
        if at and self._ends[at - 1] > tag.start:
            return False
        self._starts.insert(at, tag.start)
        self._ends.insert(at, tag.end)
        self._by[tag.start, tag.end] = {tag.concept}
        return True
