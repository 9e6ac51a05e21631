"""What is lost when something goes wrong in a part: a gap that says where, and what to do."""

from collections.abc import Iterator, Sequence

from sousveil.model.gap import ALL_STAGES, Gap
from sousveil.model.limits import Limits
from sousveil.model.place import Layer, Place
from sousveil.model.text import Reading
from sousveil.model.words import Step
from sousveil.opening import Blob
from sousveil.reading.reader import Reader

_REMEDY = "Report this as a mistake of Sousveil, with the file; until then look into the part by hand."


def attempt(reader: Reader, blob: Blob, name: str, places: Sequence[Place], limits: Limits) -> Iterator[Reading | Gap]:
    """What the reader gives; its gaps say where they are, and a reader that fails is one more gap."""
    try:
        for item in reader.read(blob.data, name, places, limits):
            yield _at(item, blob) if isinstance(item, Gap) else item
    except MemoryError:
        yield lost(Step.READING, "out-of-memory", blob.locator, size=blob.size)
    except Exception as why:  # noqa: BLE001 - a mistake of ours must not lose the rest of the target
        yield lost(Step.READING, "failed", blob.locator, size=blob.size, detail=f"{reader.name}: {why!r}")


def _at(gap: Gap, blob: Blob) -> Gap:
    if gap.locator:
        return gap
    return Gap(
        step=gap.step,
        code=gap.code,
        locator=blob.locator,
        size=gap.size,
        could_hide=gap.could_hide,
        remedy=gap.remedy,
        detail=gap.detail,
        count=gap.count,
    )


def lost(step: Step, code: str, locator: tuple[Layer, ...], *, size: int = 0, detail: str = "") -> Gap:
    """The gap of what did not come through ``step``, for the reason ``code``."""
    return Gap(
        step=step, code=code, locator=locator, size=size, could_hide=ALL_STAGES, remedy=_REMEDIES[code], detail=detail
    )


_REMEDIES = {
    "budget-spent": "Raise limits.units and scan again, or scan this part on its own.",
    "failed": _REMEDY,
    "not-linked": _REMEDY,
    "worker-died": _REMEDY,
    "out-of-memory": "Scan again on a machine with more memory, or with fewer workers (--jobs 1).",
    "time-limit": "Raise limits.seconds and scan again, or scan this part on its own.",
}
