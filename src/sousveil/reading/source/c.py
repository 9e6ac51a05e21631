"""C. A header ``.h`` is C or C++: where C leaves something over, it is parsed as both, and the better one counts.

Headers of Objective-C are read as C++.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.reading.decoding import Decoded
from sousveil.reading.source.objective_c import as_cpp, is_objective_c
from sousveil.reading.source.reader import SourceReader, parse

if TYPE_CHECKING:
    from tree_sitter import Node

    from sousveil.reading.source.walking import Walker

C_GRAMMAR = ("tree_sitter_c", "language")
CPP_GRAMMAR = ("tree_sitter_cpp", "language")
C_WALK = ("sousveil.reading.source.c_walk", "CWalk")
CPP_WALK = ("sousveil.reading.source.cpp_walk", "CppWalk")

_LINKAGE = late(
    rb"(?m)^([ \t]*#[ \t]*if[^\n]*__cplusplus[^\n]*\n(?:[ \t]*#[ \t]*if[^\n]*\n)?\s*)"
    rb"(extern[ \t]*\"C\"\s*\{|\}(?:[ \t]*;)?)(?=[ \t]*(?://[^\n]*|/\*[^\n]*?\*/[ \t]*)?\r?\n"
    rb"\s*#[ \t]*(?:endif|if))"
)
_CLASSES = late(rb"(?m)^[ \t]*(?:class[ \t]+\w|namespace[ \t\w]*\{|template[ \t]*<|(?:public|private)[ \t]*:)")
_CONDITION = late(rb"(?m)^[ \t]*#[ \t]*(?:if|ifdef|ifndef|else|elif|endif)\b[^\n]*$")
_MUCH = 2048


class C(SourceReader):
    """C sources and headers."""

    name = "c"
    kinds = ("c",)
    suffixes = (".c", ".h", ".inc")
    grammar = C_GRAMMAR
    walker = C_WALK

    def walked(self, decoded: Decoded, name: str, places: Sequence[Place], limits: Limits) -> "tuple[Walker, str]":
        """As C; a header as C++ where that leaves less over."""
        dialects = ("c",) if name.lower().endswith(".c") else ("c", "cpp")
        source = decoded.utf8
        if len(dialects) > 1 and is_objective_c(source):
            source, dialects = as_cpp(source), ("cpp",)
        elif len(dialects) > 1 and _CLASSES.search(source):
            dialects = ("cpp", "c")
        root, dialect = best(source, dialects)
        walker = C_WALK if dialect == "c" else CPP_WALK
        return self.walk_as(decoded, root, walker, dialect, places, limits), dialect


def best(source: bytes, dialects: Sequence[str]) -> "tuple[Node, str]":
    """The tree that leaves least over, and its dialect.

    The braces of ``extern "C"`` in conditions of their own are blanked; where much is still left over, because
    conditions cut statements apart, it is tried without the lines of the conditions, all branches one after another.
    """
    tries = [_LINKAGE.sub(lambda found: found[1] + _blank(found[2]), source) if b"__cplusplus" in source else source]
    trees: list[tuple[int, int, Node, str]] = []
    for text in tries:
        for dialect in dialects:
            root = parse(text, *(C_GRAMMAR if dialect == "c" else CPP_GRAMMAR))
            left = left_over(root)
            trees.append((left, len(trees), root, dialect))
            if not left:
                return root, dialect
        if len(tries) == 1 and min(tree[0] for tree in trees) > max(_MUCH, len(source) // 10):
            tries.append(_CONDITION.sub(lambda found: _blank(found[0]), text))
    least = min(trees, key=lambda tree: tree[:2])
    return least[2], least[3]


def _blank(raw: bytes) -> bytes:
    return bytes(byte if byte in b"\r\n" else 0x20 for byte in raw)


def left_over(root: "Node") -> int:
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
