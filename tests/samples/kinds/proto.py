"""Protocol buffers of an invented analysis server: the source that its clients are made from."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Black", "South Asian"),
    stages=("vocabulary", "field", "scheme", "event"),
    quotes=(("enum-member", "SOUTH_ASIAN"), ("field", "race"), ("record", "FaceEvent")),
)


def case() -> dict[str, bytes]:
    """An enumeration, a message for a face, the event that carries it."""
    return {
        "api/face.proto": b"""\
syntax = "proto3";
package velio.vision.v1;

enum Race {
  RACE_UNSPECIFIED = 0;
  RACE_BLACK = 1;
  RACE_EAST_ASIAN = 2;
  RACE_SOUTH_ASIAN = 3;
}

message FaceAttributes {
  int32 age = 1;
  bool glasses = 2;
  bool beard = 3;
  Race race = 4;
  float race_confidence = 5;
}

message FaceEvent {
  string camera_id = 1;
  repeated FaceAttributes faces = 2;
}

service Detection {
  rpc Watch(WatchRequest) returns (stream FaceEvent);
}
""",
    }


def twin() -> dict[str, bytes]:
    """Horses that run."""
    return {
        "api/racing.proto": b"""\
syntax = "proto3";
package velio.betting.v1;

enum RaceKind {
  RACE_KIND_UNSPECIFIED = 0;
  RACE_KIND_FLAT = 1;
  RACE_KIND_HURDLE = 2;
}

message Race {
  string course = 1;
  RaceKind kind = 2;
  repeated Horse runners = 3;
}

message Horse {
  string name = 1;
  string colour = 2;  // black, bay, white, chestnut
}
""",
    }
