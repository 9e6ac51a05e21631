"""Declarations in Visual Basic, line by line: ``Enum X`` ... ``End Enum``, ``Structure X``, ``name As Type``.

Source: the Visual Basic language reference (Enum, Structure, Class, Type, Dim, Const statements).
"""

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import Token
from sousveil.reading.textual import words

_RECORDS = frozenset({"class", "structure", "type", "module", "interface"})
_ROUTINES = frozenset({"sub", "function", "property"})
_MODIFIERS = words(
    "public private friend protected shared shadows readonly writeonly dim withevents const static overrides optional"
    " overridable mustinherit notinheritable partial default mustoverride notoverridable declare global byval byref"
)
_LONGEST = 4000
"""Tokens of one statement."""


class _Walk:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._open: list[tuple[str, int]] = []

    def line(self, tokens: list[Token]) -> None:
        if tokens and tokens[0].text == "<":
            close = next((index for index, token in enumerate(tokens) if token.text == ">"), len(tokens))
            tokens = tokens[close + 1 :]
        constant = any(token.text.lower() == "const" for token in tokens[:3])
        modified = bool(tokens) and tokens[0].text.lower() in _MODIFIERS
        while tokens and tokens[0].text.lower() in _MODIFIERS:
            tokens = tokens[1:]
        if not tokens or tokens[0].kind != "w":
            return
        word = tokens[0].text.lower()
        if word == "end" and len(tokens) > 1:
            if self._open and self._open[-1][0] == tokens[1].text.lower():
                self._open.pop()
            return
        parent = self._open[-1][1] if self._open else -1
        if len(tokens) > 1 and tokens[1].kind == "w" and word in {"enum", *_RECORDS, *_ROUTINES}:
            self._opening(word, tokens, parent)
        elif self._open and self._open[-1][0] == "enum":
            value = "".join(token.text for token in tokens[2:]) if len(tokens) > 2 and tokens[1].text == "=" else ""
            self._page.declare(SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, tokens[0], parent, value=value[:200])
        elif not self._list(tokens, parent):
            self._variables(tokens, parent, constant=constant, modified=modified)

    def _list(self, tokens: list[Token], parent: int) -> bool:
        """``x() As String = {"a", "b"}``, ``x = Array("a", "b")``: whether it is one, which is then declared."""
        equals = next((at for at, each in enumerate(tokens) if each.text == "="), len(tokens))
        texts = [each for each in tokens[equals:] if each.kind == "s" and each.start not in self._page.claimed]
        before = {each.text.lower() for each in tokens[equals : tokens.index(texts[0])]} if texts else set[str]()
        if len(texts) < 2 or not ("{" in before or {"array", "("} <= before):
            return False
        owner = self._page.declare(SymbolKind.ARRAY, Role.VARIABLE, tokens[0], parent)
        for each in texts:
            self._page.declare(SymbolKind.ITEM, Role.ITEM, each, owner)
        return True

    def _opening(self, word: str, tokens: list[Token], parent: int) -> None:
        name = tokens[1]
        if word == "enum":
            self._open.append((word, self._page.declare(SymbolKind.ENUM, Role.ENUM, name, parent)))
        elif word in _RECORDS:
            self._open.append((word, self._page.declare(SymbolKind.RECORD, Role.RECORD, name, parent)))
        elif word == "property":
            written = _as_type(tokens)
            self._page.declare(SymbolKind.FIELD, Role.FIELD, name, parent, written)
        else:
            owner = self._page.declare(SymbolKind.FUNCTION, Role.FUNCTION, name, parent, _as_type(tokens[-2:]))
            for index, token in enumerate(tokens[2:-2], 2):
                if token.kind == "w" and tokens[index + 1].text.lower() == "as":
                    type_ = tokens[index + 2].text
                    self._page.declare(SymbolKind.PARAMETER, Role.PARAMETER, token, owner, type_)

    def _variables(self, tokens: list[Token], parent: int, *, constant: bool, modified: bool) -> None:
        record = bool(self._open) and self._open[-1][0] in _RECORDS
        if not (modified or record):
            return
        found = False
        for index, token in enumerate(tokens[:-1]):
            if token.kind == "w" and tokens[index + 1].text.lower() == "as":
                equals = next((at for at, each in enumerate(tokens) if each.text == "="), None)
                value = "".join(each.text for each in tokens[equals + 1 :])[:200] if equals else ""
                kind, role = (SymbolKind.FIELD, Role.FIELD) if record else (SymbolKind.VARIABLE, Role.VARIABLE)
                if constant:
                    kind, role = SymbolKind.CONSTANT, Role.CONSTANT
                symbol = self._page.declare(kind, role, token, parent, _as_type(tokens[index:]), value)
                if equals and tokens[-1].kind == "s" and tokens[-1].start not in self._page.claimed:
                    self._page.belongs(tokens[-1], symbol, Role.VALUE)
                found = True
        if not found and constant and len(tokens) > 2 and tokens[1].text == "=":
            value = "".join(each.text for each in tokens[2:])[:200]
            self._page.declare(SymbolKind.CONSTANT, Role.CONSTANT, tokens[0], parent, value=value)


def _as_type(tokens: list[Token]) -> str:
    for index, token in enumerate(tokens[:-1]):
        if token.text.lower() == "as":
            rest = [each.text for each in tokens[index + 1 :] if each.kind == "w" and each.text.lower() != "new"]
            return rest[0] if rest else ""
    return ""


def declare(page: Page, every: list[Token]) -> None:
    """Declares what the tokens of one stretch declare."""
    walk = _Walk(page)
    line: list[Token] = []
    for token in every:
        if token.kind != "n":
            line.append(token)
        elif line and line[-1].text == "_":
            line.pop()
        elif line and line[-1].text in {",", "{"} and len(line) < _LONGEST:
            continue  # a list goes on
        else:
            walk.line(line)
            line = []
    walk.line(line)
