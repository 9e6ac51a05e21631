"""Literals as trees: what stands between brackets in TOML, Lua and JSON, read as far as it is well-formed.

Sources: TOML 1.0, the Lua 5.4 reference manual sections 3.1 and 3.4.9, RFC 8259.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from sousveil.model.late import late
from sousveil.model.words import SymbolKind
from sousveil.reading.nest import MOST_DEEP, MOST_NODES, Node, Spot

MakeSpot = Callable[[int, int, str], Spot]
"""Start and end of a stretch and the escape to undo in it (``""``: none), made a spot."""

_STRING = r"""(?P<s>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)"""
_WORDS = frozenset({"return", "local", "do", "end", "then", "and", "or", "not"})


class Syntax(NamedTuple):
    """A way of writing literals.

    ``tokens`` have the groups c(omment), long, s(tring), p(unctuation), n(ewline), w(ord);
    ``lines``: a value ends with its line; ``brackets``: square brackets hold a list, and not the name of a key.
    """

    tokens: re.Pattern[str]
    lines: bool = False
    brackets: bool = True
    plain: str = ""
    """Quotes in which no escape is undone."""


TOML = Syntax(
    late(
        r'''(?P<c>\#[^\n]*)|(?P<long>"""[\s\S]*?(?:"{3}|\Z)|\'\'\'[\s\S]*?(?:'{3}|\Z))|'''
        + _STRING
        + r"""|(?P<p>[{}\[\]=,])|(?P<n>\n)|(?P<w>[^\s{}\[\]=,"'#]+)"""
    ),
    lines=True,
    plain="'",
)
LUA = Syntax(
    late(
        r"(?P<c>--(?:\[\[[\s\S]*?(?:\]\]|\Z)|[^\n]*))|(?P<long>\[\[[\s\S]*?(?:\]\]|\Z))|"
        + _STRING
        + r"""|(?P<p>[{}\[\]=,;])|(?P<n>\n)|(?P<w>[^\s{}\[\]=,;"']+)"""
    ),
    lines=True,
    brackets=False,
)
JSON = Syntax(
    late(
        r"""(?P<c>//[^\n]*|/\*[\s\S]*?(?:\*/|\Z))|(?P<long>(?!))|"""
        + _STRING
        + r"""|(?P<p>[{}\[\]:,])|(?P<n>\n)|(?P<w>[^\s{}\[\]:,"']+)"""
    )
)


class Parser:
    """Takes the tokens of one text; ``root`` is what it made of them.

    ``broken`` says that brackets do not match, ``spent`` that there are more nodes than are taken.
    """

    def __init__(self, syntax: Syntax, spot: MakeSpot) -> None:
        self.root = Node(SymbolKind.MAP)
        self.broken = self.spent = False
        self._syntax, self._spot = syntax, spot
        self._base = self.root
        self._stack: list[Node] = []
        self._key: tuple[int, int, str] | None = None
        self._last: tuple[int, int, str] | None = None
        self._notes: list[Spot] = []
        self._latest: Node | None = None
        self._too_deep = 0
        self._nodes = 0

    def begin(self, section: Node) -> None:
        """What comes now, outside of all brackets, lies in ``section``."""
        self.flush()
        self.broken |= bool(self._stack)
        self._stack.clear()
        self._base, self._latest = section, None
        section.notes, self._notes = self._notes, []

    @property
    def inside(self) -> bool:
        """Whether a bracket is open."""
        return bool(self._stack or self._too_deep)

    def token(self, match: re.Match[str]) -> None:
        """The next token."""
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "c":
            self._comment(match[0], start)
        elif kind == "n":
            if self._syntax.lines and not self.inside:
                self.flush()
            self._latest = None
        elif kind == "s":
            closed = end - start > 1 and match[0][-1] == match[0][0]
            escape = "" if match[0][0] in self._syntax.plain else "backslash"
            self._last = (start + 1, end - closed, escape)
        elif kind == "long":
            quotes = 2 if match[0].startswith("[") else 3
            self._last = (min(start + quotes, end), max(min(start + quotes, end), end - quotes), "")
        elif kind == "w":
            self._last = (start, end, "word")
        else:
            self._sign(match[0])

    def _sign(self, sign: str) -> None:
        if sign in "=:":
            self._key, self._last = self._last, None
        elif sign in ",;":
            self.flush()
        elif sign in "{[" and (sign == "{" or self._syntax.brackets):
            self._open(SymbolKind.MAP if sign == "{" else SymbolKind.ARRAY)
        elif sign == "}" or (sign == "]" and self._syntax.brackets):
            self.flush()
            if self._too_deep:
                self._too_deep -= 1
            elif self._stack:
                self._latest = self._stack.pop()
                self._close(self._latest)
            else:
                self.broken = True

    def _open(self, kind: SymbolKind) -> None:
        if len(self._stack) >= MOST_DEEP:
            self._too_deep += 1
            self.spent = True
            return
        label = self._key or (self._last if self._last and self._last[2] == "word" else None)
        spot = self._spot(label[0], label[1], "") if label else None
        if spot is not None and spot.text() in _WORDS:
            spot = None
        self._stack.append(self._add(Node(kind, spot)))
        self._key = self._last = None

    def _close(self, node: Node) -> None:
        if node.kind is SymbolKind.MAP and node.children and all(
            child.label is None and child.kind is SymbolKind.ITEM for child in node.children
        ):  # fmt: skip
            node.kind = SymbolKind.ARRAY
        if not self._stack and node.label is None and self._base is self.root and len(self.root.children) == 1:
            self.root.kind, self.root.children = node.kind, node.children  # the whole text is this one literal
            self.root.notes += node.notes

    def _add(self, node: Node) -> Node:
        self._nodes += 1
        self.spent |= self._nodes > MOST_NODES
        if not self.spent:
            (self._stack[-1] if self._stack else self._base).children.append(node)
        node.notes, self._notes = self._notes, []
        self._latest = node
        return node

    def flush(self) -> None:
        """A value is over."""
        key, last = self._key, self._last
        self._key = self._last = None
        if last is None or (key is None and not self._stack):
            return
        start, end, escape = last
        word = escape == "word"
        spot = self._spot(start, end, "" if word else escape)
        if key is None:
            self._add(Node(SymbolKind.ITEM, spot=spot))
            return
        label = self._spot(key[0], key[1], "" if key[2] == "word" else key[2])
        self._add(Node(SymbolKind.ENTRY, label, spot=spot, said=spot.text() if word else ""))

    def _comment(self, text: str, start: int) -> None:
        low = len(text) - len(text.lstrip("-#/*[ \t\r\n"))
        high = len(text.rstrip("*/] \t\r\n"))
        if low < high:
            spot = self._spot(start + low, start + high, "")
            if self._latest is not None:
                self._latest.notes.append(spot)
            elif self._last is not None:
                self.flush()
                (self._latest.notes if self._latest is not None else self._notes).append(spot)
            else:
                self._notes.append(spot)

    def finish(self) -> Node:
        """The tree, when the text is over."""
        self.flush()
        self.broken |= bool(self._stack)
        self._base.notes += self._notes
        return self.root


def parse(text: str, syntax: Syntax, spot: MakeSpot, start: int = 0, end: int | None = None) -> Parser:
    """The literal in ``text[start:end]``, taken apart."""
    parser = Parser(syntax, spot)
    for match in syntax.tokens.finditer(text, start, len(text) if end is None else end):
        parser.token(match)
    parser.finish()
    return parser
