"""Go."""

from sousveil.reading.source.reader import SourceReader


class Go(SourceReader):
    """Go sources."""

    name = "go"
    kinds = ("go",)
    suffixes = (".go",)
    grammar = ("tree_sitter_go", "language")
    walker = ("sousveil.reading.source.go_walk", "GoWalk")
