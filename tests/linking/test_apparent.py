"""A name that says that it is only how somebody in a picture looks. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

JAVA = "class FaceFound { int age; String %s; float confidence; Rect faceBox; }\n"
PYTHON = """
class FaceFound:
    def __init__(self, face_box, age, glasses):
        self.face_box = face_box
        self.%s = ""
"""
GO = "package a\n\ntype FaceFound struct {\n    FaceBox Rect\n    Glasses bool\n    %s string\n}\n"


def stages(name: str, code: str) -> set[Stage]:
    found = report({name: code}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(
    ("name", "code", "apparent", "plain"),
    [
        ("A.java", JAVA, "apparentEthnicity", "ethnicity"),
        ("a.py", PYTHON, "ethnic_appearance", "ethnic_group"),
        ("a.go", GO, "EthnicityAppearance", "Ethnicity"),
    ],
)
def test_how_somebody_looks_is_worked_out_from_a_picture(name: str, code: str, apparent: str, plain: str) -> None:
    assert Stage.INFERENCE in stages(name, code % apparent)
    assert Stage.INFERENCE not in stages(name, code % plain)


@pytest.mark.parametrize(
    ("name", "code", "apparent"), [("A.java", JAVA, "apparentEthnicity"), ("a.go", GO, "ApparentRace")]
)
def test_what_an_officer_writes_down_is_no_capability(name: str, code: str, apparent: str) -> None:
    form = (
        (code % apparent).replace("FaceFound", "StopReport").replace("faceBox", "officer").replace("FaceBox", "Officer")
    )
    assert not stages(name, form.replace("confidence", "address").replace("Glasses", "Address"))


ANSWERS = {
    "a.py": '\ndef tell(face_image, model):\n    return {"face_box": box, "glasses": glasses, "ethnicity": %s}\n',
    "a.js": "\nfunction tell(faceImage) {\n  return { faceBox: box, glasses: glasses, ethnicity: %s };\n}\n",
    "a.dart": '\nMap tell(Face face) {\n  return {"faceBox": box, "glasses": glasses, "ethnicity": %s};\n}\n',
}


@pytest.mark.parametrize(
    ("name", "answer", "entered"),
    [
        ("a.py", "pred_kind", "row[3]"),
        ("a.py", "KINDS[scores.argmax()]", "request.form[0]"),
        ("a.js", "model.predict(faceImage)", "form.value"),
        ("a.dart", "predictions[0]", "entered[0]"),
    ],
)
def test_what_a_model_answers_is_given_under_a_key(name: str, answer: str, entered: str) -> None:
    assert Stage.INFERENCE in stages(name, ANSWERS[name] % answer)
    assert Stage.INFERENCE not in stages(name, ANSWERS[name] % entered)


def test_what_a_model_makes_of_a_name_is_no_capability() -> None:
    assert not stages("a.py", 'def tell(row):\n    return {"name": row.name, "ethnicity": predict(row.surname)}\n')


KEPT = {
    "row.py": 'shown = ["seen_at", "{age}", "hair_color", "{group}", "{one}", "{two}", "{three}"]\n',
    "Row.java": "class Row { String {age}; String {group}; String {one}; double {two}; String {three}; }\n",
    "row.ts": "interface Row { {age}: string; {group}: string; {one}: string; {two}: number; {three}: string }\n",
}


def row(name: str, **words: str) -> str:
    text = KEPT[name]
    for word, other in words.items():
        text = text.replace("{" + word + "}", other)
    return text


@pytest.mark.parametrize("name", KEPT)
def test_what_is_perceived_where_a_camera_and_a_model_look(name: str) -> None:
    seen = {"one": "camera_id", "two": "detection_confidence", "three": "predicted_mood"}
    assert stages(name, row(name, age="perceived_age", group="perceived_ethnicity", **seen))
    assert not stages(name, row(name, age="age_told", group="perceived_ethnicity", **seen))


@pytest.mark.parametrize("name", KEPT)
def test_what_an_officer_or_interviewer_perceives(name: str) -> None:
    stop = {"one": "body_camera_on", "two": "search_basis", "three": "reason_for_stop"}
    assert not stages(name, row(name, age="perceived_age", group="perceived_ethnicity", **stop))
    asked = {"one": "photo", "two": "respondent_score", "three": "home_address"}
    assert not stages(name, row(name, age="perceived_age", group="perceived_ethnicity", **asked))
