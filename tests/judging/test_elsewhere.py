"""Models that are fetched while running, and services that are asked."""

import pytest

from sousveil.model.report import GapEntry
from sousveil.model.words import Stage
from tests.linking.laid import report

HOST = "https://models.example.org/face"
FETCHING = f"""
WEIGHTS = ["{HOST}/race_model.onnx", "{HOST}/race_model.onnx", "{HOST}/race_model.h5.zip?download=1"]
LABELS = ["asian", "black", "white", "latino hispanic"]

def predict_race(face_image):
    return LABELS[model(face_image).argmax()]
"""
ASKING = """
class FaceClient:
    url = '/facepp/v3/detect'
    attributes = ['gender', 'age', 'smiling', 'glasses', 'headpose', 'emotion', 'ethnicity', 'beauty', 'facequality']

    def detect_face(self, image):
        return requests.post(HOST + self.url, data={'return_attributes': ','.join(self.attributes)})
"""
ORDINARY = f"""
import requests
URL = "{HOST}/translate.onnx"
def fetch(): return requests.get("https://api.example.org/v1/attributes", json={{"nation": "DE"}})
COUNTRIES = ["Germany", "France"]
"""


def elsewhere(files: dict[str, str]) -> list[GapEntry]:
    return [gap for gap in report({**files}).gaps if gap.code in ("fetched-at-run-time", "remote-service")]


def test_a_model_that_is_fetched_is_a_gap_where_faces_are_handled() -> None:
    (gap,) = elsewhere({"race.py": FETCHING})
    assert (gap.code, gap.layers, gap.count) == ("fetched-at-run-time", ("race.py",), 2)
    assert gap.could_hide == (Stage.SCHEME, Stage.INFERENCE)
    assert gap.remedy
    assert gap.detail == f"{HOST}/race_model.onnx"


def test_a_service_that_is_asked_is_a_gap_where_its_answer_is_of_faces() -> None:
    (gap,) = elsewhere({"client.py": ASKING})
    assert (gap.code, gap.layers, gap.count) == ("remote-service", ("client.py",), 1)
    assert gap.could_hide == (Stage.INFERENCE, Stage.EXPOSURE, Stage.EVENT, Stage.TRIGGER)
    assert gap.remedy


@pytest.mark.parametrize("path", ["https://api.example.org/face/attributes", "/v1/face/attributes", "/rest/2.0/detect"])
def test_addresses_of_services(path: str) -> None:
    (gap,) = elsewhere({"client.py": ASKING.replace("/facepp/v3/detect", path)})
    assert gap.detail == path


@pytest.mark.parametrize(
    "path",
    [
        "/v1/surface/interface",
        "/v1/translate",
        "/images/face/detect.jpg",
        "https://example.org/face-detection",
        "https://api.example.org/v1/face.png",
        "models/face/detect",
        "http://localhost:80/",
    ],
)
def test_what_is_no_service_that_is_asked_about_people(path: str) -> None:
    assert elsewhere({"client.py": ASKING.replace("/facepp/v3/detect", path)}) == []


def test_who_answers_at_an_address_asks_nobody() -> None:
    served = ASKING.replace("    url = '/facepp/v3/detect'", "    @app.route('/facepp/v3/detect')")
    assert elsewhere({"server.py": served}) == []


def test_a_stub_that_calls_a_service_and_one_that_answers() -> None:
    calling = "from vision.api.endpoint_pb2_grpc import VisionStub\n" + ASKING.replace("/facepp/v3/detect", "")
    (gap,) = elsewhere({"client.py": calling})
    assert (gap.code, gap.detail) == ("remote-service", "vision.api.endpoint_pb2_grpc")
    assert elsewhere({"server.py": calling.replace("VisionStub", "VisionServicer")}) == []


def test_ordinary_software_has_neither() -> None:
    assert elsewhere({"fetch.py": ORDINARY}) == []


def test_addresses_in_prose_and_comments_are_none() -> None:
    prose = f"Get the weights from {HOST}/race_model.onnx or ask /facepp/v3/detect.\n"
    files = {"face.py": FETCHING.split("\n", 2)[2] + f"# {HOST}/race_model.onnx\n", "README.md": prose}
    assert [finding for finding in report({**files}).findings if finding.origin == "image"]
    assert elsewhere(files) == []


def test_a_copy_is_not_told_again() -> None:
    assert len(elsewhere({"race.py": FETCHING, "copy/race.py": FETCHING})) == 1
