"""The one projection: what the terminal page and the HTML report say of a target, in the same order and words."""

from collections.abc import Iterable, Iterator

import msgspec

from sousveil.matching.slurs import slur
from sousveil.model.report import Coverage, Evidence, Finding, TargetReport
from sousveil.model.words import Kind, Outcome, Stage, StageState, Strength
from sousveil.reporting import headline, places, story
from sousveil.reporting.unread import Unread, by_reason, hiding
from sousveil.reporting.words import Words

_KINDS = tuple(Kind)
_STRENGTHS = tuple(Strength)
_FILE = 20
SHARES = ("understood", "sifted", "padding", "opaque")


class Group(msgspec.Struct, frozen=True):
    """A group under its neutral name (``""`` where the report gives none), and the maker's words for it.

    ``slurs`` counts words that are not repeated here: they stand only where the evidence is quoted.
    """

    name: str
    words: tuple[str, ...]
    slurs: int = 0


class StageRow(msgspec.Struct, frozen=True):
    """One of the nine rows: ``where`` is a place, ``why`` a sentence, ``link`` what it points at (``""``: nothing)."""

    stage: Stage
    state: StageState
    label: str
    denial: str
    where: str = ""
    why: str = ""
    link: str = ""


class Share(msgspec.Struct, frozen=True):
    """One of the four shares: of how many bytes, and as printed."""

    name: str
    bytes: int
    text: str


class Shown(msgspec.Struct, frozen=True):
    """A finding with the fragment under which the report shows it."""

    id: str
    finding: Finding

    def place(self, index: int) -> str:
        """The fragment of its evidence ``index``."""
        return f"{self.id}-e{index + 1}"


class TargetView(msgspec.Struct, frozen=True, kw_only=True):
    """All of a target that readers see, before it is laid out."""

    target: TargetReport
    prefix: str
    tags: tuple[headline.Tag, ...]
    headline: str
    limit: str
    groups: tuple[Group, ...]
    shares: tuple[Share, ...]
    stages: tuple[StageRow, ...]
    findings: tuple[Shown, ...]
    unread: tuple[Unread, ...]

    def of_kind(self, kind: Kind) -> tuple[Shown, ...]:
        """The findings of one kind, strongest first."""
        return tuple(shown for shown in self.findings if shown.finding.kind == kind)


def project(target: TargetReport, words: Words, prefix: str = "", *, judged: bool = True) -> TargetView:
    """What is said of ``target``; ``prefix`` keeps the fragments of several targets apart."""
    findings = tuple(_shown(target, prefix))
    unread = by_reason(target, words)
    return TargetView(
        target=target,
        prefix=prefix,
        tags=headline.tags(target, words),
        headline=headline.headline(target, words, judged=judged),
        limit=headline.limit(target, words),
        groups=_groups(target),
        shares=_shares(target.coverage, words),
        stages=tuple(_stages(target, findings, unread, words, prefix)),
        findings=findings,
        unread=unread,
    )


def _shown(target: TargetReport, prefix: str) -> Iterator[Shown]:
    order = sorted(
        target.findings,
        key=lambda f: (_KINDS.index(f.kind), -_STRENGTHS.index(f.strength), -len(f.stages), -len(f.chain)),
    )
    seen: set[str] = set()
    for index, finding in enumerate(order):
        mark = "".join(c for c in finding.id if c.isascii() and (c.isalnum() or c == "-"))[:64]
        if not mark or mark in seen:  # an identifier from outside is never taken on trust
            mark = f"{mark or 'n'}-{index + 1}"
        seen.add(mark)
        yield Shown(f"{prefix}f-{mark}", finding)


def _groups(target: TargetReport) -> tuple[Group, ...]:
    """Groups of the verdict with the maker's words for each, and a last entry for the words of no known group."""
    found: dict[str, dict[str, None]] = {name: {} for name in target.verdict.groups}
    loose: dict[str, None] = {}
    for finding in _telling(target):
        for name, written in _written(finding):
            if name:
                found.setdefault(name, {}).update(dict.fromkeys(written))
            else:
                loose |= dict.fromkeys(written)
    paired_words = {word.casefold() for words in found.values() for word in words}
    groups = [_group(name, words) for name, words in found.items()]
    rest = tuple(word for word in loose if word.casefold() not in paired_words)
    return (*groups, *((_group("", rest),) if rest else ()))


def _group(name: str, written: Iterable[str]) -> Group:
    """A group without the words that are slurs."""
    words = tuple(written)
    kept = tuple(word for word in words if not slur(word))
    return Group(name, kept, len(words) - len(kept))


def groups_of(finding: Finding) -> tuple[Group, ...]:
    """The groups of a finding, each with the maker's word for it where there is one, then its other words."""
    return tuple(_group(name, written) for name, written in _written(finding))


def _written(finding: Finding) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The groups of a finding with the maker's words, under ``""`` those of no group.

    The first words of a finding are those for its groups, in their order, ``""`` for one that has none. Words alone
    are joined from many files, and keep no such order.
    """
    paired = len(finding.groups) if finding.kind is not Kind.VOCABULARY else 0
    first = finding.as_written[:paired]
    seen = {word.casefold() for word in first}
    rest = tuple(dict.fromkeys(word for word in finding.as_written[paired:] if word and word.casefold() not in seen))
    padded = (*first, *("" for _ in finding.groups[len(first) :]))
    groups = tuple((name, (word,) if word else ()) for name, word in zip(finding.groups, padded, strict=True))
    return (*groups, *((("", rest),) if rest else ()))


def _telling(target: TargetReport) -> list[Finding]:
    """The findings that the first screen speaks of: capabilities, else those that name groups."""
    capable = [finding for finding in target.findings if finding.kind is Kind.CAPABILITY]
    return capable or [finding for finding in target.findings if finding.groups]


def _shares(cover: Coverage, words: Words) -> tuple[Share, ...]:
    return tuple(Share(name, getattr(cover, name), words.share(getattr(cover, name), cover.bytes)) for name in SHARES)


def _stages(
    target: TargetReport, findings: tuple[Shown, ...], unread: tuple[Unread, ...], words: Words, prefix: str
) -> Iterator[StageRow]:
    for stage in Stage:
        state = target.verdict.states.get(stage.value, StageState.NOT_SHOWN)
        denial = words.say(f"denial.{stage.value}")
        label = stage_label(stage, words, declared=target.verdict.outcome is Outcome.DECLARED)
        where = why = link = ""
        if state is StageState.SHOWN:
            where, why, link = _where(stage, target, findings, words)
        elif state is StageState.UNCHECKED:
            gap = hiding(unread, stage)
            why = words.say("why.unchecked.gap", n=gap.number) if gap else words.say("why.unchecked")
            link = f"{prefix}g{gap.number}" if gap else ""
        else:
            why = words.say(f"why.{state.value}")
        yield StageRow(stage, state, label, denial, where, why, link)


def _where(stage: Stage, target: TargetReport, findings: tuple[Shown, ...], words: Words) -> tuple[str, str, str]:
    capable = [shown for shown in findings if shown.finding.kind is Kind.CAPABILITY and stage in shown.finding.stages]
    among = findings if stage is Stage.VOCABULARY or not capable else capable
    found = [(shown, index) for shown in among for index in showing(shown.finding, stage)]
    if not found:
        whole = next((shown for shown in findings if stage in shown.finding.stages), None)
        return "", words.say("why.shown"), whole.id if whole else ""
    shown, index = found[0]
    if stage is Stage.VOCABULARY or stage is Stage.OBSERVED:
        return "", words.count("places", len(found)), shown.place(index)
    more = words.count("and.more", len(found) - 1) if len(found) > 1 else ""
    return places.label(shown.finding.evidence[index], target.name, _FILE), more, shown.place(index)


def showing(finding: Finding, stage: Stage) -> list[int]:
    """Indexes of the evidence of ``finding`` that shows ``stage`` by itself, else of what is a link to it.

    What lies on the path of its chain goes first.
    """
    path = story.path_of(finding)
    order = [*path, *(index for index in range(len(finding.evidence)) if index not in set(path))]
    by_itself = [index for index in order if stage in finding.evidence[index].shows]
    return by_itself or [index for index in order if stage in finding.evidence[index].says]


def stage_label(stage: Stage, words: Words, *, declared: bool) -> str:
    """A stage in plain words; of a card or form nobody may read that a face record has the slot, or lists groups."""
    key = f"stage.{stage.value}"
    return words.say(f"{key}.declared" if declared and words.has(f"{key}.declared") else key)


def in_plain_words(stages: Iterable[Stage], words: Words, *, declared: bool = False) -> str:
    """Stages in a list, each in plain words."""
    return words.say("list.semicolon").join(stage_label(stage, words, declared=declared) for stage in stages)


def what(evidence: Evidence, words: Words) -> str:
    """What a place is, in plain words."""
    return words.either(f"role.{evidence.role}", words.say("role.other"))


def shows(evidence: Evidence, words: Words) -> str:
    """The strongest stage that a place shows by itself, in plain words; ``""`` for one that is only a link."""
    for stage in reversed(tuple(Stage)):
        if stage in evidence.shows and (stage is not Stage.VOCABULARY or len(evidence.says) == 1):
            return words.say(f"stage.{stage.value}")
    return ""


def place_count(findings: tuple[Shown, ...], words: Words) -> str:
    """How many places the findings quote, as printed."""
    return words.count("places", sum(len(shown.finding.evidence) for shown in findings))
