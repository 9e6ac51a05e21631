"""``sousveil render``: a report in another form."""

import argparse
from pathlib import Path

from sousveil.cli.exits import CannotRunError
from sousveil.cli.forms import FORMATS


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and its options to the command line."""
    verb = verbs.add_parser(
        "render",
        help="a report in another form",
        description="Make of a report in JSON a page, a PDF, or a file for another program, without the target.",
        epilog="Exit codes: 0 done; 2 could not run.",
    )
    verb.add_argument("report", type=Path, metavar="REPORT", help="a report in JSON")
    verb.add_argument("--format", choices=FORMATS, default="terminal", help="the form (default: terminal)")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write to FILE, not to standard output")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the report in its other form; the exit code."""
    from sousveil.cli.forms import rendered
    from sousveil.cli.output import write
    from sousveil.proving import ProvingError, load
    from sousveil.running.options import Options
    from sousveil.running.scan import exit_code

    try:
        report = load(arguments.report)
    except ProvingError as why:
        raise CannotRunError(str(why)) from why
    write(rendered(arguments.format, report, exit_code(report, Options()), output=arguments.output), arguments.output)
    return 0
