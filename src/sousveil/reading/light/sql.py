"""Declarations in SQL: ``CREATE TABLE t (col type COMMENT '...', CHECK (col IN (...)))``, ``CREATE TYPE t AS ENUM``.

Rows are not read: the values of ``INSERT`` and the lines of ``COPY`` stay out; in how many of them a column has a value
is counted. Source: ISO/IEC 9075-2 (table definition) and the MySQL and PostgreSQL manuals (ENUM, COMMENT, COPY).
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from sousveil.model.text import Kept
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.light.page import Page
from sousveil.reading.light.sql_branches import MOST_TOKENS, decisions
from sousveil.reading.light.tokens import Token
from sousveil.reading.rows import filled
from sousveil.reading.textual import words

_NO_COLUMN = words("primary foreign unique constraint key index check fulltext spatial exclude like partition period")
_MAY_BE_COLUMN = words("key index check period")
_TYPES = words(
    "text varchar nvarchar char nchar character clob int integer tinyint smallint mediumint bigint int2 int4 int8"
    " serial real double float numeric decimal number bool boolean date datetime timestamp blob longtext"
    " mediumtext json jsonb"
)
_ALTERS = words("add alter drop modify change rename set owner enable disable")
_WRITTEN = words("values value select")
"""What stands before what is written into a table."""
_QUOTES = '`"[]'

_LISTED = frozenset({"enum", "enum8", "enum16", "in", "set"})
"""Words before the values that a column may have."""


class _Walk:
    def __init__(self, page: Page, every: list[Token]) -> None:
        self._page = page
        self._tokens = [token for token in every if token.kind != "n" and token.text not in _QUOTES]

        self.closed = 0
        self.kept: Counter[int] = Counter()
        """Symbol of a column -> in how many rows it has a value."""
        self._tables: dict[str, dict[str, int]] = {}

    def run(self) -> None:
        at = 0
        while at < len(self._tokens):
            word = self._tokens[at].text.lower()
            if word == "create" and self._word(at + 1) in {"trigger", "or"} and (end := self._trigger(at)) > at:
                at = end
            elif word == "create":
                at = self._create(at + 1)
            elif word == "alter" and self._word(at + 1) == "table":
                at = self._alter(at + 2)
            elif word == "from" and (end := self._stream(at)) > at:
                at = end
            elif word in {"insert", "replace"} and self._word(at + 1) == "into":
                at = self._rows(at)
            elif word == "copy" and self._word(at + 1) not in {"", ";"}:
                at = max(at + 1, self._copied(at))
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
        self._tables[name.text.lower()] = {}
        if self._word(at) == "(":
            at = self._columns(at + 1, table, self._tables[name.text.lower()])
        return at

    def _alter(self, at: int) -> int:
        """``ALTER TABLE t ADD [COLUMN] col type ...``: a table with the columns that are added to it."""
        while self._word(at) in {"if", "exists", "only"}:
            at += 1
        name = None
        while at < len(self._tokens) and self._tokens[at].kind == "w" and self._word(at) not in _ALTERS:
            name = self._tokens[at]
            at += 2 if self._word(at + 1) == "." else 1
        if name is None or self._word(at) != "add":
            return at
        end = at
        while end < len(self._tokens) and self._word(end) != ";":
            end += 1
        table = self._page.declare(SymbolKind.TABLE, Role.TABLE, name)
        column = -1
        bracket = False
        while at < end:
            begins = self._word(at) == "add" or (bracket and self._word(at) == ",")
            if not begins:
                column, at = self._of_column(at, column, table)
                continue
            at += 1
            while self._word(at) in {"column", "(", "if", "not", "exists"}:
                bracket = bracket or self._word(at) == "("
                at += 1
            if at < end and self._tokens[at].kind == "w" and self._word(at) not in _NO_COLUMN | {"add"}:
                type_ = self._tokens[at + 1].text if at + 1 < end and self._tokens[at + 1].kind == "w" else ""
                column = self._page.declare(SymbolKind.COLUMN, Role.COLUMN, self._tokens[at], table, type_)
                at += 1
        return end

    def _of_column(self, at: int, column: int, table: int) -> tuple[int, int]:
        """What is said of a column that is added: its comment, its values. The column, and where it goes on."""
        word = self._word(at)
        if word == "comment" and column >= 0 and at + 1 < len(self._tokens) and self._tokens[at + 1].kind == "s":
            self._page.belongs(self._tokens[at + 1], column, Role.COMMENT)
            return column, at + 2
        if word in _LISTED and self._word(at + 1) == "(":
            return column, self._items(at + 2, column if column >= 0 else table, SymbolKind.ITEM, Role.ITEM)
        return column, at + 1

    def _columns(self, at: int, table: int, known: dict[str, int]) -> int:
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
                named = word not in _NO_COLUMN or (word in _MAY_BE_COLUMN and self._word(at + 1) in _TYPES)
                if token.kind == "w" and named:
                    while self._word(at + 1) == "." and at + 2 < len(self._tokens):  # a family of columns before it
                        at += 2
                        token, word = self._tokens[at], self._word(at)
                    after = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
                    type_ = after.text if after is not None and after.kind == "w" else ""
                    column = known[word] = self._page.declare(SymbolKind.COLUMN, Role.COLUMN, token, table, type_)
            elif word == "comment" and column >= 0 and at + 1 < len(self._tokens):
                if self._tokens[at + 1].kind == "s":
                    self._page.belongs(self._tokens[at + 1], column, Role.COMMENT)
            elif word in _LISTED and self._word(at + 1) == "(":
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
        """An ``INSERT``: its table and columns, and how many rows have a value in each; the rows stay closed."""
        start, at = at, at + 2
        table, columns, at = self._named(at)
        first = None
        while at < len(self._tokens) and self._word(at) != ";":
            if first is None and self._word(at) in {"values", "value", "select"}:
                first = at
            if first is not None:
                self._page.claimed[self._tokens[at].start] = -1
            at += 1
        if first is not None and self._word(first) == "select" and self._has_from(first, at):
            for token in self._tokens[first:at]:
                self._page.claimed.pop(token.start, None)  # a query, and no rows that are written out
            self._page.draft.conditions += decisions(self._page, self._tokens[start:at])
        elif first is not None and at > start:
            self._hide(self._tokens[first].start, self._tokens[at - 1].end)
            if table is not None and self._word(first) != "select":
                self._count(table, columns, _values(self._tokens[first + 1 : at]))
        return at

    def _stream(self, at: int) -> int:
        """``from Stream[a == 'x'] select b insert into Other;`` up to its end; where it is none, the same place."""
        if at and self._word(at - 1) not in {";", ")"}:
            return at
        end = at
        while end < len(self._tokens) and end - at < MOST_TOKENS and self._word(end) != ";":
            end += 1
        told = {self._word(one) for one in range(at, end)}
        if not {"select", "insert", "into"} <= told:
            return at
        self._page.draft.conditions += decisions(self._page, self._tokens[at:end])
        return end

    def _has_from(self, start: int, end: int) -> bool:
        return any(token.text.lower() == "from" for token in self._tokens[start:end])

    def _trigger(self, at: int) -> int:
        """A trigger up to its end; where it is none, the same place."""
        head = [self._word(at + step) for step in range(1, 5)]
        if "trigger" not in head:
            return at
        end, body = at, False
        while end < len(self._tokens) and end - at < MOST_TOKENS:
            word = self._word(end)
            body = body or word == "begin"
            if (word == ";" and not body) or (word == "end" and self._word(end + 1) not in {"if", "case"}):
                break
            end += 1
        self._page.draft.conditions += decisions(self._page, self._tokens[at:end])
        return end

    def _named(self, at: int) -> tuple[Token | None, list[Token], int]:
        """A table and the columns named after it in brackets."""
        table: Token | None = None
        while at < len(self._tokens) and self._tokens[at].kind == "w" and self._word(at) not in _WRITTEN:
            table = self._tokens[at]
            at += 2 if self._word(at + 1) == "." else 1
        columns: list[Token] = []
        if self._word(at) == "(":
            at += 1
            while at < len(self._tokens) and self._word(at) != ")":
                if self._tokens[at].kind == "w":
                    columns.append(self._tokens[at])
                at += 1
            at += 1
        return table, columns, at

    def _copied(self, at: int) -> int:
        """``COPY t (a, b) FROM stdin;``: lines of data up to a backslash and a dot, like the rows of ``INSERT``."""
        table, columns, at = self._named(at + 1)
        if self._word(at) != "from" or self._word(at + 1) != "stdin" or table is None:
            return at
        while at < len(self._tokens) and self._word(at) != ";":
            at += 1
        if at >= len(self._tokens):
            return at
        text, start = self._page.draft.text, self._tokens[at].end
        end = text.find("\n\\.", start)
        end = len(text) if end < 0 else end
        self._hide(start, end)
        rows = (line.split("\t") for line in text[start:end].split("\n")[1:] if line)
        self._count(table, columns, rows)
        while at < len(self._tokens) and self._tokens[at].start < end:
            self._page.claimed[self._tokens[at].start] = -1
            at += 1
        return at

    def _hide(self, start: int, end: int) -> None:
        self._page.hidden.append((start, end))
        self.closed += self._page.near.holds_place(start, end)

    def _count(self, table: Token, columns: list[Token], rows: Iterable[list[str]]) -> None:
        key = table.text.lower()
        counts = filled(iter(rows))
        known = self._tables.get(key)
        if known is None and columns:
            owner = self._page.declare(SymbolKind.TABLE, Role.TABLE, table)
            known = self._tables[key] = {
                column.text.lower(): self._page.declare(SymbolKind.COLUMN, Role.COLUMN, column, owner)
                for column in columns
            }
        if known is None:
            return
        order = [column.text.lower() for column in columns] or list(known)
        for name, count in zip(order, counts, strict=False):
            if name in known and count:
                self.kept[known[name]] += count

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


def _values(tokens: list[Token]) -> Iterator[list[str]]:
    """The rows of ``(1, 'a', NULL), (2, 'b', 'c')``, for counting."""
    row: list[str] = []
    cell = ""
    depth = 0
    for token in tokens:
        if token.text == "(":
            depth += 1
            if depth == 1:
                row, cell = [], ""
                continue
        elif token.text == ")":
            depth -= 1
            if depth == 0:
                yield [*row, cell]
                continue
        elif token.text == "," and depth == 1:
            row.append(cell)
            cell = ""
            continue
        if depth:
            cell += token.text


def declare(page: Page, every: list[Token]) -> None:
    """Declares what the tokens of one stretch declare."""
    walk = _Walk(page, every)
    walk.run()
    page.draft.kept += [Kept(column, rows) for column, rows in walk.kept.items() if column >= 0]
    if walk.closed:
        page.draft.rows_left_closed(walk.closed)
