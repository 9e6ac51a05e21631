"""Texts that are chosen by a member of something: ``attr.race == 0 ? "..." : "..."``, ``"..." if face.race == 1``."""

from collections.abc import Iterator
from functools import lru_cache

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
    begin = told.column - 1
    follow, stand_before = _choices(view.lines[told.line - 1])
    for at, owner, member in follow:
        if abs(at - begin) <= 1:
            yield owner, member
    for at, owner, member in stand_before:
        if 0 <= at - begin - len(told.text) <= 1:
            yield owner, member


@lru_cache(maxsize=64)
def _choices(line: str) -> tuple[tuple[tuple[int, str, str], ...], tuple[tuple[int, str, str], ...]]:
    """Where on a line the quotes of chosen texts stand, by what they are chosen: those that follow, those before."""
    return (
        tuple((match.start(3), match[1], match[2]) for match in _CHOSEN[0].finditer(line)),
        tuple((match.start(1), match[2], match[3]) for match in _CHOSEN[1].finditer(line)),
    )


def chosen_trait(view: View, unit: int) -> set[str]:
    """The traits in the name of that member."""
    tags = (tag for _, member in chosen_by(view, unit) for tag in view.tag(member))
    return {tag.concept for tag in tags if tag.concept.startswith("trait/")}
