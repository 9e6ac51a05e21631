"""Scripts that lie in a page, read through their grammar: a page's own code is written like any other.

The parser is given the whole page and told where the script lies, so that every name stands where it stands.
Source: HTML Living Standard, 4.12.1 (types of scripts); Vue and Svelte name another language by ``lang``.
"""

import re
from collections.abc import Sequence

from sousveil.model.late import late
from sousveil.model.place import Place
from sousveil.reading.decoding import Decoded
from sousveil.reading.draft import Draft
from sousveil.reading.source.javascript import JavaScript
from sousveil.reading.source.reader import parse, uncollected
from sousveil.reading.source.typescript import TSX_GRAMMAR, TypeScript

_SAID = late(r"\b(lang|type)\s*=\s*[\"']?([\w/.+-]+)", re.IGNORECASE)
_GRAMMARS = {"js": JavaScript.grammar, "ts": TypeScript.grammar, "tsx": TSX_GRAMMAR}
_KINDS = {
    "": "js", "js": "js", "jsx": "js", "javascript": "js", "module": "js", "babel": "js", "ecmascript": "js",
    "x-javascript": "js", "ts": "ts", "typescript": "ts", "tsx": "tsx",
}  # fmt: skip
_WRONG = 10
"""One byte in so many that fits no grammar makes it another language, or a template of one."""


def read_script(draft: Draft, decoded: Decoded, places: Sequence[Place], start: int, end: int, said: str) -> bool:
    """Writes ``decoded.text[start:end]`` into ``draft``; ``said`` are the attributes of its element.

    ``False``, and nothing written, where it is in another language or does not fit the grammar.
    """
    kind = _KINDS.get(_language(said))
    if kind is None:
        return False
    first, last = decoded.u8_of_char(start), decoded.u8_of_char(end)
    if first >= last or decoded.text[start:end].isspace():
        return True
    root = parse(decoded.utf8, *_GRAMMARS[kind], part=(first, last))
    wrong = sum(child.end_byte - child.start_byte for child in root.children if child.is_error)
    if root.is_error or wrong * _WRONG > last - first:
        return False
    from sousveil.reading.source.script_walk import ScriptWalk  # noqa: PLC0415 - loaded with the grammars

    inside = [(spot, place) for place in places if first <= (spot := decoded.u8_of_byte(place.start)) < last]
    walk = ScriptWalk(decoded, draft, [spot for spot, _ in inside])
    walk.spots = [spot for spot, place in inside if not place.weak]
    with uncollected():
        walk.walk(root)
    return True


def _language(said: str) -> str:
    told = {name.lower(): value.lower() for name, value in _SAID.findall(said)}
    value = str(told.get("lang") or told.get("type", ""))
    return value.rpartition("/")[2]
