"""What a model tells twice in one file. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

PYTHON = """
RACES = ["White", "Black", "Asian", "Indian"]

def look(path):
    face = detect_face(cv2.imread(path))
    age, gender, race_scores = model.predict(face)
    race = RACES[race_scores.argmax()]
    return {"race": race, "age": age, "gender": gender}
%s















































def many(batch%s):
    ages, genders, race_scores = model.predict(batch)
    predicted_age = int(ages.argmax())
    predicted_gender = int(genders.argmax())
    predicted_race = race_scores.argmax()
    return predicted_age, predicted_gender, predicted_race
"""
SCRIPT = """
const RACES = ["White", "Black", "Asian", "Indian"];

async function look(image) {
  const face = await detectFace(image);
  const { age, gender, raceScores } = await model.predict(face);
  const race = RACES[raceScores.argMax()];
  return { race, age, gender };
}
%s















































async function many(batch%s) {
  const [ages, genders, raceScores] = await model.predict(batch);
  const predictedAge = ages.argMax();
  const predictedGender = genders.argMax();
  const predictedRace = raceScores.argMax();
  return { predictedAge, predictedGender, predictedRace };
}
"""


def lines(files: dict[str, str], *kinds: Kind) -> set[int | None]:
    found = report(files, sifted=True).findings
    return {place.line for one in found if one.kind in kinds for place in one.evidence}


@pytest.mark.parametrize(("name", "code"), [("look.py", PYTHON), ("look.js", SCRIPT)])
def test_a_second_function_that_asks_the_model(name: str, code: str) -> None:
    whole = code % ("", "")
    last = next(at for at, line in enumerate(whole.splitlines(), 1) if "redicted_race =" in line or "edRace =" in line)
    assert last in lines({name: whole}, Kind.CAPABILITY)
    assert last not in lines({name: whole}, Kind.DECLARED)


@pytest.mark.parametrize(("name", "code"), [("look.py", PYTHON), ("look.js", SCRIPT)])
@pytest.mark.parametrize("given", [", first_name, last_name, surname", ", patient_id, diagnosis, address"])
def test_a_second_function_that_is_told_something_else(name: str, code: str, given: str) -> None:
    whole = code % ("", given)
    last = next(at for at, line in enumerate(whole.splitlines(), 1) if "redicted_race =" in line or "edRace =" in line)
    assert last not in lines({name: whole}, Kind.CAPABILITY)
