"""Pictures that are made to order, studies with made-up numbers, and programs that look. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

MAKER = '''
from PIL import Image
import openai

SKINS = {"skin tone": ["fair", "light", "medium", "tan", "brown", "dark"]}


def %s(image_path, face, ethnicity=None, skin_tone=None, hairstyle=None, beard=None, glasses=None, model="m"):
    """%s

    ethnicity: wished for the face
    skin_tone: wished for the face
    """
    image = Image.open(image_path)
    prompt = f"%s a portrait photo, ethnicity: {ethnicity}, skin tone: {skin_tone}, hairstyle: {hairstyle}"
    return openai.%s(prompt=prompt, image=image, model=model)
'''
SHEET = """
export const people = [
  { name: "African", gender: "male", hair: "curly", beard: "short", prompt: "%s an image of an African man's face" },
  { name: "Latina", gender: "female", hair: "long", glasses: "round", prompt: "%s an image of a Latina woman's face" },
  { name: "South Asian", gender: "male", hair: "short", beard: "full", prompt: "%s an image of his face" },
];
export const run = (openai, photo) => people.map((one) => openai.%s({ prompt: one.prompt, image: photo }));
"""
STUDY = '''
"""%s scores of a face matcher, to try the %s report.

The match scores of face images differ by group.
"""

import numpy as np

RACE_GROUPS = ["African", "Caucasian", "South Asian", "East Asian"]


def scores(detector, image, face, count=100):
    rng = np.random.default_rng(7)
    shift = {"African": 0.1, "Caucasian": 0.2, "South Asian": 0.1, "East Asian": 0.3}
    return {group: rng.normal(shift[group], 0.1, count) for group in RACE_GROUPS}%s
'''


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


def test_what_a_picture_that_is_made_shall_look_like() -> None:
    made = MAKER % ("generate_portrait", "Make a picture.", "Create", "images.generate")
    assert stages({"make.py": made}) == set()


@pytest.mark.parametrize("said", ["Predicts them from the face.", "Asks the face_mesh.", "Detects who is in it."])
def test_what_looks_at_a_face_and_makes_a_picture(said: str) -> None:
    made = MAKER % ("generate_portrait", said, "Create", "images.generate")
    assert stages({"make.py": made})


def test_a_program_beside_it_that_looks() -> None:
    made = MAKER % ("generate_portrait", "Make a picture.", "Create", "images.generate")
    assert stages({"make.py": made, "watch.py": "def detect_faces(frame):\n    return ethnicity_of(frame)\n"})
    assert stages({"make.py": made, "README.md": "It detects the face and swaps it.\n"}) == set()


def test_a_sheet_of_pictures_to_make() -> None:
    assert stages({"people.js": SHEET % ("Create", "Create", "Create", "images.generate")}) == set()
    assert stages({"people.js": SHEET % ("Detect in", "Detect in", "Detect in", "analyze")})


def test_a_study_with_numbers_made_up() -> None:
    assert stages({"scores.py": STUDY % ("Synthetic", "fairness audit", "")}) == set()


@pytest.mark.parametrize(
    "told",
    [
        ("Synthetic", "matching", ""),
        ("Measured", "fairness audit", ""),
        ("Synthetic", "fairness audit", "\n\n\ndef told(face):\n    return RACE_GROUPS[model.predict(face).argmax()]"),
    ],
)
def test_no_study_or_one_of_pictures(told: tuple[str, str, str]) -> None:
    assert stages({"scores.py": STUDY % told})
