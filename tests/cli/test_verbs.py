"""The verbs as people call them: what they print, what they end with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from samples.demo import build, files
from sousveil import __version__
from sousveil.cli import reference
from tests.cli.calling import HERE, call

FACE = """\
enum EM_NATION_TYPE { EM_NATION_TYPE_UNKNOWN, EM_NATION_TYPE_UYGUR, EM_NATION_TYPE_OTHER };
struct NET_FACE_DATA { int nAge; enum EM_NATION_TYPE emNation; int nBoundingBox[4]; };
"""


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    return build(tmp_path_factory.mktemp("demo"))


def test_the_demonstration_product_is_the_same_every_time(tmp_path):
    assert files() == files()
    product = build(tmp_path)
    assert {path.relative_to(product).as_posix() for path in product.rglob("*") if path.is_file()} == files().keys()


def test_the_demonstration_is_found_and_the_card_reader_is_not_blamed(product):
    done = call("scan", "--format", "json", product)
    assert done.returncode == 1
    (target,) = json.loads(done.stdout)["targets"]
    capabilities = [finding for finding in target["findings"] if finding["kind"] == "capability"]
    assert {"scheme", "field", "event"} <= {stage for finding in capabilities for stage in finding["stages"]}
    assert {"race", "ethnicity"} <= {finding["trait"] for finding in capabilities}
    blamed = {place["layers"][0] for finding in capabilities for place in finding["evidence"]}
    assert "include/example_netsdk.h" in blamed
    assert "idcard/example_idcard.h" not in blamed
    declared = [finding for finding in target["findings"] if finding["kind"] == "declared"]
    assert {place["layers"][0] for finding in declared for place in finding["evidence"]} == {"idcard/example_idcard.h"}


def test_scan_writes_what_verify_checks(product, tmp_path):
    out, page = tmp_path / "report.json", tmp_path / "report.html"
    done = call("scan", "--format", "json", "--output", out, "--html", page, product)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"written to {page}\nwritten to {out}\n"
    assert "<html" in page.read_text("utf-8")
    held = call("verify", out, product)
    assert held.returncode == 0, held.stdout
    assert "HOLDS" in held.stdout


def test_both_languages_are_two_files_that_name_each_other(product, tmp_path):
    page = tmp_path / "report.html"
    assert call("scan", "--quiet", "--lang", "both", "--html", page, product).returncode == 1
    english, chinese = page.read_text("utf-8"), (tmp_path / "report.zh.html").read_text("utf-8")
    assert '<html lang="en"' in english
    assert '<html lang="zh-Hans"' in chinese
    assert "report.zh.html" in english
    assert "report.html" in chinese


def test_a_language_that_is_not_there_is_refused_before_anything_is_scanned(product, tmp_path):
    for arguments in (["--lang", "tlh"], ["--lang", "both", "--format", "html"]):
        done = call("scan", *arguments, product)
        assert done.returncode == 2
        assert "language" in done.stderr


def test_a_finding_is_explained_from_its_report_alone(product, tmp_path):
    out, told = tmp_path / "report.json", tmp_path / "told.txt"
    call("scan", "--format", "json", "--output", out, "--quiet", product)
    findings = json.loads(out.read_text("utf-8"))["targets"][0]["findings"]
    shown = call("explain", out)
    assert shown.returncode == 0
    assert all(finding["id"] in shown.stdout for finding in findings)
    done = call("explain", out, "1", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Step by step" in done.stdout
    assert "What this finding does not show, and what to ask" in done.stdout
    same = call("explain", out, done.stdout.split("(")[1].split(")")[0], "--output", told)
    assert (same.stdout, told.read_text("utf-8")) == ("", done.stdout)


@pytest.mark.parametrize("which", ["nothing", "99", "\x1b[2J"])
def test_a_finding_that_is_not_there_cannot_be_explained(product, tmp_path, which):
    out = tmp_path / "report.json"
    call("scan", "--format", "json", "--output", out, "--quiet", product)
    done = call("explain", out, which)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no finding" in done.stderr
    assert "\x1b" not in done.stderr


def test_what_is_no_report_cannot_be_explained(tmp_path):
    (tmp_path / "other.json").write_text("{}")
    assert call("explain", tmp_path / "other.json").returncode == 2
    assert call("explain", tmp_path / "missing.json").returncode == 2


def test_what_was_set_aside_is_listed_on_demand(tmp_path):
    source = "// avoid a race condition between these threads\nenum paint { BLACK, WHITE, RED };\n"
    (tmp_path / "a.c").write_text(source)
    reason = json.loads(call("scan", "--format", "json", tmp_path).stdout)["targets"][0]["discards"][0]["reason"]
    plain, listed = call("scan", tmp_path).stdout, call("scan", "--discarded", tmp_path).stdout
    assert reason not in plain
    assert "--discarded" in plain
    assert reason in listed
    assert "for example “" in listed
    assert "at a.c:" in listed


def test_several_targets_in_one_run(product, tmp_path):
    (tmp_path / "plain.txt").write_text("nothing here\n")
    done = call("scan", "--format", "json", product, tmp_path / "plain.txt")
    assert done.returncode == 1
    assert [t["verdict"]["outcome"] for t in json.loads(done.stdout)["targets"]] == ["found", "nothing"]


def test_fail_on_asks_for_a_stage(tmp_path):
    (tmp_path / "a.h").write_text(FACE)
    assert call("scan", tmp_path).returncode == 1
    assert call("scan", "--fail-on", "field", tmp_path).returncode == 1
    assert call("scan", "--fail-on", "trigger,observed", tmp_path).returncode == 0


def test_accepted_gaps_turn_inconclusive_to_complete(tmp_path):
    folder = tmp_path / "product"
    folder.mkdir()
    (folder / "plain.txt").write_text("nothing\n")
    (folder / "cut.gz").write_bytes(b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\x4b")
    assert call("scan", folder).returncode == 3
    known = tmp_path / "known"
    known.write_text("truncated cut.gz*  # known\nsearched-only cut.gz*\n")
    assert call("scan", "--accept-gaps", known, folder).returncode == 0
    known.write_text("truncated other.gz*\n")
    assert call("scan", "--accept-gaps", known, folder).returncode == 3


def test_settings_stand_in_a_file(tmp_path):
    (tmp_path / "a.h").write_text(FACE)
    (tmp_path / ".sousveil.toml").write_text('format = "json"\nfail-on = ["observed"]\nsource = "the shop"\n')
    done = call("scan", "a.h", cwd=tmp_path)
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert report["targets"][0]["provenance"]["from"] == "the shop"
    assert report["run"]["options"] == {"fail-on": "observed"}
    assert call("scan", "--fail-on", "field", "a.h", cwd=tmp_path).returncode == 1


def test_the_page_goes_to_a_file_without_colours(product, tmp_path):
    out = tmp_path / "page.txt"
    call("scan", "--output", out, "--quiet", product)
    assert "\x1b[" not in out.read_text("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_locale_prints(product, encoding):
    assert call("scan", product, PYTHONIOENCODING=encoding, LC_ALL="C").returncode == 1


def test_version():
    assert call("--version").stdout == f"sousveil {__version__}\n"


def test_the_page_of_the_command_line_is_current():
    assert (HERE / "docs/cli.md").read_text("utf-8") == reference.markdown(), "run: make docs"


def test_start_up_imports_nothing_heavy():
    heavy = (
        "hyperscan",
        "jinja2",
        "yaml",
        "tree_sitter",
        "tomllib",
        "asyncio",
        "importlib.metadata",
        "multiprocessing",
    )
    code = f"import sys, sousveil.cli; sousveil.cli.parser(); print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_small_scan_imports_no_more_than_it_needs(tmp_path):
    (tmp_path / "a.txt").write_text("nothing\n")
    heavy = ("jinja2", "yaml", "tomllib", "asyncio", "importlib.metadata", "multiprocessing", "socket")
    arguments = ["scan", "--format", "json", "--output", str(tmp_path / "out"), "--quiet", str(tmp_path / "a.txt")]
    code = (
        f"import sys; from sousveil.cli import main; main({arguments!r}); "
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_target_is_not_written_to(product, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in Path(product).rglob("*")}
    call("scan", product)
    assert {path: path.stat().st_mtime_ns for path in Path(product).rglob("*")} == before
