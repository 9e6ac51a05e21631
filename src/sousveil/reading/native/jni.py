"""Names by which Java finds its native methods (``Java_com_maker_FaceEngine_getRace``).

Source: Java Native Interface Specification, chapter 2, "Resolving Native Method Names".
"""

import re

from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role
from sousveil.reading.native.mangled import Mangled, Piece, Written
from sousveil.reading.strings import Run

_NAME = re.compile(r"_?Java_((?:_[1-3]|_0[0-9a-f]{4}|[A-Za-z0-9]|_[A-Za-z4-9])+)(?:__.*)?", re.ASCII)
_ESCAPE = re.compile(r"_(?:1|2|3|0([0-9a-f]{4}))", re.ASCII)
_MEANS = {"_1": "_", "_2": ";", "_3": "["}


def demangle(text: str) -> Mangled | None:
    """The class and the method; ``None`` for a name that is not written so."""
    found = _NAME.fullmatch(text)
    if found is None:
        return None
    pieces: list[Piece] = []
    at = found.start(1)
    for part in re.split(r"_(?![0-3])", found[1]):
        pieces.append(Piece(_ESCAPE.sub(_meant, part), at, at + len(part)))
        at += len(part) + 1
    if len(pieces) < 2 or not all(piece.text for piece in pieces):
        return None
    return Mangled("function", Written(tuple(pieces), pieces[-1].text), of_class=True)


def _meant(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _MEANS[match[0]]


def unit(run: Run, piece: Piece, role: Role) -> TextUnit | None:
    """A word in which underscores are escaped: the bytes of its letters, without those of the escapes."""
    written = run.text[piece.start : piece.end]
    if not run.text.isascii() or written.replace("_1", "_") != piece.text or not written:
        return None
    spans: list[Span] = []
    text = at = 0
    for part in re.split(r"(?<=_)1", written):
        if part:
            spans.append(Span(text, text + len(part), run.start + piece.start + at, len(part), ("ascii",)))
        text, at = text + len(part), at + len(part) + 1
    return TextUnit(piece.text, role, tuple(spans))
