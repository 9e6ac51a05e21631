"""C#."""

from sousveil.reading.source.reader import SourceReader


class CSharp(SourceReader):
    """C# sources."""

    name = "csharp"
    kinds = ("csharp",)
    suffixes = (".cs", ".csx")
    grammar = ("tree_sitter_c_sharp", "language")
    walker = ("sousveil.reading.source.csharp_walk", "CSharpWalk")
