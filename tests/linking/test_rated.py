"""Errors of a matcher of faces, compared group by group; and what tells a group. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

CODE = """
import cv2

{one} = load("{one}.csv")
{two} = load("{two}.csv")
groups = ["Asian", "Caucasian", "Indian", "African"]
faces = [cv2.imread(path) for path in faces_of(model)]
for group in groups:
    image = plot(faces, model, score, {one}[group], {two}[group])
    image.save(f"{{group}}.png"){more}
"""


def capable(one: str, two: str, more: str = "") -> bool:
    found = report({"plot.py": CODE.format(one=one, two=two, more=more)}).findings
    return any(finding.kind is Kind.CAPABILITY for finding in found)


@pytest.mark.parametrize(("one", "two"), [("fnr", "fpr"), ("genuine", "impostor"), ("fmr", "fnmr")])
def test_errors_by_group(one: str, two: str) -> None:
    assert not capable(one, two)


@pytest.mark.parametrize("more", ["\n    print(model.predict(faces))", "\n    net = softmax(model(faces))"])
def test_what_tells_the_group(more: str) -> None:
    assert capable("fnr", "fpr", more)


def test_no_errors() -> None:
    assert capable("left", "right")


MANUAL = """
/* Threshold of verification: so far 40 is advised; a FAR of one in a thousand needs 60. Genuine users pass. */
struct FaceDetail {
    int age;
    int glasses;
    int race;  // 0: Asian, 1: Black, 2: White
};
"""


def test_the_manual_of_a_face_library_is_no_study_of_errors() -> None:
    found = report({"detail.h": MANUAL}, sifted=True).findings
    assert any(finding.kind is Kind.CAPABILITY for finding in found)
