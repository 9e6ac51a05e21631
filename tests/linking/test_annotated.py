"""Labels of a data set that a study counts and groups by, and programs that learn or tell them. All invented."""

import json

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

STUDY = """
import pandas as pd
import matplotlib.pyplot as plt

def read(image_path):
    age, gender, race, _ = os.path.basename(image_path).split("_")
    return int(age), int(gender), int(race), image_path

rows = [read(image) for image in os.listdir("faces")]
frame = pd.DataFrame(rows, columns=["age", "gender", "race", "image_path"])
%s
model = keras.models.load_model("gender.h5")
frame["told"] = model.predict(images(frame))
frame["race"].value_counts().plot(kind="bar")
plt.title("Race of the faces in the collection")
for one in frame["race"].unique():
    part = frame[frame["race"] == one]
    print(f"Race {one}: accuracy {accuracy_score(part['gender'], part['told']):.2f}")
"""
IN_R = """
faces <- read.csv("face_labels_dataset.csv")
detections <- detect_faces(faces$image, camera = 1)
table(faces$race)
ggplot(faces, aes(x = race, fill = gender)) + geom_bar() + ggtitle("Race and gender of the faces")
for (one in unique(faces$race)) print(mean(subset(faces, race == one)$hit))
%s
"""
TOLD = {
    "handed": 'labels = frame["race"].tolist()',
    "learned": 'head = Dense(5)(features); net.fit(images(frame), frame["race"])',
    "predicted": 'frame["race_pred"] = race_model.predict(images(frame)).argmax(1)',
    "put": 'frame["race"] = answers["dominant_race"]',
    "read": 'frame = pd.read_csv("predicted_faces.csv"); frame["race"].describe()',
    "kept": 'store.save(frame["race"])',
}


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


def notebook(text: str) -> str:
    cells = [{"cell_type": "code", "source": part.splitlines(keepends=True)} for part in text.split("\n\n")]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_labels_that_a_study_counts() -> None:
    assert stages({"study.py": STUDY % ""}) == set()
    assert stages({"study.ipynb": notebook(STUDY % "")}) == set()
    assert stages({"study.R": IN_R % ""}) == set()


@pytest.mark.parametrize("how", TOLD)
def test_what_does_more_than_counting(how: str) -> None:
    assert stages({"study.py": STUDY % TOLD[how]})
    assert stages({"study.ipynb": notebook(STUDY % TOLD[how])})


def test_the_same_in_r() -> None:
    assert stages({"study.R": IN_R % "faces$race <- predict_race(faces$image)"})


def test_a_program_beside_a_study() -> None:
    beside = "def run(face_image):\n    race = race_model.predict(face_image).argmax()\n    return {'race': race}\n"
    assert stages({"study.py": STUDY % "", "run.py": beside})
    assert stages({"study.py": STUDY % ""}) == set()


LISTED = """
import pandas as pd
frame = pd.read_csv("face_label_dataset.csv")
images = [cv2.imread(one) for one in frame["face_image"]]
race_names = {0: "White", 1: "Black", 2: "East Asian"}
frame["race"] = frame["race"].map(race_names)
print(frame.groupby(["race", "gender"]).size())
%s
"""


def test_words_for_the_labels_that_are_counted() -> None:
    assert stages({"study.py": LISTED % ""}) == set()


@pytest.mark.parametrize(
    "more", ["race = race_names[best]", "return_race(race_names[net.predict(image)])", 'told["race"] = race_names[one]']
)
def test_words_for_labels_that_a_model_picks(more: str) -> None:
    assert Stage.SCHEME in stages({"study.py": LISTED % more})
