"""Faces put together of drawn parts, bodies modelled of meshes, and those that are looked at. All of it is invented."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

PARTS = {
    "types.ts": """
export interface Options {{
  eyes?: ({one} | {two} | {three})[];
  mouth?: string[];
  hair?: string[];
  beard?: string[];
  glasses?: string[];
  glassesProbability?: number;
  beardProbability?: number;
  skinColor?: string[];
  hairColor?: string[];
  {more}?: string[];
}}
""",
    "made.json": """
{{"{more}": "x", "kept": {{"eyes": {one}, "hair": {two}, "mouth": {three}, "beard": "long", "glasses": "round",
 "face": "base", "skinColor": "#c07f50", "hairColor": "#a00000"}}}}
""",
}
MESH = """
class Figure:
    def __init__(self, {words}):
        self.age = 25
        self.gender = 0.5
        self.hair = None
        self.beard = None
        self.eyes = None
        self.glasses = None
        self.human = None
        self.face = None
        self.ethnicity = None
        self.{more} = None
"""


def capable(files: dict[str, str | bytes]) -> bool:
    return any(finding.kind is Kind.CAPABILITY for finding in report(files, sifted=True).findings)


@pytest.mark.parametrize("path", PARTS)
def test_faces_of_drawn_parts(path: str) -> None:
    variants = {"one": '"variant01"', "two": '"variant02"', "three": '"variant03"'}
    assert not capable({path: PARTS[path].format(**variants, more="cheeks")})


@pytest.mark.parametrize("path", PARTS)
def test_the_same_where_something_looks_or_nothing_is_drawn(path: str) -> None:
    variants = {"one": '"variant01"', "two": '"variant02"', "three": '"variant03"'}
    assert capable({path: PARTS[path].format(**variants, more="detectedAt")})
    assert capable({path: PARTS[path].format(one='"open"', two='"shut"', three='"other"', more="cheeks")})


def test_bodies_of_meshes() -> None:
    assert not capable({"figure.py": MESH.format(words="mesh, skeleton, vertices, modifier", more="name")})
    assert capable({"figure.py": MESH.format(words="a, b, c, d", more="name")})
    assert capable({"figure.py": MESH.format(words="mesh, skeleton, vertices, modifier", more="recognized")})


LABELS = {
    "messages/en.json": '{"mouth": "Mouth", "hatColor": "Hat", "accessoriesColor": "Bag", "skinColor": "Skin Color"}',
    "draw.ts": """
const part = (face, hair, eyes, glasses, beard) =>
  t("skinColor") + t("hatColor") + t("accessoriesColor") + face.picture + hair + eyes + glasses;
""",
}


def test_the_labels_of_such_parts() -> None:
    assert not capable(dict(LABELS))
    watched = {path: text.replace("Color", "State").replace("skinState", "skinColor") for path, text in LABELS.items()}
    assert capable(dict(watched))
