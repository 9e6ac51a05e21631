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
