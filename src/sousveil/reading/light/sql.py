"""Declarations in SQL: ``CREATE TABLE t (col type COMMENT '...', CHECK (col IN (...)))``, ``CREATE TYPE t AS ENUM``.

Rows are not read: the values of ``INSERT`` stay out. Source: ISO/IEC 9075-2 (table definition) and the MySQL and
PostgreSQL manuals (ENUM, COMMENT).
"""

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import Token
from sousveil.reading.textual import words

_NO_COLUMN = words("primary foreign unique constraint key index check fulltext spatial exclude like partition period")
_QUOTES = '`"[]'


class _Walk:
    def __init__(self, page: Page, every: list[Token]) -> None:
        self._page = page
        self._tokens = [token for token in every if token.kind != "n" and token.text not in _QUOTES]

        self.closed = 0

    def run(self) -> None:
        at = 0
        while at < len(self._tokens):
            word = self._tokens[at].text.lower()
            if word == "create":
                at = self._create(at + 1)
            elif word in {"insert", "replace"} and self._word(at + 1) == "into":
                at = self._rows(at)
            elif word == "comment" and self._word(at + 1) == "on":
                at = self._comment(at)
            else:
                at += 1

    def _word(self, at: int) -> str:
        return self._tokens[at].text.lower() if at < len(self._tokens) else ""

    def _create(self, at: int) -> int:
        while self._word(at) in {"temporary", "temp", "or", "replace", "global", "unlogged", "external"}:
            at += 1
        kind = self._word(at)
        if kind not in {"table", "type"}:
            return at
        at += 1
        while self._word(at) in {"if", "not", "exists"}:
            at += 1
        name = None
        while at < len(self._tokens) and self._tokens[at].kind == "w" and self._word(at) != "as":
            name = self._tokens[at]
            at += 2 if self._word(at + 1) == "." else 1
        if name is None:
            return at
        if kind == "type":
            if self._word(at) == "as" and self._word(at + 1) == "enum" and self._word(at + 2) == "(":
                owner = self._page.declare(SymbolKind.ENUM, Role.ENUM, name)
                return self._items(at + 3, owner, SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER)
            return at
        table = self._page.declare(SymbolKind.TABLE, Role.TABLE, name)
        if self._word(at) == "(":
            at = self._columns(at + 1, table)
        return at

    def _columns(self, at: int, table: int) -> int:
        column, start, depth = -1, True, 1
        while at < len(self._tokens) and depth:
            token, word = self._tokens[at], self._word(at)
            if word == "(":
                depth += 1
            elif word == ")":
                depth -= 1
            elif word == "," and depth == 1:
                start = True
            elif start:
                start = False
                column = -1
                if token.kind == "w" and word not in _NO_COLUMN:
                    type_ = self._tokens[at + 1].text if at + 1 < len(self._tokens) else ""
                    column = self._page.declare(SymbolKind.COLUMN, Role.COLUMN, token, table, type_)
            elif word == "comment" and column >= 0 and at + 1 < len(self._tokens):
                if self._tokens[at + 1].kind == "s":
                    self._page.belongs(self._tokens[at + 1], column, Role.COMMENT)
            elif word in {"enum", "in", "set"} and self._word(at + 1) == "(":
                at = self._items(at + 2, column if column >= 0 else table, SymbolKind.ITEM, Role.ITEM)
                continue
            at += 1
        return at

    def _items(self, at: int, owner: int, kind: SymbolKind, role: Role) -> int:
        while at < len(self._tokens) and self._word(at) != ")":
            if self._tokens[at].kind == "s":
                self._page.declare(kind, role, self._tokens[at], owner)
            at += 1
        return at + 1

    def _rows(self, at: int) -> int:
        """Names of table and columns of an ``INSERT``; the values are claimed, so that nothing else gives them."""
        first, start = None, at
        while at < len(self._tokens) and self._word(at) != ";":
            if first is None and self._word(at) in {"values", "value", "select"}:
                first = at
            if first is not None:
                self._page.claimed[self._tokens[at].start] = -1
            at += 1
        if first is not None and at > start:
            stretch = self._tokens[first].start, self._tokens[at - 1].end
            self._page.hidden.append(stretch)
            self.closed += self._page.near.holds_place(*stretch)
        return at

    def _comment(self, at: int) -> int:
        names: list[Token] = []
        at += 2
        while at < len(self._tokens) and self._word(at) not in {"is", ";"}:
            if self._tokens[at].kind == "w":
                names.append(self._tokens[at])
            at += 1
        if (
            self._word(at) == "is"
            and at + 1 < len(self._tokens)
            and self._tokens[at + 1].kind == "s"
            and len(names) > 1
        ):
            table = self._word_is(names[0], "table")
            kind, role = (SymbolKind.TABLE, Role.TABLE) if table else (SymbolKind.COLUMN, Role.COLUMN)
            owner = self._page.declare(kind, role, names[-1])
            self._page.belongs(self._tokens[at + 1], owner, Role.COMMENT)
        return at

    @staticmethod
    def _word_is(token: Token, word: str) -> bool:
        return token.text.lower() == word


def declare(page: Page, every: list[Token]) -> None:
    """Declares what the tokens of one stretch declare."""
    walk = _Walk(page, every)
    walk.run()
    if walk.closed:
        page.draft.rows_left_closed(walk.closed)
