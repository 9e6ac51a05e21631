"""The outcome of a target in words: tags, the headline sentence and the fixed line under it."""

from collections.abc import Callable

import msgspec

from sousveil.model.report import Finding, TargetReport, labels_only
from sousveil.model.words import Kind, Outcome, Owner, Stage, Trait
from sousveil.reporting.claims import listed_only, of_whom
from sousveil.reporting.words import ENGLISH, Words

_STRONGEST = (Stage.TRIGGER, Stage.EVENT, Stage.EXPOSURE, Stage.SCHEME, Stage.FIELD)
_TOLD = (Stage.INFERENCE, Stage.FIELD, Stage.SCHEME, Stage.EXPOSURE, Stage.EVENT, Stage.TRIGGER)
_SHOWN_GROUPS = 4
_NAMED_OF_MANY = 3


class Tag(msgspec.Struct, frozen=True):
    """A word in a box: ``shape`` is ``yes``, ``no`` or ``ask``; ``tone`` is ``b`` (shown), ``o`` (unread) or ``n``."""

    text: str
    shape: str
    tone: str


def no_answer(target: TargetReport) -> bool:
    """Whether nothing was found, but too much was not read to say so."""
    return target.verdict.outcome is Outcome.NOTHING and not target.verdict.complete


def _hidden_only(target: TargetReport) -> bool:
    cover = target.coverage
    return cover.understood + cover.padding >= cover.bytes


def tags(target: TargetReport, words: Words) -> tuple[Tag, ...]:
    """The outcome, and beside it whether the reading is complete; *No answer* stands alone."""
    outcome = target.verdict.outcome
    if no_answer(target):
        return (Tag(words.say("tag.no-answer.hidden" if _hidden_only(target) else "tag.no-answer"), "ask", "o"),)
    shape, tone = {Outcome.FOUND: ("yes", "b"), Outcome.INDICATED: ("ask", "o")}.get(outcome, ("no", "n"))
    complete = target.verdict.complete
    return (
        Tag(words.say(f"tag.{outcome.value}"), shape, tone),
        Tag(words.say("tag.complete"), "yes", "n") if complete else Tag(words.say("tag.incomplete"), "ask", "o"),
    )


def headline(target: TargetReport, words: Words, *, judged: bool = True) -> str:
    """The pattern for the outcome; of a capability in English the sentence of judging, where it gave one (``judged``).

    That one knows more of what was found than a pattern does. Of all else each language says the same.
    """
    verdict = target.verdict
    if not words.speaks_of_findings:
        words = ENGLISH
    if judged and words.english and verdict.headline and verdict.outcome is Outcome.FOUND:
        return verdict.headline
    if no_answer(target):
        return _no_answer(target, words)
    return _PATTERNS[verdict.outcome](target, words)


def limit(target: TargetReport, words: Words) -> str:
    """The fixed line under the headline: what the outcome does not say."""
    if no_answer(target):
        helps = remedies(target)
        said = words.say("list.semicolon").join(words.retell(help_).rstrip(".。") for help_ in helps)
        return words.say("limit.no-answer.help", remedies=said) if helps else words.say("limit.no-answer")
    if target.verdict.outcome is Outcome.DECLARED and all(map(listed_only, _about_people(target))):
        return words.say("limit.declared.listed")
    return words.say(f"limit.{target.verdict.outcome.value}")


def remedies(target: TargetReport, most: int = 2) -> tuple[str, ...]:
    """What would help most: the remedies of the largest gaps that could hide evidence."""
    found: dict[str, None] = {}
    for gap in sorted(target.gaps, key=lambda gap: -gap.bytes):
        if gap.could_hide and gap.remedy:
            found.setdefault(gap.remedy, None)
    return tuple(found)[:most]


def summary(target: TargetReport, words: Words) -> tuple[str, str]:
    """For a reader of another language: the headline by the patterns, then the limit and the shares."""
    cover = target.coverage
    shares = {name: words.share(getattr(cover, name), cover.bytes) for name in ("understood", "sifted", "opaque")}
    sentence = headline(target, words, judged=False)
    return sentence, words.say("summary.limit") + words.say("summary.read", **shares)


def subject(target: TargetReport) -> str:
    """What the sentences may call the target: software only where a signature of the maker was checked and holds."""
    if any(signature.state == "valid" for signature in target.provenance.signatures):
        return "software"
    return "folder" if target.folder else "file"


def trait_name(trait: Trait, words: Words) -> str:
    """The plain word for a trait."""
    return words.say(f"trait.{trait.value}")


def _traits(target: TargetReport, words: Words) -> str:
    traits = target.verdict.traits or tuple(dict.fromkeys(finding.trait for finding in target.findings))
    return words.list(trait_name(trait, words) for trait in traits)


def _found(target: TargetReport, words: Words) -> str:
    capabilities = [finding for finding in target.findings if finding.kind is Kind.CAPABILITY]
    clauses = _clauses(target, words)
    extra = [_enabled(capabilities, words)] if Stage.ENABLED in target.verdict.stages else []
    if Stage.OBSERVED in target.verdict.stages:
        extra.append(words.count("headline.observed", sum(finding.records for finding in capabilities)))
    if capabilities and all(finding.owner is Owner.THIRD_PARTY for finding in capabilities):
        return words.say("sentence.join").join([_library(target, capabilities, words, clauses), *extra])
    this = words.say(f"this.{subject(target)}")
    return words.say("sentence.join").join([words.say("headline.found", This=this, clauses=clauses), *extra])


def _library(target: TargetReport, capabilities: list[Finding], words: Words, clauses: str) -> str:
    makers = tuple(dict.fromkeys(finding.library for finding in capabilities if finding.library))
    this = words.say(f"in.{subject(target)}")
    if not makers:
        return words.say("headline.library.nameless", this=this, clauses=clauses)
    return words.say("headline.library.unseen", this=this, clauses=clauses, maker=words.list(makers))


def _enabled(capabilities: list[Finding], words: Words) -> str:
    """Where it is on: in this installation only where all of it is, and neither where the report does not say."""
    where = {finding.enabled_in for finding in capabilities} - {""}
    if not where:
        return words.say("headline.enabled")
    place = "installation" if where == {"installation"} else "delivered"
    rules = (e for f in capabilities for e in f.evidence if Stage.TRIGGER in e.shows)
    if any(Stage.ENABLED in evidence.shows for evidence in rules):
        return words.say(f"headline.enabled.rule.{place}")
    return words.say(f"headline.enabled.{place}")


def _clauses(target: TargetReport, words: Words) -> str:
    """What the stages show: that it is worked out, then the two strongest others, the groups always among them."""
    stages = set(target.verdict.stages)
    trait = _traits(target, words)
    picked = [stage for stage in _STRONGEST if stage in stages][:2]
    if Stage.SCHEME in stages and target.verdict.groups and Stage.SCHEME not in picked:
        picked = [Stage.SCHEME, *picked[:1]]
    told = [stage for stage in _TOLD if stage in picked or (stage is Stage.INFERENCE and stage in stages)]
    if not told:
        rest = [stage for stage in (Stage.ENABLED, Stage.OBSERVED) if stage in stages]
        return words.say(f"clause.{rest[0].value}.alone" if rest else "clause.none", trait=trait)
    said = [_clause(stage, target, words, trait, first=not index) for index, stage in enumerate(told)]
    if len(said) == 3:
        return words.say("clauses.three", first=said[0], second=said[1], third=said[2])
    return words.say("clauses.two", first=said[0], second=said[1]) if len(said) == 2 else said[0]


def _clause(stage: Stage, target: TargetReport, words: Words, trait: str, *, first: bool) -> str:
    seen = {finding.seen for finding in target.findings if finding.kind is Kind.CAPABILITY}
    of = of_whom("person" if seen == {"person"} else "") if stage not in _STRONGEST[:3] else ""
    if stage is Stage.SCHEME:
        return words.say(f"clause.scheme{of}", groups=_groups(target, words, trait))
    showing = (place for finding in _showing(target, stage) for place in finding.evidence)
    if stage is Stage.EXPOSURE and (labels := labels_only(showing)):
        return words.say(f"clause.exposure.{labels}{'' if first else '.it'}", trait=trait)
    if first:
        return words.say(f"clause.{stage.value}{'.alone' if stage in _STRONGEST[:3] else ''}{of}", trait=trait)
    return words.say(f"clause.field.it{of}") if stage is Stage.FIELD else words.say(f"clause.{stage.value}{of}")


def _showing(target: TargetReport, stage: Stage) -> list[Finding]:
    return [one for one in target.findings if one.kind is Kind.CAPABILITY and stage in one.stages]


def _groups(target: TargetReport, words: Words, trait: str) -> str:
    groups = tuple(words.group(name) for name in target.verdict.groups)
    if not groups:
        return words.say("groups.none", trait=trait)
    if len(groups) <= _SHOWN_GROUPS:
        return words.say("groups.few", groups=words.list(groups))
    return words.say("groups.many", n=len(groups), groups=words.list(groups[:_NAMED_OF_MANY]))


def _indicated(target: TargetReport, words: Words) -> str:
    signs = []
    for kind in (Kind.COMPONENT, Kind.TRACE, Kind.STATED):
        of_kind = [finding for finding in target.findings if finding.kind is kind]
        if not of_kind:
            continue
        signs.append(words.say(f"sign.{kind.value}"))
    return words.count("headline.indicated", max(len(signs), 1), signs=words.list(signs))


def _about_people(target: TargetReport) -> list[Finding]:
    return [finding for finding in target.findings if finding.kind in {Kind.DECLARED, Kind.PROFILING}]


def _declared(target: TargetReport, words: Words) -> str:
    declared = _about_people(target)
    origins = dict.fromkeys(words.say(f"origin.{finding.origin.value}") for finding in declared)
    traits = words.list(dict.fromkeys(trait_name(finding.trait, words) for finding in declared))
    profiling = any(finding.kind is Kind.PROFILING for finding in declared)
    if declared and all(map(listed_only, declared)):
        return words.say("headline.declared.listed", This=words.say(f"this.{subject(target)}"), trait=traits)
    return words.say(
        "headline.profiling" if profiling else "headline.declared",
        This=words.say(f"this.{subject(target)}"),
        trait=traits or _traits(target, words),
        origin=words.list(origins),
    )


def _vocabulary(target: TargetReport, words: Words) -> str:
    count = sum(len(finding.evidence) for finding in target.findings)
    this = words.say(f"in.{subject(target)}")
    return words.count("headline.vocabulary", count, trait=_traits(target, words), this=this)


def _nothing(target: TargetReport, words: Words) -> str:
    if not target.coverage.bytes:
        return words.say("headline.nothing.empty", this=words.say(f"in.{subject(target)}"))
    key = "headline.nothing.media" if target.coverage.opaque else "headline.nothing"
    return words.say(key, this=words.say(f"in.{subject(target)}"))


def _no_answer(target: TargetReport, words: Words) -> str:
    cover = target.coverage
    if _hidden_only(target):
        return words.say("headline.no-answer.hidden", this=words.say(f"in.{subject(target)}"))
    if not cover.understood:
        return words.say("headline.no-answer.none", this=words.say(f"in.{subject(target)}"))
    return words.say(
        "headline.no-answer",
        understood=words.share(cover.understood, cover.bytes),
        rest=words.share(cover.sifted + cover.opaque, cover.bytes),
    )


_PATTERNS: dict[Outcome, Callable[[TargetReport, Words], str]] = {
    Outcome.FOUND: _found,
    Outcome.INDICATED: _indicated,
    Outcome.DECLARED: _declared,
    Outcome.VOCABULARY: _vocabulary,
    Outcome.NOTHING: _nothing,
}
