"""The terminal page: the same order and words as the HTML report, for a reader who never saw code."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from sousveil.matching.slurs import slur
from sousveil.model.report import Evidence, Report
from sousveil.model.words import Kind, Outcome, Stage, StageState
from sousveil.reporting import built, places
from sousveil.reporting.claims import claim
from sousveil.reporting.measure import fold, pad, width
from sousveil.reporting.own import own_name
from sousveil.reporting.page import Page
from sousveil.reporting.projection import Group, Shown, TargetView, place_count, project, shows, what
from sousveil.reporting.story import by_story, told
from sousveil.reporting.unread import heading, telling, unread_of
from sousveil.reporting.words import ENGLISH, Words, number

FINDINGS = 3
PLACES = 14
GAPS = 5
QUESTIONS = 5
BUILT = 5
WITH_DENIALS = 96
_BAR = 30
_WIDE_SPACE = re.compile(r"[ \t]{3,}|\t+")
_MARKS = {
    StageState.SHOWN: "[x]",
    StageState.NOT_SHOWN: "[ ]",
    StageState.UNCHECKED: "[?]",
    StageState.NOTHING_TO_LOOK_AT: "[-]",
}


def to_terminal(
    report: Report,
    *,
    width: int,
    colour: bool,
    unicode: bool,
    html_path: Path | None = None,
    exit_code: int | None = None,
    discarded: bool = False,
    words: Words = ENGLISH,
) -> str:
    """The page for all targets of ``report``, ending with a newline.

    ``width`` in columns is kept within 40 and 100. ``colour`` allows escape sequences (the caller heeds ``NO_COLOR``),
    ``unicode`` any character outside of ASCII. ``exit_code`` is put into words; ``html_path`` is named if given.
    ``discarded`` lists what was looked at and set aside, which is only counted otherwise.
    """
    page = _Page(width, colour=colour, unicode=unicode, words=words)
    page.discarded = discarded
    views = [project(target, words) for target in report.targets]
    for index, view in enumerate(views):
        if index:
            page.line()
            page.line("-" * page.width, style="dim")
            page.line()
        page.target(view)
    if len(views) > 1:
        page.summary(views)
    page.ending(views, exit_code, html_path)
    return page.whole()


def exit_code_of(report: Report) -> int:
    """The exit code that the verdicts call for when no stage was asked for: 1 wins over 3, 3 over 0."""
    outcomes = {target.verdict.outcome for target in report.targets}
    if Outcome.FOUND in outcomes:
        return 1
    incomplete = any(not target.verdict.complete for target in report.targets)
    return 3 if incomplete or Outcome.INDICATED in outcomes else 0


class _Page(Page):
    discarded = False

    # The parts

    def target(self, view: TargetView) -> None:
        self._head(view)
        self._groups(view)
        self._read(view)
        self._built(view)
        self._stages(view)
        self._findings(view)
        self._other(view)
        self._gaps(view)
        self._questions(view)

    def _head(self, view: TargetView) -> None:
        say, target = self.words.say, view.target
        signatures = target.provenance.signatures
        valid = next((one for one in signatures if one.state == "valid"), None)
        by = ""
        if valid is not None:
            by = f" ({say('calls.itself.signed', by=self.foreign(valid.by))})" if valid.by else ""
        name = self.foreign(target.name)
        if width(name) > self.width:
            name = self.foreign(places.short(target.name))
        self.line(self.fit(name + self.own(by), self.width), style="bold")
        if valid is None and any(one.state == "invalid" for one in signatures):
            self.text(self.own(say("calls.itself.invalid")), style="ochre")
        size = self.own(self.words.size(target.size))
        digest = f"sha256 {target.sha256}"
        together = width(digest) + 2 + width(size) <= self.width
        for said in [f"{digest}, {size}"] if together else [digest, size]:
            self.text(self.own(said), style="dim")
        if own := own_name(target, self.words):
            self.text(self.own(own), style="dim")
        tags = self.own(" · ").join(self._tag(tag.text) for tag in view.tags)
        self.text(tags, style="blue" if view.target.verdict.outcome is Outcome.FOUND else "ochre")
        self.line()
        self.text(self.own(view.headline), style="bold")
        self.text(self.own(view.limit))
        if target.statements:
            last = target.statements[-1]
            key = "reply.some.term" if last.text else "reply.waited"
            self.text(self.own(say(key, when=self.words.date(last.when), by=last.from_)))
        self.line()

    def _tag(self, text: str) -> str:
        head, colon, tail = self.own(text).partition(":")
        return head.upper() + colon + tail

    def _groups(self, view: TargetView) -> None:
        quote = "“{}”" if self.unicode else '"{}"'
        named = [group for group in view.groups if group.name]
        loose = [word for group in view.groups if not group.name for word in group.words]
        if named:
            parts = []
            for group in named:
                written = ", ".join(quote.format(self.foreign(word)) for word in group.words[:3])
                written = written or self._slurs([group])
                parts.append(f"{self.foreign(self.words.group(group.name))} {written}".rstrip())
            self._labelled("term.groups", parts, join="list.semicolon")
        hidden = self._slurs([group for group in view.groups if not group.name])
        if loose or hidden:
            self._labelled("term.words", [quote.format(self.foreign(word)) for word in loose] + [hidden] * bool(hidden))

    def _slurs(self, groups: Sequence[Group]) -> str:
        hidden = sum(group.slurs for group in groups)
        return self.own(self.words.count("groups.slurs", hidden)) if hidden else ""

    def _labelled(self, key: str, parts: list[str], most: int = 8, join: str = "list.comma") -> None:
        label = pad(self.own(self.words.say(key)), 8)
        more = [self.own(self.words.count("groups.more", len(parts) - most))] if len(parts) > most else []
        self.text(self.own(self.words.say(join)).join([*parts[:most], *more]), first=label, rest=" " * 8)

    def _read(self, view: TargetView) -> None:
        words, cover = self.words, view.target.coverage
        label = pad(self.own(words.say("term.read")), 8)
        if not cover.bytes:
            self.text(self.own(words.say("read.empty")), first=label)
            self.line()
            return
        said = ", ".join(f"{share.text} {words.say(f'read.{share.name}')}" for share in view.shares if share.bytes)
        self.line(f"{label}[{_bar(cover.understood, cover.sifted, cover.padding, cover.opaque, cover.bytes)}]")
        self.text(self.own(said), first=" " * 8)
        for key, count in unread_of(view.unread) if not cover.opaque else ():
            more = f"{words.count(key, count)}{words.say('list.colon')}{words.say('read.could.hide')}"
            self.text(self.own(more), first=" " * 8)
        self.line()

    def _built(self, view: TargetView) -> None:
        kits = view.target.built_from
        label = pad(self.own(self.words.say("term.built")), 8)
        for one in kits[:BUILT]:
            self.text(self.foreign(built.sentence(one, self.words, view.target.name)), first=label, rest=" " * 8)
            label = " " * 8
        if kits:
            self.line()

    def _stages(self, view: TargetView) -> None:
        words = self.words
        labels = [pad(self.own(row.label), 32) for row in view.stages]
        denials = self.width >= WITH_DENIALS
        for row, label in zip(view.stages, labels, strict=True):
            denial = self.own(f"“{row.denial}”") if row.denial else ""
            head = f"{_MARKS[row.state]} {label} {pad(row.stage.value, 10)} "
            if denials:
                head += pad(denial, 27)
            if self.width < 72:
                head = f"{_MARKS[row.state]} {self.own(row.label)} ({row.stage.value})"
            where, more = self._where(row.state, self.foreign(row.where), row.why, row.link)
            style = {StageState.SHOWN: "blue", StageState.UNCHECKED: "ochre"}.get(row.state, "")
            if self.width < 72:
                self.line(self.fit(head, self.width), style=style)
                self.text(f"{where} {more}".strip(), first="    ")
                continue
            room = self.width - width(head)
            whole = f"{where} {more}".strip()
            apart = [*fold(where, room), more] if more and width(whole) > room else fold(whole, room)
            first, *rest = apart if room > 8 else [whole]
            self.line(self.paint(head, style) + self.fit(first, room))
            for line in rest:
                self.line(" " * width(head) + self.fit(line, room))
        self.text(self.own(words.say("stages.means")), first="    ", style="dim")

    def _where(self, state: StageState, where: str, why: str, link: str) -> tuple[str, str]:
        """A place, and how many more there are; or why there is none."""
        words = self.words
        if state is StageState.SHOWN:
            return (where, self.own(why)) if where else (self.own(why), "")
        if state is StageState.UNCHECKED and link:
            return self.own(words.say("term.unchecked.gap", n=link.rpartition("g")[2])), ""
        return self.own(words.say(f"term.{state.value}")), ""

    def _findings(self, view: TargetView) -> None:
        capabilities = view.of_kind(Kind.CAPABILITY)
        if not capabilities:
            return
        self.title("term.findings")
        for shown in capabilities[:FINDINGS]:
            self._finding(view, shown)
        rest = capabilities[FINDINGS:]
        if rest:
            more = self.words.count("term.findings.more", len(rest), places=place_count(rest, self.words))
            self.text(self.own(more))

    def _finding(self, view: TargetView, shown: Shown) -> None:
        finding = shown.finding
        self.text(self.own(claim(finding, self.words)), style="bold")
        strength = self.words.say(f"strength.{finding.strength.value}")
        origin = self.words.say(f"origin.long.{finding.origin.value}")
        colon = self.words.say("list.colon")
        for key, said in (("dl.origin", origin), ("dl.strength", strength)):
            self.text(self.own(f"{self.words.say(key)}{colon}{said}"), first="  ", rest="    ", style="dim")
        chosen = by_story(finding, told(finding)[:PLACES])
        chosen_places = [finding.evidence[index] for index in chosen]
        for (said, layers), same in groupby(chosen_places, key=lambda place: (self._said(place), place.layers)):
            self._places(said, layers or (view.target.name,), tuple(same))
        if len(finding.evidence) > len(chosen):
            self.text(self.own(self.words.count("term.places.more", len(finding.evidence) - len(chosen))), first="  ")
        self.line()

    def _said(self, evidence: Evidence) -> str:
        return shows(evidence, self.words) or what(evidence, self.words)

    def _places(self, said: str, layers: tuple[str, ...], same: tuple[Evidence, ...]) -> None:
        """Places that show the same thing in the same file: the lines, then the file and the bytes, once."""
        self.text(self.own(said), first="  ")
        mark = "▶" if self.unicode else ">"
        seen: set[str] = set()
        quoted = [row for evidence in same for row in places.rows(evidence.quotes) if row.quotes]
        if all(evidence.line is None for evidence in same):  # the rows of a table, in its order
            quoted.sort(key=lambda row: int(row.number.replace(",", "") or -1))
        for row in quoted:
            if row.number in seen:
                continue
            seen |= {row.number} - {""}
            head = f"  {row.number:>7} {mark} "
            low = max(row.marks[0][0] - 20, 0) if row.before and row.marks else 0
            text = self.dots * bool(row.before) + self.foreign(_close_up(row.text[low:]))
            self.line(head + self.paint(self.fit(text.strip(), self.width - width(head)), "bold"))
        if any(slur(row.text) for evidence in same for row in places.rows(evidence.quotes) if row.quotes):
            self.text(self.own(self.words.say("slur.quoted")), first=" " * 12, style="dim")
        trail = (" › " if self.unicode else " > ").join(self.foreign(step) for step in layers)
        starts = dict.fromkeys(quote.offset for evidence in same for quote in evidence.quotes)
        offset = self.words.count("evidence.bytes.list", len(starts), list=self.words.list(map(number, starts)))
        self.text(f"{trail}, {self.own(offset)}", first=" " * 12, style="dim")

    def _other(self, view: TargetView) -> None:
        words = self.words
        counts = [(kind, view.of_kind(kind)) for kind in Kind if kind is not Kind.CAPABILITY]
        aside = sum(discard.count for discard in view.target.discards)
        if any(found for _, found in counts):
            self.title("term.other", note="term.other.note")
            for kind, found in counts:
                if found:
                    self._kind(kind, found, view)
        if aside and self.discarded:
            self._aside(view)
        elif aside:
            if not any(found for _, found in counts):
                self.line()
            self.text(self.own(words.count("term.aside", aside)))

    def _aside(self, view: TargetView) -> None:
        words = self.words
        self.title("aside.title")
        for discard in view.target.discards:
            count = words.count("places", discard.count)
            self.text(self.own(f"{words.retell(discard.reason)} ({discard.rule}): {count}"), first="  ", rest="    ")
            label = places.label(discard.sample, view.target.name)
            said = words.say("term.aside.sample", label=label, text=discard.sample.text[:120])
            self.text(self.own(said), first="    ", style="dim")

    def _kind(self, kind: Kind, found: tuple[Shown, ...], view: TargetView) -> None:
        head = f"{self.words.say(f'kind.{kind.value}')}: {place_count(found, self.words)}"
        first = next((evidence for shown in found for evidence in shown.finding.evidence), None)
        label = places.label(first, view.target.name) if first else ""
        sample = self.foreign(self.words.say("term.example", label=label)) if first else ""
        self.text(self.own(head + self.words.say("list.comma") * bool(first)) + sample, rest="  ")
        if kind is not Kind.VOCABULARY:
            for said in list(dict.fromkeys(claim(shown.finding, self.words) for shown in found))[:2]:
                self.text(self.own(said), first="  ")

    def _gaps(self, view: TargetView) -> None:
        if not view.unread:
            return
        unread = telling(view.unread)
        words = self.words
        self.title("term.not.read")
        for one in unread[:GAPS]:
            said, way = heading(one, words)
            amount = f", {words.size(one.bytes)}" if one.bytes else ""
            hide = words.say("term.hide", stages=stages_of(one.could_hide, words, plain=True))
            times = f", {words.count('gaps.count', one.times)}" if one.times > one.parts else ""
            detail = f"{self.own(one.why)}{times}; {self.own(hide)}"
            self.text(
                f"{self.own(said)}{self.foreign(way)}{amount}: {detail}", first=f"{one.number:>3}. ", rest="     "
            )
            if one.remedy:
                self.text(self.own(self.words.retell(one.remedy)), first="     ", style="dim")
        if len(unread) > GAPS:
            self.text(self.own(words.count("term.gaps.more", len(unread) - GAPS)), first="     ")
        harmless = sum(one.times for one in view.unread if not one.could_hide)
        if harmless:
            self.text(self.own(words.count("gaps.harmless", harmless)), first="     ", style="dim")
        accepted = sum(one.parts for one in view.unread if one.accepted)
        if accepted:
            said = f"{number(accepted)}: {words.say('gaps.accepted')}"
            self.text(self.own(said), first="     ", style="dim")

    def _questions(self, view: TargetView) -> None:
        questions = view.target.questions
        if not questions:
            return
        self.title("term.ask")
        for question in questions[:QUESTIONS]:
            self.text(self.own(self.words.retell(question)), first="  - ", rest="    ")
        if len(questions) > QUESTIONS:
            self.text(self.own(self.words.count("term.gaps.more", len(questions) - QUESTIONS)), first="    ")

    def summary(self, views: list[TargetView]) -> None:
        self.line()
        self.line("-" * self.width, style="dim")
        self.title("many.summary")
        for view in views:
            tags = self.own(" · ").join(self.own(tag.text) for tag in view.tags)
            self.text(f"{self.foreign(view.target.name)}: {tags}", first="  ", rest="    ")

    def ending(self, views: list[TargetView], exit_code: int | None, html_path: Path | None) -> None:
        words = self.words
        if self.lines and self.lines[-1]:
            self.line()
        if exit_code is not None:
            accepted = any(one.accepted for view in views for one in view.unread)
            found = any(view.target.verdict.outcome is Outcome.FOUND for view in views)
            key = "exit.0.accepted" if exit_code == 0 and accepted else f"exit.{exit_code}"
            key = f"exit.{exit_code}.known" if found and exit_code in {0, 3} else key
            self.text(self.own(words.say(key)), style="bold")
        if html_path is not None:
            self.text(f"{self.own(words.say('exit.report', path=''))}{self.foreign(str(html_path))}")


def stages_of(stages: Iterable[Stage], words: Words, *, plain: bool = False) -> str:
    """The stages that a gap could hide: in few words for all, else their list; ``plain``: by their names."""
    chosen = tuple(stages)
    if len(chosen) >= len(Stage) - 1:
        return words.say("gaps.hide.all")
    if not chosen:
        return words.say("gaps.hide.none")
    return ", ".join(chosen) if plain else words.list(words.say(f"hide.{stage.value}") for stage in chosen)


def _close_up(text: str) -> str:
    """Columns of a source closed up, so that the end of a line is still seen on a narrow screen."""
    return _WIDE_SPACE.sub("  ", text)


def _bar(understood: int, sifted: int, padding: int, opaque: int, whole: int) -> str:
    parts = _apportion((understood, sifted, padding, opaque), whole)
    return "".join(mark * count for mark, count in zip("#-.?", parts, strict=True))


def _apportion(parts: tuple[int, ...], whole: int) -> list[int]:
    """Columns for each part, at least one for a part that is not empty; the largest gives what is missing."""
    columns = [max(part * _BAR // whole, 1) if part else 0 for part in parts]
    columns[columns.index(max(columns))] += _BAR - sum(columns)
    return columns
