"""What is known already: a baseline of findings, and findings that somebody set aside with a reason and for a time.

Neither takes anything out of a report: they decide what a scan fails on. Both name a finding by its id *and* by what it
shows, so that a finding that shows more than it did, in the very same place, is a new one.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeAlias

import msgspec

from sousveil.judging.identity import ALGORITHM
from sousveil.model.report import Finding, Report
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

    def covers(self, finding: Finding) -> bool:
        """Whether ``finding`` is this one, and shows nothing beyond it."""
        return (
            (self.id, self.kind, self.trait) == (finding.id, finding.kind, finding.trait)
            and set(finding.stages) <= set(self.stages)
            and set(finding.groups) <= set(self.groups)
            and finding.enabled_in in ("", self.enabled_in)
        )


class Baseline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The findings of an earlier scan. ``fingerprint`` names the way in which their ids were made."""

    baseline: int
    fingerprint: str
    tool: str
    made: str
    findings: tuple[Known, ...]


class Suppression(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finding that somebody answers for: why, who, and until when (the last day on which it holds).

    ``stages`` and ``groups`` are what the finding may show; beyond them it is a new one.
    """

    finding: str
    reason: str
    author: str
    expires: date
    stages: tuple[Stage, ...]
    groups: tuple[str, ...] = ()


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
        baseline=BASELINE_VERSION, fingerprint=ALGORITHM, tool=report.run.version, made=made, findings=tuple(findings)
    )


def standings(
    findings: Iterable[Finding], baseline: Baseline | None, suppressions: Sequence[Suppression], today: date
) -> list[Standing]:
    """The state of each finding, in their order. An entry of a baseline stands for one finding, not for two."""
    left = list(baseline.findings) if baseline else []
    out = []
    for finding in findings:
        known = next((one for one in left if one.covers(finding)), None)
        if known is not None:
            left.remove(known)
            out.append(Standing(State.KNOWN))
            continue
        by = next((one for one in suppressions if _about(one, finding)), None)
        if by is None:
            out.append(Standing(State.NEW))
        else:
            out.append(Standing(State.SUPPRESSED if today <= by.expires else State.EXPIRED, by))
    return out


def _about(one: Suppression, finding: Finding) -> bool:
    return (
        one.finding == finding.id and set(finding.stages) <= set(one.stages) and set(finding.groups) <= set(one.groups)
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
        if not one.reason.strip() or not one.author.strip():
            raise KnownError(f"the suppression of {one.finding} needs a reason and an author")
    return file.suppressions


def _same_way(fingerprint: str) -> None:
    if fingerprint != ALGORITHM:
        raise KnownError(
            f"its ids were made in the way '{fingerprint}', those of this version in the way '{ALGORITHM}'"
        )
