"""What documents and screens say outright. All of it is invented; the twins beside it say nothing of the kind."""

import pytest

from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report

README = """
# Doorman

Reads faces from a camera picture.

## Features

- Face detection
- Age and gender estimation
- %s
"""


def kinds(files: dict[str, str | bytes]) -> dict[Kind, set[Stage]]:
    found: dict[Kind, set[Stage]] = {}
    for one in report(files, sifted=True).findings:
        found.setdefault(one.kind, set()).update(one.stages)
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Race classification",
        "Ethnicity detection (7 classes)",
        "Predicts age, gender and race",
        "人种识别",
        "族裔识别",
        "人種推定",
        "인종 분류",
        "Phân loại chủng tộc",
        "Deteksi etnis",
        "Распознавание этнической принадлежности",
        "Reconocimiento de etnia",
        "Classificação de etnia",
        "Classification de l'ethnie",
    ],
)
def test_a_maker_who_says_it_is_quoted_as_saying_it(line: str) -> None:
    told = kinds({"README.md": README % line})
    assert Stage.INFERENCE in told[Kind.STATED]
    assert Kind.CAPABILITY not in told
    found = report({"README.md": README % line}, sifted=True).findings
    (claim, *_) = [one.claim for one in found if one.kind is Kind.STATED]
    assert claim.startswith("The maker's document says that the software works out ")


@pytest.mark.parametrize(
    "line",
    [
        "No race classification",
        "Race classification was removed",
        "[ ] Race classification",
        "Ethnicity detection is planned",
        "We do not predict age, gender and race",
        "Race classification: a survey of papers",
        "Studies of bias in ethnicity recognition",
        "不支持人种识别",
        "인종 분류 기능은 제거되었습니다",
        "Không phân loại chủng tộc",
        "Tidak ada deteksi etnis",
        "Нет распознавания этнической принадлежности",
        "[Race classification from faces](https://example.org/1.pdf)",
        "Can it do race classification?",
        "Ethnicity is read from the passport",
        "Race detection: `go test -race`",
        "Age and gender, and the race calendar",
        "Ethnicity prediction has documented accuracy disparities",
        "Face recognition, ethnicity, language",
        "Race classification layers were erased from this edition",
        "Labelling was used to identify gender and ethnicities",
    ],
)
def test_what_a_document_denies_or_only_mentions_is_not_stated(line: str) -> None:
    assert not {Kind.STATED, Kind.CAPABILITY} & set(kinds({"README.md": README % line}))


@pytest.mark.parametrize("heading", ["Roadmap", "Future work", "References", "Limitations", "Ethical considerations"])
def test_nothing_under_a_heading_for_what_is_not_there(heading: str) -> None:
    text = README % "Masks" + f"\n## {heading}\n\n- Race classification\n"
    assert not {Kind.STATED, Kind.CAPABILITY} & set(kinds({"README.md": text}))


@pytest.mark.parametrize(
    "text",
    [
        "# Lap counter\n\n- Race detection from camera pictures of cars\n- Sports video\n",
        "# Names\n\n- Predicts race and gender from surnames\n- Ethnicity classification of names\n",
        "# Census tool\n\n- Ethnicity classification by household, age and sex\n- Prints the form\n",
        "# Skin finder\n\n- Skin color detection and segmentation in images for hand gestures\n- Face images too\n",
        "# Threads\n\n- Data race detection\n- Race detector for threads, with pictures of stacks\n",
    ],
)
def test_documents_of_other_software(text: str) -> None:
    assert not {Kind.STATED, Kind.CAPABILITY} & set(kinds({"README.md": text}))


PAGE = """
import streamlit as st
from face import detect_faces, load_model

st.title("%s")
picture = st.camera_input("Camera")
model = load_model("net.onnx")
for face in detect_faces(picture):
    st.write(model.predict(face))
"""
WINDOW = """
const root = document.getElementById('root');
function FaceCamera({ frame }) {
  const face = detectFace(frame);
  const scores = classifyFace(face);
  return (<div><h1>%s</h1><video id="camera" /><img src={face.image} /></div>);
}
"""
SCENE = """
[node name="Title" type="Label" parent="."]
text = "%s"

[node name="UploadButton" type="Button" parent="."]
text = "Upload image"

[node name="WebcamButton" type="Button" parent="."]
text = "Webcam"
"""


@pytest.mark.parametrize(
    ("name", "page", "text"),
    [
        ("app.py", PAGE, "Ethnicity Recognition"),
        ("app.py", PAGE, "Sistem Klasifikasi Ras Wajah"),
        ("app.py", PAGE, "人种识别系统"),
        ("Camera.jsx", WINDOW, "Race Classification"),
        ("Camera.jsx", WINDOW, "인종 분류"),
        ("main.tscn", SCENE, "Ethnic detection"),
        ("main.tscn", SCENE, "Deteksi etnis"),
    ],
)
def test_a_screen_that_says_it_shows_it(name: str, page: str, text: str) -> None:
    shown = kinds({name: page % text}).get(Kind.CAPABILITY, set())
    assert {Stage.INFERENCE, Stage.EXPOSURE} <= shown
    assert not {Stage.TRIGGER, Stage.ENABLED, Stage.OBSERVED, Stage.SCHEME, Stage.FIELD} & shown
    found = report({name: page % text}, sifted=True).findings
    assert any("has a label for" in one.claim for one in found if one.kind is Kind.CAPABILITY)


@pytest.mark.parametrize(
    ("name", "page", "text"),
    [
        ("app.py", PAGE, "Attendance"),
        ("app.py", PAGE, "No race classification here"),
        ("app.py", PAGE, "Race day"),
        ("Camera.jsx", WINDOW, "We never do ethnicity recognition"),
        ("main.tscn", SCENE, "Choose your race"),
        ("main.tscn", SCENE, "Kart race detection"),
    ],
)
def test_screens_that_say_nothing_of_it(name: str, page: str, text: str) -> None:
    assert Stage.INFERENCE not in kinds({name: page % text}).get(Kind.CAPABILITY, set())


def test_skin_of_a_figure_that_is_drawn() -> None:
    scene = SCENE.replace("Upload image", "Play").replace("Webcam", "Options") % "Skin tone"
    assert Kind.CAPABILITY not in kinds({"main.tscn": scene})


def test_the_trait_that_is_said() -> None:
    told = report({"README.md": README % "Skin tone classification"}, sifted=True).findings
    assert Trait.SKIN_COLOUR in {one.trait for one in told if one.kind is Kind.STATED}


ARTICLE = """<html><body><nav><a href="/">News</a></nav>
<h1>Ethnicity detection by camera: how shops read faces</h1>
<img src="face.jpg"><p>Cameras and face recognition are everywhere, a reader writes.</p></body></html>"""


def test_a_page_that_somebody_published_is_no_screen() -> None:
    assert Stage.INFERENCE not in kinds({"news.html": ARTICLE}).get(Kind.CAPABILITY, set())
    screen = ARTICLE.replace("<nav>", "<input type='file' accept='image/*'><nav>")
    assert Stage.INFERENCE in kinds({"news.html": screen})[Kind.CAPABILITY]


def test_texts_of_data_are_no_screen() -> None:
    data = '{"notes": ["Take a face picture by camera", "Ethnicity recognition by a face model", "Show the face"]}'
    assert Stage.INFERENCE not in kinds({"notes.json": data}).get(Kind.CAPABILITY, set())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("client.go", 'package c\n\nfunc Send(d []byte) {\n\tpost(M{"type": "%s", "imageData": d})\n}\n'),
        ("client.js", "function send(data) {\n  post({ task: '%s', image: data });\n}\n"),
        ("client.py", "def send(data):\n    post({'kind': '%s', 'picture': data})\n"),
    ],
)
def test_a_request_with_a_picture(name: str, code: str) -> None:
    assert Stage.INFERENCE in kinds({name: code % "ethnicity_detection"})[Kind.CAPABILITY]
    assert Kind.CAPABILITY not in kinds({name: code % "race_detection"})
    assert Kind.CAPABILITY not in kinds({name: code % "ethnicity"})
    alone = code.replace("imageData", "body").replace("image", "body").replace("picture", "body")
    assert Kind.CAPABILITY not in kinds({name: alone % "ethnicity_detection"})


MODELS = {
    "models.json": '{"models": {"looks": {"file": "looks.onnx", "description": "%s"}}}',
    "models.yaml": "models:\n  - name: looks\n    description: %s\n    path: weights/looks.tflite\n",
}


@pytest.mark.parametrize("path", MODELS)
def test_what_a_list_of_models_says_of_one(path: str) -> None:
    told = kinds({path: MODELS[path] % "Age, gender and ethnicity classification of faces"})
    assert told[Kind.CAPABILITY] == {Stage.VOCABULARY, Stage.INFERENCE}
    assert Kind.CAPABILITY not in kinds({path: MODELS[path] % "Race classification of cars"})
    papers = MODELS[path].replace(".onnx", ".pdf").replace(".tflite", ".pdf")
    assert Kind.CAPABILITY not in kinds({path: papers % "A study of ethnicity classification of faces and its harm"})


APART = """
import streamlit as st

sent = st.file_uploader("%s")
pixels = opened(sent)
st.image(pixels, caption="Photo that was sent")


def words():
    return [one for one in range(9)]


# what comes out

# is written below


found = dict(zip(kinds, net(pixels)))
st.subheader("%s")
"""


@pytest.mark.parametrize(
    "text", ["Ethnicity prediction", "نتایج پیش‌بینی گروه‌های قومی", "Ergebnis: Erkennung der Ethnie"]
)
def test_a_title_far_from_what_opens_the_picture(text: str) -> None:
    assert {Stage.INFERENCE, Stage.EXPOSURE} <= kinds({"app.py": APART % ("Picture", text)})[Kind.CAPABILITY]
    assert Kind.CAPABILITY not in kinds({"app.py": APART % ("Surname and first name", text)})
    assert Kind.CAPABILITY not in kinds({"app.py": APART % ("Picture", "Genre prediction")})


CAMERA = """<html><head><script src="face-detector.js"></script></head><body>
<video id="camera" autoplay></video><button id="snap">Take a photo</button>%s
<h2>%s</h2><p id="out"></p></body></html>"""


def test_a_nationality_is_told_of_a_face_where_no_name_or_card_is_asked_for() -> None:
    page = kinds({"index.html": CAMERA % ("", "Predicted nationality")})
    assert {Stage.INFERENCE, Stage.EXPOSURE} <= page[Kind.CAPABILITY]
    for asked in ("<label>Surname</label><input name='surname'>", "<p>Hold your passport to the camera</p>"):
        told = kinds({"index.html": CAMERA % (asked, "Predicted nationality")})
        assert Stage.INFERENCE not in told.get(Kind.CAPABILITY, set())
    for title in ("Nationality", "Nationality is not detected"):
        told = kinds({"index.html": CAMERA % ("", title)})
        assert Stage.INFERENCE not in told.get(Kind.CAPABILITY, set())
    faceless = CAMERA.replace("face-detector", "player") % ("", "Predicted nationality")
    assert Stage.INFERENCE not in kinds({"index.html": faceless}).get(Kind.CAPABILITY, set())


IN_CODE = """
export function show(answer, picture) {
  page.insertAdjacentHTML(
    "beforeend",
    `
    <section class="card">
      <img src="${picture}" alt="uploaded photo">
      %s
    </section>
    `
  );
}
"""


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("<span>Predicted Race:</span><b>${answer.possible_race}</b>", True),
        ("<h3>Predicted ethnicity</h3>", True),
        ('<h3 data-key="predicted ethnicity">Answer</h3>', False),
        ("<h3>Predicted race winner</h3>", False),
        ("<h3>Ethnicity</h3>", False),
        ("<h3>Ethnicity is never predicted</h3>", False),
    ],
)
def test_a_piece_of_a_page_that_code_puts_together(line: str, shown: bool) -> None:
    found = report({"show.js": IN_CODE % line}, sifted=True).findings
    told = {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}
    assert ({Stage.INFERENCE, Stage.EXPOSURE} <= told) is shown
    assert bool(told) is shown
