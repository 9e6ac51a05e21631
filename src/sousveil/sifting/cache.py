"""What is compiled from a pack, on disk: one file for each kind of thing, pack, engine and kind of processor.

A file is a BLAKE3 digest of all that follows, then MessagePack. Nothing depends on it: what is missing, damaged or from
elsewhere is built again, and where nothing can be written nothing is.
"""

import contextlib
import mmap
import os
import sys
import tempfile
from pathlib import Path
from typing import TypeVar

import hyperscan
import msgspec
from blake3 import blake3

T = TypeVar("T")
_DIGEST = 32
_KEPT = 4


def directory() -> Path | None:
    """Where this user's caches lie on this platform; ``None`` where that cannot be told."""
    if base := os.environ.get("XDG_CACHE_HOME"):
        return Path(base) / "sousveil" if Path(base).is_absolute() else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "sousveil" / "cache" if base else None
    with contextlib.suppress(RuntimeError):
        home = Path.home()
        return home / ("Library/Caches/sousveil" if sys.platform == "darwin" else ".cache/sousveil")
    return None


def key(digest: str, code: Path = Path(__file__).parent) -> str:
    """A name for what the code of a room, this Python, engine and processor make of the pack of ``digest``."""
    engine = getattr(hyperscan, "__version__", "")
    mark = blake3(f"{digest}\0{engine}\0{sys.version_info[:2]}\0{sys.byteorder}".encode())
    mark.update(_processor())
    for module in sorted(code.glob("*.py")):
        mark.update(module.read_bytes())
    return mark.hexdigest(16)


def _processor() -> bytes:
    with contextlib.suppress(OSError), Path("/proc/cpuinfo").open("rb") as lines:
        for line in lines:
            if line.startswith((b"flags", b"Features")):
                return line
    import platform  # noqa: PLC0415 - slow to load, and seldom needed

    return f"{platform.machine()} {platform.processor()}".encode()


class Kept:
    """A file of the cache, mapped: whoever is not allowed to open it any more can still read it."""

    def __init__(self, view: memoryview) -> None:
        self._view = view

    def read(self, kind: type[T]) -> T | None:
        """What it holds, or ``None`` where that is not whole. ``msgspec.Raw`` in it is not copied."""
        body = self._view[_DIGEST:]
        if blake3(body).digest() != self._view[:_DIGEST]:
            return None
        try:
            return msgspec.msgpack.decode(body, type=kind)
        except msgspec.DecodeError:
            return None


def find(path: Path) -> Kept | None:
    """The file of ``path``, or ``None`` where there is none that can be read."""
    try:
        with path.open("rb") as file:
            kept = Kept(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
    except (OSError, ValueError):  # not there, or empty
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # what is used stays, when the oldest has to go
    return kept


def load(path: Path, kind: type[T]) -> T | None:
    """What was kept in ``path``, or ``None`` where it is missing, unreadable or not whole."""
    kept = find(path)
    return kept.read(kind) if kept else None


def store(path: Path, value: object) -> bool:
    """Keep ``value`` in ``path``, whole or not at all, beside the few of its kind that were used last.

    The kind is what stands in the name before a ``-``. Returns whether it could.
    """
    body = msgspec.msgpack.encode(value)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(blake3(body).digest() + body)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        return False
    with contextlib.suppress(OSError):
        kind = path.name.partition("-")[0]
        beside = sorted(path.parent.glob(f"{kind}-*"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in beside[_KEPT:]:
            old.unlink()
    return True
