"""A Python module of an invented analyser: labels of a model, and what it returns of a face."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "Indian", "White"),
    stages=("vocabulary", "field", "scheme", "inference"),
    quotes=(("item", "indian"), ("key", "dominant_race")),
)


def case() -> dict[str, bytes]:
    """In UTF-8."""
    return {
        "analyser/heads.py": b"""\
import numpy as np

RACE_LABELS = ["asian", "black", "indian", "white"]


class RaceHead:
    def __init__(self, session):
        self.session = session

    def predict(self, face_image: np.ndarray) -> dict:
        scores = self.session.run(None, {"input": face_image})[0][0]
        best = int(np.argmax(scores))
        return {
            "race": dict(zip(RACE_LABELS, scores.tolist())),
            "dominant_race": RACE_LABELS[best],
            "confidence": float(scores[best]),
        }
"""
    }


def twin() -> dict[str, bytes]:
    """Breeds of cattle."""
    return {
        "analyser/heads.py": b"""\
import numpy as np

BREED_LABELS = ["angus", "black baldy", "white park", "hereford"]


class BreedHead:
    def __init__(self, session):
        self.session = session

    def predict(self, cow_image: np.ndarray) -> dict:
        scores = self.session.run(None, {"input": cow_image})[0][0]
        best = int(np.argmax(scores))
        return {
            "breed": dict(zip(BREED_LABELS, scores.tolist())),
            "dominant_breed": BREED_LABELS[best],
            "confidence": float(scores[best]),
        }
"""
    }
