"""The state of each stage over a whole target: shown, not shown, could not be checked, nothing to look at."""

from collections.abc import Iterable, Sequence

from sousveil.linking.acting.configured import SETTINGS_READERS
from sousveil.model.examined import Examined
from sousveil.model.report import GapEntry
from sousveil.model.text import ARCHIVES
from sousveil.model.words import Stage, StageState

SETTINGS = SETTINGS_READERS | {"markup"}
"""Readers whose material can be settings."""
NO_RULES = ARCHIVES | {"media"}
"""Readers in whose material nothing is decided."""
RECORDS = frozenset({"sqlite", "leveldb", "log"})
"""Formats that keep records and stay closed."""
ROWS_CLOSED = "rows-left-closed"
"""The reason code of rows in which telling words stand."""


COMPILED = frozenset({"java-class", "python-bytecode", "elf", "pe"})
"""Readers that give the names of compiled code, and not what it decides."""


def beyond(examined: Iterable[Examined]) -> frozenset[Stage]:
    """The stages that could lie in compiled code about people: its names are read, what it compares is not."""
    compiled = any(item.about_people and item.record.kind in COMPILED for item in examined)
    return frozenset({Stage.TRIGGER}) if compiled else frozenset()


def looked_at(examined: Iterable[Examined], gaps: Iterable[GapEntry]) -> frozenset[Stage]:
    """Of the stages that need parts of a kind of their own, those for which the target has some.

    A rule needs code or settings, a switch needs settings, kept records need tables or logs.
    """
    there: set[Stage] = set()
    for item in examined:
        kind = item.record.kind
        if kind and item.record.leaf and kind not in NO_RULES:
            there.add(Stage.TRIGGER)
        if kind in SETTINGS:
            there.add(Stage.ENABLED)
        if kind in RECORDS or any(reading.kept for reading in item.readings):
            there.add(Stage.OBSERVED)
    if any(gap.code == ROWS_CLOSED for gap in gaps):
        there.add(Stage.OBSERVED)
    return frozenset(there)


NEEDS_A_PART = frozenset({Stage.TRIGGER, Stage.ENABLED, Stage.OBSERVED})
"""Stages for which a target may have nothing to look at."""


def states_of(
    shown: set[Stage], hiding: Sequence[GapEntry], there: frozenset[Stage], unread: frozenset[Stage] = frozenset()
) -> dict[str, StageState]:
    """One word for every stage: shown; nothing to look at; unchecked, where a gap could hide it; else not shown.

    ``hiding`` are the gaps that are not accepted, ``there`` is what ``looked_at`` gives, ``unread`` what ``beyond``
    does, which counts where something was found. Settings and rules may lie in a part that was not read; records would
    be seen as such.
    """
    states = {}
    found = bool(shown - {Stage.VOCABULARY})
    for stage in Stage:
        hidden = any(stage in gap.could_hide for gap in hiding) or (found and stage in unread)
        if stage in shown:
            state = StageState.SHOWN
        elif stage in NEEDS_A_PART and stage not in there and (not hidden or stage is Stage.OBSERVED):
            state = StageState.NOTHING_TO_LOOK_AT
        else:
            state = StageState.UNCHECKED if hidden else StageState.NOT_SHOWN
        states[stage.value] = state
    return states
