"""Each finding through three editions or more."""

from collections.abc import Sequence

from sousveil.model.comparison import Fate, Line, Moment, Step
from sousveil.model.report import Finding, TargetReport
from sousveil.proving.comparing.changes import unseen, where


def timeline(reports: Sequence[TargetReport], steps: Sequence[Step]) -> tuple[Line, ...]:
    """A line for each finding, in the order in which they first come; ``steps`` join the editions that follow."""
    there: list[dict[str, Finding]] = [{finding.id: finding for finding in report.findings} for report in reports]
    lines: list[list[Moment]] = []
    last: dict[str, int] = {}
    told: list[Finding] = []
    for finding in reports[0].findings:
        last[finding.id] = len(lines)
        lines.append([Moment(finding.id, finding.stages)])
        told.append(finding)
    for number, step in enumerate(steps, 1):
        following: dict[str, int] = {}
        for change in step.changes:
            line = last.get(change.old) if change.old else None
            if line is None:
                line = len(lines)
                lines.append([Moment("") for _ in range(number)])
                told.append(there[number][change.new])
            now = there[number].get(change.new)
            lines[line].append(Moment(change.new, now.stages if now else (), change.fate))
            if now is not None:
                following[change.new] = line
                told[line] = now
        for moments, finding in zip(lines, told, strict=True):
            if len(moments) <= number:
                closed = moments[-1].fate is Fate.UNREADABLE and unseen(finding, reports[number])
                moments.append(Moment("", (), Fate.UNREADABLE if closed else None))
        last = following
    return tuple(
        Line(finding.trait, finding.claim, tuple(moments), where(finding))
        for finding, moments in zip(told, lines, strict=True)
    )
