"""What screens show that is told elsewhere. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report


def places(files: dict[str, str], stage: Stage = Stage.EXPOSURE) -> set[tuple[str, int | None]]:
    """Where something of people in pictures is shown: file and line."""
    found = report(files, sifted=True).findings
    return {
        (one.layers[-1], one.line)
        for finding in found
        if finding.kind is Kind.CAPABILITY
        for one in finding.evidence
        if stage in one.says
    }


KINDS = """export enum EthnicGroup {
  WHITE = "white", AFRICAN = "african", SOUTH_ASIAN = "south_asian", EAST_ASIAN = "east_asian"
}
export enum Emotion {
  ANGRY = "angry", FEAR = "fear", HAPPY = "happy", NEUTRAL = "neutral", SAD = "sad", SURPRISE = "surprise"
}
"""
OFFERS = """
import { EthnicGroup } from "./kinds";
export function %s({ value, change }) {
  return (
    <form>
      <label>Gender</label>
      <label>Age group</label>
      %s
      <label>Ethnicity</label>
      <select value={value.ethnicity}>
        {Object.values(%s).map((one) => <option key={one}>{one}</option>)}
      </select>
    </form>
  );
}
"""


def test_a_control_offers_a_list_of_another_file() -> None:
    shown = places({"kinds.ts": KINDS, "ResultFilters.tsx": OFFERS % ("ResultFilters", "", "EthnicGroup")})
    assert ("ResultFilters.tsx", 9) in shown


def test_a_control_of_other_choices_or_of_a_form() -> None:
    other = {"kinds.ts": KINDS, "Page.tsx": (OFFERS % ("Page", "", "Countries")).replace("EthnicGroup", "Countries")}
    assert not any(name == "Page.tsx" for name, _ in places(other))
    form = "<label>First name</label><label>Religion</label><label>Address</label><label>Marital status</label>"
    asked = {"kinds.ts": KINDS, "Page.tsx": OFFERS % ("PatientForm", form, "EthnicGroup")}
    assert not any(name == "Page.tsx" for name, _ in places(asked))


CHARTS = """
export function Board({ faces, camera }) {
  const board = { gender: count(faces, "gender"), age: count(faces, "age"), emotion: count(faces, "emotion"),
    glasses: count(faces, "glasses"), ethnicity: predict(camera.frame, faces) };
  return (
    <section>
      <h2>Gender distribution</h2>
      <Pie data={board.gender} />
      <h2>Age distribution</h2>
      <Pie data={board.age} />
      <h2>Ethnicity distribution</h2>
      %s
    </section>
  );
}
"""


def test_a_title_over_a_value_of_the_same_program() -> None:
    assert ("Board.tsx", 11) in places({"Board.tsx": CHARTS % "<Pie data={board.ethnicity} />"})


GIVEN = """
import telebot
from deepface import DeepFace

def answer(message, path):
    told = DeepFace.analyze(img_path=path, actions=["age", "gender", "race"])
    kind = told[0]["dominant_race"]
    %s
"""
GIVEN_JS = """
async function answer(reply, image) {
  const faces = await detectFaces(image);
  const told = await analyzeFace(faces[0], { actions: ["age", "gender", "race"] });
  const kind = told[0]["dominant_race"];
  %s
}
"""


@pytest.mark.parametrize(
    ("name", "code", "shown", "not_shown"),
    [
        ("bot.py", GIVEN, 'bot.send_message(message.chat, f"You look: {kind}")', 'store(f"{kind}.txt")'),
        ("bot.py", GIVEN, 'bot.send_message(message.chat, "You look: " + kind)', 'logging.info(f"Told: {kind}")'),
        ("bot.js", GIVEN_JS, "reply.send(`You look: ${kind}`);", "save(`${kind}.txt`);"),
    ],
)
def test_a_name_that_was_given_what_was_told(name: str, code: str, shown: str, not_shown: str) -> None:
    line = code.splitlines().index("    %s" if name.endswith("py") else "  %s") + 1
    assert (name, line) in places({name: code % shown})
    assert (name, line) not in places({name: code % not_shown})


def test_a_name_that_is_given_something_else_again() -> None:
    again = GIVEN % 'kind = message.text\n    bot.send_message(message.chat, f"You said: {kind}")'
    assert ("bot.py", 9) not in places({"bot.py": again})


WRITTEN = """
import cv2

def look(path):
    face = detect_face(cv2.imread(path))
    told = model.predict(face)
    return {"race": told.race, "age": told.age, "gender": told.gender, "glasses": told.glasses, "beard": told.beard}
FAR
def login(first_name, last_name, address, email, phone, birth_date):
    return find(first_name, last_name, address, email, phone, birth_date)

def write(results):
    for one in results:
        %s

def register(first_name, last_name, address, email, phone, birth_date):
    return store(first_name, last_name, address, email, phone, birth_date)
""".replace("FAR", "\n" * 50)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("print(f\"Image: {one['image']} | Age: {one['age']} | Race: {one['race']}\")", True),
        ("print(\"Image: %s, Age: %d, Race: %s\" % (one['image'], one['age'], one['race']))", True),
        ("print(f\"Name: {one['first_name']} | Age: {one['age']} | Race: {one['race']}\")", False),
        ("print(f\"Image: {one['image']} | Address: {one['address']} | Age: 1 | Race: {one['race']}\")", False),
    ],
)
def test_a_text_that_writes_a_picture_with_what_was_told_of_it(text: str, told: bool) -> None:
    code = WRITTEN % text
    line = code.splitlines().index(f"        {text}") + 1
    assert (("look.py", line) in places({"look.py": code})) is told
