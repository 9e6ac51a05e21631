"""Declarations in languages of braces: enums, records and lists by their keywords and brackets, without a grammar.

Covers what Kotlin, Swift, Rust, Dart, PHP, Scala, QML, protocol buffers, Thrift, GraphQL, Lua and their like have in
common: ``enum NAME { A, B = 1; case c }``, ``struct NAME { name: Type; Type name; }``, ``class NAME(val name: Type)``,
``NAME = [ "a", "b" ]`` and ``NAME = { "a": 1 }``.
"""

import msgspec

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import HASH, TRIPLE, Token
from sousveil.reading.textual import words

_RECORDS = words("class struct record interface message object trait protocol union extension actor type input")
_HEADERS = _RECORDS | {"enum"}
_FUNCTIONS = words("fun func fn function def sub rpc proc method")
_MODIFIERS = words(
    "public private protected internal static final const val var let readonly required optional repeated lateinit open"
    " override late mut pub ref weak unowned property alias default external abstract sealed data case indirect"
    " covariant volatile transient inline crate export declare local my our unsigned signed"
)
_NO_MEMBER = words(
    "fun func fn function def var val let init constructor companion public private static override option reserved"
    " extensions return if for while switch when import use typealias subscript abstract get set const"
)
_NO_FIELD = words(
    "return if else for while switch when import package use using namespace throw try catch do goto break continue new"
    " delete syntax option reserved extensions oneof map init deinit super self this yield await print assert"
)
_LISTS = words(
    "listof arrayof mutablelistof setof mapof hashmapof arraylistof aslist of array tuple vec in list set map"
    " arrayofnulls intarrayof stringlistmodel qstringlist seq vector indexedseq immutablelist"
)
_WRAPPERS = words(
    "list array arraylist mutablelist set vec option optional box arc rc nullable observable flow livedata repeated"
    " mutablestateof ref map sequence"
)
_GOES_ON = frozenset({"{", ":", ",", "(", "extends", "with", "where", "implements", "derives"})
"""What goes on with the head of a class on the next line."""
_OPEN, _CLOSE = {"(": ")", "[": "]", "{": "}"}, frozenset(")]}")
_DEPTH = 500
_VALUE = 200
_LONGEST = 100
"""Tokens kept of one statement: what declares something comes early in it."""


class _Scope(msgspec.Struct):
    """What stands between two brackets. ``kind``: record, enum, function, list, other."""

    kind: str
    symbol: int = -1
    close: str = ""
    statement: list[Token] = []
    over: bool = False
    named: Token | None = None
    items: list[list[Token]] = []
    worth: bool = False
    closed: bool = False
    """Whether the members of a class have stood in its head, which may have no body then."""
    waits: bool = False
    """Whether the head of a class has ended with its line, if no brace follows."""


class _Walk:
    """One pass over the tokens with a stack of brackets."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._stack = [_Scope("other")]
        self._too_deep = 0

    def run(self, every: list[Token]) -> None:
        for token in every:
            scope = self._stack[-1]
            kind, text, _, _ = token
            if scope.waits and kind != "n":
                scope.waits = False
                if text not in _GOES_ON:
                    self._flush(scope, "\n")
            if kind == "n":
                self._newline(scope)
            elif kind == "p" and text in _OPEN:
                self._push(scope, token)
            elif kind == "p" and text in _CLOSE:
                self._pop(text)
            elif text in {";", ","}:
                self._flush(scope, text)
            elif len(scope.statement) < _LONGEST:
                scope.statement.append(token)
        while len(self._stack) > 1:
            self._pop(self._stack[-1].close)
        self._flush(self._stack[0], "\n")

    def _newline(self, scope: _Scope) -> None:
        if scope.kind == "list" or not scope.statement:
            return
        last = scope.statement[-1]
        if not _HEADERS.isdisjoint([token.text for token in scope.statement[:6]]):
            scope.waits = scope.closed or self._page.family is HASH
            return
        if last.kind == "p" and last.text in "=:+&|<.@":
            return
        self._flush(scope, "\n")

    def _push(self, scope: _Scope, token: Token) -> None:
        if len(self._stack) >= _DEPTH:
            self._too_deep += 1
            return
        inner = self._scope_for(scope, token)
        inner.close = _OPEN[token.text]
        self._stack.append(inner)

    def _scope_for(self, scope: _Scope, opening: Token) -> _Scope:
        statement, bracket = scope.statement, opening.text
        parent = next((each.symbol for each in reversed(self._stack) if each.symbol >= 0), -1)
        words = [token for token in statement if token.kind == "w"]
        if (header := self._header(words)) is not None and bracket != "[":
            kind, name = header
            if name.start in self._page.claimed:
                return _Scope(kind, self._page.claimed[name.start])
            symbol_kind, role = (SymbolKind.ENUM, Role.ENUM) if kind == "enum" else (SymbolKind.RECORD, Role.RECORD)
            symbol = self._page.declare(symbol_kind, role, name, parent)
            return _Scope("record" if bracket == "(" else kind, symbol)
        function = next((index for index, token in enumerate(words[:-1]) if token.text in _FUNCTIONS), -1)
        if function >= 0:
            name = _last_of_path(statement, words[function + 1])
            if bracket == "(" and name.start not in self._page.claimed:
                symbol = self._page.declare(SymbolKind.FUNCTION, Role.FUNCTION, name, parent)
                return _Scope("function", symbol)
            return _Scope("function", self._page.claimed.get(name.start, -1))
        if bracket == "[" and _indexes(statement, opening):
            return _Scope("other")
        return self._list(scope, statement, bracket)

    @staticmethod
    def _header(words: list[Token]) -> tuple[str, Token] | None:
        for index, token in enumerate(words[:-1]):
            text = token.text
            if text == "enum":
                after = words[index + 1 :]
                name = next((each for each in after if each.text not in {"class", "struct"}), None)
                return ("enum", name) if name else None
            if text in _RECORDS:
                if words[index + 1].text in _RECORDS or words[index + 1].text in {"extends", "implements"}:
                    continue
                return "record", words[index + 1]
            if text not in _MODIFIERS:
                return None
        return None

    @staticmethod
    def _list(scope: _Scope, statement: list[Token], bracket: str) -> _Scope:
        if scope.kind == "enum" and bracket == "(":
            return _Scope("other")
        before = statement[-1].text.lower() if statement else ""
        worth = (
            bracket == "["
            or before in {"=", ":", ">", "return"}
            or before in _LISTS
            or (not statement and bracket == "{")
            or (scope.kind == "list" and scope.worth)
        )
        inner = _Scope("list" if bracket != "{" or before in {"=", ":", ">", "(", "return"} else "other", worth=worth)
        if scope.kind == "list" and bracket == "{":
            inner.kind = "list"
        for index, token in enumerate(statement):
            if token.text in {"=", ":"} and index:
                names = [each for each in statement[:index] if each.kind in "ws" and each.text not in _MODIFIERS]
                colon = next((at for at, each in enumerate(statement[:index]) if each.text == ":"), None)
                if names:
                    inner.named = names[0] if colon is not None else names[-1]
                break
        return inner

    def _pop(self, close: str) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        if len(self._stack) == 1 or all(scope.close != close for scope in self._stack[-4:]):
            return
        while len(self._stack) > 1:
            scope = self._stack.pop()
            self._flush(scope, close)
            if scope.kind == "list":
                self._finish_list(scope)
            if scope.close == close:
                self._stack[-1].closed = close == ")" and scope.kind == "record" and self._page.family is TRIPLE
                break
        outer = self._stack[-1]
        if close == "}" and outer.kind != "list":
            outer.statement.clear()
            outer.closed = False

    def _flush(self, scope: _Scope, why: str) -> None:
        statement, scope.statement = scope.statement, []
        scope.closed = False
        if not statement:
            if why == ";" and scope.kind == "enum" and scope.symbol >= 0:
                scope.over = scope.over or self._page.family.style != "proto"
            return
        if scope.kind == "enum":
            self._member(scope, statement, why)
        elif scope.kind in {"record", "function"}:
            self._field(scope, statement)
        elif scope.kind == "list":
            scope.items.append(statement)
        elif any(token.text == "property" for token in statement[:3]):
            self._field(_Scope("record"), [token for token in statement if token.text != "property"])
        else:
            self._variable(statement)

    def _member(self, scope: _Scope, statement: list[Token], why: str) -> None:
        while statement and (statement[0].text == "case" or statement[0].text in "@#"):
            statement = statement[2:] if statement[0].text in "@#" else statement[1:]
        if not statement or statement[0].kind not in "ws" or statement[0].text in _NO_MEMBER:
            return
        equals = next((index for index, token in enumerate(statement) if token.text == "="), None)
        if scope.over and equals is None:
            return
        if equals is None and len(statement) > 1 and statement[1].kind == "w":
            return
        value = "".join(token.text for token in statement[equals + 1 :])[:_VALUE] if equals is not None else ""
        index = self._page.declare(SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, statement[0], scope.symbol, value=value)
        if equals is not None and len(statement) > equals + 1 and statement[equals + 1].kind == "s":
            self._page.belongs(statement[equals + 1], index, Role.VALUE)
        if why == ";" and equals is None:
            scope.over = True

    def _field(self, scope: _Scope, statement: list[Token]) -> None:
        modified = any(token.text in _MODIFIERS for token in statement if token.kind == "w")
        equals = next((index for index, token in enumerate(statement) if token.text == "="), len(statement))
        value = "".join(token.text for token in statement[equals + 1 :])[:_VALUE]
        head = [token for token in statement[:equals] if token.text not in _MODIFIERS]
        words = [token for token in head if token.kind == "w"]
        if not words or words[0].text in _NO_FIELD or any(token.text == "." for token in head):
            return
        colon = next((index for index, token in enumerate(head) if token.text == ":"), None)
        if colon:
            name, type_ = self._last_word(head[:colon]), _type(head[colon + 1 :])
        elif len(words) > 1:
            name, type_ = words[-1], _type(head[: head.index(words[-1])])
        elif modified and scope.kind == "record":
            name, type_ = words[0], ""
        else:
            return
        if name is None or name.start in self._page.claimed:
            return
        kind, role = (
            (SymbolKind.PARAMETER, Role.PARAMETER) if scope.kind == "function" else (SymbolKind.FIELD, Role.FIELD)
        )
        if scope.kind == "function" and scope.close != ")":
            return
        index = self._page.declare(kind, role, name, scope.symbol, type_, value)
        if len(statement) == equals + 2 and statement[-1].kind == "s":
            self._page.belongs(statement[-1], index, Role.VALUE)

    @staticmethod
    def _last_word(head: list[Token]) -> Token | None:
        return next((token for token in reversed(head) if token.kind == "w"), None)

    def _variable(self, statement: list[Token]) -> None:
        equals = next((index for index, token in enumerate(statement) if token.text == "="), None)
        if not equals or len(statement) < equals + 2 or statement[equals + 1].text == "=":
            return
        names = [token for token in statement[:equals] if token.text not in _MODIFIERS]
        if not names or names[0].kind != "w" or names[0].start in self._page.claimed:
            return
        if len(names) > 1 and names[1].text != ":":
            return
        value = "".join(token.text for token in statement[equals + 1 :])[:_VALUE]
        constant = any(token.text in {"const", "final", "let", "val"} for token in statement[:equals])
        kind, role = (
            (SymbolKind.CONSTANT, Role.CONSTANT)
            if constant or names[0].text.isupper()
            else (SymbolKind.VARIABLE, Role.VARIABLE)
        )
        index = self._page.declare(kind, role, names[0], -1, _type(names[2:]), value)
        if len(statement) == equals + 2 and statement[-1].kind == "s":
            self._page.belongs(statement[-1], index, Role.VALUE)

    def _finish_list(self, scope: _Scope) -> None:
        items = [_without_code(item) for item in scope.items]
        told = [item for item in items if item[0].kind in "sw" and (item[0].kind == "s" or _pair(item))]
        pairs = sum(_pair(item) for item in told)
        outer = self._stack[-1]
        inside = outer.kind == "list" and outer.worth
        if inside and scope.close == ")" and not pairs and scope.symbol < 0:
            outer.items += [item for item in told if len(item) == 1]  # what a call or tuple is made of
            return
        if not scope.worth or (len(told) < 2 and scope.symbol < 0 and not (inside and pairs)):
            return
        owner = self._owner(scope, self._stack)
        if pairs * 2 > len(told) and owner >= 0 and self._page.draft.symbols[owner].kind is SymbolKind.ARRAY:
            self._page.draft.amend(owner, kind=SymbolKind.MAP)
        for item in told:
            if item[0].start in self._page.claimed:
                continue
            if not _pair(item):
                self._page.declare(SymbolKind.ITEM, Role.ITEM, item[0], owner)
                continue
            value = "".join(token.text for token in item[2:]).lstrip(">")[:_VALUE]
            entry = self._page.declare(SymbolKind.ENTRY, Role.KEY, item[0], owner, value=value)
            if item[-1].kind == "s" and item[-1].start not in self._page.claimed:
                self._page.belongs(item[-1], entry, Role.VALUE)

    def _owner(self, scope: _Scope, around: list[_Scope]) -> int:
        """The symbol of a list or map; that of the list around it comes before it."""
        if scope.symbol >= 0:
            return scope.symbol
        outer = around[-1]
        if outer.kind == "list" and outer.worth and outer.symbol < 0:
            self._owner(outer, around[:-1])
        parent = next((each.symbol for each in reversed(around) if each.symbol >= 0), -1)
        if scope.named is None:
            scope.symbol = self._page.draft.symbol(SymbolKind.ARRAY, "", None, parent)
        elif scope.named.start in self._page.claimed:
            scope.symbol = self._page.claimed[scope.named.start]
        else:
            scope.symbol = self._page.declare(SymbolKind.ARRAY, Role.VARIABLE, scope.named, parent)
        return scope.symbol


def _last_of_path(statement: list[Token], name: Token) -> Token:
    """The last part of the name of a function that is written with what it belongs to: ``function M.open(``."""
    at = statement.index(name)
    while at + 2 < len(statement) and statement[at + 1].text in ".:" and statement[at + 2].kind == "w":
        at += 2
    return statement[at]


def _indexes(statement: list[Token], opening: Token) -> bool:
    """Whether a bracket picks something out of what stands right before it: ``NAMES[code]``."""
    last = statement[-1] if statement else None
    return last is not None and last.kind == "w" and last.end == opening.start and last.text.lower() not in _LISTS


def _without_code(item: list[Token]) -> list[Token]:
    """The text of a member that stands behind a number or an index: ``1 => "a"``, ``2: "b"``, ``[3] = "c"``."""
    coded = item[0].kind == "d" or item[0].text in {"=", ":"}
    between = "".join(token.text for token in item[1 if item[0].kind == "d" else 0 : -1])
    return item[-1:] if coded and item[-1].kind == "s" and between in {"=>", ":", "to", "->", "="} else item


def _pair(item: list[Token]) -> bool:
    return len(item) > 1 and item[1].text in {":", "=", "to", "-"}


def _type(head: list[Token]) -> str:
    # A word after an apostrophe is a lifetime.
    found = [
        token.text
        for index, token in enumerate(head)
        if token.kind == "w" and (not index or head[index - 1].text != "'")
    ]
    plain = [word for word in found if word.lower() not in _WRAPPERS]
    return plain[0] if plain else found[0] if found else ""


def declare(page: Page, every: list[Token]) -> None:
    """Declares what the tokens of one stretch declare."""
    _Walk(page).run(every)
