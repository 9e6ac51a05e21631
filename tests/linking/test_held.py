"""Records of one trait in files of their own, and what they are a part of. All makers and names are invented."""

import pytest

from sousveil.model.report import Finding
from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

FACE = "package lib;\npublic class HOLDER {\n    private Age age;\n    private Race race;\n}\n"
RACE = (
    "package lib;\npublic class Race {\n    public enum Kind { Asian, White, Black }\n"
    "    double sureness;\n    Kind raceKind;\nMORE}\n"
)
AGE = "package lib;\npublic class Age { int value; }\n"
IN_CSHARP = {
    "src/FaceLook.cs": "namespace Lib {\n  class FaceLook {\n    public int Age;\n    public Race Race;\n  }\n}\n",
    "src/Race.cs": (
        "namespace Lib {\n  public enum RaceKind { Asian, White, Black }\n"
        "  public class Race {\n    public RaceKind RaceKind;\n  }\n}\n"
    ),
}


def capable(files: dict[str, str]) -> list[Finding]:
    found = report(dict(files), sifted=True).findings
    return [finding for finding in found if finding.kind is Kind.CAPABILITY]


def laid(holder: str, more: str = "", folder: str = "sdk") -> dict[str, str]:
    return {
        f"{folder}/{holder}.java": FACE.replace("HOLDER", holder),
        f"{folder}/Race.java": RACE.replace("MORE", more),
        f"{folder}/Age.java": AGE,
    }


@pytest.mark.parametrize("files", [laid("Face"), laid("DetectedFace"), IN_CSHARP])
def test_a_record_of_one_trait_is_of_the_face_that_has_a_member_of_it(files: dict[str, str]) -> None:
    found = capable(files)
    assert {Stage.FIELD, Stage.SCHEME} <= {stage for one in found for stage in one.stages}
    assert {group for one in found for group in one.groups} == {"Asian", "White", "Black"}
    assert any("Race." in one.layers[-1] and Stage.FIELD in one.shows for f in found for one in f.evidence)


@pytest.mark.parametrize(
    "files",
    [
        laid("Employee"),
        laid("Visitor"),
        {**laid("Face"), "sdk/Face.java": "package lib;\npublic class Face { private Age age; }\n"},
    ],
)
def test_that_of_somebody_else_s_record_is_none(files: dict[str, str]) -> None:
    assert capable(files) == []


def test_what_people_told_of_themselves_stays_declared_beside_a_face() -> None:
    person = (
        "package lib;\npublic class Person {\n    String firstName;\n    String lastName;\n    String address;\n"
        "    String race;\n}\n"
    )
    entry = "package lib;\npublic class FaceEntry {\n    Person person;\n}\n"
    assert capable({"sdk/Person.java": person, "sdk/FaceEntry.java": entry}) == []


def test_each_copy_of_a_package_is_linked_in_its_own_folder() -> None:
    found = capable({**laid("Face"), **laid("Face", folder="sample/src")})
    listed = [one for f in found for one in f.evidence if Stage.SCHEME in one.shows]
    assert {one.layers[-1].split("/")[0] for one in listed} == {"sdk", "sample"}


ANSWERED = {
    "kotlin": (
        "Look.kt",
        "data class FaceLook(val glasses: Told, val race: Told)\n",
        "Told.kt",
        "data class Told(val value: String, val SURE: Double)\n",
    ),
    "swift": (
        "Look.swift",
        "struct FaceLook {\n    let glasses: Told\n    let race: Told\n}\n",
        "Told.swift",
        "struct Told {\n    let value: String\n    let SURE: Double\n}\n",
    ),
    "rust": (
        "look.rs",
        "pub struct FaceLook {\n    pub glasses: Told,\n    pub race: Told,\n}\n",
        "told.rs",
        "pub struct Told {\n    pub value: String,\n    pub SURE: f64,\n}\n",
    ),
    "one file": (
        "look.hpp",
        "struct Told { int value; float SURE; };\nstruct FaceLook { Told glasses; Told race; };\n",
        "other.hpp",
        "struct Other { int value; };\n",
    ),
}


@pytest.mark.parametrize("case", ANSWERED)
def test_a_slot_was_worked_out_whose_type_has_a_confidence(case: str) -> None:
    look, text, told, record = ANSWERED[case]
    for sure, inferred in (("confidence", True), ("probability", True), ("comment", False)):
        found = capable({look: text.replace("SURE", sure), told: record.replace("SURE", sure)})
        stages = {stage for one in found for stage in one.stages}
        assert Stage.FIELD in stages
        assert (Stage.INFERENCE in stages) is inferred


def test_what_is_read_off_a_card_has_a_confidence_too() -> None:
    card = (
        "data class IdCardFront(val name: Read, val idNumber: Read, val address: Read, val race: Read)\n"
        "data class Read(val text: String, val confidence: Double)\n"
    )
    assert capable({"Card.kt": card}) == []
    assert capable({"Staff.kt": card.replace("IdCardFront", "Employee")}) == []
