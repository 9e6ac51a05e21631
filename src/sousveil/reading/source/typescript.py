"""TypeScript, with JSX where the name says so (casts in angle brackets and JSX exclude each other)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.reading.decoding import Decoded
from sousveil.reading.source.reader import SourceReader, parse

if TYPE_CHECKING:
    from sousveil.reading.source.walking import Walker


TSX_GRAMMAR = ("tree_sitter_typescript", "language_tsx")


class TypeScript(SourceReader):
    """TypeScript sources."""

    name = "typescript"
    kinds = ("typescript",)
    suffixes = (".ts", ".tsx", ".mts", ".cts")
    grammar = ("tree_sitter_typescript", "language_typescript")
    walker = ("sousveil.reading.source.script_walk", "ScriptWalk")

    def accepts(self, data: memoryview, name: str) -> bool:
        """By its suffix; the translations of Qt, which are XML, bear the same one."""
        return not bytes(data[:512]).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and super().accepts(data, name)

    def walked(self, decoded: Decoded, name: str, places: Sequence[Place], limits: Limits) -> "tuple[Walker, str]":
        """With the grammar for JSX for ``.tsx``."""
        grammar = TSX_GRAMMAR if name.lower().endswith(".tsx") else self.grammar
        return self.walk_as(decoded, parse(decoded.utf8, *grammar), self.walker, self.name, places, limits), self.name
