"""CSV (RFC 4180): a row for each place of each finding, one for each gap, one for each reply; for sheets and databases.

``record`` says which a row is. A reply stands in ``text``, a day until which none had come in ``when``; rows of places
and gaps name the last one in ``reply``, as the page does beside its headline: whoever sorts rows out misses none.

What a sheet would take for a formula is led by an apostrophe (OWASP, "CSV Injection"); hidden characters are shown by
their codes, and a line end inside a text is one of these.
"""

import csv
import io
from collections.abc import Iterable

from sousveil.model.report import Report
from sousveil.reporting.machines.naming import shown
from sousveil.reporting.machines.replies import brief
from sousveil.reporting.visible import visible

COLUMNS = (
    "target", "target_sha256", "record", "id", "kind", "trait", "groups", "stages", "origin", "strength", "owner",
    "claim", "layers", "line", "column", "offset", "length", "encoding", "role", "name", "text", "says", "blob_sha256",
    "reply", "from", "when", "source", "asked",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")


def cell(value: object, *, whole: bool = False) -> str:
    """A value as a cell: one line, nothing hidden, nothing that runs; a very long one is cut, where not ``whole``."""
    text = (visible if whole else shown)("" if value is None else str(value))
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def render(report: Report, code: int) -> str:  # noqa: ARG001 - the signature of all formats
    """``report`` as rows with a head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)

    def write(row: Iterable[object] = (), **more: object) -> None:
        named: dict[str, object] = dict(zip(COLUMNS, row, strict=False)) | more
        whole = named.get("record") == "reply"
        writer.writerow([cell(named.get(key), whole=whole and key == "text") for key in COLUMNS])

    for target in report.targets:
        head = [target.name, target.sha256]
        last = brief(target.statements[-1]) if target.statements else ""
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
                ], reply=last)  # fmt: skip
        for gap in target.gaps:
            hides = " ".join(gap.could_hide)
            write([
                *head, "gap", "", gap.code, "", "", hides, "", "", "", gap.remedy,
                " > ".join(gap.layers), "", "", "", gap.bytes, "", gap.step.value, "",
                gap.detail, "", "",
            ], reply=last)  # fmt: skip
        for reply in target.statements:
            kind = "reply" if reply.text else "no-reply"
            write([*head, "reply"], kind=kind, text=reply.text, reply=brief(reply), when=reply.when,
                  source=reply.source, asked=reply.asked, **{"from": reply.from_})  # fmt: skip
    return out.getvalue()
