"""String tables among the resources of Windows programs: what their windows and messages say, in one language.

Counted strings of UTF-16 one behind the other, empty ones for numbers that are not used. Source: Microsoft's
documentation of resources ("STRINGTABLE resource", Raymond Chen's "The format of string resources").
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import ClassVar

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Place
from sousveil.model.text import Reading
from sousveil.model.words import Role, SymbolKind
from sousveil.reading.draft import Draft
from sousveil.reading.strings import NEIGHBOURS, Run, exact

_NAME = "STRINGTABLE/"
_CODEC = "utf-16-le"
_MOST = 200_000


def _runs(data: memoryview) -> list[Run] | None:
    """The strings that are not empty; ``None`` where the counts do not lead exactly to the end."""
    found: list[Run] = []
    at = 0
    while at + 2 <= len(data) and len(found) < _MOST:
        start = at + 2
        at = start + 2 * int.from_bytes(data[at:start], "little")
        if at > len(data):
            return None
        text = exact(bytes(data[start:at]), _CODEC)
        if text:
            found.append(Run(start, at, text, _CODEC))
    return found if at == len(data) or len(found) == _MOST else None


class StringTable:
    """The strings of one language."""

    name: ClassVar[str] = "string-table"
    kinds: ClassVar[tuple[str, ...]] = ("windows-string-table",)
    structured: ClassVar[bool] = True
    limits: ClassVar[tuple[str, ...]] = ("Which number a string has, and which window shows it, is not told.",)

    def accepts(self, data: memoryview, name: str) -> bool:
        """By the name that opening gives it, and counts that lead to the end."""
        return name.startswith(_NAME) and _runs(data) is not None

    def read(self, data: memoryview, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:  # noqa: ARG002
        """The strings that hold ``places`` with twelve before and after each, as items of lists."""
        draft = Draft(self.name, "", limits)
        runs = _runs(data) or []
        starts = [run.start for run in runs]
        wanted: set[int] = set()
        lost = 0
        for place in places:
            index = bisect_right(starts, place.start) - 1
            if index < 0 or place.end > runs[index].end:
                lost += 1
                continue
            wanted.update(range(max(index - NEIGHBOURS, 0), min(index + NEIGHBOURS + 1, len(runs))))
        last, array = -2, -1
        for index in sorted(wanted):
            if index != last + 1:
                array = draft.symbol(SymbolKind.ARRAY, "")
            last = index
            draft.symbol(SymbolKind.ITEM, runs[index].text, runs[index].unit(Role.UI_LABEL), array)
        if lost:
            draft.gap(
                "no-string",
                hides=False,
                detail=f"{lost} matches lie across strings",
                remedy="Look at the bytes with a hex viewer.",
            )
        yield from draft.finish()
