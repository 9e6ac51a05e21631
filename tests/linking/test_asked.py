"""What is asked for in running text, and what only looks like it. Names here are invented."""

import pytest

from sousveil.judging import judge
from sousveil.model.examined import TargetFacts
from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import examined, matcher, pack, report, sifter
from tests.samples.reading import elf

CLIENT = """
/**
 * Face detection.
 * @param {object} options - attributes: 'gender, age, %s, smiling, glasses'
 */
function detectFace(image, options) { return post('/face/detect', image, options); }
"""


def kinds(files: dict[str, str | bytes]) -> dict[tuple[Kind, Trait], set[Stage]]:
    found: dict[tuple[Kind, Trait], set[Stage]] = {}
    for finding in report(files).findings:
        found.setdefault((finding.kind, finding.trait), set()).update(finding.stages)
    return found


@pytest.mark.parametrize("word", ["race", "ethnicity", "skin color"])
def test_a_trait_among_the_features_that_a_face_analysis_is_asked_for(word: str) -> None:
    found = {(kind, stage) for (kind, _), stages in kinds({"client.js": CLIENT % word}).items() for stage in stages}
    assert (Kind.CAPABILITY, Stage.INFERENCE) in found


def test_the_same_list_without_the_trait_says_nothing() -> None:
    assert not kinds({"client.js": CLIENT % "emotion"})


@pytest.mark.parametrize(
    "text",
    [
        "// People differ in age, gender, race and income.\n",
        "# Subgroups by face of the dataset: sex, age or ethnicity.\nSEED = 3\n",
        '"""Faces are balanced by gender, race, and so on."""\n',
    ],
)
def test_age_and_sex_alone_make_no_list_of_features(text: str) -> None:
    assert not any(kind is Kind.CAPABILITY for kind, _ in kinds({"notes.py" if "//" not in text else "n.js": text}))


FILTER = """
export interface FaceSearchRequest {
    /** recognition parameters: minimal detection score, gender and %s filter */
    parameters?: string;
    faceRect: number[];
    gender: string;
}
"""


def test_a_filter_by_the_trait_is_exposure() -> None:
    assert Stage.EXPOSURE in kinds({"a.d.ts": FILTER.replace("Search", "Match") % "race"})[Kind.CAPABILITY, Trait.RACE]


def test_a_card_is_a_card_though_it_says_hair_and_eyes() -> None:
    members = "DOCUMENT_NUMBER DATE_OF_ISSUE DATE_OF_EXPIRY ISSUING_STATE HAIR_COLOR EYES PORTRAIT RACE_ETHNICITY"
    text = "class VisualField(Enum):\n" + "".join(f"    {m} = {n}\n" for n, m in enumerate(members.split()))
    found = kinds({"fields.py": text})
    assert found
    assert all(kind is Kind.DECLARED for kind, _ in found)


def test_a_natural_colour_of_the_skin_is_a_quality_of_a_portrait() -> None:
    members = "FACE_GLARE EYES_CLOSED DARK_GLASSES UNNATURAL_SKIN_TONE MOUTH_OPEN HEAD_COVERING"
    text = "class FaceQuality(Enum):\n" + "".join(f"    {m} = {n}\n" for n, m in enumerate(members.split()))
    assert not kinds({"quality.py": text})
    assert kinds({"quality.py": text.replace("UNNATURAL_SKIN", "SKIN")})


def test_kinds_of_skin_in_chinese_are_a_scheme() -> None:
    said = "# 肤色: 0：黄色皮肤，1：棕色皮肤，2：黑色皮肤，3：白色皮肤"
    text = f"class FaceAttributes:\n    {said}\n    skin = 0\n    age = 0\n    glasses = 0\n"
    assert Stage.SCHEME in kinds({"face.py": text})[Kind.CAPABILITY, Trait.SKIN_COLOUR]


def strings_of_a_library(*labels: str) -> set[Kind]:
    """The kinds of findings of a library without telling symbols whose strings lie side by side."""
    data = (
        elf.build(labels).replace(b"NVX_GetFaceRace", b"NVX_GetSomeThin").replace(b"ext_race_model", b"ext_some_model")
    )
    items = examined({"libx.so": data}, sifted=True)
    facts = TargetFacts(name="x", sha256="0" * 64, size=len(data), folder=True)
    return {finding.kind for finding in judge(facts, items, [], pack(), matcher()).findings}


def test_features_of_a_face_side_by_side_in_a_library() -> None:
    assert Kind.CAPABILITY in strings_of_a_library("face_detect", "age", "gender", "glasses", "smile", "mask", "race")


@pytest.mark.parametrize(
    "labels",
    [
        ("font-face", "invalid face", "PromiseRace", "Net.Latency_IPv4_Wins_Race", "frontFace", "cullFace", "camera"),
        ("typeface", "FontFace", "kFrontFace", "picture", "DetectDataRace", "detector", "race"),
    ],
)
def test_faces_of_letters_and_of_solids_side_by_side_are_no_faces(labels: tuple[str, ...]) -> None:
    assert Kind.CAPABILITY not in strings_of_a_library(*labels)


ABILITIES = """
typedef NS_ENUM(NSInteger, QorrAbility) {
    QorrAbilityFaceDetect = 0,
    QorrAbilityEyeStatus = 4,
    QorrAbilityMinority = 5,
    QorrAbilityBlurness = 6,
    QorrAbilityAgeGender = 7,
};
"""
PART = """
public enum QuorumMode { PARTITION, MINORITY, MAJORITY, SPLIT_BRAIN }
"""


def test_a_minority_among_what_an_engine_can_see_in_a_face() -> None:
    found = kinds({"QorrCommon.h": ABILITIES, "QuorumMode.java": PART})
    assert Stage.INFERENCE in found[Kind.CAPABILITY, Trait.ETHNICITY]
    assert not kinds({"QuorumMode.java": PART})
    assert sifter().sift(b"/** face */ float blurness; float minority;")
    assert not sifter().sift(b"the minority of the nodes")


TABLE = {
    "log.cpp": 'void head(Out& out, FaceDetector& d) {\n    %s"time,faceId,glasses,age,ethnicity,emotion,beard,";\n}\n',
    "log.py": 'def head(out, face_detector):\n    %s"time,face,glasses,age,ethnicity,emotion,beard\\n")\n',
    "Log.java": 'class Log { void head(Out o, FaceDetector d) {\n%s"face;glasses;age;ethnicity;emotion;beard"); } }',
}


@pytest.mark.parametrize(
    ("name", "writes", "asks"),
    [
        ("log.cpp", "out << ", "asked = "),
        ("log.py", "out.write(", "face_detector.append('what', "),
        ("Log.java", "o.println(", "d.ask("),
    ],
)
def test_the_first_line_of_a_table_of_faces_has_slots(name: str, writes: str, asks: str) -> None:
    def stages(text: str) -> set[Stage]:
        found = report({name: TABLE[name] % text}, sifted=True).findings
        return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}

    assert Stage.FIELD in stages(writes)
    asked = stages(asks)
    assert Stage.INFERENCE in asked
    assert Stage.FIELD not in asked


ADDRESS = """
class Client {
  private String ask(String pictureUrl) {
    return http.get("https://faces.example" + "/face/detect?%s&picture=" + pictureUrl);
  }
}
"""


@pytest.mark.parametrize("comma", ["%2C", "%2c", "%7C", ","])
def test_features_in_an_address_whose_commas_are_escaped(comma: str) -> None:
    features = ["gender", "glasses", "race", "smiling"]
    found = kinds({"Client.java": ADDRESS % f"attribute={comma.join(features)}"})
    assert Stage.INFERENCE in found[Kind.CAPABILITY, Trait.RACE]
    cars = ["driver", "laps", "race", "season"]
    told = kinds({"Client.java": ADDRESS % f"attribute={comma.join(cars)}"})
    assert not any(kind is Kind.CAPABILITY for kind, _ in told)


def test_what_an_escaped_list_quotes_is_what_stands_in_the_file() -> None:
    text = ADDRESS % "attribute=gender%2Cglasses%2Crace%2Csmiling"
    (place,) = [
        place for one in report({"Client.java": text}).findings if one.kind is Kind.CAPABILITY for place in one.evidence
    ]
    assert text.encode()[place.offset : place.offset + place.length] == b"race"
