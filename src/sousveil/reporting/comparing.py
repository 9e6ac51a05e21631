"""A comparison as a page of text: the editions, what became of each finding, the timeline, the maker's replies."""

from collections.abc import Mapping, Sequence

import msgspec

from sousveil.model.comparison import SAME, Change, Comparison, Fate, Line, Side, Step, Trail
from sousveil.model.report import TargetReport
from sousveil.reporting.claims import claim
from sousveil.reporting.page import Page
from sousveil.reporting.words import ENGLISH, Words, number

TRAILS = 3
_MARKS = {
    Fate.NEW: "[+]", Fate.GONE: "[-]", Fate.UNREADABLE: "[?]", Fate.UNCHANGED: "[=]", Fate.RULES: "[=]",
    Fate.MOVED: "[>]",
}  # fmt: skip


def retold(comparison: Comparison, reports: Sequence[TargetReport], words: Words) -> Comparison:
    """``comparison`` with its sentences in another language; ``reports`` are those of its sides."""
    if words.english:
        return comparison
    there = [{finding.id: claim(finding, words) for finding in report.findings} for report in reports]

    def change(step: Step, one: Change) -> Change:
        said = there[step.new].get(one.new) or there[step.old].get(one.old) or one.claim
        return msgspec.structs.replace(one, claim=said, why=words.retell_all(one.why))

    steps = tuple(
        msgspec.structs.replace(
            step, changes=tuple(change(step, one) for one in step.changes), notes=tuple(map(words.retell, step.notes))
        )
        for step in comparison.steps
    )
    lines = tuple(
        msgspec.structs.replace(line, claim=_last(line, there), where=words.retell(line.where))
        for line in comparison.timeline
    )
    return msgspec.structs.replace(comparison, steps=steps, timeline=lines)


def _last(line: Line, there: Sequence[Mapping[str, str]]) -> str:
    """The claim of the last edition that has it."""
    said = [claims[moment.id] for moment, claims in zip(line.moments, there, strict=True) if moment.id in claims]
    return said[-1] if said else line.claim


def comparison_page(
    comparison: Comparison, *, width: int, colour: bool, unicode: bool, every: bool = False, words: Words = ENGLISH
) -> str:
    """The page; ``every`` tells of what is unchanged, too."""
    page = _Page(width, colour=colour, unicode=unicode, words=words)
    page.every = every
    page.sides(comparison)
    for step in comparison.steps:
        page.step(comparison, step)
    if comparison.timeline:
        page.timeline(comparison)
    page.line()
    page.text(page.own(words.say("compare.exit.1" if comparison.differs else "compare.exit.0")), style="bold")
    return page.whole()


class _Page(Page):
    every = False

    def sides(self, comparison: Comparison) -> None:
        for index, side in enumerate(comparison.sides, 1):
            complete = self.words.say("compare.complete" if side.complete else "compare.incomplete")
            how = self.words.say(f"compare.read.{side.read}")
            told = self.own(self.words.say("compare.how", read=how, complete=complete))
            self.text(
                f"{index}. {self.foreign(side.name)}{self.words.say('list.colon')}{told}", style="bold", rest="   "
            )
            self.text(self.own(f"sha256 {side.sha256}"), first="   ", style="dim")
            if side.calls_itself:
                self.text(self.own(self.words.say("compare.calls", said=self._called(side))), first="   ")
            for reply in side.statements:
                key = "reply.some.term" if reply.text else "reply.waited"
                self.text(self.own(self.words.say(key, when=reply.when, by=reply.from_)), first="   ")

    def _called(self, side: Side) -> str:
        return self.words.list(f"“{said}”" for said in side.calls_itself)

    def step(self, comparison: Comparison, step: Step) -> None:
        self.title("compare.step", old=step.old + 1, new=step.new + 1)
        for note in step.notes:
            self.text(self.own(note), style="dim")
        for key, stages in (("lost", step.lost), ("gained", step.gained)):
            if stages:
                said = ", ".join(stages)
                self.text(self.own(self.words.say(f"compare.whole.{key}", list=said)), style="bold")
        if step.changes and not step.lost and not step.gained:
            self.text(self.own(self.words.say("compare.whole.same")))
        told = [change for change in step.changes if self.every or change.fate not in SAME]
        for change in told:
            self._change(change)
        left = len(step.changes) - len(told)
        if left:
            self.text(self.own(self.words.count("compare.unchanged", left)))
        if not step.changes:
            self.text(self.own(self.words.say("compare.nothing")))
        if any(not comparison.sides[index].complete for index in (step.old, step.new)) and step.differs:
            self.text(self.own(self.words.say("compare.not.all")), style="dim")

    def _change(self, change: Change) -> None:
        words = self.words
        mark = _MARKS.get(change.fate, "[*]")
        fate = words.say(f"fate.{change.fate.value}") + ("" if change.sure else " (?)")
        kind = "" if change.kind.value == "capability" else f" ({words.say(f'kind.{change.kind.value}').lower()})"
        self.text(self.own(f"{mark} {fate}{kind}: {change.claim}"), rest="    ", style="blue" if mark == "[+]" else "")
        for key, gone in (("lost", change.lost), ("gained", change.gained)):
            if gone:
                self._more(words.say(f"compare.stages.{key}", list=", ".join(gone)))
        for key, groups in (("lost", change.groups_lost), ("gained", change.groups_gained)):
            if groups:
                self._more(words.say(f"compare.groups.{key}", list=words.groups(groups)))
        if change.why:
            self._more(change.why)
        for trail in change.trails[:TRAILS]:
            self._trail(trail)
        if len(change.trails) > TRAILS:
            self._more(words.count("compare.trails.more", len(change.trails) - TRAILS))

    def _more(self, text: str) -> None:
        self.text(self.own(text), first="    ")

    def _trail(self, trail: Trail) -> None:
        self.text(f"{self.foreign(trail.was_at)}  {self.foreign(trail.was)}", first="      - ", rest="        ")
        if trail.fate is not Fate.UNCHANGED:
            self.text(f"{self.foreign(trail.now_at)}  {self.foreign(trail.now)}", first="      + ", rest="        ")

    def timeline(self, comparison: Comparison) -> None:
        self.title("compare.timeline")
        self.text(self.own(self.words.say("compare.whole")), style="bold")
        for side, index in zip(comparison.sides, range(1, len(comparison.sides) + 1), strict=True):
            said = ", ".join(side.stages) or self.words.say("compare.whole.none")
            read = "" if side.complete else f" ({self.words.say('compare.incomplete')})"
            self._moment(comparison, index, said + read)
        for line in comparison.timeline:
            self.text(self.own(line.claim))
            if line.where:
                self.text(self.own(line.where), first="    ", rest="    ", style="dim")
            for index, moment in enumerate(line.moments, 1):
                fate = moment.fate
                if moment.id:
                    said = ", ".join(stage.value for stage in moment.stages) or self.words.say("compare.there")
                else:
                    said = self.words.say("compare.unseen" if fate is Fate.UNREADABLE else "compare.not.there")
                quiet = fate is None or fate in SAME or (fate is Fate.UNREADABLE and not moment.id)
                told = "" if fate is None or quiet else f" ({self.words.say(f'fate.{fate.value}').lower()})"
                self._moment(comparison, index, f"{said}{told}")

    def _moment(self, comparison: Comparison, index: int, said: str) -> None:
        side = comparison.sides[index - 1]
        called = f" {self._called(side)}" if side.calls_itself else ""
        self.text(self.own(f"{number(index)}{called}: {said}"), first="    ", rest="       ")
