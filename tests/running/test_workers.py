"""Workers that die, hang or fail lose what they died of, and nothing else; the order of finishing changes nothing."""

import ctypes
import faulthandler
import gzip
import io
import os
import signal
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sousveil.model.limits import Limits
from sousveil.model.report import Report
from sousveil.model.words import Outcome
from sousveil.reporting import to_json
from sousveil.running import crew, examine, jail, shares, turns, wire
from sousveil.running.options import Options
from sousveil.running.scan import scan

linux = pytest.mark.skipif(sys.platform != "linux", reason="workers are confined children on Linux only")

FACE = """\
enum EM_NATION_TYPE { EM_NATION_TYPE_UNKNOWN, EM_NATION_TYPE_UYGUR, EM_NATION_TYPE_OTHER };
struct NET_FACE_DATA { int nAge; enum EM_NATION_TYPE emNation; int nBoundingBox[4]; };
"""


class Deadly:
    """A reader that does to its process what its material says."""

    name = "deadly"
    structured = True
    limits = ()

    def accepts(self, _: memoryview, name: str) -> bool:
        return name.endswith(".deadly")

    def read(self, data: memoryview, *_: object) -> Iterator[object]:
        how = bytes(data).split()[0]
        faulthandler.disable()
        if how == b"crash":
            ctypes.string_at(8)
        elif how == b"abort":
            signal.raise_signal(signal.SIGABRT)
        elif how == b"leave":
            os._exit(3)
        elif how == b"hang":
            time.sleep(600)
        elif how == b"raise":
            raise RuntimeError("a mistake")
        elif how == b"eat":
            self.eaten = bytearray(1 << 40)
        yield from ()


@pytest.fixture
def deadly(monkeypatch):
    usual = examine.recognise
    reader = Deadly()
    monkeypatch.setattr(
        examine, "recognise", lambda data, name: reader if reader.accepts(data, name) else usual(data, name)
    )


def product(folder: Path, *ways: str) -> Path:
    for number in range(6):
        (folder / f"{number}.h").write_text(FACE + f"// {number}\n")
    for way in ways:
        (folder / f"3-{way}.deadly").write_text(f"{way} uyghur\n")
    return folder


def codes(report: Report) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for gap in report.targets[0].gaps:
        out.setdefault(gap.code, []).append("/".join(gap.layers))
    return out


def files(report: Report) -> set[str]:
    return {place.layers[0] for finding in report.targets[0].findings for place in finding.evidence}


@linux
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("way", ["crash", "abort", "leave"])
def test_a_worker_that_dies_loses_what_killed_it_and_nothing_else(tmp_path, deadly, way, jobs):
    report = scan([product(tmp_path, way)], Options(jobs=jobs))
    assert codes(report) == {"worker-died": [f"3-{way}.deadly"]}
    (gap,) = report.targets[0].gaps
    assert gap.could_hide
    assert gap.remedy
    assert gap.bytes == len(f"{way} uyghur\n")
    assert files(report) == {f"{number}.h" for number in range(6)}
    assert report.targets[0].verdict.outcome is Outcome.FOUND
    assert not report.targets[0].verdict.complete
    assert report.run.reproducible


@linux
def test_several_deaths_in_one_archive(tmp_path, deadly):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(8):
            archive.writestr(f"{number}.h", FACE + f"// {number}\n")
            if number % 3 == 1:
                archive.writestr(f"{number}.deadly", "crash uyghur\n" + "x" * number)
    report = scan([tmp_path / "a.zip"], Options(jobs=2))
    (names,) = codes(report).values()
    assert sorted(names) == ["1.deadly", "4.deadly", "7.deadly"]
    assert {place.layers[-1] for f in report.targets[0].findings for place in f.evidence} == {
        f"{number}.h" for number in range(8)
    }
    assert report.targets[0].coverage.opaque == sum(13 + number for number in (1, 4, 7))


@linux
def test_an_entry_that_kills_again_and_again_is_left_out_and_said(tmp_path, deadly):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(20):
            archive.writestr(f"{number:02}.deadly", f"crash uyghur {number}\n")
    report = scan([tmp_path / "a.zip"], Options(jobs=1))
    assert "worker-died" in codes(report)
    assert not report.targets[0].verdict.complete
    assert len(report.targets[0].sha256) == 64


@linux
def test_a_death_while_opening_keeps_what_came_before(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.h", FACE + f"// {number}\n")
    usual = examine.open_entry

    def dies(*what):
        for number, item in enumerate(usual(*what)):
            if number == 2:
                os._exit(9)
            yield item

    monkeypatch.setattr(examine, "open_entry", dies)
    report = scan([tmp_path / "a.zip"], Options(jobs=1))
    assert files(report) == {"0.h", "1.h"}
    (gap,) = report.targets[0].gaps
    assert gap.code == "worker-died"
    assert gap.could_hide


@linux
def test_the_watchdog_ends_what_hangs(tmp_path, deadly):
    report = scan([product(tmp_path, "hang")], Options(jobs=2, limits=Limits(seconds=2)))
    assert codes(report) == {"time-limit": ["3-hang.deadly"]}
    assert not report.run.reproducible
    assert files(report) == {f"{number}.h" for number in range(6)}


@pytest.mark.parametrize(("way", "code"), [("raise", "failed"), ("eat", "out-of-memory")])
def test_a_reader_that_fails_is_a_gap(tmp_path, deadly, way, code):
    if way == "eat" and not jail.FORKS:
        pytest.skip("no limit of memory here")
    report = scan([product(tmp_path, way)], Options(jobs=1))
    assert codes(report) == {code: [f"3-{way}.deadly"]}
    assert files(report) == {f"{number}.h" for number in range(6)}


def test_workers_that_cannot_live_are_said(tmp_path, monkeypatch):
    if not jail.FORKS:
        pytest.skip("no workers here")
    from sousveil.running import scan as plan

    (tmp_path / "a").write_text("a")
    monkeypatch.setattr(jail, "confine", lambda *_: os._exit(5))
    with pytest.raises(plan.ScanError, match="ended with 5"):
        scan([tmp_path], Options(jobs=1))


def test_work_that_fails_whatever_it_is_told_ends(tmp_path, monkeypatch):
    if not jail.FORKS:
        pytest.skip("no workers here")
    from sousveil.running import scan as plan

    (tmp_path / "a").write_text("a")
    monkeypatch.setattr(examine.Examiner, "entry", lambda _, number, desk, *__: (desk.begin(number), 1 / 0))
    with pytest.raises(plan.ScanError, match="do not live here"):
        scan([tmp_path], Options(jobs=1))


def without_time(report: Report) -> bytes:
    run = msgspec.structs.replace(report.run, started="", sandbox="")
    return to_json(msgspec.structs.replace(report, run=run, seal={**report.seal, "run": ""}))


def test_the_number_of_workers_changes_nothing(tmp_path, monkeypatch):
    for number in range(40):
        folder = tmp_path / f"{number % 7}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number}.h").write_text(FACE * (number % 3 + 1) + f"// {number % 5}\n" * (number * 20))
    (tmp_path / "again.h").write_bytes((tmp_path / "0/0.h").read_bytes())
    monkeypatch.setattr(crew, "_SMALL", 1000)
    reports = {jobs: without_time(scan([tmp_path], Options(jobs=jobs))) for jobs in (1, 2, 5)}
    assert reports[1] == reports[2] == reports[5]
    monkeypatch.setattr(jail, "FORKS", False)
    alone = scan([tmp_path], Options())
    assert [gap.code for gap in alone.targets[0].gaps] == ["no-jail"]
    assert alone.targets[0].findings == msgspec.json.decode(reports[1], type=Report).targets[0].findings


def nested(path: Path, *more: str) -> Path:
    """An archive in an archive, with leaves of many sizes, damage, encryption and the same file twice."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(30):
            archive.writestr(f"{number}.h", FACE + f"// {number % 11}\n" * number * 7)
            archive.writestr(f"{number}.gz", gzip.compress(FACE.encode() * number)[: -(number % 3) or None])
        archive.writestr("face_ethnicity.onnx", bytes(range(256)) * 4)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("in.zip", inner.getvalue())
        archive.writestr("again.zip", inner.getvalue())
        for number, name in enumerate(more):
            archive.writestr(name, f"{name.partition('.')[0]} uyghur {number}\n")
        archive.writestr("last.h", FACE)
    return path


@pytest.fixture
def sharing(monkeypatch):
    monkeypatch.setattr(shares, "LEAST", 1)


def test_an_archive_is_shared_and_nothing_changes(tmp_path, sharing, monkeypatch):
    path = nested(tmp_path / "a.zip")
    alone = without_time(scan([path], Options(jobs=1)))
    assert b"FOUND" in alone.upper()
    for jobs, small, chunk in ((2, turns._SMALL, 3000), (3, 2000, 1), (2, 0, 9000)):
        monkeypatch.setattr(turns, "_SMALL", small)
        monkeypatch.setattr(turns, "_CHUNK", chunk)
        assert without_time(scan([path], Options(jobs=jobs))) == alone
    (tmp_path / "b.h").write_text(FACE)
    reports = {jobs: without_time(scan([tmp_path], Options(jobs=jobs))) for jobs in (1, 2)}
    assert reports[1] == reports[2]


@linux
def test_a_worker_that_dies_in_its_share_loses_what_killed_it_and_nothing_else(tmp_path, deadly, sharing):
    path = nested(tmp_path / "a.zip", "crash.deadly", "a.txt", "leave.deadly")
    alone, together = (scan([path], Options(jobs=jobs)) for jobs in (1, 2))
    assert sorted(codes(together)["worker-died"]) == ["crash.deadly", "leave.deadly"]
    assert without_time(alone) == without_time(together)


@pytest.mark.parametrize(
    "limits", [Limits(members=70), Limits(out=60_000), Limits(depth=2), Limits(ratio=1, ratio_from=1500)]
)
def test_shares_heed_the_limits_as_one_does(tmp_path, sharing, monkeypatch, limits):
    monkeypatch.setattr(turns, "_CHUNK", 3000)
    path = nested(tmp_path / "a.zip")
    alone, together = (scan([path], Options(jobs=jobs, limits=limits)) for jobs in (1, 2))
    assert "budget-spent" in codes(alone)
    assert without_time(alone) == without_time(together)


@linux
def test_shares_that_do_not_agree_are_done_again_by_one(tmp_path, sharing, monkeypatch):
    path = nested(tmp_path / "a.zip")
    alone = without_time(scan([path], Options(jobs=1)))
    asked: list[wire.Task] = []
    encode = wire.encode
    monkeypatch.setattr(wire, "encode", lambda item: asked.append(item) or encode(item))
    monkeypatch.setattr(shares.Shares, "agree", property(lambda _: False))
    assert without_time(scan([path], Options(jobs=2))) == alone
    assert [task.share.of for task in asked][:3] == [2, 2, 1]


def test_only_what_outweighs_the_rest_is_shared():
    much = shares.LEAST
    assert shares.shared([], 4) == (-1, 1)
    assert shares.shared([much], 1) == (-1, 1)
    assert shares.shared([5, much], 2) == (1, 2)
    assert shares.shared([much - 1], 2) == (-1, 1)
    assert shares.shared([much, much], 2) == (-1, 1)
    assert shares.shared([9 * much], 64)[1] < 9


def test_all_entries_are_handed_out_once():
    sizes = [(number * 7919) % 5_000_000 for number in range(3000)]
    for jobs in (1, 2, 9):
        given = [number for batch in crew.batches(sizes, jobs) for number in batch]
        assert sorted(given) == list(range(3000))


def test_nothing_to_hand_out_is_no_batch():
    assert list(crew.batches([], 4)) == []


def test_an_empty_folder_is_nothing_and_complete(tmp_path):
    report = scan([tmp_path], Options())
    assert report.targets[0].verdict.outcome is Outcome.NOTHING
    assert report.targets[0].verdict.complete
