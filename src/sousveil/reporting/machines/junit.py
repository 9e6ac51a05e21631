"""JUnit XML, as CI servers read it: a suite for each target, a case for each capability, one for how much was read.

A capability fails; a gap that could hide evidence is a skipped case, so that nobody takes an incomplete reading for a
pass. A reply of the maker is a property of the suite and changes no case. Layout: the schema of the Ant task, in the
form that Jenkins and GitLab document.
"""

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from sousveil.judging.known import Standing, Standings
from sousveil.model.report import Report, TargetReport
from sousveil.model.words import Kind
from sousveil.reporting.machines.naming import MAKER, inside, moment, shown
from sousveil.reporting.machines.replies import about, words

_FAILS = (Kind.CAPABILITY, Kind.PROFILING)


def render(report: Report, code: int, standings: Standings | None = None) -> str:  # noqa: ARG001 - as all formats
    """``report`` as XML. What a baseline knows, or what is set aside for a time, is skipped and does not fail."""
    suites = ET.Element("testsuites", name=MAKER)
    for number, target in enumerate(report.targets):
        known = {one: told for (of, one), told in (standings or {}).items() if of == number and not told.counts}
        suites.append(_suite(target, report.run.started, known))
    ET.indent(suites, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _suite(target: TargetReport, started: str, known: Mapping[str, Standing]) -> ET.Element:
    name = shown(target.name)
    suite = ET.Element("testsuite", name=name, timestamp=moment(started).partition("+")[0], time="0", errors="0")
    if target.statements:
        properties = ET.SubElement(suite, "properties")  # the schema wants them before the cases
        for reply in target.statements:
            said = "\n".join(filter(None, (about(reply), words(reply))))
            ET.SubElement(properties, "property", name="sousveil.reply", value=said)
    found = [finding for finding in target.findings if finding.kind in _FAILS]
    for finding in found:
        case = ET.SubElement(suite, "testcase", classname=name, name=shown(f"{finding.trait} {finding.id}"), time="0")
        if finding.id in known:
            by = known[finding.id].by
            why = f"set aside by {by.author} until {by.expires}: {by.reason}" if by else "known from the baseline"
            ET.SubElement(case, "skipped", message=shown(f"{why}. {finding.claim}"))
            continue
        first = finding.evidence[0] if finding.evidence else None
        failure = ET.SubElement(case, "failure", message=shown(finding.claim), type=finding.kind.value)
        where = [
            f"{inside([shown(layer) for layer in place.layers], name)}, "
            f"{f'line {place.line}' if place.line else f'byte {place.offset}'}: {shown(place.text)}"
            for place in finding.evidence
        ]
        failure.text = "\n".join(where) if first else ""
    if not found:
        ET.SubElement(suite, "testcase", classname=name, name="no capability in what was read", time="0")
    read = ET.SubElement(suite, "testcase", classname=name, name="all of it was read", time="0")
    hiding = [gap for gap in target.gaps if gap.could_hide and not gap.accepted]
    if hiding:
        codes = shown(", ".join(sorted({gap.code for gap in hiding})))
        ET.SubElement(read, "skipped", message=f"evidence could lie in parts that were not read: {codes}")
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    return suite
