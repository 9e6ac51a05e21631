"""What an analysis of a face gives out, put under a key. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
def describe(camera_frame, detector):
    for face in detector.detect_faces(camera_frame):
        answer = analyse(face)
        told = {}
        told["age"] = answer["age"]
        told["glasses"] = answer["glasses"]
        told["beard"] = answer["beard"]
        %s
        yield told
"""
JAVA = """
class FaceTeller {
    JSONObject tell(Face face, Detector detector) {
        JSONObject told = new JSONObject();
        told.put("age", detector.predictAge(face));
        told.put("glasses", detector.predictGlasses(face));
        %s
        return told;
    }
}
"""


def stages(name: str, code: str) -> set[Stage]:
    found = report({name: code}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(
    ("name", "code", "put", "read"),
    [
        ("a.py", PYTHON, 'told["race"] = answer["dominant_race"]', 'log(told["race"])'),
        ("FaceTeller.java", JAVA, 'told.put("ethnicity", detector.predictEthnicity(face));', 'log("ethnicity");'),
    ],
)
def test_what_is_put_under_a_key(name: str, code: str, put: str, read: str) -> None:
    assert {Stage.FIELD, Stage.INFERENCE} <= stages(name, code % put)
    assert Stage.INFERENCE not in stages(name, code % read)


def test_a_form_puts_what_was_typed() -> None:
    code = """
def save(form, patient):
    record = {}
    record["surname"] = form["surname"]
    record["birth_date"] = form["birth_date"]
    record["race"] = form["race"]
    record["address"] = form["address"]
    return record
"""
    assert not stages("form.py", code)
