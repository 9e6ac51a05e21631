"""Which concepts a text names: every word of the lexicon in it, the longest of each family."""

from collections.abc import Iterable, Iterator

from sousveil.knowledge.pack import Pack, Term
from sousveil.matching.running import Running
from sousveil.matching.words import Word, is_plain, joins, plain_keys, plurals, split
from sousveil.model.hit import Tag

_CACHED = 200_000
_SHORT = 2_000
_STEM = 3
_WHOLE = ("trait", "group", "rest", "proxy")
"""Families of which only the longest word counts at a place; elsewhere each concept is a family of its own."""
_SINGULAR_ONLY = ("rest/",)


class _Node:
    """A step in the table of words: the words that may follow, and the terms that end here."""

    __slots__ = ("next", "terms")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.terms: list[Term] = []


def family(concept: str) -> str:
    """Within what a longer word drives out a shorter one."""
    head = concept.partition("/")[0]
    return head if head in _WHOLE else concept


class Tagger:
    """Tags texts with the terms of a pack, or with those of ``only`` some concepts."""

    def __init__(self, pack: Pack, only: Iterable[str] | None = None) -> None:
        wanted = None if only is None else set(only)
        terms = [term for term in pack.terms if wanted is None or term.concept in wanted]
        self._root: dict[str, _Node] = {}
        self._stems: dict[str, list[Term]] = {}
        self._running = Running([term for term in terms if term.form == "cjk"])
        self._cache: dict[str, tuple[Tag, ...]] = {}
        for term in terms:
            if term.form == "word":
                self._add(term)
            elif term.form == "stem":
                self._stems.setdefault(term.text[:_STEM], []).append(term)
        self._firsts = frozenset(self._root)
        """First words of terms. Stems are of scripts beyond ASCII."""

    def tag(self, text: str) -> tuple[Tag, ...]:
        """The tags of ``text``, by place; offsets in code points."""
        known = self._cache.get(text)
        if known is None:
            known = tuple(_longest(self._all(text))) if self.may_hold(text) else ()
            if len(text) <= _SHORT:
                if len(self._cache) >= _CACHED:
                    self._cache.clear()
                self._cache[text] = known
        return known

    def may_hold(self, text: str) -> bool:
        """Whether ``text`` may have a tag: cheap, and right when it says no."""
        if not self._firsts.isdisjoint(plain_keys(text)):
            return True
        if text.isascii():
            return False
        stems = self._stems
        return self._running.any_in(text) or (
            not is_plain(text) and any(word.key in self._root or word.key[:_STEM] in stems for word in split(text))
        )

    def _add(self, term: Term) -> None:
        steps_to = [word.key for word in split(term.text)]
        if not steps_to:
            return
        last = steps_to[-1]
        several = () if term.concept.startswith(_SINGULAR_ONLY) else plurals(last)
        for ending in (last, *several):
            steps, node = self._root, None
            for step in (*steps_to[:-1], ending):
                node = steps.setdefault(step, _Node())
                steps = node.next
            if node is not None and term not in node.terms:
                node.terms.append(term)

    def _all(self, text: str) -> Iterator[Tag]:
        words = split(text)
        for i, word in enumerate(words):
            node = self._root.get(word.key)
            if node is not None:
                yield from _walk(text, words, i, node)
            if word.key[:_STEM] in self._stems:
                yield from self._stem(word)
        for term, start, end in self._running.find(text):
            yield Tag(term.concept, start, end, term.weak)

    def _stem(self, word: Word) -> Iterator[Tag]:
        for term in self._stems.get(word.key[:_STEM], ()):
            if word.key.startswith(term.text):
                yield Tag(term.concept, word.start, word.end, term.weak)


def _walk(text: str, words: list[Word], i: int, node: _Node) -> Iterator[Tag]:
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
    kept: list[Tag] = []
    taken: dict[str, list[Tag]] = {}
    for tag in sorted(tags, key=lambda t: (t.start - t.end, t.start, t.weak, t.concept)):
        others = taken.setdefault(family(tag.concept), [])
        if any(_drives_out(other, tag) for other in others):
            continue
        others.append(tag)
        kept.append(tag)
    return sorted(kept, key=lambda t: (t.start, t.end, t.concept))


def _drives_out(other: Tag, tag: Tag) -> bool:
    if (other.start, other.end) == (tag.start, tag.end):
        return other.concept == tag.concept
    return other.start < tag.end and tag.start < other.end
