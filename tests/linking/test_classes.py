"""Classes of models in files beside them. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

GROUPS = ("Asian", "Black", "Indian", "White")
DATA_SET = """train: ../train/images
val: ../valid/images
nc: {count}
names: [{quoted}]
"""
NUMBERED = """path: data/some
train: images/train
val: images/val
names:
  0: {0}
  1: {1}
  2: {2}
  3: {3}
"""
HUB = """{{
  "model_type": "vit", "image_size": 224, "num_channels": 3,
  "id2label": {{"0": "{0}", "1": "{1}", "2": "{2}", "3": "{3}"}}
}}"""
TEACHABLE = '{{"packageName": "@teachablemachine/image", "labels": ["{0}", "{1}", "{2}", "{3}"], "imageSize": 224}}'


def listed(files: dict[str, str]) -> bool:
    found = [one for one in report(files, sifted=True).findings if one.kind is Kind.CAPABILITY]
    return any(Stage.SCHEME in one.stages for one in found)


def written(text: str, classes: tuple[str, ...]) -> str:
    return text.format(*classes, count=len(classes), quoted=", ".join(f"'{one}'" for one in classes))


SETTINGS = [("data.yaml", DATA_SET), ("set.yaml", NUMBERED), ("config.json", HUB), ("metadata.json", TEACHABLE)]


@pytest.mark.parametrize(("name", "text"), SETTINGS)
def test_classes_in_settings_of_a_model_for_pictures(name: str, text: str) -> None:
    assert listed({name: written(text, GROUPS)})
    assert not listed({name: written(text, ("cat", "dog", "bus", "car"))})
    assert not listed({name: written(text, ("black", "white", "red", "blue"))})


@pytest.mark.parametrize(
    ("old", "new"),
    [('"image_size": 224, "num_channels": 3', '"vocab_size": 30522'), ('"vit"', '"vit", "task": "restaurant photos"')],
)
def test_what_reads_texts_or_sorts_dishes(old: str, new: str) -> None:
    assert not listed({"config.json": written(HUB, GROUPS).replace(old, new)})


LABELS = "".join(f"{number} {one}\n" for number, one in enumerate((*GROUPS, "Middle Eastern")))
READS = """
import cv2

LABELS = [line.strip() for line in open("%s")]
model = load_model("best.h5")

def tell(camera_frame):
    image = cv2.resize(camera_frame, (224, 224))
    cv2.putText(image, "?", (0, 0), cv2.FONT_HERSHEY_SIMPLEX, 1, 0)
    return LABELS[model.predict(image).argmax()]
"""
NAMES = """
LABELS = [line.strip() for line in open("%s")]
model = load_model("best.h5")

def tell(surname):
    return LABELS[model.predict(surname).argmax()]
"""


@pytest.mark.parametrize("name", ["labels.txt", "class_names.txt", "race_classes.txt"])
def test_a_file_of_classes(name: str) -> None:
    assert listed({name: LABELS, "tell.py": READS % name})
    assert not listed({name: LABELS, "tell.py": NAMES % name})
    assert not listed({name: LABELS})
    assert not listed({name: LABELS, "tell.py": READS % "others.txt"})


def test_a_file_of_the_names_of_a_detector() -> None:
    assert listed({"data/people.names": "\n".join(GROUPS)})
    assert not listed({"data/coco.names": "person\nbicycle\nwhite cane\nblack swan\n"})
    assert not listed({"people.md": "\n".join(GROUPS)})


BUILD = """FROM python:3.11
# a service that analyses faces
RUN curl -L "https://example.org/face/age_model.h5" -o /weights/age_model.h5 \\
    && curl -L "https://example.org/face/%s" -o /weights/%s \\
    && curl -L "https://example.org/face/facial_expression_model.h5" -o /weights/facial_expression_model.h5
"""


def kinds(files: dict[str, str]) -> set[Kind]:
    return {one.kind for one in report(files, sifted=True).findings}


@pytest.mark.parametrize("name", ["Dockerfile", "docker/Dockerfile.gpu", "fetch_models.sh"])
def test_models_that_are_fetched_when_a_program_is_built(name: str) -> None:
    assert Kind.CAPABILITY in kinds({name: BUILD.replace("%s", "race_model.h5")})
    assert Kind.CAPABILITY not in kinds({name: BUILD.replace("%s", "hair_model.h5")})
    assert Kind.CAPABILITY not in kinds({"notes.md": BUILD.replace("%s", "race_model.h5")})
