"""The verdict of a target: pure functions over findings and gaps."""

from collections.abc import Sequence

from sousveil.judging.claims import headline
from sousveil.judging.states import states_of
from sousveil.model.report import Coverage, Finding, GapEntry, Verdict
from sousveil.model.words import Kind, Outcome, Stage, Trait

OUTCOME_OF: tuple[tuple[frozenset[Kind], Outcome], ...] = (
    (frozenset({Kind.CAPABILITY}), Outcome.FOUND),
    (frozenset({Kind.TRACE, Kind.COMPONENT, Kind.STATED}), Outcome.INDICATED),
    (frozenset({Kind.DECLARED, Kind.PROFILING}), Outcome.DECLARED),
    (frozenset({Kind.VOCABULARY}), Outcome.VOCABULARY),
)
OUT_OF_SIGHT = frozenset({"native-unlabelled", "model-unlabelled", "fetched-at-run-time", "remote-service"})


def outcome_of(findings: Sequence[Finding]) -> Outcome:
    """The strongest outcome that a finding gives."""
    kinds = {finding.kind for finding in findings}
    return next((outcome for these, outcome in OUTCOME_OF if these & kinds), Outcome.NOTHING)


def verdict_of(
    findings: Sequence[Finding],
    gaps: Sequence[GapEntry],
    coverage: Coverage,
    subject: str,
    there: frozenset[Stage],
    unread: frozenset[Stage] = frozenset(),
) -> Verdict:
    """The verdict; ``there`` is what ``looked_at`` gives, ``unread`` what ``beyond`` does.

    A gap never removes a finding; an accepted gap does not make the reading incomplete.
    """
    hiding = [gap for gap in gaps if gap.could_hide and not gap.accepted]
    because = []
    if any(gap.code not in OUT_OF_SIGHT for gap in hiding):
        because.append("unread")
    if any(gap.code in OUT_OF_SIGHT for gap in hiding):
        because.append("decides-out-of-sight")
    outcome = outcome_of(findings)
    telling = [f for f in findings if f.kind is Kind.CAPABILITY] or list(findings)
    shown = {stage for f in telling for stage in f.stages}
    return Verdict(
        outcome=outcome, complete=not because, incomplete_because=tuple(because),
        stages=tuple(stage for stage in Stage if stage in shown),
        states=states_of(shown, hiding, there, unread),
        traits=tuple(trait for trait in Trait if any(f.trait is trait for f in telling)),
        groups=tuple(dict.fromkeys(group for f in telling for group in f.groups)),
        headline=headline(outcome, not because, findings, subject, coverage),
    )  # fmt: skip
