"""Names that a file takes in and never uses: they say nothing of what is done in it.

``from facekit import Detector`` at the top of a script that only sums up a table of results was left over, or copied.
A file that takes names in so that others can take them from it is another thing, and so is one whose names cannot be
told: ``import *``, a header, a package that is named in full.
"""

import re
from collections.abc import Container, Iterator

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
_HANDS_ON = late(r"(?:^|/)(?:__init__\.py|index\.[cm]?[jt]sx?)$")
"""A file that takes names in for others."""


def unused_import(view: View, unit: int) -> bool:
    """Whether a unit is on a line that takes names in of which none stands anywhere else in the file."""
    line = view.unit(unit).line
    return line is not None and bool(view.reading.text) and line in view.once("unused imports", "", _unused)


def _unused(view: View, _: str) -> Iterator[int]:
    if _HANDS_ON.search(view.path) is not None:
        return
    taken = {at: names for at, text in enumerate(view.lines, 1) if (names := _names(view.path, text[:WIDE]))}
    for line, names in taken.items():
        if not any(_stands(view, name, taken) for name in names):
            yield line


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


def _stands(view: View, name: str, imports: Container[int]) -> bool:
    """Whether a name stands on a line that takes nothing in."""
    word = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")
    return any(word.search(view.lines[at - 1]) is not None for at in view.lines_with(name) if at not in imports)
