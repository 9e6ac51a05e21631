"""What the pictures are of is said as what was read says it: of faces only where a face is named. Invented names."""

import pytest

from sousveil.model.words import Kind
from tests.linking.laid import report

RECORD = """
typedef enum {{ QK_RACE_ASIAN, QK_RACE_BLACK, QK_RACE_WHITE, QK_RACE_UNKNOWN /* not recognised */ }} QK_RACE_KIND;
typedef struct {{ int nHat; int nBag; int nSleeves; int nGlasses; int nBeard; QK_RACE_KIND eKind; }} {name};
"""


@pytest.mark.parametrize(
    ("name", "seen", "said"),
    [
        ("QK_FACE_FEATURES", "face", "its record of a face"),
        ("QK_PEDESTRIAN_FEATURES", "person", "its record of a person in a picture"),
        ("QK_HUMAN_BODY_FEATURES", "person", "its record of a person in a picture"),
    ],
)
def test_a_face_is_said_where_one_is_named(name: str, seen: str, said: str) -> None:
    told = report({"qk.h": RECORD.format(name=name)})
    (finding,) = (one for one in told.findings if one.kind is Kind.CAPABILITY)
    assert finding.seen == seen
    assert said in finding.claim
    assert said in told.verdict.headline
    assert ("faces" in finding.claim) == ("faces" in told.verdict.headline) == (seen == "face")
