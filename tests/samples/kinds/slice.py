"""An interface of an invented video platform in Slice."""

from tests.samples.kinds import Finds

FINDS = Finds(
    groups=("Uyghur", "Tibetan"),
    stages=("vocabulary", "field", "scheme", "exposure"),
    quotes=(("enum-member", "TIBETAN"), ("field", "ethnicGroup")),
)


def case() -> dict[str, bytes]:
    """An enumeration, what is told of a face, a search by it."""
    return {
        "slice/Recorder.ice": b"""\
#pragma once
module Kestrel {
    enum EthnicGroup { UNKNOWN, HAN, UYGHUR, TIBETAN };
    struct FaceFeature {
        long faceId;
        int age;
        bool wearsMask;
        EthnicGroup ethnicGroup;
    };
    sequence<FaceFeature> FaceFeatures;
    class FaceSearchRequest {
        long fromTime;
        optional(1) EthnicGroup ethnicGroup;
    };
    interface Recorder {
        idempotent FaceFeatures searchFaces(FaceSearchRequest request) throws NoSuchChannel;
    };
};
""",
    }


def twin() -> dict[str, bytes]:
    """Languages to pick from."""
    return {
        "slice/Settings.ice": b"""\
module Kestrel {
    enum UiLanguage { ENGLISH, CHINESE, UYGHUR, TIBETAN };
    struct UiSettings { UiLanguage language; string theme; };
    interface Panel { void apply(UiSettings settings); };
};
""",
    }
