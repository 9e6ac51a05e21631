"""Declarations in languages that describe interfaces: protocol buffers, Thrift, FlatBuffers, GraphQL, Slice ...

Sources: the Protocol Buffers language specification (proto2, proto3), the Thrift interface description language, the
grammar of FlatBuffers' schema language, the GraphQL specification (October 2021), section 3; the manual of Ice 3.7,
"The Slice Language"; "The Tars protocol" in the documentation of Tars; the Prisma schema reference; the schema language
of Cap'n Proto.
"""

from collections.abc import Iterable

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import GRAPHQL, PRISMA, SLICE, THRIFT, Token
from sousveil.reading.textual import words

_RECORDS = words("message model struct union exception table type input interface group extend")
_SERVICES = words("service rpc_service")
_LABELS = words("required optional repeated stream const require out idempotent")
_SKIPPED = words("option reserved extensions syntax package import edition")
_OPEN, _CLOSE = {"(": ")", "[": "]", "{": "}", "<": ">"}, frozenset(")]}>")
_DEPTH = 100
_LONGEST = 400
"""Tokens of one statement."""


class _Walk:
    """One pass over the tokens of a stretch."""

    def __init__(self, page: Page, every: list[Token]) -> None:
        self._page, self._tokens = page, every
        self._at = 0
        self._said: list[Token] = []
        """Texts that stand before what they explain, as GraphQL has them."""

    def _text(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at].text if at < len(self._tokens) else ""

    def _word(self, ahead: int = 0) -> Token | None:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) and self._tokens[at].kind == "w" else None

    def run(self, parent: int = -1, depth: int = 0) -> None:
        """Declarations up to the end, or up to the bracket that closes what they stand in."""
        while self._at < len(self._tokens):
            if depth and self._text() == "}":
                self._at += 1
                return
            if not self._declaration(parent, depth):
                self._note()
                self._at += 1

    def _note(self) -> None:
        token = self._tokens[self._at]
        if token.kind == "s" and self._page.family is GRAPHQL:
            self._said.append(token)
        elif token.kind != "n":
            self._said.clear()

    def _declaration(self, parent: int, depth: int) -> bool:
        """An enumeration, a record or a service, where one begins here."""
        kind, name = self._text(), self._word(1)
        if name is None or self._word() is None or depth > _DEPTH:
            return False
        slice_ = self._page.family is SLICE
        calls = kind in _SERVICES or (slice_ and kind == "interface")
        if kind not in _RECORDS and not calls and kind != "enum" and not (slice_ and kind == "class"):
            return False
        if kind == "extend" and self._page.family is GRAPHQL:
            self._at += 1
            return True
        if not self._to_brace():
            return False
        if kind == "enum":
            self._members(self._declare(SymbolKind.ENUM, Role.ENUM, name, parent))
        elif calls:
            self._methods(self._declare(SymbolKind.RECORD, Role.RECORD, name, parent))
        elif kind == "union" and self._page.family is not THRIFT:
            self._at -= 1  # in FlatBuffers a list of other records
            self._declare(SymbolKind.RECORD, Role.RECORD, name, parent)
            self._skip_group()
        else:
            self._fields(self._declare(SymbolKind.RECORD, Role.RECORD, name, parent), depth + 1)
        return True

    def _to_brace(self) -> bool:
        """Goes behind the next opening brace, where it belongs to the declaration that begins here."""
        depth = 0
        for at in range(self._at + 2, min(self._at + 60, len(self._tokens))):
            text = self._tokens[at].text
            if text == "{" and not depth:
                self._at = at + 1
                return True
            depth += (text == "(") - (text == ")")
            if not depth and (text in {";", "}"} or self._tokens[at].kind == "s"):
                return False
        return False

    def _declare(
        self, kind: SymbolKind, role: Role, token: Token, parent: int, type_: str = "", value: str = ""
    ) -> int:
        index = self._page.declare(kind, role, token, parent, type_, value)
        for text in self._said:
            self._page.belongs(text, index, Role.COMMENT)
        self._said.clear()
        return index

    def _skip_group(self) -> None:
        """Goes behind the bracket that closes the one that stands here."""
        depth = 0
        while self._at < len(self._tokens):
            text = self._text()
            self._at += 1
            depth += (text in _OPEN) - (text in _CLOSE)
            if depth <= 0:
                return

    # Enumerations

    def _members(self, owner: int) -> None:
        while self._at < len(self._tokens) and self._text() != "}":
            name = self._word()
            if name is None or name.text in _SKIPPED:
                self._note()
                if name is not None:
                    self._statement({";"})
                elif self._text() in _OPEN:
                    self._skip_group()
                else:
                    self._at += 1 + (self._text() == "@")
                continue
            self._at += 1
            value = ""
            if self._text() == "=":
                self._at += 1
                while (
                    self._at < len(self._tokens)
                    and self._text() not in {",", ";", "}", "[", "("}
                    and (not value or value == "-")
                ):
                    value += self._text()
                    self._at += 1
            self._declare(SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, name, owner, value=value)
        self._at += 1

    # Records

    def _fields(self, owner: int, depth: int) -> None:
        while self._at < len(self._tokens) and self._text() != "}":
            if self._text() == "oneof":
                self._at += 2
                if self._text() == "{" and depth <= _DEPTH:
                    self._at += 1
                    self._fields(owner, depth + 1)
                continue
            if self._declaration(owner, depth):
                continue
            if self._page.family is GRAPHQL:
                self._field_of_graphql(owner)
            elif self._page.family is PRISMA:
                self._field_of_prisma(owner)
            elif not self._begins_field():
                self._at += 1
            else:
                self._field(self._statement({";", ","} if self._page.family is THRIFT else {";"}), owner)
        self._at += 1

    def _begins_field(self) -> bool:
        numbered = self._tokens[self._at].kind == "d" and self._text(1) == ":"
        return numbered if self._page.family is THRIFT else self._word() is not None

    def _statement(self, stops: Iterable[str]) -> list[Token]:
        """The tokens up to a stop, what stands in brackets included; in Thrift up to the next number with a colon."""
        out: list[Token] = []
        depth = 0
        while self._at < len(self._tokens) and len(out) < _LONGEST:
            token = self._tokens[self._at]
            if depth == 0 and (token.text in stops or token.text == "}"):
                self._at += token.text != "}"
                break
            thrift = self._page.family is THRIFT
            if thrift and depth == 0 and out and token.kind == "d" and self._text(1) == ":":
                break
            depth += (token.text in _OPEN) - (token.text in _CLOSE)
            if depth < 0:
                break
            if token.kind != "n":
                out.append(token)
            self._at += 1
        return out

    def _field(
        self, statement: list[Token], owner: int, kind: SymbolKind = SymbolKind.FIELD, role: Role = Role.FIELD
    ) -> None:
        """``[label] type name = 4``, ``4: type name``, ``name: type = default``."""
        if not statement or statement[0].text in _SKIPPED:
            return
        if statement[0].kind == "d":
            statement = statement[1 if self._page.family is SLICE else 2 :]
        elif [token.text for token in statement[:2]] == ["optional", "("]:
            statement = statement[4:]
        equals = next((at for at, token in enumerate(statement) if token.text in {"=", "("}), len(statement))
        head = [token for token in statement[:equals] if token.text not in _LABELS]
        written = equals < len(statement) and statement[equals].text == "="
        value = _value(statement[equals + 1 :]) if written else ""
        colon = next((at for at, token in enumerate(head) if token.text == ":"), 0)
        name = head[0] if colon else next((token for token in reversed(head) if token.kind == "w"), None)
        type_ = _type(head[colon + 1 :] if colon else [token for token in head if token is not name])
        if name is not None and name.kind == "w" and type_:
            self._declare(kind, role, name, owner, type_, value)

    def _field_of_prisma(self, owner: int) -> None:
        """``name Type? @attribute(...)``, one to a line."""
        name, type_ = self._word(), self._word(1)
        if name is None or type_ is None or self._text() == "@":
            self._note()
            self._at += 1 + (self._text() == "@")
            return
        self._declare(SymbolKind.FIELD, Role.FIELD, name, owner, type_.text)
        self._at += 2
        while self._text() in {"?", "[", "]", "@", ".", "("}:
            if self._text() == "(":
                self._skip_group()
            else:
                self._at += 2 if self._text() in {"@", "."} else 1

    def _field_of_graphql(self, owner: int) -> None:
        """``name(argument: Type): [Type!]!``; one with arguments is a call."""
        if self._text() == "@":
            self._at += 2
            if self._text() == "(":
                self._skip_group()
            return
        name = self._word()
        if name is None or self._text(1) not in {"(", ":"}:
            self._note()
            self._at += 1
            return
        self._at += 1
        call = self._text() == "("
        symbol = -1
        if call:
            symbol = self._declare(SymbolKind.FUNCTION, Role.FUNCTION, name, owner)
            self._at += 1
            self._arguments(symbol)
        type_ = self._type_of_graphql()
        if call:
            self._page.draft.amend(symbol, type_=type_)
        elif type_:
            self._declare(SymbolKind.FIELD, Role.FIELD, name, owner, type_)

    def _arguments(self, function: int) -> None:
        while self._at < len(self._tokens) and self._text() != ")":
            name = self._word()
            if name is not None and self._text(1) == ":":
                self._at += 1
                self._declare(SymbolKind.PARAMETER, Role.PARAMETER, name, function, self._type_of_graphql())
            else:
                self._at += 1
        self._at += 1

    def _type_of_graphql(self) -> str:
        """The name in ``: [Name!]!``, and goes behind it."""
        found = ""
        while self._at < len(self._tokens) and not found and self._text() in {":", "["}:
            self._at += 1
            if (word := self._word()) is not None:
                found = word.text
                self._at += 1
        while self._text() in {"!", "]"}:
            self._at += 1
        return found

    # Services

    def _methods(self, owner: int) -> None:
        given: list[Token] = []
        while self._at < len(self._tokens) and self._text() != "}":
            word = self._word()
            if self._text() == "(" and given:
                *before, name = given
                symbol = self._declare(SymbolKind.FUNCTION, Role.FUNCTION, name, owner, _type(before))
                self._takes(symbol)
                self._gives(symbol)
                given = []
            elif self._text() in {"(", "{"}:
                self._skip_group()
            elif word is not None and word.text == "option":
                self._statement({";"})
            else:
                if word is not None and word.text != "rpc":
                    given.append(word)
                elif self._text() in {";", ","}:
                    given = []
                self._at += 1
        self._at += 1

    def _gives(self, function: int) -> None:
        """What a call gives, where that is written behind it; what else stands there is passed over."""
        if self._text() in {"returns", ":"}:
            self._at += 1
            start = self._at
            if self._text() == "(":
                self._skip_group()
            else:
                while self._at < len(self._tokens) and self._text() not in {";", "(", "{", "}", ","}:
                    self._at += 1
            self._page.draft.amend(function, type_=_type(self._tokens[start : self._at]))
        self._at += self._text() == "throws"
        while self._text() in {"(", "{", "["}:
            self._skip_group()

    def _takes(self, function: int) -> None:
        """What a call takes, in brackets: named as in Thrift, or a type alone."""
        self._at += 1
        while self._at < len(self._tokens) and self._text() != ")":
            before = self._at
            statement = self._statement({",", ")"})
            closed = self._at > 0 and self._tokens[self._at - 1].text == ")"
            found = [token for token in statement if token.kind == "w" and token.text not in _LABELS]
            if len(found) > 1 and self._page.family is SLICE:
                *before_name, name = found
                self._declare(SymbolKind.PARAMETER, Role.PARAMETER, name, function, _type(before_name))
            elif found and any(token.text == ":" for token in statement):
                self._field(statement, function, SymbolKind.PARAMETER, Role.PARAMETER)
            elif found:
                last = found[-1]
                self._declare(SymbolKind.PARAMETER, Role.TYPE, last, function, last.text)
            if closed:
                return
            self._at += self._at == before
        self._at += 1


def _type(head: Iterable[Token]) -> str:
    """The last name in a type: of ``map<string, a.b.Face>`` and ``list<Face>`` that is ``Face``."""
    return next((token.text for token in reversed(list(head)) if token.kind == "w" and token.text not in _LABELS), "")


def _value(tokens: list[Token]) -> str:
    """What is written up to the bracket or sign that begins something else."""
    end = next((at for at, token in enumerate(tokens) if token.text in _OPEN or token.text in {",", "@"}), len(tokens))
    return "".join(token.text for token in tokens[:end])[:200]


def declare(page: Page, every: list[Token]) -> None:
    """Declares what the tokens of one stretch declare."""
    _Walk(page, [token for token in every if token.kind != "n"]).run()
