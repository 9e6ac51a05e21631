"""Who does the work on one target: confined children where there can be any, else this process."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sousveil.running import jail, scratch, wire
from sousveil.running.crew import Crew
from sousveil.running.examine import Examiner, Nobody
from sousveil.running.options import Options


class Hands:
    """For the entries of one target, of these ``sizes`` in bytes, examined by ``examiner``."""

    def __init__(self, target: Path, sizes: Sequence[int], examiner: Examiner, options: Options) -> None:
        self._target = target
        self._sizes = sizes
        self._examiner = examiner
        self._options = options
        self.out_of_time = False
        """Whether the watchdog stopped an entry."""

    def messages(
        self, tick: Callable[[], None] = lambda: None, meanwhile: Callable[[], None] = lambda: None
    ) -> Iterator[wire.Message]:
        """What comes of all entries; ``tick`` and ``meanwhile`` as for a crew. Raises ``CrewError`` and ``OSError``."""
        if not jail.FORKS:
            yield wire.Fences("", ("a process of its own",))
            for number in range(len(self._sizes)):
                yield from self._examiner.entry(number, Nobody())
            return
        from sousveil.running.worker import serve  # noqa: PLC0415 - needs what only Linux has

        jail.libraries()
        limits, largest = self._options.limits, max(self._sizes, default=0)
        with scratch.folder() as base:
            work = serve(self._examiner, [self._target.absolute()], limits, largest, os.getpid(), base)
            known = None if self._examiner.first else self._examiner.counts
            crew = Crew(self._sizes, self._options.jobs or _cores(), work, limits.seconds, known)
            yield from crew.run(tick, meanwhile)
            self.out_of_time = crew.out_of_time


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
