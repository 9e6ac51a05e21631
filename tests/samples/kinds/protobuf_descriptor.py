"""The compiled interface of an invented analysis server, as its gateway carries it."""

from tests.samples.kinds import Finds
from tests.samples.reading.protobuf_descriptor import enum, field, file, message

FINDS = Finds(
    groups=("Black", "South Asian"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "SOUTH_ASIAN"), ("field", "skin_race"), ("record", "FaceDetectedEvent")),
)


def case() -> dict[str, bytes]:
    """A set of one file."""
    messages = [
        message("FaceDetails", {"age": 5, "hat": 8, "glasses": 8, "skin_race": "Race"}),
        message("FaceDetectedEvent", {"lane": 5, "details": "FaceDetails"}),
    ]
    enums = [enum("Race", {"UNSET": 0, "BLACK": 1, "WHITE": 2, "SOUTH_ASIAN": 3})]
    return {"share/gateway.protoset": field(1, file(messages, enums))}


def twin() -> dict[str, bytes]:
    """Horses that run."""
    messages = [
        message("Race", {"course": 9, "kind": "RaceKind", "runners": "Horse"}),
        message("Horse", {"name": 9, "coat": "Coat"}),
    ]
    enums = [enum("RaceKind", {"FLAT": 0, "HURDLE": 1}), enum("Coat", {"BLACK": 0, "BAY": 1, "WHITE": 2, "GREY": 3})]
    return {"share/gateway.protoset": field(1, file(messages, enums))}
