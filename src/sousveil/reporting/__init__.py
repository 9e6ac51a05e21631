"""A report becomes JSON, a terminal page or an HTML file: one projection, the same words and order everywhere."""

from pathlib import Path

from sousveil.judging.known import Standings
from sousveil.model.report import Report
from sousveil.reporting.as_json import from_json, to_json

__all__ = ["from_json", "to_html", "to_json", "to_machine", "to_terminal"]


def to_terminal(
    report: Report,
    *,
    width: int,
    colour: bool,
    unicode: bool,
    html_path: Path | None = None,
    exit_code: int | None = None,
    discarded: bool = False,
    lang: str = "en",
) -> str:
    """The terminal page; see :func:`sousveil.reporting.terminal.to_terminal`."""
    from sousveil.reporting import languages, terminal  # noqa: PLC0415 - a scan to JSON loads no words

    return terminal.to_terminal(
        report,
        width=width,
        colour=colour,
        unicode=unicode,
        html_path=html_path,
        exit_code=exit_code,
        discarded=discarded,
        words=languages.words_of(lang),
    )


def to_html(report: Report, lang: str = "en", *, sibling: str = "") -> str:
    """The HTML report, one file without requests; see :func:`sousveil.reporting.html.to_html`."""
    from sousveil.reporting import html  # noqa: PLC0415 - the template engine takes longer to load than a small scan

    return html.to_html(report, lang, sibling=sibling)


def to_machine(kind: str, report: Report, exit_code: int, standings: Standings | None = None) -> str:
    """The report for another program; see :data:`sousveil.reporting.machines.MACHINES`. Raises ``KeyError``."""
    from sousveil.reporting import machines  # noqa: PLC0415 - only where it is asked for

    return machines.render(kind, report, exit_code, standings)
