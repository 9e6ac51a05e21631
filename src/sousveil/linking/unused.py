"""Names that a file takes in and never uses: they say nothing of what is done in it.

``from facekit import Detector`` at the top of a script that only sums up a table of results was left over, or copied.
A file that takes names in so that others can take them from it is another thing, and so is one whose names cannot be
told: ``import *``, a header, a package that is named in full.
"""

import re
from collections.abc import Iterator

from sousveil.linking.graph import View
from sousveil.model.late import late

WIDE = 300
"""Code points of a line that are looked at."""
_PYTHON = late(
    r"\s*(?:from\s+[\w.]+\s+import\s+(?P<some>[\w, ]+)|import\s+(?P<whole>[\w., ]+?))\s*;?\s*(?:#(?!\s*noqa)[^\n]*)?$"
)
_SCRIPT = late(
    r"\s*(?:import\s+(?:(?P<one>\w+)\s*,?\s*)?(?:\{(?P<some>[\w, ]+)\}\s*)?from\s*[\"'`]"
    r"|(?:const|let|var)\s+(?:(?P<name>\w+)|\{(?P<taken>[\w,: ]+)\})\s*=\s*require\s*\()"
)
_CLASS = late(r"\s*import\s+(?:static\s+)?[\w.]+\.(\w+)(?:\s+as\s+(\w+))?\s*;?\s*$")
_SCRIPTS, _CLASSES = (".js", ".mjs", ".ts", ".jsx", ".tsx"), (".java", ".kt", ".scala", ".groovy")
_WORD, _MEMBER = late(r"(?<![\w.])[^\W\d]\w*"), late(r"(?<!\w)[^\W\d]\w*")
"""Names that stand by themselves; and those behind a dot too, for languages that take functions of others' types in."""
_HANDS_ON = late(r"(?:^|/)(?:__init__\.py|index\.[cm]?[jt]sx?)$")
"""A file that takes names in for others."""


def unused_import(view: View, unit: int) -> bool:
    """Whether a unit is on a line that takes names in of which none stands anywhere else in the file."""
    line = view.unit(unit).line
    if line is None or not view.reading.text:
        return False
    return any(line in lines for lines in view.once("unused imports", "", _unused))


def _unused(view: View, _: str) -> Iterator[frozenset[int]]:
    """The lines that take in what is not used, in one set; nothing where there are none."""
    if _HANDS_ON.search(view.path) is not None:
        return
    taken = {at: names for at, text in enumerate(view.lines, 1) if (names := _names(view.path, text[:WIDE]))}
    if taken:
        words = _MEMBER if view.path.endswith(_CLASSES) else _WORD
        used = {word for at, text in enumerate(view.lines, 1) if at not in taken for word in words.findall(text)}
        yield frozenset(line for line, names in taken.items() if used.isdisjoint(names))


def _names(path: str, text: str) -> list[str]:
    """The names that a line takes in; none where they cannot be told."""
    if "import" not in text and "require" not in text:
        return []
    if path.endswith((".py", ".ipynb")):
        found = _PYTHON.fullmatch(text)
        taken = (found["some"] or found["whole"]) if found is not None else ""
        return [re.split(r"\s+as\s+", one.strip())[-1].partition(".")[0] for one in taken.split(",") if one.strip()]
    if path.endswith(_CLASSES):
        found = _CLASS.fullmatch(text)
        return [found[2] or found[1]] if found is not None else []
    found = _SCRIPT.match(text) if path.endswith(_SCRIPTS) else None
    if found is None:
        return []
    taken = ",".join(filter(None, (found["one"], found["some"], found["name"], found["taken"])))
    return [re.split(r"\s+as\s+|\s*:\s*", one.strip())[-1] for one in taken.split(",") if one.strip()]
