"""``sousveil verify``: check a report against the bytes that it speaks of."""

import argparse
from pathlib import Path

from sousveil.cli.exits import CannotRunError
from sousveil.cli.passwords import add_password, with_passwords


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and its options to the command line."""
    verb = verbs.add_parser(
        "verify",
        help="check a report against the bytes that it speaks of",
        description="Walk from each target to every quoted byte again, comparing the digest of each layer on the way "
        "and the quoted text at its place.",
        epilog="Exit codes: 0 everything holds; 1 something differs; 2 could not run; 3 nothing differs, but something "
        "cannot be checked.",
    )
    verb.add_argument("report", type=Path, metavar="REPORT", help="a report in JSON")
    verb.add_argument(
        "targets", nargs="+", type=Path, metavar="TARGET", help="the targets of the report, in the same order"
    )
    verb.add_argument("--all", action="store_true", help="print a line for each place that holds, too")
    add_password(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify, print what holds and what does not, and give the exit code."""
    from sousveil.cli.output import write
    from sousveil.proving import ProvingError, exit_code, lines, load, verify
    from sousveil.running.options import OptionsError, settings
    from sousveil.running.porter import hired

    try:
        limits = with_passwords(settings(Path()).limits, arguments.password)
        report = load(arguments.report)
        with hired() as outside:
            checks = verify(report, arguments.targets, limits, outside)
    except (OptionsError, ProvingError) as why:
        raise CannotRunError(str(why)) from why
    write(lines(checks, every=arguments.all))
    return exit_code(checks)
