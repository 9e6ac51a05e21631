"""Names in JSON: npm's ``package.json``, Composer's ``composer.json``, the ``manifest.json`` of a browser's extension.

Sources: npm docs, "package.json"; getcomposer.org, "The composer.json schema"; MDN, "manifest.json". Fields of the
outermost object alone are taken: of files that are indented, which those that are packed are.
"""

from sousveil.model.calling import Calling
from sousveil.model.late import late
from sousveil.reading.calling.said import LONGEST, made, text

_PACKAGE = tuple(
    late(rf'^(?:\t| {{1,8}}|\{{)\s?"{key}"\s*:\s*"([^"\\]{{1,{LONGEST}}})"'.encode(), 8)
    for key in ("name", "version", "author")
)
_LOOKED_UP = "__MSG_"
NAMES = frozenset({"package.json", "composer.json", "manifest.json"})


def fields(data: memoryview, name: str) -> Calling | None:
    """Name, version and author of the outermost object."""
    whole = bytes(data)
    if name == "manifest.json" and b'"manifest_version"' not in whole:
        return None
    found = []
    depth = _indent(whole)
    for pattern in _PACKAGE:
        hits = (one for one in pattern.finditer(whole) if _before(whole, one.start(1)) == depth)
        hit = next(hits, None)
        said = None if hit is None else text(data, hit.start(1), hit.end(1))
        found.append(None if said is not None and said.text.startswith(_LOOKED_UP) else said)
    return made(name, *found)


def _indent(whole: bytes) -> int:
    """How far the fields of the outermost object are indented: as the first one is."""
    at = whole.find(b'"')
    return at - whole.rfind(b"\n", 0, at) if at > 0 else 0


def _before(whole: bytes, at: int) -> int:
    line = whole.rfind(b"\n", 0, at)
    return whole.find(b'"', line + 1) - line
