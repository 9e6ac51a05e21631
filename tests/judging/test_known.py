"""A baseline and suppressions never hide a new finding in the same place."""

import json
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
import yaml

from sousveil.cli import main
from sousveil.judging.identity import ALGORITHM, FIRST, ids
from sousveil.judging.known import KnownError, State, baseline_of, held, read_baseline, read_suppressions
from sousveil.model.words import Stage
from sousveil.running.options import Options
from sousveil.running.scan import scan

TODAY = date(2026, 11, 27)
SLOT = """\
typedef struct EXV_FACE_DATA
{
    int nAge;                     // age
    int nGlasses;                 // glasses
    int nEthnicity;               // ethnicity
    EXV_RECT stuFaceBox;          // where the face is
} EXV_FACE_DATA;
"""
EVENT = "typedef struct EXV_ALARM_EVENT\n{\n    int nChannel;\n    EXV_FACE_DATA stuFace;\n} EXV_ALARM_EVENT;\n"


@pytest.fixture
def header(tmp_path):
    path = tmp_path / "face.h"
    path.write_text(SLOT)
    return path


def report_of(path):
    return scan([path], Options(jobs=1))


def findings_of(path):
    return report_of(path).targets[0].findings


def listed(finding, **fields: object) -> bytes:
    one = {
        "finding": finding.id, "stages": list(finding.stages), "groups": list(finding.groups), "reason": "asked for",
        "author": "A. Person", "expires": "2026-12-31", **fields,
    }  # fmt: skip
    return json.dumps({"fingerprint": ALGORITHM, "suppressions": [one]}).encode()


def states(findings, baseline=None, suppressions=(), today=TODAY):
    return {standing.state for standing in held([findings], baseline, suppressions, today).standings}


def test_what_is_in_the_baseline_is_known_and_a_stage_more_is_new(header):
    baseline = read_baseline(msgspec.json.encode(baseline_of(report_of(header), "2026-11-27")))
    assert states(findings_of(header), baseline) == {State.KNOWN}
    header.write_text(SLOT + EVENT)
    findings = findings_of(header)
    grown = [f for f in findings if Stage.EVENT in f.stages]
    assert grown
    assert grown[0].id in {known.id for known in baseline.findings}, "the same place, the same id"
    assert State.NEW in states(grown, baseline)


def test_an_entry_stands_for_one_finding(header):
    baseline = baseline_of(report_of(header), "")
    findings = findings_of(header)
    both = held([findings, findings], baseline, (), TODAY).standings
    assert [one.state for one in both] == [State.KNOWN] * len(findings) + [State.NEW] * len(findings)


def test_a_suppression_holds_until_its_day_and_for_what_it_names(header):
    (finding, *_) = findings_of(header)
    for today, state in ((date(2026, 12, 31), State.SUPPRESSED), (date(2027, 1, 1), State.EXPIRED)):
        assert states([finding], None, read_suppressions(listed(finding)), today) == {state}
    less = read_suppressions(listed(finding, stages=[s for s in finding.stages if s is not Stage.FIELD]))
    assert states([finding], None, less) == {State.NEW}
    named = msgspec.structs.replace(finding, groups=("Uyghur",))
    assert states([named], None, read_suppressions(listed(finding))) == {State.NEW}


@pytest.mark.parametrize(
    "fields",
    [{"reason": " "}, {"author": ""}, {"expires": "soon"}, {"stages": ["none"]}, {"more": 1}, {"expires": None}],
)
def test_a_suppression_that_says_too_little_is_refused(header, fields):
    with pytest.raises(KnownError):
        read_suppressions(listed(findings_of(header)[0], **fields))


def test_ids_that_were_made_in_another_way_are_refused(header):
    baseline = msgspec.json.encode(msgspec.structs.replace(baseline_of(report_of(header), ""), fingerprint="lines/0"))
    with pytest.raises(KnownError, match="lines/0"):
        read_baseline(baseline)
    with pytest.raises(KnownError):
        read_suppressions(listed(findings_of(header)[0]).replace(ALGORITHM.encode(), b"lines/0"))


def older(report, way=FIRST, **more):
    """The baseline that a version wrote which made ids in another way."""
    made = baseline_of(report, "")
    (target,) = report.targets
    keys = dict(zip((f.id for f in target.findings), ids(target.findings, way), strict=True))
    known = tuple(msgspec.structs.replace(one, id=keys[one.id]) for one in made.findings)
    return msgspec.structs.replace(made, fingerprint=way, findings=known, **more)


def test_what_an_older_way_knew_stays_known(header, tmp_path):
    header.write_text(SLOT + "".join(EVENT.replace("ALARM", f"ALARM_{number}") for number in range(12)))
    report = report_of(header)
    told = older(report)
    assert {one.id for one in told.findings} != {one.id for one in baseline_of(report, "").findings}
    baseline = read_baseline(msgspec.json.encode(told))
    assert states(findings_of(header), baseline) == {State.KNOWN}
    (finding, *_) = findings_of(header)
    plain = json.loads(listed(finding))
    plain["fingerprint"], plain["suppressions"][0]["finding"] = FIRST, told.findings[0].id
    assert State.SUPPRESSED in states([finding], None, read_suppressions(json.dumps(plain).encode()))


@pytest.mark.parametrize("way", [ALGORITHM, FIRST])
def test_an_entry_that_nothing_matches_is_said_and_hides_nothing(header, tmp_path, capsys, way):
    report = report_of(header)
    made = older(report, way, knowledge="", code="")  # as one of before these were kept
    (one, *_) = made.findings
    lost = msgspec.structs.replace(made, findings=(msgspec.structs.replace(one, id="0123456789abcdef"),))
    path = tmp_path / "known.json"
    path.write_bytes(msgspec.json.encode(lost))
    assert main(["scan", "--quiet", "--jobs", "1", "--baseline", str(path), str(header)]) == 1
    told = capsys.readouterr().err
    assert "1 of the 1 findings of the baseline could not be matched" in told
    assert "other words, rules or code" in told
    assert ("made by names/1" in told) == (way == FIRST)
    assert "--write-baseline" in told
    assert f"{len(findings_of(header))} new" in told
    same = msgspec.structs.replace(lost, knowledge=report.run.knowledge, code=report.run.code, fingerprint=ALGORITHM)
    path.write_bytes(msgspec.json.encode(same))
    assert main(["scan", "--quiet", "--jobs", "1", "--baseline", str(path), str(header)]) == 1
    assert "they are gone, or show more than they did" in capsys.readouterr().err


def test_a_report_of_before_the_way_was_named_has_ids_of_the_first(header, tmp_path):
    """Rendered with a baseline of today: its ids are made anew, and a baseline of it names the way of its own ids."""
    report = report_of(header)
    (target,) = report.targets
    keys = ids(target.findings, FIRST)
    findings = tuple(msgspec.structs.replace(f, id=key) for f, key in zip(target.findings, keys, strict=True))
    old = msgspec.structs.replace(
        report, run=msgspec.structs.replace(report.run, ids=""),
        targets=(msgspec.structs.replace(target, findings=findings),),
    )  # fmt: skip
    today = baseline_of(report, "")
    assert {one.state for one in held([findings], today, (), TODAY, FIRST).standings} == {State.KNOWN}
    assert baseline_of(old, "").fingerprint == FIRST
    assert states(target.findings, read_baseline(msgspec.json.encode(baseline_of(old, "")))) == {State.KNOWN}


def test_the_exit_code_of_a_scan(header, tmp_path, capsys):
    known = str(tmp_path / "known.json")
    scanned = ["scan", "--quiet", "--jobs", "1", str(header)]
    assert main([*scanned, "--write-baseline", known]) == 1
    assert main([*scanned, "--baseline", known]) == 0
    out = capsys.readouterr()
    assert "0 new" in out.err
    assert "Exit 0: what was found is known" in out.out
    header.write_text(SLOT + EVENT)
    assert main([*scanned, "--baseline", known]) == 1
    finding = next(f for f in findings_of(header) if Stage.EVENT in f.stages)
    expires = datetime.now(UTC).date() + timedelta(days=2)
    plain = json.loads(listed(finding, expires=expires.isoformat()))
    (tmp_path / "aside.yaml").write_text(yaml.safe_dump(plain))
    assert main([*scanned, "--suppressions", str(tmp_path / "aside.yaml")]) == 0
    assert "A. Person" in capsys.readouterr().err
    (tmp_path / "broken.yaml").write_text("suppressions: [")
    assert main([*scanned, "--suppressions", str(tmp_path / "broken.yaml")]) == 2
    assert main([*scanned, "--baseline", str(tmp_path / "broken.yaml")]) == 2
