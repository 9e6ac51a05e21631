"""Switches that are on, and their innocent twins. All makers, products and settings here are invented."""

import pytest

from sousveil.model.words import Kind, Stage, StageState
from tests.linking.laid import report

ON = {
    "ini": ("config/face.ini", "[FaceDetect]\nAgeDetectEnable=true\nRaceDetectEnable=true\n"),
    "ini, a number": ("config/face.ini", "[FaceDetect]\nGlassesEnable=1\nRaceEnable=1\n"),
    "table of a camera": (
        "config.txt",
        (
            "table.FaceRecognition[0].AgeEnable=true\ntable.FaceRecognition[0].Enable=true\n"
            "table.FaceRecognition[0].RaceEnable=true\ntable.FaceRecognition[0].Least=20\n"
        ),
    ),
    "table, a section": (
        "config.txt",
        (
            "table.FaceAnalysis[0].Age.Enable=true\ntable.FaceAnalysis[0].Race.Enable=true\n"
            "table.FaceAnalysis[0].Glasses.Enable=false\ntable.FaceAnalysis[0].Least=20\n"
        ),
    ),
    "json, a section": ("face.json", '{"face": {"attributes": {"age": true, "ethnicity": {"enable": true}}}}'),
    "json, a flag": ("face.json", '{"faceAttributes": {"age": true, "gender": false, "ethnicity": true}}'),
    "json, named beside": ("a.json", '{"faceAnalysis": [{"name": "race", "enabled": true}, {"name": "glasses"}]}'),
    "json, a list": (
        "settings.json",
        '{"FaceRecognition": {"Enable": true, "FaceAttributes": ["Age", "Gender", "Glasses", "Race"]}}',
    ),
    "xml, an attribute": ("face.xml", '<Face><Gender enabled="true"/><Race enabled="true"/></Face>'),
    "xml, elements": (
        "face.xml",
        "<FaceDetect><Attribute><name>race</name><enabled>true</enabled></Attribute></FaceDetect>",
    ),
    "yaml": ("face.yaml", "face_recognition:\n  detect_age: 1\n  detect_race: 1\n  glasses: off\n"),
    "yaml, a section": ("face.yaml", "face:\n  race:\n    enabled: yes\n  age:\n    enabled: yes\n"),
    "python": (
        "face_config.py",
        "class FaceConfig:\n    enable_age = True\n    enable_race = True  # race of a face\n",
    ),
    "java": (
        "FaceConfig.java",
        (
            "class FaceConfig {\n  boolean enableAge = true;\n  boolean enableGlasses = true;\n"
            "  boolean enableRace = true;\n}\n"
        ),
    ),
}
NOT_ON = {
    "off": ("config/face.ini", "[FaceDetect]\nAgeDetectEnable=true\nRaceDetectEnable=false\n"),
    "zero": ("config/face.ini", "[FaceDetect]\nAgeDetectEnable=1\nRaceDetectEnable=0\n"),
    "a section that is off": ("face.json", '{"face": {"attributes": {"age": true, "ethnicity": {"enable": false}}}}'),
    "a list that is off": (
        "settings.json",
        '{"FaceRecognition": {"Enable": false, "FaceAttributes": ["Age", "Gender", "Glasses", "Race"]}}',
    ),
    "a capability": (
        "cap.xml",
        "<FaceCap><isSupportRace>true</isSupportRace><isSupportAge>true</isSupportAge></FaceCap>",
    ),
    "supported features": (
        "cap.json",
        '{"FaceRecognition": {"Enable": true, "SupportedAttributes": ["Age", "Gender", "Glasses", "Race"]}}',
    ),
    "a negation": ("face.json", '{"faceAttributes": {"age": true, "disableRace": true, "ignore_ethnicity": true}}'),
    "another comes out": (
        "face.json",
        '{"faceAttributes": {"age": {"enable": true}, "ethnicity": {"required": true}}}',
    ),
    "a schema": (
        "schema.json",
        '{"$schema": "x", "properties": {"face": {"properties": {"ethnicity": {"enabled": true, "age": true}}}}}',
    ),
    "columns of a table": (
        "table.json",
        '{"faceTable": {"columns": {"age": true, "glasses": true, "race": true}, "face": true}}',
    ),
    "what is asked of a database": (
        "query.json",
        '{"face": {"select": {"age": true, "gender": true, "glasses": true, "ethnicity": true}}}',
    ),
    "what is shown": ("view.yaml", "face_view:\n  show_age: true\n  show_glasses: true\n  show_ethnicity: true\n"),
    "a profiler": ("profiler.json", '{"profiler": {"enable_race_detection": true, "track_threads": true, "face": 1}}'),
    "a data race": ("san.ini", "[thread]\nhalt_on_error=1\ndetect_race=1\nreport_race=true\n"),
    "a form": (
        "form.json",
        (
            '{"employeeForm": {"fields": {"gender": {"enabled": true}, "ethnicity": {"enabled": true},'
            ' "maritalStatus": {"enabled": true}}}}'
        ),
    ),
    "a card reader": (
        "reader.ini",
        "[IdCardReader]\nEthnicityEnable=true\nIssuingAuthorityEnable=true\nIdCardNumberEnable=true\n",
    ),
    "patients": ("ehr.yaml", "patient_form:\n  ethnicity:\n    enabled: true\n  diagnosis:\n    enabled: true\n"),
    "a race that is run": ("game.ini", "[Race]\nEnabled=true\nLaps=3\nFaceCamera=on\n"),
    "a language": ("locale.json", '{"languages": {"uyghur": {"enabled": true}, "tibetan": {"enabled": true}}}'),
    "a local variable": (
        "face.py",
        "def test_face(face):\n    enable_race = True\n    return face.race, face.age, face.glasses\n",
    ),
    "a default that is off": (
        "face_config.py",
        "class FaceConfig:\n    enable_age = True\n    enable_race = False  # race of a face\n",
    ),
}


@pytest.mark.parametrize("case", ON)
def test_a_setting_for_it_that_is_on_is_shown(case: str) -> None:
    name, text = ON[case]
    told = report({name: text})
    on = [finding for finding in told.findings if Stage.ENABLED in finding.stages]
    assert [finding.kind for finding in on] == [Kind.CAPABILITY]
    assert on[0].enabled_in == "delivered"
    assert any(Stage.ENABLED in e.shows for e in on[0].evidence)
    assert told.verdict.states["enabled"] is StageState.SHOWN


@pytest.mark.parametrize("case", NOT_ON)
def test_what_is_off_or_something_else_shows_no_switch(case: str) -> None:
    name, text = NOT_ON[case]
    told = report({name: text})
    assert told.verdict.states["enabled"] in (StageState.NOT_SHOWN, StageState.NOTHING_TO_LOOK_AT)
    assert not any(Stage.ENABLED in finding.stages for finding in told.findings)
    assert not any(finding.enabled_in for finding in told.findings)


@pytest.mark.parametrize(
    ("line", "where"),
    [
        ("SerialNo=4F02A7BPAJ12345", "installation"),
        ("MacAddress=3c:ef:8c:11:22:33", "installation"),
        ("SerialNo=", "delivered"),
        ("SerialNo=0000000000", "delivered"),
        ("MacAddress=00:00:00:00:00:00", "delivered"),
        ("DeviceID=string", "delivered"),
    ],
)
def test_the_settings_of_one_device_are_an_installation(line: str, where: str) -> None:
    told = report({"face.ini": f"[Device]\n{line}\n[FaceDetect]\nAgeEnable=1\nRaceEnable=1\n"})
    (finding,) = [finding for finding in told.findings if Stage.ENABLED in finding.stages]
    assert finding.enabled_in == where
    said = {"installation": "in this installation", "delivered": "in the settings it is delivered with"}[where]
    assert said in finding.claim
    assert said in told.verdict.headline


def test_what_is_delivered_and_an_installation_are_never_mixed() -> None:
    text = "[FaceDetect]\nAgeEnable=1\nRaceEnable=1\n"
    told = report({"delivered.ini": text, "site.ini": f"[Device]\nSerialNo=4F02A7BPAJ12345\n{text}"})
    assert "this installation" not in told.verdict.headline
    assert "delivered with" in told.verdict.headline


def test_without_settings_there_is_nothing_to_look_at() -> None:
    told = report({"face.h": "struct FACE_INFO { int nAge; int nGlasses; int nRace; };"})
    assert told.verdict.states["enabled"] is StageState.NOTHING_TO_LOOK_AT
    assert told.verdict.states["trigger"] is StageState.NOT_SHOWN
