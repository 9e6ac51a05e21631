"""A function that gives shades back for what another works out from a picture. All names here are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

SHADES = '''
def {name}({taken}):
    """Return the skin tone step for it."""
    if {taken} < 10:
        return "dark"
    elif {taken} < 28:
        return "brown"
    elif {taken} < 41:
        return "intermediate"
    return "light"
'''
MEASURE = (
    'def measure_quorr({taken}, width=8):\n    """Works on it, for the skin tone step."""\n    return {taken}.mean()\n'
)


def capabilities(shades: str, measure: str) -> list[set[Stage]]:
    told = report({"quorr/steps.py": shades, "quorr/measure.py": measure})
    return [set(one.stages) for one in told.findings if one.kind is Kind.CAPABILITY]


def test_what_is_taken_comes_from_a_picture():
    told = report(
        {
            "quorr/steps.py": SHADES.format(name="quorr_step", taken="quorr"),
            "quorr/measure.py": MEASURE.format(taken="image"),
        }
    )
    (finding,) = (one for one in told.findings if one.kind is Kind.CAPABILITY)
    assert {Stage.SCHEME, Stage.INFERENCE} <= set(finding.stages)
    assert finding.seen == "person"
    assert "measure_quorr" in {place.text for place in finding.evidence}
    assert "returned-by" in {link.by for link in finding.chain}


@pytest.mark.parametrize(
    ("shades", "measure"),
    [
        (SHADES.format(name="quorr_step", taken="quorr"), MEASURE.format(taken="voltage")),  # of no picture
        (SHADES.format(name="quorr_step", taken="value"), MEASURE.format(taken="image")),  # of something else
        (SHADES.format(name="quorr_step", taken="card"), MEASURE.replace("_quorr", "_card").format(taken="image")),
        (SHADES.replace("skin tone", "lamp").format(name="quorr_step", taken="quorr"), MEASURE.format(taken="image")),
    ],
)
def test_other_functions(shades, measure):
    assert capabilities(shades, measure) == []


def test_a_face_that_is_shown_by_kind_is_not_worked_out_by_what_finds_faces():
    shown = (
        "class FaceLooks:\n    glasses: int\n    mask: int\n    race: int\n\n"
        'def write_face(face):\n    names = {0: "Asian", 1: "Black"}\n    print(names[face.race])\n'
    )
    found = "def find_face(image):\n    return [0, 0, 10, 10]\n"
    told = report({"quorr/show.py": shown, "quorr/find.py": found})
    assert "returned-by" not in {link.by for one in told.findings for link in one.chain}
