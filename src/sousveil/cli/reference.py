"""The page ``docs/cli.md``, made from the command line itself: ``python -m sousveil.cli.reference > docs/cli.md``."""

import argparse
import sys
from collections.abc import Iterator

from sousveil.cli import parser

_HEAD = """\
# The command line

Made from the program itself by `make docs`; a test says so when it is out of date.
"""


def markdown() -> str:
    """The page."""
    whole = parser()
    parts = [_HEAD, f"{whole.description}\n"]
    for action in _actions(whole):
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - argparse has no other face
            for name, verb in action.choices.items():
                parts += [f"## sousveil {name}\n", f"{verb.description}\n", _table(verb), f"{verb.epilog}\n"]
    return "\n".join(parts)


def _table(verb: argparse.ArgumentParser) -> str:
    rows = [f"| {_written(action)} | {_said(action)} |" for action in _actions(verb)]
    return "\n".join(["| | |", "| --- | --- |", *rows, ""])


def _actions(of: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    return (action for action in of._actions if action.dest != "help")  # noqa: SLF001 - argparse has no other face


def _written(action: argparse.Action) -> str:
    if not action.option_strings:
        return f"`{action.metavar or action.dest.upper()}`"
    value = "" if action.nargs == 0 else " " + str(action.metavar or action.dest.upper())
    return f"`{', '.join(action.option_strings)}{value if not action.choices else ' ' + action.dest.upper()}`"


def _said(action: argparse.Action) -> str:
    choices = f" One of {', '.join(f'`{one}`' for one in action.choices)}." if action.choices else ""
    return f"{action.help}.{choices}".replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(markdown())
