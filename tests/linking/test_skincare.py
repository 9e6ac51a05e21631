"""Types of skin as those who care for it say, and scales of its colour. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Trait
from tests.linking.laid import report

CODE = """
function determineSkinType(face) {{
  if (face.confidence > 0.8) return "{one}";
  return "{two}";
}}
const result = {{ face: detectFace(image), skinType: determineSkinType(face), tips: ["{three}", "{four}"] }};
"""


def told(**words: str) -> bool:
    found = report({"skin.ts": CODE.format(**words)}).findings
    return any(one.kind is Kind.CAPABILITY and one.trait is Trait.SKIN_COLOUR for one in found)


@pytest.mark.parametrize(("three", "four"), [("gentle cleanser", "acne"), ("moisturizer", "pores")])
def test_oily_and_dry(three: str, four: str) -> None:
    assert not told(one="Oily", two="Dry", three=three, four=four)


@pytest.mark.parametrize(("one", "two"), [("Type I", "Type VI"), ("fair skin", "dark skin")])
def test_a_scale_of_colours(one: str, two: str) -> None:
    assert told(one=one, two=two, three="moisturizer", four="acne")
    assert told(one="A", two="B", three="Fitzpatrick", four="acne")


def test_nothing_of_care() -> None:
    assert told(one="A", two="B", three="C", four="D")
