"""The width of text on a terminal, and lines folded to it. Source: UAX 11 (East Asian Width)."""

import unicodedata


def width(text: str) -> int:
    """Columns that ``text`` takes: two for wide and fullwidth characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, columns: int, *, mark: str = "…") -> str:
    """``text`` if it fits into ``columns``, else its start and ``mark``."""
    if width(text) <= columns:
        return text
    kept, used = [], width(mark)
    for character in text:
        used += _columns(character)
        if used > columns:
            break
        kept.append(character)
    return "".join(kept) + mark


def pad(text: str, columns: int) -> str:
    """``text`` with spaces behind it up to ``columns``."""
    return text + " " * max(columns - width(text), 0)


def fold(text: str, columns: int, *, first: str = "", rest: str = "") -> list[str]:
    """Lines of at most ``columns``, broken at spaces; a word that is wider than a line behind a slash, else anywhere.

    ``first`` stands before the first line, ``rest`` before the others.
    """
    lines: list[str] = []
    line, empty = first, True
    for word in filter(None, text.split(" ")):
        left = word
        if not empty and width(line) + 1 + width(left) > columns:
            lines.append(line)
            line, empty = rest, True
        while empty and width(line) + width(left) > columns and len(left) > 1:
            head = _head(left, max(columns - width(line), 2))
            if head == left:
                break
            lines.append(line + head)
            line, left = rest, left[len(head) :]
        line += left if empty else " " + left
        empty = False
    return [*lines, line]


def _head(word: str, columns: int) -> str:
    used = 0
    for index, character in enumerate(word):
        used += _columns(character)
        if used > columns:
            slash = word.rfind("/", 0, index) + 1
            return word[: slash if slash > index // 3 else max(index, 1)]
    return word
