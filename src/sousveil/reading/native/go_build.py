"""What a program of Go was built from: the modules with their versions, where a telling word stands in one.

Source: Go's ``debug/buildinfo`` and ``runtime/debug`` (``BuildInfo.String``): lines of fields between tabs, which
begin with ``path``, ``mod``, ``dep``, ``=>`` or ``build``.
"""

from collections.abc import Sequence

from sousveil.model.place import Place
from sousveil.model.text import Span, TextUnit
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft

_BEFORE = 1000
_KINDS = frozenset({b"path", b"mod", b"dep", b"=>"})


def tell(draft: Draft, data: memoryview, places: Sequence[Place]) -> list[Place]:
    """Writes the modules that ``places`` lie in, each with its version; gives the places that lie in none."""
    left: list[Place] = []
    seen: set[int] = set()
    for place in places:
        line = _line(data, place)
        if line is None:
            left.append(place)
        elif line[0] not in seen:
            seen.add(line[0])
            _write(draft, *line)
    return left


def _line(data: memoryview, place: Place) -> tuple[int, bytes, bytes] | None:
    """Where the path of the module begins in whose line a place lies, the path, and the version."""
    if place.encoding not in {"utf-8", "ascii"}:
        return None
    low = max(0, place.start - _BEFORE)
    window = bytes(data[low : place.end + _BEFORE])
    start = window.rfind(b"\n", 0, place.start - low) + 1
    end = window.find(b"\n", place.end - low)
    fields = window[start:end].split(b"\t") if start and end >= 0 else []
    if len(fields) < 2 or fields[0] not in _KINDS or not fields[1].isascii() or not fields[1]:
        return None
    begin = low + start + len(fields[0]) + 1
    if not begin <= place.start < begin + len(fields[1]):
        return None
    return begin, fields[1], fields[2] if len(fields) > 2 else b""


def _write(draft: Draft, start: int, path: bytes, version: bytes) -> None:
    text = path.decode("ascii")
    unit = TextUnit(text, Role.IMPORT, (Span(0, len(text), start, len(path), ("ascii",)),))
    draft.symbol(SymbolKind.NAMESPACE, text, unit, value=version.decode("ascii", "replace")[:100])
