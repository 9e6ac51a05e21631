"""The child's side: confined first, then one entry after the other until there are no more."""

import gc
import os
import signal
from collections.abc import Callable, Iterable
from pathlib import Path

from sousveil.model.limits import Limits
from sousveil.opening.outside import Outside
from sousveil.opening.store import STORE
from sousveil.running import jail, porter, wire
from sousveil.running.desk import Desk
from sousveil.running.examine import Examiner


def serve(
    examiner: Examiner, readable: Iterable[Path], limits: Limits, largest: int, parent: int, base: Path | None
) -> Callable[[int, int, Desk], None]:
    """What a forked child does: it never returns.

    In ``base`` the porter of each worker gets a folder of his own; without it there are no tools.
    """

    def work(tasks: int, results: int, desk: Desk) -> None:
        # The parent hears Ctrl-C and ends its children; here it stays blocked, as it was at the fork.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)  # millions of small blobs, and hardly a cycle among them
        outside, scratch = (Outside(), []) if base is None else porter.hire(base)
        examiner.outside = outside
        STORE.open()
        standing, missing = jail.confine(parent, [*readable, *scratch], limits, largest)
        outbox = wire.Outbox(results)
        outbox.put(wire.Fences(standing, tuple(missing)))
        while (task := wire.read_task(tasks)) is not None:
            for entry in task.entries:
                for message in examiner.entry(entry, desk, task.care.get(entry), task.share):
                    outbox.put(message)
            desk.leave()
            outbox.flush()
        # The porter leaves by itself when this process has: nobody needs to wait for it.
        os._exit(0)

    return work
