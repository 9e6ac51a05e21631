"""TOML: tables, lists of tables, dotted keys, inline tables. Source: TOML 1.0."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import SymbolKind
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.draft import Draft
from sousveil.reading.literals import TOML, Parser
from sousveil.reading.nest import MOST_DEEP, InText, Node, Writer
from sousveil.reading.textual import Near, head_text, suffix

_HEADER = late(r"[ \t]*(\[\[?)[ \t]*([^\[\]\n]+?)[ \t]*\]\]?[ \t]*(?:#[^\n]*)?$", 8)  # at the end of any line
_LINE = late(r"[^\n]*\n?")


class Sections:
    """Finds the table that a header names, inside those that were named before it."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._known: dict[tuple[str, ...], Node] = {}

    def enter(self, written: str, label: InText, *, listed: bool) -> Node:
        """The table of ``[written]``, or one more of the list ``[[written]]``."""
        path = tuple(part.strip(" \t\"'") for part in written.split(".")[:MOST_DEEP])
        parent, known = self._root, 0
        for size in range(len(path) - 1, 0, -1):
            if path[:size] in self._known:
                parent, known = self._known[path[:size]], size
                break
        name = ".".join(path[known:])
        if not listed:
            node = parent.child(SymbolKind.MAP, label, name)
        else:
            array = self._known.get((*path, "[]"))
            if array is None:
                array = self._known[(*path, "[]")] = parent.child(SymbolKind.ARRAY, label, name)
            node = array.child(SymbolKind.MAP)
        self._known[path] = node
        return node


def tree(decoded: Decoded, near: Near) -> Parser:
    """The tables of a whole text."""
    text = decoded.text
    parser = Parser(TOML, partial(InText, decoded, near))
    sections = Sections(parser.root)
    position = 0
    while position < len(text):
        header = None if parser.inside else _HEADER.match(text, position)
        if header is not None:
            label = InText(decoded, near, *header.span(2))
            parser.begin(sections.enter(header[2], label, listed=header[1] == "[["))
            position = header.end()
            continue
        position = _tokens(parser, text, position)
    parser.finish()
    return parser


def _tokens(parser: Parser, text: str, position: int) -> int:
    """The tokens up to the end of a line outside of all brackets; where the next line starts."""
    for match in TOML.tokens.finditer(text, position):
        parser.token(match)
        if match.lastgroup == "n" and not parser.inside:
            return match.end()
    return len(text)


class Toml:
    """Settings in tables."""

    name: ClassVar[str] = "toml"
    kinds: ClassVar[tuple[str, ...]] = ("toml",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Rows about people or captures are left closed: each key once, and in how many rows it has a value.",
        "Of a text over 256 KiB only what lies near a telling word is given.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the ending of the name."""
        return suffix(name) == ".toml" and head_text(data) is not None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """The keys of the document, with their values."""
        if len(data) > limits.read_source:
            from sousveil.reading.lines import Lines  # noqa: PLC0415 - for giants only

            yield from Lines().read(data, name, places, limits)
            return
        decoded = decode(data, places)
        near = Near(decoded, places)
        yield from written(Draft(self.name, "toml", limits, decoded.text), decoded, near, tree(decoded, near))


def written(draft: Draft, decoded: Decoded, near: Near, parser: Parser) -> Iterator[Reading | Gap]:
    """What a parsed text gives, with the gaps that belong to it."""
    draft.near_only(len(decoded.data), everything=near.all)
    Writer(draft).write(parser.root)
    if parser.broken:
        draft.gap("unparsed", hides=False, detail="brackets that do not match were read as far as it goes")
    if parser.spent:
        draft.gap("unparsed", detail="more values than are taken apart", remedy="Look at the rest of the file by hand.")
    yield from draft.finish()
    yield from decoded.gaps()
