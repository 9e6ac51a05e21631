"""``sousveil scan``: look into software and say what it can do."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sousveil.cli.exits import CannotRunError
from sousveil.cli.forms import FORMATS, add_language
from sousveil.cli.passwords import add_password, with_passwords

if TYPE_CHECKING:
    from sousveil.running.options import Options, Settings


def add_to(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb and its options to the command line."""
    verb = verbs.add_parser(
        "scan",
        help="look into software and say what it can do",
        description="Look into files and folders (packages, SDKs, sources) and say whether they can sort people by "
        "race, ethnicity or religion, with evidence for each claim and everything that could not be read.",
        epilog="Exit codes: 0 no capability, complete; 1 a capability; 2 could not run; 3 no capability, but "
        "inconclusive or indicated. Options can also stand in .sousveil.toml in the current folder.",
    )
    verb.add_argument("targets", nargs="+", type=Path, metavar="TARGET", help="a file or folder to look into")
    verb.add_argument("--format", choices=FORMATS, help="what to print (default: terminal)")
    verb.add_argument("--output", type=Path, metavar="FILE", help="write to FILE, not to standard output")
    verb.add_argument("--html", type=Path, metavar="FILE", help="also write the HTML page to FILE")
    add_language(verb)
    verb.add_argument(
        "--knowledge",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a folder of your own rules and words, laid over ours; the report carries its text (more than once)",
    )
    verb.add_argument(
        "--provisions",
        metavar="WHERE,...",
        help="name, beside each finding, provisions of law to which its facts are relevant: eu, us; never a verdict",
    )
    verb.add_argument(
        "--fail-on",
        metavar="STAGE,...",
        help="exit with 1 only for a capability that shows one of these stages (default: for any capability)",
    )
    verb.add_argument(
        "--accept-gaps",
        type=Path,
        metavar="FILE",
        help="known gaps that leave a result complete: in each line a gap's code and a pattern for its path",
    )
    verb.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="findings that are known: exit with 1 only for one that is not in FILE, or shows more than it did",
    )
    verb.add_argument("--write-baseline", type=Path, metavar="FILE", help="write what was found to FILE as a baseline")
    verb.add_argument(
        "--suppressions",
        type=Path,
        metavar="FILE",
        help="findings that are set aside, in YAML or JSON: each with its id, what it may show, a reason, an author "
        "and a last day; they stay in the report",
    )
    verb.add_argument(
        "--discarded",
        action="store_true",
        help="list on the terminal page the words that were set aside, and why",
    )
    add_password(verb)
    verb.add_argument("--source", metavar="TEXT", help="where the target came from, for the report")
    verb.add_argument("--by", metavar="TEXT", help="who scanned it, for the report")
    verb.add_argument("--jobs", type=int, metavar="N", help="how many workers (default: one for each core)")
    verb.add_argument("--quiet", action="store_true", help="no progress, no notes on standard error")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Scan, print, and give the exit code of the verdict."""
    from sousveil.cli.forms import pages, rendered, some_language, two_files
    from sousveil.cli.output import say, write
    from sousveil.running.known import baseline_json, standing_lines, standings_by_finding
    from sousveil.running.options import OptionsError, settings
    from sousveil.running.scan import ScanError, exit_code, scan

    some_language(arguments.lang)
    try:
        defaults = settings(Path())
        options = _options(arguments, defaults)
        quiet = arguments.quiet or defaults.quiet
        output = arguments.output or _path(defaults.output)
        kind = arguments.format or defaults.format or "terminal"
        two_files(kind, arguments.lang, output)
        report = scan(arguments.targets, options, quiet=quiet)
    except (OptionsError, ScanError) as why:
        raise CannotRunError(str(why)) from why
    page = arguments.html or _path(defaults.html)
    lang = arguments.lang
    code = exit_code(report, options)
    for line in standing_lines(report, options):
        say(line)
    if arguments.write_baseline is not None:
        write(baseline_json(report, options), arguments.write_baseline)
    written = pages(report, page, lang) if page is not None else []
    if kind == "html" and output is not None:
        written += pages(report, output, lang)
    else:
        shown = rendered(
            kind,
            report,
            code,
            page=page,
            output=output,
            discarded=arguments.discarded,
            lang=lang,
            standings=standings_by_finding(report, options),
        )
        write(shown, output)
        written += [output] if output is not None else []
    if not quiet:
        for path in written:
            say(f"written to {path}")
    return code


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _options(arguments: argparse.Namespace, defaults: "Settings") -> "Options":
    from datetime import UTC, datetime

    from sousveil.running.options import (
        Options,
        OptionsError,
        accepted_gaps,
        baseline,
        jurisdictions,
        stages,
        suppressions,
    )

    def first(*values: Any) -> Any:  # noqa: ANN401 - whatever the option is
        return next((value for value in values if value not in (None, "", [], 0)), values[-1])

    jobs = first(arguments.jobs, defaults.jobs)
    if (arguments.jobs is not None and arguments.jobs < 1) or jobs < 0:
        raise OptionsError("--jobs is a number from 1")
    if defaults.format and defaults.format not in FORMATS:
        raise OptionsError(f"there is no format '{defaults.format}'; the formats are {', '.join(FORMATS)}")
    gaps = first(arguments.accept_gaps, _path(defaults.accept_gaps))
    known = first(arguments.baseline, _path(defaults.baseline))
    aside = first(arguments.suppressions, _path(defaults.suppressions))
    now = datetime.now(UTC)
    return Options(
        jobs=jobs,
        fail_on=stages(arguments.fail_on) if arguments.fail_on else tuple(defaults.fail_on),
        accepted=accepted_gaps(gaps) if gaps else (),
        source=first(arguments.source, defaults.source),
        by=first(arguments.by, defaults.by),
        when=now.isoformat(timespec="seconds"),
        limits=with_passwords(defaults.limits, arguments),
        baseline=baseline(known) if known else None,
        suppressions=suppressions(aside) if aside else (),
        today=now.date(),
        knowledge=tuple(arguments.knowledge or map(Path, defaults.knowledge)),
        jurisdictions=jurisdictions(arguments.provisions or ",".join(defaults.provisions)),
    )
