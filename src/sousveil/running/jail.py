"""The fences around a worker. Each is tried on its own; the ones that are missing are said in the report."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from sousveil.model.gap import Gap
from sousveil.model.limits import Limits
from sousveil.model.words import Step
from sousveil.running import landlock, seccomp

FORKS = sys.platform == "linux"
"""Whether workers are confined children here; elsewhere the work is done in the process itself, with a gap."""

_PDEATHSIG, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38  # PR_SET_...
_ROOM = 8 << 30  # memory of its own: interpreter, automaton, opened members, text
_ALIGNED = 64 << 20  # what large members in the store take beside their own bytes


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def no_dump() -> None:
    """Nobody else of this user may look into this process. Raises ``OSError``."""
    _prctl(_DUMPABLE, 0)


def no_new_privileges() -> None:
    """No program that is started gets more rights than there are here. Raises ``OSError``."""
    _prctl(_NO_NEW_PRIVILEGES, 1)


def dies_with_parent() -> None:
    """This process is ended when the one that forked it is. Raises ``OSError``."""
    _prctl(_PDEATHSIG, signal.SIGKILL)


def _dies_with(parent: int) -> None:
    dies_with_parent()
    if os.getppid() != parent:  # it went away before the line above
        os._exit(1)


def lower(what: int, value: int, grace: int = 0) -> None:
    """Set a resource limit for good, to no more than it was; ``grace`` more before the end that no signal softens."""
    import resource  # noqa: PLC0415 - not everywhere

    _, hard = resource.getrlimit(what)
    most = value + grace if hard == resource.RLIM_INFINITY else min(value + grace, hard)
    resource.setrlimit(what, (min(value, most), most))


def _limit(limits: Limits, largest: int) -> None:
    import resource  # noqa: PLC0415 - not everywhere

    for what, value in (
        (resource.RLIMIT_AS, largest + limits.out + limits.in_memory + _ROOM),
        (resource.RLIMIT_DATA, limits.in_memory + _ROOM),
        (resource.RLIMIT_FSIZE, limits.out + _ALIGNED),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    ):
        lower(what, value)


@cache
def libraries() -> tuple[Path, ...]:
    """Where the modules of Python, the installed ones and this package lie: a worker imports some when needed."""
    import sysconfig  # noqa: PLC0415 - slow to import: asked for before the first fork, so that it is once

    places = sysconfig.get_paths()
    own = Path(__file__).resolve().parents[1]
    return own, *{Path(places[key]) for key in ("stdlib", "platstdlib", "purelib", "platlib")}


def confine(parent: int, readable: Iterable[Path], limits: Limits, largest: int) -> tuple[str, list[str]]:
    """Fence this process in for good.

    ``parent`` is the process id to die with, ``readable`` what of the target may be read, ``largest`` the size in bytes
    of the largest file to be mapped. Returns the fences that stand, in words, and those that could not be put up.
    """
    return put_up(
        ("ends with its parent", lambda: _dies_with(parent)),
        ("resource limits", lambda: _limit(limits, largest)),
        ("no dump", no_dump),
        ("no new privileges", no_new_privileges),
        ("landlock {}", lambda: landlock.restrict((path, landlock.READ) for path in (*readable, *libraries()))),
        ("system call filter", seccomp.restrict),
    )


def put_up(*fences: tuple[str, Callable[[], object]]) -> tuple[str, list[str]]:
    """Put up each of ``fences``: those that stand, in words, and those that could not be put up."""
    standing: list[str] = []
    missing: list[str] = []
    for name, fence in fences:
        try:
            standing.append(name.format(fence()))
        except (OSError, ValueError) as why:
            missing.append(f"{name.format('')} ({why})")
    return ", ".join(standing), missing


def missing_gap(missing: Iterable[str]) -> Gap:
    """The gap that says which fences were missing: nothing is hidden by it, the scan itself was less safe."""
    return Gap(
        step=Step.RUNNING,
        code="no-jail",
        remedy="Scan software that you do not trust on Linux with a kernel that has Landlock (5.13 or later), or in a "
        "virtual machine.",
        detail="not confined by: " + ", ".join(missing),
    )
