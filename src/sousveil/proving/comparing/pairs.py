"""Which finding of one report is which of another: by id, else by the names that carry it, else by the lines around."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from sousveil.judging.identity import names
from sousveil.model.late import late
from sousveil.model.report import Finding
from sousveil.model.words import Kind
from sousveil.proving.comparing.successors import bare

ALIKE = 0.25
"""The share of names, of those that either has, from which two findings with different ids are one."""
LINES, AMONG = 4, 0.5
"""Lines that two findings without a name in common both quote, and their share of all: from there on they are one."""
MANY = 200
"""Findings that have a name, line or file in common, beyond which it says nothing of which is which."""
_WORD = late(r"\w{2,}")
_VERSION = late(r"(?i)[0-9]+(?:[._-][0-9]+|[._-]?(?:post|rc|dev|alpha|beta|snapshot)[0-9]*)*")
_TOLD = frozenset({Kind.CAPABILITY, Kind.DECLARED, Kind.PROFILING, Kind.STATED})
"""Kinds that a finding can change between."""


class Pair(NamedTuple):
    """A finding in two editions; ``None`` where one has none."""

    old: Finding | None
    new: Finding | None


def paired(old: Sequence[Finding], new: Sequence[Finding]) -> list[Pair]:
    """Every finding of both, once: equal ids first.

    Of the rest those that share most of their names, then those that stand between the same lines, then the one thing
    that a file shows, then what is told as another kind of thing in the same file.
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
    lines = {id(one): _lines(one) for one in (*left.values(), *waiting.values())}
    for way in (_ByNames(), _ByLines(lines), _ByFile(), _ByPart()):
        scores = [
            (alike, _share(lines[id(one)], lines[id(other)]), one.id, other.id)
            for one, other in _meeting(left.values(), waiting.values(), way)
            if one.trait is other.trait and (alike := way.alike(one, other))
        ]
        if way.alone:  # where there are several, nobody can say which is which
            told = Counter(at for _, _, *both in scores for at in both)
            scores = [score for score in scores if told[score[2]] == told[score[3]] == 1]
        for _, _, was, now in sorted(scores, key=lambda scored: (-scored[0], -scored[1], scored[2:])):
            if was in left and now in waiting:
                out.append(Pair(left.pop(was), waiting.pop(now)))
    out += [Pair(finding, None) for finding in left.values()]
    return out + [Pair(None, finding) for finding in waiting.values()]


class _Way(Protocol):
    """A way in which two findings can be one: only those that have a key in common are looked at."""

    alone: bool
    """Whether it says something only where there is one such pair."""

    def keys(self, finding: Finding) -> Collection[Hashable]: ...

    def alike(self, one: Finding, other: Finding) -> float: ...


def _meeting(left: Iterable[Finding], waiting: Iterable[Finding], way: _Way) -> Iterator[tuple[Finding, Finding]]:
    """Pairs with a key in common; a key that very many have says nothing."""
    having: dict[Hashable, dict[str, Finding]] = defaultdict(dict)
    for other in waiting:
        for key in way.keys(other):
            having[key][other.id] = other
    for one in left:
        met: dict[str, Finding] = {}
        for key in way.keys(one):
            if len(having.get(key, ())) <= MANY:
                met |= having.get(key, {})
        for other in met.values():
            yield one, other


class _ByNames:
    alone = False

    def __init__(self) -> None:
        self._names: dict[int, frozenset[str]] = {}

    def keys(self, finding: Finding) -> frozenset[str]:
        return self._names.setdefault(id(finding), names(finding))

    def alike(self, one: Finding, other: Finding) -> float:
        score = _share(self.keys(one), self.keys(other)) if _related(one, other) else 0.0
        return score if score >= ALIKE else 0.0


class _ByLines:
    """Functions and files were renamed; what stands there did not change."""

    alone = False

    def __init__(self, lines: Mapping[int, frozenset[str]]) -> None:
        self._lines = lines

    def keys(self, finding: Finding) -> frozenset[str]:
        return self._lines[id(finding)]

    def alike(self, one: Finding, other: Finding) -> float:
        a, b = self.keys(one), self.keys(other)
        share = _share(a, b) if _related(one, other) and len(a & b) >= LINES else 0.0
        return share if share >= AMONG else 0.0


class _ByFile:
    """The one thing that a file shows, in code whose names are made anew for each edition."""

    alone = True

    def keys(self, finding: Finding) -> frozenset[Hashable]:
        return frozenset({frozenset(tuple(map(plain, place.layers)) for place in finding.evidence)})

    def alike(self, one: Finding, other: Finding) -> float:
        return float(_related(one, other) and one.kind is not Kind.TRACE)


class _ByPart:
    """A part that is known by a name, and what was found out of the same file around that name."""

    alone = False

    def keys(self, finding: Finding) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(place.layers) for place in finding.evidence)

    def alike(self, one: Finding, other: Finding) -> float:
        if (one.kind is Kind.COMPONENT) == (other.kind is Kind.COMPONENT) or Kind.VOCABULARY in {one.kind, other.kind}:
            return 0.0
        part, found = (one, other) if one.kind is Kind.COMPONENT else (other, one)
        files = self.keys(found)
        said = [line.text for place in found.evidence for line in place.context]
        held = [tuple(e.layers) in files and any(e.text in text for text in said) for e in part.evidence]
        return float(bool(held) and all(held))


def _related(one: Finding, other: Finding) -> bool:
    return one.kind is other.kind or {one.kind, other.kind} <= _TOLD


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _lines(finding: Finding) -> frozenset[str]:
    """The lines that its places are quoted with, without comments and blanks."""
    return frozenset(
        text for place in finding.evidence for line in place.context if _WORD.search(text := bare(line.text))
    )


def plain(name: str) -> str:
    """A name of a file or folder without numbers and versions."""
    return _VERSION.sub("", name)
