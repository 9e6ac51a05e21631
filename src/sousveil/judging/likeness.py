"""Public cases that a finding is like, and provisions that its facts bear on: sentences, and nothing that decides.

A precedent is cited where its trait fits, and its stages, a group or a name of it are there too; the three that have
most in common. A provision is named only when its jurisdiction was asked for and its text was read.
"""

from collections.abc import Iterable, Sequence

import msgspec

from sousveil.knowledge.pack import Like, Pack, Precedent, Provision
from sousveil.model.report import Finding

MOST = 3
"""Precedents that a finding cites."""


def with_likeness(findings: Iterable[Finding], pack: Pack, jurisdictions: Sequence[str] = ()) -> list[Finding]:
    """The same findings with their precedents, and with the provisions of the jurisdictions asked for (``eu``)."""
    return [_with(finding, pack, jurisdictions) for finding in findings]


def _with(finding: Finding, pack: Pack, jurisdictions: Sequence[str]) -> Finding:
    cases = sorted(
        ((_likeness(finding, one.like), one) for one in pack.precedents), key=lambda pair: (-pair[0], pair[1].id)
    )
    like = [case_of(one, finding) for score, one in cases[:MOST] if score > 0]
    laws = [
        law_of(law)
        for law in pack.provisions
        if law.read and law.jurisdiction in jurisdictions and _fits(finding, law.if_)
    ]
    if not like and not laws:
        return finding
    return msgspec.structs.replace(finding, precedents=(*finding.precedents, *like), provisions=tuple(laws))


def _fits(finding: Finding, like: Like) -> bool:
    """Whether a finding is of the kind and trait, and shows all stages."""
    return finding.kind in like.kinds and finding.trait in like.traits and set(like.stages) <= set(finding.stages)


def _likeness(finding: Finding, like: Like) -> int:
    """How much a finding has in common with a case, 0 for nothing: names count most, then groups, then stages."""
    if not _fits(finding, like):
        return 0
    named = len(_names(finding, like))
    shared = set(like.groups) & set(finding.groups)
    if (like.names and not named) and not (like.groups and shared):
        return 0
    if like.groups and not shared and not named:
        return 0
    return 4 * named + 2 * len(shared) + len(like.stages)


def _names(finding: Finding, like: Like) -> list[str]:
    """The identifiers of a case that stand in the evidence."""
    held = {
        part for place in finding.evidence for quote in place.quotes for part in (quote.text, *quote.name.split("."))
    }
    return [name for name in like.names if name in held]


def case_of(one: Precedent, finding: Finding) -> str:
    """A precedent as a finding cites it: what was found, what is alike and what not, where it stands, the answer."""
    alike = [*(f"both show {stage}" for stage in one.like.stages)]
    alike += [f"both name {group}" for group in one.like.groups if group in finding.groups]
    alike += [f"both hold {name}" for name in _names(finding, one.like)]
    unlike = [f"no {group} here" for group in one.like.groups if group not in finding.groups]
    read = "primary text read" if one.source.read == "primary" else "read through a report about it"
    parts = [f"{one.title} ({one.maker}, {one.product}, {one.when}). {one.found}", f"Alike: {', '.join(alike)}."]
    parts += [f"Unlike: {', '.join(unlike)}."] if unlike else []
    parts += [
        f"Whether it is the same software is not said by this. Source: {one.source.title}; {one.source.where} ({read})."
    ]
    parts += [f"The maker ({one.answer.when}): {one.answer.text}"] if one.answer else []
    return " ".join(parts)


def law_of(law: Provision) -> str:
    """A provision as facts relevant to it: what it speaks of, on what else it turns, what does not trigger it."""
    parts = [
        f"Facts relevant to: {law.name}. {law.relevant}",
        f"It also turns on this, which is not shown: {law.turns_on}",
    ]
    parts += [f"Not by itself: {law.not_by_itself}"]
    parts += [f"Disputed: {law.disputed}"] if law.disputed else []
    return " ".join([*parts, f"Text read on {law.read} ({law.read_in})."])
