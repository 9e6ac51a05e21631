"""Declarations in Pascal and Delphi: ``T = (a, b);``, ``T = class|record ... end;``, ``name: Type;``.

Source: the Object Pascal language guide (declared types, enumerated types, structured types).
"""

from sousveil.model.words import Role, SymbolKind
from sousveil.reading.light.page import Page
from sousveil.reading.light.tokens import Token

_RECORDS = frozenset({"class", "record", "object", "interface", "dispinterface"})
_ROUTINES = frozenset({"procedure", "function", "constructor", "destructor"})
_NAMES = 100
"""Names that one declaration gives at most: ``a, b, c: T``."""
_BLOCKS = frozenset({"begin", "case", "try", "asm"})


_HEADER = 40
"""Tokens between the name of an array and its values."""


class _Walk:
    def __init__(self, page: Page, every: list[Token]) -> None:
        self._page = page
        self._tokens = [token for token in every if token.kind != "n"]
        self._at = 0
        self._records: list[int] = []
        self._routine = -1
        self._object = -1
        """The object of a form that was declared last: its properties follow."""

    def _text(self, ahead: int = 0) -> str:
        index = self._at + ahead
        return self._tokens[index].text.lower() if index < len(self._tokens) else ""

    def run(self) -> None:
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.kind == "w" and self._text(1) == "=" and self._type_or_constant(token):
                continue
            word = token.text.lower()
            if word == "end" and self._records:
                self._records.pop()
            elif word in _ROUTINES and self._at + 1 < len(self._tokens):
                self._function()
                continue
            elif token.kind == "w" and word == "property" and self._at + 1 < len(self._tokens):
                self._at += 1
                continue
            elif token.kind == "w" and (
                (self._text(1) == ":" and self._text(2) == "array" and self._array(token))
                or (self._text(1) in {":", ","} and self._text(2) != "=" and self._fields())
            ):
                continue
            self._at += 1

    def _type_or_constant(self, name: Token) -> bool:
        parent = self._records[-1] if self._records else -1
        ahead = 3 if self._text(2) == "packed" else 2
        if self._text(2) == "(" and self._at + 3 < len(self._tokens) and self._tokens[self._at + 3].kind == "w":
            owner = self._page.declare(SymbolKind.ENUM, Role.ENUM, name, parent)
            self._at += 3
            while self._at < len(self._tokens) and self._text() not in {")", ";"}:
                if self._tokens[self._at].kind == "w" and self._tokens[self._at - 1].text in "(,":
                    self._page.declare(SymbolKind.ENUM_MEMBER, Role.ENUM_MEMBER, self._tokens[self._at], owner)
                self._at += 1
            return True
        if self._text(2) == "(" and self._at + 3 < len(self._tokens) and self._tokens[self._at + 3].kind == "s":
            return self._strings(name)
        if self._text(ahead) in _RECORDS:
            after = self._text(ahead + 1)
            if after in {";", "of"}:
                return False
            owner = self._page.declare(SymbolKind.RECORD, Role.RECORD, name, parent)
            self._at += ahead + 1
            if after == "(":
                while self._at < len(self._tokens) and self._text() != ")":
                    self._at += 1
                self._at += 1
            if self._text() != ";":
                self._records.append(owner)
            return True
        starts = not self._at or self._tokens[self._at - 1].text.lower() in {";", "const", "resourcestring"}
        if starts and self._at + 2 < len(self._tokens) and self._tokens[self._at + 2].kind in "sd":
            value = self._tokens[self._at + 2]
            owner = self._page.declare(SymbolKind.CONSTANT, Role.CONSTANT, name, parent, value=value.text[:200])
            if value.kind == "s":
                self._page.belongs(value, owner, Role.VALUE)
            self._at += 3
            return True
        return False

    def _strings(self, name: Token) -> bool:
        """The lines that an object of a form has, such as the choices of a box: ``Items.Strings = ('a' 'b')``."""
        owner = self._page.declare(SymbolKind.ARRAY, Role.VARIABLE, name, self._object)
        self._at += 3
        while self._at < len(self._tokens) and self._text() not in {")", ";"}:
            if self._tokens[self._at].kind == "s":
                self._page.declare(SymbolKind.ITEM, Role.ITEM, self._tokens[self._at], owner)
            self._at += 1
        return True

    def _array(self, name: Token) -> bool:
        """A constant or variable array of strings: ``Names: array[0..1] of string = ('a', 'b');``."""
        ahead = next((at for at in range(3, _HEADER) if self._text(at) in {"=", ";", "", ")"}), 0)
        if not ahead or self._text(ahead) != "=" or self._text(ahead + 1) != "(":
            return False
        self._at += ahead + 2
        told: list[Token] = []
        while self._at < len(self._tokens) and self._text() not in {")", ";"}:
            if self._tokens[self._at].kind == "s":
                told.append(self._tokens[self._at])
            self._at += 1
        owner = self._page.declare(SymbolKind.ARRAY, Role.VARIABLE, name, self._records[-1] if self._records else -1)
        for token in told:
            self._page.declare(SymbolKind.ITEM, Role.ITEM, token, owner)
        return True

    def _function(self) -> None:
        name = self._tokens[self._at + 1]
        self._at += 2
        while self._text() == "." and self._at + 1 < len(self._tokens):
            name = self._tokens[self._at + 1]
            self._at += 2
        owner = -1
        if name.kind == "w":
            parent = self._records[-1] if self._records else -1
            owner = self._page.declare(SymbolKind.FUNCTION, Role.FUNCTION, name, parent)
        if self._text() == "(":
            names: list[Token] = []
            while self._at < len(self._tokens) and self._text() != ")":
                token = self._tokens[self._at]
                if token.kind == "w" and self._text(1) in {":", ","}:
                    names.append(token)
                if token.text == ":":
                    for each in names:
                        self._page.declare(
                            SymbolKind.PARAMETER,
                            Role.PARAMETER,
                            each,
                            owner,
                            self._tokens[self._at + 1].text if self._at + 1 < len(self._tokens) else "",
                        )
                    names = []
                self._at += 1

    def _fields(self) -> bool:
        start = self._at
        names: list[Token] = []
        at = start
        while at + 1 < len(self._tokens) and self._tokens[at].kind == "w" and len(names) < _NAMES:
            names.append(self._tokens[at])
            at += 1
            if self._tokens[at].text != ",":
                break
            at += 1
        if at >= len(self._tokens) or self._tokens[at].text != ":" or at + 1 >= len(self._tokens):
            # Only names and commas were passed: they are not looked at once more.
            self._at = max(at, start + 1)
            return True
        at += 1
        depth, last = 0, at + _HEADER
        while at + 1 < min(len(self._tokens), last) and (
            depth or self._tokens[at].text.lower() in {"array", "of", "set", "^", "["}
        ):
            depth += (self._tokens[at].text == "[") - (self._tokens[at].text == "]")
            at += 1
        if self._tokens[at].kind != "w" or self._tokens[at].text.lower() in _BLOCKS:
            return False
        written = self._tokens[at].text
        inside = bool(self._records)
        kind, role = (SymbolKind.FIELD, Role.FIELD) if inside else (SymbolKind.VARIABLE, Role.VARIABLE)
        for name in names:
            self._object = self._page.declare(kind, role, name, self._records[-1] if inside else -1, written)
        self._at = at + 1
        return True


def declare(page: Page, every: list[Token]) -> None:
    """Declares what the tokens of one stretch declare."""
    _Walk(page, every).run()
