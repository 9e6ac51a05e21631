"""What the light readers of one stretch share."""

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped
from sousveil.reading.light.tokens import Family, Token, inside
from sousveil.reading.textual import Near


class Page:
    """What the readers of one stretch share: the draft, the way from tokens to units, what was declared where."""

    def __init__(self, draft: Draft, decoded: Decoded, near: Near, of: Family) -> None:
        self.draft, self.near, self.family = draft, near, of
        self._decoded = decoded
        self.claimed: dict[int, int] = {}
        """Start of a token -> the symbol that it names or belongs to."""
        self.lines: dict[int, list[tuple[int, int]]] = {}
        """Line -> where a symbol is declared on it, and which."""
        self.hidden: list[tuple[int, int]] = []
        """Stretches that no report may quote."""

    def declare(
        self, kind: SymbolKind, role: Role, token: Token, parent: int = -1, type_: str = "", value: str = ""
    ) -> int:
        """A symbol named by a word or a string."""
        if token.kind == "s":
            unit = unescaped(self._decoded.unit(*inside(token, self.family), role), "backslash")
        else:
            unit = self._decoded.unit(token.start, token.end, role)
        index = self.draft.symbol(kind, unit.text, unit, parent, type_, value)
        self.claimed[token.start] = index
        if unit.line is not None:
            self.lines.setdefault(unit.line, []).append((token.start, index))
        return index

    def unit(self, token: Token, role: Role) -> int:
        """A unit of a word or a string that no symbol owns; its index."""
        where = inside(token, self.family) if token.kind == "s" else (token.start, token.end)
        if where[0] >= where[1]:
            return -1
        self.claimed.setdefault(token.start, -1)
        return self.draft.unit(self._decoded.unit(*where, role))

    def belongs(self, token: Token, symbol: int, role: Role) -> None:
        """A string that is the value of a symbol."""
        self.claimed[token.start] = symbol
        unit = unescaped(self._decoded.unit(*inside(token, self.family), role), "backslash")
        self.draft.unit(unit, symbol)
