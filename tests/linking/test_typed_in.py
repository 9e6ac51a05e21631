"""What is typed into a box of a form, beside code for faces; and boxes that search or show. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

FORMS = {
    "Add.jsx": """
const Add = () => (
  <form onSubmit={keep}>
    <h1>Face detection</h1>
    <p>Look into the camera</p>
    <label>{first}</label>
    <input type="text" name="a" value={a} onChange={put} />
    <label>Age</label>
    <input type="number" name="b" value={b} onChange={put} />
    <label>{title}</label>
    <input type="text" {more} name="c" value={c} onChange={put} />
  </form>
);
""",
    "add.html": """
<form action="/keep" class="face-capture">
  <video id="camera"></video><canvas id="detected-face"></canvas>
  <label for="a">{first}</label>
  <input id="a" type="text">
  <label for="b">Age</label>
  <input id="b" type="number">
  <label for="c">{title}</label>
  <input id="c" type="text" {more}>
</form>
""",
    "Add.vue": """
<template>
  <el-form :model="one">
    <face-capture :camera="camera" :detector="faceDetector" />
    <el-form-item label="{first}"><el-input v-model="one.a" /></el-form-item>
    <el-form-item label="Age"><el-input v-model="one.b" /></el-form-item>
    <el-form-item label="{title}"><el-input v-model="one.c" {more} /></el-form-item>
  </el-form>
</template>
""",
}
HINTS = {
    "Box.jsx": """
const face = faceDetector.detectFace(camera.captureImage());
const box = <input name="a" placeholder="{hint}" />;
""",
    "box.html": """
<div class="face"><video id="camera"></video><b id="detected-face"></b>
<input name="a" placeholder="{hint}">
</div>
""",
    "box.dart": """
Widget faceCamera() => FaceDetector(camera: camera, onFace: keepFace);
Widget box() => TextFormField(
  decoration: InputDecoration(
    hintText: "{hint}",
  ),
);
""",
}


def kinds(name: str, text: str) -> set[Kind]:
    return {finding.kind for finding in report({name: text}, sifted=True).findings}


def form(name: str, first: str, title: str = "Ethnicity", more: str = "") -> str:
    return FORMS[name].replace("{first}", first).replace("{title}", title).replace("{more}", more)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("first", ["Date of birth", "Address", "Full name"])
def test_a_box_of_a_form(name: str, first: str) -> None:
    assert Kind.CAPABILITY not in kinds(name, form(name, first))


@pytest.mark.parametrize("name", FORMS)
def test_a_box_of_something_else(name: str) -> None:
    assert Kind.CAPABILITY in kinds(name, form(name, "Glasses"))
    assert Kind.CAPABILITY in kinds(name, form(name, "Address", more='title="search"'))
    assert Kind.CAPABILITY in kinds(name, form(name, "Address", more="readonly"))


@pytest.mark.parametrize("name", HINTS)
@pytest.mark.parametrize("hint", ["e.g., Caucasian", "z. B. Kaukasisch", "ex: Caucasian"])
def test_an_example_of_what_to_type(name: str, hint: str) -> None:
    found = report({name: HINTS[name].replace("{hint}", hint)}, sifted=True).findings
    assert not any(one.kind is Kind.CAPABILITY and Stage.EXPOSURE in one.stages for one in found)


BOXES = {
    "box.dart": """
class AddFace {{
  final faceDetector = FaceDetector(camera: camera);
  final {first}Controller = TextEditingController();
  final raceController = {made};
}}
""",
    "box.py": """
class AddFace:
    def build(self, root, camera):
        self.face_detector = FaceDetector(camera)
        self.{first}_entry = tk.Entry(root)
        self.race_of_face = {made}
""",
    "box.php": """
<div class="face"><video id="camera"></video><b id="detected-face"></b>
<input name="{first}">
<label>Race</label><{made} name="race"></{made}>
</div>
""",
}
MADE = {"box.dart": "TextEditingController()", "box.py": "tk.Entry(root)", "box.php": "select"}
TOLD = {"box.dart": "FaceModel.told(camera)", "box.py": "face_model.told(camera)", "box.php": "div"}


@pytest.mark.parametrize("name", BOXES)
def test_a_box_that_code_makes(name: str) -> None:
    assert Kind.CAPABILITY not in kinds(name, BOXES[name].format(first="full_name", made=MADE[name]))


@pytest.mark.parametrize("name", BOXES)
def test_something_else_that_code_makes(name: str) -> None:
    assert Kind.CAPABILITY in kinds(name, BOXES[name].format(first="full_name", made=TOLD[name]))
    assert Kind.CAPABILITY in kinds(name, BOXES[name].format(first="glasses", made=MADE[name]))
    assert Kind.CAPABILITY in kinds(name, BOXES[name].format(first="search_name", made=MADE[name]))
