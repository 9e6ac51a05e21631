"""What stands on a card beside a portrait, without a word for the card; and what is seen. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

FRONT = """
public class Front {{
    private String {one};
    private String {two};
    private String {three};
    private String name;
    private String gender;
    private String race;
    private String faceImg;

    public String getFaceImg() {{ return faceImg; }}
    public void setFaceImg(String faceImg) {{ this.faceImg = faceImg; }}
    public String getRace() {{ return race; }}
    public void setRace(String race) {{ this.race = race; }}
}}
"""


def capable(one: str, two: str, three: str) -> bool:
    found = report({"Front.java": FRONT.format(one=one, two=two, three=three)}).findings
    return any(finding.kind is Kind.CAPABILITY for finding in found)


@pytest.mark.parametrize(("one", "two", "three"), [("idNo", "address", "birth"), ("idNum", "hometown", "phoneNumber")])
def test_what_stands_beside_a_portrait(one: str, two: str, three: str) -> None:
    assert not capable(one, two, three)


@pytest.mark.parametrize(
    ("one", "two", "three"),
    [("idNo", "cameraImage", "birth"), ("idNo", "address", "confidence"), ("glasses", "beard", "birth")],
)
def test_what_is_seen_with_it(one: str, two: str, three: str) -> None:
    assert capable(one, two, three)
