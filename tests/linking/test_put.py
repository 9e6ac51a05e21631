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


PYTHON_KEYS = """
RACE = "race"
SMILE = "smile"

def learn(camera_frame, detector):
    for face in detector.detect_faces(camera_frame):
        told = {}
        told[SMILE] = face["attribute"][SMILE]
        %s
        yield told
"""
JAVA_KEYS = """
class FaceTeller {
    JSONObject tell(Face face, Detector detector) {
        JSONObject told = new JSONObject();
        told.put(Keys.GLASSES, detector.predictGlasses(face));
        told.put(Keys.BEARD, detector.predictBeard(face));
        %s
        return told;
    }
}
"""


@pytest.mark.parametrize(
    ("name", "code", "put", "read"),
    [
        ("learn.py", PYTHON_KEYS, 'told[RACE] = face["attribute"][RACE]["value"]', "log(told[RACE])"),
        ("FaceTeller.java", JAVA_KEYS, "told.put(Keys.ETHNICITY, detector.told(face));", "log(Keys.ETHNICITY);"),
    ],
)
def test_what_is_put_under_a_constant(name: str, code: str, put: str, read: str) -> None:
    def slots(text: str) -> int:
        found = report({name: text}, sifted=True).findings
        line = text[: text.index(put if put in text else read)].count("\n") + 1
        told = [place for one in found if one.kind is Kind.CAPABILITY for place in one.evidence]
        return sum(place.line == line and Stage.FIELD in place.says for place in told)

    assert slots(code % put)
    assert not slots(code % read)


def test_a_form_puts_under_constants_what_was_typed() -> None:
    code = """
def save(form, patient):
    record = {}
    record[SURNAME] = form[SURNAME]
    record[BIRTH_DATE] = form[BIRTH_DATE]
    record[RACE] = form[RACE]
    record[ADDRESS] = form[ADDRESS]
    return record
"""
    assert not stages("form.py", code)
