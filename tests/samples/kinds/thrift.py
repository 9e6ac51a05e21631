"""A Thrift interface of an invented recorder."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Tibetan"),
    stages=("vocabulary", "field", "scheme", "exposure"),
    quotes=(("enum-member", "TIBETAN"), ("field", "ethnicGroup")),
)


def case() -> dict[str, bytes]:
    """An enumeration, what is told of a face, a search by it."""
    return {
        "idl/recorder.thrift": b"""\
namespace cpp kestrel.recorder

enum EthnicGroup {
  UNKNOWN = 0,
  HAN = 1,
  UYGHUR = 2,
  TIBETAN = 3
}

struct FaceFeature {
  1: required i64 faceId,
  2: optional i32 age,
  3: optional bool wearsMask,
  4: optional EthnicGroup ethnicGroup,
}

struct FaceSearchRequest {
  1: i64 fromTime,
  2: EthnicGroup ethnicGroup,
}

service Recorder {
  list<FaceFeature> searchFaces(1: FaceSearchRequest request)
}
""",
    }


def twin() -> dict[str, bytes]:
    """Languages to pick from."""
    return {
        "idl/settings.thrift": b"""\
namespace cpp kestrel.settings

enum UiLanguage {
  ENGLISH = 0,
  CHINESE = 1,
  UYGHUR = 2,
  TIBETAN = 3
}

struct UiSettings {
  1: optional UiLanguage language,
  2: optional string theme,
}
""",
    }
