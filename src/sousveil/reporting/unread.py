"""What was not read, by reason: parts that were left for the same reason, could hide the same, and need the same help.

The machine forms keep each part for itself; here only the readers' pages put them together.
"""

from collections.abc import Sequence

import msgspec

from sousveil.model.report import GapEntry, TargetReport
from sousveil.model.words import Stage
from sousveil.reporting.words import Words

OUTSIDE = frozenset({"fetched-at-run-time", "remote-service"})
"""Reasons of parts that are not in the files."""


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """One reason with its parts, under the number by which the stages table names it.

    ``parts`` counts what was not read, ``times`` how often the reason was met there. ``bytes`` is 0 where it is not
    known. ``part`` names the part, or how many there are.
    """

    number: int
    code: str
    why: str
    part: str
    gaps: tuple[GapEntry, ...]
    could_hide: tuple[Stage, ...]
    remedy: str
    accepted: bool
    bytes: int
    parts: int
    times: int

    @property
    def only(self) -> GapEntry | None:
        """The one part, where there is no more than one entry."""
        return self.gaps[0] if len(self.gaps) == 1 else None

    @property
    def layers(self) -> tuple[str, ...]:
        """The way to the first part that has one; empty where none has."""
        return next((gap.layers for gap in self.gaps if gap.layers), ())


def by_reason(target: TargetReport, words: Words) -> tuple[Unread, ...]:
    """The gaps of ``target`` by reason: what could hide evidence first, of that the largest."""
    together: dict[tuple[str, tuple[Stage, ...], str, bool], list[GapEntry]] = {}
    for gap in target.gaps:
        together.setdefault((gap.code, gap.could_hide, gap.remedy, gap.accepted), []).append(gap)
    order = sorted(together.values(), key=lambda gaps: (gaps[0].accepted, not gaps[0].could_hide, -_bytes(gaps)))
    return tuple(_unread(number, gaps, words) for number, gaps in enumerate(order, 1))


def _unread(number: int, gaps: Sequence[GapEntry], words: Words) -> Unread:
    first = gaps[0]
    parts = sum(1 if gap.layers else gap.count for gap in gaps)
    alone = len(gaps) == 1
    return Unread(
        number=number, code=first.code, why=words.either(f"gap.{first.code}", first.code.replace("-", " ")),
        part=" › ".join(first.layers) if alone and first.layers else words.count("gaps.parts", parts),
        gaps=tuple(sorted(gaps, key=lambda gap: -gap.bytes)), could_hide=first.could_hide, remedy=first.remedy,
        accepted=first.accepted, bytes=_bytes(gaps), parts=parts, times=sum(gap.count for gap in gaps),
    )  # fmt: skip


def _bytes(gaps: Sequence[GapEntry]) -> int:
    return sum(gap.bytes for gap in gaps)


def hiding(unread: Sequence[Unread], stage: Stage) -> Unread | None:
    """The reason behind which a stage is most likely: one that could hide few others, of those the first."""
    able = [one for one in unread if stage in one.could_hide]
    return min(able, key=lambda one: (one.accepted, len(one.could_hide)), default=None)


def heading(one: Unread, words: Words, arrow: str = " > ") -> tuple[str, str]:
    """What a line of text begins with: words of ours with how many parts, and the way to the one that is named."""
    if one.only is not None:
        return ("", arrow.join(one.layers)) if one.layers else (one.part, "")
    if not one.layers:
        return one.part, ""
    said = words.count("gaps.parts.such", one.parts, part="\0")
    return said.split("\0")[0], arrow.join(one.layers)


def telling(unread: Sequence[Unread]) -> list[Unread]:
    """Those that could hide evidence, and that nobody has accepted."""
    return [one for one in unread if one.could_hide and not one.accepted]


def unread_of(unread: Sequence[Unread]) -> tuple[tuple[str, int], ...]:
    """How many parts could hide evidence: those that were not read, and those that are not in the files at all.

    Each with the key of its message; none where there is none.
    """
    able = telling(unread)
    outside = sum(one.parts for one in able if one.code in OUTSIDE)
    inside = sum(one.parts for one in able) - outside
    return tuple((key, count) for key, count in (("read.unread", inside), ("read.outside", outside)) if count)
