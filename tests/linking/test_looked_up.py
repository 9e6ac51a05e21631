"""Lists whose values are looked up far below by what a model gives out. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

PYTHON = """
%s


def words():
    return 1


def run(path):
    %s
    told = model.predict(seen)
    best = told.argmax()
    return KINDS[best]
"""
JAVASCRIPT = """
%s

function words() { return 1; }

async function run(path) {
  %s
  const told = await model.predict(seen);
  return KINDS[told.argMax()];
}
"""
KOTLIN = """
%s

fun words(): Int = 1

fun run(path: String): String {
    %s
    val scores = interpreter.run(seen)
    val best = scores.argmax()
    return KINDS[best]
}
"""
FILES = [
    ("run.py", PYTHON, "KINDS = {0: %s, 1: %s, 2: %s}", "seen = detect_faces(cv2.imread(path))", "seen = reader(path)"),
    ("run.js", JAVASCRIPT, "const KINDS = [%s, %s, %s];", "const seen = await detectFaces(video, photo);",
     "const seen = await readRows(path);"),
    ("Run.kt", KOTLIN, "val KINDS = listOf(%s, %s, %s)", "val seen = faceDetector.process(bitmap, photo)",
     "val seen = readRows(path)"),
]  # fmt: skip
PEOPLE = ('"Asian"', '"Black"', '"Indian"')
COLOURS = ('"White"', '"Black"', '"Brown"')


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files, sifted=True).findings if f.kind is Kind.CAPABILITY for s in f.stages}


@pytest.mark.parametrize(("name", "code", "kinds", "seen", "read"), FILES)
def test_a_list_looked_up_by_what_a_model_gives_out(name: str, code: str, kinds: str, seen: str, read: str) -> None:
    assert Stage.SCHEME in stages({name: code % (kinds % PEOPLE, seen)})
    assert stages({name: code % (kinds % PEOPLE, read)}) == set()


def test_colours_of_cars_and_sides_of_a_game() -> None:
    name, code, kinds, seen, _ = FILES[0]
    assert stages({name: code % (kinds % COLOURS, seen.replace("faces", "cars"))}) == set()
    assert stages({name: code % ('KINDS = ["Black", "White"]', seen.replace("faces", "pieces"))}) == set()


def test_what_is_guessed_from_a_name_and_what_a_patient_says() -> None:
    name, code, kinds, _, _ = FILES[0]
    assert stages({name: code % (kinds % PEOPLE, "seen = surname_of(first_name)")}) == set()
    asked = code.replace("model.predict(seen)", "patient.form").replace("told.argmax()", "told.index")
    assert stages({name: asked % (kinds % PEOPLE, "seen = open(path)")}) == set()


TURNED = """
from PIL import Image

%(what)s_to_id = {"african": 0, "asian": 1, "caucasian": 2, "indian": 3}
id_to_%(what)s = {number: name for name, number in %(what)s_to_id.items()}

def tell(model, path):
    %(opens)s
    scores = model.predict(it)
    return id_to_%(what)s[scores.argmax()]
"""
TURNED_JS = """
const %(what)sToIndex = { African: 0, Asian: 1, Caucasian: 2, Indian: 3 };
const indexOf%(what)s = Object.fromEntries(Object.entries(%(what)sToIndex).map(([name, at]) => [at, name]));
async function tell(model, file) {
  %(opens)s
  const scores = await model.predict(it);
  return indexOf%(what)s[scores.argMax()];
}
"""


@pytest.mark.parametrize(
    ("name", "code", "what", "opens"),
    [
        ("tell.py", TURNED, "ethnicity", "it = Image.open(path)"),
        ("tell.py", TURNED, "race", "it = cv2.imread(path)"),
        ("tell.js", TURNED_JS, "ethnicity", "const it = await Image.load(file);"),
    ],
)
def test_a_map_that_is_turned_round_before_it_is_looked_up(name: str, code: str, what: str, opens: str) -> None:
    assert Stage.SCHEME in stages({name: code % {"what": what, "opens": opens}})


@pytest.mark.parametrize(
    ("what", "opens"),
    [("cuisine", "it = Image.open(path)"), ("ethnicity", "it = tokenizer(surname)"), ("ethnicity", "it = rows[path]")],
)
def test_a_map_that_is_turned_round_for_something_else(what: str, opens: str) -> None:
    assert not stages({"tell.py": TURNED % {"what": what, "opens": opens}})


PICKED = {
    "tell.py": "GROUPS = {list}\n\n\ndef analyze(face):\n    logits = net(face)\n"
    "    return GROUPS[int(logits.argmax())]\n",
    "tell.js": "const GROUPS = {list};\nasync function analyze(face) {{\n  const out = await model.predict(face);\n"
    "  return GROUPS[out.argMax().dataSync()[0]];\n}}\n",
    "Tell.java": "class Tell {{\n  private static final String[] GROUPS = {{ {items} }};\n"
    "  String analyze(Bitmap face) {{\n    tflite.run(face, out);\n    return GROUPS[argmax(out[0])];\n  }}\n}}\n",
    "Tell.cs": "class Tell {{\n  static readonly string[] Groups = {{ {items} }};\n  string Analyze(Mat face) {{\n"
    "    var scores = session.Run(Input(face));\n    return Groups[ArgMax(scores)];\n  }}\n}}\n",
    "tell.cpp": "static const char* GROUPS[] = {{ {items} }};\nstd::string analyze(const cv::Mat& face) {{\n"
    "  net.setInput(face);\n  cv::Mat out = net.forward();\n  return GROUPS[argmax(out)];\n}}\n",
    "tell.kt": "private val GROUPS = arrayOf({items})\nfun analyze(face: Bitmap): String {{\n"
    "  interpreter.run(face, out)\n  return GROUPS[out[0].indices.maxByOrNull {{ out[0][it] }}!!]\n}}\n",
    "tell.swift": "let groups = {list}\nfunc analyze(face: CIImage) -> String {{\n"
    "  let out = try! model.prediction(input: face)\n  return groups[argmax(out)]\n}}\n",
    "tell.go": "var groups = []string{{ {items} }}\n\nfunc Analyze(face gocv.Mat) string {{\n\tnet.SetInput(face)\n"
    '\tout := net.Forward("")\n\treturn groups[argmax(out)]\n}}\n',
    "tell.dart": "const groups = {list};\nString analyze(img.Image face) {{\n  interpreter.run(face, output);\n"
    "  return groups[argmax(output[0])];\n}}\n",
    "tell.rs": "const GROUPS: [&str; 3] = {list};\nfn analyze(face: &Mat) -> &str {{\n"
    "    let out = net.forward(face);\n    GROUPS[argmax(&out)]\n}}\n",
}
_ITEMS = '"Caucasian", "African", "Latino"'


@pytest.mark.parametrize("name", PICKED)
def test_what_a_model_picks_from_a_list_of_groups_for_a_face_is_worked_out(name: str) -> None:
    code = PICKED[name].format(list=f"[{_ITEMS}]", items=_ITEMS).replace("groups", "races").replace("Groups", "Races")
    code = code.replace("GROUPS", "RACES")
    found = [one for one in report({name: code}, sifted=True).findings if one.kind is Kind.CAPABILITY]
    assert {Stage.SCHEME, Stage.INFERENCE} <= {stage for one in found for stage in one.stages}


@pytest.mark.parametrize("name", PICKED)
def test_what_a_model_picks_from_a_list_of_makes_of_cars_is_nothing(name: str) -> None:
    items = '"White Motor", "Black Taxi", "Asian Cars"'
    code = PICKED[name].format(list=f"[{items}]", items=items).replace("face", "car")
    assert [one for one in report({name: code}, sifted=True).findings if one.kind is Kind.CAPABILITY] == []


def test_what_is_picked_by_hand_is_not_worked_out() -> None:
    code = PICKED["tell.py"].format(list=f"[{_ITEMS}]").replace("GROUPS", "RACES")
    code = code.replace("logits = net(face)", "chosen = ask(face)").replace("logits.argmax()", "chosen")
    found = report({"tell.py": code}, sifted=True).findings
    assert Stage.INFERENCE not in {stage for one in found for stage in one.stages}


@pytest.mark.parametrize("word", ["RACE_LABELS", "ETHNICITIES", "NATIONALITIES"])
@pytest.mark.parametrize("name", PICKED)
def test_the_values_of_a_list_that_is_called_after_a_trait_need_not_be_known(name: str, word: str) -> None:
    items = '"Alpha", "Beta", "Gamma"'
    code = PICKED[name].format(list=f"[{items}]", items=items).replace("GROUPS", word)
    code = code.replace("groups", word.lower()).replace("Groups", word.title())
    found = [one for one in report({name: code}, sifted=True).findings if one.kind is Kind.CAPABILITY]
    assert Stage.INFERENCE in {stage for one in found for stage in one.stages}


@pytest.mark.parametrize(("told", "of"), [("face", "surname"), ("net(face)", "laps"), ("face", "track")])
def test_nor_are_the_winners_of_races_or_the_bearers_of_names(told: str, of: str) -> None:
    items = '"Alpha", "Beta", "Gamma"'
    code = PICKED["tell.py"].format(list=f"[{items}]").replace("GROUPS", "RACES").replace(told, of)
    code = code.replace("(face)", f"({of})")
    assert [one for one in report({"tell.py": code}, sifted=True).findings if one.kind is Kind.CAPABILITY] == []


@pytest.mark.parametrize(("values", "listed"), [('"Alpha", "Beta", "Gamma"', True), ("7, 8, 9", False)])
def test_values_in_words_are_the_kinds_that_are_told(values: str, listed: bool) -> None:
    code = PICKED["tell.py"].format(list=f"[{values}]").replace("GROUPS", "RACE_LABELS")
    found = [one for one in report({"tell.py": code}, sifted=True).findings if one.kind is Kind.CAPABILITY]
    told = {stage for one in found for stage in one.stages}
    assert Stage.INFERENCE in told
    assert (Stage.SCHEME in told) is listed


def test_a_list_that_is_looked_up_with_what_stands_for_the_rest() -> None:
    code = (
        'RACE_LABELS = {0: "Alpha", 1: "Beta"}\n\n\ndef analyze(face):\n    best = np.argmax(model.predict(face))\n'
        '    return RACE_LABELS.get(best, "unknown")\n'
    )
    found = [one for one in report({"tell.py": code}, sifted=True).findings if one.kind is Kind.CAPABILITY]
    assert {Stage.INFERENCE, Stage.SCHEME} <= {stage for one in found for stage in one.stages}


MANY = """
races = ["Asian", "Black", "Indian"]

%s

for path in paths:
    %s
    told = best_model.predict(seen)
    print(races[np.argmax(told)])
"""
CHECKS = "\n".join(f"print(races[np.argmax(held_back[{n}])])" for n in range(6)) + "\n" * 60


def test_a_list_that_a_script_looks_up_often_before_it_opens_a_picture() -> None:
    assert Stage.SCHEME in stages({"train.py": MANY % (CHECKS, "seen = image.load_img(path)")})
    assert not stages({"train.py": MANY % (CHECKS, "seen = rows[path]")})
