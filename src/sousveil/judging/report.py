"""Judging a target: chains and gaps to what the report says of it."""

from collections.abc import Iterable, Sequence

import msgspec

from sousveil.judging.built import built_from
from sousveil.judging.claims import questions_for
from sousveil.judging.copies import with_copies
from sousveil.judging.coverage import coverage_of
from sousveil.judging.elsewhere import elsewhere
from sousveil.judging.evidence import Quoter
from sousveil.judging.findings import Finder
from sousveil.judging.gaps import Accepted, merged, out_of_sight
from sousveil.judging.identity import identified
from sousveil.judging.likeness import with_likeness
from sousveil.judging.models import questions_about
from sousveil.judging.own import own_names
from sousveil.judging.parts import parts_of
from sousveil.judging.signs import Signs
from sousveil.judging.stages import NEEDS, SHOWS
from sousveil.judging.states import beyond, looked_at
from sousveil.judging.verdict import verdict_of
from sousveil.knowledge.pack import Pack
from sousveil.linking.edges import Spot
from sousveil.linking.graph import Tagger
from sousveil.linking.parts.components import recognise
from sousveil.linking.parts.families import likenesses
from sousveil.linking.parts.sdks import kits
from sousveil.linking.removal.signs import signs_of_removal
from sousveil.linking.rounds import Linked, link_all
from sousveil.linking.taming import unlooked_at
from sousveil.model.examined import Examined, TargetFacts
from sousveil.model.gap import Gap
from sousveil.model.hit import Hit
from sousveil.model.report import Discard, Finding, GapEntry, Provenance, TargetReport
from sousveil.model.words import Kind, Stage, Strength, Trait

UNOPENED = frozenset({"unreadable", "special-file"})
"""Gaps whose bytes no blob stands for; the others leave a leaf that is counted."""


def judge(
    facts: TargetFacts,
    examined: Sequence[Examined],
    gaps: Iterable[Gap],
    pack: Pack,
    tagger: Tagger,
    accepted: Sequence[Accepted] = (),
    linked: Linked | None = None,
) -> TargetReport:
    """What the report says of one target.

    ``examined`` has every blob, containers and blobs without a place too, in any order; the report depends only on
    their numbers. ``accepted`` are the gaps that the user knows of. ``linked`` is what ``link_all`` made of the same
    ``examined``, where that was done already.
    """
    examined = sorted(examined, key=lambda item: item.record.number)
    names = {
        concept.removeprefix("group/"): entry.name
        for concept, entry in pack.concepts.items()
        if concept.startswith(("group/", "shade/", "continent/"))
    }
    traits = traits_of_groups(pack)
    quoter = Quoter(examined, folder=facts.folder)
    finder = Finder(examined, quoter, names, {rule.id: rule.revision for rule in pack.rules})
    linker, woven = linked or link_all(examined, tagger, traits)
    chains, traces = signs_of_removal(linker.graph, woven, pack, traits)
    found = joined_words(finder.finding(chain) for chain in chains)
    signs = Signs(examined, quoter, names, pack)
    found += signs.of_traces(traces)
    capabilities = [finding for finding in found if finding.kind is Kind.CAPABILITY]
    found += signs.of_components(recognise(linker.graph, examined, pack), capabilities)
    found = with_likeness(found, pack, facts.jurisdictions)
    findings = sorted(
        with_copies(identified(found), examined, quoter),
        key=lambda f: (
            list(Kind).index(f.kind),
            -len(f.stages),
            list(Trait).index(f.trait),
            f.evidence[0].layers,
            f.id,
        ),
    )
    discards = discards_of(examined, quoter)
    entries = [entry_of(gap, quoter, accepted) for gap in gaps]
    alike = likenesses(examined, pack.models)
    for item, gap in out_of_sight(examined, alike):
        entries.append(entry_of(gap, quoter, accepted, quoter.layers(item.record.number) if item else ()))
    for view in linker.graph.views.values():
        if view.beyond:
            layers = quoter.layers(examined[view.blob].record.number)
            entries.append(entry_of(unlooked_at(len(view.beyond)), quoter, accepted, layers))
    for blob, gap in elsewhere(examined, woven):
        entries.append(entry_of(gap, quoter, accepted, quoter.layers(blob.record.number)))
    coverage = coverage_of((item.record for item in examined), sum(e.bytes for e in entries if e.code in UNOPENED))
    listed = merged(entries)
    told = {evidence.blob for finding in findings for evidence in finding.evidence}
    records = [item.record for item in examined]
    parts = parts_of(
        facts.name.rstrip("/").rpartition("/")[2], records,
        quoter.layers, frozenset(record.number for record in records if f"b{record.number}" in told), listed,
    )  # fmt: skip
    subject = "This folder" if facts.folder else "This file"
    if any(signature.state == "valid" for signature in facts.signatures):
        subject = "This software"
    verdict = verdict_of(findings, listed, coverage, subject, looked_at(examined, listed), beyond(examined))
    questions = (*questions_about(examined, alike), *questions_for(set(verdict.stages), verdict.traits))
    own = own_names(examined, quoter)
    origin = Provenance(from_=facts.source, by=facts.by, when=facts.when, signatures=facts.signatures)
    return TargetReport(
        name=facts.name, sha256=facts.sha256, size=facts.size, folder=facts.folder,
        provenance=origin, verdict=verdict,
        blobs=quoter.entries(),
        findings=tuple(findings), questions=questions, statements=(),
        gaps=listed, coverage=coverage, discards=discards, parts=parts, calls_itself=own,
        built_from=tuple(built_from(kits(examined, pack.sdks, facts.signatures), examined, quoter)),
    )  # fmt: skip


def traits_of_groups(pack: Pack) -> dict[str, Trait]:
    """The trait that each group belongs to, by the group's id."""
    return {
        concept.removeprefix("group/"): entry.trait or Trait.ETHNICITY
        for concept, entry in pack.concepts.items()
        if concept.startswith(("group/", "shade/", "continent/"))
    }


def joined_words(findings: Iterable[Finding]) -> list[Finding]:
    """Words alone are one finding for each trait and owner, as firm as the least of them, in however many files."""
    out: list[Finding] = []
    words: dict[tuple[Trait, str], list[Finding]] = {}
    for finding in findings:
        if finding.kind is Kind.VOCABULARY:
            words.setdefault((finding.trait, finding.owner), []).append(finding)
        else:
            out.append(finding)
    for same in words.values():
        first = same[0]
        out.append(
            msgspec.structs.replace(
                first, evidence=tuple(e for f in same for e in f.evidence), chain=(), explanations=(),
                groups=tuple(dict.fromkeys(g for f in same for g in f.groups)),
                as_written=tuple(dict.fromkeys(w for f in same for w in f.as_written)),
                strength=min((f.strength for f in same), key=list(Strength).index),
            )
        )  # fmt: skip
    return out


def discards_of(examined: Sequence[Examined], quoter: Quoter) -> tuple[Discard, ...]:
    """Words looked at and set aside, counted by rule and reason, with one sample each."""
    first: dict[tuple[str, str], tuple[Spot, Hit]] = {}
    count: dict[tuple[str, str], int] = {}
    for at, item in enumerate(examined):
        for number, hits in enumerate(item.hits):
            for hit in hits:
                if hit.discarded:
                    why = (hit.rule, hit.discarded)
                    count[why] = count.get(why, 0) + 1
                    spot = Spot(examined=at, reading=number, unit=hit.unit, start=hit.start, end=hit.end)
                    first.setdefault(why, (spot, hit))
    return tuple(
        Discard(
            rule=rule,
            reason=reason,
            count=count[rule, reason],
            sample=quoter.quote(first[rule, reason][0], [Stage.VOCABULARY]),
        )
        for rule, reason in sorted(first, key=lambda why: (-count[why], why))
    )


def entry_of(gap: Gap, quoter: Quoter, accepted: Sequence[Accepted], layers: tuple[str, ...] | None = None) -> GapEntry:
    """A gap as it is reported."""
    if layers is None:
        layers = quoter.layers_of(gap.locator)
    return GapEntry(
        layers=layers, step=gap.step, code=gap.code, bytes=gap.size, could_hide=gap.could_hide, remedy=gap.remedy,
        detail=gap.detail, count=gap.count, accepted=any(a.covers(gap.code, layers) for a in accepted),
    )  # fmt: skip


def tables() -> dict[str, str]:
    """The rows of the stage table as text, for the report: an old report can be derived again."""
    rows = {
        f"stages/{fact}": f"{fact} shows {stage}{' where tied to a face or body' if tied else ''}: {why}"
        for fact, stage, tied, why in SHOWS
    }
    rows.update({f"stages/{fact}/needs": ", ".join(sorted(needs)) for fact, needs in NEEDS.items()})
    return rows
