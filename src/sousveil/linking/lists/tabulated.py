"""Groups in the rows of a table that a document shows under the name of a trait: ``### Race`` over ``| 0 | Asian |``.

Manuals of cameras and of faces' analyses tell their codes so. Each row names one group, or the rest, in a cell of its
own; the trait is named by the head of the table or by the title above it. A table whose rows are people, places or
products has more in a cell than such a name.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from sousveil.linking.graph import View
from sousveil.linking.lists.alike import Alike
from sousveil.model.late import late
from sousveil.model.words import Role

ABOVE = 6
"""Lines between a table and its title."""
LONGEST = 200
"""Code points of a row, and of a title."""
ROWS = 40
"""Rows of a table of codes."""
GROUPS = 2
_ROW = late(r"\s*\|.{1,200}\|\s*$")
_RULE = late(r"\s*\|[\s:|-]+\|\s*$")
_TITLE = late(r"\s*(?:#{1,6}\s|\*\*|=+\s)|[^|]{2,80}[:：]\s*$")
_CELL = late(r"\s*[`*\"']*([^|`*\"']{1,60}?)[`*\"']*\s*\|")


def tabulated(view: View, taken: AbstractSet[int]) -> Iterator[list[Alike]]:
    """The groups of each table of a document, two groups or more in each, with the concepts of its title and head."""
    seen: set[int] = set()
    for number in [*view.hits_of_unit]:
        unit = view.unit(number)
        if unit.role is not Role.DOCUMENT or unit.line is None or unit.line in seen:
            continue
        first, last = _table(view, unit.line)
        seen.update(range(first, last + 1))
        if last - first < GROUPS or last - first > ROWS:
            continue
        said = frozenset(_said(view, first))
        if any(concept.startswith("trait/") for concept in said):
            names = list(_named(view, first, last, taken, said))
            if len({name.group for name in names}) >= GROUPS and 2 * len(names) >= last - first - 1:
                yield names


def _table(view: View, line: int) -> tuple[int, int]:
    """The first and last line of the table that a line, or one of the few below it, is of; nothing where none is."""
    begin = next((at for at in range(line, min(line + ABOVE, len(view.lines)) + 1) if _is_row(view, at)), 0)
    if not begin:
        return line, line
    first = last = begin
    while first > 1 and begin - first <= ROWS and _is_row(view, first - 1):
        first -= 1
    while last < len(view.lines) and last - begin <= ROWS and _is_row(view, last + 1):
        last += 1
    return first, last


def _is_row(view: View, line: int) -> bool:
    text = view.lines[line - 1]
    return len(text) <= LONGEST and _ROW.match(text) is not None


def _said(view: View, first: int) -> Iterator[str]:
    """The concepts in the head of a table and in the title above it."""
    told = [view.lines[first - 1]]
    above = (view.lines[at - 1][:LONGEST] for at in range(first - 1, max(0, first - 1 - ABOVE), -1))
    told += [title] if (title := next((text for text in above if _TITLE.match(text)), "")) else []
    yield from (tag.concept for text in told for tag in view.tag(text))


def _named(view: View, first: int, last: int, taken: AbstractSet[int], said: frozenset[str]) -> Iterator[Alike]:
    for number in view.units_between(first + 1, last):
        unit = view.unit(number)
        if unit.role is not Role.DOCUMENT or number in taken or _RULE.match(unit.text):
            continue
        for tag in view.unit_tags(number):
            aside = not tag.concept.startswith("group/") or (number, tag.start) in view.set_aside
            if not aside and _is_cell(unit.text, tag.start, tag.end):
                yield Alike(number, tag.start, tag.end, tag.concept.removeprefix("group/"), tag.weak, said)
                break


def _is_cell(row: str, start: int, end: int) -> bool:
    """Whether a group's word, and a little more of its kind, is all that stands in a cell of a row."""
    cell = _CELL.match(row, row.rfind("|", 0, start) + 1)
    return cell is not None and cell.start(1) <= start and end <= cell.end(1) and len(cell[1]) <= end - start + 24
