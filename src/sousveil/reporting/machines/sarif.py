"""SARIF 2.1.0 (OASIS, errata 01): a run for each target.

Artifacts are nested by ``parentIndex``; a place has its bytes, and lines where it has any; a chain is a code flow; a
gap is a notification of the run; a finding keeps its identity in ``partialFingerprints``.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sousveil.judging.known import Standing, Standings, State, way_of
from sousveil.model.report import BlobEntry, Evidence, Finding, GapEntry, Report, Run, TargetReport
from sousveil.model.words import Kind
from sousveil.reporting.machines.naming import LEVEL, MAKER, TO_REVIEW, inside, moment, shown, target_uri, uri_of
from sousveil.reporting.machines.replies import words
from sousveil.reporting.words import ENGLISH

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "sousveil/finding/v"
"""Its end is the number of the way in which the ids are made (versioned hierarchical strings, 3.5.4.2)."""
_WRITTEN = {"utf-8": "utf-8", "ascii": "us-ascii"}

Json = dict[str, Any]


def render(report: Report, code: int, standings: Standings | None = None) -> str:
    """``report`` as a SARIF log; ``code`` is the exit code of the scan, ``standings`` what is known or set aside."""
    runs = []
    for number, target in enumerate(report.targets):
        told = None if standings is None else {one: s for (of, one), s in standings.items() if of == number}
        runs.append(_Writer(report.run, target, code, told).run())
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": runs}
    return json.dumps(log, ensure_ascii=True, indent=1) + "\n"


def message(text: str) -> Json:
    """A message of plain text: in SARIF ``[`` would begin a link and ``{`` a placeholder (section 3.11)."""
    clean = shown(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return {"text": clean.replace("{", "{{").replace("}", "}}")}


ROOT = "%SRCROOT%"
"""The name by which hosts of code know the top of a source tree (SARIF, 3.4.4)."""


class _Writer:
    """Writes the run of one target."""

    def __init__(self, made: Run, target: TargetReport, code: int, standings: Mapping[str, Standing] | None) -> None:
        self.made, self.target, self.code, self.standings = made, target, code, standings
        # The outermost blob of a file is the target itself, which is the first artifact.
        self.parts = {key: blob for key, blob in target.blobs.items() if target.folder or blob.parent is not None}
        self.index = dict.fromkeys(target.blobs, 0) | {key: number for number, key in enumerate(self.parts, 1)}
        self.rules = sorted({finding.rule for finding in target.findings})
        self.codes = sorted({gap.code for gap in target.gaps})

    def run(self) -> Json:
        """The run."""
        target, verdict = self.target, self.target.verdict
        return {
            "tool": {"driver": self._driver()},
            "automationDetails": {"id": f"sousveil/{target_uri(target)}/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [self._invocation()],
            **(
                {"originalUriBaseIds": {ROOT: {"description": {"text": "The folder that was scanned"}}}}
                if target.folder
                else {}
            ),
            "artifacts": [self._whole(), *(self._artifact(blob) for blob in self.parts.values())],
            "results": [self._result(finding) for finding in target.findings],
            "properties": {
                "sousveil/outcome": verdict.outcome.value,
                "sousveil/complete": verdict.complete,
                "sousveil/headline": shown(verdict.headline),
                "sousveil/statements": [
                    {
                        "from": shown(one.from_),
                        "when": shown(one.when),
                        "source": shown(one.source),
                        "asked": shown(one.asked),
                        "entered": shown(one.entered),
                        "text": words(one),
                    }
                    for one in target.statements
                ],
                "sousveil/states": {stage: state.value for stage, state in verdict.states.items()},
                "sousveil/coverage": {
                    name: getattr(target.coverage, name)
                    for name in ("bytes", "understood", "sifted", "padding", "opaque")
                },
            },
        }

    def _driver(self) -> Json:
        return {
            "name": MAKER,
            "organization": MAKER,
            "version": self.made.version,
            "semanticVersion": self.made.version,
            "rules": [
                {
                    "id": rule,
                    "shortDescription": message(_sentence(self.made.rules.get(rule, ""), rule)),
                    "properties": {"sousveil/text": self.made.rules.get(rule, "")},
                }
                for rule in self.rules
            ],
            "notifications": [
                {"id": code, "shortDescription": message(ENGLISH.either(f"gap.{code}", code.replace("-", " ")))}
                for code in self.codes
            ],
            "properties": {"sousveil/knowledge": self.made.knowledge},
        }

    def _invocation(self) -> Json:
        made = moment(self.made.started).replace("+00:00", "Z")
        return {
            "executionSuccessful": True,
            "exitCode": self.code,
            **({"startTimeUtc": made} if made.endswith("Z") else {}),
            "toolExecutionNotifications": [self._notification(gap) for gap in self.target.gaps],
        }

    def _notification(self, gap: GapEntry) -> Json:
        told = ENGLISH.either(f"gap.{gap.code}", gap.code.replace("-", " "))
        hides = ", ".join(gap.could_hide) or "nothing"
        text = f"{inside(gap.layers, self.target.name)}: {told}. It could hide: {hides}. {gap.remedy}"
        return {
            "descriptor": {"id": gap.code, "index": self.codes.index(gap.code)},
            "level": "note" if gap.accepted or not gap.could_hide else "warning",
            "message": message(text.strip()),
            "properties": {
                "sousveil/layers": [shown(layer) for layer in gap.layers],
                "sousveil/bytes": gap.bytes,
                "sousveil/count": gap.count,
                "sousveil/step": gap.step.value,
                "sousveil/accepted": gap.accepted,
            },
        }

    def _whole(self) -> Json:
        hashes = {} if self.target.folder else {"hashes": {"sha-256": self.target.sha256}}
        return {
            "location": {"uri": target_uri(self.target) + ("/" if self.target.folder else "")},
            "roles": ["analysisTarget", *(["directory"] if self.target.folder else [])],
            "properties": {"sousveil/size": self.target.size, "sousveil/sha256": self.target.sha256},
            **({} if self.target.folder else {"length": self.target.size}),
            **hashes,
        }

    def _artifact(self, blob: BlobEntry) -> Json:
        out: Json = {"location": self._location_of(blob)}
        if not self._of_folder(blob):
            out["parentIndex"] = 0 if blob.parent is None else self.index[blob.parent]
        out["length"] = blob.size
        if blob.sha256:
            out["hashes"] = {"sha-256": blob.sha256}
        if blob.extent is not None and not blob.transform:
            out["offset"] = blob.extent[0]  # of packed bytes an offset would mean nothing (section 3.24.4)
        out["properties"] = {"sousveil/kind": blob.kind, "sousveil/nameHex": blob.name_hex}
        if blob.extent is not None:
            out["properties"] |= {"sousveil/extent": list(blob.extent), "sousveil/transform": blob.transform}
        return out

    def _result(self, finding: Finding) -> Json:
        locations = [self._location(place, number) for number, place in enumerate(finding.evidence)]
        out: Json = {
            "ruleId": finding.rule,
            "ruleIndex": self.rules.index(finding.rule),
            "message": message(finding.claim),
            "locations": locations[:1],
            "relatedLocations": locations[1:],
            "partialFingerprints": {FINGERPRINT + way_of(self.made).rpartition("/")[2]: finding.id},
            "properties": {
                "sousveil/kind": finding.kind.value,
                "sousveil/trait": finding.trait.value,
                "sousveil/groups": list(finding.groups),
                "sousveil/asWritten": [shown(word) for word in finding.as_written],
                "sousveil/stages": [stage.value for stage in finding.stages],
                "sousveil/origin": finding.origin.value,
                "sousveil/strength": finding.strength.value,
                "sousveil/owner": finding.owner.value,
                "tags": sorted({finding.kind.value, finding.trait.value, *(stage.value for stage in finding.stages)}),
            },
        }
        out |= _standing(finding.kind)
        if self.standings is not None:
            out |= _known(self.standings.get(finding.id, Standing(State.NEW)))
        if finding.chain:
            out["codeFlows"] = [{"message": message("How the places are joined."), "threadFlows": self._flow(finding)}]
        return out

    def _location(self, place: Evidence, number: int) -> Json:
        spans = place.spans or ((place.offset, place.length),)
        region: Json = {
            "byteOffset": place.offset,
            "byteLength": place.length,
            "snippet": {"text": shown(place.text)},
        }
        # A viewer that knows no bytes wants a line; what has no lines is one.
        region["startLine"] = place.line or 1
        if place.line is not None and place.column is not None:
            region["startColumn"] = place.column
        physical: Json = {"artifactLocation": self._where(place), "region": region}
        if place.context:
            lines = "\n".join(shown(line.text) for line in place.context)
            first = max(place.context[0].number, 1)
            end = max(place.context[-1].number, first)
            physical["contextRegion"] = {"startLine": first, "endLine": end, "snippet": {"text": lines}}
        out: Json = {"id": number, "physicalLocation": physical, "message": message(f"{place.role}: {place.text}")}
        if place.name:
            out["logicalLocations"] = [{"fullyQualifiedName": shown(place.name)}]
        out["properties"] = {
            "sousveil/layers": [shown(layer) for layer in place.layers],
            "sousveil/encoding": list(place.encoding),
            "sousveil/says": [stage.value for stage in place.says],
            "sousveil/spans": [list(span) for span in spans],
        }
        return out

    def _where(self, place: Evidence) -> Json:
        index = self.index.get(place.blob, 0)
        where = self._location_of(self.target.blobs[place.blob]) if index else {"uri": target_uri(self.target)}
        return {**where, "index": index}

    def _of_folder(self, blob: BlobEntry) -> bool:
        """Whether a part is a file of a folder, and lies in no other file."""
        return self.target.folder and blob.parent is None

    def _location_of(self, blob: BlobEntry) -> Json:
        """Where a part lies; a file of a folder from that folder on, so that a host of code finds it in its tree."""
        if self._of_folder(blob):
            return {"uri": uri_of(blob).lstrip("/"), "uriBaseId": ROOT}
        return {"uri": uri_of(blob)}

    def _flow(self, finding: Finding) -> list[Json]:
        return [
            {
                "message": message(link.why or link.by),
                "locations": [
                    {"location": self._location(finding.evidence[end], end), "kinds": [link.by]}
                    for end in (link.from_, link.to)
                ],
            }
            for link in finding.chain
        ]


def _standing(kind: Kind) -> Json:
    if kind in LEVEL:
        return {"kind": "fail", "level": LEVEL[kind]}
    return {"kind": "review" if kind in TO_REVIEW else "informational", "level": "none"}


def _known(standing: Standing) -> Json:
    """Sections 3.27.24 and 3.35: one that ran out does not suppress, and every result of a run has the list or none."""
    out: Json = {"baselineState": "unchanged" if standing.state is State.KNOWN else "new", "suppressions": []}
    if standing.by is not None:
        by = standing.by
        out["suppressions"].append(
            {
                "kind": "external",
                "status": "accepted" if standing.state is State.SUPPRESSED else "underReview",
                "justification": shown(by.reason),
                "properties": {"sousveil/author": shown(by.author), "sousveil/expires": by.expires.isoformat()},
            }
        )
    return out


def _sentence(text: str, rule: str) -> str:
    """The sentence of a rule, out of its text."""
    return next(_says(text), rule)


def _says(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith("says: "):
            yield f"The software {line.removeprefix('says: ').strip()}."
