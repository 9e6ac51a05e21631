"""Python, also its stubs and scripts without a suffix."""

from typing import ClassVar

from sousveil.model.late import late
from sousveil.reading.source.reader import SourceReader
from sousveil.reading.textual import head_text

_SCRIPT = late(rb"#![^\n]*\bpython[0-9.]*\b")


class Python(SourceReader):
    """Python sources."""

    name = "python"
    kinds = ("python",)
    suffixes: ClassVar[tuple[str, ...]] = (".py", ".pyi", ".pyw", ".pyx")
    grammar = ("tree_sitter_python", "language")
    walker = ("sousveil.reading.source.python_walk", "PythonWalk")

    def accepts(self, data: memoryview, name: str) -> bool:
        """By its suffix, or by the interpreter that its first line names."""
        return super().accepts(data, name) or (
            _SCRIPT.match(bytes(data[:128])) is not None and head_text(data) is not None
        )
