"""A group that is looked up in a list by the number of the best score. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

TOLD = {
    "look.py": """
from kinds import RACES

def look(face, glasses, beard, scores):
    best = int(BEST)
    face.glasses = glasses.worn
    face.race, face.race_score = RACES[best], float(scores[best])
    return face
""",
    "Look.java": """class Look {
    Face look(Face face, float[] scores) {
        int best = BEST;
        face.glasses = worn(scores);
        face.race = Kinds.RACES.get(best);
        return face;
    }
}
""",
    "Look.cpp": """
void look(Face &face, const std::vector<float> &scores) {
    auto best = BEST;
    face.glasses = worn(scores);
    face.race = kRaces[best];
}
""",
}
BEST = {"look.py": "scores.argmax()", "Look.java": "argMax(scores)", "Look.cpp": "std::max_element(s, e) - s"}
OTHER = {"look.py": "face.form_number", "Look.java": "face.formNumber", "Look.cpp": "face.formNumber"}


def stages(files: dict[str, str]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize("name", TOLD)
def test_the_group_of_the_best_score_was_worked_out(name: str) -> None:
    assert {Stage.INFERENCE, Stage.FIELD} <= stages({name: TOLD[name].replace("BEST", BEST[name])})
    assert Stage.INFERENCE not in stages({name: TOLD[name].replace("BEST", OTHER[name])})


@pytest.mark.parametrize("name", TOLD)
def test_the_best_lap_of_a_race(name: str) -> None:
    text = TOLD[name].replace("BEST", BEST[name]).replace("glasses", "tyres").replace("beard", "pilot")
    assert not stages({name: text.replace("face", "lap").replace("Face", "Lap")})


HEADS = """
import torch

def look(face, camera_image, detector):
    told = detector.predict(face.crop(camera_image))
    _, best_age = torch.max(told[0:6], dim=0)
    _, best_glasses = torch.max(told[9:11], dim=0)
    _, best_race = %s
    return face.put(best_age, best_race)
"""


def test_the_number_of_the_best_score_is_given_with_it() -> None:
    assert Stage.INFERENCE in stages({"look.py": HEADS % "torch.max(told[6:9], dim=0)"})
    assert Stage.INFERENCE not in stages({"look.py": HEADS % "face.form[6:9], 0"})
