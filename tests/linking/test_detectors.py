"""Functions that switch on what a detector of faces tells, in source code. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

SWITCHES = {
    "PhotoDetector.java": """
public class PhotoDetector {
    public void setDetectGlasses(boolean on) { face.put("glasses", on); }
    public void setDetectGender(boolean on) { face.put("gender", on); }
    public void setDetectTRAIT(boolean on) { face.put("x", on); }
    public void onFace(Face face) { }
}
""",
    "PhotoDetector.cs": """
public class PhotoDetector {
    public void SetDetectGlasses(bool on) { }
    public void SetDetectGender(bool on) { }
    public void SetDetectTRAIT(bool on) { }
    public void OnFace(Face face) { }
}
""",
    "photo.py": """
class PhotoDetector:
    def on_face(self, face): ...
    def set_detect_smile(self, on): ...
    def set_detect_age(self, on): ...
    def set_detect_TRAIT(self, on): ...
""",
}


def stages(path: str, text: str) -> set[Stage]:
    found = report({path: text}, sifted=True).findings
    return {s for f in found if f.kind is Kind.CAPABILITY for e in f.evidence for s in e.shows}


def written(path: str, trait: str) -> str:
    return SWITCHES[path].replace("TRAIT", trait if path.endswith("py") else trait.capitalize())


@pytest.mark.parametrize("path", SWITCHES)
def test_a_detector_that_tells_a_trait_when_it_is_switched_on(path: str) -> None:
    assert Stage.INFERENCE in stages(path, written(path, "ethnicity"))


@pytest.mark.parametrize("path", SWITCHES)
@pytest.mark.parametrize("other", ["Glasses Gender glasses age smile", "Face face"])
def test_without_other_features_or_a_face_nothing_is_told(path: str, other: str) -> None:
    text = written(path, "ethnicity")
    for word in other.split():
        text = text.replace(word, "Lane" if word[0].isupper() else "lane")
    assert Stage.INFERENCE not in stages(path, text)


@pytest.mark.parametrize("path", SWITCHES)
def test_races_that_a_program_detects_between_threads(path: str) -> None:
    text = written(path, "race")
    for word, other in {"Glasses": "Deadlock", "Gender": "Leak", "smile": "deadlock", "age": "leak"}.items():
        text = text.replace(word, other)
    assert not stages(path, text)
