"""Foreign text made visible: what could reorder, hide or end text is shown by its code instead.

Every string that comes from a target passes here before a report shows it. Sources: Unicode 15 chapter 23 (layout and
format controls, noncharacters, private use), UAX 9 (bidirectional controls), UAX 44 (general categories).
"""

import re
from collections.abc import Iterator

from sousveil.model.late import late

# Cc, the format controls (Cf), line and paragraph separators, surrogates, private use; then letters and marks that
# draw nothing (fillers, the grapheme joiner, variation selectors, the blank of Braille). Noncharacters are added below.
_CLASSES = (
    "\\x00-\\x1f\\x7f-\\x9f\\xad\\u034f\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u115f\\u1160\\u17b4\\u17b5"
    "\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ud800-\\uf8ff\\ufdd0-\\ufdef\\ufe00-\\ufe0f"
    "\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\U000110bd\\U000110cd\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3"
    "\\U0001d173-\\U0001d17a\\U000e0000-\\U0010ffff"
)
_NONCHARACTERS = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 14))
_HIDDEN = re.compile(f"[{_CLASSES}{_NONCHARACTERS}]")
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}")
# A word that mixes scripts whose letters look alike. Bounded, so that a line of a megabyte stays cheap.
_MIXED = re.compile(
    r"[A-Za-z](?=[A-Za-z\u0370-\u052f]{0,63}[\u0370-\u052f])|[\u0370-\u052f](?=[A-Za-z\u0370-\u052f]{0,63}[A-Za-z])"
)
TAB = "    "

_SCRIPTS = late(
    "(?P<ja>[\u3040-\u30ff])|(?P<ko>[\u1100-\u11ff\uac00-\ud7af])|(?P<zh>[\u3400-\u4dbf\u4e00-\u9fff])|"
    "(?P<th>[\u0e00-\u0e7f])|(?P<bo>[\u0f00-\u0fff])|(?P<he>[\u0590-\u05ff])"
)
_KANA = late("(?P<ja>[\u3040-\u30ff])|(?P<ko>[\uac00-\ud7af])")


def _token(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that no encoding explained (PEP 383)
        return f"\\x{code - 0xDC00:02X}"
    return f"U+{code:04X}"


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Cut ``text`` into stretches that can be printed (``False``) and tokens that stand for a character (``True``).

    Tabs become four spaces; a fifth and later combining mark on one letter becomes a token, so that a name cannot
    paint over the lines around it.
    """
    text = text.replace("\t", TAB)
    reached = 0
    for match in sorted((*_HIDDEN.finditer(text), *_stacked(text)), key=lambda m: m.start()):
        if match.start() > reached:
            yield text[reached : match.start()], False
        for character in match[0]:
            yield _token(character), True
        reached = match.end()
    if reached < len(text):
        yield text[reached:], False


def _stacked(text: str) -> Iterator[re.Match[str]]:
    for match in _MARKS.finditer(text):
        yield from _ONE.finditer(text, match.start() + 4, match.end())


_ONE = re.compile("(?s).")


def visible(text: str, *, unicode: bool = True) -> str:
    """``text`` on one line, every hidden character as a bracketed code: ``⟨U+202E⟩``, or ``<U+202E>`` in plain ASCII.

    In plain ASCII every other character outside of it becomes its code too.
    """
    left, right = ("\u27e8", "\u27e9") if unicode else ("<", ">")
    shown = "".join(f"{left}{piece}{right}" if token else piece for piece, token in pieces(text))
    return shown if unicode else "".join(c if c.isascii() else f"<U+{ord(c):04X}>" for c in shown)


def hides(text: str) -> bool:
    """Whether ``text`` holds a character, other than a tab or line end, that reorders or hides text."""
    return any(match[0] not in "\t\r\n" for match in _HIDDEN.finditer(text)) or _MARKS.search(text) is not None


def mixes(text: str) -> bool:
    """Whether a word of ``text`` mixes Latin with Greek or Cyrillic letters, which can look alike."""
    return _MIXED.search(text) is not None


def tongue(text: str) -> str:
    """The language that the script of ``text`` tells, as a tag (BCP 47); ``""`` for scripts that many share.

    A guess, for voices and typefaces: Han characters alone are taken for Chinese.
    """
    found = _SCRIPTS.search(text)
    if found is None:
        return ""
    if found.lastgroup == "zh" and (other := _KANA.search(text)) is not None:
        return other.lastgroup or ""
    return found.lastgroup or ""


def around(text: str, start: int, end: int, limit: int = 240) -> tuple[int, str, int]:
    """Cut a long line around ``text[start:end]``: characters left out before, what is kept, left out after."""
    if len(text) <= limit:
        return 0, text, 0
    room = max(limit - (end - start), 0)
    low = max(0, min(start - room // 2, len(text) - limit))
    high = min(len(text), low + limit)
    return low, text[low:high], len(text) - high
