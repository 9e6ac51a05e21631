"""Tables that give emoji their names, in a source file or compiled: nothing else stands in such a file.

Programs that print text carry them. Every tone of skin, many peoples and much dress is named there, in thousands of
lines of one layout, and what is so named is a picture. Sources: UTS 51 (emoji, their modifiers and sequences); for
compiled Python ``marshalled``.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import EMOJI_TABLE, Reading
from sousveil.reading.reference import around_places
from sousveil.reading.textual import head_text, suffix

_LEAST = 300
"""Entries that make a table."""
_LARGEST = 8 << 20
_STRETCH = 2048
_SIGN = b"\xf0\x9f"
"""The first bytes in UTF-8 of U+1F000 to U+1FFFF, where nearly all emoji are."""
_SIGNS = (_SIGN, rb"\ud83", rb"\uD83", rb"\U0001", rb"\u{1", rb"\xf0\x9f", rb"\xF0\x9F")
_FEW = 12
"""Signs in a stretch of a table, and lines of it that are no entries."""
_NAME = r"[\w.:&'\u2019()!#*,+\u201c\u201d -]{1,80}"
_PICTURE = (
    r"(?:[\u00a9\u00ae\u200d\u203c-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f#*0-9]"
    r"|\\u\{?[0-9A-Fa-f]{4,6}\}?|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2})++"
)
_TEXT, _SHOWN = rf"[urbL]?(?:\"{_NAME}\"|'{_NAME}')", rf"[urbL]?(?:\"{_PICTURE}\"|'{_PICTURE}')"
_JOINT = r"\s*(?::|=>?|,|\])\s*=?\s*"
_ENTRY = late(rf"[\s{{(\[]*(?:(?:{_TEXT}|[A-Za-z_]\w*){_JOINT}{_SHOWN}|{_SHOWN}{_JOINT}{_TEXT})[\s}})\]]*[,;]?\s*")
_OTHER = late(
    r"\s*(?:(?:#|//|/?\*|--|;)[^\"',]{0,120}|[\w\s.:=,<>*()\[\]#]{0,80}[{(\[]|[})\]][})\];\s.\w()]{0,30}"
    r"|(?:import|from|package|use|using|namespace|#include)\b[^\"',=]{0,80}|<\?php)?\s*"
)
"""A line that is no entry and holds no list: it begins or ends the table, brings something in, or is a remark."""
_WIDTHS = {"z": 1, "Z": 1, ")": 1, "u": 4, "a": 4, "A": 4, "t": 4, "(": 4, "r": 4}
"""Bytes of the number that follows the mark of a constant: a length, a count, which one it is again."""
_BARE = "NTF.S"
_SPARE = 8
"""What a module names besides: itself, its file, the table."""


def in_source(data: memoryview) -> bool:
    """Whether all lines but a few short ones give an emoji a name, and these are many."""
    if head_text(data) is None:
        return False
    entries = others = 0
    for line in bytes(data).decode("utf-8", "replace").splitlines():
        if _ENTRY.fullmatch(line):
            entries += 1
            continue
        others += bool(line.strip())
        if others > _FEW or not _OTHER.fullmatch(line):
            return False
    return entries >= _LEAST


def in_bytecode(data: memoryview) -> bool:
    """Whether the constants of a compiled Python module are emoji and about as many names, and these are many."""
    raw = bytes(data)
    at = next((at for at in (37, 41) if len(raw) > at and raw[at] & 0x7F == ord("s")), 0)
    if not at:  # what stands before the code of a module: five numbers or six (3.8 to 3.10)
        return False
    at += 5 + int.from_bytes(raw[at + 1 : at + 5], "little")
    emoji = names = again = others = 0
    keys = list[int]()
    while at < len(raw) and others <= _FEW:
        kind = chr(raw[at] & 0x7F)
        at += 1
        if width := _WIDTHS.get(kind, 0):
            number = int.from_bytes(raw[at : at + width], "little")
            at += width
        if kind in "zZuaAt":
            text = raw[at : at + number]
            at += number
            emoji += not text.isascii()
            names += text.isascii()
        elif kind in "()":
            keys.append(number)
        elif kind == "r":
            again += 1
        elif kind == "c":
            return False  # a function: there is more to it
        elif kind in _BARE:
            others += 1
        else:
            break
    # Names stand in one tuple, up to 3.10; later each before its emoji, but for one that was given a name before.
    most = max([emoji * 4 // 3, emoji + again, *keys[1:]])
    return emoji >= _LEAST and names <= most + _SPARE


class EmojiTable:
    """See the module."""

    name: ClassVar[str] = "emoji-table"
    kinds: ClassVar[tuple[str, ...]] = (EMOJI_TABLE,)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Its words are set aside, where every line but a few gives an emoji its name; 300 of them are given.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By its layout."""
        third = len(data) // 3  # where the entries of a table are, and the constants of what was compiled
        stretch = bytes(data[third : third + _STRETCH])
        if stretch.isascii() and b"\\" not in stretch:
            return False
        if sum(map(stretch.count, _SIGNS)) < _FEW or len(data) > _LARGEST:
            return False
        return in_bytecode(data) if suffix(name) in (".pyc", ".pyo") else in_source(data)

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """What stands directly around telling words."""
        yield from around_places(self.name, EMOJI_TABLE, data, places, limits)
