"""The baseline of a scan as a file, and what a baseline and suppressions did to its exit code, in lines."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from sousveil.judging.known import Standings, State, baseline_of, unmatched_line
from sousveil.model.report import Report
from sousveil.running.options import Options
from sousveil.running.scan import held_of, standing_of


def baseline_json(report: Report, options: Options) -> bytes:
    """The baseline of ``report`` as it is written."""
    return msgspec.json.format(msgspec.json.encode(baseline_of(report, options.when)), indent=1) + b"\n"


def standings_by_finding(report: Report, options: Options) -> Standings | None:
    """What each finding is to the baseline and the suppressions; ``None`` where there are neither."""
    if options.baseline is None and not options.suppressions:
        return None
    places = [(number, finding.id) for number, target in enumerate(report.targets) for finding in target.findings]
    return dict(zip(places, (standing for _, standing in standing_of(report, options)), strict=True))


def standing_lines(report: Report, options: Options) -> Iterator[str]:
    """A line for each suppression that held or ran out, what the baseline lost, how many findings are known and new."""
    if options.baseline is None and not options.suppressions:
        return
    counts: Counter[State] = Counter()
    for finding, standing in standing_of(report, options):
        counts[standing.state] += 1
        if standing.by is not None:
            held = "set aside" if standing.state is State.SUPPRESSED else "set aside until its day, which is past"
            by = standing.by
            yield f"{finding.id}: {held} by {by.author}, until {by.expires}: {by.reason}"
    if options.baseline is not None and (lost := unmatched_line(held_of(report, options), options.baseline, report)):
        yield lost
    yield ", ".join(f"{counts[state]} {state.value}" for state in State if counts[state] or state is State.NEW)
