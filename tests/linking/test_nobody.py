"""Faces of a generator, what is picked by chance, puzzles and stars; and the same where somebody is looked at."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

BOTS = {
    "fill.py": """
def fill():
    for face in requests.get("%s").json()["faces"]:
        store.save(Profile(
            picture=face.url,
            ethnicity=face.meta.ethnicity, eye_color=face.meta.eye_color, hair_color=face.meta.hair_color,
            age=face.meta.age, gender=face.meta.gender, emotion=face.meta.emotion,
        ))
""",
    "fill.rb": """
# faces of %s
class FaceMeta
  attr_accessor :ethnicity, :eye_color, :hair_color, :hair_length, :age, :gender, :emotion
end
Profile.create(ethnicity: face.meta.ethnicity, eye_color: face.meta.eye_color, age: face.meta.age)
""",
    "Fill.kt": """
// faces of %s
data class FaceMeta(val ethnicity: String, val eyeColor: String, val hairColor: String, val age: Int)
fun keep(face: FaceMeta) { store(face.ethnicity, face.eyeColor, face.hairColor, face.age) }
""",
}
RECORD = """
export interface FaceRecord { ethnicity: string; eyeColor: string; hairColor: string; glasses: string; age: number }
"""
CHANCE = {
    "Faces.java": """
enum FaceRace { AFRICAN, ASIAN, EUROPEAN;
  static FaceRace %s() { return values()[next(3)]; }
}
enum FaceGender { FEMALE, MALE }
""",
    "Faces.cs": """
enum FaceRace { African, Asian, European }
enum FaceGender { Female, Male }
static class Faces { static FaceRace %s() => all[next(3)]; }
""",
    "faces.py": """
class FaceRace(Enum):
    AFRICAN = 1
    ASIAN = 2
    EUROPEAN = 3


class FaceGender(Enum):
    FEMALE = 1
    MALE = 2


def %s() -> FaceRace:
    return next(iter(FaceRace))
""",
}
ELSE = {
    "told.py": """
# %s
if skin["a"] in strand:
    print("- Skin colour: dark -")
if hair["b"] in strand:
    print("- Hair colour: brown -")
if eyes["c"] in strand:
    print("- Eye colour: green -")
if face["d"] in strand:
    print("- Face: oval -")
print("- Gender: female -")
print("- Beard: none -")
""",
    "told.php": """
<?php
// %s
$face = read($answers);
echo "Skin colour: " . $face['skin_color'];
echo "Hair colour: " . $face['hair_color'];
echo "Eye colour: " . $face['eye_color'];
echo "Glasses: " . $face['glasses'];
echo "Gender: " . $face['gender'];
""",
}


def kinds(files: dict[str, str | bytes]) -> set[Kind]:
    return {finding.kind for finding in report(files, sifted=True).findings}


@pytest.mark.parametrize("name", BOTS)
@pytest.mark.parametrize("maker", ["https://api.generated.photos/faces", "createBots()", "thispersondoesnotexist"])
def test_faces_of_a_generator(name: str, maker: str) -> None:
    assert Kind.CAPABILITY not in kinds({name: BOTS[name] % maker})
    assert Kind.CAPABILITY not in kinds({"a/" + name: BOTS[name] % maker, "b/record.ts": RECORD})


@pytest.mark.parametrize("name", BOTS)
@pytest.mark.parametrize("maker", ["https://faces.example/analyze", "createBottomSheet()", "make_dummy_input()"])
def test_faces_of_something_else(name: str, maker: str) -> None:
    assert Kind.CAPABILITY in kinds({name: BOTS[name] % maker})


@pytest.mark.parametrize("name", BOTS)
def test_generated_faces_beside_what_looks(name: str) -> None:
    looks = "import deepface\nrace = DeepFace.analyze(face, actions=['race'])\n"
    assert Kind.CAPABILITY in kinds({name: BOTS[name] % "generated.photos", "looks.py": looks})


@pytest.mark.parametrize("name", CHANCE)
def test_what_is_picked_by_chance(name: str) -> None:
    chance, told = ("random_face_race", "told_face_race") if name == "faces.py" else ("randomFaceRace", "toldFaceRace")
    assert Kind.CAPABILITY not in kinds({name: CHANCE[name] % chance})
    assert Kind.CAPABILITY in kinds({name: CHANCE[name] % told})
    seen = f"{CHANCE[name] % chance}\n{'#' if name == 'faces.py' else '//'} tries the camera\n"
    assert Kind.CAPABILITY in kinds({name: seen})


@pytest.mark.parametrize("name", ELSE)
@pytest.mark.parametrize("about", ["a quiz for a party", "Sternzeichen und Aussehen", "гороскоп", '"ACGTTGCA"'])
def test_what_is_read_out_of_something_else(name: str, about: str) -> None:
    assert Kind.CAPABILITY not in kinds({name: ELSE[name] % about})


@pytest.mark.parametrize("name", ELSE)
@pytest.mark.parametrize("about", ["faces of a camera", "zodiac and race of the face that a camera shows"])
def test_what_is_read_off_a_picture(name: str, about: str) -> None:
    assert Kind.CAPABILITY in kinds({name: ELSE[name] % about})
