"""Features of somebody as the record of an arrest states them, and the same where a picture was looked at."""

import pytest

from sousveil.model.words import Kind, Trait
from tests.linking.laid import report

RECORDS = {
    "details.py": """
def show(face, picture, confidence):
    place(picture, face, confidence)


ROWS = (
    ("Age", ("age",)),
    ("{one}", ("one",)),
    ("Race", ("race",)),
    ("Sex", ("sex",)),
    ("{two}", ("two",)),
    ("Beard", ("beard",)),
    ("Glasses", ("glasses",)),
    ("Hair", ("hair_color",)),
    ("Photo", ("photo_path",)),
)
""",
    "Held.java": """
public class PersonPhoto {{
    private String {one};
    private String photoPath;
    private String {two};
    private String race;
    private String sex;
    private String hairColor;
    private String eyeColor;
    private String glasses;
}}
""",
    "held.ts": """
export interface PersonPhoto {{
  {one}: string;
  photoPath: string;
  {two}: string;
  race: string;
  sex: string;
  hairColor: string;
  eyeColor: string;
  glasses: string;
}}
""",
}


def kinds(files: dict[str, str | bytes]) -> set[tuple[Kind, Trait]]:
    return {(finding.kind, finding.trait) for finding in report(files).findings}


@pytest.mark.parametrize("path", RECORDS)
@pytest.mark.parametrize(("one", "two"), [("booking_date", "charges"), ("inmate_id", "bail_amount")])
def test_what_is_written_down_of_those_who_are_held(path: str, one: str, two: str) -> None:
    found = kinds({path: RECORDS[path].format(one=one, two=two)})
    assert found
    assert {kind for kind, _ in found} <= {Kind.DECLARED, Kind.VOCABULARY}


@pytest.mark.parametrize("path", RECORDS)
@pytest.mark.parametrize(
    ("one", "two"), [("camera_id", "captured_at"), ("camera_id", "charges"), ("charge", "charges")]
)
def test_what_is_told_of_those_who_are_seen(path: str, one: str, two: str) -> None:
    assert (Kind.CAPABILITY, Trait.RACE) in kinds({path: RECORDS[path].format(one=one, two=two)})


@pytest.mark.parametrize("name", ["predictedRace", "raceConfidence"])
def test_what_says_itself_that_it_was_predicted(name: str) -> None:
    text = RECORDS["Held.java"].format(one="booking_date", two="charges").replace("race", name)
    assert (Kind.CAPABILITY, Trait.RACE) in kinds({"Held.java": text})
