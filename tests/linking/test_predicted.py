"""Slots that say themselves that they were predicted, in records with a picture. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

JAVA = """
@Entity(tableName = "outcomes")
public class Outcome {
    private String photoPath;
    private int estimatedAge;
    private String estimatedEthnicity;
    private float ethnicityConfidence;
}
"""
PYTHON = """
class Outcome(Base):
    snapshot_url = Column(String)
    gender_confidence = Column(Float)
    predicted_race = Column(String)
"""
GO = """
type Outcome struct {
    ImageURL        string
    PredictedGender string
    PredictedRace   string
}
"""
INNOCENT = {
    "a name": "class A(Base):\n  first_name = 1\n  avatar_img = 1\n  predicted_gender = 1\n  predicted_ethnicity = 1\n",
    "a mole": "class A(Base):\n  image_path = 1\n  age = 1\n  sex = 1\n  ethnicity = 1\n  predicted_class = 1\n",
    "a patient": "class A(Base):\n  patient = 1\n  image = 1\n  predicted_age = 1\n  estimated_ethnicity = 1\n",
    "a lap": "class A(Base):\n  photo = 1\n  predicted_race = 1\n  predicted_time = 1\n  driver = 1\n",
    "no picture": "class A(Base):\n  predicted_age = 1\n  predicted_ethnicity = 1\n  confidence = 1\n",
    "a register": (
        "class A(Base):\n  address = 1\n  email = 1\n  photo = 1\n  estimated_age = 1\n  estimated_ethnicity = 1\n"
    ),
}


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize(("name", "text"), [("Outcome.java", JAVA), ("outcome.py", PYTHON), ("outcome.go", GO)])
def test_predicted_beside_the_picture(name: str, text: str) -> None:
    assert {Stage.FIELD, Stage.INFERENCE} <= stages({name: text})


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_guessed_from_names_known_to_a_doctor_or_driven(text: str) -> None:
    assert stages({"a.py": text}) == set()


ANSWER = '{"faces": [{"looks": {"gender": {"type": "m", "score": 0.9}, "%s": {"type": "x", "score": 0.8}}}]}'
SAMPLE = """
module.exports = { portrait: 'face.jpg', traits: {
  gender: { label: 'f', probability: 0.9 },
  %s: { label: 'x', probability: 0.7 },
} };
"""


@pytest.mark.parametrize(("name", "text"), [("answer.json", ANSWER), ("sample.js", SAMPLE)])
def test_an_answer_with_how_sure_it_is(name: str, text: str) -> None:
    assert {Stage.FIELD, Stage.INFERENCE} <= stages({name: text % "ethnicity"})
    assert stages({name: text % "haircut"}) == set()


@pytest.mark.parametrize(
    "text",
    [
        '{"card": "passport", "number": {"value": "1", "confidence": 1}, "race": {"value": "x", "confidence": 1}}',
        '{"first_name": "Kim", "ethnicity": {"value": "x", "confidence": 0.9}, "surname": "Lee"}',
        '{"lap": 3, "car": {"value": "x", "score": 1}, "race": {"value": "Monza", "score": 0.9}}',
    ],
)
def test_cards_names_and_laps_are_read_with_confidence_too(text: str) -> None:
    assert stages({"answer.json": text}) == set()


SHARES = {
    "Look.cs": """
public class FaceAttributes {
    public float asian { get; set; }
    public float hispanic { get; set; }
    public float black { get; set; }
    public float white { get; set; }
    public string glasses { get; set; }
    public string beard { get; set; }
}
""",
    "Look.java": """
public class FaceAttributes {
    private double asian;
    private double hispanic;
    private double black;
    private double white;
    private String glasses;
    private String beard;
}
""",
    "look.go": """
package look

type FaceAttributes struct {
	Asian    float64
	Hispanic float64
	Black    float64
	White    float64
	Glasses  string
	Beard    string
}
""",
}


@pytest.mark.parametrize("path", SHARES)
def test_a_fraction_for_each_group_is_what_a_model_says(path: str) -> None:
    found = report({path: SHARES[path]}).findings
    assert Stage.INFERENCE in {s for f in found if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize("path", SHARES)
def test_shares_of_a_population_and_yes_or_no(path: str) -> None:
    people = (
        SHARES[path].replace("FaceAttributes", "CensusTract").replace("glasses", "county").replace("beard", "state")
    )
    assert not [f for f in report({path: people}).findings if f.kind is Kind.CAPABILITY]
    text = SHARES[path].replace("float64", "bool").replace("float", "bool").replace("double", "boolean")
    assert Stage.INFERENCE not in {s for f in report({path: text}).findings for s in f.stages}


DEFINED = {
    "look.cs": """
class FaceLook {
    int sex; // 1 male 2 female
    int glasses; // 0 none 1 glasses
    float detectScore;
    float confidence;
    int skinColour; // 0: no information, SAID
}
""",
    "Look.java": """
class FaceLook {
    int sex; // 1 male 2 female
    int glasses; // 0 none 1 glasses
    float detectScore;
    float confidence;
    int skinColour; // 0: no information, SAID
}
""",
}


@pytest.mark.parametrize("path", DEFINED)
def test_values_that_are_not_yet_defined_are_not_worked_out(path: str) -> None:
    def stages(said: str) -> set[Stage]:
        found = report({path: DEFINED[path].replace("SAID", said)}).findings
        return {s for f in found if f.kind is Kind.CAPABILITY for s in f.stages}

    assert Stage.INFERENCE in stages("1 light 2 dark")
    for said in ("others not yet defined", "其它值：暂未定义"):
        assert stages(said) == {Stage.VOCABULARY, Stage.FIELD}


LIKELIEST = {
    "row.py": "class Row(Base):\n    age: int\n    dominant_emotion: str\n    dominant_race: str\n",
    "row.ts": "interface Row { age: number; dominantGender: string; dominantEmotion: string; dominantRace: string }",
}
NOT_OF_A_FACE = {
    "a district": "class District:\n    median_age: int\n    dominant_gender: str\n    dominant_race: str\n",
    "a driver": "class Driver:\n    age: int\n    dominant_hand: str\n    dominant_race: str\n",
    "a mood alone": "class Game:\n    level: int\n    dominant_emotion: str\n    dominant_race: str\n",
}


@pytest.mark.parametrize(("name", "text"), LIKELIEST.items(), ids=LIKELIEST)
def test_the_likeliest_of_several_beside_an_expression(name: str, text: str) -> None:
    assert {Stage.FIELD, Stage.INFERENCE} <= stages({name: text})


@pytest.mark.parametrize("text", NOT_OF_A_FACE.values(), ids=NOT_OF_A_FACE)
def test_the_likeliest_of_a_district_or_a_game(text: str) -> None:
    assert stages({"row.py": text}) == set()


NATIONS = {
    "answer.py": """
class FaceAnswer:
    def __init__(self, face_image):
        self.emotion = ""
        self.nationality = ""
        self.nationality_%s = 0.0
""",
    "answer.ts": "interface Face { faceImage: string; emotion: string; nationality: string; nationality_%s: any }",
}


@pytest.mark.parametrize(("name", "text"), NATIONS.items(), ids=NATIONS)
def test_a_nationality_and_how_sure_it_is(name: str, text: str) -> None:
    assert Stage.INFERENCE in stages({name: text % "confidence"})
    assert stages({name: text % "document"}) == set()


FRACTIONS = {
    "answer.js": 'export const faces = [{ age: 31, emotion: "happy", race: { %s } }];',
    "answer.json": '{"faces": [{"age": 31, "emotion": "happy", "race": {%s}}]}',
}


@pytest.mark.parametrize(("name", "text"), FRACTIONS.items(), ids=FRACTIONS)
def test_a_fraction_under_each_group(name: str, text: str) -> None:
    shares, codes = '"asian": 0.0821, "black": 0.2164, "white": 0.7015', '"asian": 1, "black": 2, "white": 3'
    assert {Stage.FIELD, Stage.SCHEME} <= stages({name: text % shares})
    assert Stage.FIELD not in stages({name: text % codes})


def test_the_shares_of_a_county_were_counted() -> None:
    shares = '"asian": 0.0821, "black": 0.2164, "white": 0.7015'
    assert stages({"county.json": f'{{"county": "x", "population": 12, "census": {{"race": {{{shares}}}}}}}'}) == set()


SHARED = {
    "Look.swift": """struct LookAttributes: Codable {
    let age: Int
    let gender: LookGender
    let FEATURE: String
    let asian: Double
    let black: Double
    let hispanic: Double
    let white: Double
}
""",
    "look.ts": """export interface Attributes {
  age: number;
  gender: { type: string };
  FEATURE: string;
  asian: number;
  black: number;
  hispanic: number;
  white: number;
}
""",
    "look.json": (
        '{"told": [{"attributes": {"age": 26, "gender": {"type": "M"}, "FEATURE": "None", "asian": 0.0014,'
        ' "black": 0.003, "hispanic": 0.02, "white": 0.96}}]}'
    ),
    "look.go": """package look

type Attributes struct {
	Age      int
	Gender   Gender
	FEATURE  string
	Asian    float64
	Black    float64
	Hispanic float64
	White    float64
}
""",
}


@pytest.mark.parametrize("name", SHARED)
def test_a_share_of_each_group_among_features_of_a_look(name: str) -> None:
    found = report({name: SHARED[name].replace("FEATURE", "glasses")}, sifted=True).findings
    told = [one for one in found if one.kind is Kind.CAPABILITY]
    assert any({"Asian", "Black", "White"} <= set(one.groups) for one in told)


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize("other", ["households", "medianIncome"])
def test_shares_of_the_people_of_a_district(name: str, other: str) -> None:
    found = report({name: SHARED[name].replace("FEATURE", other).replace("ook", "ract")}, sifted=True).findings
    assert not [one for one in found if one.kind is Kind.CAPABILITY]


CALLED = {
    "Region.jsx": """export const Region = ({ gender, kinds }) => (
  <table>
    <tr><th>multicultural_appearance</th><th>PROBABILITY</th></tr>
    <tr><td>{kinds.first}</td></tr>
    <tr><th>gender_appearance</th><th>PROBABILITY</th></tr>
    <tr><td>{gender.first}</td></tr>
  </table>
);
""".replace("_appearance", " APPEARANCE")
    .replace("multicultural", "MULTICULTURAL")
    .replace("gender A", "GENDER A"),
    "Region.m": """#import "Region.h"
@implementation Region
- (instancetype)initWith:(NSDictionary *)dict {
  NSDictionary *ages = [dict findObjectForKey:@"age_appearance"];
  NSDictionary *kinds = [dict findObjectForKey:@"multicultural_appearance"];
  return self;
}
@end
""",
    "Region.kt": """fun read(json: JSONObject) {
    val ages = json.getJSONObject("age_appearance")
    val kinds = json.getJSONObject("multicultural_appearance")
}
""",
}


@pytest.mark.parametrize("name", CALLED)
def test_what_is_called_after_how_somebody_looks(name: str) -> None:
    found = report({name: CALLED[name]}, sifted=True).findings
    assert [one for one in found if one.kind is Kind.CAPABILITY]
    assert any(Stage.INFERENCE in one.stages for one in found)
    other = CALLED[name].replace("multicultural_appearance", "multicultural_events").replace("MULTICULTURAL AP", "AP")
    assert not [one for one in report({name: other}, sifted=True).findings if one.kind is Kind.CAPABILITY]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("team.md", "# Casting\n\nWe want a multicultural appearance of our team in every film.\n"),
        ("team.py", "# a multicultural appearance of the team is wanted\nTEAM = 12\n"),
    ],
)
def test_people_who_write_of_an_appearance(name: str, text: str) -> None:
    assert not [one for one in report({name: text}, sifted=True).findings if one.kind is Kind.CAPABILITY]


SURE = {
    "Look.java": "class FaceLook {\n  int gender;\n  int %s;\n  String %sReliability;\n  float leftTopX;\n}\n",
    "look.h": "struct face_look {\n  int age;\n  int %s;\n  float %s_score;\n};\n",
    "look.ts": "interface DetectedFace { box: Box; %s: string; %sConfidence: number; age: number }\n",
    "look.proto": "message Face {\n  int32 %s = 1;\n  float %s_confidence = 2;\n  Rect box = 3;\n}\n",
}


@pytest.mark.parametrize("word", ["race", "ethnicity", "ethnicCode", "skinColor"])
@pytest.mark.parametrize("name", SURE)
def test_a_slot_of_a_face_with_how_sure_it_is_was_worked_out(name: str, word: str) -> None:
    found = report({name: SURE[name] % (word, word)}, sifted=True).findings
    assert Stage.INFERENCE in {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(
    "text",
    [
        "class Employee {\n  String name;\n  String address;\n  int race;\n  int raceScore;\n  String phone;\n}\n",
        "class Runner {\n  String name;\n  int race;\n  int raceScore;\n  int bib;\n}\n",
    ],
)
def test_a_score_in_another_record_says_nothing(text: str) -> None:
    assert [one for one in report({"Some.java": text}, sifted=True).findings if one.kind is Kind.CAPABILITY] == []
