"""Java."""

from sousveil.reading.source.reader import SourceReader


class Java(SourceReader):
    """Java sources."""

    name = "java"
    kinds = ("java",)
    suffixes = (".java",)
    grammar = ("tree_sitter_java", "language")
    walker = ("sousveil.reading.source.java_walk", "JavaWalk")
