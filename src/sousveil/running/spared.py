"""A mistake of ours in linking or judging: files that it is met on are left out, with a gap, and the rest is judged.

Linking looks at all files of a target at once. Where that fails, each file is tried by itself; those on which it fails
too are left out, or all of them where it is none of them alone.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from sousveil.model.examined import Examined
from sousveil.model.gap import Gap
from sousveil.model.place import Layer
from sousveil.model.words import Step
from sousveil.running.losses import lost

_Made = TypeVar("_Made")


def spared(
    examined: Sequence[Examined], make: Callable[[Sequence[Examined], Sequence[Gap]], _Made], *, folder: bool
) -> _Made:
    """What ``make`` makes of all files; of those it can be made of where it fails, with a gap for each of the others.

    ``make`` is handed the files, and the gaps of those that are left out, which have neither readings nor hits. What it
    raises for no files at all is raised.
    """
    try:
        return make(examined, ())
    except Exception as why:  # noqa: BLE001 - a mistake of ours must not lose the rest of the target
        first = why
    failing: dict[int, Exception] = {}
    for at, item in enumerate(examined):
        if item.hits:
            try:
                make([*(one if one is item else _without(one) for one in examined)], ())
            except Exception as why:  # noqa: BLE001 - the same
                failing[at] = why
    if failing:
        kept = [_without(item) if at in failing else item for at, item in enumerate(examined)]
        try:
            return make(kept, [_gap(examined, at, why, folder=folder) for at, why in failing.items()])
        except Exception as why:  # noqa: BLE001 - the same
            first = why
    whole = lost(Step.LINKING, "not-linked", (), size=sum(one.record.size for one in examined), detail=repr(first))
    return make([_without(item) for item in examined], [whole])


def _without(item: Examined) -> Examined:
    return msgspec.structs.replace(item, readings=(), hits=()) if item.readings else item


def _gap(examined: Sequence[Examined], at: int, why: Exception, *, folder: bool) -> Gap:
    records = {item.record.number: item.record for item in examined}
    layers: list[Layer] = []
    number = examined[at].record.number
    while number >= 0:
        record = records[number]
        if record.layer is not None and (record.parent >= 0 or folder):
            layers.append(record.layer)
        number = record.parent
    return lost(Step.LINKING, "not-linked", tuple(reversed(layers)), size=examined[at].record.size, detail=repr(why))
