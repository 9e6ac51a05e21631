"""What the readers of all source languages are: a name, suffixes, a grammar, a walk."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Step
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.draft import Draft
from sousveil.reading.textual import head_text, mostly_text, suffix

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Parser

    from sousveil.reading.source.walking import Walker

_OPEN = 300
"""Angle brackets open at once; the grammars of Java and C# take time that grows with the square of these."""
_CLOSING = late(rb"[>;{}]")
_LOST = 2048
"""Bytes in error nodes from which on a gap is worth its line, when they are also more than a tenth of the file."""


class SourceReader:
    """A language read through its tree-sitter grammar. The grammar and the walk are loaded when first needed."""

    name: str
    kinds: tuple[str, ...]
    structured = True
    limits: tuple[str, ...] = (
        "Macros are not expanded; code in all branches of conditional compilation is read.",
        "Names are not resolved beyond the file; uses of names are kept only within three lines of a place.",
    )
    suffixes: ClassVar[tuple[str, ...]]
    grammar: ClassVar[tuple[str, str]]
    """Module and function that give the grammar."""
    walker: ClassVar[tuple[str, str]]
    """Module and class of the walk."""

    def accepts(self, data: memoryview, name: str) -> bool:
        """Whether the name ends as this language's files do, and the first bytes are text."""
        return suffix(name) in self.suffixes and (head_text(data) is not None or mostly_text(data))

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """One reading of the whole file."""
        if len(data) > limits.read_source:
            yield from self._by_lines(data, name, places, limits, "read-by-lines")
            return
        decoded = decode(data, places)
        if too_nested(decoded.utf8):
            yield from self._by_lines(data, name, places, limits, "nested-too-deep")
            return
        walker, language = self.walked(decoded, name, places, limits)
        yield from walker.draft.finish()
        yield from decoded.gaps()
        yield from left_over(walker, len(decoded.utf8), f"See whether the file is {language} throughout.")

    def _by_lines(
        self, data: memoryview, name: str, places: Sequence[Place], limits: Limits, code: str
    ) -> Iterator[Reading | Gap]:
        """The file as text without a structure, and a gap that says so."""
        from sousveil.reading.lines import Lines  # noqa: PLC0415 - seldom needed

        yield from Lines().read(data, name, places, limits)
        yield _gap(code, len(data), "Split the file, or read it by hand.")

    def walked(self, decoded: Decoded, name: str, places: Sequence[Place], limits: Limits) -> "tuple[Walker, str]":
        """The walk over the file, finished, and the language that it was read as."""
        root = parse(decoded.utf8, *self.grammar)
        return self.walk_as(decoded, root, self.walker, self.name, places, limits, file=name), self.name

    def walk_as(
        self,
        decoded: Decoded,
        root: "Node",
        walker: tuple[str, str],
        language: str,
        places: Sequence[Place],
        limits: Limits,
        *,
        file: str = "",
    ) -> "Walker":
        """Walks a tree and gives the walk with all it found; ``file`` is the file's name, where it says something."""
        draft = Draft(self.name, language, limits, decoded.text)
        spots = [decoded.u8_of_byte(place.start) for place in places]
        made: Walker = getattr(import_module(walker[0]), walker[1])(decoded, draft, spots)
        made.file = file
        made.spots = [spot for spot, place in zip(spots, places, strict=True) if not place.weak]
        with uncollected():
            made.walk(root)
        return made


def _gap(code: str, size: int, remedy: str) -> Gap:
    return Gap(step=Step.READING, code=code, size=size, could_hide=ALL_STAGES, remedy=remedy)


def left_over(walker: "Walker", size: int, remedy: str) -> Iterator[Gap]:
    """What a walk over ``size`` bytes has left over; ``remedy`` is for what fits no grammar."""
    if walker.broken > _LOST and walker.broken * 10 > size:
        yield _gap("parse-error", walker.broken, remedy)
    if walker.lost:
        yield _gap("nested-too-deep", walker.lost, "Look at the deeply nested part by hand.")


def too_nested(source: bytes) -> bool:
    """Whether so many angle brackets are open at once that some grammars would take very long."""
    return _brackets(source) > _OPEN


def _brackets(source: bytes) -> int:
    """The most angle brackets that open without anything that could close them."""
    return max(part.count(b"<") for part in _CLOSING.split(source)) if source.count(b"<") > _OPEN else 0


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of reference cycles: a walk makes many objects and no cycles; it takes a third longer."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_parsers: dict[tuple[str, str], "Parser"] = {}


def language(module: str, function: str) -> "Language":
    """A grammar, from its wheel."""
    from tree_sitter import Language  # noqa: PLC0415 - the parser is loaded when the first source file is read

    return Language(getattr(import_module(module), function)())


def parse(source: bytes, module: str, function: str, part: tuple[int, int] | None = None) -> "Node":
    """The root of the syntax tree of a text in UTF-8, or of its bytes ``part``; offsets are those of the whole."""
    from tree_sitter import Parser, Point, Range  # noqa: PLC0415

    parser = _parsers.get((module, function))
    if parser is None:
        parser = _parsers[module, function] = Parser(language(module, function))
    if part is None:
        return parser.parse(source).root_node
    # No handler looks at the points of a node, so that lines need not be counted.
    parser.included_ranges = [Range(Point(0, part[0]), Point(0, part[1]), *part)]
    try:
        return parser.parse(source).root_node
    finally:
        parser.included_ranges = []
