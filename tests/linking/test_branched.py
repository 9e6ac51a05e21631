"""Groups in branches on what a model answers, and on anything else. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
import cv2

def name_of(face_image, network):
    best = %s
    if best == 0:
        told = "African"
    elif best == 1:
        told = "Caucasian"
    elif best == 2:
        told = "Hispanic"
    else:
        told = "East Asian"
    return told
"""
SWIFT = """
func nameOf(faceImage: UIImage) -> String {
    let best = %s
    switch best {
    case 0: return "African"
    case 1: return "Caucasian"
    case 2: return "Hispanic"
    default: return "East Asian"
    }
}
"""
JAVA = """
class FaceNames {
    String nameOf(Bitmap faceImage) {
        int best = %s;
        if (best == 0) { return "African"; }
        else if (best == 1) { return "Caucasian"; }
        else if (best == 2) { return "Hispanic"; }
        return "East Asian";
    }
}
"""
NAMED = """
function %s(facePixel, camera) {
  const groups = ["African", "Caucasian", "Hispanic", "East Asian"];
  return groups[bandOf(facePixel, camera)];
}
"""
CASES = [
    ("names.py", PYTHON, "np.argmax(network.predict(face_image))", "int(row_of(face_image)[3])"),
    ("Names.swift", SWIFT, "model.predict(faceImage).argmax()", "store.row(faceImage)"),
    ("FaceNames.java", JAVA, "argmax(net.classify(faceImage))", "store.rowOf(faceImage)"),
    ("names.js", NAMED, "classifyEthnicity", "ethnicityText"),
]


def stages(name: str, code: str) -> set[Stage]:
    found = report({name: code}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(("name", "code", "told", "kept"), CASES)
def test_groups_in_branches(name: str, code: str, told: str, kept: str) -> None:
    assert {Stage.SCHEME, Stage.INFERENCE} <= stages(name, code % told)
    without = stages(name, code % kept)
    assert Stage.SCHEME in without
    assert Stage.INFERENCE not in without


def test_a_branch_that_shows_its_group() -> None:
    shown = (
        PYTHON.replace('told = "', 'cv2.putText(face_image, "').replace('"\n', '", (0, 0))\n')
        % "net.predict(face_image)"
    )
    assert {Stage.SCHEME, Stage.INFERENCE, Stage.EXPOSURE} <= stages("names.py", shown)
    logged = shown.replace("cv2.putText(face_image, ", "logger.info(")
    assert Stage.EXPOSURE not in stages("names.py", logged)
