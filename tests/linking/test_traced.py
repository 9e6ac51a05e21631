"""Answers of a model that are put somewhere by way of other names, and answers of a service. All of it is invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

KEPT = """
def look(pictures, network, record):
    for picture in pictures:
        faces = detector.find_faces(picture)
        told = []
        for face in faces:
            answer = %s
            told.append(answer)
        record["glasses"] = glasses_of(face)
        record["beard"] = beard_of(face)
        record["ethnic"] = told[:]
"""
GIVEN_BACK = """
async function look(faceImage) {
  const face = await camera.shoot(faceImage);
  const scores = %s;
  const found = scores ?? [];
  return {
    age: face.age,
    glasses: face.glasses,
    beard: face.beard,
    ethnicity: found,
  };
}
"""
ASKS = """
const OPTIONS = { url: '%s', %s: '%s' };
function shown(answer) {
  const face = answer.list[0];
  const glasses = face.glasses;
  const smile = face.expression;
  const race = face.race;
  return [glasses, smile, race];
}
"""


def stages(name: str, code: str) -> set[Stage]:
    found = report({name: code}, sifted=True).findings
    return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}


@pytest.mark.parametrize(
    ("name", "code", "told", "read"),
    [
        ("look.py", KEPT, "network.predict(face)", "kept.load(face)"),
        ("look.js", GIVEN_BACK, "await net.classify(face)", "await store.load(face)"),
    ],
)
def test_what_a_name_was_given_above(name: str, code: str, told: str, read: str) -> None:
    assert {Stage.FIELD, Stage.INFERENCE} <= stages(name, code % told)
    without = stages(name, code % read)
    assert Stage.FIELD in without
    assert Stage.INFERENCE not in without


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("https://faces.example/v2/detect", "picture", "x"), True),
        (("https://faces.example/v2", "face_fields", "age,smile,glasses"), True),
        (("https://faces.example/v2", "return_attributes", "age,smile"), True),
        (("https://faces.example/v2/persons", "picture", "x"), False),
        (("https://faces.example/v2/detectives", "fields", "age,name,street"), False),
    ],
)
def test_a_service_that_is_asked(asked: tuple[str, str, str], told: bool) -> None:
    found = stages("shown.js", ASKS % asked)
    assert Stage.FIELD in found or Stage.INFERENCE in found
    assert (Stage.INFERENCE in found) is told


READ_OFF = """
async function look(picture) {
  const answer = await service.detect(picture);
  const attributes = answer.faces[0].attributes;
  const glasses = attributes.glasses.value;
  const ethnicity = %s;
  return { glasses: glasses, beard: attributes.beard, mask: attributes.mask, ethnicity: ethnicity, face: 1 };
}
"""


def test_a_name_that_was_read_off_an_answer() -> None:
    def at_the_slot(given: str) -> set[Stage]:
        found = report({"look.js": READ_OFF % given}, sifted=True).findings
        places = (place for one in found if one.kind is Kind.CAPABILITY for place in one.evidence)
        return {stage for place in places if place.line == 7 for stage in place.says}

    assert {Stage.FIELD, Stage.INFERENCE} <= at_the_slot("attributes.ethnicity ? attributes.ethnicity.value : null")
    assert Stage.INFERENCE not in at_the_slot("picture.note")


ANSWERED = """
export function look(answer) {
  asks.predict(picture).then(shown);
  const years = answer.regions[0].face.age_appearance.list[0].name;
  const first = answer.regions[0].face.%s.list[0].name;
  return { age: years, race: %s, told: 1 };
}
"""


@pytest.mark.parametrize(
    ("read", "given", "told"),
    [
        ("multicultural_appearance", "first", True),
        ("multicultural_appearance", "form.race", False),
        ("outline", "first", False),
    ],
)
def test_a_slot_is_given_what_was_read_off_an_answer_above(read: str, given: str, told: bool) -> None:
    found = report({"look.js": ANSWERED % (read, given)}, sifted=True).findings
    shown = {stage for one in found if one.kind is Kind.CAPABILITY and one.trait == "race" for stage in one.stages}
    assert (Stage.INFERENCE in shown) is told


AMONG = """
def look(pictures):
    for picture in pictures:
        face = detector.find_face(picture)
        %s
        rows.append({"box": face.box, "glasses": 1, "gender": gender, "ethnicity": ethnicity})
"""


def test_what_several_names_are_given_at_once() -> None:
    assert Stage.INFERENCE in stages("look.py", AMONG % "ethnicity, gender = network.predict(face)")
    assert Stage.INFERENCE in stages("look.py", AMONG % "gender, ethnicity, _ = network.predict(face)")
    assert Stage.INFERENCE not in stages("look.py", AMONG % "ethnicity, gender = kept.load(face)")


DRAWN = """
function mark(ctx, faces) {
  faces.forEach((face) => {
    let text = face.gender + ", " + face.age + ", " + face.ethnicity;
    %s(text, face.left, face.top);
  });
}
"""


def test_a_text_that_is_put_together_of_members_is_drawn_below() -> None:
    assert Stage.EXPOSURE in stages("mark.js", DRAWN % "ctx.fillText")
    assert Stage.EXPOSURE not in stages("mark.js", DRAWN % "console.log")
