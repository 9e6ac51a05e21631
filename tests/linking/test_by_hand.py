"""Descriptions of bodies that somebody wrote down, and the same where something looks. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

FILES = {
    "folk.js": """
const folk = new Schema({{
  {one}: String,
  {two}: String,
  {three}: String,
  hairColor: String,
  eyeColor: String,
  beard: String,
  glasses: String,
  face: String,
  photo: String,
  ethnicity: String,
}});
""",
    "Folk.java": """
public class Folk {{
    private String {one};
    private String {two};
    private String {three};
    private String hairColor;
    private String eyeColor;
    private String beard;
    private String glasses;
    private String photo;
    private String ethnicity;
}}
""",
    "folk.sql": """
CREATE TABLE folk (
  {one} VARCHAR(9),
  {two} VARCHAR(9),
  {three} VARCHAR(9),
  hair_color VARCHAR(9),
  eye_color VARCHAR(9),
  beard VARCHAR(9),
  glasses VARCHAR(9),
  photo VARCHAR(99),
  ethnicity VARCHAR(9)
);
""",
    "Folk.kt": """
fun look(query: Query, asked: Asked) {{
  asked.{one}?.let {{ query.must(phrase("{one}", it)) }}
  asked.{two}?.let {{ query.must(phrase("{two}", it)) }}
  asked.{three}?.let {{ query.must(phrase("{three}", it)) }}
  asked.hairColour?.let {{ query.must(phrase("hairColour", it)) }}
  asked.facialHair?.let {{ query.must(phrase("facialHair", it)) }}
  asked.glasses?.let {{ query.must(phrase("glasses", it)) }}
  asked.gender?.let {{ query.must(phrase("gender", it)) }}
  asked.ethnicity?.let {{ query.must(phrase("ethnicity", it)) }}
  order(query, models, "face")
}}
""",
}


def kinds(files: dict[str, str | bytes]) -> set[Kind]:
    return {finding.kind for finding in report(files).findings if finding.kind is not Kind.VOCABULARY}


WRITTEN = [("weight", "scars", "build"), ("maritalStatus", "height", "teeth"), ("waist", "bust", "shoeSize"),
           ("civilStatus", "height", "occupation")]  # fmt: skip


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(("one", "two", "three"), WRITTEN)
def test_what_somebody_wrote_of_a_body(path: str, one: str, two: str, three: str) -> None:
    assert kinds({path: FILES[path].format(one=one, two=two, three=three)}) <= {Kind.DECLARED}


SEEN = [("weight", "scars", "cameraId"), ("maritalStatus", "detectedAt", "teeth"), ("height", "build", "hairLength"),
        ("civilStatus", "predictedHeight", "occupation"), ("height", "occupation", "build")]  # fmt: skip


@pytest.mark.parametrize("path", ["folk.js", "Folk.java", "folk.sql"])
@pytest.mark.parametrize(("one", "two", "three"), SEEN)
def test_what_something_saw_of_one(path: str, one: str, two: str, three: str) -> None:
    assert Kind.CAPABILITY in kinds({path: FILES[path].format(one=one, two=two, three=three)})


LIST = """
class Look(Enum):
    asian = "asian"
    african = "african"
    european = "european"
    caucasian = "caucasian"


class Hair(Enum):
    blonde = "blonde"
    bald = "bald"


class Beard(Enum):
    long = "long"


class Face(Enum):
    portrait = "portrait"


class {name}(Enum):
    {one} = "{one}"
    {two} = "{two}"
    {three} = "{three}"
"""


@pytest.mark.parametrize("words", WRITTEN)
def test_a_list_beside_what_somebody_wrote(words: tuple[str, str, str]) -> None:
    one, two, three = words
    assert Kind.CAPABILITY not in kinds({"look.py": LIST.format(name="Size", one=one, two=two, three=three)})


CONTACTS = """
export interface Actor {{
  {one}: string; {two}: string; {three}: string; {four}: string;
  photo: string; hair: string; beard: string; glasses: string; race: string;
}}
"""


def test_names_and_telephones_beside_a_look() -> None:
    entered = CONTACTS.format(one="firstName", two="phoneNumber", three="email", four="birthplace")
    assert kinds({"actor.ts": entered}) <= {Kind.DECLARED}
    told = CONTACTS.format(one="faceId", two="phoneNumber", three="email", four="confidence")
    assert Kind.CAPABILITY in kinds({"actor.ts": told})


SENTENCE = """
$w1 = "Hair";
$w2 = "Beard";
$w3 = "Your photo";
$w4 = "Eyes";
$w5 = "Glasses";
$w6 = "{text}";
"""


def test_a_sentence_is_no_slot() -> None:
    def fields(text: str) -> set[Stage]:
        found = report({"words.php": SENTENCE.format(text=text)}).findings
        return {stage for finding in found if finding.kind is Kind.CAPABILITY for stage in finding.stages}

    assert Stage.FIELD not in fields("look for people with all basic details like gender, religion, age and more of it")
    assert Stage.FIELD in fields("religion")


@pytest.mark.parametrize("text", ["宗教を書いてください。写真も。", "请填写宗教信仰。", "धर्म लिखिए।"])
def test_a_sentence_without_blanks_is_no_slot(text: str) -> None:
    found = report({"words.php": SENTENCE.format(text=text)}).findings
    shown = {stage for finding in found if finding.kind is Kind.CAPABILITY for stage in finding.stages}
    assert Stage.FIELD not in shown


BARE = """
$w1 = "Hair";
$w2 = "Beard";
$w3 = "Photo";
$w4 = "Eyes";
$w5 = "Glasses";
$w6 = "religion";
$w7 = "{one}";
$w8 = "{two}";
"""


def shown(one: str, two: str) -> set[Stage]:
    found = report({"words.php": BARE.format(one=one, two=two)}).findings
    return {stage for finding in found if finding.kind is Kind.CAPABILITY for stage in finding.stages}


@pytest.mark.parametrize(("one", "two"), [("models", "score"), ("scores", "threshold"), ("all_models", "model")])
def test_records_and_orders_infer_nothing(one: str, two: str) -> None:
    assert Stage.FIELD in shown(one, two)
    assert Stage.INFERENCE not in shown(one, two)


@pytest.mark.parametrize(("one", "two"), [("models", "predict"), ("classifier", "score")])
def test_what_infers(one: str, two: str) -> None:
    assert Stage.INFERENCE in shown(one, two)


USED = """
class Look(Enum):
    asian = "asian"
    african = "african"
    european = "european"
    caucasian = "caucasian"


@dataclass
class Actor:
    look: Look
    hair: str
    beard: str
    photo: str
    {one}: str
    {two}: str
    {three}: str
"""


@pytest.mark.parametrize("words", WRITTEN)
def test_a_list_that_a_description_uses(words: tuple[str, str, str]) -> None:
    one, two, three = words
    assert Kind.CAPABILITY not in kinds({"look.py": USED.format(one=one, two=two, three=three)})


def test_a_list_that_what_is_seen_uses() -> None:
    assert Kind.CAPABILITY in kinds({"look.py": USED.format(one="face", two="camera", three="confidence")})


STANDARD = """
export interface FaceFeature {
  /** Is there a scar on the face. */
  scar?: boolean;
  tattoo?: boolean;
  lips?: string;
  chin?: string;
  faceShape?: string;
  hairStyle?: string;
  glasses?: boolean;
  %s?: string;
}
"""


@pytest.mark.parametrize(("name", "other"), [("face_types.ts", "teeth"), ("types.ts", "nose")])
def test_a_face_that_is_described_by_a_standard_is_written_by_nobody(name: str, other: str) -> None:
    code = (
        STANDARD % other
        + "\nexport interface Look {\n  feature: FaceFeature;\n  complexion?: 'White' | 'Black' | 'Asian';\n}\n"
    )
    code = code.replace("hairStyle?", "ethnicity?: string;\n  hairStyle?")
    found = report({name: code}, sifted=True).findings
    assert {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages} >= {Stage.FIELD}
