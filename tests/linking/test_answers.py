"""Values that are read off the answer of an analysis. All samples are invented."""

import pytest

from sousveil.model.words import Kind, Stage
from tests.linking.laid import report

READ = {
    "shown.cpp": """
void onFrame(Engine& engine, const Frame& frame) {
    auto found = engine.detectFaces(frame);
    for (const auto& face : found) {
        std::printf("Lunettes: %d", face.look.attributes.glasses);
        std::printf("Ethnie: %d", face.look.attributes.TRAIT);
    }
}
""",
    "parsed.cs": """
class Client {
    void Show(string url) {
        var faces = Json.Parse(api.Detect(url));
        var sex = faces[0]["attributes"]["gender"]["value"];
        var race = faces[0]["attributes"]["TRAIT"]["value"];
        Console.WriteLine("Race: " + faces[0]["attributes"]["TRAIT"]["value"]);
    }
}
""",
    "kept.js": """
app.models.predict(MODEL, picture).then((answer) => {
  const rows = answer.regions.map((region) => ({
    age: region.face.age.name,
    gender: region.face.gender.name,
    race: region.face.TRAIT.name,
  }));
  store(rows);
});
""",
    "api.php": """<?php
$answer = $client->detect($picture, $options);
if ($answer['face_list'][0]['gender']['type'] == 'male') { $sex = 1; }
switch ($answer['face_list'][0]['TRAIT']['type']) { case 'x': $race = 1; break; }
""",
    "Lib.java": """
class Lib {
    List<Look> look(Session session, Mat picture) {
        FaceDetections found = detect(session, picture);
        FaceAttributes attr = attributes(session, picture, found);
        looks.add(new Look(attr.TRAIT(0), attr.gender(0), attr.age(0)));
        drawText(picture, "Race: " + attr.TRAIT(0).name());
        drawText(picture, "Gender: " + attr.gender(0).name());
        return looks;
    }
}
""",
}
OTHERS = {
    "of a person": {"face_list": "visitors", "face": "person", "attributes": "file", "attr": "person", "Face": ""},
    "typed in": {"face_list": "form", "face": "form", "attributes": "form", "attr": "form", "Face": ""},
    "nothing is told": {"detectFaces": "load", "Detect": "Load", "detect": "load", "predict": "load"},
}


def stages(files: dict[str, str | bytes]) -> set[Stage]:
    return {s for f in report(files).findings if f.kind is Kind.CAPABILITY for e in f.evidence for s in e.shows}


def sifted(path: str, text: str) -> set[Stage]:
    found = report({path: text}, sifted=True).findings
    return {s for f in found if f.kind is Kind.CAPABILITY for e in f.evidence for s in e.shows}


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize("trait", ["race", "ethnicity"])
def test_what_is_read_off_the_answer_of_an_analysis_was_worked_out(path: str, trait: str) -> None:
    assert Stage.INFERENCE in stages({path: READ[path].replace("TRAIT", trait)})


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize("other", OTHERS)
def test_what_is_read_off_anything_else_was_not(path: str, other: str) -> None:
    text = READ[path].replace("TRAIT", "race")
    for word, instead in OTHERS[other].items():
        text = text.replace(word, instead)
    assert Stage.INFERENCE not in stages({path: text})


@pytest.mark.parametrize(
    "text",
    [
        "var age = faces[0].age; var nation = faces[0].nation; var x = reader.recognize(card);",
        "game.detectCollision(); show(lap.attributes.race); show(lap.attributes.age);",
        "hero.predict(x);\nshow(hero.attributes.gender);\nshow(hero.attributes.race);\nshow(hero.attributes.beard);",
        "face.attributes.race = typed.race;\nface.attributes.gender = typed.gender;\ndetectChanges(face);",
    ],
)
def test_cards_games_and_values_that_are_set(text: str) -> None:
    assert Stage.INFERENCE not in stages({"a.js": text})


EVENTS = {
    "Watch.cs": """
class Watch {
    void OnEvent(IntPtr data) {
        DEV_EVENT_FACE_INFO info = Marshal.PtrToStructure<DEV_EVENT_FACE_INFO>(data);
        var attributes = new FaceAttributes {
            Sex = Sex(info.emSex), Beard = Beard(info.emBeard), Race = Race(info.emRace) };
        Send(attributes);
    }
}
""",
    "watch.cpp": """
void onAlarm(void* data) {
    const FaceAlarmInfo* info = static_cast<const FaceAlarmInfo*>(data);
    FaceAttributes face;
    face.sex = info->sex;
    face.race = info->race;
    keep(face);
}
""",
}


@pytest.mark.parametrize("path", EVENTS)
def test_what_is_read_off_the_data_of_an_event_is_sent_with_events(path: str) -> None:
    assert Stage.EVENT in sifted(path, EVENTS[path])


@pytest.mark.parametrize("path", EVENTS)
def test_what_is_read_off_other_data_is_not(path: str) -> None:
    text = EVENTS[path].replace("EVENT_", "").replace("OnEvent", "Fill").replace("onAlarm", "fill")
    assert Stage.EVENT not in sifted(path, text.replace("FaceAlarmInfo", "FaceInfo"))


def test_a_comment_declares_nothing() -> None:
    text = EVENTS["watch.cpp"].replace("FaceAlarmInfo", "FaceInfo").replace("onAlarm", "fill")
    assert Stage.EVENT not in sifted(
        "watch.cpp", text.replace("    FaceAttributes", "    // of the Alarm info\n    FaceAttributes")
    )


MINORITY = """
jfloatArray detect(JNIEnv* env, const EngineFace& engineFace) {
    float blur = engineFace.blurness;
    float minority = engineFace.minority;
    float age = engineFace.age;
    return detected(env, blur, minority, age);
}
"""


def test_a_minority_that_is_read_off_the_answer_of_an_analysis() -> None:
    assert Stage.INFERENCE in sifted("jni.cpp", MINORITY)


def test_the_minority_of_classes() -> None:
    assert not sifted("jni.cpp", MINORITY.replace("engineFace", "classes").replace("EngineFace", "Classes"))


KEPT = """
fetch('https://faces.example/v1/detect', { body: picture }).then((answer) => {
  const row = [];
  const attributes = answer.faces[0].attributes;
  row.push(attributes.glasses.value);
  row.push(attributes.gender.value);
  %s(attributes.ethnicity.value);
  file.write(row);
});
"""


@pytest.mark.parametrize(("puts", "kept"), [("row.push", True), ("say", False)])
def test_what_is_read_off_and_put_into_a_row(puts: str, kept: bool) -> None:
    found = report({"kept.js": KEPT % puts}, sifted=True).findings
    stages = {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}
    assert Stage.INFERENCE in stages
    assert (Stage.FIELD in stages) is kept


CPP = """
std::vector<Told> Session::attributes() {
  %s results = {};
  Session_get(handle, &results);
  std::vector<Told> told;
  for (int i = 0; i < results.num; i++) {
    told.push_back(Told(results.ageBracket[i], results.gender[i], results.race[i]));
  }
  return told;
}
"""


def test_what_is_declared_as_the_results_of_a_face_gives_them_out() -> None:
    def stages(type_: str) -> set[Stage]:
        found = report({"session.cpp": CPP % type_}, sifted=True).findings
        return {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}

    assert Stage.FIELD in stages("NvFaceAttributeResult")
    assert not stages("NvInterfaceResult")
    assert not stages("NvRunnersResult")


@pytest.mark.parametrize(
    ("taken", "stage"),
    [("Aligned face, out int race, out float confidence", True), ("Aligned face, int race, string note", False)],
)
def test_what_a_function_hands_out_with_how_sure_it_is(taken: str, stage: bool) -> None:
    code = f"class Native {{\n  [DllImport(LIB)]\n  static extern int faceRaceEval(IntPtr handle, {taken});\n}}\n"
    found = report({"Native.cs": code}, sifted=True).findings
    told = {stage for one in found if one.kind is Kind.CAPABILITY for stage in one.stages}
    assert (Stage.INFERENCE in told) is stage
