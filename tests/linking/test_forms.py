"""The same record under another form of its name, in another file. All names are invented."""

import pytest

from sousveil.linking.edges import EdgeKind
from sousveil.linking.forms import form_of
from sousveil.model.words import Kind
from tests.linking.laid import report

INSIDE = "typedef struct { int glasses; int mask; int race; /* 0: Black; 1: Asian; 2: White */ } {0};\n"
HANDED_OUT = "typedef struct { int glasses; int mask; int race; } {0};\n"


def capabilities(one: str, other: str):
    files = {"inside.h": INSIDE.replace("{0}", one), "sdk/handed_out.h": HANDED_OUT.replace("{0}", other)}
    return [f for f in report(files).findings if f.kind is Kind.CAPABILITY]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FaceTraitResult", "QKFaceTraitResult"),
        ("FACE_TRAIT_RESULT", "QK_NET_FACE_TRAIT_RESULT"),
        ("face_trait_result", "FaceTraitResult"),
    ],
)
def test_a_prefix_or_another_case_makes_no_other_record(one, other):
    (finding,) = capabilities(one, other)
    assert EdgeKind.OTHER_FORM.value in {link.by for link in finding.chain}
    assert {e.layers for e in finding.evidence} == {("inside.h",), ("sdk/handed_out.h",)}
    assert finding.groups


@pytest.mark.parametrize(("one", "other"), [("FaceTraitResult", "FaceTraitQuery"), ("FaceInfo", "QKFaceInfo")])
def test_other_words_and_short_names_stay_apart(one, other):
    assert len(capabilities(one, other)) == 2


def test_words_of_a_name():
    assert form_of("sdk.QK_FaceTraitResult") == ("qk", "face", "trait", "result")
    assert form_of("attributes") == ()
