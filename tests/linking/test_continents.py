"""Parts of the world and peoples of Indonesia as the classes of a model for faces, and as places. Invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

LISTS = {
    "told.js": """
async function told(image) {
  const scores = await faceModel.predict(image);
  const %s = [%s];
  face.textContent = names[argMax(scores)];
}
""",
    "told.py": """
def told(image):
    face = face_detector.detect(image)
    %s = [%s]
    return pick(face_model.predict(face))
""",
    "Told.java": """
class FaceClassifier {
    static final String[] %s = {%s};
    String told(Bitmap image) { return pick(faceModel.predict(image)); }
}
""",
}
PARTS = [
    '"Africa", "Asia", "Europe", "Other"',
    '"África", "Ásia", "Europa", "América do Sul"',
    '"Африка", "Азия", "Европа"',
    '"非洲", "亚洲", "欧洲", "南美洲"',
    '"Afrika", "Asien", "Europa", "Lateinamerika"',
]


def schemes(name: str, called: str, listed: str) -> bool:
    findings = report({name: LISTS[name] % (called, listed)}, sifted=True).findings
    return any(one.kind is Kind.CAPABILITY and Stage.SCHEME in one.stages for one in findings)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("listed", PARTS)
def test_parts_of_the_world_as_classes(name: str, listed: str) -> None:
    assert schemes(name, "ethnicities", listed)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("listed", PARTS)
def test_parts_of_the_world_as_places(name: str, listed: str) -> None:
    assert not schemes(name, "regions", listed)
    assert not schemes(name, "races", listed)  # which are run there
    assert not schemes(name, "ethnicities", listed + ', "Antarctica", "Mars"')


def test_parts_of_the_world_that_somebody_chooses() -> None:
    text = '<form><label>Address</label><label>Employee</label><select name="ethnicity"><option>Africa</option>'
    text += "<option>Asia</option><option>Europe</option></select></form>"
    assert all(one.kind is not Kind.CAPABILITY for one in report({"form.html": text}, sifted=True).findings)


@pytest.mark.parametrize("name", LISTS)
def test_peoples_of_indonesia(name: str) -> None:
    assert schemes(name, "class_labels", '"Jawa", "Sunda", "Minang"')
    assert schemes(name, "class_labels", '"Asian", "Batak", "Betawi", "Bugis"')
    assert not schemes(name, "class_labels", '"Jawa", "Sunda", "Toba"')
