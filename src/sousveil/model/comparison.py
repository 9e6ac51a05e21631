"""What two editions of a target have in common, and what became of each finding of the older one."""

from enum import StrEnum

import msgspec

from sousveil.model.report import Statement
from sousveil.model.words import Kind, Stage, Trait

COMPARISON_VERSION = 1


class Fate(StrEnum):
    """What became of a finding, in the order in which it is told."""

    NEW = "new"
    RENAMED = "renamed-in-place"
    """Another name stands in the same place, between the same neighbours."""
    REPLACED = "words-replaced"
    """The list, label or text stands there with other words."""
    SCRUBBED = "comments-scrubbed"
    """The code is the same; the comment that said what it is for is gone or says something else."""
    UNREADABLE = "now-unreadable"
    """The part that it stood in cannot be read any more: encrypted, packed, stripped of its names."""
    GONE = "gone"
    CHANGED = "changed"
    """Both have it; it shows other stages, groups, or is of another kind."""
    MOVED = "moved"
    RULES = "rules-changed"
    """The same bytes, read with other rules or by another version: no change of the software."""
    UNCHANGED = "unchanged"


SAME = frozenset({Fate.UNCHANGED, Fate.RULES})
"""Fates that are no change of the software."""


class Trail(msgspec.Struct, frozen=True):
    """A place of the older edition and what stands there in the newer one; ``now`` is empty where nothing does."""

    fate: Fate
    was_at: str
    was: str
    now_at: str
    now: str


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A finding in two editions. ``old`` and ``new`` are its ids, empty where there is none.

    ``sure`` is false where the two reports were made with different rules, so that those may be what changed.
    """

    fate: Fate
    kind: Kind
    trait: Trait
    old: str
    new: str
    claim: str
    why: str = ""
    lost: tuple[Stage, ...] = ()
    gained: tuple[Stage, ...] = ()
    groups_lost: tuple[str, ...] = ()
    groups_gained: tuple[str, ...] = ()
    trails: tuple[Trail, ...] = ()
    sure: bool = True


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One edition. ``read`` is ``target`` (scanned now), ``report``, or ``derived`` (a report's target read again)."""

    name: str
    sha256: str
    read: str
    version: str
    knowledge: str
    complete: bool
    statements: tuple[Statement, ...] = ()
    calls_itself: tuple[str, ...] = ()
    """Name and version, as a part that speaks for all of it has them: a claim of the file."""
    stages: tuple[Stage, ...] = ()
    """What its capabilities show, taken together."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Two editions that follow each other, by their index in ``Comparison.sides``.

    ``lost`` and ``gained`` are the stages that capabilities show over all of one edition and not of the other.
    """

    old: int
    new: int
    changes: tuple[Change, ...]
    lost: tuple[Stage, ...] = ()
    gained: tuple[Stage, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the software differs in what was found."""
        return any(change.fate not in SAME for change in self.changes)


class Moment(msgspec.Struct, frozen=True):
    """A finding in one edition: its id (``""``: not there), its stages, and what became of it since the one before."""

    id: str
    stages: tuple[Stage, ...] = ()
    fate: Fate | None = None


class Line(msgspec.Struct, frozen=True):
    """A finding through all editions; ``where`` it stands, in the last one that has it."""

    trait: Trait
    claim: str
    moments: tuple[Moment, ...]
    where: str = ""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """All of it; ``timeline`` is empty for two editions."""

    comparison: int
    sides: tuple[Side, ...]
    steps: tuple[Step, ...]
    timeline: tuple[Line, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether any two editions that follow each other differ in what was found."""
        return any(step.differs for step in self.steps)
