"""What a finding claims, in the language of the page: the report's own sentence in English, else one made anew.

Claims of traces and components are made of what was read, and are looked up as sentences; the others follow from the
facts of the finding alone.
"""

from collections.abc import Sequence

from sousveil.model.report import Finding, labels_only
from sousveil.model.words import Kind, Owner, Stage
from sousveil.reporting.words import Words

_IN_ORDER = (Stage.INFERENCE, Stage.FIELD, Stage.SCHEME, Stage.EXPOSURE, Stage.EVENT, Stage.TRIGGER)
_ALONE = frozenset({Stage.EXPOSURE, Stage.EVENT, Stage.TRIGGER})
_LISTED = frozenset({"enum-member", "item", "option", "constant", "value", "string"})
_OF_SOMEBODY = frozenset({Stage.INFERENCE, Stage.FIELD, Stage.SCHEME})
_MOST = 6


def claim(finding: Finding, words: Words) -> str:  # noqa: PLR0911 - one answer a kind
    """The claim in the language of ``words``; in English where that language has no words for it."""
    if words.english or not words.speaks_of_findings:
        return finding.claim
    if finding.kind in {Kind.TRACE, Kind.COMPONENT}:
        return words.retell(finding.claim)
    trait = words.say(f"trait.{finding.trait.value}")
    who = words.say("who.library" if finding.owner is Owner.THIRD_PARTY else "who.software")
    if finding.kind is Kind.CAPABILITY:
        return _capability(finding, words, who, trait)
    if listed_only(finding):
        return words.say("claim.declared.listed", who=who, trait=trait)
    if finding.kind is Kind.DECLARED:
        listed = Stage.SCHEME in finding.stages and finding.groups
        return words.say(
            f"claim.declared.{'scheme' if listed else 'field'}", who=who, trait=trait,
            groups=groups_of(finding.groups, words), origin=words.say(f"origin.{finding.origin.value}"),
        )  # fmt: skip
    if finding.kind is Kind.STATED:
        return words.say("claim.stated", clauses=_joined(_clauses(finding, words, trait), words))
    if finding.kind is Kind.PROFILING:
        return words.say("claim.profiling", who=who, trait=trait)
    standard = finding.owner is Owner.STANDARD
    return words.say("claim.vocabulary.standard" if standard else "claim.vocabulary", trait=trait)


def of_whom(seen: str) -> str:
    """The end of the key of a clause: ``.person`` where pictures of people are told of and no face is named."""
    return ".person" if seen == "person" else ""


def listed_only(finding: Finding) -> bool:
    """Whether a finding is of a list of kinds of data in which the trait stands, and of no slot in a record."""
    fields = [place for place in finding.evidence if Stage.FIELD in place.shows]
    listed = bool(fields) and all(place.role in _LISTED for place in fields)
    return finding.kind is Kind.DECLARED and listed and not finding.groups


def groups_of(groups: Sequence[str], words: Words) -> str:
    """Groups by their neutral names, beyond six counted."""
    names = [words.group(name) for name in groups]
    if len(names) <= _MOST:
        return words.list(names)
    return words.say("groups.many", n=len(names), groups=words.list(names[: _MOST // 2]))


def _capability(finding: Finding, words: Words, who: str, trait: str) -> str:
    clauses = _clauses(finding, words, trait)
    said = [words.say("headline.found", This=who, clauses=_joined(clauses, words))] if clauses else []
    if Stage.ENABLED in finding.stages:
        place = f".{finding.enabled_in}" if finding.enabled_in else ""
        shows = (evidence.shows for evidence in finding.evidence)
        rule = ".rule" if place and any(Stage.TRIGGER in one and Stage.ENABLED in one for one in shows) else ""
        said.append(words.say(f"headline.enabled{rule}{place}"))
    if finding.records:
        said.append(words.count("headline.observed", finding.records))
    return words.say("sentence.join").join(said) or words.retell(finding.claim)


def _clauses(finding: Finding, words: Words, trait: str) -> list[str]:
    return [_clause(stage, finding, words, trait) for stage in _IN_ORDER if stage in finding.stages]


def _clause(stage: Stage, finding: Finding, words: Words, trait: str) -> str:
    if stage is Stage.SCHEME:
        groups = groups_of(finding.groups, words) or words.say("groups.none", trait=trait)
        return words.say(f"clause.scheme{of_whom(finding.seen)}", groups=groups)
    if stage is Stage.EXPOSURE and (labels := labels_only(finding.evidence)):
        return words.say(f"clause.exposure.{labels}", trait=trait)
    of = of_whom(finding.seen) if stage in _OF_SOMEBODY else ""
    return words.say(f"clause.{stage.value}{'.alone' if stage in _ALONE else ''}{of}", trait=trait)


def _joined(clauses: Sequence[str], words: Words) -> str:
    if len(clauses) < 2:
        return "".join(clauses)
    head = clauses[0]
    for clause in clauses[1:-1]:
        head = words.say("clauses.more", a=head, b=clause)
    return words.say("clauses.two", first=head, second=clauses[-1])
