"""``--password`` and ``--password-file``, which every verb that opens a target has."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sousveil.cli.exits import CannotRunError

if TYPE_CHECKING:
    from sousveil.model.limits import Limits

_LARGEST = 1 << 20  # bytes of a file of passwords


def add_password(verb: argparse.ArgumentParser) -> None:
    """Add the options."""
    verb.add_argument(
        "--password",
        action="append",
        default=[],
        metavar="WORD",
        help="tried on everything that is encrypted; can be given more than once, and is in no report (whoever may "
        "list the processes of this machine sees it while it runs: a file of passwords is not seen)",
    )
    verb.add_argument(
        "--password-file",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="passwords to try, one on each line (UTF-8); can be given more than once",
    )


def with_passwords(limits: "Limits", arguments: argparse.Namespace) -> "Limits":
    """``limits`` with the passwords of these arguments besides its own, each once. Raises ``CannotRunError``."""
    import msgspec

    words = [*limits.passwords, *arguments.password]
    for path in arguments.password_file:
        words += _lines(path)
    passwords = tuple(dict.fromkeys(words))
    return msgspec.structs.replace(limits, passwords=passwords) if passwords else limits


def _lines(path: Path) -> list[str]:
    """The lines of a file, without their ends and nothing else taken off; empty ones are left out."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as why:
        raise CannotRunError(f"{path}: {getattr(why, 'strerror', None) or why}") from why
    if len(data) > _LARGEST:
        raise CannotRunError(f"{path}: more than {_LARGEST} bytes of passwords")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotRunError(f"{path}: not in UTF-8") from None  # what stands there is said nowhere
    return [line for line in text.replace("\r\n", "\n").split("\n") if line]
