"""Slots that say themselves that they were predicted, in records with a picture. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

JAVA = """
@Entity(tableName = "outcomes")
public class Outcome {
    private String photoPath;
    private int estimatedAge;
    private String estimatedEthnicity;
    private float ethnicityConfidence;
}
"""
PYTHON = """
class Outcome(Base):
    snapshot_url = Column(String)
    gender_confidence = Column(Float)
    predicted_race = Column(String)
"""
GO = """
type Outcome struct {
    ImageURL        string
    PredictedGender string
    PredictedRace   string
}
"""
INNOCENT = {
    "a name": "class A(Base):\n  first_name = 1\n  avatar_img = 1\n  predicted_gender = 1\n  predicted_ethnicity = 1\n",
    "a mole": "class A(Base):\n  image_path = 1\n  age = 1\n  sex = 1\n  ethnicity = 1\n  predicted_class = 1\n",
    "a patient": "class A(Base):\n  patient = 1\n  image = 1\n  predicted_age = 1\n  estimated_ethnicity = 1\n",
    "a lap": "class A(Base):\n  photo = 1\n  predicted_race = 1\n  predicted_time = 1\n  driver = 1\n",
    "no picture": "class A(Base):\n  predicted_age = 1\n  predicted_ethnicity = 1\n  confidence = 1\n",
    "a register": (
        "class A(Base):\n  address = 1\n  email = 1\n  photo = 1\n  estimated_age = 1\n  estimated_ethnicity = 1\n"
    ),
}


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize(("name", "text"), [("Outcome.java", JAVA), ("outcome.py", PYTHON), ("outcome.go", GO)])
def test_predicted_beside_the_picture(name: str, text: str) -> None:
    assert {Stage.FIELD, Stage.INFERENCE} <= stages({name: text})


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_guessed_from_names_known_to_a_doctor_or_driven(text: str) -> None:
    assert stages({"a.py": text}) == set()


ANSWER = '{"faces": [{"looks": {"gender": {"type": "m", "score": 0.9}, "%s": {"type": "x", "score": 0.8}}}]}'
SAMPLE = """
module.exports = { portrait: 'face.jpg', traits: {
  gender: { label: 'f', probability: 0.9 },
  %s: { label: 'x', probability: 0.7 },
} };
"""


@pytest.mark.parametrize(("name", "text"), [("answer.json", ANSWER), ("sample.js", SAMPLE)])
def test_an_answer_with_how_sure_it_is(name: str, text: str) -> None:
    assert {Stage.FIELD, Stage.INFERENCE} <= stages({name: text % "ethnicity"})
    assert stages({name: text % "haircut"}) == set()


@pytest.mark.parametrize(
    "text",
    [
        '{"card": "passport", "number": {"value": "1", "confidence": 1}, "race": {"value": "x", "confidence": 1}}',
        '{"first_name": "Kim", "ethnicity": {"value": "x", "confidence": 0.9}, "surname": "Lee"}',
        '{"lap": 3, "car": {"value": "x", "score": 1}, "race": {"value": "Monza", "score": 0.9}}',
    ],
)
def test_cards_names_and_laps_are_read_with_confidence_too(text: str) -> None:
    assert stages({"answer.json": text}) == set()
