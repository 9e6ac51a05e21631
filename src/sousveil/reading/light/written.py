"""Other ways of writing a list or the kinds of something, told as the usual one: ``[a, b]``, ``enum X { A, B }``.

Lists of words without commas (``%w[a b]``, ``~w(a b)``, ``qw(a b)``, ``X=(a b)``, ``set x {a b}``, ``["a" "b"]``),
symbols (``[:a, :b]``), ``@("a", "b")``, kinds as a choice (``data X = A | B``, ``type X is (A, B)``, ``@enum X A B``).
Sources: the references of Ruby (literals), Elixir (sigils), Perl (perlop, "Quote-Like Operators"), bash (arrays), Tcl
(``list``), PowerShell (about_Arrays), MATLAB (cell arrays), Haskell 2010 (4.2.1), OCaml (1.4), F# (discriminated
unions), Ada 2012 (3.5.1), Julia (``@enum``).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from sousveil.reading.light.tokens import Token
from sousveil.reading.textual import words

_PAIRS = {"[": "]", "(": ")", "{": "}", "<": ">", "/": "/", "|": "|", "!": "!"}
_SIGILS = {"%": words("w W i I"), "~": words("w W")}
_SHELLS = words(".sh .bash .zsh .ksh")
_SYMBOLS = words(".rb .rake .ex .exs .cr .clj .cljs .cljc .edn")
_JOINED = words(".m .matlab .clj .cljs .cljc .edn")
"""Languages in which the members of a list stand beside each other without commas."""
_SIGILED, _LISPS = words(".ex .exs"), words(".clj .cljs .cljc .edn .lisp .el .scm .rkt")
_TCL = words(".tcl .tk")
_CHOICES = words(".hs .elm .ml .mli .fs .fsi .fsx .res .re .purs .sml")
_ADA = words(".ada .adb .ads .vhd .vhdl")
_FORTRAN = words(".f90 .f95 .f03 .f08")
_LONGEST = 400
"""Tokens of one list that are looked at."""


def usual(every: Sequence[Token], ending: str) -> list[Token]:
    """The tokens of a stretch in the language of files with this ``ending``; every word keeps its place."""
    return list(_Told(every, ending).tokens())


_NEXT = words("deriving let module type and val data newtype class instance member")


class _As(NamedTuple):
    """What some tokens are told as, and where they end."""

    tokens: list[Token]
    end: int


_Way: TypeAlias = Callable[[int], _As | None]


class _Told:
    def __init__(self, every: Sequence[Token], ending: str) -> None:
        self._every, self._ending = every, ending
        self._ways: dict[str, _Way] = {
            "%": self._sigil, "~": self._sigil, "qw": self._quoted, "@": self._at_sign, "def": self._defined,
            "data": self._kinds, "type": self._kinds,
        }  # fmt: skip
        if ending in _SHELLS:
            self._ways["="] = self._array
        if ending in _TCL:
            self._ways["set"] = self._set
        if ending in _FORTRAN:
            self._ways[":"] = self._declared
        if ending in _SYMBOLS:
            self._ways[":"] = self._symbol

    def tokens(self) -> Iterator[Token]:
        joined = self._ending in _JOINED
        at, size = 0, len(self._every)
        while at < size:
            token = self._every[at]
            way = self._ways.get(token.text)
            if way is not None and (told := way(at)) is not None:
                yield from told.tokens
                at = told.end
                continue
            yield token
            at += 1
            if joined and token.kind == "s" and self._kind(at) == "s":
                yield _sign(",", token)

    def _sigil(self, at: int) -> _As | None:
        if self._text(at + 1) not in _SIGILS[self._text(at)] or not self._close_by(at, at + 2):
            return None
        return self._spaced(at + 2)

    def _quoted(self, at: int) -> _As | None:
        return self._spaced(at + 1)

    def _array(self, at: int) -> _As | None:
        """``X=(a b)`` of a shell."""
        told = self._spaced(at + 1) if self._text(at + 1) == "(" else None
        return told and _As([self._every[at], *told.tokens], told.end)

    def _set(self, at: int) -> _As | None:
        """``set x {a b}`` of Tcl."""
        told = self._spaced(at + 2) if self._text(at + 2) == "{" else None
        return told and _As([self._every[at + 1], _sign("=", self._every[at]), *told.tokens], told.end)

    def _at_sign(self, at: int) -> _As | None:
        """``@("a")`` of PowerShell, ``@enum X a b`` of Julia, ``@x [...]``, the attribute of a module in Elixir."""
        after = self._text(at + 1)
        if after in {"(", "["} and self._close_by(at, at + 1):
            return _As([self._every[at + 1]._replace(text="[")], at + 2)
        if after == "enum":
            return self._macro(at + 2)
        if self._ending in _SIGILED and self._kind(at + 1) == "w" and self._opens(at + 2):
            return _As([self._every[at + 1], _sign("=", self._every[at])], at + 2)
        return None

    def _declared(self, at: int) -> _As | None:
        """``kind, parameter ::`` of Fortran: what comes behind is declared."""
        return _As([_sign(";", self._every[at])], at + 2) if self._text(at + 1) == ":" else None

    def _defined(self, at: int) -> _As | None:
        """``(def x [...])`` of a Lisp."""
        if self._ending not in _LISPS or self._kind(at + 1) != "w" or self._text(at + 2) not in {"[", "{"}:
            return None
        return _As([self._every[at + 1], _sign("=", self._every[at])], at + 2)

    def _kinds(self, at: int) -> _As | None:
        if self._kind(at + 1) != "w":
            return None
        if self._ending in _CHOICES:
            return self._choice(at)
        if self._ending in _ADA and self._text(at + 2) == "is" and self._text(at + 3) == "(":
            return self._between(at)
        return None

    def _opens(self, at: int) -> bool:
        return self._text(at) in {"[", "~", "%"}

    def _text(self, at: int) -> str:
        return self._every[at].text if at < len(self._every) else ""

    def _kind(self, at: int) -> str:
        return self._every[at].kind if at < len(self._every) else ""

    def _close_by(self, *at: int) -> bool:
        """Whether tokens stand right behind one another."""
        low, high = at
        ends = [each.end for each in self._every[low:high]]
        return high < len(self._every) and ends == [each.start for each in self._every[low + 1 : high + 1]]

    def _end(self, opening: int) -> int:
        """Behind the sign that closes what is opened at ``opening``; itself where nothing does."""
        close = _PAIRS[self._every[opening].text]
        return next(
            (at + 1 for at in range(opening + 1, min(len(self._every), opening + _LONGEST)) if self._text(at) == close),
            opening,
        )

    def _spaced(self, opening: int) -> _As | None:
        """A list of words with nothing but space between them, with commas."""
        if self._text(opening) not in _PAIRS or (end := self._end(opening)) == opening:
            return None
        told = [_sign("[", self._every[opening])]
        last: Token | None = None
        for each in self._every[opening + 1 : end - 1]:
            if each.kind not in "wsd":
                continue
            if last is not None and last.end < each.start:
                told.append(_sign(",", each))
            told.append(each if each.kind == "d" else _text(each))
            last = each
        return _As([*told, _sign("]", self._every[end - 1])], end)

    def _symbol(self, at: int) -> _As | None:
        """``:a`` where it names nothing: no key, no type."""
        if self._kind(at + 1) not in ("w", "s") or self._every[at].end != self._every[at + 1].start:
            return None
        before = self._every[at - 1] if at else None
        if before is not None and (
            before.text == ":" or (before.kind in "wsd" and before.end == self._every[at].start)
        ):
            return None
        name = self._every[at + 1]
        more = [_sign(",", name)] if self._ending in _JOINED and self._text(at + 2) == ":" else []
        return _As([_text(name), *more], at + 2)

    def _macro(self, at: int) -> _As | None:
        """``@enum Name a b``, with values or without, up to the end of the line."""
        end = next((n for n in range(at, len(self._every)) if self._every[n].kind == "n"), len(self._every))
        names = [each for each in self._every[at:end] if each.kind == "w" and each.text != "begin"]
        return _As(_enum(names[0], names[1:]), end) if len(names) > 2 else None

    def _choice(self, at: int) -> _As | None:
        """``data Name = A | B Int | C``: the first word of each."""
        equals = next((n for n in range(at + 2, min(at + 8, len(self._every))) if self._text(n) == "="), 0)
        names: list[Token] = []
        wanted, n = True, equals + 1
        while equals and n < min(len(self._every), equals + _LONGEST) and not self._is_over(n, wanted=wanted):
            token = self._every[n]
            if token.text == "|":
                wanted = True
            elif wanted and token.kind == "w" and token.text[:1].isupper():
                names.append(token)
                wanted = False
            elif wanted and token.kind != "n":
                return None
            n += 1
        return _As(_enum(self._every[at + 1], names), n) if len(names) > 1 else None

    def _is_over(self, at: int, *, wanted: bool) -> bool:
        """Whether a choice has ended: something else begins, or its line ends and the next one does not go on."""
        token = self._every[at]
        if token.kind == "n":
            return not wanted and self._text(at + 1) not in {"|", ""}
        return token.text in _NEXT or token.text == ";"

    def _between(self, at: int) -> _As | None:
        """``type X is (A, B)``."""
        end = self._end(at + 3)
        names = [each for each in self._every[at + 4 : end - 1] if each.kind == "w"]
        return _As(_enum(self._every[at + 1], names), end) if len(names) > 1 else None


def _enum(name: Token, members: Sequence[Token]) -> list[Token]:
    told = [name._replace(text="enum", end=name.start), name, _sign("{", name)]
    for member in members:
        told += [member, _sign(",", member)]
    return [*told, _sign("}", name)]


def _text(word: Token) -> Token:
    """A word that stands for a text: it needs no quotation marks where it stands."""
    return word._replace(kind="s")


def _sign(text: str, beside: Token) -> Token:
    return Token("p", text, beside.start, beside.start)
