"""Models that running code asks a cloud or a hub for by name. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PIPELINE = """
from transformers import pipeline
from PIL import Image
tell = pipeline("image-classification", model="%s")
print(tell(Image.open("somebody.jpg")))
"""
ADDRESS = """
const body = JSON.stringify({ inputs: [{ data: { image: { url: photoUrl } } }] });
fetch(`https://api.example.org/v2/models/%s/outputs`, { method: "POST", body }).then((answer) => answer.json());
"""
CLIENT = """
class Teller {
    String tell(byte[] photo) {
        Request request = Request.builder().modelId("%s").image(photo).build();
        String model = "model=" + request;
        return client.getModel("%s").predict(photo, "frame.png");
    }
}
"""
DETECTOR = """
client = RemoteDetector(api_url="https://detect.example.org")
print(client.infer("frame.jpg", model_id="%s/2"))
"""


def inferred(files: dict[str, str]) -> bool:
    found = [one for one in report(files, sifted=True).findings if one.kind is Kind.CAPABILITY]
    return any(Stage.INFERENCE in one.stages for one in found)


@pytest.mark.parametrize(
    ("name", "code"), [("a.py", PIPELINE), ("a.js", ADDRESS), ("Teller.java", CLIENT), ("b.py", DETECTOR)]
)
def test_a_model_asked_for_by_its_name(name: str, code: str) -> None:
    for model in (
        "someone/face-ethnicity-vit",
        "ethnicity-recognition",
        "human-race-classifier-v2",
        "skin-tone-detection",
    ):
        assert inferred({name: code.replace("%s", model)}), model
    for model in (
        "someone/race-car-detection",
        "age-gender-emotion",
        "race-results",
        "ethnicity",
        "dog-race-classifier",
    ):
        assert not inferred({name: code.replace("%s", model)}), model


def test_dress_is_detected_too() -> None:
    assert inferred({"b.py": DETECTOR % "hijab-detection-x1"})
    assert not inferred({"b.py": DETECTOR % "hijab-prices"})


@pytest.mark.parametrize(
    "code",
    [
        PIPELINE.replace("image-classification", "text-classification"),
        PIPELINE.replace('Image.open("somebody.jpg")', "surname"),
        'tell = pipeline("fill-mask", model="%s")\nimage = None\n',
        'KINDS = ["%s", "photo", "image"]\n',
    ],
)
def test_what_reads_names_and_texts(code: str) -> None:
    assert not inferred({"a.py": code.replace("%s", "someone/ethnicity-classifier")})
