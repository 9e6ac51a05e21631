"""The analyser that the web page of an invented camera loads: what it can say stands in its data."""

from tests.samples.kinds import Finds
from tests.samples.reading.wasm import module

FINDS = Finds(
    groups=("Black", "Asian"),
    stages=("vocabulary", "scheme"),
    quotes=(("string", "Asian"), ("exported", "predict_face_race")),
)


def case() -> dict[str, bytes]:
    """The labels of a classifier of faces, and the functions that it offers."""
    texts = ("face age", "face glasses", "face beard", "race", "White", "Black", "Latino", "Asian", "Middle Eastern")
    exports = ["detect_faces", "predict_face_race", "predict_face_age"]
    return {"www/static/face.wasm": module(exports, ["load_model"], [], texts)}


def twin() -> dict[str, bytes]:
    """Horses that run."""
    texts = ("course", "odds", "jockey", "Flat race", "Hurdle race", "White", "Black", "Bay", "Chestnut")
    return {"www/static/betting.wasm": module(["draw_race", "next_race"], ["load_odds"], [], texts)}
