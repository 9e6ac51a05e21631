"""Names as newer Rust compilers write them (``_RNvMs_NtCs1234_4face6engineNtB4_6Engine9ethnicity``).

Source: The rustc book, "v0 Symbol Format". Only the words are taken; what a function takes is not in its name.
"""

import re

from sousveil.reading.native.mangled import Mangled, Piece, UnknownError, Written

_IDENTIFIER = re.compile(r"(?:s[0-9A-Za-z]*_)?(u?)([0-9]{1,4})_?")
_BASE_62 = re.compile(r"[0-9A-Za-z]*_")
_DEEP = 32
_START = 2
"""Where references count from: behind the mark."""


class _Parser:
    """Walks over the path of one name."""

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at, self.depth = text, at, 0

    def path(self) -> Written:
        """The words of a path, outermost first; ``args`` says by one entry whether the innermost scope is a type."""
        self.depth += 1
        if self.depth > _DEEP:
            raise UnknownError("nested too deep")
        tag, self.at = self.text[self.at : self.at + 1], self.at + 1
        if tag == "C":
            found = Written((self._word(),))
        elif tag == "N":
            kind = self.text[self.at : self.at + 1]
            self.at += 1
            outer = self.path()
            found = Written((*outer.path, self._word()), kind, outer.args)
        elif tag in {"M", "X"}:
            self._disambiguator()
            self.path()
            found = self._type()._replace(args=(Written(),))
            if tag == "X":
                self.path()
        elif tag == "Y":
            found = self._type()._replace(args=(Written(),))
            self.path()
        elif tag == "I":  # the arguments of what is generic follow, and are passed over at the end of a name
            if self.depth > 1:
                raise UnknownError("arguments in the middle")
            found = self.path()
        elif tag == "B":
            found = self._earlier()
        else:
            raise UnknownError(f"path {tag}")
        self.depth -= 1
        return found

    def _type(self) -> Written:
        if self.text[self.at : self.at + 1] in {"R", "Q", "P", "O", "S"}:
            self.at += 1
            return self._type()
        if self.text[self.at : self.at + 1] in {"C", "N", "M", "X", "Y", "B"}:
            return self.path()
        raise UnknownError("a type without a path")

    def _earlier(self) -> Written:
        """The path that was written before, at the offset from the start of the name that is given."""
        found = _BASE_62.match(self.text, self.at)
        if found is None:
            raise UnknownError("no number")
        back = _START + _number(found[0])
        if back >= self.at - 1:
            raise UnknownError("a reference forwards")
        self.at = back
        path = self.path()
        self.at = found.end()
        return path

    def _disambiguator(self) -> None:
        if self.text[self.at : self.at + 1] == "s" and (found := _BASE_62.match(self.text, self.at + 1)):
            self.at = found.end()

    def _word(self) -> Piece:
        found = _IDENTIFIER.match(self.text, self.at)
        if found is None:
            raise UnknownError(f"no word at {self.at}")
        start, length = found.end(), int(found[2])
        self.at = start + length
        if self.at > len(self.text):
            raise UnknownError("a word beyond the end")
        return Piece("" if found[1] else self.text[start : self.at], start, self.at)


def _number(written: str) -> int:
    value = 0
    for letter in written[:-1]:
        value = value * 62 + ("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter))
    return value + 1 if len(written) > 1 else 0


def demangle(text: str) -> Mangled | None:
    """What a name says; ``None`` for one that is not written so, or that is not followed (types without a name)."""
    if not text.startswith("_R") or len(text) > 4096:
        return None
    try:
        found = _Parser(text, _START).path()
    except UnknownError:
        return None
    path = tuple(piece for piece in found.path if piece.text)
    if not path:
        return None
    return Mangled("function", Written(path, path[-1].text), of_class=bool(found.args))
