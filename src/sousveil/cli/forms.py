"""The forms in which a report can be had."""

from pathlib import Path
from typing import TYPE_CHECKING

from sousveil.cli.exits import CannotRunError

if TYPE_CHECKING:
    from sousveil.model.report import Report

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
) -> str | bytes:
    """``report`` in the form ``kind``.

    ``code`` is its exit code, ``page`` the file that its HTML is in, ``output`` the one that this goes to.
    """
    from sousveil import reporting
    from sousveil.cli.output import screen

    if kind == "json":
        return reporting.to_json(report)
    if kind == "html":
        return reporting.to_html(report)
    if kind == "pdf":
        from sousveil.running.printing import PrintingError, to_pdf

        try:
            return to_pdf(reporting.to_html(report))
        except PrintingError as why:
            raise CannotRunError(str(why)) from why
    if kind in MACHINES:
        return reporting.to_machine(kind, report, code)
    return reporting.to_terminal(report, html_path=page, exit_code=code, discarded=discarded, **screen(output))
