"""Markdown (CommonMark), for an issue, a review or a letter: the same order and words as the page."""

import re
from collections.abc import Iterator

from sousveil.matching.slurs import slur
from sousveil.model.report import Finding, Report, TargetReport
from sousveil.model.words import Kind, StageState
from sousveil.reporting import built, projection
from sousveil.reporting.machines.naming import inside, shown
from sousveil.reporting.machines.replies import about, words
from sousveil.reporting.own import own_name
from sousveil.reporting.projection import shows, what
from sousveil.reporting.story import by_story, told
from sousveil.reporting.terminal import stages_of
from sousveil.reporting.unread import Unread
from sousveil.reporting.words import ENGLISH, size

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&!]|(?<=[A-Za-z]):(?=//)|^[-+=]|^\d+(?=[.)]))")
"""What would begin markup; a list, a heading, a rule only where a line begins."""
_MARKS = {
    StageState.SHOWN: "[x]", StageState.NOT_SHOWN: "[ ]", StageState.UNCHECKED: "[?]",
    StageState.NOTHING_TO_LOOK_AT: "[-]",
}  # fmt: skip
_OPEN = (Kind.CAPABILITY, Kind.PROFILING)
MOST = 200
"""Places of a finding that are listed."""


def plain(text: str) -> str:
    """Foreign text in which nothing is markup, on one line."""
    return escaped(shown(text))


def escaped(text: str) -> str:
    """A line that is fit to be seen, with nothing that would be markup."""
    clean = text.replace("\n", " ").lstrip()
    return _SPECIAL.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", clean)


def code(text: str) -> str:
    """Foreign text as code, whatever backticks it holds."""
    clean = shown(text).replace("\n", " ")
    fence = "`" * (max((len(run) for run in re.findall("`+", clean)), default=0) + 1)
    return f"{fence} {clean} {fence}" if "`" in clean or not clean.strip() else f"{fence}{clean}{fence}"


def render(report: Report, code: int) -> str:  # noqa: ARG001 - the signature of all formats
    """``report`` as Markdown in English."""
    return "\n".join(line for target in report.targets for line in _target(report, target))


def _target(report: Report, target: TargetReport) -> list[str]:
    view = projection.project(target, ENGLISH, judged=report.run.reproducible)
    tags = " · ".join(plain(tag.text) for tag in view.tags)
    out = [f"# {plain(target.name)}", "", f"SHA-256 {code(target.sha256)}, {size(target.size)}", ""]
    if target.calls_itself:
        out += [plain(own_name(target, ENGLISH)), ""]
    out += [f"**{tags}**", ""]
    out += [
        plain(view.headline),
        "",
        plain(view.limit),
        "",
        *_last_reply(target),
        *_groups(view),
        "| | Stage | It answers | Where, or why not |",
        "| --- | --- | --- | --- |",
    ]
    for row in view.stages:
        state = f"{_MARKS[row.state]} {plain(ENGLISH.say(f'state.{row.state.value}'))}"
        where = " ".join(filter(None, (plain(row.where), plain(row.why))))
        out.append(f"| {state} | {plain(row.label)} ({row.stage}) | {plain(row.denial)} | {where} |")
    read = ", ".join(f"{share.text} {ENGLISH.say(f'read.{share.name}')}" for share in view.shares if share.bytes)
    read = read or ENGLISH.say("read.empty")
    out += ["", plain(ENGLISH.say("stages.means")), "", f"{ENGLISH.say('read.title')}: {read}", ""]
    if target.built_from:
        kits = [built.sentence(one, ENGLISH, target.name) for one in target.built_from]
        out += [
            f"## {ENGLISH.say('built.title')}",
            "",
            ENGLISH.say("built.note"),
            "",
            *(f"- {plain(kit)}" for kit in kits),
            "",
        ]
    for kind in Kind:
        these = view.of_kind(kind)
        if these:
            out += [f"## {plain(ENGLISH.either(f'kind.{kind}', kind.value.capitalize()))}", ""]
        for one in these:
            out += _finding(one.finding, target, every=kind in _OPEN)
    if view.unread:
        out += ["## Not read", "", *(line for one in view.unread for line in _unread(one)), ""]
    if target.questions:
        out += ["## Ask the maker", "", *(f"- {plain(question)}" for question in target.questions), ""]
    if target.statements:
        out += ["## What the maker says", ""]
        for reply in target.statements:
            said = [line for line in words(reply).splitlines() if line.strip()] or [f"No reply by {shown(reply.when)}."]
            out += ["\n>\n".join(f"> {escaped(line)}" for line in said), "", plain(about(reply)), ""]
    return out


def _last_reply(target: TargetReport) -> list[str]:
    """The last reply, in a line beside the headline."""
    if not target.statements:
        return []
    last = target.statements[-1]
    said = ENGLISH.say("reply.some" if last.text else "reply.waited", when=ENGLISH.date(last.when))
    return [plain(said), ""]


def _unread(one: Unread) -> Iterator[str]:
    """A reason, and beneath it the parts where there are several."""
    amount = f", {size(one.bytes)}" if one.bytes else ""
    times = f", {ENGLISH.count('gaps.count', one.times)}" if one.times > one.parts else ""
    hide = ENGLISH.say("term.hide", stages=stages_of(one.could_hide, ENGLISH))
    yield f"{one.number}. {plain(one.part)}{amount}: {plain(one.why)}{times}; {plain(hide)}. {plain(one.remedy)}"
    for gap in one.gaps[:MOST] if one.only is None else ():
        part = code(" › ".join(gap.layers)) if gap.layers else ENGLISH.count("gaps.parts", gap.count)
        more = [size(gap.bytes)] * bool(gap.bytes) + [plain(gap.detail)] * bool(gap.detail)
        yield "   - " + ", ".join([part, *more])
    if len(one.gaps) > MOST:
        yield "   - " + ENGLISH.count("gaps.more", len(one.gaps) - MOST)


def _groups(view: projection.TargetView) -> list[str]:
    """The groups, each with the maker's words for it; slurs are counted, and stand in the evidence alone."""
    said = []
    for group in view.groups[:MOST]:
        words = [f"“{plain(word)}”" for word in group.words[:5]]
        words += [ENGLISH.count("groups.slurs", group.slurs)] if group.slurs else []
        said.append(f"{plain(group.name)} {', '.join(words)}".strip())
    return [f"{ENGLISH.say('groups.title')}: {'; '.join(said)}", ""] if said else []


def _finding(finding: Finding, target: TargetReport, *, every: bool) -> list[str]:
    out = [f"### {plain(finding.claim)}", "", f"{code(finding.id)}, rule {code(finding.rule)}", ""]
    first = by_story(finding, told(finding))
    order = [*first, *(at for at in range(len(finding.evidence)) if at not in set(first))]
    places = [finding.evidence[at] for at in order[: MOST if every else 3]]
    for number, place in enumerate(places, 1):
        at = f"line {place.line}" if place.line else f"byte {place.offset}"
        said = plain(shows(place, ENGLISH) or what(place, ENGLISH))
        where = f"{code(inside(place.layers, target.name))}, {at}"
        mark = f" ({ENGLISH.say('slur.mark')})" if slur(place.text) else ""
        out.append(f"{number}. {said}: {code(place.text)} ({plain(place.role)}), {where}{mark}")
    left = len(finding.evidence) - len(places)
    return [*out, *([f"… and {left} more places, in the JSON report"] if left else []), ""]
