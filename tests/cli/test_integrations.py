"""The hook of pre-commit and the workflow: what they name exists, and does what they say."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from samples.demo import build
from sousveil.cli import main, parser
from tests.cli.calling import HERE

_WORKFLOW = HERE / "docs" / "workflow.yml"


def hook(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (definition,) = yaml.safe_load((HERE / ".pre-commit-hooks.yaml").read_text("utf-8"))
    python, *rest = definition["entry"].split()
    assert python == "python"
    return subprocess.run(
        [sys.executable, *rest, *arguments], capture_output=True, text=True, check=False, cwd=folder, timeout=120
    )


def test_the_hook_stops_a_new_capability_and_lets_a_known_one_through(tmp_path):
    product = build(tmp_path)
    first = hook(product)
    assert first.returncode == 1, first.stderr
    assert "Exit 1: a capability was found." in first.stdout
    baseline = tmp_path / "baseline.json"
    assert hook(product, "--write-baseline", str(baseline)).returncode == 1
    shutil.copy(baseline, product / ".sousveil-baseline.json")
    again = hook(product)
    assert again.returncode == 0, again.stdout[-2000:]


def test_the_hook_says_an_incomplete_reading_and_lets_it_through(tmp_path):
    (tmp_path / "weights.bin").write_bytes(bytes(range(256)) * 4096)
    done = hook(tmp_path)
    assert done.returncode == 0
    assert "the reading is incomplete" in done.stderr


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    subprocess.run(["git", *who, *arguments], check=True, cwd=folder, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine: nothing was staged")
def test_the_hook_scans_what_is_staged_and_nothing_of_git(tmp_path):
    folder = tmp_path / "software"
    folder.mkdir()
    (folder / "a.c").write_text("int volume;\n")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "One")
    done = hook(folder)
    assert (done.returncode, done.stderr) == (0, ""), "the reading is complete"
    product = build(tmp_path)
    header = next(path for path in sorted(product.rglob("*.h")) if "Race" in path.read_text("utf-8", "replace"))
    shutil.copy(header, folder / "face.h")
    assert hook(folder).returncode == 0, "not staged"
    git(folder, "add", ".")
    assert hook(folder, "--write-baseline", ".sousveil-baseline.json").returncode == 1
    git(folder, "add", ".")
    known = hook(folder)
    assert known.returncode == 0, known.stdout
    assert ".sousveil-baseline.json" not in known.stdout


def test_a_report_that_is_rendered_knows_what_is_known(tmp_path):
    product = build(tmp_path)
    report, baseline = tmp_path / "r.json", tmp_path / "b.json"
    arguments = ["--quiet", "--format", "json", "--output", str(report), "--write-baseline", str(baseline)]
    assert main(["scan", *arguments, str(product)]) == 1
    for options, count in (([], True), (["--baseline", str(baseline)], False)):
        out = tmp_path / "r.xml"
        assert main(["render", str(report), "--format", "junit", "--output", str(out), *options]) == 0
        assert ("<failure" in out.read_text("utf-8")) is count
    assert main(["render", str(report), "--baseline", str(report)]) == 2


def test_every_command_of_the_workflow_is_one_that_there_is():
    steps = yaml.safe_load(_WORKFLOW.read_text("utf-8"))["jobs"]["scan"]["steps"]
    lines = [line.strip() for step in steps for line in step.get("run", "").splitlines()]
    calls = [line for line in lines if line.startswith("sousveil ")]
    assert len(calls) >= 4
    for line in calls:
        words = re.sub(r"\|\|.*|>>.*", "", line).replace("$baseline", "--baseline known.json").split()[1:]
        parser().parse_args(words)


def test_the_workflow_ends_as_the_scan_did(tmp_path):
    steps = yaml.safe_load(_WORKFLOW.read_text("utf-8"))["jobs"]["scan"]["steps"]
    last = steps[-1]["run"]
    for code, ends in (("0", 0), ("1", 1), ("2", 2), ("3", 0), ("", 2)):
        script = last.replace("${{ steps.scan.outputs.code }}", code)
        done = subprocess.run(["sh", "-e", "-c", script], capture_output=True, check=False)
        assert done.returncode == ends


@pytest.mark.parametrize("name", ["ci.md", "writing-rules.md"])
def test_pages_name_only_options_that_there_are(name):
    page = (HERE / "docs" / name).read_text("utf-8")
    known = (HERE / "docs" / "cli.md").read_text("utf-8")
    for option in set(re.findall(r"(--[a-z][a-z-]+)", page)):
        assert option in known, option
