"""JSON Lines: one record a line, each with ``record`` (target, finding, gap) and the target it is of.

The records have the fields of the JSON report; a target's record leaves out what has records of its own,
and holds the replies of the maker (``statements``).
"""

import json
from collections.abc import Iterator

import msgspec

from sousveil.model.report import Report
from sousveil.reporting.as_json import to_json


def render(report: Report, code: int) -> str:  # noqa: ARG001 - the signature of all formats
    """``report`` as lines of JSON in ASCII, so that nothing hides in a terminal."""
    return "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in _records(report))


def _records(report: Report) -> Iterator[dict[str, object]]:
    plain = msgspec.json.decode(to_json(report))  # what UTF-8 cannot hold is written out there
    run = plain["run"]
    for target in plain["targets"]:
        named = {"target": target["name"], "sha256": target["sha256"]}
        rest = {key: value for key, value in target.items() if key not in ("findings", "gaps", "name", "sha256")}
        yield {"record": "target", **named, "schema": plain["schema"], "run": run, **rest}
        for finding in target["findings"]:
            yield {"record": "finding", **named, **finding}
        for gap in target["gaps"]:
            yield {"record": "gap", **named, **gap}
