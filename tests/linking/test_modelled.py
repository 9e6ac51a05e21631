"""Names of models for the features of a look. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report


def capability(name: str, code: str) -> set[Stage]:
    found = report({name: code}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


PATHS = """
def load(paths):
    age = open_net(paths["age_model_path"])
    %(one)s = open_net(paths["%(one)s_model_path"])
    race_model_path = paths["race_model_path"]
    return age, %(one)s, open_net(race_model_path)
"""
NETS = """
class Loader {
  private final Net genderClassifier = Net.open("g");
  private final Net %(one)sClassifier = Net.open("e");
  private final Net ageClassifier = Net.open("a");
  private final Net ethnicityClassifier = Net.open("t");
}
"""


@pytest.mark.parametrize(("name", "code"), [("load.py", PATHS), ("Loader.java", NETS)])
def test_models_that_are_called_alike(name: str, code: str) -> None:
    assert Stage.INFERENCE in capability(name, code % {"one": "emotion"})
    assert Stage.INFERENCE not in capability(name, code % {"one": "income"})
    assert Stage.INFERENCE not in capability(name, code % {"one": "tyre"})


CLIENT = """
class Models {
  void fill(Client client) {
    face = create(ModelType.DETECT, client, "face-detection");
    people = create(ModelType.DETECT, client, "%s");
    image = create(ModelType.IMAGE, client, "picture-quality");
  }
}
"""
SCRIPT = """
def faces(image):
    detector = load_model("face-detector")
    for face in detector.detect(image):
        yield face, predict(face, model="%s")
"""


@pytest.mark.parametrize(("name", "code"), [("Models.java", CLIENT), ("ask.py", SCRIPT)])
def test_one_model_for_several_features(name: str, code: str) -> None:
    assert Stage.INFERENCE in capability(name, code % "age-gender-ethnicity")
    assert Stage.INFERENCE in capability(name, code % "gender_age_race_v2")
    assert Stage.INFERENCE not in capability(name, code % "race-track-cars")
    assert Stage.INFERENCE not in capability(name, code % "age-gender-emotion")
    plain = code.replace("face", "row").replace("detect", "read").replace("image", "sheet").replace("picture", "sheet")
    assert Stage.INFERENCE not in capability(name, plain % "age-gender-ethnicity")
