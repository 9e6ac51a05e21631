"""``sousveil statement``: put the maker's reply into a report."""

import argparse
from pathlib import Path

from sousveil.cli.exits import CannotRunError


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and its options to the command line."""
    verb = verbs.add_parser(
        "statement",
        help="put the maker's reply into a report",
        description="Add what the maker says about a report to that report: word for word, with its day and source. It "
        "stands beside the headline on the page and in the terminal, every other format has it too, and 'compare' "
        "carries it on. Nothing else in the report changes.",
        epilog="Exit codes: 0 added; 2 could not run.",
    )
    verb.add_argument("report", type=Path, metavar="REPORT", help="a report in JSON")
    verb.add_argument("--from", dest="from_", required=True, metavar="WHO", help="whose statement it is")
    verb.add_argument("--when", required=True, metavar="DAY", help="the day that it bears, YYYY-MM-DD")
    what = verb.add_mutually_exclusive_group(required=True)
    what.add_argument("--text-file", type=Path, metavar="FILE", help="the statement, a text in UTF-8")
    what.add_argument("--no-reply", action="store_true", help="none had come by the day given with --when")
    verb.add_argument("--source", default="", metavar="TEXT", help="where it can be found, or how it was received")
    verb.add_argument("--asked", default="", metavar="DAY", help="the day on which the maker was asked, YYYY-MM-DD")
    verb.add_argument("--target", type=int, metavar="N", help="the target that it is about, where there are several")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write to FILE (default: into REPORT itself)")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Add it and write the report."""
    from sousveil.cli.output import replace
    from sousveil.proving import ProvingError
    from sousveil.proving.statement import statement, text_of, with_statement

    try:
        text = text_of(arguments.text_file) if arguments.text_file else ""
        reply = statement(
            from_=arguments.from_,
            when=arguments.when,
            source=arguments.source,
            text=text,
            asked=arguments.asked,
        )
        target = None if arguments.target is None else arguments.target - 1
        data = with_statement(arguments.report.read_bytes(), reply, target)
    except OSError as why:
        raise CannotRunError(f"{arguments.report}: {why.strerror or why}") from why
    except ProvingError as why:
        raise CannotRunError(str(why)) from why
    replace(data, arguments.output or arguments.report)
    return 0
