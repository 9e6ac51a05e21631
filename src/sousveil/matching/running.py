"""Terms in running text: scripts without spaces between words, where a word's borders are what it does not stand in.

Labels are padded with white space (``民　族``, ``民&nbsp;&nbsp;族``): a word of two to four characters is also found
with such gaps, where no other character of its script touches it.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from operator import add

from sousveil.knowledge.pack import Term
from sousveil.matching.words import is_running
from sousveil.model.late import late

START = 2
"""Characters by which the terms are looked up; none is shorter."""
_GAP = late("(?<=[^\x00-\x7f])[ \t\u00a0\u2000-\u200b\u3000]{1,12}(?=[^\x00-\x7f])")
"""A little more than is wanted; a class of all running scripts takes long to compile."""
_LONGEST_GAPPED = 4


def may_run(text: str, starts: Set[str]) -> bool:
    """Whether a term that begins with one of ``starts`` may stand in ``text``; cheap, and right when it says no."""
    if text.isascii() or not starts:
        return False
    return not starts.isdisjoint(map(add, text, text[1:])) or any(_gaps(text))


class Running:
    """Finds terms of form ``cjk``, of two characters or more, by their first two: their numbers are in ``by_start``."""

    def __init__(self, terms: Sequence[Term], by_start: Mapping[str, tuple[int, ...]]) -> None:
        self._terms = terms
        self._by_start = by_start

    def find(self, text: str) -> Iterator[tuple[Term, int, int]]:
        """All terms in ``text`` as ``(term, start, end)``, overlapping ones too."""
        if not may_run(text, self._by_start.keys()):
            return
        for term, at in self._words(text):
            if not _stands_in(term, text, at):
                yield term, at, at + len(term.text)
        if any(_gaps(text)):
            yield from self._gapped(text)

    def _words(self, text: str) -> Iterator[tuple[Term, int]]:
        for at in range(len(text) - 1):
            for number in self._by_start.get(text[at : at + START], ()):
                term = self._terms[number]
                if text.startswith(term.text, at):
                    yield term, at

    def _gapped(self, text: str) -> Iterator[tuple[Term, int, int]]:
        """Short words with white space inside, found in the text without the white space."""
        places: list[int] = []
        last = 0
        for start, end in _gaps(text):
            places += range(last, start)
            last = end
        places += range(last, len(text))
        tight = "".join(text[i] for i in places)
        for term, at in self._words(tight):
            length = len(term.text)
            start, end = places[at], places[at + length - 1] + 1
            if end - start == length or length > _LONGEST_GAPPED:
                continue
            if not is_running(text[end : end + 1]) and not is_running(text[start - 1 : start]):
                yield term, start, end


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of white space, of twelve characters at most, between two characters of running scripts."""
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        if is_running(text[start - 1]) and is_running(text[end]):
            yield start, end


def _stands_in(term: Term, text: str, at: int) -> bool:
    """Whether the word at ``at`` is only a part of one of the longer words of ``not_in``."""
    for longer in term.not_in:
        offset = longer.find(term.text)
        while offset >= 0:
            if at >= offset and text.startswith(longer, at - offset):
                return True
            offset = longer.find(term.text, offset + 1)
    return False
