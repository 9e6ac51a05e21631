"""What a compiler wrote into the name of a function, variable or type, and where in that name each word stands."""

from typing import NamedTuple


class Piece(NamedTuple):
    """A word of a written name: ``text`` is the characters ``start`` to ``end`` of it (ASCII, so bytes too)."""

    text: str
    start: int
    end: int


class Written(NamedTuple):
    """A type or scope as a name writes it.

    path   the words that name it, outermost first; empty for a type of the language (``int``)
    text   what it is called, without decorations: ``FaceImage``, ``int``
    args   the arguments of a template; of a type of functions what it takes
    """

    path: tuple[Piece, ...] = ()
    text: str = ""
    args: tuple["Written", ...] = ()

    @property
    def last(self) -> Piece | None:
        """The word that it is called by, ``None`` for a type of the language."""
        return self.path[-1] if self.path else None

    def told(self, depth: int = 4) -> "Written":
        """The type that says what is carried: of a container, pointer or string of the standard library its content."""
        if depth and self.path and self.path[0].text in {"std", "__gnu_cxx", "absl", "boost"}:
            for each in self.args:
                inner = each.told(depth - 1)
                if inner.path and inner.path[0].text not in {"std", "__gnu_cxx", "absl", "boost"}:
                    return inner
        return self


class Mangled(NamedTuple):
    """What a name says.

    kind        ``function``, ``variable`` or ``type``
    name        the scopes and the name itself
    of_class    whether the innermost scope is known to be a class and no namespace
    parameters  of a function, in order; empty where it takes nothing, or where the name does not say it
    returns     of a function, where the name says it
    enum        of a type: whether it is known to be an enum
    """

    kind: str
    name: Written
    of_class: bool = False
    parameters: tuple[Written, ...] = ()
    returns: Written | None = None
    enum: bool = False


class UnknownError(ValueError):
    """The name is none of this kind, or says something that is not followed here."""
