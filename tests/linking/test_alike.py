"""Names made alike that differ in the group: constants one by one, strings of programs. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report
from tests.samples.reading import elf

NAMES = {
    "quorr.h": "#define FACE_AGE 9\n#define FACE_RACE_WHITE 1\n#define FACE_RACE_BLACK 2\n#define FACE_RACE_YELLOW 3\n",
    "QuorrFace.java": "public class QuorrFace {\n  public static final int DETECT = 1;\n"
    "  public static final int ETHNIC_WHITE = 1;\n  public static final int ETHNIC_BLACK = 2;\n"
    "  public static final int GLASSES = 3;\n}\n",
    "quorr.py": '# attributes of the face in a picture\nFACE_AGE = 3\nETHNICITY_WHITE = "w"\nETHNICITY_BLACK = "b"\n',
    "quorr.go": "package face\n\n// Attributes of a face, as the detector gives them.\nconst (\n\tAge = 1\n"
    "\tAsianRace = 1\n\tBlackRace = 2\n)\n",
}


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize("name", NAMES)
def test_constants_one_by_one(name: str) -> None:
    found = [f for f in report({name: NAMES[name]}).findings if Stage.SCHEME in f.stages]
    assert found
    assert all(len(f.groups) >= 2 for f in found)


def test_one_group_alone_is_no_list() -> None:
    assert Stage.SCHEME not in stages({"quorr.h": "#define FACE_AGE 9\n#define FACE_RACE_WHITE 1\n"})


@pytest.mark.parametrize(
    "text",
    [
        (
            "#define FACE_RACE_WHITE_DRAGON 1\n#define FACE_RACE_BLACK_DRAGON 2\n#define FACE_RACE_RED_DRAGON 3\n"
            "#define FACE_RACE_GREEN_DRAGON 4\n"
        ),
        "#define RACE_CAR_WHITE 1\n#define RACE_CAR_BLACK 2\n#define RACE_LAPS 3\n",
        "#define FORM_ETHNICITY_WHITE 1\n#define FORM_ETHNICITY_BLACK 2\n#define CENSUS_YEAR 3\n",
    ],
)
def test_dragons_cars_and_forms(text: str) -> None:
    assert Stage.SCHEME not in stages({"names.h": text})


def test_strings_of_a_program() -> None:
    labels = ("detect", "face_age", "QF_ETHNICITY_UNKNOWN", "QF_ETHNICITY_BLACK", "QF_ETHNICITY_ASIAN", "gender")
    assert Stage.SCHEME in stages({"libquorr.so": elf.build(labels)})
    apart = (*labels[:4], *(f"quorr_{number}" for number in range(200)), *labels[4:])
    assert Stage.SCHEME not in stages({"libquorr.so": elf.build(apart)})


def test_names_of_paint_among_the_strings_of_a_program() -> None:
    kinds = ("WHITE", "BLACK", "RED", "GREEN")
    labels = ("detect", "face_age", *(f"QF_RACE_{kind}_DRAGON" for kind in kinds), "gender")
    assert Stage.SCHEME not in stages({"libquorr.so": elf.build(labels)})
    assert Stage.SCHEME in stages({"libquorr.so": elf.build((*labels[:4], "gender"))})
