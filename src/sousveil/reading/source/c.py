"""C. A header ``.h`` is C or C++: where C leaves something over, it is parsed as both, and the better one counts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.reading.decoding import Decoded
from sousveil.reading.source.reader import SourceReader, parse

if TYPE_CHECKING:
    from tree_sitter import Node

    from sousveil.reading.source.walking import Walker

CPP_GRAMMAR = ("tree_sitter_cpp", "language")
CPP_WALK = ("sousveil.reading.source.cpp_walk", "CppWalk")


class C(SourceReader):
    """C sources and headers."""

    name = "c"
    suffixes = (".c", ".h", ".inc")
    grammar = ("tree_sitter_c", "language")
    walker = ("sousveil.reading.source.c_walk", "CWalk")

    def walked(self, decoded: Decoded, name: str, places: Sequence[Place], limits: Limits) -> "tuple[Walker, str]":
        """As C, or as C++ where that leaves less over."""
        root = parse(decoded, *self.grammar)
        if not name.lower().endswith(".c") and (left := _left_over(root)):
            other = parse(decoded, *CPP_GRAMMAR)
            if _left_over(other) < left:
                return self.walk_as(decoded, other, CPP_WALK, "cpp", places, limits), "cpp"
        return self.walk_as(decoded, root, self.walker, self.name, places, limits), self.name


def _left_over(root: "Node") -> int:
    """Bytes in error nodes, and one for each token that the parser had to invent."""
    if not root.has_error:
        return 0
    total = 0
    stack = [root]
    while stack:
        node = stack.pop()
        if node.is_error:
            total += node.end_byte - node.start_byte
        elif node.is_missing:
            total += 1
        elif node.has_error:
            stack.extend(node.children)
    return total
