"""Words as people write them: an identifier or a sentence cut into words, each with its place.

``emRace``, ``RACE_TYPE``, ``byRace0`` and ``skin-color`` are several words; ``brace`` is one. Letters of scripts
without case are cut where the letters end; running scripts (Chinese, Japanese, Korean, Thai, Tibetan, Burmese) are
left to :mod:`sousveil.matching.running`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sousveil.model.late import late

RUNNING = (
    "\u0e00-\u0e7f\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u2e80-\u2fdf\u3005-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff"
)
"""Character ranges of scripts that do not part words by spaces, and of Korean, which glues endings to its words."""

MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963"
)
_ASCII = late(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_ANY = late(rf"(?:(?![{RUNNING}])[^\W\d_]|[{MARKS}])+|\d+")
_MARK = late(f"[{MARKS}]")
_WORD = late(r"\w")
_LIMITS = [ord(char) for char in RUNNING if char != "-"]
_AS_ARABIC = {0x06CC: 0x064A, 0x06A9: 0x0643}
_GAP = late(r"[ \t\u00a0\u200c\u200d\u3000_\-]{0,4}|['\u2019]|[ \t]*\r?\n[ \t/*#;!]{0,40}")
"""What may stand between the words of a term: nothing (a border inside an identifier), a joint, or a wrapped line."""


_SHORT = 40
"""Characters of a run whose words are kept."""


class Word(NamedTuple):
    """A word of a text: ``text[start:end]``, and its key, in NFC and lower case."""

    key: str
    start: int
    end: int


def split(text: str) -> list[Word]:
    """The words of ``text``, in order."""
    if is_plain(text):
        return [Word(m[0].lower(), m.start(), m.end()) for m in _ASCII.finditer(text)]
    words: list[Word] = []
    for match in _ANY.finditer(text):
        at = match.start()
        words += [Word(key, at + start, at + end) for key, start, end in in_run(match[0])]
    return words


def keys(text: str) -> list[str]:
    """The keys of the words of ``text``, in order."""
    if text.isalpha() and not text.isascii() and not any(map(str.isupper, text)) and _ANY.fullmatch(text):
        return [key(text)]  # as nearly all words of the lexicon are
    return [word.key for word in split(text)]


def runs(text: str) -> list[str]:
    """The runs of letters or digits in a text; ``in_run`` gives the words of each."""
    return _ANY.findall(text)


def in_run(run: str) -> tuple[Word, ...]:
    """The words of a run, from its start; those of short ones are kept, since words come again and again."""
    return _known_run(run) if len(run) <= _SHORT else _cut_run(run)


def _cut_run(run: str) -> tuple[Word, ...]:
    if run.isascii():
        return tuple(Word(m[0].lower(), m.start(), m.end()) for m in _ASCII.finditer(run))
    return tuple(
        Word(key(run[start + low : start + high]), start + low, start + high)
        for start, end in _pieces(run)
        for low, high in _humps(run[start:end])
    )


_known_run = lru_cache(maxsize=1 << 15)(_cut_run)


def _pieces(run: str) -> list[tuple[int, int]]:
    """The run itself, cut at signs that Python counts as word characters though they are neither letters nor digits."""
    odd = set() if run.isalpha() else {c for c in run if not (c.isalpha() or c.isdecimal() or _MARK.match(c))}
    if not odd:
        return [(0, len(run))]
    return [match.span() for match in re.finditer(f"[^{re.escape(''.join(sorted(odd)))}]+", run)]


def is_plain(text: str) -> bool:
    """Whether all words of ``text`` are ASCII; what stands in running scripts is none."""
    return text.isascii() or not any(map(_is_beyond, set(text)))


@lru_cache(maxsize=1 << 15)
def is_running(char: str) -> bool:
    """Whether a character (or none) belongs to a running script."""
    return bool(char) and any(low <= ord(char) <= high for low, high in zip(_LIMITS[::2], _LIMITS[1::2], strict=True))


@lru_cache(maxsize=1 << 15)
def _is_beyond(char: str) -> bool:
    """Whether a character is a sign of a word that is not plain ASCII."""
    if char.isascii() or is_running(char):
        return False
    return _WORD.match(char) is not None or _MARK.match(char) is not None


def plain_keys(text: str) -> Iterator[str]:
    """The keys of the words of a plain text, in order; of other texts also parts of words. Cheap."""
    return map(str.lower, _ASCII.findall(text))


def key(text: str) -> str:
    """A word as it is looked up. The dot that lower-casing leaves on a Turkish capital I is taken off.

    Persian and Urdu write their own letters for yeh and kaf, and where a code page lacks them the Arabic ones.
    """
    return unicodedata.normalize("NFC", text.lower()).replace("i\u0307", "i").translate(_AS_ARABIC)


def _humps(run: str) -> list[tuple[int, int]]:
    """Where a run of letters of any script is cut: before a capital that follows a small letter or leads one."""
    inner = [i for i in range(1, len(run)) if run[i].isupper() and _leads(run[i - 1], run[i + 1 : i + 2])]
    return list(pairwise((0, *inner, len(run))))


def _leads(before: str, after: str) -> bool:
    return before.islower() or (before.isupper() and after.islower())


@lru_cache(maxsize=4096)
def joins(gap: str) -> bool:
    """Whether two words with ``gap`` between them can be words of one term."""
    return _GAP.fullmatch(gap) is not None


def plurals(word: str) -> tuple[str, ...]:
    """Spellings in which an English or Spanish word stands for several; the word itself is not among them."""
    if len(word) < 3 or not word.isalpha() or word.endswith("s"):
        return ()
    return (word + "s", word[:-1] + "ies") if word.endswith("y") else (word + "s",)
