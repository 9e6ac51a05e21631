"""Faces that a program makes up by chance, and programs that look at faces beside them. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

SCRIPT = """
const races = ["white", "black", "asian", "latino"];
export function face() {
  const gender = %s(["male", "female"]);
  const race = %s(races);
  const face = { race, gender, hair: one(hairs), eyes: one(eyes), glasses: one(glasses), beard: one(beards) };
  return %s(face);
}
"""
TYPED = """
export interface Options { gender: string; ethnicity: string; hairColor: string; faceShape: string; beard: string }
export const ethnicities = ["asian", "african", "caucasian", "latino"];
export function face(): Options {
  return { gender: %s(genders), ethnicity: %s(ethnicities), hairColor: one(hair), faceShape: %s(faces), beard: "" };
}
"""
CSHARP = """
public class Figure : MonoBehaviour {
    public int face; public int hairStyle; public int eyeColor; public int beard;
    public string ethnicity; public string gender;
    void Start() { face = %s(0, 4); ethnicity = ethnicities[%s(0, 4)]; %s(face); }
}
"""
FILES = {"face.js": SCRIPT, "face.ts": TYPED, "Figure.cs": CSHARP}
CHANCE = {"face.js": ("randChoice", "randChoice", "toSvg"), "face.ts": ("random", "random", "avatarOf")}
CHANCE["Figure.cs"] = ("Random.Range", "Random.Range", "avatar.Draw")


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize("name", FILES)
def test_a_figure_by_chance_is_of_nobody(name: str) -> None:
    assert stages({name: FILES[name] % CHANCE[name]}) == set()


@pytest.mark.parametrize("name", FILES)
def test_the_same_where_something_looks(name: str) -> None:
    assert stages({name: FILES[name] % ("told", "told", "classify")})
    assert stages({name: FILES[name] % CHANCE[name] + "\n// tells it of the camera\n"})


def test_what_lies_beside_a_figure_by_chance() -> None:
    lists = 'export const faces = ["ear", "eye", "nose"];\nexport const races = ["white", "black", "brown", "asian"];\n'
    drawn = "export const race = (races) => toSvg(randChoice(races));\n"
    watched = "export const race = (frame) => detectFaces(frame).race;\n"
    looks = 'export const hair = "hair", beard = "beard", glasses = "glasses", face = "face", gender = "gender";\n'
    assert stages({"made/face.js": looks + lists, "made/draw.js": drawn}) == set()
    assert stages({"made/face.js": looks + lists, "made/draw.js": drawn, "made/watch.js": watched})
    assert stages({"made/face.js": looks + lists, "other/draw.js": drawn})


CHOSEN = {
    "kit.hpp": """
enum Ethnicity { ETHNICITY_BLACK, ETHNICITY_WHITE, ETHNICITY_ASIAN, ETHNICITY_ANY };
struct Face { int age; int glasses; int beard; };
Face %s(FaceExpression expression, int age, int gender, bool glasses, Ethnicity ethnicity);
""",
    "Kit.cs": """
enum Ethnicity { Black, White, Asian, Any }
class Face { int Age; int Glasses; int Beard; }
class Kit {
    static Face %s(FaceExpression expression, int age, int gender, bool glasses, Ethnicity ethnicity) { return null; }
}
""",
}


@pytest.mark.parametrize(
    ("name", "by_chance", "told"), [("kit.hpp", "randomFace", "faceOf"), ("Kit.cs", "GetRandomFace", "GetFace")]
)
def test_a_list_that_only_chooses_what_chance_makes(name: str, by_chance: str, told: str) -> None:
    assert stages({name: CHOSEN[name] % by_chance}) == set()
    assert Stage.SCHEME in stages({name: CHOSEN[name] % told})
