"""``sousveil compare``: what became of each finding from one edition to the next."""

import argparse
from pathlib import Path

from sousveil.cli.exits import CannotRunError
from sousveil.cli.forms import add_one_language
from sousveil.cli.passwords import add_password, with_passwords


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and its options to the command line."""
    verb = verbs.add_parser(
        "compare",
        help="say what changed from one edition to the next",
        description="Compare editions of one product, each a target or a report in JSON, oldest first, and say of each "
        "finding what became of it: new, gone, moved, renamed in the same place, its comments taken out, its words "
        "replaced, no longer readable, or only read with other rules. Three editions or more give a timeline.",
        epilog="Exit codes: 0 the same; 1 something differs; 2 could not run.",
    )
    verb.add_argument("editions", nargs="+", type=Path, metavar="EDITION", help="a target, or a report in JSON")
    verb.add_argument("--format", choices=("terminal", "json", "html"), default="terminal", help="what to print")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write to FILE, not to standard output")
    verb.add_argument("--all", action="store_true", help="tell of what is unchanged, too")
    verb.add_argument(
        "--targets-in",
        action="append",
        type=Path,
        default=[],
        metavar="FOLDER",
        help="where to look for the target of a report (besides the folder of the report); can be given more than once",
    )
    add_one_language(verb)
    add_password(verb)
    verb.add_argument("--jobs", type=int, default=0, metavar="N", help="how many workers (default: one for each core)")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare, print, and give the exit code."""
    import msgspec

    from sousveil.cli.forms import language
    from sousveil.cli.output import screen, write
    from sousveil.proving import ProvingError
    from sousveil.reporting.comparing import comparison_page, retold
    from sousveil.running.comparing import compared_with_reports
    from sousveil.running.options import Options, OptionsError, settings
    from sousveil.running.scan import ScanError

    if len(arguments.editions) < 2:
        raise CannotRunError("two editions or more are compared")
    if arguments.jobs < 0:
        raise CannotRunError("--jobs is a number from 1")
    words = language(arguments.lang)
    try:
        limits = with_passwords(settings(Path()).limits, arguments)
        options = Options(jobs=arguments.jobs, limits=limits)
        comparison, reports = compared_with_reports(arguments.editions, options, beside=arguments.targets_in)
    except (OptionsError, ProvingError, ScanError) as why:
        raise CannotRunError(str(why)) from why
    if arguments.format == "json":
        write(msgspec.json.format(msgspec.json.encode(comparison), indent=1) + b"\n", arguments.output)
    elif arguments.format == "html":
        from sousveil.reporting.html.comparing import comparison_html

        write(comparison_html(retold(comparison, reports, words), words), arguments.output)
    else:
        told = retold(comparison, reports, words)
        page = comparison_page(told, **screen(arguments.output), every=arguments.all, words=words)
        write(page, arguments.output)
    return 1 if comparison.differs else 0
