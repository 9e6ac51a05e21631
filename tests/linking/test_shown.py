"""What running code draws onto a picture or puts on a screen. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report


def stages(files: dict[str, str]) -> set[Stage]:
    found = report(files, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


DRAWN = """
import cv2
KINDS = ["Asian", "Black", "Indian", "White"]

def watch(camera, model, detected_face):
    best = model.predict(detected_face).argmax()
    word = KINDS[best]
    %s
"""
PAGE = """
const ethnicityNames = ["Asian", "African", "Caucasian", "Indian"];
export const Faces = ({ detectedFaces, predictions }) => (
  <div>
    <p>Told from the face</p>
    <p className="answer">%s</p>
  </div>
);
"""
SCREEN = """
class FaceActivity : Activity() {
    private val origins = listOf("Asian", "African", "Caucasian", "Indian")
    fun show(face: Bitmap, detector: FaceDetector) {
        val best = classifier.predict(face)
        %s
    }
}
"""


@pytest.mark.parametrize(
    ("name", "code", "shown", "not_shown"),
    [
        ("watch.py", DRAWN, "cv2.putText(camera, word, (10, 30), 0, 1, (255, 0, 0))", 'logger.info("%s", word)'),
        ("watch.py", DRAWN, "panel.set_text(KINDS[best])", "history.append(KINDS[best])"),
        ("Faces.jsx", PAGE, "{ethnicityNames[predictions.best]}", "{predictions.age}"),
        ("FaceActivity.kt", SCREEN, 'binding.label.setText("Told: " + origins[best])', "store.put(origins[best])"),
    ],
)
def test_a_value_that_is_looked_up_in_a_list(name: str, code: str, shown: str, not_shown: str) -> None:
    assert Stage.EXPOSURE in stages({name: code % shown})
    without = stages({name: code % not_shown.replace("%s", "{}")})
    assert Stage.SCHEME in without
    assert Stage.EXPOSURE not in without


NAMED = """
import cv2

def analyse(frame, detector, age, gender):
    for face in detector.detect_faces(frame):
        race = classifier.predict(face)
        %s
"""
WEB = """
async function tell(video, detectedFaces) {
  for (const face of detectedFaces) {
    const ethnicity = await classifier.predict(face);
    const age = await ages.predict(face);
    %s
  }
}
"""


@pytest.mark.parametrize(
    ("name", "code", "shown", "not_shown"),
    [
        ("a.py", NAMED, "cv2.putText(frame, race, (5, 5), 0, 1, 0)", "table.append(race)"),
        ("a.js", WEB, "box.textContent = ethnicity;", "console.log(ethnicity);"),
    ],
)
def test_a_name_that_is_shown(name: str, code: str, shown: str, not_shown: str) -> None:
    assert Stage.EXPOSURE in stages({name: code % shown})
    assert Stage.EXPOSURE not in stages({name: code % not_shown})


CARS = """
import cv2
TEAMS = ["Red Bull", "Ferrari", "McLaren"]

def overlay(frame, race):
    cv2.putText(frame, race.name, (5, 5), 0, 1, 0)
    cv2.putText(frame, TEAMS[race.leader], (5, 25), 0, 1, 0)
"""


def test_a_race_of_cars_is_shown_too() -> None:
    assert not stages({"overlay.py": CARS})
