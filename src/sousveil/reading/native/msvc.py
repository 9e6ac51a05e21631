"""Names as the C++ compiler of Microsoft writes them (``?GetRace@FaceEngine@nvx@@QAEHPBUImage@2@@Z``).

Source: the layout as LLVM's ``MicrosoftDemangle.h`` and Agner Fog, "Calling conventions for different C++ compilers",
chapter 8.1, describe it: qualified names innermost first, back references to the first ten names and parameters.
"""

from sousveil.reading.native.mangled import Mangled, Piece, UnknownError, Written

_BUILTIN = {
    "X": "void", "C": "signed char", "D": "char", "E": "unsigned char", "F": "short", "G": "unsigned short",
    "H": "int", "I": "unsigned int", "J": "long", "K": "unsigned long", "M": "float", "N": "double", "O": "long double",
    "Z": "...",
}  # fmt: skip
_BUILTIN_2 = {
    "N": "bool", "J": "__int64", "K": "unsigned __int64", "W": "wchar_t", "D": "__int8", "E": "unsigned __int8",
    "F": "__int16", "G": "unsigned __int16", "H": "__int32", "I": "unsigned __int32", "L": "__int128",
    "M": "unsigned __int128", "Q": "char8_t", "S": "char16_t", "U": "char32_t",
}  # fmt: skip
_SPECIAL = {"0": "constructor", "1": "destructor"}
_DEEP = 64
_LONGEST = 4096
_INSTANCE = frozenset("ABEFIJMNQRUV")
_STATIC_MEMBER = frozenset("CDKLST")
_FREE = frozenset("YZ")
_VARIABLE = {"0": True, "1": True, "2": True, "3": False, "4": False}
"""Letters of a variable: whether it is a static member of a class."""


class _Parser:
    """Walks over one name. Every method consumes what it stands before, and raises ``UnknownError`` elsewhere."""

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at, self.depth = text, at, 0
        self.names: list[tuple[str, Piece]] = []
        self.types: list[Written] = []

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, what: str) -> bool:
        if self.text.startswith(what, self.at):
            self.at += len(what)
            return True
        return False

    def next(self) -> str:
        self.at += 1
        if self.at > len(self.text):
            raise UnknownError("the end")
        return self.text[self.at - 1]

    # names

    def _simple(self) -> Piece:
        end = self.text.find("@", self.at)
        if end <= self.at:
            raise UnknownError(f"no name at {self.at}")
        piece = Piece(self.text[self.at : end], self.at, end)
        self.at = end + 1
        self._remember(piece.text, piece)
        return piece

    def _remember(self, written: str, piece: Piece) -> None:
        if len(self.names) < 10 and all(written != known for known, _ in self.names):
            self.names.append((written, piece))

    def _word(self) -> tuple[Piece, tuple[Written, ...]]:
        """One scope or name, and the arguments of a template."""
        self.depth += 1
        if self.depth > _DEEP:
            raise UnknownError("nested too deep")
        try:
            return self._word_inside()
        finally:
            self.depth -= 1

    def _word_inside(self) -> tuple[Piece, tuple[Written, ...]]:
        if self.peek().isdigit():
            index = int(self.next())
            if index >= len(self.names):
                raise UnknownError("a back reference to nothing")
            return self.names[index][1], ()
        start = self.at
        if self.take("?$"):
            names, types = self.names, self.types
            self.names, self.types = [], []
            piece = self._simple()
            args = self._template_args()
            self.names, self.types = names, types
            self._remember(self.text[start : self.at], piece)
            return piece, args
        if self.take("?A"):
            end = self.text.find("@", self.at)
            if end < 0:
                raise UnknownError("a namespace without end")
            self.at = end + 1
            self._remember(self.text[start:end], Piece("", start, start))
            return Piece("", start, start), ()
        if self.peek() == "?":
            raise UnknownError("a name in a function")
        return self._simple(), ()

    def _template_args(self) -> tuple[Written, ...]:
        args: list[Written] = []
        while not self.take("@"):
            if self.take("$0"):
                self._number()
                args.append(Written((), "literal"))
            elif self.take("$$V") or self.take("$$Z") or self.take("$S"):
                continue
            else:
                args.append(self.type(remember=True))
        return tuple(args)

    def _number(self) -> None:
        self.take("?")
        if self.peek().isdigit():
            self.next()
            return
        while "A" <= self.peek() <= "P":
            self.at += 1
        if not self.take("@"):
            raise UnknownError("a number without end")

    def qualified(self) -> Written:
        """A name with its scopes, which stand innermost first and end with ``@``."""
        piece, args = self._word()
        path = [piece]
        while not self.take("@"):
            path.append(self._word()[0])
        return Written(tuple(reversed(path)), piece.text, args)

    # what has the name

    def symbol(self) -> Mangled:
        special = False
        if self.peek() == "?" and not self.text.startswith("?$", self.at):
            self.at += 1
            letter = self.next()
            special = letter in _SPECIAL
            if letter == "_":
                return self._special_data()
            name = self.qualified()
            last = name.path[-1]
            word = last if special else Piece("operator", last.end, last.end)
            name = Written((*name.path, word), word.text)
        else:
            name = self.qualified()
        letter = self.next()
        if letter in _VARIABLE:
            return Mangled("variable", name, _VARIABLE[letter])
        if letter in {"6", "7"}:
            return Mangled("type", Written(name.path, name.text))
        return self._function(name, letter)

    def _special_data(self) -> Mangled:
        letter = self.next()
        if letter in {"7", "8"}:  # tables of virtual functions and bases
            return Mangled("type", self.qualified())
        if letter == "R":
            which = self.next()
            if which == "0":
                return Mangled("type", self.type())
            if which in {"2", "3", "4"}:
                return Mangled("type", self.qualified())
        raise UnknownError(f"special name {letter}")

    def _function(self, name: Written, letter: str) -> Mangled:
        if letter in _INSTANCE:
            while self.take("E") or self.take("F") or self.take("I"):
                pass
            if self.next() not in {"A", "B", "C", "D", "G", "H"}:
                raise UnknownError("no qualifier of this")
        elif letter not in _STATIC_MEMBER and letter not in _FREE:
            raise UnknownError(f"no kind of function: {letter}")
        self.next()  # the calling convention
        returns = None
        if not self.take("@"):
            self.take("?A") or self.take("?B")
            returns = self.type()
        parameters: list[Written] = []
        if not self.take("X"):
            while self.at < len(self.text) and not self.take("@"):
                if self.take("Z"):
                    return Mangled("function", name, letter not in _FREE, (*parameters, Written((), "...")), returns)
                parameters.append(self.type(remember=True))
        if not (self.take("Z") or self.take("_E")):
            raise UnknownError("no end of the parameters")
        return Mangled("function", name, letter not in _FREE, tuple(parameters), returns)

    # types

    def type(self, *, remember: bool = False) -> Written:
        """A type; ``remember``: a parameter, to which a digit may refer later unless it is one letter long."""
        self.depth += 1
        if self.depth > _DEEP:
            raise UnknownError("nested too deep")
        start = self.at
        if remember and self.peek().isdigit():
            index = int(self.next())
            if index >= len(self.types):
                raise UnknownError("a back reference to nothing")
            found = self.types[index]
        else:
            found = self._type()
            if remember and self.at - start > 1 and len(self.types) < 10:
                self.types.append(found)
        self.depth -= 1
        return found

    def _type(self) -> Written:
        for start in ("?A", "?B", "?C", "?D", "$$B"):
            if self.take(start):
                return self.type()
        if self.peek() == "$":
            return self._dollar()
        letter = self.next()
        if letter in {"A", "B", "P", "Q", "R", "S"}:
            return self._pointer()
        if letter in {"T", "U", "V", "W"}:
            self.at += letter == "W"  # how large an enum is
            return self.qualified()
        if letter == "Y":
            count = self.next()
            if not count.isdigit():
                raise UnknownError("an array of many dimensions")
            for _ in range(int(count) + 1):
                self._number()
            return self.type()
        builtin = _BUILTIN_2.get(self.next()) if letter == "_" else _BUILTIN.get(letter)
        if builtin is None:
            raise UnknownError(f"no type: {letter}")
        return Written((), builtin)

    def _dollar(self) -> Written:
        if self.take("$$Q") or self.take("$$R"):
            return self._pointer()
        if self.take("$$C"):
            self.next()
            return self.type()
        if self.take("$$A6") or self.take("$$A8@@"):
            return self._function_type()
        if self.take("$$T"):
            return Written((), "nullptr_t")
        raise UnknownError("a type with $")

    def _pointer(self) -> Written:
        while self.take("E") or self.take("F") or self.take("I"):
            pass
        if self.take("6"):
            return self._function_type()
        if self.take("8"):
            self.qualified()
            while self.take("E") or self.take("F"):
                pass
            self.next()
            return self._function_type()
        letter = self.next()
        if letter in {"Q", "R", "S", "T"}:  # to a member
            self.qualified()
        elif letter not in {"A", "B", "C", "D"}:
            raise UnknownError("no qualifier")
        return self.type()

    def _function_type(self) -> Written:
        found = self._function(Written((Piece("", 0, 0),), ""), "Y")
        return Written((), "function", found.parameters)


def _parsed(text: str, at: int) -> _Parser | None:
    return _Parser(text, at) if len(text) <= _LONGEST else None


def demangle(text: str) -> Mangled | None:
    """What a name says; ``None`` for one that is not written so, or that is not followed."""
    parser = _parsed(text, 1)
    if parser is None or not text.startswith("?"):
        return None
    try:
        return parser.symbol()
    except (UnknownError, IndexError):
        return None


def type_descriptor(text: str) -> Mangled | None:
    """The class, struct or enum whose name run-time type information keeps as ``.?AVFace@nvx@@``; else ``None``."""
    parser = _parsed(text, 3)
    if parser is None or not text.startswith((".?AV", ".?AU", ".?AT", ".?AW")):
        return None
    try:
        found = parser.type()
    except (UnknownError, IndexError):
        return None
    return Mangled("type", found, enum=text[3] == "W") if parser.at == len(text) and found.path else None
