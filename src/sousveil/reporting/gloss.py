"""What the words of a line mean, from the lexicon alone: never a translation of the line.

Only words for traits, groups and what goes with them are known; each comes with the source that the lexicon names.
"""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from sousveil.knowledge import load
from sousveil.knowledge.lexicon import normal
from sousveil.knowledge.pack import Term
from sousveil.matching.tagger import Tagger
from sousveil.reporting.words import Words

_FAMILIES = ("trait/", "group/", "shade/", "continent/", "proxy/", "rest/")
_HAN = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN_LETTERS = r"A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a"
_FOREIGN = re.compile(rf"[^\W\d_{_LATIN_LETTERS}]")
_TITLE = re.compile(r"[,;(]\s*|\s+\(")
_LONGEST = 2_000


class Gloss(msgspec.Struct, frozen=True):
    """A word as it stands there, what it is a word for, and where the lexicon has it from."""

    word: str
    meaning: str
    source: str


class Glossed(msgspec.Struct, frozen=True):
    """The known words of a line; ``unknown`` where a quoted one in a script foreign to the reader has none."""

    words: tuple[Gloss, ...] = ()
    unknown: bool = False


def glossed(text: str, words: Words, *, quoted: bool) -> Glossed:
    """The known words of a line for a reader of ``words``; of a neighbour (not ``quoted``) only unmistakable ones."""
    text = text[:_LONGEST]
    chinese = words.code.startswith("zh")
    foreign = any(not (chinese and _HAN.match(letter)) for letter in _FOREIGN.findall(text))
    if not foreign and not (chinese and quoted):
        return Glossed()
    found: dict[tuple[str, str], Gloss] = {}
    reached = 0
    for tag in sorted(_tagger().tag(text), key=lambda tag: (tag.start, -tag.end)):
        if tag.end <= reached:  # a word in a longer one
            continue
        word = text[tag.start : tag.end]
        own = bool(_HAN.search(word)) if chinese else word.isascii()
        if own or (tag.weak and not quoted):
            continue
        reached = tag.end
        meaning = _meaning(tag.concept, words)
        found.setdefault((word.casefold(), meaning), Gloss(word, meaning, _source(tag.concept, word)))
    return Glossed(tuple(found.values()), quoted and foreign and not found)


def sources_of(lines: Sequence[Glossed]) -> tuple[str, ...]:
    """The sources of all known words of some lines, each once."""
    return tuple(dict.fromkeys(one.source for line in lines for one in line.words if one.source))


@cache
def _tagger() -> Tagger:
    terms = tuple(term for term in load().terms if term.concept.startswith(_FAMILIES))
    return Tagger(terms)


@cache
def _terms() -> dict[str, tuple[Term, ...]]:
    terms: dict[str, list[Term]] = {}
    for term in load().terms:
        if term.concept.startswith(_FAMILIES):
            terms.setdefault(term.concept, []).append(term)
    return {concept: tuple(sorted(each, key=lambda term: -len(term.text))) for concept, each in terms.items()}


def _meaning(concept: str, words: Words) -> str:
    key = f"trait.{concept.removeprefix('trait/')}"
    if concept.startswith("trait/") and words.has(key):
        return words.say(key)
    known = load().concepts.get(concept)
    return words.group(known.name if known else concept)


def _source(concept: str, word: str) -> str:
    """The title of the source that has the longest word of the concept in ``word``."""
    plain = normal(word)
    for term in _terms().get(concept, ()):
        if term.text in plain:
            source = load().sources.get(term.source)
            return _TITLE.split(source.title, maxsplit=1)[0] if source else term.source
    return ""
