"""C++, and what is written much like it (CUDA, Arduino, Objective-C++ as far as that goes)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.reading.decoding import Decoded
from sousveil.reading.source.c import CPP_GRAMMAR, CPP_WALK, best
from sousveil.reading.source.reader import SourceReader

if TYPE_CHECKING:
    from sousveil.reading.source.walking import Walker


class Cpp(SourceReader):
    """C++ sources and headers."""

    name = "cpp"
    kinds = ("cpp",)
    suffixes = (
        ".cpp", ".cc", ".cxx", ".c++", ".hpp", ".hh", ".hxx", ".h++", ".ipp", ".tpp", ".inl",
        ".cu", ".cuh", ".ino", ".mm",
    )  # fmt: skip
    grammar = CPP_GRAMMAR
    walker = CPP_WALK

    def walked(self, decoded: Decoded, name: str, places: Sequence[Place], limits: Limits) -> "tuple[Walker, str]":  # noqa: ARG002
        """As C++, with the same help as C against conditions that cut it apart."""
        root, _ = best(decoded.utf8, ("cpp",))
        return self.walk_as(decoded, root, self.walker, self.name, places, limits), self.name
