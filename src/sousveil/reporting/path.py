"""The path of a finding in words: each step, and how it is joined to another."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from sousveil.model.report import ChainLink, Finding
from sousveil.reporting import places
from sousveil.reporting.measure import cut
from sousveil.reporting.projection import shows, what
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
        said = words.retell(link.why)
        return words.say("chain.joined.back" if there else "chain.joined", n=to, why=said)
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
