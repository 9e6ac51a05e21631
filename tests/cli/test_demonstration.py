"""The case that began the project, rebuilt: the client shows every stage to `enabled`, its innocent twin none."""

import json

import pytest

from samples.client import build, client, desk
from sousveil.model.words import Kind, Stage
from sousveil.proving import exit_code, verify
from sousveil.running.options import Options
from sousveil.running.scan import scan
from tests.cli.calling import call

_ALL = [stage for stage in Stage if stage is not Stage.OBSERVED]


@pytest.fixture(scope="module")
def programs(tmp_path_factory):
    return build(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="module")
def report(programs):
    return scan(programs, Options(jobs=1))


def test_it_is_the_same_every_time(programs, tmp_path):
    assert [path.read_bytes() for path in build(tmp_path)] == [path.read_bytes() for path in programs]


def test_every_stage_of_the_client_is_shown(report):
    target = report.targets[0]
    assert list(target.verdict.stages) == _ALL
    assert {"Black", "White", "East Asian", "Uyghur"} <= set(target.verdict.groups)
    (main,) = [one for one in target.findings if one.kind is Kind.CAPABILITY and Stage.ENABLED in one.stages]
    assert main.enabled_in == "delivered"
    assert list(main.stages) == _ALL
    files = {place.layers[-1].rpartition("/")[2] for place in main.evidence}
    assert {"ExvClient.exe", "settings.db"} <= files


@pytest.mark.parametrize("stage", _ALL)
def test_each_stage_is_said_by_a_place_that_is_joined(report, stage):
    main = next(one for one in report.targets[0].findings if Stage.ENABLED in one.stages)
    saying = [number for number, place in enumerate(main.evidence) if stage in place.says]
    joined = {end for link in main.chain for end in (link.from_, link.to)}
    assert saying
    assert set(saying) <= joined


def test_labels_in_both_languages_are_joined_to_the_screen(report):
    shown = [one for one in report.targets[0].findings if Stage.EXPOSURE in one.stages]
    quoted = {place.text for one in shown for place in one.evidence}
    assert {"Uyghur", "维吾尔族", "Race", "人种"} <= quoted
    assert any({"translates", "key-of"} & {link.by for link in one.chain} for one in shown)


def test_the_innocent_twin_shows_nothing_of_the_kind(report):
    target = report.targets[1]
    assert target.verdict.outcome == "declared"
    assert {one.kind for one in target.findings} <= {Kind.DECLARED, Kind.VOCABULARY}


def test_both_are_alike_but_for_what_they_hold(report):
    kinds = [sorted(name.rpartition(b".")[2] for name in files) for files in (client(), desk())]
    assert kinds[0] == kinds[1]
    assert len({tuple(sorted(gap.code for gap in target.gaps if gap.code != "rows-left-closed"))
                for target in report.targets}) == 1  # fmt: skip


def test_it_holds(report, programs):
    assert exit_code(verify(report, programs)) == 0


def test_a_scan_of_both_ends_with_the_code_of_the_one(programs):
    done = call("scan", "--format", "json", "--quiet", *programs)
    assert done.returncode == 1
    assert [target["verdict"]["outcome"] for target in json.loads(done.stdout)["targets"]] == ["found", "declared"]
