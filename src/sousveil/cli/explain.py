"""``sousveil explain``: tell one finding of a report step by step."""

import argparse
from pathlib import Path

from sousveil.cli.exits import CannotRunError
from sousveil.cli.forms import add_one_language


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and its options to the command line."""
    verb = verbs.add_parser(
        "explain",
        help="tell one finding of a report step by step",
        description="From a report alone: each step of the chain and how it is joined, the innocent explanations that "
        "were tested, what was set aside nearby and why, what is not shown, and what could hide it. Without FINDING, "
        "the findings are listed.",
        epilog="Exit codes: 0 told; 2 could not run, or there is no such finding.",
    )
    verb.add_argument("report", type=Path, metavar="REPORT", help="a report in JSON")
    verb.add_argument(
        "finding",
        nargs="?",
        default="",
        metavar="FINDING",
        help="its id, how its id begins, or its number",
    )
    add_one_language(verb)
    verb.add_argument("--output", type=Path, metavar="FILE", help="write to FILE, not to standard output")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Tell the finding, or list them all; the exit code."""
    from sousveil.cli.forms import language
    from sousveil.cli.output import screen, write
    from sousveil.proving import ProvingError, load
    from sousveil.reporting.explaining import UnknownFindingError, explanation, listing

    looks, words = screen(arguments.output), language(arguments.lang)
    try:
        report = load(arguments.report)
        which = arguments.finding
        told = explanation(report, which, **looks, words=words) if which else listing(report, **looks, words=words)
    except (ProvingError, UnknownFindingError) as why:
        raise CannotRunError(str(why)) from why
    write(told, arguments.output)
    return 0
