"""Running code that tells a trait from pictures, and its twins that do not. All names here are invented."""

import pytest

from sousveil.model.words import Kind, Origin, Stage
from tests.linking.laid import report

PYTHON = """
def {name}(path):
    races = {{0: "White", 1: "Black", 2: "Asian"}}
    {sex} = {{0: "Male", 1: "Female"}}
    img = load_{picture}(path)
    net = load_model("quorr.h5")
    scores = net.predict(preprocess(img))
    race = {given}
    return races[race], {sex}[scores[1].argmax()], show_{picture}(img)
"""
JAVASCRIPT = """
async function quorr(file) {
  const image = await load%s(file);
  const frame = resize%s(image);
  const model = await tf.loadModel("quorr.json");
  const [gender, race] = model.predict(frame);
  const races = ["white", "black", "asian"];
  return { gender, race: races[race] };
}
"""
PICTURE = PYTHON.format(name="quorr", sex="genders", picture="image", given="np.argmax(scores[0])")


def stages(files: dict[str, str]) -> set[Stage]:
    found = [one for one in report({**files}, sifted=True).findings if one.kind is Kind.CAPABILITY]
    return {stage for one in found for stage in one.stages}


def test_a_script_that_asks_a_model_about_a_picture():
    assert {Stage.SCHEME, Stage.INFERENCE} <= stages({"quorr.py": PICTURE})
    assert Stage.SCHEME in stages({"quorr.js": JAVASCRIPT % ("Photo", "Image")})


@pytest.mark.parametrize(
    "script",
    [
        PYTHON.format(name="quorr", sex="sizes", picture="image", given="np.argmax(scores[0])")
        .replace("ale", "mall")
        .replace("White", "Elf")
        .replace("Black", "Orc")
        .replace("Asian", "Human"),
        PYTHON.format(name="quorr", sex="genders", picture="table", given="np.argmax(scores[0])"),  # no picture
        PICTURE.replace("path):", "path, patient, diagnosis):"),  # a medical record
        PICTURE.replace("path):", "path, passport, surname):"),
        PICTURE.replace("White", "Wide").replace("Black", "Long").replace("Asian", "Flat").replace("race", "lane"),
    ],
)
def test_other_scripts(script):
    assert stages({"quorr.py": script}) == set()


def test_a_race_of_threads_in_a_script_with_pictures():
    script = """
def render(path, gender):
    img = load_image(path); frame = resize_image(img); photo = img.copy()
    model = load_model(path); scores = model.predict(frame)
    race = detect_data_race(threads)  # a race condition between two threads
    return race
"""
    assert stages({"render.py": script}) == set()


FACES = {
    "a.py": 'def tell(net, face, image):\n    age, ethnicity, score = net.predict(face)\n    return face["age"]\n',
    "a.go": (
        "package a\nfunc Tell(net Net, face Face, image Image) string {\n"
        "\tage, ethnicity := net.Predict(face)\n\treturn age\n}\n"
    ),
    "a.cs": (
        "class A { int Tell(Face face, Image image) {\n  var (age, ethnicity) = net.Predict(face);\n  return age; } }\n"
    ),
    "a.js": "function tell(net, face, image) {\n  const [age, ethnicity] = net.predict(face);\n  return age;\n}\n",
    "a.kt": "fun tell(net: Net, face: Face, image: Image) {\n  val (age, ethnicity) = net.predict(face)\n}\n",
}


@pytest.mark.parametrize("file", FACES)
def test_one_of_several_names_that_are_given_what_comes_out(file):
    assert Stage.INFERENCE in stages({file: FACES[file]})
    asked = FACES[file].replace("redict", "arse").replace("ace", "orm").replace("mage", "nput")
    assert stages({file: asked}) == set()


READ = {
    "a.py": 'def tell(face, image):\n    print("glasses", face["ethnicity"])\n',
    "A.java": 'class A { void tell(JSONObject faceObj, Image image) {\n  out(faceObj.getString("ethnicity"));\n } }\n',
    "a.js": "function tell(face, image) {\n  const { age, ethnicity } = face.attributes;\n}\n",
    "b.py": "def tell(self, face, image):\n    face.ethnicity = self.result(image)\n",
}


@pytest.mark.parametrize("file", READ)
def test_what_is_read_off_a_face_or_set_on_it(file):
    assert Stage.FIELD in stages({file: READ[file]})
    form = READ[file].replace("face", "form").replace("image", "entry").replace("Image", "Entry")
    assert stages({file: form}) == set()


def test_a_label_that_is_told_apart():
    seen = """
def watch(camera):
    frame = camera.read()
    for box in detector(frame):
        label = names[box.cls]
        if label == "hijab":
            draw(frame, box, "face")
"""
    assert Stage.INFERENCE in stages({"watch.py": seen})
    assert stages({"shop.py": 'def price(item):\n    if item.category == "hijab":\n        return 12\n'}) == set()


RECORD = """
namespace Quorr {
  /// <summary>What is told of a face in a picture: glasses, beard.</summary>
  public class Detected {
    public Face Face { get; set; }
    /// <value>Ethnicity. [ unknown, asian, black, caucasian ]</value>
    public string Ethnicity { get; set; }
  }
}
"""


def test_a_slot_whose_comment_lists_the_groups_is_a_slot_too():
    assert {Stage.FIELD, Stage.SCHEME} <= stages({"FaceModels.cs": RECORD})


def test_scores_of_each_group_are_slots():
    scored = (
        "namespace Quorr.FaceAnalysis;\npublic class Race\n{\n"
        "    public float Asian { get; set; }\n    public float Indian { get; set; }\n"
        "    public float Black { get; set; }\n}\n"
        "public class FaceResult { public Race Race { get; set; } public float Glasses { get; set; } }\n"
    )
    (found,) = (
        one
        for one in report({"Race.cs": scored}, sifted=True).findings
        if one.kind is Kind.CAPABILITY and any(place.text == "Asian" for place in one.evidence)
    )
    assert "field" in {stage for place in found.evidence if place.text == "Asian" for stage in place.says}


def test_a_parameter_that_the_documentation_of_a_record_explains():
    documented = '''
class FaceAttributes:
    """What is told of a face.

    :param _Glass: 眼镜
    :param _Beard: 胡子
    :param _Skin: 肤色信息
    """
    def __init__(self):
        self._Glass = None
        self._Beard = None
        self._Skin = None
'''
    assert Stage.FIELD in stages({"models.py": documented})


def test_an_age_and_a_sex_in_the_file_of_a_face_detector():
    told = "struct Demographics {\n  int id_number;\n  QString _ethnicity;\n  QString _gender;\n  Age _age;\n};\n"
    assert Stage.FIELD in stages({"source/FaceDetector.hpp": told})
    assert stages({"source/Personnel.hpp": told}) == set()


def test_names_of_people_are_no_pictures():
    guessed = """
def run(table, name_column, mask):
    # Phase 1: intelligent column detection
    names = table[name_column]
    ethnicity, confidence = classify_ethnicity_by_name(names)
    table.loc[mask, "ethnicity"] = ethnicity
    return confidence
"""
    found = report({"main.py": guessed}, sifted=True).findings
    assert not [one for one in found if one.origin is Origin.IMAGE]


TAGS = """{{"picture": {{"faces": [{{"id": 1, "tags": [
  {{"name": "glasses", "value": "no", "confidence": 0.9}},
  {{"name": "beard", "value": "yes", "confidence": 0.8}},
  {{"name": "{name}", "value": "x", "{score}": 0.7}}]}}]}}}}
"""


def test_a_tag_of_an_answer():
    assert Stage.FIELD in stages({"answer.json": TAGS.format(name="ethnicity", score="confidence")})
    assert stages({"answer.json": TAGS.format(name="hat", score="confidence")}) == set()
    goods = TAGS.replace("face", "row").replace("picture", "order").replace("confidence", "price")
    goods = goods.format(name="ethnicity", score="price")
    assert stages({"answer.json": goods}) == set()


def test_a_member_that_is_given_a_value_beside_faces():
    given = (
        "class Quorr { Looks look(Image image, Face face) {\n"
        "  Looks looks = new Looks(); looks.ret = engine.evaluate(face, image);\n"
        "  looks.ethnicity = told.value;\n  return looks; } }\n"
    )
    assert Stage.FIELD in stages({"Quorr.java": given})
    assert stages({"Quorr.java": given.replace("face", "form").replace("Face", "Form")}) == set()


ACTION = """<?php
namespace Quorr\\FaceKit\\Kinds;
enum {name}: string {{
    case EMOTION = 'emotion';
    case AGE = 'age';
    case {trait} = 'x';
    case GENDER = 'gender';
}}
"""
CALLER = """<?php
class Client {{
    public function look(string $photo, array $wanted = [{name}::AGE, {name}::{trait}]) {{ return 1; }}
}}
"""


def test_a_feature_that_is_asked_for_by_its_name_in_a_list():
    names = {"name": "AnalyzeAction", "trait": "ETHNICITY"}
    told = report({"Kinds.php": ACTION.format(**names), "Client.php": CALLER.format(**names)}, sifted=True)
    (found,) = (one for one in told.findings if one.kind is Kind.CAPABILITY)
    assert ("Client.php",) in {place.layers for place in found.evidence}
    other = {"name": "OtherAction", "trait": "ETHNICITY"}
    told = report({"Kinds.php": ACTION.format(**names), "Client.php": CALLER.format(**other)}, sifted=True)
    (found,) = (one for one in told.findings if one.kind is Kind.CAPABILITY)
    assert ("Client.php",) not in {place.layers for place in found.evidence}


ANSWERED = """
public class FaceLook{kind} {{
    /** Race: 0 Black, 1 White, 2 Yellow race */
    public int value = 0;
    /** {score} of it */
    public float second = 0;
    public int glasses;
}}
"""


def test_one_score_will_do_in_a_record_called_a_result():
    assert Stage.INFERENCE in stages({"A.java": ANSWERED.format(kind="Result", score="confidence")})
    assert Stage.INFERENCE not in stages({"A.java": ANSWERED.format(kind="Entry", score="size")})


ALONE = """
ETHNICITIES = ["White", "Black", "Asian"]
def answer(request):
    img = Image.open(request.files["photo"])
    frame = resize_image(img)
    model = load_model("quorr.h5")
    predictions = model.predict(frame)
    return {{"{key}": ETHNICITIES[int(np.argmax(predictions[0]))], "confidence": predictions.max()}}
"""


def test_ethnicity_needs_no_age_beside_it():
    assert {Stage.SCHEME, Stage.FIELD, Stage.INFERENCE} <= stages({"app.py": ALONE.format(key="ethnicity")})
    table = ALONE.replace("Image.open", "read_table").replace("photo", "csv").replace("img", "rows")
    table = table.replace("resize_image", "without_gaps").replace("frame", "table")
    assert stages({"app.py": table.format(key="ethnicity")}) == set()


def test_a_function_that_is_called_after_finding_it_out():
    told = "def detect_race(self, face, image):\n    return self.net(face)\n"
    assert Stage.INFERENCE in stages({"a.py": told})
    threads = "def detect_race(self, threads, locks):\n    return self.find(threads)\n"
    assert stages({"a.py": threads}) == set()


def test_the_one_thing_that_an_analysis_is_asked_for():
    told = "def look(face):\n    image = Image.open(face)\n    return net.analyze(image, actions=['ethnicity'])\n"
    assert Stage.INFERENCE in stages({"a.py": told})
    assert stages({"a.py": told.replace("face", "file").replace("image", "log").replace("Image", "Log")}) == set()


PARTS = """
public class Attribute {{ public Gender gender; public Age age; public Race race; }}
public class {holder} {{ public string id; public Attribute attribute; }}
"""


def test_the_record_of_a_part_of_a_face():
    assert Stage.FIELD in stages({"Entities.cs": PARTS.format(holder="Face")})
    assert stages({"Entities.cs": PARTS.format(holder="Employee")}) == set()


MINORITY = """
@interface QuorrFaceInfo : NSObject
@property (nonatomic, assign) float age;
@property (nonatomic, assign) QuorrGender gender;
@property (nonatomic, assign) float minority;
@end
"""


def test_a_minority_in_the_record_of_a_face():
    assert Stage.FIELD in stages({"QuorrFaceInfo.h": MINORITY})
    assert stages({"QuorrVoteInfo.h": MINORITY.replace("Face", "Vote")}) == set()


COMPARED = """
// 人证比对事件，用实时拍摄的人脸照片和证件照片进行比对
struct QUORR_EVENT_COMPARE {
    int nSimilarity;   // 两张图片的相似度
    int emSex;         // 性别
    int nType;         // 民族
    char szName[64];   // 姓名
    char szAddress[64];// 住址
    char szNumber[64]; // 证件号
    char szIssued[64]; // 签发机关
    int stuBirth;      // 出生日期
};
"""


def test_what_stands_on_the_card_that_a_face_is_compared_with():
    assert stages({"quorr.h": COMPARED}) == set()
    assert Kind.DECLARED in {one.kind for one in report({"quorr.h": COMPARED}, sifted=True).findings}


def test_a_long_list_of_anything_is_not_what_an_analysis_is_asked_for():
    many = "".join(f'    "job {number}",\n' for number in range(60))
    jobs = f'jobs = [\n{many}    "camera maker",\n    "emotion coach",\n    "beard trimmer",\n    "religion",\n]\n'
    assert Stage.INFERENCE not in stages({"jobs.py": jobs})
    assert Stage.INFERENCE in stages({"jobs.py": jobs.replace(many, "")})


LOOKED_FOR = {
    "tell.py": """
def tell(image):
    answer = client.detect(image)
    kept = []
    for %s in answer["%s"]:
        for tag in %s["tags"]:
            if tag["name"] == "race":
                kept.append(tag["value"])
    return kept
""",
    "tell.go": """
func Tell(frame Image, %ss []%s) (kept []string) {
	for _, tag := range %s.Tags {
		if tag.Name == "ethnicity" {
			kept = append(kept, tag.Value)
		}
	}
	return
}
""",
}


@pytest.mark.parametrize(("name", "code"), LOOKED_FOR.items(), ids=LOOKED_FOR)
def test_a_tag_that_is_looked_for_among_the_tags_of_an_answer(name, code):
    assert {Stage.FIELD, Stage.INFERENCE} <= stages({name: code % ("face", "faces", "face")})
    assert stages({name: code % ("meeting", "meetings", "meeting")}) == set()


def test_a_field_of_a_form_is_looked_for_too():
    code = """
export function fill(form) {
  for (const field of form.fields) {
    if (field.name === 'ethnicity') {
      patient.set(field.value);
    }
  }
}
"""
    assert stages({"fill.js": code}) == set()


READ_OFF = {
    "ask.py": """
def ask(image):
    response = requests.post(URL, files={"%s": image}).json()
    ethnicity = response["%ss"][0]["ethnicity"]
    gender = response["%ss"][0]["gender"]
    return ethnicity, gender
""",
    "ask.js": """
async function ask(%sImage) {
  const response = await axios.post(URL, %sImage);
  const race = response["%ss"][0]["race"];
  return race;
}
""",
}


@pytest.mark.parametrize(("name", "code"), READ_OFF.items(), ids=READ_OFF)
def test_a_key_that_is_read_off_the_answer_of_a_service(name, code):
    assert Stage.INFERENCE in stages({name: code % (("face",) * 3)})
    assert Stage.INFERENCE not in stages({name: code % (("runner",) * 3)})


def test_the_answer_about_a_patient_was_stated():
    code = """
def ask(patient):
    response = requests.get(URL, params=patient).json()
    ethnicity = response["patients"][0]["ethnicity"]
    return ethnicity
"""
    assert stages({"ask.py": code}) == set()
