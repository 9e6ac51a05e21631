"""A compiled FlatBuffers schema of an invented edge box."""

from tests.samples.kinds import Finds
from tests.samples.reading.bfbs import FACE, schema

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "field", "scheme"),
    quotes=(("enum-member", "MiddleEastern"), ("field", "race")),
)


def case() -> dict[str, bytes]:
    """A list typed to a slot of a face."""
    return {"share/face.bfbs": schema(*FACE)}


def twin() -> dict[str, bytes]:
    """Paint."""
    paint = ("White", "Black", "Yellow", "Red")
    return {
        "share/paint.bfbs": schema(
            {"Tarn.Shop.Paint": paint}, {"Tarn.Shop.Tin": {"litres": "float", "paint": "Tarn.Shop.Paint"}}
        )
    }
