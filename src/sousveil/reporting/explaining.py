"""One finding told step by step, out of a report alone."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from sousveil.matching.slurs import slur
from sousveil.model.report import Discard, Evidence, Finding, Report, TargetReport
from sousveil.model.words import Kind, Stage, StageState
from sousveil.reporting import places
from sousveil.reporting.claims import claim
from sousveil.reporting.page import Page
from sousveil.reporting.path import joined, steps_of
from sousveil.reporting.projection import Group, groups_of, project, shows, what
from sousveil.reporting.story import beside, path_of
from sousveil.reporting.terminal import stages_of
from sousveil.reporting.unread import Unread, heading, hiding
from sousveil.reporting.words import ENGLISH, Words, number

PLACES = 200
GAPS = 20
RULE_LINES = 40
_RULE = 20_000
_STEP = 5
_GROUPS = "group/"


class UnknownFindingError(LookupError):
    """There is no such finding, or more than one; the message says which."""


class Listed(msgspec.Struct, frozen=True):
    """A finding under the number by which it can be asked for, with its target and that target's numbered gaps."""

    number: int
    finding: Finding
    target: TargetReport
    gaps: tuple[Unread, ...]


def listed(report: Report, words: Words = ENGLISH) -> tuple[Listed, ...]:
    """All findings of ``report``, numbered from 1 over its targets, each target's in the order of every report."""
    found: list[Listed] = []
    for target in report.targets:
        view = project(target, words)
        for shown in view.findings:
            found.append(Listed(len(found) + 1, shown.finding, target, view.unread))
    return tuple(found)


def choose(report: Report, which: str, words: Words = ENGLISH) -> Listed:
    """The finding whose id is ``which``, else the one of that number, else the one whose id begins so.

    Raises ``UnknownFindingError`` where there is none or more than one.
    """
    everything = listed(report, words)
    exact = [one for one in everything if one.finding.id == which]
    if len(exact) == 1:
        return exact[0]
    if not exact and re.fullmatch("[1-9][0-9]{0,8}", which) and int(which) <= len(everything):
        return everything[int(which) - 1]
    begun = exact or [one for one in everything if which and one.finding.id.startswith(which)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        numbers = words.list(str(one.number) for one in begun[:5])
        raise UnknownFindingError(words.say("told.several", which=which[:80], numbers=numbers))
    raise UnknownFindingError(words.count("told.unknown", len(everything), which=which[:80]))


def listing(report: Report, *, width: int, colour: bool, unicode: bool, words: Words = ENGLISH) -> str:
    """The findings with number, id, kind and claim, for a terminal of ``width`` columns."""
    page = Page(width, colour=colour, unicode=unicode, words=words)
    everything = listed(report, words)
    if not everything:
        page.text(page.own(words.say("told.none")))
    for index, one in enumerate(everything):
        if len(report.targets) > 1 and (not index or everything[index - 1].target is not one.target):
            page.line(page.fit(page.foreign(one.target.name), page.width), style="bold")
        head = f"{one.number:>3}. "
        kind = page.own(words.say(f"kind.{one.finding.kind.value}"))
        page.text(f"{page.foreign(one.finding.id)} {kind}", first=head, rest=" " * _STEP, style="bold")
        page.text(page.own(claim(one.finding, words)), first=" " * _STEP)
    return page.whole()


def explanation(report: Report, which: str, *, width: int, colour: bool, unicode: bool, words: Words = ENGLISH) -> str:
    """Everything that the report knows of one finding, for a terminal of ``width`` columns.

    ``which`` as for :func:`choose`, whose error it raises.
    """
    told = _Told(choose(report, which, words), report, Page(width, colour=colour, unicode=unicode, words=words))
    told.tell()
    return told.page.whole()


class _Told:
    """A finding on its way to the page."""

    def __init__(self, one: Listed, report: Report, page: Page) -> None:
        self.page = page
        self.words = page.words
        self.number, self.gaps = one.number, one.gaps
        self.finding, self.target = one.finding, one.target
        self.rules = report.run.rules

    def tell(self) -> None:
        self._head()
        self._chain()
        self._tested()
        self._innocent()
        self._aside()
        self._missing()
        self._hidden()
        self._rules()

    def _say(self, key: str, *, indent: str = "  ", style: str = "", **slots: object) -> None:
        self.page.text(self.page.own(self.words.say(key, **slots)), first=indent, style=style)

    def _head(self) -> None:
        page, finding = self.page, self.finding
        name = self.words.say(f"kind.{finding.kind.value}")
        page.text(page.own(self.words.say("told.head", n=self.number, id=finding.id, kind=name)), style="dim")
        page.text(page.own(claim(finding, self.words)), style="bold")
        page.text(page.own(self.words.say("told.in", name=self.target.name, sha=self.target.sha256)), style="dim")
        page.line()
        origin = f"origin.long.{finding.origin.value}"
        plain = finding.kind is not Kind.CAPABILITY and self.words.has(f"{origin}.plain")
        facts = {
            "dl.trait": self.words.say(f"trait.{finding.trait.value}"),
            **dict(self._groups()),
            "dl.origin": self.words.say(f"{origin}.plain" if plain else origin),
            "dl.strength": self.words.say(f"strength.{finding.strength.value}"),
            "dl.owner": self._owner(),
            "dl.stages": stages_of(finding.stages, self.words, plain=True),
        }
        for key, said in facts.items():
            if said:
                page.text(f"{page.own(self.words.say(key))}: {page.own(said)}", rest="  ")

    def _groups(self) -> Iterator[tuple[str, str]]:
        """The groups, each with the maker's word for it, then his other words."""
        groups = groups_of(self.finding)
        named = [group for group in groups if group.name]
        yield (
            "dl.groups",
            ", ".join(" ".join((self.words.group(group.name), *self._words_of(group))) for group in named),
        )
        loose = [said for group in groups if not group.name for said in self._words_of(group)]
        yield "dl.written.other" if named else "dl.written", ", ".join(loose)

    def _words_of(self, group: Group) -> list[str]:
        hidden = [self.words.count("groups.slurs", group.slurs)] if group.slurs else []
        return [*map("“{}”".format, group.words), *hidden]

    def _owner(self) -> str:
        if self.finding.library:
            return self.words.say("owner.third-party.named", library=self.finding.library)
        return self.words.say(f"owner.{self.finding.owner.value}")

    # The chain, then the places beside it

    def _chain(self) -> None:
        finding, words = self.finding, self.words
        path = path_of(finding)
        self.page.title("told.chain")
        if len(path) > 1:
            self._say("told.chain.note", indent="")
        for step in steps_of(finding, path, self.target.name, words):
            says = self._ended(*filter(None, (step.says, step.what)))
            self._place(step.number, finding.evidence[step.index], says, step.how)
        others = beside(finding, path)
        if not others:
            return
        self.page.title("told.others")
        order = {index: at for at, index in enumerate((*path, *others), 1)}
        links = self._nearest(order)
        told = 0
        for same in self._alike(others[:PLACES], links):
            self._place(order[same[0]], finding.evidence[same[0]], self._said(same), links.get(same[0], ""))
            told += len(same)
        if len(others) > told:
            self.page.text(self.page.own(words.count("evidence.json.only", len(others) - told)), first="  ")

    def _alike(self, others: Sequence[int], links: dict[int, str]) -> list[list[int]]:
        """Places on one line that are joined in the same way are told once."""
        groups: dict[tuple[object, ...], list[int]] = {}
        for index in others:
            place = self.finding.evidence[index]
            alone = place.line is None and index
            groups.setdefault((place.blob, place.layers, place.line, alone, links.get(index)), []).append(index)
        return list(groups.values())

    def _said(self, same: Sequence[int]) -> str:
        said = [(shows(self.finding.evidence[i], self.words), what(self.finding.evidence[i], self.words)) for i in same]
        heads, whats = dict.fromkeys(head for head, _ in said if head), dict.fromkeys(each for _, each in said)
        return self._ended(*heads, *whats)

    def _ended(self, *said: str) -> str:
        """Each a sentence, but for the end of the last one."""
        return f"{self.words.say('sentence.end')}{self.words.say('sentence.join')}".join(said)

    def _nearest(self, order: dict[int, int]) -> dict[int, str]:
        """How each place is joined to the first one that is told before it, in words."""
        best: dict[int, tuple[int, str]] = {}
        for link in self.finding.chain:
            if link.from_ not in order or link.to not in order or link.from_ == link.to:
                continue
            later, first = sorted((link.from_, link.to), key=order.__getitem__, reverse=True)
            if later not in best or order[first] < best[later][0]:
                said = joined(link, self.words, to=order[first], back=link.from_ == first)
                best[later] = (order[first], said)
        return {index: said for index, (_, said) in best.items()}

    def _place(self, at: int, place: Evidence, says: str, how: str) -> None:
        page, words = self.page, self.words
        indent = " " * _STEP
        page.text(page.own(f"{says}{words.say('sentence.end')}"), first=f"{at:>3}. ", rest=indent)
        if place.name and place.name != place.text and not slur(place.name):
            page.text(page.foreign(place.name), first=indent)
        rows = [row for row in places.rows(place.quotes) if row.quotes]
        if any(slur(row.text) for row in rows):
            page.text(page.own(words.say("slur.quoted")), first=indent, style="dim")
        for row in rows:
            low = max(row.marks[0][0] - 20, 0) if row.before and row.marks else 0
            head = f"{indent}{page.own('▶') if page.unicode else '>'} "
            text = page.dots * bool(row.before) + page.foreign(" ".join(row.text[low:].split()))
            page.line(head + page.paint(page.fit(text, page.width - len(head)), "bold"))
        trail = (" › " if page.unicode else " > ").join(map(page.foreign, place.layers or (self.target.name,)))
        where = places.at(place, words)
        if place.line is not None:
            where = f"{where}, {words.say('evidence.byte', n=number(place.offset))}"
        page.text(f"{trail}, {page.own(where)}", first=indent, style="dim")
        if how:
            page.text(page.own(how), first=indent)

    # What speaks against it

    def _tested(self) -> None:
        self.page.title("explain.title")
        if not self.finding.explanations:
            self._say("explain.none")
        for tested in self.finding.explanations:
            result = self.words.either(f"explain.{tested.result}", tested.result.replace("-", " "))
            explained, seen = self.words.retell(tested.explanation), self.words.retell(tested.seen)
            self._say("told.tested", explanation=explained, result=result, style="bold")
            self._say("told.tested.seen", indent="    ", seen=seen)

    def _innocent(self) -> None:
        self.page.title("told.innocent")
        key = f"innocent.{self.finding.kind.value}"
        special = f"{key}.{self.finding.origin.value}"
        for said in dict.fromkeys((special if self.words.has(special) else key, "innocent.any")):
            self._say(said)

    def _aside(self) -> None:
        page = self.page
        page.title("told.aside")
        near = self._near()
        if not near:
            self._say("told.aside.none")
        for discard in near:
            sample = discard.sample
            count = self.words.count("places", discard.count)
            page.text(
                page.own(f"{self.words.retell(discard.reason)} ({discard.rule}): {count}"), first="  ", rest="    "
            )
            label = places.label(sample, self.target.name)
            said = self.words.say("term.aside.sample", label=label, text=sample.text[:120])
            page.text(page.own(said), first="    ", style="dim")
        if near:
            self._say("told.aside.note", style="dim")

    def _near(self) -> list[Discard]:
        """The discards whose sample lies in a file that the finding quotes."""
        blobs = {place.blob for place in self.finding.evidence}
        return [discard for discard in self.target.discards if discard.sample.blob in blobs]

    # What is missing

    def _lacking(self) -> list[Stage]:
        shown = {*self.finding.stages, Stage.VOCABULARY}
        return [stage for stage in Stage if stage not in shown]

    def _missing(self) -> None:
        lacking = self._lacking()
        if not lacking:
            return
        self.page.title("told.missing")
        questions = dict(self._questions(lacking))
        for stage in lacking:
            state = self.target.verdict.states.get(stage.value, StageState.NOT_SHOWN)
            said = self._state(stage, state)
            label = self.words.say(f"stage.{stage.value}")
            self.page.text(self.page.own(f"{label} ({stage.value}): {said}"), first="  ", rest="    ")
            self.page.text(self.page.own(self.words.retell(questions.get(stage, ""))), first="    ", style="dim")

    def _state(self, stage: Stage, state: StageState) -> str:
        if state is StageState.SHOWN:
            return self.words.say("told.elsewhere")
        able = hiding([one for one in self.gaps if not one.accepted], stage)
        if state is StageState.UNCHECKED and able is not None:
            return self.words.say("term.unchecked.gap", n=able.number)
        return self.words.say(f"term.{state.value}")

    def _questions(self, lacking: Sequence[Stage]) -> Iterator[tuple[Stage, str]]:
        from sousveil.judging.claims import QUESTIONS, TRAITS  # noqa: PLC0415 - judging is loaded only to ask

        for stage in lacking:
            if stage in QUESTIONS:
                yield stage, QUESTIONS[stage].format(trait=TRAITS[self.finding.trait])

    def _hidden(self) -> None:
        page, lacking = self.page, set(self._lacking())
        hiding = [one for one in self.gaps if lacking & set(one.could_hide)]
        page.title("told.hidden")
        if not hiding:
            self._say("told.hidden.none")
        for one in hiding[:GAPS]:
            said, way = heading(one, self.words, " › " if page.unicode else " > ")
            amount = f", {self.words.size(one.bytes)}" if one.bytes else ""
            stages = stages_of([stage for stage in one.could_hide if stage in lacking], self.words, plain=True)
            why = page.own(f"{one.why}; {self.words.say('term.hide', stages=stages)}")
            first = f"{one.number:>3}. "
            page.text(f"{page.own(said)}{page.foreign(way)}{amount}: {why}", first=first, rest=" " * _STEP)
            if one.accepted:
                self._say("gaps.accepted", indent=" " * _STEP, style="dim")
            if one.remedy:
                page.text(page.own(self.words.retell(one.remedy)), first=" " * _STEP, style="dim")
        if len(hiding) > GAPS:
            page.text(page.own(self.words.count("term.gaps.more", len(hiding) - GAPS)), first=" " * _STEP)

    def _rules(self) -> None:
        """The texts of the rule that the finding names and, where it names groups, of those that know their names."""
        finding = self.finding
        self.page.title("told.rules")
        self._say("told.rule", rule=finding.rule, revision=finding.revision)
        if finding.rule in self.rules:
            self._text(self.rules[finding.rule])
        else:
            self._say("told.rule.unwritten" if finding.groups else "told.rule.missing", indent="    ")
        for rule in sorted(self.rules) if finding.groups else ():
            if rule.startswith(_GROUPS) and rule != finding.rule:
                self._say("told.rule.named", rule=rule)
                self._text(self.rules[rule])

    def _text(self, text: str) -> None:
        """A rule up to its samples."""
        page = self.page
        lines = text[:_RULE].splitlines()
        kept = lines[: min(lines.index("tests:") if "tests:" in lines else len(lines), RULE_LINES)]
        for line in kept:
            page.text(page.own(line), first="    ", rest="      ", style="dim")
        if len(lines) > len(kept):
            page.text(page.own(self.words.count("told.rule.more", len(lines) - len(kept))), first="    ", style="dim")
