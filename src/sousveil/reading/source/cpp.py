"""C++, and what is written much like it (CUDA, Arduino, Objective-C++ as far as that goes)."""

from sousveil.reading.source.c import CPP_GRAMMAR, CPP_WALK
from sousveil.reading.source.reader import SourceReader


class Cpp(SourceReader):
    """C++ sources and headers."""

    name = "cpp"
    suffixes = (
        ".cpp", ".cc", ".cxx", ".c++", ".hpp", ".hh", ".hxx", ".h++", ".ipp", ".tpp", ".inl",
        ".cu", ".cuh", ".ino", ".mm",
    )  # fmt: skip
    grammar = CPP_GRAMMAR
    walker = CPP_WALK
