"""Values that stand on a card in the record of a face, names of games, and lists that an analysis is handed."""

import pytest

from sousveil.model.report import Finding
from sousveil.model.words import Kind, Stage, Trait
from tests.linking.laid import report

GATE = {
    "gate.h": """
/** What the terminal sends when it has compared a face. */
typedef struct FaceCompareRecord {
    float faceScore;
    int gender;
    char faceImage[256];
    char %s[32];
} FaceCompareRecord;
""",
    "Gate.java": """
public class FaceCompareRecord {
    private float faceScore;
    private String gender;
    private String faceImage;
    private String %s;
}
""",
}


def findings(files: dict[str, str | bytes]) -> list[Finding]:
    return list(report(files).findings)


def kinds(files: dict[str, str | bytes]) -> set[tuple[Kind, Trait]]:
    return {(finding.kind, finding.trait) for finding in findings(files)}


@pytest.mark.parametrize("path", GATE)
@pytest.mark.parametrize("name", ["cardNation", "idCardEthnicity", "card_nation", "IDCardNation", "certEthnicity"])
def test_what_stands_on_a_card_was_read_off_it_though_the_record_is_of_a_face(path: str, name: str) -> None:
    found = kinds({path: GATE[path] % name})
    assert found
    assert {kind for kind, _ in found} == {Kind.DECLARED}


@pytest.mark.parametrize("path", GATE)
@pytest.mark.parametrize("name", ["ethnicity", "faceEthnicity", "discardEthnicity", "faceCardinalRace"])
def test_the_same_record_without_the_card_in_the_name(path: str, name: str) -> None:
    assert Kind.CAPABILITY in {kind for kind, _ in kinds({path: GATE[path] % name})}


@pytest.mark.parametrize(
    "text",
    [
        '<h1 class="title">Face Race</h1>\n<p>Swipe your head left and right to steer the car.</p>\n',
        "<TextView android:text='Face Race 2'/>\n",
    ],
)
def test_the_title_of_a_game_is_words_and_nothing_more(text: str) -> None:
    path = "main.html" if text.startswith("<h1") else "res/layout/main.xml"
    assert {kind for kind, _ in kinds({path: f"<div>{text}</div>"})} <= {Kind.VOCABULARY}


def test_the_same_two_words_as_the_label_of_a_value() -> None:
    text = (
        "<table><tr><td>Face age</td><td>{{ face.age }}</td></tr>"
        "<tr><td>Face gender</td><td>{{ face.gender }}</td></tr>"
        "<tr><td>Face race:</td><td>{{ face.race }}</td></tr></table>"
    )
    assert (Kind.CAPABILITY, Trait.RACE) in kinds({"result.html": text})


ASKED = {
    "one.py": "from deepface import DeepFace\n\nwanted = DeepFace.analyze(frame, actions=['age', '%s'])\n",
    "two.py": """
from deepface import DeepFace

def look(frame):
    return DeepFace.analyze(
        frame,
        actions=['age', 'emotion', '%s'],
    )
""",
}


@pytest.mark.parametrize("path", ASKED)
def test_the_list_that_an_analysis_of_a_face_is_handed(path: str) -> None:
    found = findings({path: ASKED[path] % "race"})
    assert {finding.kind for finding in found} == {Kind.CAPABILITY}
    assert {stage for finding in found for stage in finding.stages} >= {Stage.INFERENCE}


@pytest.mark.parametrize(
    "text",
    [
        "runs = Telemetry.analyze(lap, actions=['start', 'race', 'finish'])\n",
        "game.register(actions=['age', 'race'])\n",
        "wanted = DeepFace.analyze(frame, actions=['age', 'emotion'])\n",
    ],
)
def test_lists_of_other_things(text: str) -> None:
    assert Kind.CAPABILITY not in {kind for kind, _ in kinds({"one.py": text})}


TABLE = {
    "store.py": 'db.execute("""CREATE TABLE face_data (id INT, face_id INT, gender INT, %s INT)""")\n',
    "Store.java": 'class Store {\n  S t = "CREATE TABLE face_data (id INT, face_id INT, gender INT, %s INT)";\n}\n',
    "store.cpp": 'const char* kTable = "CREATE TABLE face_data (id INT, face_id INT, gender INT, %s INT);";\n',
}


@pytest.mark.parametrize("path", TABLE)
def test_a_table_of_faces_in_one_string(path: str) -> None:
    found = findings({path: TABLE[path] % "ethnicity"})
    assert Stage.FIELD in {stage for finding in found for stage in finding.stages}


@pytest.mark.parametrize("path", TABLE)
def test_a_table_of_races_in_one_string(path: str) -> None:
    text = TABLE[path] % "race"
    for word, other in {"face_data": "lap_times", "face_id": "car_id", "gender": "lap"}.items():
        text = text.replace(word, other)
    assert not kinds({path: text})


READERS = {
    "ocr.py": """
def read(path):
    image = cv2.imread(path)
    face = find_face(image)
    face["religion"] = line_of(text)
    face["gender"] = gender
    return face
""",
    "ocr.js": """
export async function read(image) {
  const face = crop(image);
  face["ethnicity"] = lineOf(text);
  face["gender"] = lineOf(text);
  return face;
}
""",
}


@pytest.mark.parametrize("path", READERS)
def test_the_face_beside_what_is_read_off_a_card_is_printed_on_it(path: str) -> None:
    text = READERS[path]
    for name in ("mykad_" + path, "id_card_" + path, "passport_" + path):
        assert {kind for kind, _ in kinds({name: text})} <= {Kind.DECLARED}
    assert Kind.CAPABILITY in {kind for kind, _ in kinds({"looks_" + path: text})}


DOOR = {
    "door.h": """
/** What a door sends when it has compared a face with a card. */
typedef struct DOOR_FACE_EVENT {
    int nFaceScore;
    int emSex;      // sex
    int emGlasses;  // glasses
    char szFaceImage[256];
    int %s;         // ethnic group, see %s
} DOOR_FACE_EVENT;
""",
    "Door.java": """
/** What a door sends when it has compared a face with a card. */
public class DoorFaceEvent {
    public int faceScore;
    public int sex;      // sex
    public int glasses;  // glasses
    public String faceImage;
    public int %s;       // ethnic group, see %s
}
""",
    "Door.cs": """
/// What a door sends when it has compared a face with a card.
public struct DoorFaceEvent {
    public int faceScore;
    public int sex;      // sex
    public int glasses;  // glasses
    public string faceImage;
    public int %s;       // ethnic group, see %s
}
""",
}


@pytest.mark.parametrize("path", DOOR)
@pytest.mark.parametrize(
    ("name", "kind"),
    [("emGroup", "KIND_IDCARD_GROUP"), ("emGroup", "CitizenIdGroup"), ("citizenIdGrp", "the list below")],
)
def test_the_comment_on_a_slot_names_the_kind_of_a_card(path: str, name: str, kind: str) -> None:
    found = kinds({path: DOOR[path] % (name, kind)})
    assert {kind for kind, _ in found} == {Kind.DECLARED}


@pytest.mark.parametrize("path", DOOR)
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("emGroup", "KIND_FACE_GROUP"),
        ("emGroup", "GridCardGroup"),  # a card of another kind
        ("emGroup", "the id card of the door"),  # words, and no name
        ("emGroup", "KIND_IDCARD_GROUP and KIND_FACE_GROUP"),
    ],
)
def test_the_comment_on_a_slot_names_no_card(path: str, name: str, kind: str) -> None:
    assert Kind.CAPABILITY in {kind for kind, _ in kinds({path: DOOR[path] % (name, kind)})}
