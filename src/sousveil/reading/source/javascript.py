"""JavaScript, with JSX."""

from typing import ClassVar

from sousveil.model.late import late
from sousveil.reading.source.reader import SourceReader
from sousveil.reading.textual import head_text

_SCRIPT = late(rb"#![^\n]*\b(?:node|deno|bun)\b")


class JavaScript(SourceReader):
    """JavaScript sources."""

    name = "javascript"
    kinds = ("javascript", "react-jsx")
    suffixes: ClassVar[tuple[str, ...]] = (".js", ".jsx", ".mjs", ".cjs")
    grammar = ("tree_sitter_javascript", "language")
    walker = ("sousveil.reading.source.script_walk", "ScriptWalk")

    def accepts(self, data: memoryview, name: str) -> bool:
        """By its suffix, or by the interpreter that its first line names."""
        return super().accepts(data, name) or (
            _SCRIPT.match(bytes(data[:128])) is not None and head_text(data) is not None
        )
