"""Declarations of Swift, without a grammar: by its keywords, its brackets and its line ends.

Types with their properties, enumerations with raw and associated values, functions with parameters, literals of arrays
and dictionaries, and what a ``switch`` gives for each case. Source: The Swift Programming Language, its *Language
Reference* (Lexical Structure, Types, Expressions, Statements, Declarations, Attributes).
"""

from collections.abc import Iterator

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.light.branches import note_case
from sousveil.reading.light.page import Page
from sousveil.reading.light.swift_parts import cases_of, closings, only_string, own_name, type_name
from sousveil.reading.light.tokens import Token
from sousveil.reading.textual import words

_RECORDS = words("struct class actor protocol extension")
_MODIFIERS = words(
    "public private fileprivate internal package open static final lazy weak unowned override required convenience"
    " mutating nonmutating dynamic optional indirect prefix postfix infix isolated nonisolated distributed borrowing"
    " consuming async"
)
_MEMBERS = _MODIFIERS | words("func var let subscript")
_GOES_ON = words("{ - where throws rethrows async")
"""How a line goes on with the head of a function."""
_FIELD = (SymbolKind.FIELD, Role.FIELD)
_CONSTANT = (SymbolKind.CONSTANT, Role.CONSTANT)
_VARIABLE = (SymbolKind.VARIABLE, Role.VARIABLE)
_CALLED = 12
"""Tokens of a call in which the first string is looked for."""
_DEPTH = 60
"""Brackets within brackets that are still looked into."""
_HEADER = 120
"""Tokens between the name of a type and its brace, at most."""
_VALUE = 200


def declare(page: Page, every: list[Token]) -> None:
    """Declares what the tokens of one stretch declare."""
    tokens = [token for token in every if token.text != "`"]
    walk = _Walk(page, tokens)
    walk.block(0, len(tokens), -1, "file", 0)
    if walk.lost:
        page.draft.gap("nested-too-deep", size=walk.lost, remedy="Look at the deeply nested part by hand.")


class _Walk:
    """Each method takes the index of a token and the end of the stretch, and gives the index behind what it read."""

    def __init__(self, page: Page, tokens: list[Token]) -> None:
        self._page, self._tokens = page, tokens
        self._closing = closings(tokens)
        self.lost = 0
        """Characters that stand in more brackets than are looked into."""

    def block(self, at: int, end: int, owner: int, kind: str, depth: int) -> None:
        """Statements. ``kind``: file, enum, record, code."""
        fresh = True
        while at < end:
            token = self._tokens[at]
            if token.kind == "n" or token.text in {";", "}"}:
                fresh, at = True, at + 1
            elif token.text == "@" and fresh:
                at = self._attribute(at, end, owner, depth)
            elif fresh and (after := self._begun(at, end, owner, kind, depth)) > at:
                at = after
            else:
                fresh, at = token.text == "{", self._step(at, end, owner, depth)

    def _begun(self, at: int, end: int, owner: int, kind: str, depth: int) -> int:
        """Behind a modifier or a declaration; ``at`` where none is."""
        if self._tokens[at].kind != "w":
            return at
        after = self._modifier(at, end)
        return after if after > at else self._declaration(at, end, owner, kind, depth)

    def _text(self, at: int, end: int) -> str:
        return self._tokens[at].text if at < end else ""

    def _word(self, at: int, end: int) -> Token | None:
        return self._tokens[at] if at < end and self._tokens[at].kind == "w" else None

    def _behind(self, at: int, end: int) -> int:
        """The index behind the group that opens here, or behind the one token."""
        return min(self._closing.get(at, at), end - 1) + 1

    def _lines(self, at: int, end: int) -> int:
        while at < end and self._tokens[at].kind == "n":
            at += 1
        return at

    def _step(self, at: int, end: int, owner: int, depth: int) -> int:
        """One token of an expression, or all that stands between two brackets."""
        text = self._tokens[at].text
        behind = self._behind(at, end)
        if at not in self._closing:
            if text == "switch" and self._tokens[at].kind == "w" and self._text(at - 1, end) != ".":
                self._switch(at, end, owner)
        elif depth >= _DEPTH:
            self.lost += self._tokens[behind - 1].end - self._tokens[at].start
        else:
            inside = min(self._closing[at], end)
            if text == "{":
                self.block(at + 1, inside, owner, "code", depth + 1)
            elif text == "(" or not self._is_list(at, behind, end) or not self._list(at, end, None, owner, depth):
                self._over(at + 1, inside, owner, depth + 1)
        return behind

    def _over(self, at: int, end: int, owner: int, depth: int) -> None:
        while at < end:
            at = self._step(at, end, owner, depth)

    def _attribute(self, at: int, end: int, owner: int, depth: int) -> int:
        """``@objc(Name)``, ``@Published``, ``@Option(help: "...")``."""
        at += 1
        while self._word(at, end):
            at += 1
            if self._text(at, end) != ".":
                break
            at += 1
        if self._text(at, end) == "(" and self._tokens[at].start == self._tokens[at - 1].end:
            return self._step(at, end, owner, depth)
        return at

    def _modifier(self, at: int, end: int) -> int:
        text, after = self._tokens[at].text, self._word(at + 1, end)
        if text == "class":
            return at + 1 if after and after.text in _MEMBERS else at
        if text not in _MODIFIERS:
            return at
        if self._text(at + 1, end) == "(" and self._text(at + 3, end) == ")":
            return at + 4  # private(set)
        return at + 1 if after or self._text(at + 1, end) == "@" else at

    def _declaration(self, at: int, end: int, owner: int, kind: str, depth: int) -> int:
        text = self._tokens[at].text
        if text in _RECORDS or text == "enum":
            return self._type(at, end, owner, depth)
        if text == "case" and kind == "enum":
            return self._members(at + 1, end, owner)
        if text in {"var", "let"}:
            return self._variables(at + 1, end, owner, kind, depth)
        if text == "func" or (text in {"init", "subscript"} and kind in {"record", "enum"}):
            return self._function(at, end, owner, depth)
        return at

    def _type(self, at: int, end: int, owner: int, depth: int) -> int:
        name = self._word(at + 1, end)
        brace = at + 2
        while name and self._text(brace, end) == "." and (inner := self._word(brace + 1, end)):
            name, brace = inner, brace + 2  # of ``extension Face.Result`` the last is what it is called
        last = min(end, brace + _HEADER)
        while brace < last and self._tokens[brace].text != "{":
            if self._tokens[brace].text in {";", "}", "="}:
                return at
            brace = self._behind(brace, end)
        if name is None or brace >= last or depth >= _DEPTH:
            return at
        enum = self._tokens[at].text == "enum"
        kind, role = (SymbolKind.ENUM, Role.ENUM) if enum else (SymbolKind.RECORD, Role.RECORD)
        symbol = self._page.declare(kind, role, name, owner)
        self.block(brace + 1, min(self._closing[brace], end), symbol, "enum" if enum else "record", depth + 1)
        return self._behind(brace, end)

    # Enumerations

    def _members(self, at: int, end: int, owner: int) -> int:
        """``black = 1, white``, ``face(ethnicity: Ethnicity, Float)``."""
        while name := self._word(at := self._lines(at, end), end):
            given, at = (at + 1, self._behind(at + 1, end)) if self._text(at + 1, end) == "(" else (0, at + 1)
            value: list[Token] = []
            if self._text(at, end) == "=":
                at += 1
                while at < end and self._tokens[at].kind != "n" and self._tokens[at].text not in {",", ";"}:
                    value.append(self._tokens[at])
                    at += 1
            told = "".join(token.text for token in value)[:_VALUE]
            symbol = self._page.declare(SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, name, owner, value=told)
            if len(value) == 1 and value[0].kind == "s":
                self._page.belongs(value[0], symbol, Role.VALUE)
            for label, type_, _ in self._parameters(given, end) if given else ():
                if label is not None:
                    self._page.declare(SymbolKind.FIELD, Role.FIELD, label, symbol, type_)
                else:
                    self._page.draft.amend(symbol, type_=type_)
            if self._text(at, end) != ",":
                return at
            at += 1
        return at

    # Properties and variables

    def _variables(self, at: int, end: int, owner: int, kind: str, depth: int) -> int:
        constant = self._tokens[at - 1].text == "let"
        while name := self._word(at := self._lines(at, end), end):
            type_, at = "", at + 1
            if self._text(at, end) == ":":
                first, at = at + 1, self._type_end(at + 1, end)
                type_ = type_name(self._tokens[first:at])
            value = self._lines(at + 1, end) if self._text(at, end) == "=" else end
            behind = self._expression(value, end) if value < end else at
            owned = owner
            if value >= end or not self._list(value, end, name, owner, depth, behind):
                what = _VARIABLE if kind == "code" or (kind == "file" and not constant) else _CONSTANT
                symbol_kind, role = _FIELD if kind in {"record", "enum"} else what
                told = self._tokens[value:behind] if value < end else []
                written = "".join(token.text for token in told[:60] if token.kind != "n")[:_VALUE]
                owned = self._page.declare(symbol_kind, role, name, owner, type_, written)
                if len(told) == 1 and told[0].kind == "s":
                    self._page.belongs(told[0], owned, Role.VALUE)
                self._over(value, behind, owned, depth)
            at = behind
            if self._text(brace := self._lines(at, end), end) == "{" and type_:
                return self._step(brace, end, owner, depth)  # what stands in ``get`` and ``didSet``
            if self._text(at, end) != ",":
                break
            at += 1
        return at

    def _type_end(self, at: int, end: int) -> int:
        angles = 0
        while at < end:
            token = self._tokens[at]
            if token.text in {"<", ">"} and self._text(at - 1, end) != "-":
                angles += 1 if token.text == "<" else -1
            elif token.text in {"=", "{", "}", ";", ")", "]"} or (not angles and token.text in {",", "\n"}):
                break
            at = self._behind(at, end)
        return at

    def _expression(self, at: int, end: int) -> int:
        """Behind a value: at the end of its line, a comma or a bracket that closes what it stands in."""
        while at < end and self._tokens[at].kind != "n" and self._tokens[at].text not in {",", ";", ")", "]", "}"}:
            at = self._behind(at, end)
        return at

    # Functions

    def _function(self, at: int, end: int, owner: int, depth: int) -> int:
        named = self._tokens[at].text == "func"
        name = self._word(at + 1, end) if named else self._tokens[at]
        opening = at + 1
        while opening < min(end, at + _HEADER) and self._tokens[opening].text != "(":
            if self._text(opening, end) in {"\n", "{", "}", ";"}:
                return at
            opening += 1
        if self._text(opening, end) != "(":
            return at
        type_, brace, behind = self._result(self._behind(opening, end), end)
        symbol = self._page.declare(SymbolKind.FUNCTION, Role.FUNCTION, name, owner, type_) if name else owner
        for label, kind, default in self._parameters(opening, end):
            if label is not None and name:
                self._page.declare(SymbolKind.PARAMETER, Role.PARAMETER, label, symbol, kind)
            self._over(*default, symbol, depth + 1)
        return self._step(brace, end, symbol, depth) if brace >= 0 else behind

    def _result(self, at: int, end: int) -> tuple[str, int, int]:
        """The type behind the arrow, the brace of the body (-1 where there is none), and where the head ends."""
        type_ = ""
        while at < end and (text := self._tokens[at].text) not in {";", "}"}:
            if text == "{":
                return type_, at, at
            if text == "-" and self._text(at + 1, end) == ">":
                first, at = at + 2, self._type_end(at + 2, end)
                type_ = type_name(self._tokens[first:at])
                continue
            if text == "\n":
                below = self._lines(at, end)
                if self._text(below, end) not in _GOES_ON:
                    break
                at = below
            else:
                at = self._behind(at, end)
        return type_, -1, at

    def _parameters(self, opening: int, end: int) -> Iterator[tuple[Token | None, str, tuple[int, int]]]:
        """Name, type and stretch of the default of each; of ``for face: Face`` the name is ``face``."""
        stop = min(self._closing[opening], end)
        at = opening + 1
        while at < stop:
            first, colon, equals = at, -1, -1
            while at < stop and self._tokens[at].text != ",":
                text = self._tokens[at].text
                if text == ":" and colon < 0 and equals < 0:
                    colon = at
                elif text == "=" and equals < 0:
                    equals = at
                elif text == "<":
                    at = max(at, self._type_end(at, stop) - 1)  # a comma in ``Result<Face, Error>``
                at = self._behind(at, stop)
            at = min(at, stop)
            until = equals if equals >= 0 else at
            named = [token for token in self._tokens[first:colon] if token.kind == "w"] if colon >= 0 else []
            label = named[-1] if named and named[-1].text != "_" else None
            type_ = type_name(self._tokens[colon + 1 if colon >= 0 else first : until])
            yield label, type_, (equals + 1, at) if equals >= 0 else (at, at)
            at += 1

    # Literals

    def _is_list(self, at: int, behind: int, end: int) -> bool:
        """Whether a bracket opens a literal, and no subscript and no type that is called."""
        before, after = (self._tokens[at - 1] if at else None), (self._tokens[behind] if behind < end else None)
        if after is not None and after.text == "(" and after.start == self._tokens[behind - 1].end:
            return False
        return before is None or before.end != self._tokens[at].start or (
            before.kind == "p" and before.text not in {")", "]", "}", "?", "!", ">"}
        )  # fmt: skip

    def _list(self, at: int, end: int, name: Token | None, owner: int, depth: int, behind: int = -1) -> bool:
        """An array or a dictionary of two or more names or strings; whether there was one."""
        if self._text(at, end) != "[" or depth >= _DEPTH or (behind >= 0 and self._behind(at, end) != behind):
            return False
        items = list(self._items(at, end))
        told = [(key, value) for key, value in items if key is not None]
        pairs = sum(value is not None for _, value in told)
        if len(told) < 2 or (name is None and not pairs and all(key.kind != "s" for key, _ in told)):
            return False
        kind = SymbolKind.MAP if pairs * 2 > len(told) else SymbolKind.ARRAY
        if name is not None:
            symbol = self._page.declare(kind, Role.VARIABLE, name, owner)
        else:
            symbol = self._page.draft.symbol(kind, "", None, owner)
        for key, value in items:
            within = symbol
            if key is not None and key.start not in self._page.claimed:
                within = self._entry(key, value, symbol)
            if value is not None:
                self._over(*value, within, depth + 1)
        return True

    def _items(self, at: int, end: int) -> Iterator[tuple[Token | None, tuple[int, int] | None]]:
        """Key (or the element itself) and the stretch of the value; no key where it is no string and no name."""
        stop = min(self._closing[at], end)
        at += 1
        while at < stop:
            first, colon = self._lines(at, stop), -1
            at = first
            while at < stop and self._tokens[at].text != ",":
                if self._tokens[at].text == ":" and colon < 0:
                    colon = at
                at = self._behind(at, stop)
            head = [token for token in self._tokens[first : colon if colon >= 0 else at] if token.kind != "n"]
            key = own_name(head, number=colon >= 0)
            if key is None and colon < 0 and len(head) > 1 and head[0].kind == "w" and head[1].text == "(":
                key = next((token for token in head[2:_CALLED] if token.kind == "s"), None)  # what a call is made of
            if colon >= 0:
                yield key, (colon + 1, at)
            elif head:
                yield key, (None if key is not None else (first, at))
            at += 1

    def _entry(self, key: Token, value: tuple[int, int] | None, owner: int) -> int:
        if value is None:
            return self._page.declare(SymbolKind.ITEM, Role.ITEM, key, owner)
        said = [token for token in self._tokens[slice(*value)] if token.kind != "n"]
        written = "".join(token.text for token in said[:60])[:_VALUE]
        entry = self._page.declare(SymbolKind.ENTRY, Role.KEY, key, owner, value=written)
        if len(said) == 1 and said[0].kind == "s" and said[0].start not in self._page.claimed:
            self._page.belongs(said[0], entry, Role.VALUE)
        return entry

    # Switches

    def _switch(self, at: int, end: int, owner: int) -> None:
        brace, last = at + 1, min(end, at + _HEADER)
        while brace < last and self._tokens[brace].text != "{":
            if self._tokens[brace].text in {";", "}"}:
                return
            brace = self._behind(brace, end)
        if brace >= last:
            return
        subject = [token for token in self._tokens[at + 1 : brace] if token.kind != "n"]
        cases = list(cases_of(self._tokens, self._closing, brace + 1, min(self._closing[brace], end)))
        for labels, body in cases:
            note_case(self._page, labels, subject, self._tokens[slice(*body)])
        told = [(labels, said) for labels, body in cases if (said := only_string(self._tokens[slice(*body)]))]
        named = [token for labels, said in told for label in labels if (token := own_name(label, number=True))]
        if len(named) < 2 or len(told) * 2 < len(cases):
            return
        names = [token for token in subject if token.kind == "w" and token.text != "self"]
        if names and names[-1].start not in self._page.claimed:
            symbol = self._page.declare(SymbolKind.MAP, Role.VARIABLE, names[-1], owner)
        else:
            symbol = self._page.draft.symbol(SymbolKind.MAP, "", None, owner)
        for labels, said in told:
            for label in labels:
                key = own_name(label, number=True)
                if key is None or self._page.claimed.get(key.start, -1) >= 0:
                    continue
                entry = self._page.declare(SymbolKind.ENTRY, Role.KEY, key, symbol, value=said.text)
                if self._page.claimed.get(said.start, -1) < 0:
                    self._page.belongs(said, entry, Role.VALUE)
