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
        ("a.py", NAMED, "draw.putTextUtf8(frame, race, (5, 5), 1)", "table.put_texture(race)"),
        ("a.py", NAMED, "frame = cv2AddCaptionText(frame, race, 5, 5)", "frame = cv2AddTexture(frame, race)"),
        ("a.js", WEB, "box.textContent = ethnicity;", "console.log(ethnicity);"),
    ],
)
def test_a_name_that_is_shown(name: str, code: str, shown: str, not_shown: str) -> None:
    assert Stage.EXPOSURE in stages({name: code % shown})
    assert Stage.EXPOSURE not in stages({name: code % not_shown})


FAR = {
    "a.py": """
def watch(frame, detected_face):
    told_ethnicity = model.predict(detected_face)
    %s
""",
    "a.js": """
function watch(frame, detectedFace) {
  const toldEthnicity = model.predict(detectedFace);
  %s
}
""",
    "A.java": """
class A {
  void watch(Bitmap frame, Face detectedFace) {
    String toldEthnicity = model.predict(detectedFace);
    %s
  }
}
""",
    "a.cpp": """
void watch(Mat frame, Face detectedFace) {
  auto toldEthnicity = model.predict(detectedFace);
  %s
}
""",
    "A.cs": """
class A {
  void Watch(Bitmap frame, Face detectedFace) {
    var toldEthnicity = model.Predict(detectedFace);
    %s
  }
}
""",
    "a.go": """
package a
func watch(frame Mat, detectedFace Face) {
  toldEthnicity := model.Predict(detectedFace)
  %s
}
""",
}
"""A name is given what a model tells of a face; far below, something is done with it."""


@pytest.mark.parametrize(
    ("name", "shown", "not_shown"),
    [
        ("a.py", "cv2.putText(frame, told_ethnicity, (1, 2), 0, 1)", "log.info(told_ethnicity)"),
        ("a.js", "context.fillText(toldEthnicity, 1, 2);", "console.log(toldEthnicity);"),
        ("a.js", "box.textContent = toldEthnicity;", "box.dataset.last = toldEthnicity;"),
        ("A.java", "canvas.drawText(toldEthnicity, 1, 2, paint);", "Log.d(TAG, toldEthnicity);"),
        ("a.cpp", "cv::putText(frame, toldEthnicity, at, 0, 1);", "seen.push_back(toldEthnicity);"),
        ("A.cs", "graphics.DrawString(toldEthnicity, font, brush, 1, 2);", "seen.Add(toldEthnicity);"),
        ("A.cs", "answer.Text = toldEthnicity;", "answer.Tag = toldEthnicity;"),
        ("a.go", "gocv.PutText(&frame, toldEthnicity, at, 0, 1)", "seen = keep(seen, toldEthnicity)"),
    ],
)
def test_the_line_on_which_a_name_is_shown_is_a_place_of_its_own(name: str, shown: str, not_shown: str) -> None:
    def told(deed: str) -> bool:
        code = FAR[name].replace("%s", ("step()\n    " if name == "a.py" else "step();\n    ") * 6 + deed)
        line = next(number for number, text in enumerate(code.splitlines(), 1) if deed in text)
        found = report({name: code}, sifted=True).findings
        return any(
            place.line == line
            for one in found
            if one.kind is Kind.CAPABILITY and Stage.EXPOSURE in one.stages
            for place in one.evidence
        )

    assert told(shown)
    assert not told(not_shown)


@pytest.mark.parametrize("detector", ["mtcnn", "RetinaFace", "insightface", "facenet_pytorch", "scrfd"])
def test_a_detector_known_by_its_name_sees_faces(detector: str) -> None:
    code = (
        f"import {detector}\nimport cv2\nrace_classifier = load('kinds.onnx')\n"
        f"image = cv2.imread(path)\nfor box in {detector}.detect(image):\n    told = race_classifier.predict(box)\n"
    )
    assert Stage.INFERENCE in stages({"watch.py": code})
    assert not stages({"watch.py": code.replace(detector, "pandas")})


CARS = """
import cv2
TEAMS = ["Red Bull", "Ferrari", "McLaren"]

def overlay(frame, race):
    cv2.putText(frame, race.name, (5, 5), 0, 1, 0)
    cv2.putText(frame, TEAMS[race.leader], (5, 25), 0, 1, 0)
"""


def test_a_race_of_cars_is_shown_too() -> None:
    assert not stages({"overlay.py": CARS})


MADE = """
def watch(camera, model, detected_face):
    race = model.predict(detected_face)
    text = f"seen: {race}"
    %s
"""
MADE_IN_A_PAGE = """
async function watch(model, detectedFace, camera) {
  const ethnicity = await model.predict(detectedFace);
  const words = `seen: ${ethnicity}`;
  %s
}
"""
COLUMN = """
def watch(photo, model, detected_face):
    race = model.predict(detected_face)
    %s
"""
PUT_TOGETHER = [
    ("a.py", MADE, "cv2.putText(camera, text, (1, 1), 0, 1, (1, 1, 1))", "logger.info(text)"),
    ("a.js", MADE_IN_A_PAGE, "box.textContent = words;", "history.push(words);"),
    ("a.py", COLUMN, "left_col.subheader(race)", "left_rows.append(race)"),
]


@pytest.mark.parametrize(("name", "code", "shown", "not_shown"), PUT_TOGETHER)
def test_a_text_that_is_put_together_first(name: str, code: str, shown: str, not_shown: str) -> None:
    assert Stage.EXPOSURE in stages({name: code % shown})
    kept = stages({name: code % not_shown})
    assert Stage.INFERENCE in kept
    assert Stage.EXPOSURE not in kept


CALLED = """
import cv2

def watch(frame, detected_face):
    told = predict_race(detected_face)
    best = told.argmax()
    %s
"""


@pytest.mark.parametrize(
    ("shown", "not_shown"),
    [
        ('panel.set_text(f"first: {told[0]}")', 'table.append(f"first: {told[0]}")'),
        ("cv2.putText(frame, told, (5, 5), 0, 1, 0)", "cv2.putText(frame, title, (5, 5), 0, 1, 0)"),
    ],
)
def test_what_a_function_told_is_shown_under_another_name(shown: str, not_shown: str) -> None:
    assert Stage.EXPOSURE in stages({"watch.py": CALLED % shown})
    without = stages({"watch.py": CALLED % not_shown})
    assert Stage.INFERENCE in without
    assert Stage.EXPOSURE not in without


TITLED = """
/** What is told of a face that was found in a picture. */
void FacePage::fill() {
  InfoItem gender   ("Gender", "");
  InfoItem glasses  ("Glasses", "");
  InfoItem %s ("%s", "");
  InfoItem quality  ("Quality", "");
}
"""


def test_a_thing_of_a_screen_is_made_with_its_title() -> None:
    assert Stage.EXPOSURE in stages({"face_page.cpp": TITLED % ("ethnicity", "Ethnicity")})
    java = TITLED.replace("void FacePage::fill() {", "class FacePage { void fill() {").replace('("', '= new InfoItem("')
    assert Stage.EXPOSURE in stages({"FacePage.java": java % ("ethnicity", "Ethnicity") + "}"})
    assert Stage.EXPOSURE not in stages({"face_page.cpp": TITLED % ("ethnicity", "ethnicity")})  # a key
    assert Stage.EXPOSURE not in stages({"face_page.cpp": TITLED % ("worker", "Ethnicity")})
    rows = TITLED.replace("InfoItem", "Store")
    assert Stage.EXPOSURE not in stages({"face_page.cpp": rows % ("ethnicity", "Ethnicity")})


KEYS = {
    "detail.py": """
ORDER = ["camera_id", "face_score", "glasses", "beard", "ethnicity"]

def detail(face):
    parts = []
    for key in ORDER:
        title = key.replace("_", " ").title()
        {deed}
    return parts
""",
    "detail.js": """
const ORDER = ["cameraId", "faceScore", "glasses", "beard", "ethnicity"];

function detail(face, box) {{
  for (const key of ORDER) {{
    const title = key.toUpperCase();
    {deed}
  }}
}}
""",
}


@pytest.mark.parametrize(
    ("name", "shown", "not_shown"),
    [
        ("detail.py", "parts.append(html.Strong(title + str(face[key])))", "log.info(title, face[key])"),
        ("detail.js", "box.textContent = title + face[key];", "seen.push(title, face[key]);"),
    ],
)
def test_keys_that_code_goes_through_and_shows(name: str, shown: str, not_shown: str) -> None:
    assert Stage.EXPOSURE in stages({name: KEYS[name].format(deed=shown)})
    assert Stage.EXPOSURE not in stages({name: KEYS[name].format(deed=not_shown)})
    assert Stage.EXPOSURE not in stages(
        {name: KEYS[name].format(deed=shown).replace("in ORDER", "in OTHERS").replace("of ORDER", "of OTHERS")}
    )
