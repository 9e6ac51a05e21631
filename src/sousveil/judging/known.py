"""What is known already: a baseline of findings, and findings that somebody set aside with a reason and for a time.

Neither takes anything out of a report: they decide what a scan fails on. Both name a finding by its id *and* by what it
shows, so that a finding that shows more than it did, in the very same place, is a new one.

Ids of an older way are made again from the findings, so that what is known stays known. Ids rest on what was found, and
so on words, rules and code: an entry that nothing matches is said, and what stands there now counts as new.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

import msgspec

from sousveil.judging.identity import ALGORITHM, FIRST, WAYS, ids
from sousveil.model.report import Finding, Report, Run
from sousveil.model.words import Kind, Stage, Trait

BASELINE_VERSION = 1


class KnownError(ValueError):
    """A baseline or a list of what is set aside that cannot be used, in one sentence."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of a baseline: its id, and all that it showed."""

    id: str
    kind: Kind
    trait: Trait
    stages: tuple[Stage, ...]
    groups: tuple[str, ...]
    enabled_in: str = ""
    claim: str = ""

    def covers(self, finding: Finding, key: str) -> bool:
        """Whether ``finding``, whose id is ``key`` in the way of the baseline, is this one and shows nothing beyond."""
        return (
            (self.id, self.kind, self.trait) == (key, finding.kind, finding.trait)
            and set(finding.stages) <= set(self.stages)
            and set(finding.groups) <= set(self.groups)
            and finding.enabled_in in ("", self.enabled_in)
        )


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The findings of an earlier scan. ``fingerprint`` names the way in which their ids were made.

    ``knowledge`` and ``code`` are the digests of what found them, ``""`` in one of before they were kept.
    """

    baseline: int
    fingerprint: str
    tool: str
    made: str
    findings: tuple[Known, ...]
    knowledge: str = ""
    code: str = ""


class Suppression(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding that somebody answers for: why, who, and until when (the last day on which it holds).

    ``stages`` and ``groups`` are what the finding may show; beyond them it is a new one. ``fingerprint`` is the way in
    which its id was made, where that is not the one of the file.
    """

    finding: str
    reason: str
    author: str
    expires: date
    stages: tuple[Stage, ...]
    groups: tuple[str, ...] = ()
    fingerprint: str = ""


class Suppressions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of them."""

    fingerprint: str
    suppressions: tuple[Suppression, ...]


class State(StrEnum):
    """What a finding is to a scan that has a baseline or suppressions."""

    NEW = "new"
    KNOWN = "known"
    SUPPRESSED = "suppressed"
    EXPIRED = "expired"


class Standing(msgspec.Struct, frozen=True):
    """The state of a finding, and the suppression that it is about, where there is one."""

    state: State
    by: Suppression | None = None

    @property
    def counts(self) -> bool:
        """Whether a scan still fails on it."""
        return self.state in (State.NEW, State.EXPIRED)


Standings: TypeAlias = Mapping[tuple[int, str], Standing]
"""By the index of the target and the id of the finding."""


def way_of(made: Run) -> str:
    """The way in which the ids of a report were made."""
    return made.ids or FIRST


def baseline_of(report: Report, made: str) -> Baseline:
    """The baseline of a report."""
    findings = [
        Known(
            id=f.id, kind=f.kind, trait=f.trait, stages=f.stages, groups=f.groups, enabled_in=f.enabled_in,
            claim=f.claim,
        )
        for target in report.targets
        for f in target.findings
    ]  # fmt: skip
    return Baseline(
        baseline=BASELINE_VERSION, fingerprint=way_of(report.run), tool=report.run.version, made=made,
        findings=tuple(findings), knowledge=report.run.knowledge, code=report.run.code,
    )  # fmt: skip


class Held(NamedTuple):
    """Findings held against what is known: the standing of each, and the entries of the baseline that none matched."""

    standings: list[Standing]
    unmatched: list[Known]


def held(
    targets: Iterable[Sequence[Finding]],
    baseline: Baseline | None,
    suppressions: Sequence[Suppression],
    today: date,
    made: str = ALGORITHM,
) -> Held:
    """The state of each finding of each target, in their order; their ids are ``made`` in that way.

    An entry of a baseline stands for one finding, not for two.
    """
    left = list(baseline.findings) if baseline else []
    out = []
    for findings in targets:
        ways = {one.fingerprint or made for one in suppressions} | ({baseline.fingerprint} if baseline else set())
        named = {way: ids(findings, way, made) for way in ways}
        for at, finding in enumerate(findings):
            if baseline is not None:
                key = named[baseline.fingerprint][at]
                known = next((one for one in left if one.covers(finding, key)), None)
                if known is not None:
                    left.remove(known)
                    out.append(Standing(State.KNOWN))
                    continue
            by = next((one for one in suppressions if _about(one, finding, named[one.fingerprint or made][at])), None)
            if by is None:
                out.append(Standing(State.NEW))
            else:
                out.append(Standing(State.SUPPRESSED if today <= by.expires else State.EXPIRED, by))
    return Held(out, left)


def _about(one: Suppression, finding: Finding, key: str) -> bool:
    return one.finding == key and set(finding.stages) <= set(one.stages) and set(finding.groups) <= set(one.groups)


def unmatched_line(held_: Held, baseline: Baseline, report: Report) -> str:
    """What became of the entries of a baseline that no finding matched, in a sentence; ``""`` where all were."""
    missed, all_ = len(held_.unmatched), len(baseline.findings)
    if not missed:
        return ""
    head = f"{missed} of the {all_} findings of the baseline could not be matched"
    other = []
    if baseline.fingerprint != way_of(report.run):
        other.append(f"its ids were made by {baseline.fingerprint}, those of this version by {way_of(report.run)}")
    if (baseline.knowledge, baseline.code) != (report.run.knowledge, report.run.code):
        other.append(f"it was made with other words, rules or code (version {baseline.tool})")
    if not other:
        return f"{head}: they are gone, or show more than they did"
    return (
        f"{head}: {'; '.join(other)}. They are gone, or stand under other ids and count as new: "
        "read those, then write the baseline again (--write-baseline)"
    )


def read_baseline(data: bytes) -> Baseline:
    """The baseline in a JSON file. Raises ``KnownError``."""
    try:
        baseline = msgspec.json.decode(data, type=Baseline)
    except (msgspec.MsgspecError, UnicodeDecodeError) as why:
        raise KnownError(f"not a baseline ({why})") from why
    if baseline.baseline != BASELINE_VERSION:
        raise KnownError(f"not a baseline of version {BASELINE_VERSION}")
    _same_way(baseline.fingerprint)
    return baseline


def read_suppressions(data: bytes) -> tuple[Suppression, ...]:
    """The suppressions in a YAML or JSON file. Raises ``KnownError``."""
    import yaml  # noqa: PLC0415 - only where there is such a file

    try:
        plain = yaml.safe_load(data)
        file = msgspec.convert(plain, Suppressions)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError, ValueError, RecursionError) as why:
        raise KnownError(f"not a list of suppressions ({why})") from why
    _same_way(file.fingerprint)
    for one in file.suppressions:
        _same_way(one.fingerprint or file.fingerprint)
        if not one.reason.strip() or not one.author.strip():
            raise KnownError(f"the suppression of {one.finding} needs a reason and an author")
    way = file.fingerprint
    return tuple(msgspec.structs.replace(one, fingerprint=one.fingerprint or way) for one in file.suppressions)


def _same_way(fingerprint: str) -> None:
    if fingerprint not in WAYS:
        raise KnownError(
            f"its ids were made in the way '{fingerprint}', and this version knows {' and '.join(WAYS)}: "
            "read the findings once more and write it again"
        )
