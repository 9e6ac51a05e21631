"""Records that tell nothing themselves lie between the slot and the event, each in a file of its own."""

from itertools import pairwise
from pathlib import Path

import pytest

from sousveil.model.report import TargetReport
from sousveil.running.options import Options
from sousveil.running.scan import scan

LOOKS = "public class QuorrFaceLooks { public int age; public int glasses; public int ethnicity; public int mask; }"


def java(folder: Path, between: int) -> Path:
    """A slot, ``between`` records of which each holds the one before, and an event that holds the last."""
    folder.mkdir()
    names = ["QuorrFaceLooks", *(f"QuorrParcelNo{chr(ord('A') + i)}" for i in range(between)), "QuorrAlarmEvent"]
    (folder / "QuorrFaceLooks.java").write_text(f"package q;\n{LOOKS}\n")
    for inner, outer in pairwise(names):
        text = f"package q;\npublic class {outer} {{ public int number; public {inner} body; }}\n"
        (folder / f"{outer}.java").write_text(text)
    return folder


def target(folder: Path) -> TargetReport:
    return scan([folder], Options(jobs=1), quiet=True).targets[0]


@pytest.mark.parametrize("between", [0, 1, 2])
def test_the_event_is_reached(tmp_path: Path, between: int) -> None:
    told = target(java(tmp_path / "t", between))
    (capability,) = (finding for finding in told.findings if finding.kind == "capability")
    assert "event" in capability.stages
    files = {place.layers[-1] for place in capability.evidence}
    assert {"QuorrFaceLooks.java", "QuorrAlarmEvent.java"} <= files
    assert sum("Parcel" in name for name in files) == between


def test_what_lies_further_is_said_to_be_unread(tmp_path: Path) -> None:
    told = target(java(tmp_path / "t", 5))
    assert "event" not in {stage for finding in told.findings for stage in finding.stages}
    assert "rounds-limit" in {gap.code for gap in told.gaps}


def test_a_record_that_holds_itself_is_followed_once(tmp_path: Path) -> None:
    folder = java(tmp_path / "t", 1)
    (folder / "QuorrParcelNoA.java").write_text(
        "package q;\npublic class QuorrParcelNoA { public QuorrParcelNoA next; public QuorrFaceLooks body; }\n"
    )
    told = target(folder)
    assert "event" in {stage for finding in told.findings for stage in finding.stages}
