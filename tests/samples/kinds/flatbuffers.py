"""A FlatBuffers schema of an invented edge box."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "White"),
    stages=("vocabulary", "field", "scheme"),
    quotes=(("enum-member", "MiddleEastern"), ("field", "race")),
)


def case() -> dict[str, bytes]:
    """A list typed to a slot of a face."""
    return {
        "schema/face.fbs": b"""\
namespace Tarn.Edge;

enum Race : byte { Unknown = 0, White, Black, Indian, MiddleEastern }

table FaceResult {
  box: Rect;
  age: ubyte;
  glasses: bool;
  race: Race = Unknown;
  race_score: float;
}

root_type FaceResult;
""",
    }


def twin() -> dict[str, bytes]:
    """Paint."""
    return {
        "schema/paint.fbs": b"""\
namespace Tarn.Shop;

enum Paint : byte { White = 0, Black, Yellow, Red }

table Tin {
  litres: float;
  paint: Paint = White;
}

root_type Tin;
""",
    }
