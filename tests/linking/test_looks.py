"""What a look at somebody gives, beside what people tell of themselves and what is only drawn."""

import pytest

from sousveil.linking.edges import Setting
from sousveil.model.words import Kind, Stage
from tests.linking.laid import chains, report


def kinds(files: dict[str, str | bytes]) -> set[Kind]:
    return {finding.kind for finding in report(files).findings}


PROFILE = """
export interface ExtraWishes {
  ethnicity?: string[];
  skinTone?: string[];
  hairColour?: string[];
  facialAttributes?: string[];
  %s
}
"""


def test_what_people_tell_of_themselves_is_no_look_at_them() -> None:
    told = {"wishes.ts": PROFILE % "accent?: string[];\n  tattooSpot?: string[];\n  isPregnant?: boolean;"}
    assert Kind.CAPABILITY not in kinds(told)
    assert Kind.DECLARED in kinds(told)


def test_the_same_record_with_a_detector_beside_it_is() -> None:
    seen = {"wishes.ts": PROFILE % "beard?: string;\n  faceConfidence?: number;\n  snapshotUrl?: string;"}
    assert Kind.CAPABILITY in kinds(seen)


def test_a_figure_that_is_drawn_has_neither_age_nor_sex() -> None:
    drawn = (
        "interface Props {\n hairColor?: string\n facialHairType?: string\n hairStyle?: string\n hat?: string\n"
        " skinColor?: string\n %s}\n"
    )
    assert kinds({"figure.tsx": drawn % ""}) <= {Kind.VOCABULARY}
    assert Kind.CAPABILITY in kinds({"figure.tsx": drawn % "gender?: string\n beard?: string\n"})


LOOK = """package one.two;

public class Attributes {
    private Glasses glasses;
    private Age age;
    private Gender gender;
    private Ethnicity ethnicity;
    %s
}
"""


def test_a_face_in_the_path_speaks_for_a_record_of_looks() -> None:
    assert Kind.CAPABILITY in kinds({"src/one/facerecognition/Attributes.java": LOOK % ""})
    assert Kind.CAPABILITY not in kinds({"src/one/optician/Attributes.java": LOOK % ""})
    assert Kind.CAPABILITY not in kinds(
        {"src/one/facerecognition/Attributes.java": LOOK % "private String passportNo;"}
    )


GETTERS = """package one.two.facesdk;

public interface Look {
    Glasses getGlasses();
    Gender getGender();
    Integer getAge();
    Ethnicity getEthnicity();
}
"""


def test_what_a_wrapper_gives_out_is_a_slot_of_it() -> None:
    findings = report({"one/two/facesdk/Look.java": GETTERS}).findings
    assert any(f.kind is Kind.CAPABILITY and Stage.FIELD in f.stages for f in findings)


SCORES = """package one

type EthnicityScores struct {
	Black    float64
	Asian    float64
	White    float64
}

type FaceAttributes struct {
	Age       int
	Smile     float64
	Glasses   string
	Ethnicity EthnicityScores
}
"""


def test_a_record_called_after_the_trait_with_a_score_for_each_group_is_a_list() -> None:
    listed = [chain for chain in chains({"one.go": SCORES}) if chain.setting is Setting.IMAGE and chain.groups]
    assert listed
    assert {"asian", "black", "white"} <= {group for chain in listed for group in chain.groups}


def test_a_comment_in_running_code_that_speaks_of_groups_lists_none() -> None:
    code = """
# how many faces of blacks the camera saw
# and of whites, with the score of the face detector
# where black is one of three
detected_face_score = detect_face(image)
"""
    assert all(Stage.SCHEME not in finding.stages for finding in report({"one.py": code}).findings)


def test_a_comment_that_lists_them_does() -> None:
    code = """
int faceRace(const Face &face) { // race of the face: black, asian and white
    return classify(face);
}
"""
    assert any(Stage.SCHEME in finding.stages for finding in report({"one.cpp": code}).findings)


def test_a_picture_among_what_people_tell_of_themselves_changes_nothing() -> None:
    told = {"wishes.ts": PROFILE % "accent?: string[];\n  tattooSpot?: string[];\n  isPregnant?: boolean; photo?: Url;"}
    assert Kind.CAPABILITY not in kinds(told)


def test_a_group_in_a_line_of_data_is_no_slot_beside_looks():
    looks = ("GLASSES", "BEARD", "FACIAL EXPRESSION", "EYE STATE", "HAIRSTYLE", "FACE DETECTION", "IMAGE ANALYSIS")
    rows = "".join(f"({number},'{word}','{word}','81{number}',1),\n" for number, word in enumerate(looks))
    line = "SUMMER CAMP OF THE JEWISH SCHOOL IN TOWN"
    data = f"{rows}(7,'{line}','{line}','812',1),\n{rows}(9,'X','X','9',1);"
    code = f'<?php\n$query =\n"INSERT INTO `quorr` (`id`,`text`) VALUES\n{data}";\nrun($query);\n'
    assert {one.kind for one in report({"quorr.php": code}, sifted=True).findings} <= {Kind.VOCABULARY}


SHOP = """<?php
class CatalogueController {
    public function index() {
        $images = Product::select('images.img as image')->join('images', 'products.id', '=', 'images.of')->get();
        return view('%(dress)s.index', ['%(dress)s' => Product::filter(request(['x']))->get(), 'images' => $images]);
    }
    public function show(Product $%(dress)s) {
        $images = Product::join('images', 'products.id', '=', $%(dress)s->id)->get('images.img as image');
        return view('%(dress)s.show', ['%(dress)s' => $%(dress)s, 'images' => $images, 'photo' => $%(dress)s->photo]);
    }
}
"""


@pytest.mark.parametrize("dress", ["hijab", "turban", "kippah"])
def test_a_shop_with_pictures_of_dress_sorts_nobody(dress: str) -> None:
    assert not [
        f
        for f in report({"app/CatalogueController.php": SHOP % {"dress": dress}}).findings
        if f.kind is Kind.CAPABILITY
    ]
