"""The maker's reply: dated, with its source, beside the headline, and nothing else in the report touched."""

import json

import pytest

from sousveil.cli import main
from sousveil.proving import Result, load, unbroken
from sousveil.reporting import to_html, to_json, to_terminal
from sousveil.running.options import Options
from sousveil.running.scan import scan

TEXT = "We deny it.\n\n<script>alert(1)</script> \u202eThe option was removed.\n"


@pytest.fixture
def path(tmp_path):
    (tmp_path / "face.h").write_text(
        "enum EXV_RACE_KIND { 黄种人, 黑种人, 白种人 };\nstruct FACE { int age; EXV_RACE_KIND r; };\n"
    )
    out = tmp_path / "report.json"
    out.write_bytes(to_json(scan([tmp_path / "face.h"], Options(jobs=1))))
    (tmp_path / "reply.txt").write_text(TEXT)
    return out


def add(path, *more: str) -> int:
    return main(["statement", str(path), "--from", "Example Vendor", "--when", "2026-11-22", *more])


def test_it_is_kept_word_for_word_and_the_rest_as_it_was(path):
    before = json.loads(path.read_bytes())
    assert (
        add(path, "--text-file", str(path.parent / "reply.txt"), "--source", "a letter", "--asked", "2026-11-01") == 0
    )
    after = json.loads(path.read_bytes())
    (reply,) = after["targets"][0]["statements"]
    assert reply["text"] == TEXT
    assert (reply["from"], reply["when"], reply["source"], reply["asked"]) == (
        "Example Vendor", "2026-11-22", "a letter", "2026-11-01",
    )  # fmt: skip
    assert [one.result for one in unbroken(path.read_bytes())] == [Result.HOLDS]
    after["targets"][0]["statements"] = []
    assert {**after, "seal": 0} == {**before, "seal": 0}
    assert add(path, "--no-reply") == 0
    assert [one.text for one in load(path).targets[0].statements] == [TEXT, ""]


def test_it_stands_beside_the_headline_and_does_nothing(path):
    add(path, "--text-file", str(path.parent / "reply.txt"), "--source", "a letter")
    report = load(path)
    page = to_html(report)
    assert "Maker’s reply of 22 November 2026" in page
    assert "We deny it." in page
    assert "<script>alert(1)" not in page
    assert "\u202e" not in page
    shown = to_terminal(report, width=100, colour=False, unicode=True)
    assert "Reply of 22 November 2026 by Example Vendor" in shown
    add(path, "--no-reply")
    assert "none by 22 November 2026" in to_html(load(path))


def test_damage_from_before_stays_visible(path):
    path.write_bytes(path.read_bytes().replace(b'"by": ""', b'"by": "Somebody"', 1))
    add(path, "--text-file", str(path.parent / "reply.txt"), "--source", "a letter")
    wrong = [one.about for one in unbroken(path.read_bytes()) if one.result is Result.DIFFERS]
    assert wrong == ["seal of targets/0/provenance"]


@pytest.mark.parametrize(
    "more",
    [
        ["--text-file", "none.txt", "--source", "x"],
        ["--text-file", "reply.txt"],
        ["--text-file", "empty.txt", "--source", "x"],
        ["--no-reply", "--asked", "yesterday"],
        ["--no-reply", "--asked", "2026-13-45"],
        ["--no-reply", "--target", "2"],
    ],
)
def test_what_cannot_be_added_is_refused_and_the_report_stays(path, more, monkeypatch):
    monkeypatch.chdir(path.parent)
    (path.parent / "empty.txt").write_text(" \n")
    before = path.read_bytes()
    assert add(path, *more) == 2
    assert path.read_bytes() == before
