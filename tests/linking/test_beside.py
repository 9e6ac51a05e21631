"""What the lines around a word say where no symbol does: SQL in pieces, setters, switches, folders, lists on a line."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    """The stages of all capabilities of these files."""
    return {
        s for finding in report(files, sifted=True).findings if finding.kind is Kind.CAPABILITY for s in finding.stages
    }


SQL = """public class Keeper {
    public void begin(Base base) {
        base.run("create table if not exists %s(id TEXT PRIMARY KEY, " +
            "%s" +
            "age_years INTEGER, sex_word TEXT, race_word TEXT, " +
            "note TEXT)");
    }
}
"""


def test_columns_of_a_statement_in_several_strings_are_slots_of_its_table() -> None:
    assert Stage.FIELD in stages({"Keeper.java": SQL % ("snapped_faces", "left_eye_x REAL, glasses TEXT, ")})


@pytest.mark.parametrize("table", ["patients", "horses"])
def test_a_table_of_something_else_is_no_table_of_faces(table: str) -> None:
    assert not stages({"Keeper.java": SQL % (table, "ward TEXT, diagnosis TEXT, ")})


SETTER = """
int %s(Mat &picture, Thing &face) {
    int told = network.predict(picture);
    %s.setRace(told);
    return told;
}
"""


def test_a_setter_that_is_called_on_a_face_is_a_slot_of_it() -> None:
    assert {Stage.FIELD, Stage.INFERENCE} <= stages({"one.cpp": SETTER % ("classifyFace", "face")})
    assert Stage.FIELD not in stages({"one.cpp": SETTER % ("begin", "season")})


SWITCHES = """
function Watcher(self) {
  self.%s = { gender: %s, glasses: false, age: false, ethnicity: false };
}
"""


def test_switches_of_a_detector_are_what_it_gives() -> None:
    assert Stage.INFERENCE in stages({"watch.js": SWITCHES % ("detectLooks", "false")})
    assert not stages({"watch.js": SWITCHES % ("shownColumns", "false")})
    assert not stages({"watch.js": SWITCHES % ("detectLooks", "'w'")})


LISTED = """
@implementation Asker
- (void)ask:(UIImage *)image {
    FaceFinder *finder = [[FaceFinder alloc] initWithImage:image];
    NSArray *wanted = @[@"gender", %s@"ethnicity"];
    [finder detectFace:wanted];
}
@end
"""


def test_a_list_of_features_on_one_line_is_what_is_asked_for() -> None:
    assert Stage.INFERENCE in stages({"Asker.m": LISTED % '@"age", @"smiling", @"emotion", '})
    assert Stage.INFERENCE not in stages({"Asker.m": LISTED % '@"income", @"town", @"street", '})


SEARCH = """
def %s(faces: list[Face], race: str) -> list[Face]:
    return chosen(faces, race, 0.5)
"""


def test_a_function_that_says_it_filters_faces_by_the_trait_is_a_search() -> None:
    assert Stage.EXPOSURE in stages({"pick.py": SEARCH % "filter_faces_by_race"})
    assert Stage.EXPOSURE not in stages({"pick.py": SEARCH % "note_faces_with_race"})


ENUM = """package one;

public enum EthnicityName {
    ASIAN("a"), WHITE("w"), BLACK("b");

    private final String told;

    EthnicityName(String told) { this.told = told; }
}
"""


def test_a_list_in_a_package_of_face_detection_is_one_of_faces() -> None:
    assert Stage.SCHEME in stages({"src/one/detectface/enums/EthnicityName.java": ENUM})
    assert not stages({"src/one/facepaint/enums/EthnicityName.java": ENUM})
    assert not stages({"facerecognition/src/one/two/people/enums/EthnicityName.java": ENUM})


LOOK = """namespace One.%s {
    public class Look {
        public Ethnicity Ethnicity { get; set; }
        public Age Age { get; set; }
        public Glasses Glasses { get; set; }
        public Gender Gender { get; set; }
        %s
    }
}
"""


def test_a_look_in_a_folder_called_after_the_analysis_of_a_feature() -> None:
    assert Stage.FIELD in stages({"One.EmotionAnalysis/Look.cs": LOOK % ("EmotionAnalysis", "")})
    assert not stages({"One.Models/Look.cs": LOOK % ("Models", "")})
    assert not stages({"One.EmotionModels/Look.cs": LOOK % ("EmotionModels", "")})
    assert not stages(
        {"One.EmotionAnalysis/Look.cs": LOOK % ("EmotionAnalysis", "public string PassportNo { get; set; }")}
    )


SLOTS = '''
class Basics:
    """%s of simple things."""

    __slots__ = ("ethnicity", "age", "gender")

    def __init__(self, core):
        self.ethnicity = core.ethnicity
        self.age = core.age
        self.gender = core.gender
'''


def test_what_an_estimator_of_faces_keeps_is_a_slot() -> None:
    assert Stage.FIELD in stages({"kit/face_estimators/basics.py": SLOTS % "Estimation"})
    assert not stages({"kit/face_estimators/basics.py": SLOTS % "Copy"})
    assert not stages({"kit/census_estimators/basics.py": SLOTS % "Estimation"})


APPARENT = """<?php
class Snapshot {
    private $crop;
    private $%s;
    private $%s;
    private $multiculturalAppearance;
}
"""


def test_an_apparent_age_is_a_look_and_an_age_is_not() -> None:
    assert Stage.FIELD in stages({"Snapshot.php": APPARENT % ("ageAppearance", "genderAppearance")})
    assert not stages({"Snapshot.php": APPARENT % ("age", "gender")})
