"""``--password``, which every verb that opens a target has."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sousveil.model.limits import Limits


def add_password(verb: argparse.ArgumentParser) -> None:
    """Add the option."""
    verb.add_argument(
        "--password",
        action="append",
        default=[],
        metavar="WORD",
        help="tried on everything that is encrypted; can be given more than once, and is in no report (whoever may "
        "list the processes of this machine sees it while it runs: limits.passwords in .sousveil.toml is not seen)",
    )


def with_passwords(limits: "Limits", words: Sequence[str]) -> "Limits":
    """``limits`` with these passwords besides its own, each once."""
    import msgspec

    passwords = tuple(dict.fromkeys((*limits.passwords, *words)))
    return msgspec.structs.replace(limits, passwords=passwords) if passwords else limits
