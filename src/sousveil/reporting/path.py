"""The chain of a finding in order: the strongest path through its links, and each step of it in words."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from sousveil.model.report import ChainLink, Evidence, Finding
from sousveil.reporting import places
from sousveil.reporting.measure import cut
from sousveil.reporting.projection import STORY, shows, telling, what
from sousveil.reporting.words import Words

_WHY_OF_THE_OTHER = frozenset({"contained-in", "payload-of"})
"""Links whose reason speaks of the place that they run to (the slot that holds a record), not of the first one."""


class Step(msgspec.Struct, frozen=True):
    """A step in words: which evidence, what it is, where, and how it is joined to the step before."""

    number: int
    index: int
    says: str
    what: str
    name: str
    where: str
    how: str


def _links(finding: Finding) -> dict[int, list[int]]:
    count = len(finding.evidence)
    joined: dict[int, list[int]] = defaultdict(list)
    for link in finding.chain:
        if 0 <= link.from_ < count and 0 <= link.to < count and link.from_ != link.to:
            joined[link.from_].append(link.to)
            joined[link.to].append(link.from_)
    return joined


def path_of(finding: Finding) -> list[int]:
    """From the place that shows the lowest stage to the one that shows the highest, by the fewest links."""
    links = _links(finding)
    if not links:
        return list(range(min(len(finding.evidence), 1)))
    first = min(links, key=lambda index: (_rank(finding.evidence[index], last=False), index))
    before: dict[int, int] = {first: first}
    queue = [first]
    for index in queue:
        for other in sorted(links[index]):
            if other not in before:
                before[other] = index
                queue.append(other)
    last = max(queue, key=lambda index: (_rank(finding.evidence[index], last=True), -len(_back(before, index)), -index))
    return _back(before, last)[::-1]


def beside(finding: Finding, path: Sequence[int]) -> list[int]:
    """The places that are not on the path, each after one that it is joined to; those that are joined to none last."""
    links = _links(finding)
    reached = dict.fromkeys(path)
    queue = list(path)
    for index in queue:
        near = [other for other in links[index] if other not in reached]
        for other in sorted(set(near), key=lambda at: (_rank(finding.evidence[at], last=False), at)):
            reached.setdefault(other)
            queue.append(other)
    rest = [index for index in telling(finding.evidence) if index not in reached]
    return [*(index for index in reached if index not in set(path)), *rest]


def _rank(evidence: Evidence, *, last: bool) -> int:
    """A scheme begins a chain, a field follows it; the later a stage, the better it ends one."""
    ranks = [STORY.index(stage) for stage in evidence.shows if stage in STORY]
    if not ranks:
        return -1 if last else len(STORY)
    return max(ranks) if last else min(ranks)


def _back(before: dict[int, int], index: int) -> list[int]:
    way = [index]
    while before[way[-1]] != way[-1]:
        way.append(before[way[-1]])
    return way


def link_between(finding: Finding, a: int, b: int) -> tuple[ChainLink | None, bool]:
    """The link between two places, and whether it runs from ``b`` to ``a``."""
    for link in finding.chain:
        if (link.from_, link.to) == (a, b):
            return link, False
        if (link.from_, link.to) == (b, a):
            return link, True
    return None, False


def verb(link: ChainLink | None, words: Words, *, back: bool) -> str:
    """The verb of a link, read from the place that it runs from, or ``back`` from the one that it runs to."""
    by = link.by if link else ""
    return words.either(f"edge.{by}.back" if back else f"edge.{by}", words.say("edge.other"))


def joined(link: ChainLink | None, words: Words, *, to: int, back: bool) -> str:
    """How a place is joined to the one numbered ``to``; ``back`` where the link runs from that one to this."""
    if link is not None and link.why:
        there = back != (link.by in _WHY_OF_THE_OTHER)
        return words.say("chain.joined.back" if there else "chain.joined", n=to, why=link.why)
    return words.say("chain.joined.by", n=to, verb=verb(link, words, back=back))


def steps_of(finding: Finding, path: Sequence[int], target: str, words: Words) -> list[Step]:
    """The steps along ``path``, each with how it is joined to the one before."""
    hows = [""]
    for number, (a, b) in enumerate(pairwise(path), 1):
        link, reverse = link_between(finding, a, b)
        hows.append(joined(link, words, to=number, back=not reverse))
    steps = []
    for number, (index, how) in enumerate(zip(path, hows, strict=True), 1):
        evidence = finding.evidence[index]
        name = cut(evidence.name or evidence.text, 80)
        where = places.label(evidence, target)
        steps.append(Step(number, index, shows(evidence, words), what(evidence, words), name, where, how))
    return steps
