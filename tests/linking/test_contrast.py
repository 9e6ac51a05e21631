"""Lists of one group and everybody else as those who are none of it. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
import cv2
CLASSES = ["%s", "%s"]

def classify(detected_face, frame):
    return CLASSES[network.predict(detected_face).argmax()]
"""
KOTLIN = """
class FaceClassifier(private val net: Interpreter) {
    private val classes = listOf("%s", "%s")
    fun predict(face: Bitmap): String = classes[net.run(face)]
}
"""
SCRIPT = """
const detectedFaces = await detector.detect(video);
const groups = ['%s', '%s'];
draw(groups[model.predict(detectedFaces[0].crop).argMax()]);
"""
SHOP = """
KITCHENS = ["%s", "%s"]

def order(kitchen, price):
    return KITCHENS.index(kitchen) * price
"""


def listed(files: dict[str, str]) -> bool:
    found = [one for one in report(files, sifted=True).findings if one.kind is Kind.CAPABILITY]
    return any(Stage.SCHEME in one.stages for one in found)


@pytest.mark.parametrize(("name", "code"), [("a.py", PYTHON), ("A.kt", KOTLIN), ("a.js", SCRIPT)])
@pytest.mark.parametrize(
    "pair",
    [("Asian", "Non Asian"), ("indian", "non_indian"), ("uyghur", "non-uyghur"), ("Muslim", "Not Muslim")],
)
def test_one_group_against_everybody_else(name: str, code: str, pair: tuple[str, str]) -> None:
    assert listed({name: code % pair})
    assert listed({name: code % pair[::-1]})


@pytest.mark.parametrize(("name", "code"), [("a.py", PYTHON), ("A.kt", KOTLIN), ("a.js", SCRIPT)])
@pytest.mark.parametrize(
    "pair", [("smoker", "non smoker"), ("black", "non black"), ("Asian", "Non Smoker"), ("live", "not live")]
)
def test_other_contrasts_are_no_groups(name: str, code: str, pair: tuple[str, str]) -> None:
    assert not listed({name: code % pair})


def test_kitchens_are_nobody() -> None:
    assert not listed({"shop.py": SHOP % ("Indian", "Non Indian")})
