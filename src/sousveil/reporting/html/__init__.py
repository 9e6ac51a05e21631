"""The HTML report: one file that opens from disk, asks for nothing, and needs no script."""

import base64
import hashlib
import re
import shlex
from functools import cache
from importlib import resources

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sousveil.matching.slurs import slur
from sousveil.model.report import Report, TargetReport
from sousveil.model.words import Kind, StageState
from sousveil.reporting import built, headline, places
from sousveil.reporting.as_json import to_json
from sousveil.reporting.claims import claim
from sousveil.reporting.commands import TARGET, is_plain
from sousveil.reporting.html import compact, escape, figures
from sousveil.reporting.html.icicle import Icicle, icicle
from sousveil.reporting.languages import words_of
from sousveil.reporting.own import own_name
from sousveil.reporting.projection import TargetView, groups_of, in_plain_words, project
from sousveil.reporting.terminal import stages_of
from sousveil.reporting.unread import unread_of
from sousveil.reporting.words import CHINESE, ENGLISH, number

_MARKS = {
    StageState.SHOWN: "yes",
    StageState.NOT_SHOWN: "no",
    StageState.UNCHECKED: "ask",
    StageState.NOTHING_TO_LOOK_AT: "nil",
}
_GAPS = 500
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._+()-]{0,59}")


class Page(msgspec.Struct, frozen=True):
    """A target with all that its section lays out."""

    number: int
    view: TargetView
    findings: figures.Findings
    kinds: tuple[figures.KindView, ...]
    places: int
    picture: Icicle | None
    marks: frozenset[str]
    """The findings that have no more than lines."""

    def to(self, link: str) -> str:
        """Where a link of the stages table leads: the place or gap where it has a mark of its own, else its list."""
        prefix = self.view.prefix
        if link.startswith(f"{prefix}g"):
            return link if int(link.rpartition("g")[2]) <= _GAPS else f"{prefix}sec-unread"
        shown = link.rpartition("-e")[0] or link
        for found in self.findings.full:
            if found.shown.id == shown:
                return link if link in {quote.id for fig in found.figures for quote in fig.quotes} else shown
        if shown in self.marks or any(other.id == shown for part in self.kinds for other, _ in part.findings):
            return shown
        kind = next((other.finding.kind for other in self.view.findings if other.id == shown), Kind.CAPABILITY)
        return f"{prefix}sec-findings" if kind is Kind.CAPABILITY else f"{prefix}k-{kind.value}"


def to_html(report: Report, lang: str = "en", *, sibling: str = "") -> str:
    """The report as one HTML document.

    ``lang`` is ``en``, ``zh`` or as for :func:`~sousveil.reporting.languages.words_of`, whose ``LanguageError`` it
    raises. ``sibling`` is the name of the file with the same report in the other complete language, if there is one.
    """
    words = words_of(lang)
    budget = figures.Budget()
    pages = []
    for index, target in enumerate(report.targets):
        view = project(target, words, f"t{index + 1}-" if len(report.targets) > 1 else "")
        shown = figures.findings(view, budget, words)
        quoted = sum(len(finding.evidence) for finding in target.findings)
        kinds = figures.kinds(view, budget, words)
        groups = (*shown.rest, *(lines for part in kinds for lines in part.merged))
        marks = frozenset(mark for lines in groups for line in lines.lines for mark in line.ids)
        pages.append(Page(index + 1, view, shown, kinds, quoted, icicle(view, words), marks))
    identity = hashlib.sha256(to_json(report)).hexdigest()
    style = file_of("report.css") + _print_foot(report, identity)
    script = compact.script(file_of("report.js"))
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            pages=pages,
            words=words,
            own_name=own_name,
            say=words.say,
            other=CHINESE if words.english else ENGLISH,
            sibling=sibling,
            identity=identity,
            comma=words.say("list.comma"),
            colon=words.say("list.colon"),
            summary=headline.summary,
            count=words.count,
            either=words.either,
            style=Markup(style),  # noqa: S704 - files of the package, and a digest and version checked below
            script=Markup(script),  # noqa: S704 - a file of the package
            style_hash=digest_of(style),
            script_hash=digest_of(script),
        )
    )


def digest_of(text: str) -> str:
    """The digest of a style or script, as a content-security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def file_of(name: str) -> str:
    """A file that lies beside this module."""
    return resources.files(__name__).joinpath(name).read_text("utf-8").strip()


def _print_foot(report: Report, identity: str) -> str:
    """The running foot on paper: product, digest, report and tool. Only what has the shape of each gets in."""
    parts = []
    if len(report.targets) == 1:
        (target,) = report.targets
        name = places.short(target.name)
        parts += [name] if _PLAIN_NAME.fullmatch(name) else []
        parts += [f"sha256 {target.sha256[:16]}…"] if re.fullmatch(r"[0-9a-f]{64}", target.sha256) else []
    parts.append(f"report {identity[:16]}…")
    if re.fullmatch(r"[0-9A-Za-z.+-]{1,40}", report.run.version):
        parts.append(f"Sousveil {report.run.version}")
    return f'\n@page{{@bottom-left{{content:"{" · ".join(parts)}"}}}}'


def _shell(target: TargetReport) -> str:
    """The target's path for a command line, or a word for it where it cannot be written plainly."""
    return shlex.quote(target.name) if is_plain(target.name) else TARGET


@cache
def environment() -> Environment:
    """The templates, which escape whatever they are given."""
    environment = Environment(
        loader=FunctionLoader(lambda name: compact.template(file_of(name))),
        autoescape=True,
        finalize=escape.shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "foreign": escape.foreign,
        "code": escape.code,
        "lang_of": escape.lang_of,
        "marked": escape.marked,
        "number": number,
        "size": escape.size,
        "told": escape.told,
        "short": places.short,
        "mark": _MARKS.__getitem__,
        "safe_hex": escape.plain,
    }
    environment.globals |= {
        "stages_of": stages_of,
        "unread_of": unread_of,
        "in_plain_words": in_plain_words,
        "claim": claim,
        "most_gaps": _GAPS,
        "bar": _bar,
        "groups_of": groups_of,
        "slur": slur,
        "subject": headline.subject,
        "label": places.label,
        "shell": _shell,
        "built": built.sentence,
    }
    return environment


def _bar(view: TargetView) -> list[tuple[str, float, float]]:
    """Name, start and width of each share on a bar of 1,000 units, at least 4 for a share that is not empty."""
    whole = view.target.coverage.bytes
    widths = [max(share.bytes * 1000 / whole, 4.0) if share.bytes else 0.0 for share in view.shares]
    scale = 1000 / sum(widths) if sum(widths) else 0.0
    made, at = [], 0.0
    for share, wide in zip(view.shares, widths, strict=True):
        made.append((share.name, round(at, 1), round(wide * scale, 1)))
        at += wide * scale
    return made
