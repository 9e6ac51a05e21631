"""The child's side: confined first, then one entry after the other until there are no more."""

import gc
import os
import signal
from collections.abc import Callable, Iterable
from pathlib import Path

from sousveil.model.limits import Limits
from sousveil.running import jail, wire
from sousveil.running.desk import Desk
from sousveil.running.examine import Examiner


def serve(
    examiner: Examiner, readable: Iterable[Path], limits: Limits, largest: int, parent: int
) -> Callable[[int, int, Desk], None]:
    """What a forked child does: it never returns."""

    def work(tasks: int, results: int, desk: Desk) -> None:
        # The parent hears Ctrl-C and ends its children; here it stays blocked, as it was at the fork.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.freeze()
        standing, missing = jail.confine(parent, readable, limits, largest)
        outbox = wire.Outbox(results)
        outbox.put(wire.Fences(standing, tuple(missing)))
        while (task := wire.read_task(tasks)) is not None:
            for entry in task.entries:
                for message in examiner.entry(entry, desk, task.care.get(entry)):
                    outbox.put(message)
            desk.leave()
            outbox.flush()
        os._exit(0)

    return work
