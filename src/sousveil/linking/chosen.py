"""Texts that are chosen by a member of something: ``attr.race == 0 ? "..." : "..."``, ``"..." if face.race == 1``."""

from collections.abc import Iterator

from sousveil.linking.graph import View
from sousveil.model.late import late
from sousveil.model.words import Role

_CHOSEN = (
    late(r"(\w+)(?:\(\))?(?:\.|->|\?\.)(\w+)(?:\(\))?\s*={2,3}\s*[\w.]+\s*\?\s*([\"'`])"),
    late(r"([\"'`])\s+if\s+(\w+)\.(\w+)\s*==\s*[\w.]+\s+else\b"),
)
"""In the languages of C, where the text follows, and in Python, where it stands before."""


def chosen_by(view: View, unit: int) -> Iterator[tuple[str, str]]:
    """What the member is read off by which a text is chosen, and the member's name."""
    told = view.unit(unit)
    if told.role is not Role.STRING or told.line is None or told.column is None or told.line > len(view.lines):
        return
    line = view.lines[told.line - 1]
    begin = told.column - 1
    for match in _CHOSEN[0].finditer(line):
        if abs(match.start(3) - begin) <= 1:
            yield match[1], match[2]
    for match in _CHOSEN[1].finditer(line):
        if 0 <= match.start(1) - begin - len(told.text) <= 1:
            yield match[2], match[3]


def chosen_trait(view: View, unit: int) -> set[str]:
    """The traits in the name of that member."""
    tags = (tag for _, member in chosen_by(view, unit) for tag in view.tag(member))
    return {tag.concept for tag in tags if tag.concept.startswith("trait/")}
