"""The porter: a process of its own that runs the tools of others, and does nothing else.

The worker that reads hostile bytes may neither start programs, nor write, nor send signals. So it has a porter, forked
before it was fenced in, which gets the bytes through a pipe, writes them into a folder of its own, starts one of the
tools that are known by name, waits, and says what came out. It looks at no byte of it. The tool has all fences of a
worker (no network, no reading but of programs and libraries, no writing but in the folder of this run), resource limits
of its own, an empty environment, and leaves no process behind: it can have no children, or they end with it as a group.
"""

import contextlib
import gc
import os
import selectors
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from sousveil.opening import asking
from sousveil.opening.asking import Answer, Drop, Request
from sousveil.opening.outside import Hired, Outside
from sousveil.opening.tools import TOOLS, Tool, find
from sousveil.running import jail, landlock, scratch, seccomp

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_READ = ("/etc/ld.so.cache", "/etc/localtime", "/dev/zero", "/dev/random", "/dev/urandom")
_PROCESSES = Path("/proc")
_SAID = 64 << 10  # bytes of what a tool says that are kept
_FIRST_LOOK, _LAST_LOOK = 0.02, 0.5  # seconds between two looks at what a tool has written
_SOON = 0.002  # seconds, once it has closed its standard output and errors
_WAITS = 200
_LEAST_FREE = 64 << 20


@contextlib.contextmanager
def hired(tools: Iterable[Tool] = TOOLS) -> Iterator[Outside]:
    """A porter for this process, with a folder of its own; both are gone afterwards."""
    if not jail.FORKS:
        yield Outside()
        return
    with scratch.folder() as base:
        outside = hire(base, tools)[0] if base is not None else Outside("there is no room for a folder of its own")
        try:
            yield outside
        finally:
            outside.close()


def hire(base: Path, tools: Iterable[Tool] = TOOLS) -> tuple[Outside, list[Path]]:
    """Fork a porter, which works in a folder of its own in ``base``. It leaves when this process does, or closes it.

    Also returns what this process must be able to read to see what came out. Raises ``OSError``.
    """
    known = {tool.name: tool for tool in tools}
    found = find(known.values())
    folder = base / str(os.getpid())
    if not found:
        return Hired(found, folder, -1, -1, 0), []
    folder.mkdir(0o700)
    requests, ask = os.pipe()
    answers, answer = os.pipe()
    porter = os.fork()
    if porter:
        os.close(requests)
        os.close(answer)
        return Hired(found, folder, ask, answers, porter), [folder]
    try:
        _keep_only(requests, answer)
        _Porter({name: known[name] for name in found}, found, folder, requests, answer).serve()
    finally:
        os._exit(0)


def _keep_only(*wanted: int) -> None:
    last = 2
    for descriptor in sorted(wanted):
        os.closerange(last + 1, descriptor)
        last = descriptor
    os.closerange(last + 1, os.sysconf("SC_OPEN_MAX"))


class _LeftError(Exception):
    """Whoever asked has gone."""


class _Porter:
    def __init__(
        self, tools: Mapping[str, Tool], programs: Mapping[str, Path], folder: Path, requests: int, answers: int
    ) -> None:
        self._tools = tools
        self._programs = programs
        self._folder = folder
        self._requests = requests
        self._answers = answers
        self._missing: list[str] = []

    def serve(self) -> None:
        """Until whoever asks has gone."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        gc.freeze()
        _, self._missing = jail.put_up(
            ("no dump", jail.no_dump),
            ("no new privileges", jail.no_new_privileges),
            ("landlock {}", lambda: landlock.restrict(self._allowed(self._folder, self._tools.values()))),
            ("system call filter", lambda: seccomp.restrict(but=seccomp.STARTING)),
        )
        with contextlib.suppress(OSError, msgspec.DecodeError, _LeftError):
            while (request := asking.receive_request(self._requests)) is not None:
                if isinstance(request, Drop):
                    self._drop(request.folder)
                else:
                    asking.send(self._answers, self._run(request))
        with contextlib.suppress(OSError):
            scratch.empty(self._folder)

    def _allowed(self, own: Path, tools: Iterable[Tool]) -> Iterator[tuple[Path, int]]:
        yield from ((Path(one), landlock.RUN) for one in SYSTEM)
        yield from ((Path(one), landlock.READ) for one in _READ)
        for tool in tools:
            yield from ((Path(one), landlock.RUN) for one in tool.needs)
            yield from ((Path(one), landlock.READ) for one in tool.reads)
        yield from ((one, landlock.READ) for one in jail.libraries())
        yield Path(os.devnull), landlock.WRITE
        yield own, landlock.KEEP
        if own == self._folder:
            yield _PROCESSES, landlock.READ  # of which a tool gets what is about itself

    def _drop(self, number: int) -> None:
        folder = self._folder / str(number)
        with contextlib.suppress(OSError):
            scratch.empty(folder)
            folder.rmdir()

    def _run(self, request: Request) -> Answer:
        tool = self._tools.get(request.tool)
        if tool is None:
            raise msgspec.DecodeError("no such tool")
        problem = f"not fenced in by {', '.join(self._missing)}" if self._missing else ""
        free = shutil.disk_usage(self._folder).free - _LEAST_FREE
        room = min(request.bytes, free - sum(size for _, size in request.inputs))
        problem = problem or ("no room for what it writes" if room <= 0 else "")
        inside = self._folder / str(request.folder)
        for name in ("in", "out", "home", "taken"):
            (inside / name).mkdir(parents=True, mode=0o700)
        source = self._write(inside / "in", request, keep=not problem)
        if problem:
            return Answer(problem=problem)
        run = _Run(
            tool, self._programs[tool.name], request, inside, self._requests, list(self._allowed(inside, [tool]))
        )
        try:
            answer = run.run(source, room)
            scratch.empty(inside / "in")
        except OSError as why:
            return Answer(problem=str(why))
        return answer

    def _write(self, folder: Path, request: Request, *, keep: bool) -> Path:
        """The inputs, under names of ours; the path of the first."""
        paths = []
        for name, size in request.inputs:
            if not name.replace(".", "").isalnum() or not name.isascii() or name.startswith("."):
                raise msgspec.DecodeError("not a name of ours")
            paths.append(folder / name)
            left = size
            with (paths[-1] if keep else Path(os.devnull)).open("wb") as file:
                while left:
                    piece = os.read(self._requests, min(left, 1 << 20))
                    if not piece:
                        raise msgspec.DecodeError("cut short")
                    left -= len(piece)
                    with contextlib.suppress(OSError):
                        file.write(piece)
        return paths[0]


class _Run:
    """One run of one tool."""

    def __init__(
        self,
        tool: Tool,
        program: Path,
        request: Request,
        inside: Path,
        requests: int,
        allowed: Sequence[tuple[Path, int]],
    ) -> None:
        self._allowed = allowed
        self._tool = tool
        self._program = program
        self._request = request
        self._inside = inside
        self._out = inside / "out"
        self._requests = requests
        self._said: dict[str, bytearray] = {"output": bytearray(), "errors": bytearray()}

    def run(self, source: Path, room: int) -> Answer:
        environment = {
            "PATH": f"{self._program.parent}:/usr/bin:/bin:/usr/sbin:/sbin",
            "LC_ALL": "C.UTF-8",
            "HOME": str(self._inside / "home"),
            "TMPDIR": str(self._inside / "home"),
        }
        command = self._tool.command(self._program, source, self._out, self._request.password)
        try:
            process = subprocess.Popen(  # noqa: S603 - a program of the system, with arguments of ours
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self._out,
                env=environment,
                start_new_session=True,
                umask=0o077,
                preexec_fn=lambda: self._fence(room),  # noqa: PLW1509 - there is one thread here
            )
        except (OSError, subprocess.SubprocessError) as why:
            return Answer(problem=f"it cannot be started ({why})")
        try:
            stopped = self._watch(process, room)
        finally:
            status = _end(process, children=self._tool.children)
        if status in {-signal.SIGXCPU, -signal.SIGXFSZ} and not stopped:
            stopped = "seconds" if status == -signal.SIGXCPU else "bytes"
        files, other, left = scratch.take(self._out, self._inside / "taken", room, self._request.files)
        if status not in self._tool.good and any(one.size == room for one in files):
            stopped = stopped or "bytes"  # it took the signal for an error
        with contextlib.suppress(OSError):
            scratch.empty(self._out)
            scratch.empty(self._inside / "home")
        return Answer(
            status=status,
            stopped=stopped or left,
            output=bytes(self._said["output"]),
            errors=bytes(self._said["errors"]),
            files=tuple(files),
            other=other,
        )

    def _fence(self, room: int) -> None:
        """In the child, before the tool takes its place."""
        import resource  # noqa: PLC0415 - not everywhere

        jail.dies_with_parent()
        landlock.restrict([*self._allowed, (_PROCESSES / str(os.getpid()), landlock.READ)])
        seconds = self._request.seconds
        for what, value in (
            (resource.RLIMIT_AS, self._tool.memory),
            (resource.RLIMIT_FSIZE, room),
            (resource.RLIMIT_NOFILE, 256),
            (resource.RLIMIT_CORE, 0),
        ):
            jail.lower(what, value)
        jail.lower(resource.RLIMIT_CPU, seconds, grace=1)  # at once, both would end it without saying why
        seccomp.restrict(but=("execve",), tool=True, alone=not self._tool.children)

    def _watch(self, process: subprocess.Popen[bytes], room: int) -> str:
        """Until it has ended, or must: the limit that it reached, ``""`` for none."""
        end = time.monotonic() + self._request.seconds
        given = sum(size for _, size in self._request.inputs)
        pause, look = _FIRST_LOOK, 0.0
        with selectors.DefaultSelector() as selector:
            selector.register(self._requests, selectors.EVENT_READ)
            for name, pipe in (("output", process.stdout), ("errors", process.stderr)):
                if pipe is not None:
                    selector.register(pipe, selectors.EVENT_READ, name)
            while not _ended(process):
                for key, _ in selector.select(pause if len(selector.get_map()) > 1 else _SOON):
                    if key.data is None:  # nobody may ask for anything now: whoever asked has gone
                        raise _LeftError
                    self._hear(selector, key.fd, key.data)
                now = time.monotonic()
                if now >= end:
                    return "seconds"
                if now >= look:
                    if limit := scratch.over(self._inside, room + given, self._request.files):
                        return limit
                    pause = min(2 * pause, _LAST_LOOK)
                    look = time.monotonic() + max(pause, 5 * (time.monotonic() - now))
            for pipe in (process.stdout, process.stderr):
                if pipe is not None and pipe.fileno() in selector.get_map():
                    self._rest(selector, pipe.fileno())
        return ""

    def _hear(self, selector: selectors.BaseSelector, descriptor: int, name: str) -> bool:
        """Keep the beginning of what it says. False at the end."""
        piece = os.read(descriptor, 64 << 10)
        said = self._said[name]
        said += piece[: _SAID - len(said)]
        if not piece:
            selector.unregister(descriptor)
        return bool(piece)

    def _rest(self, selector: selectors.BaseSelector, descriptor: int) -> None:
        name = selector.get_key(descriptor).data
        os.set_blocking(descriptor, False)
        with contextlib.suppress(BlockingIOError):
            while len(self._said[name]) < _SAID and self._hear(selector, descriptor, name):
                pass


def _ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether it has ended; it stays a zombie, so that its number is nobody else's yet."""
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end(process: subprocess.Popen[bytes], *, children: bool) -> int:
    """End it with all its children, if it has not ended itself; its status."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    status = process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()
    with contextlib.suppress(ProcessLookupError):
        for _ in range(_WAITS if children else 0):  # until nobody of its group is left
            os.killpg(process.pid, signal.SIGKILL)
            time.sleep(_SOON)
    return status
