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
        "and the quoted text at its place; then derive every finding again, with the rules that the report carries, "
        "and compare it with what the report says. What stands in the report is held against the digests that it "
        "carries of its own parts.",
        epilog="Exit codes: 0 everything holds; 1 something differs; 2 could not run; 3 nothing differs, but something "
        "cannot be checked.",
    )
    verb.add_argument("report", type=Path, metavar="REPORT", help="a report in JSON")
    verb.add_argument(
        "targets", nargs="+", type=Path, metavar="TARGET", help="the targets of the report, in the same order"
    )
    verb.add_argument("--all", action="store_true", help="print a line for each place that holds, too")
    verb.add_argument("--quotes-only", action="store_true", help="check the quoted bytes, and derive nothing again")
    verb.add_argument(
        "--independent",
        action="store_true",
        help="check the quoted bytes with Python's standard library and public tools alone (7z, bsdtar, unzip ...), "
        "none of Sousveil's own code for opening, and name the tool of each layer; the tools run on the target's "
        "bytes with limits, but behind no other fence",
    )
    add_password(verb)
    verb.add_argument("--jobs", type=int, default=0, metavar="N", help="how many workers (default: one for each core)")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify, print what holds and what does not, and give the exit code."""
    from sousveil.cli.output import write
    from sousveil.proving import ProvingError, exit_code, lines
    from sousveil.running.options import OptionsError, settings
    from sousveil.running.proof import proof

    if arguments.jobs < 0:
        raise CannotRunError("--jobs is a number from 1")
    try:
        limits = with_passwords(settings(Path()).limits, arguments)
        checks = proof(
            arguments.report,
            arguments.targets,
            limits,
            independent=arguments.independent,
            quotes_only=arguments.quotes_only,
            jobs=arguments.jobs,
        )
    except (OptionsError, ProvingError) as why:
        raise CannotRunError(str(why)) from why
    write(lines(checks, every=arguments.all))
    return exit_code(checks)
