"""What is read in a method, in a class that names a face. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
class Window:
    %s = []
    camera = None
    detector = None

    def one(self):
        self.pages = []
        self.page = 0
%s
    def run(self, image, model):
        told = model.predict(image)
        age = told["age"]
        glasses = told["glasses"]
        detected_face = self.camera.image
        kind = told["ethnicity"]
        self.rows.append([age, glasses, kind])
"""
SCRIPT = """
class Window {
  %s = [];
  camera = null;
  detector = null;

  one() {
    this.pages = [];
    this.page = 0;
  }
%s
  run(image, model) {
    const told = model.predict(image);
    const age = told["age"];
    const glasses = told["glasses"];
    const detectedFace = this.camera.image;
    const kind = told["ethnicity"];
    this.rows.push([age, glasses, kind]);
  }
}
"""


@pytest.mark.parametrize(
    ("name", "code", "space"), [("window.py", PYTHON, "    # {}\n"), ("window.js", SCRIPT, "  // {}\n")]
)
def test_a_class_that_names_a_face_hides_nothing_that_its_method_reads(name: str, code: str, space: str) -> None:
    for member in ("faceBoxes", "boxes"):
        text = code % (member, "".join(map(space.format, range(60))))
        found = report({name: text}, sifted=True).findings
        stages = {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}
        assert Stage.FIELD in stages, member
