"""What stands around a unit of a reading, scope by scope, as the concepts that are named there."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from sousveil.matching.tagger import Tagger
from sousveil.matching.words import split
from sousveil.model.hit import Tag
from sousveil.model.text import ARCHIVES, Reading, Symbol

Named: TypeAlias = Mapping[str, tuple[bool, frozenset[str]]]
"""Concept -> (whether a strong word for it was seen, the words seen)."""

_NOTHING: Named = {}
_BITS: dict[str, int] = {}
"""The bit of each concept that was asked for so far; there are as many as the lexicon has concepts."""
MANY = 512
"""Siblings beyond which a container is a file rather than a thing: its parts say nothing about each other."""
_OWN = 32
_UNITS_PER_LINE = 4
_LONG_LIST = 400
_SAMPLE = 1_000
_LONGEST_ENTRY = 40
_BLOCK = 32
_FEW = 32


def named(text: str, tags: Iterable[Tag]) -> Named:
    """The tags of one text, by concept."""
    out: dict[str, tuple[bool, frozenset[str]]] = {}
    for tag in tags:
        strong, words = out.get(tag.concept, (False, frozenset[str]()))
        out[tag.concept] = (strong or not tag.weak, words | {text[tag.start : tag.end].lower()})
    return out


def bits(concepts: Iterable[str]) -> int:
    """Concepts as one number with a bit for each, so that sets of them are joined and compared in one step."""
    out = 0
    for concept in concepts:
        bit = _BITS.get(concept)
        if bit is None:
            bit = _BITS[concept] = 1 << len(_BITS)
        out |= bit
    return out


def merged(parts: Iterable[Named]) -> Named:
    """All of several places."""
    out: dict[str, tuple[bool, frozenset[str]]] = {}
    for part in parts:
        for concept, (strong, words) in part.items():
            before, others = out.get(concept, (False, frozenset[str]()))
            out[concept] = (before or strong, others | words)
    return out


class _Laid:
    """The tags of one unit, so laid out that what is beside one of them is known without looking at all the others."""

    def __init__(self, text: str, tags: tuple[Tag, ...]) -> None:
        self._text, self._tags = text, tags
        self._starts = [tag.start for tag in tags]
        self._longest = max((tag.end - tag.start for tag in tags), default=0)
        self._all = named(text, tags)
        self._counts = Counter((tag.concept, tag.weak, self._word(tag)) for tag in tags)
        self._strong = Counter(tag.concept for tag in tags if not tag.weak)

    def _word(self, tag: Tag) -> str:
        return self._text[tag.start : tag.end].lower()

    def touching(self, tag: Tag) -> list[Tag]:
        """The tags that overlap with one, itself too."""
        low = bisect_left(self._starts, tag.start - self._longest)
        high = bisect_left(self._starts, tag.end)
        return [other for other in self._tags[low:high] if other.end > tag.start]

    def without(self, tag: Tag) -> Named:
        """What is named by the tags that do not overlap with one."""
        out = dict(self._all)
        gone: dict[str, list[Tag]] = {}
        for other in self.touching(tag):
            gone.setdefault(other.concept, []).append(other)
        for concept, tags in gone.items():
            less = Counter((concept, other.weak, self._word(other)) for other in tags)
            lost = {
                word
                for _, _, word in less
                if all(self._counts[concept, weak, word] == less[concept, weak, word] for weak in (False, True))
            }
            words = out[concept][1] - lost
            if words:
                strong = self._strong[concept] > sum(not other.weak for other in tags)
                out[concept] = strong, words
            else:
                del out[concept]
        return out


class Surroundings:
    """The scopes of one reading. Everything is worked out when first asked for, and kept."""

    def __init__(self, reading: Reading, path: str, tagger: Tagger) -> None:
        self.units = reading.units
        self.archive = reading.language if reading.reader in ARCHIVES else ""
        """The kind of archive of meaning that it is: a dictionary, a vocabulary, data about languages."""
        self.path = path
        self._symbols = reading.symbols
        self._tagger = tagger
        self._named: list[Named | None] = [None] * len(reading.units)
        lines = [unit.line or 0 for unit in reading.units]
        self._ordered = sorted(range(len(lines)), key=lines.__getitem__)
        self._lines = [lines[i] for i in self._ordered]
        self._rank = {unit: rank for rank, unit in enumerate(self._ordered)}
        self.known: dict[tuple[object, str], str] = {}
        """What conditions that ask about the whole file, or its path, have said of a concept."""
        self._apart: tuple[tuple[int, int, int], Named] = (-1, 0, 0), _NOTHING
        self._laid_out: tuple[int, _Laid] = -1, _Laid("", ())
        self._near: dict[tuple[int, int], int] = {}
        self._blocks: dict[int, tuple[int, list[tuple[int, int]]]] = {}
        self._kin: tuple[dict[int, list[int]], dict[int, list[int]]] | None = None
        self._containers: dict[int, Named] = {}
        self._inner: dict[int, Named] = {}
        self._heads: dict[int, Named] = {}
        self._file: Named | None = None
        self._path: Named | None = None
        self._word_list: bool | None = None

    def unit(self, index: int) -> Named:
        """What one unit names."""
        known = self._named[index]
        if known is None:
            text = self.units[index].text
            tags = self._tagger.tag(text)
            known = self._named[index] = named(text, tags) if tags else _NOTHING
        return known

    def apart(self, index: int, tag: Tag, tags: tuple[Tag, ...]) -> Named:
        """What a unit with ``tags`` names besides the word ``tag``."""
        key = index, tag.start, tag.end
        if self._apart[0] != key:  # asked for by one condition of a word after the other
            self._apart = key, self._laid(index, tags).without(tag)
        return self._apart[1]

    def over(self, index: int, tag: Tag, tags: tuple[Tag, ...]) -> Named:
        """What the words of a unit with ``tags`` name that the word ``tag`` is a part of."""
        touching = tags if len(tags) <= _FEW else self._laid(index, tags).touching(tag)
        longer = [t for t in touching if t.start <= tag.start and tag.end <= t.end and t is not tag]
        return named(self.units[index].text, longer) if longer else _NOTHING

    def _laid(self, index: int, tags: tuple[Tag, ...]) -> "_Laid":
        if self._laid_out[0] != index:  # the words of a unit are asked about one after the other
            self._laid_out = index, _Laid(self.units[index].text, tags)
        return self._laid_out[1]

    def near(self, index: int, within: int) -> Iterator[Named]:
        """The units within so many lines (where there are no lines: units), at most four for each line, itself apart.

        Nearest first in the order of the file, so that a condition that holds is seen to hold soon.
        """
        for other in self._ordered[slice(*self._stretch(index, within))]:
            if other != index and (part := self.unit(other)):
                yield part

    def bits_near(self, index: int, within: int) -> int:
        """The concepts that ``near`` gives, and those of the unit itself, as ``bits``."""
        key = index, within
        known = self._near.get(key)
        if known is None:
            low, high = self._stretch(index, within)
            known = 0
            for block in range(low // _BLOCK, (high + _BLOCK - 1) // _BLOCK):
                whole, telling = self._telling(block)
                if low <= block * _BLOCK and (block + 1) * _BLOCK <= high:
                    known |= whole
                else:
                    for rank, own in telling:
                        if low <= rank < high:
                            known |= own
            self._near[key] = known
        return known

    def _stretch(self, index: int, within: int) -> tuple[int, int]:
        """From which rank to which the units are near."""
        rank, line = self._rank[index], self.units[index].line
        if line is None:
            return max(0, rank - within), min(len(self._ordered), rank + within + 1)
        most = within * _UNITS_PER_LINE
        return (
            max(rank - most, bisect_left(self._lines, line - within)),
            min(rank + most + 1, bisect_left(self._lines, line + within + 1)),
        )

    def _telling(self, block: int) -> tuple[int, list[tuple[int, int]]]:
        """What a block names, as bits, and the ranks whose units name anything, with theirs: few do."""
        known = self._blocks.get(block)
        if known is None:
            ranks = range(block * _BLOCK, min((block + 1) * _BLOCK, len(self._ordered)))
            telling = [(rank, bits(part)) for rank in ranks if (part := self.unit(self._ordered[rank]))]
            whole = 0
            for _, own in telling:
                whole |= own
            known = self._blocks[block] = whole, telling
        return known

    def container(self, index: int) -> Named:
        """The thing that the unit names or lies in: its other texts, its members, its siblings, what it is in."""
        symbol = self.units[index].symbol
        if symbol < 0:
            return {}
        if symbol not in self._containers:
            self._containers[symbol] = merged(self._container(symbol))
        return self._containers[symbol]

    def file(self) -> Named:
        """The whole reading."""
        if self._file is None:
            self._file = merged(self.unit(i) for i in range(len(self.units)))
        return self._file

    def in_path(self) -> Named:
        """The path of the file."""
        if self._path is None:
            self._path = named(self.path, self._tagger.tag(self.path))
        return self._path

    def word_list(self) -> bool:
        """Whether the file is a text that lists many single words, as a dictionary or a tokenizer's vocabulary does."""
        if self._word_list is None:
            count = len(self.units)
            sample = self.units[:: max(1, count // _SAMPLE)]
            single = sum(_is_entry(unit.text) for unit in sample)
            many = 2 * len({unit.text.lower() for unit in sample}) >= len(sample)  # a list says each word once
            self._word_list = count >= _LONG_LIST and self._lines[-1] > 0 and many and single >= 0.9 * len(sample)
        return self._word_list

    def _container(self, symbol: int) -> Iterator[Named]:
        yield from self._texts(symbol)
        yield self._members(symbol)
        parent = self._symbols[symbol].parent
        if parent >= 0:
            yield self._members(parent)
            yield self._above(parent)

    def _above(self, symbol: int) -> Named:
        """The names and documents of a symbol and of what it is in."""
        if symbol not in self._heads:
            parts: list[Named] = []
            it = symbol
            for _ in range(_OWN):
                if it < 0:
                    break
                parts += self._texts(it)
                it = self._symbols[it].parent
            self._heads[symbol] = merged(parts)
        return self._heads[symbol]

    def _members(self, symbol: int) -> Named:
        """The members of a symbol; nothing where there are too many."""
        if symbol not in self._inner:
            members = self._relations()[0].get(symbol, [])
            few = members if len(members) <= MANY else []
            self._inner[symbol] = merged(part for member in few for part in self._texts(member))
        return self._inner[symbol]

    def _texts(self, symbol: int) -> Iterator[Named]:
        """Name, type and value of a symbol, and the first units that name it, document it or lie in it."""
        it = self._symbols[symbol]
        for text in (it.name, it.type, it.value):
            if text:
                yield named(text, self._tagger.tag(text))
        for index in self._relations()[1].get(symbol, [])[:_OWN]:
            yield self.unit(index)

    def _relations(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """The members of each symbol, and its units."""
        if self._kin is None:
            self._kin = _gathered(self._symbols, [unit.symbol for unit in self.units])
        return self._kin


def _gathered(symbols: tuple[Symbol, ...], owners: list[int]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    children: dict[int, list[int]] = {}
    units: dict[int, list[int]] = {}
    for index, symbol in enumerate(symbols):
        children.setdefault(symbol.parent, []).append(index)
    for index, owner in enumerate(owners):
        units.setdefault(owner, []).append(index)
    return children, units


def _is_entry(text: str) -> bool:
    """Whether a unit could be an entry of a word list: short, and each part of it one word (or a number)."""
    parts = text.split()
    return len(text) <= _LONGEST_ENTRY and len(parts) <= 3 and all(_is_word(part) for part in parts)


@lru_cache(maxsize=1 << 12)
def _is_word(part: str) -> bool:
    return part.replace(".", "").isdigit() or len(split(part)) <= 1
