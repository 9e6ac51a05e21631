"""Whether bytes found are a word: the borders of identifiers, and whether what stands around is text at all.

The automaton is a sieve; these predicates decide. A letter is a letter that has case: words of scripts without case
are found wherever they stand, and matching decides.
"""

from sousveil.sifting import wide
from sousveil.sifting.variants import END, ORDER, PLAUSIBLE, SINGLE, START, WIDE

Data = wide.Data

GLUE = frozenset(map(chr, {*range(1, 32)} - {9, 10, 13}))
"""After a name in Python bytecode the type byte of the next object follows, which may be a letter, then its length or
number, mostly below 32 (CPython, Python/marshal.c)."""

_WIDE_TEXT = ((0xA0, 0x700), (0x3000, 0x3100), (0xFF00, 0xFFF0))
"""Latin to Arabic, kana, full-width forms, as (first, one past the last) code point."""
_HAN, _HANGUL = (0x4E00, 0xA000), (0xAC00, 0xD7A4)
AROUND = 8
"""Bytes on either side of a word that the checks look at, at most."""

_ZONES = {
    "gb18030": (0xA1, 0xF7, 0xA1), "big5hkscs": (0xA1, 0xC9, 0x40), "shift_jis": (0x81, 0x97, 0x40),
    "euc_jp": (0xA1, 0xF4, 0xA1), "cp949": (0xA1, 0xFD, 0xA1),
}  # fmt: skip
"""First and last lead byte, first trail byte, of the characters in common use."""
_TEXT = frozenset((9, 10, 13, *range(32, 127)))


def holds(data: Data, start: int, end: int, encoding: str, check: int) -> bool:
    """Whether everything that ``check`` asks holds around ``data[start:end]``, and no other reading is the likelier."""
    if check & ORDER and wide.echoes(data, start, end, encoding):
        return False
    if check & PLAUSIBLE and not plausible(data, start, end, encoding):
        return False
    if not check & (START | END):
        return True
    before, inside, after = neighbours(data, start, end, encoding)
    return (not check & START or opens(before, inside)) and (not check & END or closes(inside, after))


def _cased(char: str) -> bool:
    return char.isupper() or char.islower()


def opens(before: str, word: str) -> bool:
    """Whether a word can begin after ``before``: ``_race``, ``byRace``, ``NETRace``, not ``brace``."""
    if not _cased(before):
        return True
    return word[:1].isupper() and (before.islower() or word[1:2].islower())


def closes(word: str, after: str) -> bool:
    """Whether a word can end before ``after`` (two characters): ``race_``, ``raceType``, ``RACEType``; not ``races``.

    A letter with a byte of ``GLUE`` behind it is a type byte, not a letter.
    """
    following = after[:1]
    if not _cased(following) or after[1:2] in GLUE:
        return True
    if word[-1:].islower():
        return following.isupper()
    if not word[-1:].isupper():
        return True
    return word[-2:-1].isupper() if following.islower() else after[1:2].islower()


def neighbours(data: Data, start: int, end: int, encoding: str) -> tuple[str, str, str]:
    """The character before, the word, and up to two characters after; what does not decode counts as no letter."""
    width = 2 if encoding in WIDE else 1
    if encoding == "utf-8":
        word = bytes(data[start:end])
        if word.isascii():
            return (
                bytes(data[max(0, start - 1) : start]).decode("ascii", "replace"),
                word.decode("ascii"),
                bytes(data[end : end + 2]).decode("ascii", "replace"),
            )
        before = bytes(data[max(0, start - 4) : start]).decode("utf-8", "ignore")[-1:]
        return before, word.decode("utf-8", "replace"), bytes(data[end : end + 8]).decode("utf-8", "ignore")[:2]
    before = bytes(data[start - width : start]).decode(encoding, "replace") if start >= width else ""
    after = bytes(data[end : end + 2 * width]).decode(encoding, "replace")
    return before, bytes(data[start:end]).decode(encoding, "replace"), after


def plausible(data: Data, start: int, end: int, encoding: str) -> bool:
    """Whether text of the encoding stands on both sides of a word so short that chance writes it.

    Asks for three characters a side (two in UTF-16) up to a NUL, the end of the data, or the frame of a .NET string
    (ECMA-335 II.24.2.4: a length before, one byte after). Random bytes pass about once in seventy times.
    """
    if encoding in WIDE:
        if start and data[start - 1] == end - start + 1 and end < len(data) and data[end] <= 1:
            return True
        hangul = _HANGUL[0] <= wide.unit(data, start, encoding) < _HANGUL[1]
        texts = (*_WIDE_TEXT, _HANGUL if hangul else _HAN)
        return _wide_side(data, start, -2, encoding, texts) and _wide_side(data, end, 2, encoding, texts)
    return _narrow_side(data, start, -1, encoding) and _narrow_side(data, end, 1, encoding)


def _wide_side(data: Data, at: int, step: int, encoding: str, texts: tuple[tuple[int, int], ...]) -> bool:
    for _ in range(2):
        here = at if step > 0 else at - 2
        if not 0 <= here <= len(data) - 2:
            return True
        code = wide.unit(data, here, encoding)
        if code == 0:
            return True
        if code not in _TEXT and not any(low <= code < high for low, high in texts):
            return False
        at += step
    return True


def _narrow_side(data: Data, at: int, step: int, encoding: str) -> bool:
    """Three characters: two bytes of the zone in common use, or ASCII, or one letter of a single-byte codec."""
    lead_low, lead_high, trail_low = _ZONES.get(encoding, (256, 0, 0))
    for _ in range(3):
        here = at if step > 0 else at - 1
        if not 0 <= here < len(data) or data[here] == 0:
            return True
        other = here + step
        if 0 <= other < len(data):
            lead, trail = (here, other) if step > 0 else (other, here)
            if lead_low <= data[lead] <= lead_high and data[trail] >= trail_low:
                at += 2 * step
                continue
        if data[here] not in _TEXT and not (encoding in SINGLE and data[here] >= 0xC0):
            return False
        at += step
    return True
