"""How a row of real cases is judged against a report: the rules of the accuracy benchmark, for the tests.

A positive row is met by a capability with evidence at its place (within 3 lines or 96 bytes where it gives one); a
declared row when no capability stands there; a negative row when no capability or component stands there, nor a
capability anywhere in a file without positive rows.
"""

import csv
import re
from pathlib import Path

LINES, BYTES = 3, 96
STAGES = {
    "mention": {"vocabulary"},
    "stored_field": {"field"},
    "model_label": {"scheme"},
    "inferred": {"inference"},
    "searchable": {"exposure"},
    "ui_label": {"exposure"},
    "alarm_or_rule": {"event", "trigger"},
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _parts(evidence: dict) -> list[str]:
    named = [layer for layer in evidence["layers"] if not (layer.startswith("<") and layer.endswith(">"))]
    return re.split(r"[!/]", "!".join(named))


def in_file(evidence: dict, row: dict[str, str]) -> bool:
    wanted = re.split(r"[!/]", row["path"])
    return _parts(evidence)[-len(wanted) :] == wanted


def at_place(evidence: dict, row: dict[str, str]) -> bool:
    if not in_file(evidence, row):
        return False
    where = row["line"]
    if where.startswith("offset:"):
        return abs(evidence["offset"] - int(where.removeprefix("offset:"))) <= BYTES
    if where.isdigit():
        return evidence["line"] is not None and abs(evidence["line"] - int(where)) <= LINES
    return True


def wrong(row: dict[str, str], findings: list[dict], *, telling: set[str]) -> str | None:
    """What is wrong with the findings for this row, or ``None``; stages are not looked at."""
    kinds = {f["kind"] for f in findings if any(at_place(e, row) for e in f["evidence"])}
    if row["label"] == "positive":
        wanted = {s for stage in row["stage"].split(";") for s in STAGES.get(stage, ())}
        return None if "capability" in kinds or (wanted == {"vocabulary"} and kinds) else "missed"
    if row["label"] == "declared":
        return "false alarm" if "capability" in kinds else None
    if kinds & {"capability", "component"}:
        return "false alarm"
    capable = [f for f in findings if f["kind"] == "capability"]
    if row["path"] not in telling and any(in_file(e, row) for f in capable for e in f["evidence"]):
        return "false alarm in the file"
    return "false alarm in the package" if not telling and capable else None
