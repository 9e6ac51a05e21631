"""The places of a finding in the order of its story: the path through its links, what is told in full, the rest."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from sousveil.model.report import Evidence, Finding
from sousveil.model.words import Stage
from sousveil.reporting import places

STORY = (Stage.SCHEME, Stage.FIELD, *tuple(Stage)[3:])
"""The order in which a finding is told: the groups, the slot, then what is done with it."""
ENTRIES = 6
FEWEST = 6
LONGEST = 16
MOST_KNOTS = 12
DEEPEST = 3


def told(finding: Finding) -> list[int]:
    """The places that a report shows in full, in order.

    The path of the chain; entries of the list of groups, those beside the path first; a place for each stage that the
    path does not show; and where that is little, the next most telling ones.
    """
    evidence = finding.evidence
    path = path_of(finding)[:LONGEST]
    order = dict.fromkeys(path)
    entries = [index for index, place in enumerate(evidence) if Stage.SCHEME in place.shows and index not in order]
    entries.sort(key=lambda index: not any(places.neighbours(evidence[index], evidence[on]) for on in path))
    order |= dict.fromkeys(entries[:ENTRIES])
    near = {index: steps for steps, index in enumerate(beside(finding, path))}
    for number, stage in enumerate(STORY):
        if not any(rank(evidence[index]) == number for index in order):
            shown = [index for index, place in enumerate(evidence) if stage in place.shows]
            order |= dict.fromkeys(sorted(shown, key=lambda index: (rank(evidence[index]), near.get(index, 0)))[:1])
    for index in near:
        if len(order) >= FEWEST:
            break
        order.setdefault(index)
    return list(order)


def by_story(finding: Finding, chosen: Sequence[int]) -> list[int]:
    """``chosen`` by what the places show; one that only links others stands before the next of its path."""
    ranks = {index: rank(finding.evidence[index]) for index in chosen}
    links = dict.fromkeys(index for index in chosen if ranks[index] == len(STORY))
    before = len(STORY)
    for index in reversed(path_of(finding)):
        if ranks.get(index, len(STORY)) < len(STORY):
            before = ranks[index]
        elif index in ranks:
            ranks[index] = before
    return sorted(chosen, key=lambda index: (ranks[index], index not in links, finding.evidence[index].offset))


def rank(evidence: Evidence) -> int:
    """Where a place stands in the story of a finding: by the strongest stage that it shows; last if it shows none."""
    return max((STORY.index(stage) for stage in evidence.shows if stage in STORY), default=len(STORY))


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


class Knot(msgspec.Struct, frozen=True):
    """A place of the tree of a finding: the position there of the one that it hangs on (-1: of none), and its lane.

    What goes on from a place stays in its lane; a branch is one lane further in.
    """

    index: int
    parent: int
    lane: int


def tree_of(finding: Finding) -> tuple[Knot, ...]:
    """The path of a finding with its branches, each place after the one that it hangs on.

    A branch leads to the nearest place for a stage that the path does not show, or to one in another file; at most 12
    places in all, unless the path alone is longer.
    """
    path = path_of(finding)[:LONGEST]
    if len(path) < 2:
        return tuple(Knot(index, at - 1, 0) for at, index in enumerate(path))
    before: dict[int, int] = {}
    queue = list(path)
    links = _links(finding)
    for index in queue:
        for other in sorted(links[index]):
            if other not in before and other not in path:
                before[other] = index
                queue.append(other)
    kept = dict.fromkeys(path)
    for wanted in _wanted(finding, queue, kept):
        way = [wanted]
        while way[-1] not in kept:
            way.append(before[way[-1]])
        if len(kept) + len(way) - 1 <= MOST_KNOTS:
            kept |= dict.fromkeys(reversed(way[:-1]))
    hang = {b: a for a, b in pairwise(path)} | {at: before[at] for at in kept if at in before}
    inside: dict[int, list[int]] = defaultdict(list)
    for index in kept:
        if index in hang:
            inside[hang[index]].append(index)
    for below in inside.values():
        below.sort(key=lambda index: index in path)  # the path goes on after its branches
    return tuple(_knots(path[0], hang, inside))


def _wanted(finding: Finding, reached: Sequence[int], kept: Mapping[int, None]) -> Iterator[int]:
    """The places that branches should lead to, best first; ``kept`` grows while they are asked for."""
    evidence = finding.evidence
    for stage in STORY:
        if stage in finding.stages and not any(stage in evidence[index].shows for index in kept):
            yield from [index for index in reached if stage in evidence[index].shows][:1]
    for index in reached:
        if rank(evidence[index]) < len(STORY) and all(evidence[at].layers != evidence[index].layers for at in kept):
            yield index


def _knots(first: int, hang: Mapping[int, int], inside: Mapping[int, list[int]]) -> Iterator[Knot]:
    positions: dict[int, int] = {}
    waiting = [(first, 0)]
    while waiting:
        index, lane = waiting.pop()
        if lane > DEEPEST:
            continue
        yield Knot(index, positions.get(hang.get(index, -1), -1), lane)
        positions[index] = len(positions)
        *branches, last = inside.get(index) or [-1]
        waiting += [(last, lane)] if last >= 0 else []
        waiting += [(branch, lane + 1) for branch in reversed(branches)]


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
    rest = [index for index in range(len(finding.evidence)) if index not in reached]
    rest.sort(key=lambda index: rank(finding.evidence[index]))
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
