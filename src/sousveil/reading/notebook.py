"""Notebooks of Jupyter: all cells of code as one program by its grammar, cells of text as a document.

Source: "The Notebook file format" of nbformat 4 and 3 (cells, in version 3 in worksheets; sources as a string or as a
list of strings). What a cell begins with tells another language or a file: "Built-in magic commands" of IPython, the
magic commands of .NET Interactive, those of Databricks notebooks.

What a run has put out is a record of what was done, with rows of tables in it: it is left closed like a log.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import ClassVar, NamedTuple

import msgspec

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role
from sousveil.reading.decoding import Decoded, decode
from sousveil.reading.draft import Draft
from sousveil.reading.escaping import unescaped
from sousveil.reading.lines import write_prose
from sousveil.reading.programs import ending_of, read_program
from sousveil.reading.textual import Near, cuts, head_text, suffix
from sousveil.reading.woven import Weaving, Woven, pieces_of

_TOKEN = late(r'"(?P<s>[^"\\]*+(?:\\[\s\S][^"\\]*+)*+)"|(?P<p>[{}\[\]:,])|(?P<w>[^\s{}\[\]:,"]++)|(?P<x>")')
_DEEP = 200
_MOST = 1_000_000
"""Strings of cells; no notebook has so many lines."""
_CODE, _TEXT = "py", "md"
_PROSE = frozenset({"md", "html", "txt", ""})
_CELL = 4
"""Containers around what is said of a whole notebook: fewer."""
_SOURCE = ("source", "input")
_LANGUAGE = frozenset({"language", "kernelName", "languageId", "kernel"})
"""Keys in the metadata of a cell that name its language."""
_CLOSED = {"outputs": "rows", "prompt_outputs": "rows", "attachments": "media"}
_CELL_MAGIC = late(r"\s*%%(\w+|!)[ \t]*([^\n]*)\n?")
_DOT_NET = late(r"\s*#!([A-Za-z#+-]+)[^\n]*\n?")
_DATABRICKS = late(r"\s*%(python|sql|md|r|scala|sh|fs)\b(?:[ \t]*\n|(?<=md)[ \t]*)")
_MAGIC_LINE = late(
    r"^[ \t]*+(?:%{1,2}[A-Za-z_]\w*|![^\s=]|\?{1,2}[\w.]|[\w.]+\?{1,2}[ \t]*$|[\w, \t]+=[ \t]*(?:![^\s=]|%[A-Za-z]))"
    r"(?:[^\n\\]++|\\[\s\S]?)*+\n?",
    re.MULTILINE,
)
_FILES = frozenset({"writefile", "file", "appfile", "overwritefile"})
_COMMANDED = frozenset({"py", "r", "jl", "scala"})
"""Languages whose cells may hold lines of commands."""


class _Cell(msgspec.Struct):
    """A cell: the contents of the strings of its source, in code points of the file."""

    depth: int
    kind: str = ""
    language: str = ""
    source: list[tuple[int, int]] = []


class _Closed(NamedTuple):
    """A stretch that is left closed, and why: ``rows`` or ``media``."""

    start: int
    end: int
    why: str


class _No(Exception):  # noqa: N818 - no error: it is read in another way
    """It is no notebook."""


class _Notebook:
    """What is in a notebook, found in one pass over the tokens of its JSON. ``spots`` are those of places, sorted.

    cells     in their order
    language  that of cells of code which name none, as the ending of its files
    closed    stretches that are left closed
    others    other strings in which a place lies
    """

    def __init__(self, text: str, spots: Sequence[int]) -> None:
        self.cells: list[_Cell] = []
        self.language = ""
        self.closed: list[_Closed] = []
        self.others: list[tuple[int, int]] = []
        self._text, self._spots = text, spots
        self._path: list[str] = []
        """The keys of what is open; ``*`` in a list."""
        self._maps: list[bool] = []
        self._key, self._value = "", False
        self._strings = self._named = 0
        self._cell: _Cell | None = None
        self._shut: tuple[int, int, str] | None = None
        for match in _TOKEN.finditer(text):
            if match.lastgroup == "s":
                self._string(*match.span("s"))
            elif match.lastgroup == "p":
                self._sign(match[0], match.start())
            elif match.lastgroup == "x":
                raise _No
        if self._path or not self.cells:
            raise _No

    def _sign(self, sign: str, at: int) -> None:
        if sign in "{[":
            self._open(at, a_map=sign == "{")
        elif sign in "}]":
            self._close(at + 1, a_map=sign == "}")
        else:
            self._value = sign == ":"

    def _open(self, at: int, *, a_map: bool) -> None:
        path = self._path
        if len(path) > _DEEP or (not path and (not a_map or self.cells)):
            raise _No
        path.append(self._key if not self._maps or self._maps[-1] else "*")
        self._maps.append(a_map)
        if self._cell is None and a_map and path[-2:] == ["cells", "*"] and len(path) in (3, 5):
            self._cell = _Cell(len(path))
            self.cells.append(self._cell)
        elif self._shut is None and (why := self._why_shut()):
            self._shut = len(path), at, why
        self._key, self._value = "", False

    def _why_shut(self) -> str:
        """Why what opens here is left closed, or ``""``."""
        if self._cell is not None and len(self._path) == self._cell.depth + 1:
            return _CLOSED.get(self._path[-1], "")
        return "rows" if self._path[1:] == ["metadata", "widgets"] else ""

    def _close(self, at: int, *, a_map: bool) -> None:
        if not self._maps or self._maps[-1] != a_map:
            raise _No
        if self._shut is not None and self._shut[0] == len(self._path):
            self.closed.append(_Closed(self._shut[1], at, self._shut[2]))
            self._shut = None
        if self._cell is not None and self._cell.depth == len(self._path):
            self._cell = None
        self._path.pop()
        self._maps.pop()
        self._value = False

    def _string(self, start: int, end: int) -> None:
        if self._maps and self._maps[-1] and not self._value:
            self._key = self._text[start:end] if end - start < _DEEP else ""
        elif self._shut is not None:
            return
        elif self._cell is not None and self._of_cell(self._cell, start, end):
            self._strings += 1
            if self._strings > _MOST:
                raise _No
        else:
            if len(self._path) < _CELL and (weight := _names_language(self._path, self._key)) > self._named:
                self.language, self._named = ending_of(self._text[start:end]) or self.language, weight
            at = bisect_left(self._spots, start)
            if at < len(self._spots) and self._spots[at] < end:
                self.others.append((start, end))

    def _of_cell(self, cell: _Cell, start: int, end: int) -> bool:
        """Takes in a string of a cell, where it is one that says something of the cell itself."""
        path, key = self._path, self._key
        inside = len(path) - cell.depth
        if inside == 0 and key == "cell_type":
            cell.kind = self._text[start:end]
        elif (inside == 0 and key == "language") or (
            1 <= inside <= 2 and path[cell.depth] == "metadata" and key in _LANGUAGE
        ):
            cell.language = self._text[start:end]
        elif (inside == 0 and key in _SOURCE) or (inside == 1 and path[-1] in _SOURCE):
            cell.source.append((start, end))
        else:
            return False
        return True


def _names_language(path: list[str], key: str) -> int:
    """How much a string at a key says of the language of all cells of code: 0 is nothing."""
    where = path[1:]
    if where == ["metadata", "kernelspec"]:
        return {"language": 2, "name": 1}.get(key, 0)
    if where == ["metadata", "language_info"]:
        return 3 * (key == "name")
    of_databricks = len(where) == 2 and where[1].startswith("application/vnd.databricks")
    return 2 * (where[:1] == ["metadata"] and (of_databricks or len(where) == 1) and key == "language")


class _Said:
    """The text of a cell, and the pieces that it is made of."""

    def __init__(self, pieces: list[tuple[str, int, int]]) -> None:
        self.pieces = pieces
        self.text = "".join(piece[0] for piece in pieces)
        self._starts = [0, *accumulate(len(piece[0]) for piece in pieces)]

    def cut(self, start: int, end: int) -> list[tuple[str, int, int]]:
        """The pieces of ``text[start:end]``."""
        out: list[tuple[str, int, int]] = []
        first = bisect_right(self._starts, start) - 1
        for index in range(first, bisect_left(self._starts, end, first, len(self.pieces))):
            at, (text, raw, escaped) = self._starts[index], self.pieces[index]
            low, high = max(start - at, 0), min(end - at, len(text))
            if low < high:
                out.append((text[low:high], raw if escaped else raw + low, escaped))
        return out


def _stretches(cell: _Cell, text: str, main: str) -> Iterator[tuple[str, int, int]]:
    """What stands in which language in the text of a cell of code."""
    own = ending_of(cell.language) if cell.language else main
    start = 0
    if (found := _CELL_MAGIC.match(text)) is not None:
        start = found.end()
        yield "sh", 0, start
        if found[1] in _FILES:
            own = suffix(found[2].split()[-1] if found[2].split() else "").lstrip(".") or "txt"
        elif found[1] in ("system", "sx", "!", "script"):
            own = "sh"
        else:
            own = ending_of(found[1]) or own
    elif (found := _DATABRICKS.match(text)) is not None:
        start = found.end()
        own = ending_of(found[1]) or "txt"
    elif (found := _DOT_NET.match(text)) is not None and ending_of(found[1]):
        start = found.end()
        own = ending_of(found[1])
    if own in _COMMANDED:
        for line in _MAGIC_LINE.finditer(text, start):
            if line.start() > start:
                yield own, start, line.start()
            yield "sh", *line.span()
            start = line.end()
    if start < len(text):
        yield own, start, len(text)


class Notebook:
    """A notebook of Jupyter, of versions 3 and 4 of its format."""

    name: ClassVar[str] = "notebook"
    kinds: ClassVar[tuple[str, ...]] = ("jupyter", "jupyter-worksheets", "jupyter-kernels")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "What a run has put out is left closed: it is a record of what was done, with rows of tables in it.",
        "Pictures that are attached to cells are left closed; so is the state of widgets.",
        "Commands for the kernel or the shell are read by tokens; what they fetch or run is not.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the ending of the name; it is an object of JSON."""
        head = head_text(data)
        return head is not None and suffix(name) == ".ipynb" and head.lstrip("\ufeff \t\r\n")[:1] == "{"

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """A reading for each language, one for the cells of text, one for what else is said."""
        decoded = decode(data, places) if len(data) <= limits.read_text else decode(b"")
        spots = sorted(decoded.char(decoded.u8_of_byte(place.start)) for place in places)
        try:
            book = _Notebook(decoded.text, spots)
        except _No:
            yield from _as_json(data, name, places, limits)
            return
        woven = _woven(book, decoded.text)
        for ending, weaving in sorted(woven.items(), key=lambda item: item[1].raw[0]):
            program = Woven(decoded, weaving)
            inside = program.inside(places)
            if inside and ending in _PROSE:
                draft = Draft(self.name, ending, limits, program.text)
                write_prose(draft, program, inside)
                program.stands(draft)
                yield from draft.finish()
            elif inside:
                yield from read_program(program, program.parts, ending, inside, limits, reader=self.name)
        yield from self._others(book, decoded, places, limits)
        yield from _left_closed(book, spots)
        yield from decoded.gaps()

    def _others(
        self, book: _Notebook, decoded: Decoded, places: Sequence[Place], limits: Limits
    ) -> Iterator[Reading | Gap]:
        """What is said outside of cells, or of them."""
        draft = Draft(self.name, "json", limits)
        near = Near(decoded, places)
        for start, end in book.others:
            for cut in cuts(near, start, end):
                draft.unit(unescaped(decoded.unit(*cut, Role.VALUE), "backslash"))
        yield from draft.finish()


def _as_json(data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
    from sousveil.reading.json_ import Json  # noqa: PLC0415 - for what is called a notebook and is none

    yield from Json().read(data, name, places, limits)


def _woven(book: _Notebook, text: str) -> dict[str, Weaving]:
    """What stands in each language, by the ending of its files."""
    woven: dict[str, Weaving] = {}
    main = book.language or _CODE
    for cell in book.cells:
        pieces = [piece for start, end in cell.source for piece in pieces_of(text, start, end)]
        said = _Said(pieces)
        if cell.kind != "code":
            woven.setdefault(_TEXT, Weaving()).stretch(pieces)
            continue
        for ending, start, end in _stretches(cell, said.text, main):
            woven.setdefault(ending, Weaving()).stretch(said.cut(start, end))
    return {ending: weaving for ending, weaving in woven.items() if weaving.parts}


def _left_closed(book: _Notebook, spots: Sequence[int]) -> Iterator[Gap]:
    """What is left closed: pictures, and rows in which telling words stand."""
    draft = Draft("", "", Limits())
    for why in ("rows", "media"):
        size = count = 0
        for start, end, reason in book.closed:
            if reason == why:
                size += end - start
                count += bisect_left(spots, end) - bisect_left(spots, start)
        if why == "rows" and count:
            draft.rows_left_closed(count)
        elif why == "media" and count:
            draft.gap(
                "media-left-closed",
                size=size,
                hides=False,
                remedy="Nothing to do: pictures, sound, video and fonts are not read.",
            )
    yield from draft.gaps
