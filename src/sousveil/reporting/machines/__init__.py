"""A report for other programs: one file for each format, loaded when it is asked for."""

from importlib import import_module
from typing import NamedTuple

from sousveil.judging.known import Standings
from sousveil.model.report import Report


class Machine(NamedTuple):
    """A format: its module here, which has ``render(report, code) -> str``, and what it is for.

    ``known``: its ``render`` also takes what each finding is to a baseline and to suppressions.
    """

    module: str
    says: str
    known: bool = False


MACHINES: dict[str, Machine] = {
    "sarif": Machine("sarif", "SARIF 2.1.0, for code scanning and its viewers", known=True),
    "cyclonedx": Machine("cyclonedx", "CycloneDX 1.6 in JSON: components, where they occur, claims and evidence"),
    "jsonl": Machine("json_lines", "JSON Lines: a record for each finding, gap and target"),
    "csv": Machine("csv_", "CSV: a row for each place, gap and reply"),
    "markdown": Machine("markdown", "Markdown, for an issue or a review"),
    "junit": Machine("junit", "JUnit XML: a test case for each target and finding", known=True),
}


def render(kind: str, report: Report, code: int, standings: Standings | None = None) -> str:
    """``report`` in the format ``kind``; ``code`` is the exit code that goes with it. Raises ``KeyError``.

    ``standings`` are given where there is a baseline, or suppressions.
    """
    machine = MACHINES[kind]
    more = (standings,) if machine.known else ()
    text: str = import_module(f"{__name__}.{machine.module}").render(report, code, *more)
    return text
