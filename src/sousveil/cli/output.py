"""Text to standard output or a file."""

import os
import sys
from pathlib import Path
from typing import TypedDict

from sousveil.cli.exits import CannotRunError


def write(text: str | bytes, path: Path | None = None) -> None:
    """Write ``text``, in UTF-8, to ``path``, or to standard output.

    Raises ``CannotRunError`` where the file cannot be written, ``BrokenPipeError`` where nobody listens any more.
    """
    data = text.encode("utf-8", "backslashreplace") if isinstance(text, str) else text
    if path is not None:
        try:
            path.write_bytes(data)
        except OSError as why:
            raise CannotRunError(f"{path}: {why.strerror or why}") from why
        return
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as why:
        silence()
        raise CannotRunError(f"standard output: {why.strerror or why}") from why


def replace(data: bytes, path: Path) -> None:
    """Write ``data`` to ``path`` at once, so that what stood there is whole or replaced. Raises ``CannotRunError``."""
    import contextlib
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as why:
        raise CannotRunError(f"{path}: {why.strerror or why}") from why
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except OSError as why:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise CannotRunError(f"{path}: {why.strerror or why}") from why


class Looks(TypedDict):
    """How wide a page may be, and what may be in it."""

    width: int
    colour: bool
    unicode: bool


def screen(path: Path | None = None) -> Looks:
    """How a page for ``path`` may look, or one for standard output: colours and the screen's width only on a screen."""
    import shutil

    to_screen = path is None and sys.stdout.isatty()
    return Looks(
        width=shutil.get_terminal_size().columns if to_screen else 100,
        colour=to_screen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        unicode=not to_screen or (sys.stdout.encoding or "").lower().replace("-", "") == "utf8",
    )


def silence() -> None:
    """Nothing more goes to standard output; Python would try to write the rest once more at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(text: str) -> None:
    """A line for the person on standard error, printable whatever is in it."""
    sys.stderr.write("".join(char if char.isprintable() else repr(char)[1:-1] for char in text) + "\n")
