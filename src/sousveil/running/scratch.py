"""The folder in which tools work: made and removed by the parent, walked without ever following a link."""

import contextlib
import itertools
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sousveil.opening.asking import Taken

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it, for us alone
_ENOUGH = 1 << 30
_DEEPEST = 64  # folders in each other
_SHALLOW = 32
_PREFIX = "sousveil-"
_STALE = 24 * 3600  # seconds
_TRIES, _PAUSE = 40, 0.05


def parent_folder() -> Path:
    """Where scratch folders are made: in memory, where a GiB is free there, else among the temporary files."""
    with contextlib.suppress(OSError):
        if shutil.disk_usage(_IN_MEMORY).free >= _ENOUGH and os.access(_IN_MEMORY, os.W_OK):
            return _IN_MEMORY
    return Path(tempfile.gettempdir())


@contextlib.contextmanager
def folder() -> Iterator[Path | None]:
    """A folder for this process alone, gone afterwards with all that is in it; ``None`` where none can be made."""
    try:
        parent = parent_folder()
        _sweep(parent)
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    except OSError:
        yield None
        return
    try:
        yield made
    finally:
        remove(made)


def _sweep(parent: Path) -> None:
    """Remove folders of ours that a process left which was killed: the porter has emptied them. Only empty ones go."""
    with contextlib.suppress(OSError):
        for left in parent.glob(f"{_PREFIX}*"):
            found = left.lstat()
            if found.st_uid != os.getuid() or time.time() - found.st_mtime < _STALE or not stat.S_ISDIR(found.st_mode):
                continue
            for inside in left.iterdir():
                inside.rmdir()
            left.rmdir()


def remove(made: Path) -> None:
    """Remove a folder of ours, in which somebody who is being ended may still write for a moment."""
    for _ in range(_TRIES):
        with contextlib.suppress(OSError):
            empty(made)
            made.rmdir()
        if not made.exists():
            return
        time.sleep(_PAUSE)


class TooDeepError(OSError):
    """Folders lie in each other deeper than anybody needs."""


class _Found(NamedTuple):
    folder: int
    name: str
    path: bytes
    stat: os.stat_result


def _walk(folder: int, path: bytes = b"", depth: int = 0) -> Iterator[_Found]:
    """Everything beneath a folder, sorted, the folders too, each before what is in it. Raises ``OSError``."""
    if depth > _DEEPEST:
        raise TooDeepError(0, "too deep")
    with os.scandir(folder) as listing:
        names = sorted(entry.name for entry in listing)
    for name in names:
        try:
            found = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            continue
        inside = path + os.fsencode(name)
        yield _Found(folder, name, inside, found)
        if stat.S_ISDIR(found.st_mode):
            with _opened(name, folder) as within:
                yield from _walk(within, inside + b"/", depth + 1)


@contextlib.contextmanager
def _opened(path: str | Path, within: int | None = None) -> Iterator[int]:
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        descriptor = os.open(path, flags, dir_fd=within)
    except PermissionError:
        os.chmod(path, 0o700, dir_fd=within)
        descriptor = os.open(path, flags, dir_fd=within)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def over(folder: Path, most_bytes: int, most_files: int) -> str:
    """The limit that what lies beneath ``folder`` is over: ``bytes``, ``files``, ``depth``; ``""`` for none.

    Looks at no more entries than it takes to know; somebody may be writing meanwhile.
    """
    size = 0
    try:
        with _opened(folder) as top:
            for count, found in enumerate(_walk(top)):
                size += found.stat.st_size if stat.S_ISREG(found.stat.st_mode) else 0
                if size > most_bytes:
                    return "bytes"
                if count >= 2 * most_files + 1000:  # folders count
                    return "files"
    except TooDeepError:
        return "depth"
    except OSError:
        return ""  # it changed under our feet: the next look will tell
    return ""


def take(folder: Path, into: Path, most_bytes: int, most_files: int) -> tuple[list[Taken], int, str]:
    """Move every regular file beneath ``folder`` to ``into``, where its name is a number.

    Returns the files sorted by their names, how many other things there were (links, devices, further names of a file
    that was taken already), and the limit that was reached, ``""`` for none. Nobody may write meanwhile.
    """
    taken: list[Taken] = []
    known: set[int] = set()
    other, left, stopped = 0, most_bytes, ""
    try:
        with _opened(folder) as top, _opened(into) as to:
            for found in _walk(top):
                mode, size = found.stat.st_mode, found.stat.st_size
                if stat.S_ISDIR(mode):
                    continue
                if not stat.S_ISREG(mode) or found.stat.st_ino in known:
                    other += 1
                    continue
                if len(taken) >= most_files or size > left:
                    stopped = "bytes" if size > left else "files"
                    break
                left -= size
                known.add(found.stat.st_ino)
                number = len(taken)
                os.rename(found.name, str(number), src_dir_fd=found.folder, dst_dir_fd=to)
                os.chmod(str(number), 0o600, dir_fd=to)
                taken.append(Taken(found.path, number, size))
    except TooDeepError:
        stopped = "depth"
    return sorted(taken, key=lambda one: one.name), other, stopped


def empty(folder: Path) -> None:
    """Remove all that is beneath ``folder``, however deep it goes. Raises ``OSError``."""
    numbers = itertools.count()
    with _opened(folder) as top:
        while _clear(top, top, 0, numbers):
            pass


def _clear(folder: int, top: int, depth: int, numbers: Iterator[int]) -> bool:
    """Remove what is in an open folder; what lies too deep is moved to the top. Whether anything was moved."""
    moved = False
    with os.scandir(folder) as listing:
        entries = [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in listing]
    for name, is_folder in entries:
        if not is_folder:
            os.unlink(name, dir_fd=folder)
        elif depth >= _SHALLOW:
            os.rename(name, f"sousveil-deep-{next(numbers)}", src_dir_fd=folder, dst_dir_fd=top)
            moved = True
        else:
            with _opened(name, folder) as within:
                moved |= _clear(within, top, depth + 1, numbers)
            os.rmdir(name, dir_fd=folder)
    return moved
