"""Programs that stand in a file of another format: the cells of a notebook, the chunks of a report.

What a language is called there tells by which grammar, or else by which family of tokens, it is read. All stretches of
one language are one program, each parsed on its own, so that a broken one breaks no other.
Sources: names of kernels in the list "Jupyter kernels" of the Jupyter wiki; names of engines in "R Markdown: The
Definitive Guide", 2.7; names after a fence as in the list of languages of GitHub Linguist.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from operator import itemgetter
from typing import TYPE_CHECKING

from sousveil.model.gap import Gap
from sousveil.model.late import late
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.light import code
from sousveil.reading.source.c import C
from sousveil.reading.source.cpp import Cpp
from sousveil.reading.source.csharp import CSharp
from sousveil.reading.source.go import Go
from sousveil.reading.source.java import Java
from sousveil.reading.source.javascript import JavaScript
from sousveil.reading.source.python import Python
from sousveil.reading.source.reader import SourceReader, left_over, parse, too_nested, uncollected
from sousveil.reading.source.typescript import TSX_GRAMMAR, TypeScript
from sousveil.reading.textual import WHOLE, Near
from sousveil.reading.woven import Woven

if TYPE_CHECKING:
    from sousveil.reading.source.walking import Walker

GRAMMARS: dict[str, tuple[type[SourceReader], tuple[str, str]]] = {
    "py": (Python, Python.grammar),
    "js": (JavaScript, JavaScript.grammar),
    "ts": (TypeScript, TypeScript.grammar),
    "tsx": (TypeScript, TSX_GRAMMAR),
    "c": (C, C.grammar),
    "cpp": (Cpp, Cpp.grammar),
    "java": (Java, Java.grammar),
    "cs": (CSharp, CSharp.grammar),
    "go": (Go, Go.grammar),
}
"""Languages with a grammar, by the ending of their files: who reads those, and by which grammar."""
_CALLED = {
    "py": "python ipython pyspark pyspark3 sagemath sage cython pypy pyodide reticulate xpython py3 coconut",
    "r": "r ir rscript sparkr xr splus",
    "jl": "julia",
    "js": "javascript node nodejs js jsx ijavascript deno ojs observablejs",
    "ts": "typescript tslab itypescript",
    "tsx": "tsx",
    "java": "java ijava jshell beakerx",
    "cs": "csharp c# cs netcsharp polyglot dotnetinteractive",
    "fs": "fsharp f# fs netfsharp",
    "ps1": "powershell pwsh ps1 posh netpowershell netpwsh",
    "go": "go golang gophernotes",
    "c": "c",
    "cpp": "c++ cpp cxx xcpp cling rcpp arduino cuda stan",
    "rs": "rust evcxr rs",
    "scala": "scala spark almond spylonkernel toree apachetoree",
    "kt": "kotlin kt",
    "swift": "swift",
    "rb": "ruby iruby rb",
    "php": "php",
    "pl": "perl iperl pl",
    "lua": "lua ilua",
    "hs": "haskell ihaskell hs",
    "groovy": "groovy",
    "dart": "dart",
    "sql": "sql mysql postgresql postgres sqlite plsql tsql kql bigquery hive hiveql xsql",
    "sh": "bash sh shell zsh calystobash console shellscript ksh fish",
    "bat": "bat batch cmd dos",
    "matlab": "matlab octave m",
    "m": "objectivec objc objective-c",
    "clj": "clojure clj",
    "proto": "proto protobuf proto3",
    "thrift": "thrift",
    "graphql": "graphql gql",
    "vb": "vb vbnet vba visualbasic basic",
    "pas": "pascal delphi objectpascal",
    "md": "markdown md raw text plaintext",
    "html": "html htm svg xml",
}  # fmt: skip
_LONG = 60
"""Characters of the name of a language."""
_PLAIN = late(r"[\s._-]*\d[\d.]*$|[\s._-]")


@lru_cache(maxsize=1024)
def ending_of(called: str) -> str:
    """The ending, without a dot, of files in a language that a kernel, an engine or a fence calls so; else ``""``."""
    if len(called) > _LONG:
        return ""
    plain = _PLAIN.sub("", called.strip().lower())
    return plain if plain in _CALLED else next((one for one, names in _CALLED.items() if plain in names.split()), "")


def read_program(
    decoded: Decoded,
    parts: Sequence[tuple[int, int]],
    ending: str,
    places: Sequence[Place],
    limits: Limits,
    *,
    reader: str,
) -> Iterator[Reading | Gap]:
    """One reading of the stretches ``parts`` (code points) of ``decoded``, all in the language that ``ending`` says.

    ``places`` are those in them.
    """
    pieces = [(decoded.u8_of_char(start), decoded.u8_of_char(end)) for start, end in parts if start < end]
    size = sum(end - start for start, end in pieces)
    known = GRAMMARS.get(ending)
    gaps: list[Gap] = []
    if known is None or size > limits.read_source or any(too_nested(decoded.utf8[low:high]) for low, high in pieces):
        draft = Draft(reader, ending, limits, decoded.text)
        spots = sorted(((decoded.char(decoded.u8_of_byte(place.start)), place) for place in places), key=itemgetter(0))
        draft.near_only(size, everything=len(decoded.text) <= WHOLE)
        low = 0
        for start, end in parts:
            low = bisect_left(spots, start, low, key=itemgetter(0))
            high = bisect_left(spots, end, low, key=itemgetter(0))
            near = Near(decoded, [place for _, place in spots[low:high]])
            code.read(draft, decoded, near, f".{ending}", start, end)
    else:
        (own, grammar), called = known, known[0].name
        draft = Draft(reader, called, limits, decoded.text)
        at = [decoded.u8_of_byte(place.start) for place in places]
        walker: Walker = getattr(import_module(own.walker[0]), own.walker[1])(decoded, draft, at)
        walker.spots = [spot for spot, place in zip(at, places, strict=True) if not place.weak]
        with uncollected():
            walker.walk(*(parse(decoded.utf8, *grammar, part=piece) for piece in pieces))
        gaps += left_over(walker, size, f"See whether it is {called} throughout.")
    if isinstance(decoded, Woven):
        decoded.stands(draft)
    yield from draft.finish()
    yield from gaps
