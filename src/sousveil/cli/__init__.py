"""One verb for each file, no logic. Imports little: what a verb needs is imported when it runs."""

import argparse
import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from sousveil import __version__
from sousveil.cli.exits import CANNOT_RUN, INTERRUPTED, CannotRunError
from sousveil.cli.output import say, silence

VERBS = ("scan", "verify", "compare", "statement", "explain", "render", "tree", "doctor", "rules")
_OBJECTS = 100_000
"""New objects before the collector of cycles looks at them: data come by the million here, cycles hardly ever."""


def parser(verb: str = "") -> argparse.ArgumentParser:
    """The whole command line; with the name of a verb, as much of it as that one needs."""
    whole = argparse.ArgumentParser(
        prog="sousveil",
        description="Shows, with evidence anyone can check again, whether software can sort people by race, ethnicity "
        "or religion. It reads software, never people.",
        epilog="Exit codes of each verb: see 'sousveil VERB --help'.",
    )
    whole.add_argument("--version", action="version", version=f"sousveil {__version__}")
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name in (verb,) if verb in VERBS else VERBS:
        import_module(f"{__name__}.{name}").add_to(verbs)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code. Prints one line, never a traceback, where it could not run."""
    gc.set_threshold(_OBJECTS, 50, 100)
    try:
        words = sys.argv[1:] if argv is None else list(argv)
        arguments = parser(words[0] if words else "").parse_args(words)
        import_module("sousveil.model")  # first of all rooms: it knows how to load the decoder in half the time
        run = arguments.run
        code: int = run(arguments)
        sys.stdout.flush()
    except CannotRunError as why:
        return _complain(str(why), CANNOT_RUN)
    except KeyboardInterrupt:
        return _complain("interrupted; nothing was reported", INTERRUPTED)
    except BrokenPipeError:
        silence()  # whoever read the output has seen enough
        return 128 + 13  # as a program that SIGPIPE ended
    return code


def enter() -> NoReturn:
    """The program: ends at once, since taking the heap of a large scan apart costs a tenth of a second."""
    code = main()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _complain(why: str, code: int) -> int:
    with contextlib.suppress(OSError):
        say(f"sousveil: {why}")
    return code
