"""A list that is announced in one place and written out in another, as the type of what a face is made of. All of it is
invented.
"""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

LOOKS = "struct Looks { Origin origin; int age; int gender; int glasses; };\n"
FACE = "struct DetectedFace { int x; int y; float confidence; Looks looks; };\n"
LIST = "enum class Origin { Unknown, Caucasian, BlackAfrican, EastAsian, Hispanic };\n"
KOTLIN = """
enum class Origin { UNKNOWN, CAUCASIAN, BLACK_AFRICAN, EAST_ASIAN, HISPANIC }
class Looks(val origin: Origin, val age: Int, val gender: Int, val glasses: Boolean)
class DetectedFace(val x: Int, val y: Int, val confidence: Float, val looks: Looks)
"""


def listed(files: dict[str, str]) -> bool:
    """Whether the list is shown for faces."""
    return any(
        one.kind is Kind.CAPABILITY and Stage.SCHEME in one.stages and "Hispanic" in " ".join(one.as_written).title()
        for one in report(files, sifted=True).findings
    )


@pytest.mark.parametrize(
    "files",
    [
        {"kit.hpp": LIST + LOOKS + FACE},
        {"kit.hpp": "enum class Origin;\n" + LOOKS + FACE + LIST},
        {"first.hpp": "enum class Origin;\n" + LOOKS + FACE, "second.hpp": LIST},
        {"Kit.kt": KOTLIN},
    ],
    ids=["before it", "announced", "announced in another file", "another language"],
)
def test_a_list_is_that_of_the_face_which_holds_what_it_is_the_type_of(files: dict[str, str]) -> None:
    assert listed(files)


@pytest.mark.parametrize(
    "files",
    [
        {"form.hpp": LIST + LOOKS + "struct Applicant { int birthday; int phone; int address; Looks looks; };"},
        {"list.hpp": LIST, "kit.hpp": LOOKS.replace("Origin origin", "int origin") + FACE},
    ],
    ids=["a form", "of nothing"],
)
def test_a_list_of_something_else_is_not(files: dict[str, str]) -> None:
    assert not listed(files)
