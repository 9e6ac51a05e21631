"""Terms in running text: scripts without spaces between words, where a word's borders are what it does not stand in.

Labels are padded with white space (``民　族``, ``民&nbsp;&nbsp;族``): a word of two to four characters is also found
with such gaps, where no other character of its script touches it.
"""

from collections.abc import Iterator, Sequence
from operator import add

from sousveil.knowledge.pack import Term
from sousveil.matching.words import RUNNING
from sousveil.model.late import late

_SPACE = " \t\u00a0\u2000-\u200b\u3000"
_GAPPED = late(rf"(?<=[{RUNNING}])[{_SPACE}]{{1,12}}(?=[{RUNNING}])")
_SCRIPT = late(rf"[{RUNNING}]")
_LONGEST_GAPPED = 4


class Running:
    """Finds terms of form ``cjk``, of two characters or more, by their first two."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms: dict[str, list[Term]] = {}
        for term in terms:
            self._terms.setdefault(term.text, []).append(term)
        self._from: dict[str, list[str]] = {}
        for text in sorted(self._terms):
            self._from.setdefault(text[:2], []).append(text)

    def any_in(self, text: str) -> bool:
        """Whether some term may stand in ``text``; cheap, and right when it says no."""
        if text.isascii() or not self._from:
            return False
        return not self._from.keys().isdisjoint(map(add, text, text[1:])) or _GAPPED.search(text) is not None

    def find(self, text: str) -> Iterator[tuple[Term, int, int]]:
        """All terms in ``text`` as ``(term, start, end)``, overlapping ones too."""
        if not self.any_in(text):
            return
        for word, at in self._words(text):
            for term in self._terms[word]:
                if not _stands_in(term, text, at):
                    yield term, at, at + len(word)
        if _GAPPED.search(text):
            yield from self._gapped(text)

    def _words(self, text: str) -> Iterator[tuple[str, int]]:
        for at in range(len(text) - 1):
            for word in self._from.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    yield word, at

    def _gapped(self, text: str) -> Iterator[tuple[Term, int, int]]:
        """Short words with white space inside, found in the text without the white space."""
        places: list[int] = []
        last = 0
        for gap in _GAPPED.finditer(text):
            places += range(last, gap.start())
            last = gap.end()
        places += range(last, len(text))
        tight = "".join(text[i] for i in places)
        for word, at in self._words(tight):
            start, end = places[at], places[at + len(word) - 1] + 1
            if end - start == len(word) or len(word) > _LONGEST_GAPPED:
                continue
            if _SCRIPT.match(text[end : end + 1]) or _SCRIPT.match(text[start - 1 : start]):
                continue
            for term in self._terms[word]:
                yield term, start, end


def _stands_in(term: Term, text: str, at: int) -> bool:
    """Whether the word at ``at`` is only a part of one of the longer words of ``not_in``."""
    for longer in term.not_in:
        offset = longer.find(term.text)
        while offset >= 0:
            if at >= offset and text.startswith(longer, at - offset):
                return True
            offset = longer.find(term.text, offset + 1)
    return False
