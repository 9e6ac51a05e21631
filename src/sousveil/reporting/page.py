"""A page of text for a terminal: one line at a time, folded, everything foreign made visible first."""

from sousveil.reporting.measure import cut, fold
from sousveil.reporting.visible import visible
from sousveil.reporting.words import ENGLISH, Words

NARROWEST, WIDEST = 40, 100
_SENTENCE = 1_000
_STYLES = {"bold": "1", "dim": "2", "blue": "1;34", "ochre": "33", "": ""}
_PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "…": "...", "·": "-", "›": ">", "▶": ">", "×": "x"})


class Page:
    """Lines of at most ``columns``, kept within 40 and 100.

    ``colour`` allows escape sequences, ``unicode`` any character outside of ASCII.
    """

    def __init__(self, columns: int, *, colour: bool, unicode: bool, words: Words = ENGLISH) -> None:
        self.width = max(NARROWEST, min(columns, WIDEST))
        self.lines: list[str] = []
        self.words = words
        self.unicode = unicode
        self.dots = "…" if unicode else "..."
        self._colour = colour

    def own(self, text: str) -> str:
        """A sentence of ours, also one that holds foreign words: visible, cut, in ASCII where that is asked for."""
        if len(text) > _SENTENCE:
            text = f"{text[:_SENTENCE]} {self.words.count('evidence.cut', len(text) - _SENTENCE)}"
        return visible(text if self.unicode else text.translate(_PLAIN), unicode=self.unicode)

    def foreign(self, text: str) -> str:
        """Text from the target, cut before it is looked at, so that a line of a megabyte costs nothing."""
        return visible(text[: self.width * 4], unicode=self.unicode)

    def paint(self, text: str, style: str) -> str:
        """``text`` in a style of the page, where colours are allowed."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._colour and _STYLES[style] and text else text

    def line(self, text: str = "", *, style: str = "") -> None:
        """One line as it is."""
        self.lines.append(self.paint(text.rstrip(), style))

    def text(self, text: str, *, first: str = "", rest: str | None = None, style: str = "") -> None:
        """A paragraph, folded; ``first`` stands before its first line, ``rest`` before the others."""
        for folded in fold(text, self.width, first=first, rest=first if rest is None else rest):
            self.line(folded, style=style)

    def fit(self, text: str, columns: int) -> str:
        """``text`` cut to ``columns``."""
        return cut(text, max(columns, 1), mark=self.dots)

    def title(self, key: str, note: str = "", **slots: object) -> None:
        """The head of a part, an empty line before it."""
        if self.lines and self.lines[-1]:
            self.line()
        said = self.own(self.words.say(note)) if note else ""
        self.text(self.own(self.words.say(key, **slots)) + (f" ({said})" if said else ""), style="bold")

    def whole(self) -> str:
        """The page, ending with a newline."""
        return "\n".join(self.lines) + "\n"
