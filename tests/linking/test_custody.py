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


FILES = {
    "file.py": """
class Wanted(Base):
    picture = Column(String)
    face_embedding = Column(LargeBinary)
    {one} = Column(String)
    {two} = Column(String)
    sex = Column(String)
    race = Column(String)
""",
    "file.json": """
{{"faceImage": "", "faceDetector": "v2", "{one}": "", "{two}": "", "sex": "f", "race": "Asian", "camera": ""}}
""",
    "page.vue": """
<template>
  <div class="face-detail"><img id="captured-face" /><video id="camera" />
    <label>{one}</label>
    <label>{two}</label>
    <label>Sex</label>
    <label>Race</label>
  </div>
</template>
""",
}
OF_CRIMES = [("prior_convictions", "known_aliases"), ("antecedentes penales", "modus operandi"), ("前科", "作案手段")]
OF_MISSING = [("missing_since", "identification_marks"), ("orang hilang", "pelapor"), ("报案人", "走失地点")]


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(("one", "two"), OF_CRIMES + OF_MISSING)
def test_what_stands_in_the_file_of_a_criminal(path: str, one: str, two: str) -> None:
    names = (one.replace(" ", "_"), two.replace(" ", "_")) if path.endswith(".py") else (one, two)
    found = kinds({path: FILES[path].format(one=names[0], two=names[1])})
    assert Kind.CAPABILITY not in {kind for kind, _ in found}


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(("one", "two"), [("glasses", "beard"), ("similarity", "known_aliases")])
def test_what_a_camera_tells_of_those_on_a_list(path: str, one: str, two: str) -> None:
    assert (Kind.CAPABILITY, Trait.RACE) in kinds({path: FILES[path].format(one=one, two=two)})


def test_a_list_in_the_file_of_a_criminal_is_none() -> None:
    text = 'PROFILE = {"face": 1, "camera": 2, "convictions": 3, "aliases": 4,'
    text += '"nationality": "Indian", "race": "South Asian", "hair": "black"}'
    assert Kind.CAPABILITY not in {kind for kind, _ in kinds({"tried.py": text})}


NAMED = """
public class {name} {{
    private String photo;
    private String {one};
    private String race;
    private String sex;
    private String hairColor;
    private String eyeColor;
    private String glasses;
}}
"""


@pytest.mark.parametrize("name", ["Prisoner", "InmateForm", "Recluso", "Narapidana"])
def test_what_a_record_of_those_who_are_held_is_called(name: str) -> None:
    assert {kind for kind, _ in kinds({f"{name}.java": NAMED.format(name=name, one="bail")})} <= {
        Kind.DECLARED,
        Kind.VOCABULARY,
    }


@pytest.mark.parametrize(("name", "one"), [("Passer", "bail"), ("Prisoner", "camera")])
def test_what_it_is_not_called(name: str, one: str) -> None:
    assert (Kind.CAPABILITY, Trait.RACE) in kinds({f"{name}.java": NAMED.format(name=name, one=one)})


@pytest.mark.parametrize("more", ["leftTopX", "shotTime", "similarityDegree"])
def test_where_somebody_stood_in_a_picture(more: str) -> None:
    text = RECORDS["Held.java"].format(one="booking_date", two="charges").replace("photoPath", more)
    assert (Kind.CAPABILITY, Trait.RACE) in kinds({"Held.java": text})
