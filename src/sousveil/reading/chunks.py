"""Reports with programs in them: R Markdown, Quarto, and Markdown that Jupytext makes of a notebook.

A fence with a language in braces (```` ```{r} ````, ```` ```{python} ````, ```` ```{code-cell} ipython3 ````) begins a
chunk that is run when the report is made: all chunks of one language are one program. A fence with a mere word
(```` ```r ````) is an example for the reader and stays a part of the text, as it is in any document.
Sources: "R Markdown: The Definitive Guide", 2.6 and 2.7; Quarto's guide, "Computations"; MyST-NB, "code-cell".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.reading.decoding import decode
from sousveil.reading.draft import Draft
from sousveil.reading.lines import Lines, write_prose
from sousveil.reading.programs import ending_of, read_program
from sousveil.reading.textual import head_text, suffix
from sousveil.reading.woven import Weaving, Woven

_REPORTS = frozenset({".rmd", ".qmd", ".rmarkdown"})
_NOTES = frozenset({".md", ".markdown", ".myst"})
_JUPYTEXT = late(r"\A\s*---\n(?:.*\n)*?(?:jupytext|kernelspec):", re.MULTILINE)
_FENCE = late(r"^[ \t>]*+(`{3,}|~{3,})([^\n]*)", re.MULTILINE)
_RUN = late(r"\{\{?\s*([A-Za-z][\w.+#-]*)([^}]*)\}\}?\s*(\S*)")
_ENGINE = late(r"\bengine\s*=\s*[\"']([\w+#-]+)[\"']")


class _Chunk(NamedTuple):
    """A chunk in code points, and the ending of the files in its language."""

    start: int
    end: int
    ending: str


def _chunks(text: str) -> Iterator[_Chunk]:
    """The chunks that are run. A fence that is not closed ends with the text."""
    fence, start, ending = "", 0, ""
    for match in _FENCE.finditer(text):
        marks, said = match[1], match[2].strip()
        if fence:
            if marks.startswith(fence) and not said:
                if ending and start < match.start():
                    yield _Chunk(start, match.start(), ending)
                fence = ""
            continue
        fence, start, ending = marks, match.end() + 1, _language(said)
    if fence and ending and start < len(text):
        yield _Chunk(start, len(text), ending)


def _language(said: str) -> str:
    """The ending of the files in the language that a fence runs; ``""`` where it only shows something."""
    found = _RUN.match(said)
    if found is None or said.startswith("{{"):
        return ""
    if found[1] in ("code-cell", "code-block", "code"):
        return ending_of(found[3]) if found[1] == "code-cell" else ""
    engine = _ENGINE.search(found[2])
    return ending_of(engine[1] if engine is not None else found[1])


class Chunks:
    """A report with chunks of programs."""

    name: ClassVar[str] = "chunks"
    kinds: ClassVar[tuple[str, ...]] = ("r-markdown", "quarto")
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = (
        "Code that a report or a document only shows is read as text; R and Julia are read by tokens.",
        "Whether a chunk is run is not known: options of other chunks may forbid it.",
    )

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the ending of the name; Markdown only with the head that Jupytext writes."""
        ending = suffix(name)
        if ending not in _REPORTS and ending not in _NOTES:
            return False
        head = head_text(data)
        return head is not None and (ending in _REPORTS or _JUPYTEXT.match(head.replace("\r", "")) is not None)

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
        """A reading of the text, and one for each language."""
        if len(data) > limits.read_text:
            yield from Lines().read(data, name, places, limits)
            return
        decoded = decode(data, places)
        chunks = list(_chunks(decoded.text))
        prose = Weaving()
        reached = 0
        for start, end, _ in (*chunks, _Chunk(len(decoded.text), len(decoded.text), "")):
            if reached < start:
                prose.stretch([(decoded.text[reached:start], reached, 0)])
            reached = end
        said = Woven(decoded, prose)
        if near := said.inside(places):
            draft = Draft(self.name, suffix(name).lstrip("."), limits, said.text)
            write_prose(draft, said, near)
            said.stands(draft)
            yield from draft.finish()
        for ending in dict.fromkeys(chunk.ending for chunk in chunks):
            parts = [(chunk.start, chunk.end) for chunk in chunks if chunk.ending == ending]
            starts = [start for start, _ in parts]
            inside: list[Place] = []
            for place in places:
                at = decoded.char(decoded.u8_of_byte(place.start))
                index = bisect_right(starts, at) - 1
                if index >= 0 and at < parts[index][1]:
                    inside.append(place)
            if inside:
                yield from read_program(decoded, parts, ending, inside, limits, reader=self.name)
        yield from decoded.gaps()
