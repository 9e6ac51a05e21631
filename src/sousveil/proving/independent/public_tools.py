"""Public tools on ``PATH`` for checking a report without Sousveil. Imports nothing but the standard library.

Each runs in a folder of its own that is taken away again, with an empty environment, without standard input where it
reads a file, and with limits of processor time, of memory and of what it may write.
"""

from __future__ import annotations

import hashlib
import lzma
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import ClassVar

if sys.platform != "win32":
    import resource

_SECONDS = 120
_ROOM = 4 << 30
PASSED = (
    OSError, ValueError, EOFError, RuntimeError, NotImplementedError, IndexError, zlib.error, lzma.LZMAError,
    MemoryError, zipfile.BadZipFile, tarfile.TarError, UnicodeError,
)  # fmt: skip
"""What the standard library raises for bytes that it cannot open."""


class ToolError(Exception):
    """No tool on this machine gave what was asked for; the sentence says which were tried or are missing."""


def is_plain(name: str) -> bool:
    """Whether a member's name means the same to an archiver and a reader: no pattern, no option, no way out."""
    parts = name.replace("\\", "/").split("/")
    odd = set(name) & set("*?[]\\^$`\"'!")
    return 0 < len(name) <= 200 and name.isprintable() and not odd and name[0] not in "-/~@" and ".." not in parts


class Tools:
    """The tools that are on this machine. To be used in a ``with`` statement: a scratch folder goes at its end."""

    STREAMS: ClassVar[dict[str, tuple[str, ...]]] = {
        "zstd": ("zstd", "-dcq"), "lz4": ("lz4", "-dcq"), "lzop": ("lzop", "-dcq"), "lzip": ("lzip", "-dcq"),
        "brotli": ("brotli", "-dc"), "compress": ("gzip", "-dcq"),
    }  # fmt: skip
    ARCHIVERS: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("bsdtar", "-xOf", "{file}", "--", "{name}"),
        ("7z", "x", "-so", "-y", "-bd", "-p{password}", "--", "{file}", "{name}"),
        ("7zz", "x", "-so", "-y", "-bd", "-p{password}", "--", "{file}", "{name}"),
        ("unzip", "-p", "-P", "{password}", "{file}", "{name}"),
        ("unsquashfs", "-cat", "{file}", "{name}"),
        ("unar", "-q", "-D", "-f", "-p", "{password}", "-o", "{out}", "{file}", "{name}"),
    )

    def __init__(self, passwords: Sequence[str] = ()) -> None:
        self.passwords = tuple(word.encode() for word in passwords)
        self._words = tuple(passwords) or ("",)
        self._scratch = tempfile.TemporaryDirectory(prefix="sousveil-")
        self._files: dict[str, Path] = {}

    def __enter__(self) -> Tools:
        return self

    def __exit__(self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None) -> None:
        self._scratch.cleanup()

    def stream(self, name: str, data: bytes) -> tuple[bytes, str]:
        """What the tool for a codec makes of ``data``, and its name. Raises ``ToolError``."""
        command = self.STREAMS[name]
        program = shutil.which(command[0])
        if program is None:
            raise ToolError(f"{command[0]} is not on this machine")
        return self._run([program, *command[1:]], data), program

    def member(self, archive: bytes, name: str, sha256: str) -> tuple[bytes, str]:
        """The member of an archive whose SHA-256 is given, by the first archiver that gives it.

        Raises ``ToolError``.
        """
        missing, tried = [], []
        file = self._file(archive)
        for command in self.ARCHIVERS:
            program = shutil.which(command[0])
            if program is None:
                missing.append(command[0])
                continue
            tried.append(command[0])
            for data in self._given(program, command, file, name):
                if hashlib.sha256(data).hexdigest() == sha256:
                    return data, program
        said = f"it does not come out by {', '.join(tried) or 'any tool'}"
        raise ToolError(said + (f"; not on this machine: {', '.join(missing)}" if missing else ""))

    def _given(self, program: str, command: Sequence[str], file: Path, name: str) -> Iterator[bytes]:
        for word in self._words:
            with tempfile.TemporaryDirectory(dir=self._scratch.name) as out:
                said = {"file": str(file), "name": name, "password": word, "out": out}
                arguments = [one.format_map(said) for one in command[1:]]
                try:
                    yield self._run([program, *arguments])
                except (ToolError, OSError):
                    continue
                if "{out}" in command:
                    yield from (path.read_bytes() for path in Path(out).rglob("*") if _is_file(path))

    def _file(self, data: bytes) -> Path:
        key = hashlib.sha256(data).hexdigest()
        if key not in self._files:
            self._files[key] = Path(self._scratch.name) / key[:32]
            self._files[key].write_bytes(data)
        return self._files[key]

    def _run(self, arguments: Sequence[str], given: bytes = b"") -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 - a program found by its fixed name, its arguments a list
                arguments, input=given, capture_output=True, timeout=_SECONDS, check=False, cwd=self._scratch.name,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, preexec_fn=_bounds(),
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise ToolError(f"{arguments[0]} did not end in {_SECONDS} seconds") from None
        if not done.stdout and done.returncode:
            raise ToolError(f"{arguments[0]}: {done.stderr[-200:].decode('utf-8', 'backslashreplace').strip()}")
        return done.stdout


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _bounds() -> Callable[[], None] | None:
    if sys.platform == "win32":
        return None

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_ROOM, _ROOM))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    return bound
