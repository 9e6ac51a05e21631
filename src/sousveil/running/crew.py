"""The parent's side: forks workers, hands out entries, takes in messages, replaces the ones that died."""

import contextlib
import os
import selectors
import signal
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec

from sousveil.running import turns, wire
from sousveil.running.desk import Desk, Note
from sousveil.running.shares import Shares, shared

_READ = 1 << 20
_TICK = 0.5  # seconds between two looks at the clock
_TRIES = 6  # workers that may die in one entry before the rest of it is given up
_STILLBORN = 3  # workers that may die before any entry was begun

_SMALL, _BATCH, _PER_ENTRY = 4 << 20, 2000, 32 << 10  # bytes, entries, bytes that an entry costs besides its own


class CrewError(RuntimeError):
    """Workers cannot be started here."""


def _widen(pipe: int) -> None:
    """Room in a pipe for a large frame, so that no worker waits until it is read."""
    import fcntl  # noqa: PLC0415 - not everywhere

    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _READ)


class Worker:
    """One forked child, seen from the parent."""

    def __init__(self, pid: int, tasks: int, results: int, desk: Desk) -> None:
        self.pid = pid
        self.tasks = tasks
        self.results = results
        self.desk = desk
        self.inbox = wire.Inbox()
        self.pending: set[int] = set()
        self.share = wire.WHOLE
        self.partial: dict[int, list[wire.Piece]] = {}
        self.late = False

    def bury(self) -> str:
        """Close the pipes, wait for the child; how it ended, ``""`` for as it should."""
        os.close(self.results)
        self.dismiss()
        _, status = os.waitpid(self.pid, 0)
        if os.WIFSIGNALED(status):
            return f"ended by {signal.Signals(os.WTERMSIG(status)).name}"
        code = os.waitstatus_to_exitcode(status)
        return f"ended with {code}" if code else ""

    def dismiss(self) -> None:
        """Tell the child that there is no more to do."""
        if self.tasks >= 0:
            os.close(self.tasks)
            self.tasks = -1

    def kill(self) -> None:
        """End the child at once."""
        os.kill(self.pid, signal.SIGKILL)


def batches(sizes: Sequence[int], jobs: int) -> Iterator[tuple[int, ...]]:
    """Entry numbers in the order in which they are handed out: large ones first, alone; then ever smaller heaps.

    ``sizes`` are the sizes of the entries in bytes. The last heaps are small, so that all workers end together.
    """
    order = sorted(range(len(sizes)), key=lambda number: (-sizes[number], number))
    large = [number for number in order if sizes[number] >= _SMALL]
    yield from ((number,) for number in large)
    left = sum(sizes[number] + _PER_ENTRY for number in order[len(large) :])
    heap: list[int] = []
    weight, goal = 0, max(_SMALL, left // (3 * jobs))
    for number in sorted(order[len(large) :]):
        heap.append(number)
        weight += sizes[number] + _PER_ENTRY
        if weight >= goal or len(heap) >= _BATCH:
            yield tuple(heap)
            left -= weight
            heap, weight, goal = [], 0, max(_SMALL // 4, left // (3 * jobs))
    if heap:
        yield tuple(heap)


class Crew:
    """Workers for one target.

    ``sizes`` are those of the entries in bytes, ``work`` is what a child does (it gets its task pipe, its result pipe
    and its desk, and does not return), ``seconds`` the watchdog for one entry. ``known`` are the entries of which an
    earlier round has counted what is dealt; ``None`` in the first.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        jobs: int,
        work: Callable[[int, int, Desk], None],
        seconds: float,
        known: Collection[int] | None = None,
    ) -> None:
        self._entry, of = shared(sizes, jobs)
        """The entry that is done in shares; -1 where there is none, or no longer one."""
        if known is not None and self._entry not in known:
            self._entry, of = -1, 1
        self._pipe = -1
        self._queue: deque[tuple[tuple[int, ...], wire.Share]] = deque()
        if self._entry >= 0:
            self._pipe, chits = turns.chits()
            self._queue.extend(((self._entry,), wire.Share(number, of, self._pipe, chits)) for number in range(of))
        for entries in batches(sizes, jobs):
            rest = tuple(number for number in entries if number != self._entry)
            if rest:
                self._queue.append((rest, wire.WHOLE))
        self._shares = Shares(of, known=known is not None)
        self._jobs = min(jobs, len(self._queue))
        self._work = work
        self._seconds = seconds
        self._workers: list[Worker] = []
        self._selector = selectors.DefaultSelector()
        self._care: dict[int, wire.Care] = {}
        self._deaths: dict[int, int] = {}
        self._stillborn = 0
        self.out_of_time = False
        """Whether the watchdog stopped an entry: the report is then not reproducible."""

    def run(
        self, tick: Callable[[], None] = lambda: None, meanwhile: Callable[[], None] = lambda: None
    ) -> Iterator[wire.Message]:
        """All messages of all workers; those of an entry come together, and only when it is done.

        ``tick`` is called at least twice a second, ``meanwhile`` once, when the workers have begun. Raises
        ``CrewError``.
        """
        try:
            for _ in range(self._jobs):
                self._hire()
            meanwhile()
            while self._workers:
                for key, _ in self._selector.select(_TICK):
                    yield from self._hear(key.data)
                tick()
                self._watch()
        finally:
            for worker in self._workers:
                worker.kill()
                worker.bury()
            self._selector.close()
            if self._pipe >= 0:
                os.close(self._pipe)

    def _hire(self) -> None:
        task_out, task_in = os.pipe()
        result_out, result_in = os.pipe()
        _widen(result_in)
        desk = Desk()
        # Between the fork and the list of workers Ctrl-C must wait, or a child would be forgotten.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        pid = os.fork()
        if not pid:
            try:
                for descriptor in (
                    task_in,
                    result_out,
                    *(end for one in self._workers for end in (one.tasks, one.results)),
                ):
                    if descriptor >= 0:
                        os.close(descriptor)
                self._work(task_out, result_in, desk)
            finally:
                os._exit(70)  # only reached when the work went wrong
        os.close(task_out)
        os.close(result_in)
        worker = Worker(pid, task_in, result_out, desk)
        self._workers.append(worker)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        self._selector.register(result_out, selectors.EVENT_READ, worker)
        self._give(worker)

    def _give(self, worker: Worker) -> None:
        if not self._queue:
            worker.dismiss()
            return
        entries, worker.share = self._queue.popleft()
        worker.pending = set(entries)
        care = {entry: self._care[entry] for entry in entries if entry in self._care}
        with contextlib.suppress(BrokenPipeError):  # it died just now: its end is heard next, its work goes back
            wire.write_all(worker.tasks, wire.encode(wire.Task(entries, care, worker.share)))

    def _hear(self, worker: Worker) -> Iterator[wire.Message]:
        data = os.read(worker.results, _READ)
        try:
            messages = list(worker.inbox.feed(data)) if data else None
        except msgspec.DecodeError:
            worker.kill()
            messages = None
        if messages is None:
            self._bury(worker)
            return
        for message in messages:
            if isinstance(message, wire.Fences):
                yield message
            elif message.entry not in worker.pending:
                continue  # not what it was asked: nothing is taken
            elif isinstance(message, wire.Piece):
                worker.partial.setdefault(message.entry, []).append(message)
            else:
                pieces = worker.partial.pop(message.entry, [])
                worker.pending.discard(message.entry)
                if worker.share.of > 1:
                    yield from self._put_together(pieces, message)
                else:
                    yield from pieces
                    yield message
        if messages and not worker.pending:
            self._give(worker)

    def _put_together(self, pieces: list[wire.Piece], done: wire.Done) -> Iterator[wire.Message]:
        """What came of an entry once all of its shares are there, and agree; else it is done again, whole."""
        if done.entry != self._entry or not self._shares.add(pieces, done):
            return
        if self._shares.agree:
            yield from self._shares.joined()
        else:
            self._queue.append(((done.entry,), wire.WHOLE))
        self._entry = -1

    def _watch(self) -> None:
        now = time.monotonic_ns()
        for worker in self._workers:
            note = worker.desk.read()
            if note.entry in worker.pending and now - note.since > self._seconds * 1e9 and not worker.late:
                worker.late = True
                worker.kill()

    def _bury(self, worker: Worker) -> None:
        self._selector.unregister(worker.results)
        self._workers.remove(worker)
        note = worker.desk.read()
        how = worker.bury()
        if not worker.pending:
            return
        if worker.share.of > 1:
            if self._entry not in worker.pending:  # it is being done again already
                self._hire()
                return
            self._entry = -1
            self._queue = deque(item for item in self._queue if item[1].of == 1)
        if note.entry in worker.pending:
            # Of what lies before a part that it opened, a share has not seen all.
            if worker.share.of == 1 or note.examined:
                self._learn(note, how, late=worker.late)
            self._queue.appendleft(((note.entry,), wire.WHOLE))
        else:
            self._stillborn += 1
            if self._stillborn > _STILLBORN:
                raise CrewError(f"workers do not live here: {how}")
        rest = tuple(sorted(worker.pending - {note.entry}))
        if rest:
            self._queue.append((rest, wire.WHOLE))
        self._hire()

    def _learn(self, note: Note, how: str, *, late: bool) -> None:
        """How to do the entry again: without the blob that killed the worker, or only up to it."""
        self.out_of_time = self.out_of_time or late
        code = "time-limit" if late else "worker-died"
        self._deaths[note.entry] = deaths = self._deaths.get(note.entry, 0) + 1
        care = self._care.get(note.entry, wire.Care())
        if deaths > _TRIES:  # not even to leave the entry alone can be done here
            raise CrewError(f"workers do not live here: {how}")
        if deaths >= _TRIES:
            care = wire.Care({}, 0, code, how)
        elif note.examined:
            care = wire.Care({**care.skip, note.blob: code}, care.stop, care.code, how)
        else:
            care = wire.Care(care.skip, note.blob, code, how)
        self._care[note.entry] = care
