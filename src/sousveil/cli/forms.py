"""The forms in which a report can be had."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sousveil.cli.exits import CannotRunError

if TYPE_CHECKING:
    from sousveil.judging.known import Standings
    from sousveil.model.report import Report
    from sousveil.reporting.words import Words

MACHINES = ("sarif", "cyclonedx", "jsonl", "csv", "markdown", "junit")
FORMATS = ("terminal", "json", "html", *MACHINES, "pdf")


def rendered(
    kind: str,
    report: "Report",
    code: int,
    *,
    page: Path | None = None,
    output: Path | None = None,
    discarded: bool = False,
    lang: str = "en",
    standings: "Standings | None" = None,
) -> str | bytes:
    """``report`` in the form ``kind``.

    ``standings`` are what its findings are to a baseline and to suppressions, for the forms that can say it.

    ``code`` is its exit code, ``page`` the file that its HTML is in, ``output`` the one that this goes to. Of ``both``
    languages this is the English form; see :func:`pages`.
    """
    lang = "en" if lang == "both" else lang
    from sousveil import reporting
    from sousveil.cli.output import screen

    if kind == "json":
        return reporting.to_json(report)
    if kind == "html":
        return reporting.to_html(report, lang)
    if kind == "pdf":
        from sousveil.running.printing import PrintingError, to_pdf

        try:
            return to_pdf(reporting.to_html(report, lang))
        except PrintingError as why:
            raise CannotRunError(str(why)) from why
    if kind in MACHINES:
        return reporting.to_machine(kind, report, code, standings)
    looks = screen(output)
    return reporting.to_terminal(report, html_path=page, exit_code=code, discarded=discarded, lang=lang, **looks)


def add_language(verb: argparse.ArgumentParser) -> None:
    """Adds ``--lang``."""
    verb.add_argument(
        "--lang",
        default="en",
        metavar="LANG",
        help="the language of pages: en, zh, both (two HTML files, FILE.html and FILE.zh.html) or the path of a "
        "translation file (default: en); the other forms are English",
    )


def add_one_language(verb: argparse.ArgumentParser) -> None:
    """Adds ``--lang`` to a verb that tells something once."""
    verb.add_argument(
        "--lang", default="en", metavar="LANG",
        help="the language: en, zh, or the path of a translation file (default: en); JSON is English",
    )  # fmt: skip


def language(lang: str) -> "Words":
    """The words of a language. Raises ``CannotRunError`` where there is none."""
    from sousveil.reporting.languages import LanguageError, words_of

    try:
        return words_of(lang)
    except LanguageError as why:
        raise CannotRunError(str(why)) from why


def some_language(lang: str) -> None:
    """Refuses a language that there is not (``CannotRunError``), before anything else is done."""
    if lang in ("en", "both"):
        return
    language(lang)


def two_files(kind: str, lang: str, output: Path | None) -> None:
    """Refuses (``CannotRunError``) what would write two pages to one place."""
    if lang == "both" and kind == "html" and output is None:
        raise CannotRunError("two languages need two files: give --output FILE")


def pages(report: "Report", path: Path, lang: str) -> list[Path]:
    """Writes the HTML page to ``path``, in both complete languages also to ``FILE.zh.html``; each names the other."""
    from sousveil import reporting
    from sousveil.cli.output import write

    if lang != "both":
        write(reporting.to_html(report, lang), path)
        return [path]
    second = path.with_name(f"{path.stem}.zh{path.suffix or '.html'}")
    write(reporting.to_html(report, "en", sibling=second.name), path)
    write(reporting.to_html(report, "zh", sibling=path.name), second)
    return [path, second]
