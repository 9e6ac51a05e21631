"""Captions on the screens of a program, named as such or given to what shows a text. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

COMPOSED = """
@Composable
fun Found(face: DetectedFace, camera: Camera) {
    Row(%s, value = face.kind)
    Row(title = "Glasses", value = face.glasses)
}
"""
VIEW = """
struct Found: View {
    let face: DetectedFace
    let camera: Camera
    var body: some View {
        Row(%s, value: face.kind)
        Row(label: "Glasses", value: face.glasses)
    }
}
"""
PAGE = """
export const Found = ({ detectedFace, camera }) => (
  <List>
    <Row %s value={detectedFace.kind} />
    <Row label="Glasses" value={detectedFace.glasses} />
  </List>
);
"""
PYTHON = """
def found(detected_face, camera):
    row(%s, value=detected_face.kind)
    row(label="Glasses", value=detected_face.glasses)
"""


def kinds(name: str, code: str) -> set[Kind]:
    return {one.kind for one in report({name: code}, sifted=True).findings if Stage.EXPOSURE in one.stages}


@pytest.mark.parametrize(
    ("name", "code", "caption", "other"),
    [
        ("Found.kt", COMPOSED, 'sectionTitle = "Ethnicity"', 'key = "ethnicity"'),
        ("Found.swift", VIEW, 'label: "Ethnicity:"', 'key: "ethnicity"'),
        ("Found.jsx", PAGE, 'label="Ethnicity"', 'sortKey="ethnicity"'),
        ("found.py", PYTHON, 'caption="Ethnicity"', 'group_by="ethnicity"'),
    ],
)
def test_a_caption_on_a_screen(name: str, code: str, caption: str, other: str) -> None:
    assert Kind.CAPABILITY in kinds(name, code % caption)
    assert Kind.CAPABILITY not in kinds(name, code % other)


def test_a_form_asks_and_a_study_draws() -> None:
    form = 'fun Form(user: User) {\n  Row(title = "Ethnicity", value = user.kind)\n  Row(title = "City")\n}\n'
    study = 'def study(faces, camera):\n    plt.hist(faces.kind)\n    ax.set(title="Ethnicity")\n'
    assert Kind.CAPABILITY not in kinds("Form.kt", form)
    assert Kind.CAPABILITY not in kinds("study.py", study)
