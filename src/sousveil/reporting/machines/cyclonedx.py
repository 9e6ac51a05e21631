"""CycloneDX 1.6 in JSON (ECMA-424): the target and the parts that are quoted, where they occur, and what is claimed.

Each finding is a claim about a component with its evidence; innocent explanations that were tested, stages that were
not shown and gaps that could hide something are its counter-evidence, so that a reader of the claims alone sees them.
A reply of the maker is counter-evidence of every claim, and a counter-claim that its maker attests to; a day until
which none had come is evidence that speaks for nothing.
"""

import json
import uuid
from collections.abc import Iterator
from typing import Any

from sousveil.model.report import Evidence, Finding, Report, Statement, TargetReport
from sousveil.model.words import Kind, StageState
from sousveil.reporting.as_json import to_json
from sousveil.reporting.machines.naming import MAKER, inside, moment, shown
from sousveil.reporting.machines.replies import about, brief, words
from sousveil.reporting.words import ENGLISH

SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
_SPACE = uuid.UUID("5d2f0a4e-6f1b-5c0e-9b7d-3a1c2e4f6071")
"""Of the names of reports: the same report has the same serial number."""

Json = dict[str, Any]


def render(report: Report, code: int) -> str:  # noqa: ARG001 - the signature of all formats
    """``report`` as a bill of materials."""
    return json.dumps(_bom(report), ensure_ascii=True, indent=1) + "\n"


def _bom(report: Report) -> Json:
    writers = [_Writer(target, number, moment(report.run.started)) for number, target in enumerate(report.targets)]
    first = writers[0].target if writers else None
    tool = {"type": "application", "name": MAKER.lower(), "version": shown(report.run.version[:64])}
    metadata: Json = {"tools": {"components": [tool]}}
    if made := moment(report.run.started):
        metadata["timestamp"] = made
    if first is not None and len(writers) == 1:
        metadata["component"] = writers[0].whole()
    components = [part for writer in writers for part in writer.components(own=len(writers) > 1)]
    claims = [claim for writer in writers for claim in writer.claims]
    return {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, to_json(report).decode())}",
        "version": 1,
        "metadata": metadata,
        "components": components,
        "declarations": {
            "assessors": [
                {"bom-ref": "assessor", "thirdParty": True, "organization": {"name": MAKER}},
                *(one for writer in writers for one in writer.makers),
            ],
            "attestations": [
                {
                    "summary": "What the software contains. It does not show who used it, on whom, or whether that is "
                    "lawful; not shown does not mean absent.",
                    "assessor": "assessor",
                    "map": [{"claims": [claim["bom-ref"] for claim in claims]}],
                },
                *(one for writer in writers for one in writer.attested),
            ],
            "claims": [*claims, *(one for writer in writers for one in writer.replies)],
            "evidence": [one for writer in writers for one in writer.evidence],
            "targets": {"components": [writer.whole(ref="about") for writer in writers]},
        },
    }


class _Writer:
    """Writes what belongs to one target; ``number`` keeps the references of several apart."""

    def __init__(self, target: TargetReport, number: int, made: str) -> None:
        self.target, self.number, self.made = target, number, made
        self.evidence: list[Json] = []
        self.makers: list[Json] = []
        self.attested: list[Json] = []
        self.replies: list[Json] = []
        self.replied = [self._reply(reply, at) for at, reply in enumerate(target.statements)]
        self.claims = [self._claim(finding) for finding in target.findings]

    def whole(self, ref: str = "target") -> Json:
        """The target itself; ``ref`` tells its two places in the file apart."""
        target = self.target
        out: Json = {
            "type": "file" if not target.folder else "application",
            "bom-ref": f"{ref}-{self.number}",
            "name": shown(target.name),
            "properties": [
                _property("outcome", target.verdict.outcome.value),
                _property("complete", str(target.verdict.complete).lower()),
                _property("sha256", target.sha256),
                *(_property("reply", brief(reply)) for reply in target.statements),
            ],
        }
        if not target.folder:
            out["hashes"] = [{"alg": "SHA-256", "content": target.sha256}]
        return out

    def components(self, *, own: bool) -> Iterator[Json]:
        """The parts that are quoted, each with the places in it; then the libraries that were recognised."""
        if own:
            yield self.whole()
        places: dict[str, list[Evidence]] = {}
        for finding in self.target.findings:
            for place in finding.evidence:
                places.setdefault(place.blob, []).append(place)
        for key, inner in places.items():
            yield self._part(key, inner)
        named: dict[str, list[Evidence]] = {}
        for finding in self.target.findings:
            if finding.library:
                named.setdefault(finding.library, []).extend(finding.evidence)
        for number, (library, inner) in enumerate(named.items()):
            yield {
                "type": "library",
                "bom-ref": f"library-{self.number}-{number}",
                "name": shown(library),
                "evidence": {"occurrences": [self._occurrence(place) for place in inner]},
            }

    def _part(self, key: str, places: list[Evidence]) -> Json:
        blob = self.target.blobs.get(key)
        out: Json = {
            "type": "file",
            "bom-ref": f"part-{self.number}-{key}",
            "name": shown(inside(places[0].layers, self.target.name)),
            "evidence": {"occurrences": [self._occurrence(place) for place in places]},
        }
        if blob is not None and blob.sha256:
            out["hashes"] = [{"alg": "SHA-256", "content": blob.sha256}]
        return out

    def _occurrence(self, place: Evidence) -> Json:
        out: Json = {
            "location": shown(inside(place.layers, self.target.name)),
            "offset": place.offset,
            "additionalContext": shown(place.text),
        }
        if place.line is not None:
            out["line"] = place.line
        if place.name:
            out["symbol"] = shown(place.name)
        return out

    def _claim(self, finding: Finding) -> Json:
        mark = f"{self.number}-{finding.id}"
        said = [
            self._said(f"evidence-{mark}-{number}", f"sousveil:{place.role}", self._where(place), place.text)
            for number, place in enumerate(finding.evidence)
        ]
        against = [
            self._said(f"counter-{mark}-{number}", "sousveil:counter", about, text)
            for number, (about, text) in enumerate(self._against(finding))
        ]
        return {
            "bom-ref": f"claim-{mark}",
            "target": f"about-{self.number}",
            "predicate": shown(finding.claim),
            "reasoning": shown(self._reasoning(finding)),
            "evidence": said,
            "counterEvidence": [*against, *filter(None, self.replied)],
        }

    def _reply(self, reply: Statement, at: int) -> str:
        """Adds a reply; the reference of what it says, ``""`` where it says nothing."""
        mark = f"reply-{self.number}-{at}"
        piece: Json = {"bom-ref": mark, "propertyName": "sousveil:reply", "description": about(reply)}
        if made := moment(reply.entered):
            piece["created"] = made
        self.evidence.append(piece)
        if not reply.text:
            piece["propertyName"] = "sousveil:no-reply"
            return ""
        piece["author"] = {"name": shown(reply.from_)}
        piece["data"] = [
            {"name": "reply", "contents": {"attachment": {"contentType": "text/plain", "content": words(reply)}}}
        ]
        self.makers.append(
            {"bom-ref": f"maker-{mark}", "thirdParty": False, "organization": {"name": shown(reply.from_)}}
        )
        self.replies.append(
            {
                "bom-ref": f"claim-{mark}",
                "target": f"about-{self.number}",
                "predicate": shown(reply.text),
                "reasoning": f"What the maker says, word for word; it was not checked. {about(reply)}",
                "evidence": [mark],
            }
        )
        self.attested.append(
            {
                "summary": f"The maker's reply: {about(reply)}",
                "assessor": f"maker-{mark}",
                "map": [{"counterClaims": [f"claim-{mark}"]}],
            }
        )
        return mark

    def _said(self, ref: str, name: str, about: str, text: str) -> str:
        """Adds a piece of evidence; its reference."""
        quote = {"contentType": "text/plain", "content": shown(text)}
        piece: Json = {"bom-ref": ref, "propertyName": name, "description": shown(about)}
        piece["data"] = [{"name": "quote", "contents": {"attachment": quote}}]
        self.evidence.append(piece | ({"created": self.made} if self.made else {}))
        return ref

    def _where(self, place: Evidence) -> str:
        at = f"line {place.line}" if place.line is not None else f"byte {place.offset}"
        says = ", ".join(place.says) or "a link"
        return f"{inside(place.layers, self.target.name)}, {at}, {place.length} bytes; says {says}"

    def _reasoning(self, finding: Finding) -> str:
        links = "; ".join(f"place {link.from_ + 1} {link.by} place {link.to + 1}: {link.why}" for link in finding.chain)
        head = f"{finding.kind}; stages: {', '.join(finding.stages)}; origin: {finding.origin}; {finding.strength}"
        return f"{head}. {links}" if links else head

    def _against(self, finding: Finding) -> Iterator[tuple[str, str]]:
        for one in finding.explanations:
            yield f"Innocent explanation, {one.result}: {one.explanation}", one.seen
        if finding.kind is not Kind.CAPABILITY:
            return
        for stage, state in self.target.verdict.states.items():
            if state is not StageState.SHOWN:
                yield f"Stage {stage}", ENGLISH.either(f"state.{state}", state.value.replace("-", " "))
        for gap in self.target.gaps:
            if gap.could_hide:
                told = ENGLISH.either(f"gap.{gap.code}", gap.code)
                yield f"Not read: {inside(gap.layers, self.target.name)}", told


def _property(name: str, value: str) -> Json:
    return {"name": f"sousveil:{name}", "value": value}
