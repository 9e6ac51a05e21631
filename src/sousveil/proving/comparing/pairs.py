"""Which finding of one report is which of another: by id, else by the names that carry it, else by the lines around."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sousveil.judging.identity import names
from sousveil.model.late import late
from sousveil.model.report import Finding
from sousveil.model.words import Kind
from sousveil.proving.comparing.successors import bare

ALIKE = 0.25
"""The share of names, of those that either has, from which two findings with different ids are one."""
LINES, AMONG = 4, 0.5
"""Lines that two findings without a name in common both quote, and their share of all: from there on they are one."""
_NUMBERS = late(r"[0-9]+(?:[._-][0-9]+)*")
_TOLD = frozenset({Kind.CAPABILITY, Kind.DECLARED, Kind.PROFILING, Kind.STATED})
"""Kinds that a finding can change between."""


class Pair(NamedTuple):
    """A finding in two editions; ``None`` where one has none."""

    old: Finding | None
    new: Finding | None


def paired(old: Sequence[Finding], new: Sequence[Finding]) -> list[Pair]:
    """Every finding of both, once: equal ids first.

    Of the rest those that share most of their names, then those that stand between the same lines, then what is told as
    another kind of thing in the same file.
    """
    waiting = {finding.id: finding for finding in new}
    out: list[Pair] = []
    left: dict[str, Finding] = {}
    for finding in old:
        same = waiting.pop(finding.id, None)
        if same is None:
            left[finding.id] = finding
        else:
            out.append(Pair(finding, same))
    around = {id(one): _around(one) for one in (*left.values(), *waiting.values())}
    for score in (_by_names, _by_lines, _by_file, _by_part):
        scores = [
            (alike, _share(around[id(one)], around[id(other)]), one.id, other.id)
            for one in left.values()
            for other in waiting.values()
            if one.trait is other.trait and (alike := score(one, other, around))
        ]
        if score is _by_file:  # where there are several, nobody can say which is which
            told = Counter(at for _, _, one, other in scores for at in (one, other))
            scores = [score for score in scores if told[score[2]] == told[score[3]] == 1]
        for _, _, one, other in sorted(scores, key=lambda scored: (-scored[0], -scored[1], scored[2:])):
            if one in left and other in waiting:
                out.append(Pair(left.pop(one), waiting.pop(other)))
    out += [Pair(finding, None) for finding in left.values()]
    return out + [Pair(None, finding) for finding in waiting.values()]


_Around = Mapping[int, frozenset[str]]
"""The lines around each finding, by its identity in memory."""


def _by_names(one: Finding, other: Finding, _: _Around) -> float:
    score = _share(names(one), names(other)) if _related(one, other) else 0.0
    return score if score >= ALIKE else 0.0


def _by_lines(one: Finding, other: Finding, around: _Around) -> float:
    """Functions and files were renamed; what stands there did not change."""
    a, b = around[id(one)], around[id(other)]
    return _share(a, b) if _related(one, other) and len(a & b) >= LINES and _share(a, b) >= AMONG else 0.0


def _by_file(one: Finding, other: Finding, _: _Around) -> float:
    """The one thing that a file shows, in code whose names are made anew for each edition."""
    a, b = ({tuple(map(_plain, place.layers)) for place in finding.evidence} for finding in (one, other))
    return float(_related(one, other) and one.kind is not Kind.TRACE and a == b)


def _plain(layer: str) -> str:
    return _NUMBERS.sub("", layer)


def _by_part(one: Finding, other: Finding, _: _Around) -> float:
    """A part that is known by a name, and what was found out of the same file around that name."""
    if (one.kind is Kind.COMPONENT) == (other.kind is Kind.COMPONENT) or Kind.VOCABULARY in {one.kind, other.kind}:
        return 0.0
    part, found = (one, other) if one.kind is Kind.COMPONENT else (other, one)
    files = {tuple(place.layers) for place in found.evidence}
    lines = [line.text for place in found.evidence for line in place.context]
    held = [tuple(e.layers) in files and any(e.text in line for line in lines) for e in part.evidence]
    return float(bool(held) and all(held))


def _related(one: Finding, other: Finding) -> bool:
    return one.kind is other.kind or {one.kind, other.kind} <= _TOLD


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _around(finding: Finding) -> frozenset[str]:
    """The lines that its places are quoted with, without comments and blanks."""
    return frozenset(text for place in finding.evidence for line in place.context if (text := bare(line.text)))
