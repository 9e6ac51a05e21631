"""Lines that are commented out beside others of the same form, and remarks that only look so. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Trait
from tests.linking.laid import report

PYTHON = """
def describe(camera_frame, detector):
    for face in detector.detect_faces(camera_frame):
        told = {}
        told["age"] = face["attributes"]["age"]["value"]
        told["glasses"] = face["attributes"]["glasses"]["value"]
        %s
        yield told
"""
JAVA = """
class FaceTeller {
    void tell(Face face, Detector detector, Told told) {
        told.setGender(detector.gender(face));
        told.setGlasses(detector.glasses(face));
        %s
    }
}
"""
ASKED = """
def ask(face_image):
    return analyse(face_image, actions=[
        "age",
        "gender",
        %s
        "emotion",
    ])
"""
FORM = """
def save(form, patient):
    record = {}
    record["age"] = form["age"]
    record["gender"] = form["gender"]
    record["address"] = form["address"]
    %s
    return record
"""


def signs(name: str, code: str) -> list[Trait]:
    found = report({name: code}, sifted=True).findings
    return [one.trait for one in found if one.kind is Kind.TRACE and one.rule == "traces/commented-out"]


@pytest.mark.parametrize(
    ("name", "code", "line", "trait"),
    [
        ("a.py", PYTHON, '# told["ethnicity"] = face["attributes"]["ethnicity"]["value"]', Trait.ETHNICITY),
        ("FaceTeller.java", JAVA, "// told.setRace(detector.race(face));", Trait.RACE),
        ("ask.py", ASKED, '# "race",', Trait.RACE),
    ],
)
def test_a_line_that_is_commented_out(name: str, code: str, line: str, trait: Trait) -> None:
    assert signs(name, code % line) == [trait]
    assert signs(name, code % line.lstrip("#/ ")) == []
    assert signs(name, code % (line + "\n        " + line.lstrip("#/ "))) == []


@pytest.mark.parametrize(
    ("name", "code", "line"),
    [
        ("a.py", PYTHON, "# the ethnicity is told elsewhere"),
        ("a.py", PYTHON, '# told["scar"] = face["attributes"]["scar"]["value"]'),
        ("a.py", PYTHON, '# told["ethnicity"] = other(face)'),
        ("FaceTeller.java", JAVA, "// race"),
        ("form.py", FORM, '# record["religion"] = form["religion"]'),
    ],
)
def test_remarks_and_forms(name: str, code: str, line: str) -> None:
    assert signs(name, code % line) == []


LISTED = """
def ask(face_image, wanted=()):
    if not wanted:
        wanted = ["age", "gender", "emotion"]%s
    return analyse(face_image, wanted)
"""


@pytest.mark.parametrize("behind", ['  # "race"', '  # , "race"', "  #'ethnicity'"])
def test_an_item_that_is_commented_out_behind_its_list_is_a_trace(behind: str) -> None:
    assert len(signs("ask.py", LISTED % behind)) == 1


@pytest.mark.parametrize(
    "code",
    [
        LISTED % "  # race",  # a remark
        LISTED % '  # no "race" here',
        LISTED % '  # "race conditions"',
        LISTED.replace('"emotion"', '"race"') % '  # "race"',
        LISTED.replace("face_image", "form").replace('"emotion"', '"address"') % '  # "race"',
        'def ask(face_image):\n    return analyse(face_image, "ask")  # "race"\n',
    ],
)
def test_a_remark_behind_a_list_is_none(code: str) -> None:
    assert signs("ask.py", code) == []
