"""Tools of others, as a format sees them: bytes go out, files come back, what went wrong is a gap.

A tool is never run by the process that reads hostile bytes: that one may neither start programs nor write. A porter of
its own does it (``sousveil.running.porter``), behind the same fences, in a folder that is emptied afterwards. Where
there is no porter, there are no tools: :class:`Outside` itself, which answers every question with why.
"""

import contextlib
import itertools
import mmap
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from sousveil.model.late import late
from sousveil.opening import asking
from sousveil.opening.asking import Answer, Drop, Request, Taken
from sousveil.opening.sink import NoRoomError
from sousveil.opening.tools import Tool

_SMALL = 1 << 20
_SAID = 300  # characters of what a tool said, in a gap
_PLACES = late(r"/\S*/sousveil-[^/\s]+/(?:[^/\s]+/)*")
"""Folders of ours in what a tool said: they are others in each run."""


class Result:
    """What a tool came to. Use it in a ``with``: after that its files are gone.

    code, detail  the gap that belongs to it, ``""`` where everything came out: ``tool-missing``, ``tool-not-run``,
                  ``tool-failed``, ``tool-stopped``, ``tool-out-of-time``
    output        the beginning of what it wrote to standard output
    other         how many links, devices and the like it wrote besides
    """

    def __init__(self, code: str, detail: str, *, output: bytes = b"", status: int = 0, other: int = 0) -> None:
        self.code = code
        self.detail = detail
        self.output = output
        self.status = status
        self.other = other

    def __enter__(self) -> "Result":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Throw away what came out."""

    def __len__(self) -> int:
        """How many files came out."""
        return 0

    def files(self) -> Iterator[tuple[bytes, memoryview]]:
        """(name, bytes) of every file that came out, sorted by name; names are data only. Raises ``NoRoomError``."""
        yield from ()


class Outside:
    """No tools at all, for the reason ``why``."""

    def __init__(self, why: str = "tools are only run where they can be fenced in") -> None:
        self._why = why

    def run(
        self,
        tool: Tool,
        inputs: Sequence[tuple[str, memoryview]],
        *,
        most_bytes: int,
        most_files: int,
        seconds: int,
        password: str | None = None,
    ) -> Result:
        """Run ``tool`` on ``inputs``, (name of ours, bytes); the first is its ``{input}``, the others lie beside it.

        Never raises for what the tool does.
        """
        del inputs, most_bytes, most_files, seconds, password
        return Result("tool-not-run", f"{tool.name}: {self._why}")

    def close(self) -> None:
        """There is no more to do."""


class _Came(Result):
    """Files that lie in the porter's folder."""

    def __init__(self, outside: "Hired", folder: int, answer: Answer, code: str, detail: str) -> None:
        super().__init__(code, detail, output=answer.output, status=answer.status, other=answer.other)
        self._outside = outside
        self._folder = folder
        self._files = answer.files

    def close(self) -> None:
        """Throw away what came out."""
        self._files = ()
        self._outside.drop(self._folder)

    def __len__(self) -> int:
        """How many files came out."""
        return len(self._files)

    def files(self) -> Iterator[tuple[bytes, memoryview]]:
        """See the base."""
        for taken in self._files:
            yield taken.name, _contents(self._outside.place(self._folder, taken), taken.size)


class Hired(Outside):
    """Tools that a porter runs; ``found`` says which there are, by name."""

    def __init__(self, found: Mapping[str, Path], scratch: Path, requests: int, answers: int, porter: int) -> None:
        super().__init__()
        self._found = found
        self.scratch = scratch
        self._requests = requests
        self._answers = answers
        self._porter = porter
        self._folders = itertools.count(1)
        self._open: set[int] = set()
        self._gone = ""

    def run(
        self,
        tool: Tool,
        inputs: Sequence[tuple[str, memoryview]],
        *,
        most_bytes: int,
        most_files: int,
        seconds: int,
        password: str | None = None,
    ) -> Result:
        """See the base."""
        if tool.name not in self._found:
            return Result("tool-missing", f"{tool.name}, {tool.package}")
        if self._gone:
            return Result("tool-not-run", f"{tool.name}: {self._gone}")
        folder = next(self._folders)
        named = tuple((name, len(data)) for name, data in inputs)
        request = Request(folder, tool.name, named, most_bytes, most_files, seconds, password)
        self._open.add(folder)
        try:
            asking.send(self._requests, request, (data for _, data in inputs))
            answer = asking.receive_answer(self._answers)
        except (OSError, msgspec.DecodeError) as why:
            return self._lost(tool, str(why))
        if answer is None:
            return self._lost(tool, "whoever runs tools has gone")
        return _Came(self, folder, answer, *_judged(tool, answer, password))

    def _lost(self, tool: Tool, why: str) -> Result:
        self._gone = why
        return Result("tool-not-run", f"{tool.name}: {why}")

    def place(self, folder: int, taken: Taken) -> Path:
        """Where a file that came out lies: a path of numbers only."""
        return self.scratch / str(folder) / "taken" / str(taken.number)

    def drop(self, folder: int) -> None:
        """What came out of a run is not needed any more."""
        if folder in self._open:
            self._open.discard(folder)
            with contextlib.suppress(OSError):
                asking.send(self._requests, Drop(folder))

    def close(self) -> None:
        """Send the porter home, and wait for it."""
        if self._porter:
            os.close(self._requests)
            os.close(self._answers)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self._porter, 0)
            self._porter, self._gone = 0, "there is no more to do"


def _judged(tool: Tool, answer: Answer, password: str | None) -> tuple[str, str]:
    """The gap that belongs to an answer, and its detail."""
    if answer.problem:
        return "tool-not-run", f"{tool.name}: {answer.problem}"
    if answer.stopped == "seconds":
        return "tool-out-of-time", f"{tool.name}: limit tool_seconds"
    if answer.stopped:
        return "tool-stopped", f"{tool.name}: limit {answer.stopped}"
    if answer.status in tool.good:
        return "", ""
    said = _PLACES.sub("", answer.errors.decode("utf-8", "backslashreplace")).strip() or "it said nothing"
    if password:
        said = said.replace(password, "…")
    how = f"exit code {answer.status}" if answer.status >= 0 else f"ended by {_signal(-answer.status)}"
    return "tool-failed", f"{tool.name}: {how}: {said[-_SAID:]}"


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _contents(path: Path, size: int) -> memoryview:
    """The bytes of a file of ours, read or mapped. Raises ``NoRoomError``."""
    if not size:
        return memoryview(b"")
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            if size <= _SMALL:
                return memoryview(os.read(descriptor, size))
            return memoryview(mmap.mmap(descriptor, size, access=mmap.ACCESS_READ))
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as why:
        raise NoRoomError(str(why)) from why
