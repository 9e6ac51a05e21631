"""Functions that turn the labels of what is told of a face into other values, called alike but for the feature."""

import pytest

from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report

FEATURES = ("Glasses", "HairColor", "Smiling", "Beard", "%s")
FILES = {
    "FaceTools.h": ("@interface FaceTools : NSObject\n\n{0}\n\n@end\n", "+ (int)xqCodeFrom{0}CategoryLabel:(id)arg1;"),
    "FaceTools.java": (
        "class FaceTools {{\n{0}\n}}\n",
        "    static int codeFrom{0}Label(String label) {{ return 0; }}",
    ),
    "FaceTools.kt": ("object FaceTools {{\n{0}\n}}\n", "    fun label{0}ToCode(label: String): Int = 0"),
}


def laid(path: str, trait: str, features: tuple[str, ...] = FEATURES) -> str:
    around, each = FILES[path]
    return around.format("\n".join(each.format(feature) for feature in features)) % trait


def told(files: dict[str, str | bytes]) -> set[tuple[Trait, Stage]]:
    return {
        (found.trait, stage)
        for found in report(files).findings
        if found.kind is Kind.CAPABILITY
        for stage in found.stages
    }


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(("word", "trait"), [("Ethnicity", Trait.ETHNICITY), ("Skintone", Trait.SKIN_COLOUR)])
def test_labels_of_categories_that_are_told_of_a_face(path: str, word: str, trait: Trait) -> None:
    assert (trait, Stage.INFERENCE) in told({path: laid(path, word)})


@pytest.mark.parametrize("path", FILES)
def test_labels_of_a_drawn_face_and_of_nobodys(path: str) -> None:
    text = laid(path, "Ethnicity")
    drawn = path.replace("FaceTools", "FaceAvatar")
    assert (Trait.ETHNICITY, Stage.INFERENCE) not in told({drawn: text.replace("FaceTools", "FaceAvatar")})
    form = path.replace("Face", "Staff")
    few = ("Address", "Salary", "Phone", "Glasses", "%s")
    assert not told({form: laid(path, "Ethnicity", few).replace("FaceTools", "StaffTools")})
