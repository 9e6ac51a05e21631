"""Functions that search among faces by a trait, by their name and what they take. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
def filter_by_ethnicity({taken}, wanted):
    return [one for one in {taken} if one.kind in wanted]


def crop(detected_faces, camera):
    return [camera.image[face.box] for face in detected_faces]
"""
SCRIPT = """
function filterByEthnicity({taken}, wanted) {{
  return {taken}.filter((one) => wanted.has(one.kind));
}}

function crop(detectedFaces, camera) {{
  return detectedFaces.map((face) => camera.image(face.box));
}}
"""


@pytest.mark.parametrize(
    ("name", "code", "taken"), [("a.py", PYTHON, "detected_faces"), ("a.js", SCRIPT, "detectedFaces")]
)
def test_what_takes_faces_and_searches_by_a_trait(name: str, code: str, taken: str) -> None:
    found = report({name: code.format(taken=taken)}, sifted=True).findings
    assert Stage.EXPOSURE in {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


def test_what_takes_the_rows_of_a_census_is_none() -> None:
    code = PYTHON.format(taken="census_rows").partition("def crop")[0]
    assert not [one for one in report({"a.py": code}, sifted=True).findings if one.kind is Kind.CAPABILITY]
