"""Which finding of one report is which of another: by id, else by the names that carry it."""

from collections.abc import Sequence
from typing import NamedTuple

from sousveil.judging.identity import names
from sousveil.model.report import Finding
from sousveil.model.words import Kind

ALIKE = 0.25
"""The share of names, of those that either has, from which two findings with different ids are one."""
_TOLD = frozenset({Kind.CAPABILITY, Kind.DECLARED, Kind.PROFILING, Kind.STATED})
"""Kinds that a finding can change between."""


class Pair(NamedTuple):
    """A finding in two editions; ``None`` where one has none."""

    old: Finding | None
    new: Finding | None


def paired(old: Sequence[Finding], new: Sequence[Finding]) -> list[Pair]:
    """Every finding of both, once. Equal ids first; of the rest those that share most of their names."""
    waiting = {finding.id: finding for finding in new}
    out: list[Pair] = []
    left: list[Finding] = []
    for finding in old:
        same = waiting.pop(finding.id, None)
        if same is None:
            left.append(finding)
        else:
            out.append(Pair(finding, same))
    scores = [
        (_alike(one, other), one.id, other.id)
        for one in left
        for other in waiting.values()
        if one.trait is other.trait and (one.kind is other.kind or {one.kind, other.kind} <= _TOLD)
    ]
    unpaired = {finding.id: finding for finding in left}
    for score, one, other in sorted(scores, key=lambda scored: (-scored[0], scored[1:])):
        if score >= ALIKE and one in unpaired and other in waiting:
            out.append(Pair(unpaired.pop(one), waiting.pop(other)))
    out += [Pair(finding, None) for finding in unpaired.values()]
    return out + [Pair(None, finding) for finding in waiting.values()]


def _alike(one: Finding, other: Finding) -> float:
    a, b = names(one), names(other)
    return len(a & b) / len(a | b) if a | b else 0.0
