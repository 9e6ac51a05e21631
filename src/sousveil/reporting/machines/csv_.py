"""CSV (RFC 4180): a row for each place of each finding, then a row for each gap; for sheets and databases.

What a sheet would take for a formula is led by an apostrophe (OWASP, "CSV Injection"); hidden characters are shown by
their codes, and a line end inside a text is one of these.
"""

import csv
import io
from collections.abc import Iterable

from sousveil.model.report import Report
from sousveil.reporting.machines.naming import shown

COLUMNS = (
    "target", "target_sha256", "record", "id", "kind", "trait", "groups", "stages", "origin", "strength", "owner",
    "claim", "layers", "line", "column", "offset", "length", "encoding", "role", "name", "text", "says", "blob_sha256",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """A value as a cell: one line, nothing hidden, nothing that runs."""
    text = shown("" if value is None else str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def render(report: Report, code: int) -> str:  # noqa: ARG001 - the signature of all formats
    """``report`` as rows with a head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)

    def write(row: Iterable[object]) -> None:
        writer.writerow(map(cell, row))

    for target in report.targets:
        head = [target.name, target.sha256]
        for finding in target.findings:
            told = [
                "place", finding.id, finding.kind.value, finding.trait.value, "; ".join(finding.groups),
                " ".join(finding.stages), finding.origin.value, finding.strength.value, finding.owner.value,
                finding.claim,
            ]  # fmt: skip
            for place in (quote for evidence in finding.evidence for quote in evidence.quotes):
                blob = target.blobs.get(place.blob)
                write([
                    *head, *told, " > ".join(place.layers), place.line, place.column,
                    place.offset, place.length, " ".join(place.encoding), place.role,
                    place.name, place.text, " ".join(place.says), blob.sha256 if blob else "",
                ])  # fmt: skip
        for gap in target.gaps:
            hides = " ".join(gap.could_hide)
            write([
                *head, "gap", "", gap.code, "", "", hides, "", "", "", gap.remedy,
                " > ".join(gap.layers), "", "", "", gap.bytes, "", gap.step.value, "",
                gap.detail, "", "",
            ])  # fmt: skip
    return out.getvalue()
