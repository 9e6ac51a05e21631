"""Whether a condition of a rule holds around a word."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase, translate
from functools import cached_property

from sousveil.knowledge.pack import Condition, Pack
from sousveil.matching.surroundings import Named, Surroundings, bits
from sousveil.model.hit import Tag

PLAIN_WORD = "word/"
"""The family of the plain words of conditions, which are no concepts of the lexicon."""
_WHERE = {
    "word": "it is part of",
    "unit": "in the same text",
    "container": "beside it",
    "near": "near it",
    "file": "in the file",
    "path": "in the path",
}


_WHOLE = ("path", "file")
"""Scopes that are the same for every unit of a file."""


class Checker:
    """A condition made ready: families written out, and what it asks kept at hand."""

    def __init__(self, condition: Condition, families: "Families") -> None:
        self.condition = condition
        self.wanted = families.expand((*condition.any, *(word_concept(word) for word in condition.words)))
        self.but = families.expand(pattern for pattern in condition.but if not pattern.startswith("?"))
        self.but_weak = families.expand(pattern[1:] for pattern in condition.but if pattern.startswith("?"))

    @cached_property
    def _bits(self) -> int:
        return bits(self.wanted)

    def holds(self, around: Surroundings, index: int, tag: Tag, tags: tuple[Tag, ...]) -> str:
        """One short sentence that says why it holds, or ``""``.

        ``tag`` is the word at issue, in the unit ``index``, whose tags are ``tags``.
        """
        if self.condition.scope not in _WHOLE and not self.condition.shape:
            return self._holds(around, index, tag, tags)
        known = around.known.get((self, tag.concept))
        if known is None:
            known = around.known[self, tag.concept] = self._holds(around, index, tag, tags)
        return known

    def _holds(self, around: Surroundings, index: int, tag: Tag, tags: tuple[Tag, ...]) -> str:
        condition = self.condition
        if condition.shape == "word-list":
            return "the file is a long list of single words" if around.word_list() else ""
        if condition.shape:
            return "its layout says what the file is" if around.archive == condition.shape else ""
        if condition.scope == "path" and any(fnmatchcase(around.path.lower(), pattern) for pattern in condition.paths):
            return "the path says so"
        if not self.wanted or not self._may_hold(around, index, tag.concept):
            return ""
        places = self._places(around, index, tag, tags)
        seen = self._seen(places, tag.concept)
        otherwise = condition.scope == "word" and condition.but
        if len(seen) < condition.at_least or (otherwise and self._otherwise(around, index, tag, tags)):
            return ""
        return f"{_WHERE[condition.scope]}: {', '.join(sorted(seen)[:4])}"

    def _may_hold(self, around: Surroundings, index: int, concept: str) -> bool:
        """Whether anything that is asked for is there at all: cheap, and right when it says no, as it mostly does."""
        if not self.condition.at_least:
            return True
        wanted, scope = self.wanted, self.condition.scope
        if scope == "path":
            return not wanted.isdisjoint(around.in_path())
        if scope == "file":
            return not wanted.isdisjoint(around.file())
        if scope == "near":
            return self._bits & around.bits_near(index, self.condition.within) != 0
        own = around.unit(index)
        if not wanted.isdisjoint(own) and wanted & own.keys() != {concept}:
            return True
        return scope == "container" and not wanted.isdisjoint(around.container(index))

    def _places(self, around: Surroundings, index: int, tag: Tag, tags: tuple[Tag, ...]) -> Iterable[Named]:
        scope = self.condition.scope
        if scope == "word":
            return [around.over(index, tag, tags)]
        if scope == "path":
            return [around.in_path()]
        if scope == "file":
            return [around.file()]
        own = around.apart(index, tag, tags)
        if scope == "container":
            return [around.container(index), own]
        if scope == "near":
            return (part for parts in ([own], around.near(index, self.condition.within)) for part in parts)
        return [own]

    def _otherwise(self, around: Surroundings, index: int, tag: Tag, tags: tuple[Tag, ...]) -> bool:
        """Whether what stands around a longer word says that it means something else here."""
        beside = (around.apart(index, tag, tags), around.container(index))
        near = around.near(index, self.condition.within)
        return any(self._speaks_against(part, tag.concept) for parts in (beside, near) for part in parts)

    def _seen(self, places: Iterable[Named], concept: str) -> set[str]:
        """The different concepts or words that were seen; empty where a ``but`` was."""
        condition, seen = self.condition, set[str]()
        but = condition.but and condition.scope != "word"
        for part in places:
            if but and self._speaks_against(part, concept):
                return set()
            for other in part.keys() & self.wanted:
                strong, words = part[other]
                if (other != concept or self._said_again(strong, words)) and (strong or not condition.strong):
                    seen |= words if condition.count == "words" else {other}
            if len(seen) >= condition.at_least and not but:
                break
        return seen

    def _said_again(self, strong: bool, words: Iterable[str]) -> bool:
        """Whether near it a word of another script, which means nothing else, says it: ``# 인종`` over ``race``."""
        return strong and self.condition.scope == "near" and not all(map(str.isascii, words))

    def _speaks_against(self, part: Named, concept: str) -> bool:
        return any(other != concept and part[other][0] for other in part.keys() & self.but) or not (
            self.but_weak.isdisjoint(part.keys() - {concept})
        )


def word_concept(word: str) -> str:
    """The concept that a plain word of a condition is looked for as."""
    return PLAIN_WORD + word


class Families:
    """The concepts of a pack by their families (``group/*``); each is written out once."""

    def __init__(self, pack: Pack) -> None:
        self._concepts = pack.concepts
        self._known: dict[str, frozenset[str]] = {}

    def expand(self, patterns: Iterable[str]) -> frozenset[str]:
        """Concepts, families written out."""
        return frozenset[str]().union(*(self._of(pattern) if "*" in pattern else (pattern,) for pattern in patterns))

    def _of(self, pattern: str) -> frozenset[str]:
        known = self._known.get(pattern)
        if known is None:
            match = re.compile(translate(pattern)).match
            known = self._known[pattern] = frozenset(filter(match, self._concepts))
        return known
