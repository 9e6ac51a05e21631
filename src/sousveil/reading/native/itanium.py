"""Names as the C++ compilers of everything but Windows write them (``_ZN3nvx10FaceEngine7GetRaceERKNS_5ImageE``).

Source: Itanium C++ ABI, chapter 5.1 "External Names (a.k.a. Mangling)". Expressions in templates are not followed.
"""

import re
from collections.abc import Callable

from sousveil.reading.native.mangled import Mangled, Piece, UnknownError, Written

_BUILTIN = {
    "v": "void", "w": "wchar_t", "b": "bool", "c": "char", "a": "signed char", "h": "unsigned char", "s": "short",
    "t": "unsigned short", "i": "int", "j": "unsigned int", "l": "long", "m": "unsigned long", "x": "long long",
    "y": "unsigned long long", "n": "__int128", "o": "unsigned __int128", "f": "float", "d": "double",
    "e": "long double", "g": "__float128", "z": "...",
}  # fmt: skip
_BUILTIN_D = {
    "d": "decimal64", "e": "decimal128", "f": "decimal32", "h": "half", "i": "char32_t", "s": "char16_t",
    "u": "char8_t", "a": "auto", "c": "decltype(auto)", "n": "nullptr_t",
}  # fmt: skip
_STD = {"a": "allocator", "b": "basic_string", "s": "string", "i": "istream", "o": "ostream", "d": "iostream"}
_OPERATORS = re.compile(
    r"n[watse]|d[lavVe]|a[wdnaNS]|p[slLpmt]|co|m[iIlLm]|r[mMsS]|o[roRo]|e[oOq]|l[sSte]|g[te]|ss|cm|cl|ix|qu"
)
_DEEP = 64
_LONGEST = 4096
_DIGITS = re.compile(r"[0-9]{1,5}")
_END = re.compile(r"(?:[.@$].*)?", re.DOTALL)
_TYPE_NAME = re.compile(r"(?:N(?:[0-9]|S|K)|[0-9]{1,3}[A-Za-z_])[\w.$]*", re.ASCII)


class _Parser:
    """Walks over one name. Every method consumes what it stands before, and raises ``UnknownError`` elsewhere."""

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at, self.depth = text, at, 0
        self.seen: list[Written] = []
        self.template: tuple[Written, ...] = ()
        self.ends_with_args = self.special = self.constant = False

    def peek(self, length: int = 1) -> str:
        return self.text[self.at : self.at + length]

    def take(self, what: str) -> bool:
        if self.text.startswith(what, self.at):
            self.at += len(what)
            return True
        return False

    def need(self, what: str) -> None:
        if not self.take(what):
            raise UnknownError(f"no {what} at {self.at}")

    def number(self) -> int:
        found = _DIGITS.match(self.text, self.at)
        if found is None:
            raise UnknownError(f"no number at {self.at}")
        self.at = found.end()
        return int(found[0])

    def deeper(self, step: "Callable[[], Written]") -> Written:
        self.depth += 1
        if self.depth > _DEEP:
            raise UnknownError("nested too deep")
        found = step()
        self.depth -= 1
        return found

    # names

    def encoding(self) -> Mangled:
        if self.peek() in {"T", "G"} and self.peek(2) not in {"Ts", "Tu", "Te"}:
            return self._special_name()
        name = self.name(tag=True)
        scoped = self.special or self.constant
        if self.at == len(self.text) or self.peek() in {"E", ".", "@", "$"}:
            return Mangled("variable", name, scoped)
        returns = self.type() if self.ends_with_args and not self.special else None
        parameters: list[Written] = []
        while self.at < len(self.text) and self.peek() not in {"E", ".", "@", "$"}:
            parameters.append(self.type())
        if len(parameters) == 1 and parameters[0] == Written((), "void"):
            parameters = []
        return Mangled("function", name, scoped, tuple(parameters), returns)

    def _special_name(self) -> Mangled:
        for start in ("TV", "TI", "TS", "TT"):
            if self.take(start):
                return Mangled("type", self.type())
        for start in ("GV", "TW", "TH"):
            if self.take(start):
                return Mangled("variable", self.name(tag=True))
        if self.take("GR"):
            name = self.name(tag=True)
            self._sequence()
            return Mangled("variable", name)
        if self.take("Tc"):
            self._call_offset()
            self._call_offset()
            return self.encoding()
        if self.peek(2) in {"Th", "Tv"}:
            self.at += 1
            self._call_offset()
            return self.encoding()
        raise UnknownError(f"special name at {self.at}")

    def _call_offset(self) -> None:
        for _ in range(1 if self.take("h") else 2 if self.take("v") else 0):
            self.take("n")
            self.number()
            self.need("_")

    def name(self, *, tag: bool = False) -> Written:
        self.ends_with_args = self.special = self.constant = False
        if self.peek() == "N":
            return self.deeper(lambda: self._nested(tag=tag))
        if self.peek() == "Z":
            return self.deeper(self._local)
        if self.peek() == "S" and self.peek(2) != "St":
            found = self._substitution()
            if self.peek() != "I":
                raise UnknownError("a substitution alone names nothing")
            return self._with_args(found, tag=tag)
        path: tuple[Piece, ...] = (Piece("std", self.at, self.at + 2),) if self.take("St") else ()
        found = Written((*path, self._unqualified(path)), "")
        found = found._replace(text=found.path[-1].text)
        if self.peek() == "I":
            self.seen.append(found)
            return self._with_args(found, tag=tag)
        return found

    def _with_args(self, base: Written, *, tag: bool) -> Written:
        args = self._template_args()
        self.ends_with_args = True
        if tag:
            self.template = args
        return base._replace(args=args)

    def _nested(self, *, tag: bool) -> Written:
        self.need("N")
        constant = False
        while self.peek() in {"r", "V", "K"}:
            constant = True
            self.at += 1
        while self.peek() in {"R", "O"}:
            constant = True
            self.at += 1
        found = Written()
        ends_with_args = special = False
        while not self.take("E"):
            ends_with_args = special = False
            self.take("L")
            if self.peek() == "I":
                args = self._template_args()
                if tag:
                    self.template = args
                found, ends_with_args = found._replace(args=args), True
                self.seen.append(found)
            elif self.peek() == "T" and not found.path:
                found = self._template_param()
                self.seen.append(found)
            elif self.peek() == "S" and self.peek(2) != "St":
                if found.path:
                    raise UnknownError("a substitution in the middle")
                found = self._substitution()
            elif self.take("St"):
                found = Written((Piece("std", self.at - 2, self.at),), "std")
            elif self.peek(2) in {"Dt", "DT"} or self.at >= len(self.text):
                raise UnknownError("an expression")
            else:
                special = self.peek(2) in {"C1", "C2", "C3", "C4", "D0", "D1", "D2", "D4", "CI", "cv"}
                word = self._unqualified(found.path)
                found = Written((*found.path, word), word.text)
                self.seen.append(found)
        if not found.path or not self.seen:
            raise UnknownError("an empty name")
        self.seen.pop()
        self.ends_with_args, self.special, self.constant = ends_with_args, special, constant
        return found

    def _local(self) -> Written:
        self.need("Z")
        outer = self.encoding()
        self.need("E")
        if self.take("s"):
            self._discriminator()
            return outer.name
        if self.take("d"):
            if self.peek().isdigit():
                self.number()
            self.need("_")
        inner = self.name(tag=True)
        self._discriminator()
        return Written((*outer.name.path, *inner.path), inner.text, inner.args)

    def _discriminator(self) -> None:
        if self.take("__"):
            self.number()
            self.need("_")
        elif self.peek() == "_" and self.text[self.at + 1 : self.at + 2].isdigit():
            self.at += 2

    def _unqualified(self, path: tuple[Piece, ...]) -> Piece:
        start = self.at
        self.take("L")
        if self.peek().isdigit():
            found = self._source_name()
        elif self.peek(2) in {"C1", "C2", "C3", "C4", "D0", "D1", "D2", "D4"} and path:
            self.at += 2
            found = path[-1]
        elif self.take("Ut") or self.take("Ul"):
            if self.text[self.at - 1] == "l":
                while not self.take("E"):
                    self.type()
            if self.peek().isdigit():
                self.number()
            self.need("_")
            found = Piece("", start, start)
        elif self.take("cv"):
            self.type()
            found = Piece("operator", start, start + 2)
        elif _OPERATORS.match(self.text, self.at):
            self.at += 2
            found = Piece("operator", start, self.at)
        elif self.take("li"):
            self._source_name()
            found = Piece("operator", start, self.at)
        else:
            raise UnknownError(f"no name at {self.at}")
        while self.take("B"):
            self._source_name()
        return found

    def _source_name(self) -> Piece:
        length = self.number()
        start = self.at
        self.at += length
        if not length or self.at > len(self.text):
            raise UnknownError("a name beyond the end")
        text = self.text[start : self.at]
        return Piece("", start, start) if text.startswith("_GLOBAL__N") else Piece(text, start, self.at)

    # types

    def type(self) -> Written:
        return self.deeper(self._type)

    def _type(self) -> Written:
        first = self.peek()
        if first in _BUILTIN:
            self.at += 1
            return Written((), _BUILTIN[first])
        if first == "u":
            self.at += 1
            return Written((), self._source_name().text)
        if first == "D" and self.text[self.at + 1 : self.at + 2] in _BUILTIN_D:
            self.at += 2
            return Written((), _BUILTIN_D[self.text[self.at - 1]])
        if first == "S" and self.peek(2) != "St":
            found = self._substitution()
            if self.peek() != "I":
                return found
            found = found._replace(args=self._template_args())
        else:
            found = self._compound(first)
        self.seen.append(found)
        return found

    def _compound(self, first: str) -> Written:
        """A type that is made of others, or a class or enum; it may be referred to later."""
        decorated = self._decorated(first)
        if decorated is not None:
            return decorated
        if first == "D":
            return self._compound_d()
        if first == "F":
            return self._function()
        if first == "T" and self.peek(2) not in {"Ts", "Tu", "Te"}:
            found = self._template_param()
            if self.peek() == "I":
                self.seen.append(found)
                found = found._replace(args=self._template_args())
            return found
        self.at += 2 if first == "T" else 0
        saved = self.ends_with_args, self.special, self.constant
        found = self.name()
        self.ends_with_args, self.special, self.constant = saved
        return found

    def _decorated(self, first: str) -> Written | None:
        """What a pointer, a reference, an array or a constant is made of; ``None`` for what is none of these."""
        if not first or first not in "rVKPROCGUAM":
            return None
        while first in "rVK" and self.peek() in {"r", "V", "K"}:
            self.at += 1
        if first in "PROCGUAM":
            self.at += 1
        if first == "U":
            self._source_name()
            if self.peek() == "I":
                self._template_args()
        elif first == "A":
            if self.peek() != "_":
                self.number()
            self.need("_")
        elif first == "M":
            self.type()
        return self.type()

    def _compound_d(self) -> Written:
        if self.take("Dp"):
            return self.type()
        if self.take("Dv"):
            self.number()
            self.need("_")
            return self.type()
        if self.take("Do"):
            return self._function()
        raise UnknownError(f"type D at {self.at}")

    def _function(self) -> Written:
        self.need("F")
        self.take("Y")
        parts: list[Written] = []
        while not self.take("E"):
            if self.peek() in {"R", "O"} and self.text[self.at + 1 : self.at + 2] == "E":
                self.at += 1
                continue
            parts.append(self.type())
        return Written((), "function", tuple(parts[1:]))

    def _template_args(self) -> tuple[Written, ...]:
        self.need("I")
        args: list[Written] = []
        while not self.take("E"):
            args += self._template_arg()
        return tuple(args)

    def _template_arg(self) -> tuple[Written, ...]:
        if self.take("J"):
            args: list[Written] = []
            while not self.take("E"):
                args += self._template_arg()
            return tuple(args)
        if self.peek() == "X":
            raise UnknownError("an expression")
        if self.take("L"):
            if self.take("_Z"):
                self.encoding()
                self.need("E")
            else:
                self.type()
                end = self.text.find("E", self.at)
                if end < 0:
                    raise UnknownError("a literal without end")
                self.at = end + 1
            return (Written((), "literal"),)
        return (self.type(),)

    def _template_param(self) -> Written:
        self.need("T")
        index = 0 if self.peek() == "_" else self.number() + 1
        self.need("_")
        return self.template[index] if index < len(self.template) else Written((), "template parameter")

    def _sequence(self) -> int:
        found = re.compile(r"[0-9A-Z]{0,6}").match(self.text, self.at)
        digits = found[0] if found else ""
        self.at += len(digits)
        self.need("_")
        return int(digits, 36) + 1 if digits else 0

    def _substitution(self) -> Written:
        self.need("S")
        known = _STD.get(self.peek())
        if known is not None:
            start = self.at - 1
            self.at += 1
            while self.take("B"):
                self._source_name()
            return Written((Piece("std", start, start + 1), Piece(known, start, start + 2)), known)
        index = self._sequence()
        if index >= len(self.seen):
            raise UnknownError("a substitution of nothing")
        return self.seen[index]


def demangle(text: str) -> Mangled | None:
    """What a name says; ``None`` for one that is not written so, or that is not followed."""
    start = next((len(mark) for mark in ("_Z", "__Z", "___Z", "____Z") if text.startswith(mark)), 0)
    if not start or len(text) > _LONGEST:
        return None
    parser = _Parser(text, start)
    try:
        found = parser.encoding()
    except (UnknownError, IndexError):
        return None
    return found if _END.fullmatch(text, parser.at) and found.name.path else None


def type_name(text: str) -> Written | None:
    """The class whose name run-time type information keeps as ``text`` (``N3nvx8FaceAttrE``); ``None`` for others."""
    if not 5 <= len(text) <= _LONGEST or not _TYPE_NAME.fullmatch(text):
        return None
    parser = _Parser(text, 0)
    try:
        found = parser.type()
    except (UnknownError, IndexError):
        return None
    last = found.last
    return found if parser.at == len(text) and last is not None and len(last.text) >= 4 and found.path else None
