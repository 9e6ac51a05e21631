"""Claims and headlines: whole sentences about what stands in the software, never about intent, use or people."""

from collections.abc import Iterable, Sequence

from sousveil.model.report import Coverage, Evidence, Finding, labels_only
from sousveil.model.words import Kind, Origin, Outcome, Owner, Stage, Trait

TRAITS: dict[Trait, str] = {
    Trait.RACE: "race",
    Trait.ETHNICITY: "ethnic group",
    Trait.SKIN_COLOUR: "skin colour",
    Trait.RELIGION: "religion",
    Trait.NATIONALITY: "nationality",
    Trait.POLITICAL_OPINION: "political opinion",
    Trait.SEXUAL_ORIENTATION: "sexual orientation",
}
SOURCES: dict[Origin, str] = {
    Origin.DOCUMENT: "read from documents",
    Origin.TYPED: "typed in",
    Origin.NAME: "guessed from names",
    Origin.IMAGE: "taken from a picture",
    Origin.UNKNOWN: "of unknown source",
}
CLAUSES: tuple[tuple[Stage, str], ...] = (
    (Stage.TRIGGER, "has an alarm rule that acts on {trait}"),
    (Stage.EVENT, "sends {trait} with events"),
    (Stage.EXPOSURE, "lets people search by {trait}"),
    (Stage.INFERENCE, "works out {trait} from pictures of faces"),
    (Stage.SCHEME, "lists {groups} for faces"),
    (Stage.FIELD, "has a slot for {trait} in its record of a face"),
)
"""Strongest first; the order in which a headline picks its two."""
SHOWN_ONLY: dict[str, str] = {
    "label": "has a label for {trait} on a screen",
    "title": "writes {trait} out under a title",
}
"""The clause of ``exposure`` where labels are all that shows it, by ``labels_only``."""
LISTED = frozenset({"enum-member", "item", "option", "constant", "value", "string"})
"""Roles of what stands in a list; what has a slot of a record in it is a field, a column, a key, a parameter."""
SWITCHED: dict[str, str] = {
    "delivered": "{it} is on in the settings it is delivered with",
    "installation": "{it} is on in this installation",
}
"""Where it is switched on; the two are never mixed."""
KEPT = ("{n:,} record carries a value for {trait}", "{n:,} records carry a value for {trait}")
KIND_OF_DATA = "{who} names {trait} in a list of kinds of data; whether it keeps it of anybody was not shown."
"""Of a list in which the trait is one kind of data beside others: the things that stand on a card, or in a text."""
NOTHING_ELSE = "has words for {trait} in its record of a face"
OF_A_PERSON: tuple[tuple[str, str], ...] = (
    ("from pictures of faces", "from pictures of people"),
    ("for faces", "for people in pictures"),
    ("its record of a face", "its record of a person in a picture"),
)
"""How a clause is said where no face is named: bodies alone are, or pictures of people."""
FACE, PERSON = "face", "person"
"""The clause of a capability that shows a switch or kept records and nothing beside."""
SAID_IN_ORDER = (Stage.INFERENCE, Stage.FIELD, Stage.SCHEME, Stage.EXPOSURE, Stage.EVENT, Stage.TRIGGER)

QUESTIONS: dict[Stage, str] = {
    Stage.FIELD: "Is there a record of a person or a face with a slot for {trait}, here or on a server?",
    Stage.SCHEME: "Which values can {trait} take, and where are they listed?",
    Stage.INFERENCE: "What fills {trait}: is it worked out from a picture, and by which part?",
    Stage.EXPOSURE: "Is there a screen, search, filter or count by {trait}, here or on a server?",
    Stage.EVENT: "Is {trait} sent with an alarm or event, and to whom?",
    Stage.TRIGGER: "Can a rule, alarm, watch list or access decision act on the value of {trait}?",
    Stage.ENABLED: "Is it switched on in any edition, installation or region?",
    Stage.OBSERVED: "Have records with a value for {trait} been kept, where, and how many?",
}


def listing(words: Sequence[str], most: int = 6) -> str:
    """``a, b and c``; beyond ``most`` the rest is counted."""
    if len(words) > most:
        return ", ".join(words[:most]) + f" and {len(words) - most} more"
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def seen_of(findings: Iterable[Finding]) -> str:
    """What several findings are told of together: of people in pictures only where none of them names a face."""
    return PERSON if {finding.seen for finding in findings} == {PERSON} else FACE


def only_listed(evidence: Iterable[Evidence]) -> bool:
    """Whether the trait is one of the kinds of data that a list names, and no slot of a record."""
    fields = [place for place in evidence if Stage.FIELD in place.shows]
    return bool(fields) and all(place.role in LISTED for place in fields)


def rule_is_on(evidence: Iterable[Evidence]) -> bool:
    """Whether it is the rule itself that is on, and not only the working out of the trait."""
    return any(Stage.TRIGGER in place.shows and Stage.ENABLED in place.shows for place in evidence)


def _clause(stage: Stage, trait: str, groups: Sequence[str], *, labels: str = "", seen: str = FACE) -> str:
    said = dict(CLAUSES)[stage]
    if stage is Stage.EXPOSURE and labels:
        said = SHOWN_ONLY[labels]
    if stage is Stage.SCHEME and not groups:
        said = "lists groups by {trait} for faces"
    return _of(seen, said).format(trait=trait, groups=listing(groups))


def _of(seen: str, clause: str) -> str:
    for face, person in OF_A_PERSON if seen == PERSON else ():
        clause = clause.replace(face, person)
    return clause


def claim_of(  # noqa: PLR0911 - one answer a kind
    kind: Kind,
    trait: Trait,
    stages: set[Stage],
    names: Sequence[str],
    origin: Origin,
    owner: Owner,
    *,
    labels: str = "",
    enabled_in: str = "",
    records: int = 0,
    rule_on: bool = False,
    seen: str = FACE,
    listed: bool = False,
) -> str:
    """One sentence for a finding, and one more for a switch or kept records.

    ``names`` are the neutral names of its groups, ``labels`` as in ``labels_only``, ``rule_on`` as in ``rule_is_on``,
    ``listed`` as in ``only_listed``,
    ``enabled_in``, ``records`` and ``seen`` as in ``Finding``.
    """
    what = TRAITS[trait]
    who = "A library in the software" if owner is Owner.THIRD_PARTY else "The software"
    if kind is Kind.CAPABILITY:
        clauses = [_clause(stage, what, names, labels=labels, seen=seen) for stage in SAID_IN_ORDER if stage in stages]
        more = [*_switched([enabled_in], rule_on), *_kept(records, what)]
        return " ".join([f"{who} {listing(clauses, 9)}.", *more] if clauses else more)
    if kind is Kind.DECLARED and listed and not names:
        return KIND_OF_DATA.format(who=who, trait=what)
    if kind is Kind.DECLARED:
        held = f"lists {listing(names)}" if Stage.SCHEME in stages and names else f"has a slot for {what}"
        source = (
            f" whose value is {SOURCES[origin]}" if origin is not Origin.UNKNOWN else "; what fills it was not shown"
        )
        return f"{who} {held} in a record of a person{source}."
    if kind is Kind.STATED:
        clauses = [_clause(stage, what, names, labels=labels, seen=seen) for stage in SAID_IN_ORDER if stage in stages]
        return f"The maker's document says that the software {listing(clauses, 9)}."
    if kind is Kind.PROFILING:
        return f"{who} works out {what} of people from their names, without a picture."
    if owner is Owner.STANDARD:
        return (
            f"A published standard's schema in the software has words for {what}; nothing here shows that it is used."
        )
    return f"Words for {what} stand in the software."


def _switched(where: Sequence[str], rule: bool) -> list[str]:
    """The sentence for ``enabled``: of what is delivered where any of it is, of the installation where all of it is."""
    said = [place for place in SWITCHED if place in where]
    return [SWITCHED[said[0]].format(it="The rule" if rule else "It") + "."] if said else []


def _kept(records: int, trait: str) -> list[str]:
    return [KEPT[records != 1].format(n=records, trait=trait) + "."] if records else []


def headline(outcome: Outcome, complete: bool, findings: Sequence[Finding], subject: str, coverage: Coverage) -> str:
    """The headline sentence of a target, by the patterns of the report's brief.

    ``subject`` begins it: "This file", "This folder"; the product's name only where the maker's signature was checked.
    """
    this = subject.lower()
    if outcome is Outcome.FOUND:
        return _found([f for f in findings if f.kind is Kind.CAPABILITY], subject)
    if outcome is Outcome.INDICATED:
        return "No ability to sort people was shown. There are signs that call for a closer look."
    if outcome is Outcome.DECLARED:
        return _declared([f for f in findings if f.kind in (Kind.DECLARED, Kind.PROFILING)], subject)
    if outcome is Outcome.VOCABULARY:
        return _words([f for f in findings if f.kind is Kind.VOCABULARY], this)
    return _nothing(this, coverage) if complete else _no_answer(this, coverage)


def _words(findings: Sequence[Finding], this: str) -> str:
    traits = listing(_traits(findings))
    places = sum(len(f.evidence) for f in findings)
    if places == 1:
        return f"Words for {traits} stand in {this} at 1 place. It was not seen to be used to sort people."
    return f"Words for {traits} stand in {this} at {places:,} places. None was seen to be used to sort people."


def _nothing(this: str, coverage: Coverage) -> str:
    if not coverage.bytes:
        return f"There was nothing to examine: {this} holds no bytes."
    all_of_it = "All of it but pictures, sound and fonts" if coverage.opaque else "All of it"
    return f"Nothing was found in {this} that sorts people by race, ethnicity or religion. {all_of_it} was understood."


def _no_answer(this: str, coverage: Coverage) -> str:
    if coverage.understood + coverage.padding >= coverage.bytes:
        return (
            f"No answer can be given. Nothing was found in what was read, but part of what {this} does is decided "
            "where it could not be seen."
        )
    if not coverage.understood:
        return f"No answer can be given. Nothing in {this} was understood: all of it could hide it."
    known, rest = (_share(part, coverage.bytes) for part in (coverage.understood, coverage.sifted + coverage.opaque))
    return (
        f"No answer can be given. Nothing was found in the {known} that was understood; the {rest} that was not could "
        "hide it."
    )


def _share(part: int, whole: int) -> str:
    """A share of bytes that never rounds something to nothing, nor less than all to all."""
    rounded = (part * 200 + whole) // (whole * 2)
    return "under 1 %" if rounded < 1 else "over 99 %" if rounded > 99 and part < whole else f"{rounded} %"


def _traits(findings: Iterable[Finding]) -> list[str]:
    there = {f.trait for f in findings}
    return [TRAITS[trait] for trait in Trait if trait in there]


def _found(findings: Sequence[Finding], subject: str) -> str:
    stages = {stage for f in findings for stage in f.stages}
    groups = list(dict.fromkeys(g for f in findings for g in f.groups))
    traits = listing(_traits(findings))
    picked = [stage for stage, _ in CLAUSES if stage in stages and stage is not Stage.INFERENCE][:2]
    if Stage.SCHEME in stages and groups and Stage.SCHEME not in picked:
        picked = [Stage.SCHEME, *picked[:1]]
    picked.sort(key=SAID_IN_ORDER.index)
    labels = labels_only(place for f in findings for place in f.evidence)
    seen = seen_of(findings)
    clauses = [
        _clause(stage, "it" if i and stage is not Stage.SCHEME else traits, groups, labels=labels, seen=seen)
        for i, stage in enumerate(picked)
    ]
    if Stage.INFERENCE in stages:
        clauses.insert(0, _clause(Stage.INFERENCE, traits, groups, seen=seen))
        clauses[1:] = [_clause(stage, "it", groups, labels=labels, seen=seen) for stage in picked]
    text = listing(clauses, 9) or _of(seen, NOTHING_ELSE).format(trait=traits)
    where = [f.enabled_in for f in findings]
    more = " ".join(
        [
            "",
            *_switched(where, rule_is_on(place for f in findings for place in f.evidence)),
            *_kept(sum(f.records for f in findings), traits),
        ]
    )
    if all(f.owner is Owner.THIRD_PARTY for f in findings):
        library = next((f.library for f in findings if f.library), "")
        named = f"A library ({library}) in {subject.lower()}" if library else f"A library in {subject.lower()}"
        return f"{named} {text}. Whether this product uses it was not seen.{more}"
    return f"{subject} {text}.{more}"


def _declared(findings: Sequence[Finding], subject: str) -> str:
    traits = listing(_traits(findings))
    if all(f.kind is Kind.DECLARED and not f.groups and only_listed(f.evidence) for f in findings):
        return f"{subject} names {traits} in lists of kinds of data. Nothing was found that takes it from a picture."
    sources = listing(list(dict.fromkeys(SOURCES[f.origin] for f in findings if f.origin is not Origin.UNKNOWN)))
    held = f"{subject} keeps the {traits} of people" + (f", {sources}" if sources else "")
    return f"{held}. Nothing was found that takes it from a picture."


def questions_for(shown: set[Stage], traits: Sequence[Trait]) -> tuple[str, ...]:
    """What to ask the maker: one question for each stage that was not shown, when something was."""
    if not traits:
        return ()
    what = listing([TRAITS[trait] for trait in traits])
    return tuple(QUESTIONS[stage].format(trait=what) for stage in Stage if stage in QUESTIONS and stage not in shown)
