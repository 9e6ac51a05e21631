"""An interface of an invented service in the language of Tars (and of Jce before it)."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Tibetan"),
    stages=("vocabulary", "field", "scheme", "exposure"),
    quotes=(("enum-member", "TIBETAN"), ("field", "ethnicGroup")),
)


def case() -> dict[str, bytes]:
    """An enumeration, what is told of a face, a search by it."""
    return {
        "proto/Face.tars": """\
module Kestrel
{
    enum EthnicGroup { UNKNOWN = 0, HAN = 1, UYGHUR = 2, TIBETAN = 3 };
    struct FaceFeature
    {
        0 require long faceId;
        1 optional int age;
        2 optional bool wearsMask;
        3 optional EthnicGroup ethnicGroup = UNKNOWN; // 民族
    };
    struct FaceSearchRequest
    {
        0 require long fromTime;
        1 optional EthnicGroup ethnicGroup;
    };
    interface Recorder
    {
        int searchFaces(FaceSearchRequest request, out vector<FaceFeature> found);
    };
};
""".encode(),
    }


def twin() -> dict[str, bytes]:
    """Languages to pick from."""
    return {
        "proto/Settings.jce": b"""\
module Kestrel
{
    enum UiLanguage { ENGLISH = 0, CHINESE = 1, UYGHUR = 2, TIBETAN = 3 };
    struct UiSettings
    {
        0 require UiLanguage language;
        1 optional string theme;
    };
};
""",
    }
