"""The path of a finding in words: each step, and how it is joined to another."""

from collections.abc import Sequence

import msgspec

from sousveil.matching.slurs import slur
from sousveil.model.report import ChainLink, Evidence, Finding
from sousveil.reporting import places
from sousveil.reporting.measure import cut
from sousveil.reporting.projection import shows, what
from sousveil.reporting.words import Words

_WHY_OF_THE_OTHER = frozenset({"contained-in", "payload-of"})
"""Links whose reason speaks of the place that they run to (the slot that holds a record), not of the first one."""


class Step(msgspec.Struct, frozen=True):
    """A step in words: which evidence, what it is, where, and how it is joined to a step before it."""

    number: int
    index: int
    says: str
    what: str
    name: str
    where: str
    how: str


def name_of(evidence: Evidence, words: Words) -> str:
    """The name of a place in the code, else its text; not where that is a slur."""
    name = evidence.name or evidence.text
    return words.say("slur.name") if slur(name) else name


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
    if link is not None and link.why and not slur(link.why):
        there = back != (link.by in _WHY_OF_THE_OTHER)
        said = words.retell(link.why)
        return words.say("chain.joined.back" if there else "chain.joined", n=to, why=said)
    return words.say("chain.joined.by", n=to, verb=verb(link, words, back=back))


def steps_of(
    finding: Finding, path: Sequence[int], target: str, words: Words, parents: Sequence[int] | None = None
) -> list[Step]:
    """The steps along ``path``, each with how it is joined to the one before, or to the one that ``parents`` names.

    ``parents`` holds positions in ``path``, of the first step -1.
    """
    steps = []
    for position, (index, parent) in enumerate(zip(path, parents or range(-1, len(path) - 1), strict=True)):
        how = ""
        if parent >= 0:
            link, reverse = link_between(finding, path[parent], index)
            how = joined(link, words, to=parent + 1, back=not reverse)
        evidence = finding.evidence[index]
        name = cut(name_of(evidence, words), 80)
        where = places.label(evidence, target)
        steps.append(Step(position + 1, index, shows(evidence, words), what(evidence, words), name, where, how))
    return steps
