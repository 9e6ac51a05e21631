"""``sousveil render``: a report in another form."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from sousveil.cli.exits import CannotRunError
from sousveil.cli.forms import FORMATS, add_language


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
    for option, what in (("baseline", "findings that are known"), ("suppressions", "findings that are set aside")):
        verb.add_argument(
            f"--{option}", type=Path, metavar="FILE", help=f"{what}, as in scan: SARIF and JUnit say which these are"
        )
    add_language(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the report in its other form; the exit code."""
    from sousveil.cli.forms import pages, rendered, some_language, two_files
    from sousveil.cli.output import write
    from sousveil.proving import ProvingError, load
    from sousveil.running.known import standings_by_finding
    from sousveil.running.options import Options, OptionsError, baseline, suppressions
    from sousveil.running.scan import exit_code

    kind, output, lang = arguments.format, arguments.output, arguments.lang
    some_language(lang)
    two_files(kind, lang, output)
    try:
        report = load(arguments.report)
        options = Options(
            baseline=baseline(arguments.baseline) if arguments.baseline else None,
            suppressions=suppressions(arguments.suppressions) if arguments.suppressions else (),
            today=datetime.now(UTC).date(),
        )
    except (ProvingError, OptionsError) as why:
        raise CannotRunError(str(why)) from why
    if kind == "html" and output is not None:
        pages(report, output, lang)
    else:
        standings = standings_by_finding(report, options)
        write(rendered(kind, report, exit_code(report, options), output=output, lang=lang, standings=standings), output)
    return 0
